/*
 * prompt: `vshim prompt` for a shell that asks at every prompt (`vshim init --prompt`).
 *
 * Static as the launcher, it starts in less time than any program that has to be linked first. It
 * knows the launcher's one road, and hands over to vshim what lies off it.
 */
#include "label.h"
#include "launch.h"
#include "process.h"
#include "resolve.h"
#include "settings.h"
#include "system.h"

#include <string.h>
#include <unistd.h>

/*
 * Becomes `vshim prompt` of the same installation. PROGRAM is how this one was called: by its
 * path, since the shell's code has that. Comes back when that is not there; a prompt is no place
 * to complain.
 */
static int
hand_over(struct arena *arena, const char *program, char *const *environment)
{
	for (int i = 0; i < VSHIM_LAUNCHER_DEPTH; i++)
		program = path_parent(arena, program);
	const char *vshim = path_join(arena, program, VSHIM_COMMAND);
	char *argv[] = {(char[]){"vshim"}, (char[]){"prompt"}, NULL};

	launch(vshim, argv, environment);
	return 1;
}

int
main(int argc, char **argv, char **environment)
{
	char memory[ARENA_ON_STACK];
	struct arena arena = {.base = memory, .size = sizeof(memory)};
	struct request request;
	struct settings settings;
	struct selection selection;
	struct problem problem;

	if (argc == 0 || argv[0][0] != '/')
		return 1;
	struct process process = process_look(environment);
	request_make(&request, &arena, &process, "python", argv + 1, environment);
	if (!read_settings(&request, &arena, &settings) ||
		resolve(&request, &arena, &selection, &problem) != 0) {
		arena = (struct arena){.base = memory, .size = sizeof(memory)};
		return hand_over(&arena, argv[0], environment);
	}
	if (selection.environment == NULL)
		return 0;
	const char *prompt =
		label_prompt(&arena, selection.environment, &selection.pyvenv);
	if (prompt == NULL)
		return 1;
	return system_write(STDOUT_FILENO, prompt, strlen(prompt)) < 0;
}
