/*
 * explain: the steps of a decision as its listener heard them, as one reads them aloud.
 */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "decision.h"
#include "text.h"

/* Starts as {0}. */
struct explanation {
	struct explained_step *steps;
	size_t n;
	size_t size;
};

/* Listens to DECISION from now on. EXPLANATION must outlive it. */
void explain_begin(struct explanation *explanation, struct decision *decision);

/* Prints the steps so far. */
void explain_steps(const struct explanation *explanation);

/* Prints what came of them: the program, its argv, the changes to the environment. */
void explain_end(const struct explanation *explanation, const struct decision *decision);

/* Adds the steps to JSON, as an array. */
void explain_json(const struct explanation *explanation, struct text *json);

void explain_free(struct explanation *explanation);

#endif
