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

#endif
