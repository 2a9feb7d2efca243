/*
 * pyvenv: the text of a pyvenv.cfg, read as CPython reads it.
 *
 * It is no INI file: every line is split at its first `=`, the key is stripped and lowered,
 * the value stripped; there are no comments, sections or continuations (Lib/site.py, `venv`).
 */
#ifndef PYVENV_H
#define PYVENV_H

#include "path.h"

/* CPython 3.11 and later refuse a larger file (Modules/getpath.c). Bytes. */
#define PYVENV_LIMIT 32768

struct pyvenv {
	struct span
		text; /* the whole file, at most PYVENV_LIMIT bytes; empty when unreadable */
	int major,
		minor; /* the version of Python it says it is for; -1 when it does not say */
	bool system_site; /* include-system-site-packages */
	bool sees_system; /* that is on, or not said, which CPython takes for on */
	struct span prompt; /* without venv's quotes; empty when there is none */
};

/* What is wrong with a file that no Python starts with. */
enum pyvenv_fault {
	PYVENV_FINE,
	PYVENV_LARGE, /* CPython 3.11 and later read no larger one (Modules/getpath.c) */
	PYVENV_BYTES, /* `site` reads it as UTF-8, and it is none */
};

/* Which of these is wrong with PYVENV. */
enum pyvenv_fault pyvenv_find_fault(const struct pyvenv *pyvenv);

/*
 * Reads ENVIRONMENT/pyvenv.cfg. One that cannot be read is one that says nothing. 0, or the
 * errno why not.
 */
int pyvenv_read(struct arena *arena, const char *environment, struct pyvenv *pyvenv);

/* What the text in PYVENV->text says. */
void pyvenv_parse(struct pyvenv *pyvenv);

/* The value of KEY (lower case), the last one where it is repeated, as `site` takes it. */
bool pyvenv_value(struct span text, const char *key, struct span *value);

/*
 * The directory of the base interpreter, as `getpath` takes it: the first `home`, and only a
 * newline ends a line.
 */
bool pyvenv_home(struct span text, struct span *home);

/* The prompt that an activated shell would show: the file's, else E's last component. */
const char *
pyvenv_prompt(struct arena *arena, const struct pyvenv *pyvenv, const char *environment);

#endif
