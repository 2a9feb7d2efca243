/*
 * pythons: the Pythons of this machine: found by a path, a name or a version, each asked whether
 * it is the one.
 */
#ifndef PYTHONS_H
#define PYTHONS_H

#include "interview.h"

#include <vshim.h>

/* How asking for a Python can end without one. */
enum { PYTHONS_INTERRUPTED = 1 };

/*
 * Finds the Python that WISH names: a path (of an interpreter, or a directory with one in its
 * `bin`); a version, of which `3.12` is the beginning; or a command. A version and a command
 * are looked for along PATH, past the shims and past an activated environment, and then among
 * the versions that pyenv has, the newest first. NULL wishes for python3. 0 with *PYTHON
 * filled, -1 with *ERROR filled, or PYTHONS_INTERRUPTED with *SIGNAL: one that asks this
 * process to end came meanwhile.
 */
int pythons_find(const struct request *request, struct arena *arena, const char *wish,
	struct python *python, int *signal, struct vshim_error *error);

/* The first command NAME that pythons_find() would look at, or NULL. It is ARENA's. */
const char *
pythons_command(const struct request *request, struct arena *arena, const char *name);

void pythons_free(struct python *python);

#endif
