/*
 * children: the environments directly in a directory, whatever they are called.
 */
#ifndef CHILDREN_H
#define CHILDREN_H

#include "request.h"

/*
 * The environments among the children of DIRECTORY that count, sorted, ending in NULL: each
 * directory once, none of owners that are not trusted. NULL when DIRECTORY cannot be looked
 * through, or has too many entries; with *ERR, else 0, when the system could not say of one of
 * them or of all (problem_is_trouble()), or when only vshim can say what is trusted.
 */
const char *const *children_find(const struct request *request, struct arena *arena,
	const char *directory, int *err);

#endif
