/*
 * glance: what a first look at a directory says, before each name is asked for.
 */
#ifndef GLANCE_H
#define GLANCE_H

#include "request.h"

/* Whether DIRECTORY is a project's root, by the files that projects have. In doubt it is. */
bool glance_is_project(struct arena *arena, const char *directory);

/*
 * Whether DIRECTORY surely has nothing that is looked for, by the settings of REQUEST. One
 * reading of a small directory says so at a third of the price of eleven look-ups, whose every
 * answer would be no. False where somebody listens, who is to hear of each.
 */
bool glance_has_nothing(const struct request *request, const char *directory);

#endif
