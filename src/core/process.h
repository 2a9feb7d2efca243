/*
 * process: what the kernel knows about this process. The calls that only some systems have
 * are here, each with a portable twin (-DVSHIM_PORTABLE selects the twins).
 */
#ifndef PROCESS_H
#define PROCESS_H

#include "arena.h"

#include <sys/types.h>

struct process {
	uid_t user; /* the effective one */
	bool is_secure; /* started set-uid, set-gid or with more rights than its parent */
	const char
		*called; /* what the kernel was told to start; NULL: it keeps no record */
};

/* This process. ENVIRONMENT is the one that main() was given; a C library needs none. */
struct process process_look(char *const *environment);

/*
 * The path of the program that PROCESS runs, without symbolic links, in the arena. ARGV0 is
 * what it was called and SEARCH its PATH or NULL, for systems that keep no better record. NULL
 * when it cannot be told.
 */
const char *process_program(const struct process *process, struct arena *arena,
	const char *argv0, const char *search);

/*
 * A path at which stat(2) finds the file of the running program: without a look where the
 * kernel gives one, else as process_program() finds it.
 */
const char *process_file(const struct process *process, struct arena *arena,
	const char *argv0, const char *search);

#endif
