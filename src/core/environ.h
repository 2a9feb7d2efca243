/*
 * environ: the environment of the program that is started, as a value: what changes, and the
 * block that comes of it. vshim-shims(7), "What the program sees".
 */
#ifndef ENVIRON_H
#define ENVIRON_H

#include "resolve.h"

/* The variables that vshim may change, in the order in which they are told. */
enum environ_variable {
	ENVIRON_PATH,
	ENVIRON_VIRTUAL_ENV,
	ENVIRON_VIRTUAL_ENV_PROMPT,
	ENVIRON_VSHIM_SELECTED,
	ENVIRON_VSHIM_ENV, /* `vshim exec -e` hands it down */
	ENVIRON_VSHIM_VIA,
	ENVIRON_PYTHONHOME,
	ENVIRON_PYVENV_LAUNCHER,
	ENVIRON_PYTHONEXECUTABLE,
	ENVIRON_VARIABLES
};

enum environ_action { ENVIRON_KEEP, ENVIRON_SET, ENVIRON_REMOVE };

struct environ_change {
	enum environ_action action;
	const char *value; /* where it is set */
};

struct environ_plan {
	struct environ_change changes[ENVIRON_VARIABLES];
	const char *
		path; /* the PATH that the program sees; what lacks in E is looked for here */
};

/* The name of VARIABLE. */
const char *environ_name(enum environ_variable variable);

/* What SELECTION means for the environment of REQUEST. */
void environ_plan(const struct request *request, struct arena *arena,
	const struct selection *selection, struct environ_plan *plan);

/* The block for execve(2): the variables of REQUEST with PLAN applied. NULL: the arena is full. */
char **environ_block(const struct request *request, struct arena *arena,
	const struct environ_plan *plan);

#endif
