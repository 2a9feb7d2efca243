/*
 * environment: what makes a directory an environment, and how a text comes to name one.
 */
#ifndef ENVIRONMENT_H
#define ENVIRONMENT_H

#include "request.h"

/* Whether DIRECTORY holds a pyvenv.cfg (PEP 405). The errno of the look is left in errno. */
bool environment_is_at(struct arena *arena, const char *directory);

/*
 * The environment that TEXT names, as seen from DIRECTORY (or NULL): a path, or one bare
 * word, which is a name where no environment of that path is. In a redirect file a word that
 * is a directory's is no name. NULL with *PROBLEM filled when it names none: REASON_UNUSABLE
 * for a path, REASON_NAME_UNKNOWN or REASON_NAME_AMBIGUOUS for a name, REASON_CANNOT_LOOK where
 * nobody can tell.
 */
const char *
environment_named(const struct request *request, struct arena *arena, const char *text,
	const char *directory, bool in_redirect, struct problem *problem);

#endif
