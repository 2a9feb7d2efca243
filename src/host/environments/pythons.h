/*
 * pythons: the Pythons of this machine: found by a path, a name or a version, and asked
 * themselves what they are and what they can do.
 */
#ifndef PYTHONS_H
#define PYTHONS_H

#include "list.h"
#include "request.h"

#include <vshim.h>

/* A Python, as it says itself. */
struct python {
	char *path; /* its interpreter, not a shim that leads there; owned */
	int major, minor, micro;
	bool has_venv, has_ensurepip, has_virtualenv; /* the modules of those names */
	bool is_packaged; /* in Debian's way, which keeps ensurepip apart */
};

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

/* ENVIRONMENT without the variables that would make a Python another; ends in NULL. ARENA's. */
char **pythons_variables(struct arena *arena, char *const *environment);

void pythons_free(struct python *python);

#endif
