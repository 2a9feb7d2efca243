#include "launch.h"

#include "system.h"

#include <string.h>

char **
launch_arguments(
	struct arena *arena, const struct program *program, char *const *operands)
{
	size_t n = 0, used = 0;

	while (operands[n] != NULL)
		n++;
	const char **argv =
		arena_take(arena, (PROGRAM_ARGUMENTS + n + 1) * sizeof(*argv));
	if (argv == NULL)
		return NULL;
	for (; program->argv[used] != NULL; used++)
		argv[used] = program->argv[used];
	memcpy(argv + used, operands, (n + 1) * sizeof(*argv));
	/* execve(2) takes the strings as constants, whatever its prototype says. */
	return (char **)(void *)argv;
}

int
launch(const char *file, char *const *argv, char *const *environment)
{
	return -system_execve(file, argv, environment);
}
