/*
 * pyenv: the Pythons that pyenv has installed, by their directories below its `versions`.
 */
#ifndef PYENV_H
#define PYENV_H

#include "list.h"
#include "request.h"

/* How many numbers of a version count: X.Y.Z. */
enum { PYENV_NUMBERS = 3 };

/*
 * Reads a version, `3`, `3.12` or `3.12.1`, with nothing behind it, into NUMBERS. How many it
 * has; 0 when TEXT is none.
 */
int pyenv_parse(const char *text, int numbers[PYENV_NUMBERS]);

/*
 * Adds the names of pyenv's versions that begin with the first N NUMBERS, the newest first,
 * all where N is 0.
 */
void pyenv_versions(const struct request *request, const int numbers[PYENV_NUMBERS],
	int n, struct list *names);

/* The directory of pyenv's version NAME, whether it is there or not; owned. NULL: no pyenv. */
char *pyenv_directory(const struct request *request, const char *name);

#endif
