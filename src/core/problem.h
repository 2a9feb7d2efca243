/*
 * problem: why a decision could not be made, as a value. The words are host's (diagnose).
 */
#ifndef PROBLEM_H
#define PROBLEM_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>

enum reason {
	REASON_NONE,
	REASON_CANNOT_LOOK, /* path: what the system could not say anything of; err */
	REASON_TOO_LARGE, /* paths or environment beyond the arena */
	REASON_UNUSABLE, /* path: what was named, at which no environment is */
	REASON_NAME_UNKNOWN, /* path: the name */
	REASON_NAME_AMBIGUOUS, /* path: the name; several: the environments */
	REASON_REDIRECT_EMPTY, /* path: the redirect file */
	REASON_REDIRECT_UNREADABLE, /* path: the redirect file; err */
	REASON_REDIRECT_UNUSABLE, /* path: the redirect file; detail: its text */
	REASON_VENV_DANGLING, /* path: .venv, a link to nothing; detail: its target */
	REASON_VENV_ODD, /* path: .venv, neither directory nor file */
	REASON_SEVERAL, /* path: a directory; several: the environments in it */
	REASON_UNTRUSTED, /* path: the file, directory or link; detail: what to trust, or NULL */
	REASON_GLOBAL_GONE, /* path: what vshim global once set */
	REASON_BROKEN, /* path: the interpreter; detail: its environment; err, 0: pyvenv.cfg */
	REASON_SCRIPT_BROKEN, /* path: pip's script; detail: its environment; err */
	REASON_IS_SHIM, /* path: an environment's program that is a shim */
	REASON_NO_PIP, /* path: the environment */
	REASON_CHAIN, /* path: VSHIM_VIA */
	REASON_NOT_FOUND, /* path: the name */
};

struct problem {
	enum reason reason;
	const char *path;
	const char *detail;
	const char *const *several; /* ends in NULL */
	int err; /* errno, or 0 */
};

/*
 * Whether a look that failed with ERR says nothing of what was looked at: neither that it is
 * not there nor that it is out of reach. Whoever passed it over would run another Python.
 */
static inline bool
problem_is_trouble(int err)
{
	return err == ENOMEM || err == EMFILE || err == ENFILE || err == EINTR;
}

/* The exit status a shim ends with: 127 nothing to run, 126 what must not or cannot be run. */
static inline int
problem_status(const struct problem *problem)
{
	return problem->reason == REASON_NOT_FOUND || problem->reason == REASON_NO_PIP
		? 127
		: 126;
}

#endif
