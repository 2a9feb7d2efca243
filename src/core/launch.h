/*
 * launch: replacing this process. The only execve(2) of the launcher.
 */
#ifndef LAUNCH_H
#define LAUNCH_H

#include "program.h"

/* The arguments of PROGRAM followed by OPERANDS, for execve(2). NULL: the arena is full. */
char **launch_arguments(
	struct arena *arena, const struct program *program, char *const *operands);

/* Becomes the program FILE. Comes back only when that cannot be: the errno why. */
int launch(const char *file, char *const *argv, char *const *environment);

#endif
