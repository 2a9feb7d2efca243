/*
 * program: what is run in a selection: the environment's own program, the interpreter that reads
 * a script, or the next command of that name on PATH. vshim-shims(7), "What is run".
 */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "environ.h"

/* An interpreter, its option, a script; `-m pip` is no longer. */
enum { PROGRAM_ARGUMENTS = 3 };

struct program {
	const char *path; /* what `vshim which` names */
	const char *argv[PROGRAM_ARGUMENTS +
		1]; /* comes before the operands; [0] is started */
	bool is_outside; /* of the environment */
	bool is_interpreter; /* what is started is the environment's own python */
};

/*
 * The program for REQUEST in SELECTION; PLAN is told when it lies outside the environment.
 * 0, or -1 with *PROBLEM filled.
 */
int program_choose(const struct request *request, struct arena *arena,
	const struct selection *selection, struct environ_plan *plan,
	struct program *program, struct problem *problem);

/*
 * Begins the search for what comes after SELECTION's own program: along the PATH of PLAN.
 * `system` that the user asked for also leaves out what the user has activated.
 */
struct search;
void program_search(const struct request *request, struct arena *arena,
	const struct selection *selection, const struct environ_plan *plan,
	const char *name, struct search *search);

#endif
