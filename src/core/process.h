/*
 * process: what the kernel knows about this process. The calls that only some systems have
 * are here, each with a portable twin (-DVSHIM_PORTABLE selects the twins).
 */
#ifndef PROCESS_H
#define PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* The effective user. */
uid_t process_user(void);

/* Whether this process was started set-uid, set-gid or with more rights than its parent. */
bool process_is_secure(void);

/* What the kernel was told to start, as it was told; NULL where it keeps no record of that. */
const char *process_called(void);

/*
 * The path of the program that runs, without symbolic links, in BUFFER of PATH_MAX bytes.
 * ARGV0 is what it was called and SEARCH its PATH or NULL, for systems that keep no better
 * record. 0, or -1.
 */
int process_program(const char *argv0, const char *search, char *buffer);

/*
 * A path at which stat(2) finds the file of the running program: without a look where the
 * kernel gives one, else as process_program() finds it, in BUFFER. NULL when it cannot be told.
 */
const char *process_file(const char *argv0, const char *search, char *buffer);

#endif
