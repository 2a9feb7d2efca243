/*
 * usage: how much room a directory takes on the disk, as du(1) counts: blocks, not lengths, and a
 * file with several names in it once. uv and pnpm-like caches share files that way.
 */
#ifndef USAGE_H
#define USAGE_H

#include <stdatomic.h>

/*
 * The bytes that the directory PATH and all below it take on its file system, or -1 when it
 * cannot be read or IS_OVER became true. What cannot be read in it does not count.
 */
long long usage_of(const char *path, const atomic_bool *is_over);

#endif
