/*
 * places: where an environment that is named, not pathed, is looked for: vshim-shims(7),
 * "Naming an environment".
 */
#ifndef PLACES_H
#define PLACES_H

#include "list.h"
#include "request.h"

/*
 * Adds the environments called NAME, which is no child of the directory that it was given in, in
 * the first place that has one; several there are the ambiguity. 0, or -1 with errno where no
 * answer was got of what came first or along with them (problem_is_trouble()): *UNSEEN is then its
 * path, which the caller frees.
 */
int places_find(const struct request *request, const char *name, struct list *found,
	char **unseen);

/* The value of the variable KEY, which has no say in a decision; NULL where unset or empty. */
const char *places_variable(const struct request *request, const char *key);

#endif
