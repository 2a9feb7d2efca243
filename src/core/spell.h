/*
 * spell: paths as the file system tells them, in the arena.
 *
 * Each gives NULL where there is no answer, with the errno of the look in *ERR, or 0 when the
 * look was fine and the answer is none: the arena is full, or the directory has no path here
 * (getcwd(2) says "(unreachable)" outside of a chroot).
 */
#ifndef SPELL_H
#define SPELL_H

#include "arena.h"

/* The current directory, without symbolic links. */
const char *spell_current(struct arena *arena, int *err);

/* PATH without symbolic links, `.` and `..`. */
const char *spell_real(struct arena *arena, const char *path, int *err);

/* Where the symbolic link LINK points, as it is written there. */
const char *spell_target(struct arena *arena, const char *link, int *err);

#endif
