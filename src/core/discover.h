/*
 * discover: the walk from a directory upward to the nearest environment: vshim-shims(7), "The
 * walk".
 */
#ifndef DISCOVER_H
#define DISCOVER_H

#include "owner.h"

/* Neither environment nor problem: nothing was found. */
struct discovery {
	const char *environment;
	const char
		*project; /* the directory in which the walk ended, also in a problem */
	struct problem problem;
	struct owner_parts parts; /* of the environment, as they were looked at */
};

/* Walks from the directory of REQUEST, and from its physical path when that finds nothing. */
void
discover(const struct request *request, struct arena *arena, struct discovery *discovery);

#endif
