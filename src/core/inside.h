/*
 * inside: the programs that an environment has itself, and what state they are in.
 */
#ifndef INSIDE_H
#define INSIDE_H

#include "pyvenv.h"
#include "request.h"

#include <sys/types.h>

/* An environment whose programs are looked for. */
struct inside {
	const struct request *request;
	struct arena *arena;
	const char *environment;
	const struct pyvenv *pyvenv;
	const char *bin; /* of the environment */
};

enum inside_state {
	INSIDE_ABSENT,
	INSIDE_USABLE,
	INSIDE_BROKEN, /* dangling, not executable, a directory */
	INSIDE_SHIM, /* leads back to this launcher, or to what this process came from */
};

/* A program that was looked for. */
struct inside_program {
	enum inside_state state;
	const char *path;
	int err; /* why it is broken */
	off_t size; /* of its file, bytes, when it is usable */
};

/* The programs of ENVIRONMENT, whose pyvenv.cfg says PYVENV; all of it must outlive the value. */
struct inside inside_make(const struct request *request, struct arena *arena,
	const char *environment, const struct pyvenv *pyvenv);

/* The program NAME. */
struct inside_program inside_look(const struct inside *inside, const char *name);

/*
 * The first that is there of NAME, PREFIX, PREFIX3 and PREFIXX.Y of the environment's version;
 * one that is broken counts. Where none is, PREFIX, absent.
 */
struct inside_program
inside_find(const struct inside *inside, const char *name, const char *prefix);

/* Fills *PROBLEM for PROGRAM, which is not usable; BROKEN is the reason where it is broken. */
void inside_problem(const struct inside *inside, const struct inside_program *program,
	enum reason broken, struct problem *problem);

/*
 * The environment's interpreter: bin/python, else bin/python3, else bin/pythonX.Y. NULL with
 * *PROBLEM filled when it has none that can run.
 */
const char *inside_interpreter(const struct inside *inside, struct problem *problem);

#endif
