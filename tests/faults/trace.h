/*
 * trace: runs a program to its end and counts the system calls that vshim's own processes make;
 * one of them can be made to fail, or be the last.
 *
 * Counted are the launcher, the vshim that it hands over to, and what vshim forks until that
 * becomes another program. Whatever is not of the installation below the prefix is let go when
 * it starts.
 */
#ifndef TRACE_H
#define TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* A system call that was entered. */
struct call {
	long number;
	long flags; /* of an open */
	bool is_internal; /* concerns a pipe, which does not fail, or counts of coverage */
	char path[128]; /* the end of the first path that it was given */
};

struct fault {
	size_t at; /* which call, from 1; 0: none, and without ERR all calls are noted */
	long number; /* of that call; where another came in its place, nothing fails */
	int err; /* what it fails with, undone; 0: SIGKILL arrives before it is done */
};

struct outcome {
	bool hangs;
	int status; /* as waitpid(2) gives it */
	char *out, *err; /* what was printed */
	struct call *calls;
	size_t n; /* of the calls, after the faulty one too */
};

struct start {
	char *const *argv;
	char *const *environment;
	const char *directory;
	const char *prefix;
};

/* Runs START with FAULT. Ends the program when that cannot be done. */
void
trace_run(const struct start *start, const struct fault *fault, struct outcome *outcome);

void trace_free(struct outcome *outcome);

#endif
