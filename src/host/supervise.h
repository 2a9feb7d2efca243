/*
 * supervise: running a pip that may change an environment as a child, so that there is an
 * afterwards; to its user and to its parent it looks as if it had replaced this process.
 */
#ifndef SUPERVISE_H
#define SUPERVISE_H

#include <stdbool.h>

/*
 * Whether a child would behave as this process: not where SIGHUP, SIGINT, SIGQUIT or SIGTERM
 * is ignored (nohup), which libuv would undo in the child.
 */
bool supervise_is_possible(void);

/*
 * Whether the kernel starts the file PATH as it stands. uv_spawn(), as execvp(3) does, hands
 * what the kernel refuses to /bin/sh as a script.
 */
bool supervise_can_start(const char *path);

/* How a child ended. */
struct supervise_end {
	int status; /* its exit status, when it was not killed */
	int signal; /* what killed it, or 0 */
};

/*
 * Runs ARGV[0] with ENVIRONMENT and waits for its end: signals that this process gets are
 * passed on, those of the terminal reach the child anyway. 0, or an errno when it could not be
 * started.
 */
int supervise_run(char **argv, char **environment, struct supervise_end *end);

/* Ends this process as the child ended: by the same signal, or the status to exit with. */
int supervise_mirror(const struct supervise_end *end);

#endif
