/*
 * supervise: running a program as a child, so that there is an afterwards: a pip that may
 * change an environment, which to its user and to its parent looks as if it had replaced this
 * process; or a program whose output is wanted.
 */
#ifndef SUPERVISE_H
#define SUPERVISE_H

#include "text.h"

#include <signal.h>
#include <stdbool.h>

/*
 * Whether a child would behave as this process: not where SIGHUP, SIGINT, SIGQUIT or SIGTERM
 * is ignored (nohup), which libuv would undo in the child.
 */
bool supervise_is_possible(void);

/* A child to be run. */
struct supervise_child {
	char **argv; /* its file is argv[0] */
	char **environment;
	/*
	 * What it prints on both streams is added here, and it reads nothing; NULL: its streams
	 * are those of this process.
	 */
	struct text *output;
	unsigned limit; /* milliseconds after which it is killed; 0: none */
	void (*tick)(void *data); /* called ten times a second meanwhile, or NULL */
	void *data; /* for that */
};

/* How a child ended. */
struct supervise_end {
	int status; /* its exit status, when it was not killed */
	int signal; /* what killed it, or 0 */
	int received; /* the last signal that meanwhile asked this process to end, or 0 */
};

/*
 * Runs CHILD and waits for its end: signals that this process gets are passed on, those of the
 * terminal reach the child anyway. Signals that the caller has blocked are not during the run.
 * 0, or an errno when it could not be started.
 */
int supervise_run(const struct supervise_child *child, struct supervise_end *end);

/*
 * Lets this process hear of the ends of its children, which libuv waits for, whoever has blocked
 * that; until supervise_release().
 */
void supervise_hear(sigset_t *before);

/* Keeps the signals that are passed on from ending this process until supervise_release(). */
void supervise_hold(sigset_t *before);

/* Ends what either of these began: with BEFORE as it filled it. */
void supervise_release(const sigset_t *before);

/* Ends this process as the child ended: by the same signal, or the status to exit with. */
int supervise_mirror(const struct supervise_end *end);

#endif
