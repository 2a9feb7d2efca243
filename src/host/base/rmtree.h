/*
 * rmtree: taking away directories with all that is in them, or only where nothing is.
 */
#ifndef RMTREE_H
#define RMTREE_H

#include <stdbool.h>

/*
 * Removes the directory PATH with all that is in it; symbolic links are removed, not followed.
 * 0, or -1 with errno; what could be removed is gone then, too.
 */
int rmtree(const char *path);

/* The same, but keeps PATH itself. */
int rmtree_inside(const char *path);

/* Whether the directory PATH can be read and has nothing in it. */
bool rmtree_is_empty(const char *path);

#endif
