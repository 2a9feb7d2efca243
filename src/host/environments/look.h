/*
 * look: one look at an environment, for health: what has been found so far, and the looks at its
 * interpreter. Every look answers whether it has found what is wrong, and then has told it.
 */
#ifndef LOOK_H
#define LOOK_H

#include "health.h"
#include "pyvenv.h"
#include "remedy.h"

#include <sys/stat.h>

struct look {
	const struct request *request;
	struct arena arena;
	struct remedy_case about; /* what is found out for the remedy, too */
	struct pyvenv pyvenv;
	struct problem problem; /* of the interpreter */
	const char *interpreter; /* when it can be started */
	struct text reason;
	struct health *health;
};

/* Ends LOOK in STATE: the environment's Python is of no use. Always true. */
bool look_broken(struct look *look, enum health_state state);

/* Ends LOOK in STATE: the environment runs all the same. Always true. */
bool look_flawed(struct look *look, enum health_state state);

/* Whether NAME is there in the environment, and its *STATUS; errno when it is not. */
bool look_has(const struct look *look, const char *name, struct stat *status);

/* Whether PATH is not there because what it lies on is not mounted. */
bool look_at_mount(struct look *look, const char *path);

/* Whether the interpreter cannot be started. */
bool look_at_interpreter(struct look *look);

/* Whether the interpreter is of another version now: an upgrade of the system did that. */
bool look_at_version(struct look *look);

#endif
