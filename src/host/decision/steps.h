/*
 * steps: the looks that a decision took, kept in their order.
 */
#ifndef STEPS_H
#define STEPS_H

#include "decision.h"

struct steps_look {
	int line; /* of the selection */
	enum finding finding;
	char *path; /* what was looked at, or NULL */
	char *detail; /* or NULL */
};

/* Starts as {0}; all of it is owned. */
struct steps {
	struct steps_look *looks;
	size_t n;
	size_t size;
};

/* Listens to DECISION from now on. STEPS must outlive it. */
void steps_listen(struct steps *steps, struct decision *decision);

/* Listens to DECISION no longer. */
void steps_end(struct decision *decision);

void steps_free(struct steps *steps);

#endif
