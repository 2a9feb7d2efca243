/*
 * places: where an environment that is named, not pathed, is looked for (behaviour §6, ENV).
 */
#ifndef PLACES_H
#define PLACES_H

#include "list.h"
#include "request.h"

/*
 * Adds the environments called NAME in the first place that has one; several there are the
 * ambiguity.
 */
void places_find(const struct request *request, const char *name, struct list *found);

/* The value of the variable KEY, which has no say in a decision; NULL where unset or empty. */
const char *places_variable(const struct request *request, const char *key);

#endif
