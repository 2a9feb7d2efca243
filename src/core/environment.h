/*
 * environment: what makes a directory an environment, and how a text comes to name one.
 */
#ifndef ENVIRONMENT_H
#define ENVIRONMENT_H

#include "request.h"

/*
 * Looks for REQUEST whether DIRECTORY holds a pyvenv.cfg (PEP 405). 0 when it does, else the errno of the
 * look; ENOENT also where that is no file.
 */
int environment_look(
	const struct request *request, struct arena *arena, const char *directory);

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
