/*
 * name: what kind of command a name stands for. Text only.
 */
#ifndef NAME_H
#define NAME_H

#include <stdbool.h>

/* The options of python that take no value and after which an operand may come. */
#define NAME_PYTHON_FLAGS "EsSIuOBbPqv"

enum name_kind { NAME_OTHER, NAME_PYTHON, NAME_PIP };

struct name {
	enum name_kind kind;
	int major, minor; /* of the version in it, -1 where it has none */
};

/* `python`, `pip`, either with `X` or `X.Y` behind it; everything else is NAME_OTHER. */
struct name name_parse(const char *text);

/*
 * Whether NAME may stand for an environment's own python or pip, of version MAJOR.MINOR (-1
 * where its pyvenv.cfg does not say). What asks for a version is not answered by another.
 */
bool name_stands_for(struct name name, int major, int minor);

/*
 * Whether a python with OPERANDS runs the module pip: `-m pip` behind any options that take no
 * value, joined or not.
 */
bool name_runs_pip_module(char *const *operands);

#endif
