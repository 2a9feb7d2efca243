/*
 * bin: which commands an environment has, by what is in its `bin`, and since when.
 */
#ifndef BIN_H
#define BIN_H

#include "list.h"

#include <time.h>

/*
 * Adds the commands of ENVIRONMENT that get a shim: executable, no library, no `activate`. 0, or
 * -1 with errno when there may be more that could not be read; without a `bin` there are none.
 */
int bin_commands(const char *environment, struct list *names);

/*
 * The modification time of ENVIRONMENT/bin as it may be remembered, so that the launcher asks
 * vshim no more. Not that of a directory that changed only just now: it may change again within
 * the same tick of the clock. Nor of an environment whose interpreter vshim has to watch.
 */
struct timespec bin_memorable_time(const char *environment);

#endif
