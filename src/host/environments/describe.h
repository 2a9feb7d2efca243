/*
 * describe: what can be said of an environment by looking at its files: who made it, for which
 * Python, whether it has one. Starts no program.
 */
#ifndef DESCRIBE_H
#define DESCRIBE_H

#include "path.h"

#include <stdbool.h>

/* Who made an environment. */
enum maker { MAKER_VENV, MAKER_VIRTUALENV, MAKER_UV, MAKER_POETRY, MAKER_PIPENV };

/* Texts are owned. */
struct description {
	char *name; /* what it goes by: see label_name() */
	enum maker maker;
	char *home; /* the directory of the base interpreter, as pyvenv.cfg says; or NULL */
	char *version; /* as pyvenv.cfg says, or NULL */
	char *python; /* `python3.11`, from the version; `python3` when it is not said */
	int err; /* why pyvenv.cfg could not be read, or 0 */
};

/* label_name(), owned. */
char *describe_name(const char *environment, struct span prompt);

/* Looks at ENVIRONMENT. What cannot be read is not said. */
void describe(const char *environment, struct description *description);

void description_free(struct description *description);

/* `venv`, `virtualenv`, `uv`, `Poetry` or `Pipenv`; a constant. */
const char *maker_name(enum maker maker);

/*
 * Whether the file PATH is an interpreter of Python, CPython or another, and not a program that
 * looks for one, as the shims of version managers do. The whole file is looked through.
 */
bool describe_is_interpreter(const char *path);

#endif
