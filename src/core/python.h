/*
 * python: what a Python is known by, whatever it is called. Other managers' shims are
 * called python too, and lead back to ours.
 */
#ifndef PYTHON_H
#define PYTHON_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether the LENGTH bytes at BYTES, of a program, are of a Python, CPython or another: they
 * hold a name of Python's C API or of PyPy, which an interpreter cannot do without.
 */
bool python_is_in(const char *bytes, size_t length);

/*
 * Whether the file PATH shows by its first bytes that it is a Python. The names stand near the
 * beginning, where the linker puts what the loader needs; false does not say that it is none.
 */
bool python_is_plain(const char *path);

#endif
