/*
 * health: what state an environment is in, told by looking at its files: each way in which one
 * breaks, and the command that mends it. What `list`, `doctor` and the messages of errors say
 * of an environment comes from here. Starts no program, keeps no state.
 */
#ifndef HEALTH_H
#define HEALTH_H

#include "request.h"
#include "text.h"

enum health_state {
	HEALTH_OK,
	HEALTH_GONE, /* there is no environment any more */
	HEALTH_MOUNT_GONE, /* what it, or its Python, lies on is not mounted, or dead */
	HEALTH_UNREADABLE, /* somebody else's permissions */
	HEALTH_PYVENV_LARGE, /* pyvenv.cfg is larger than Python reads */
	HEALTH_PYVENV_BYTES, /* pyvenv.cfg is not UTF-8 */
	HEALTH_PYVENV_EMPTY,
	HEALTH_PYVENV_NO_HOME, /* pyvenv.cfg does not name the base interpreter's directory */
	HEALTH_WINDOWS, /* it was made on Windows: `Scripts` instead of `bin` */
	HEALTH_NO_BIN,
	HEALTH_HALF_MADE, /* its making was cut short */
	HEALTH_NO_INTERPRETER, /* `bin` has no Python */
	HEALTH_BASE_GONE, /* the Python that it was made from was taken away */
	HEALTH_BASE_UPGRADED, /* another version is in the place of that Python */
	HEALTH_DANGLING, /* its link leads to nothing, though the base interpreter is there */
	HEALTH_NOT_EXECUTABLE,
	HEALTH_OTHER_MACHINE, /* its interpreter is for another kind of machine, or damaged */
	HEALTH_IS_SHIM, /* its interpreter is a shim, which leads back here */
	HEALTH_NO_START, /* its interpreter was started, and failed; no look at it tells that */
	HEALTH_MOVED, /* its scripts and `activate` name another place */
	HEALTH_STATES
};

/* Texts are owned. */
struct health {
	enum health_state state;
	bool is_broken; /* its Python cannot run, or cannot see its packages */
	char *reason; /* in words, or NULL */
	char *remedy; /* the command that mends it, or NULL where no command can */
	char *interpreter; /* its path, where one was found, or NULL */
	const char *advice; /* what the remedy does; without one, what to do instead */
};

/*
 * Looks at ENVIRONMENT, an absolute path, as a shim of REQUEST would meet it. PROBLEM, when it
 * is not NULL, is what a decision or a start has already found of its interpreter.
 */
void health_look(const struct request *request, const char *environment,
	const struct problem *problem, struct health *health);

/*
 * Makes *HEALTH broken in STATE, whatever a look at its files has told, for REASON, which is
 * copied.
 */
void health_set(struct health *health, enum health_state state, const char *reason);

/* The word for STATE in JSON: `ok`, `dangling`, …; a constant. */
const char *health_word(enum health_state state);

void health_free(struct health *health);

#endif
