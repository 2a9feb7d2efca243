/*
 * interpreter: the Pythons of this machine that an environment can be made from: programs, no
 * shims, and none that an environment has itself.
 */
#ifndef INTERPRETER_H
#define INTERPRETER_H

#include "request.h"

/*
 * The path of a Python MAJOR.MINOR: in the directory HOME (or NULL), along PATH, among pyenv's
 * versions. NULL when there is none. Owned.
 */
char *
interpreter_find(const struct request *request, const char *home, int major, int minor);

/* The path of the `python3` that PATH has, or NULL. Owned. */
char *interpreter_any(const struct request *request);

/*
 * What has taken the place of PATH in an upgrade of its Python: the same below the latest
 * sibling of its directory of that version (`…/3.11.4/bin/python` → `…/3.11.9/bin/python`),
 * as Homebrew and pyenv lay them out; else the `python3` of the directory HOME (or NULL), as in
 * an upgrade of the system. NULL when there is none. Owned.
 */
char *interpreter_successor(const char *path, const char *home);

/*
 * The minor version MAJOR.MINOR that the file PATH, followed through its links, has in its
 * name. False when its name has none.
 */
bool interpreter_version(const char *path, int *major, int *minor);

#endif
