/*
 * bin: which commands an environment has, by what is in its `bin`, and since when.
 */
#ifndef BIN_H
#define BIN_H

#include "set.h"

#include <sys/types.h>
#include <time.h>

/*
 * Adds the commands of ENVIRONMENT that get a shim: executable, no library, no `activate`. What
 * is in COMMANDS already is not looked at again. 0, or -1 with errno when there may be more that
 * could not be read; without a `bin` there are none.
 */
int bin_commands(const char *environment, struct set *commands);

/* Whether ENVIRONMENT has the command NAME. */
bool bin_has(const char *environment, const char *name);

/* When what is in ENVIRONMENT/bin last changed; zero where that cannot be told. */
struct timespec bin_changed(const char *environment);

/* A look at what environments have: when it began, and what it has found out. */
struct bin_look {
	struct timespec begin;
	dev_t device; /* of the file that was last found to be an interpreter */
	ino_t inode;
};

/* Begins one, now. */
struct bin_look bin_look_begin(void);

/*
 * CHANGED, of ENVIRONMENT and as it was before its `bin` was looked through, as it may be
 * remembered, so that the launcher asks vshim no more. Zero for a directory that had changed
 * only just when LOOK began: it may change again within the same tick of the clock. So it is for
 * an environment whose interpreter vshim has to watch.
 */
struct timespec bin_memorable_time(
	struct bin_look *look, const char *environment, const struct timespec *changed);

#endif
