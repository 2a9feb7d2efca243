/*
 * launcher: the program behind every shim.
 *
 * It knows one road: settings that vshim has read before, a healthy environment that vshim has
 * seen or a plain fall-through, no pip. There it decides as `vshim which` does and becomes the
 * program. Whatever else it meets it hands to vshim, which has the settings, the words and the
 * patience.
 */
#include "environ.h"
#include "known.h"
#include "launch.h"
#include "name.h"
#include "process.h"
#include "program.h"
#include "python.h"
#include "resolve.h"
#include "settings.h"
#include "system.h"

#include <string.h>
#include <unistd.h>

enum { STATUS_CANNOT_RUN = 126 };

static bool
is_ordinary(const struct request *request)
{
	enum name_kind kind = name_parse(request->name).kind;

	return kind != NAME_PIP &&
		!(kind == NAME_PYTHON && name_runs_pip_module(request->operands)) &&
		request->variables.vshim_debug == NULL &&
		(request->root == NULL || request->root[0] == '/');
}

/* Decides and becomes the program; comes back when that is a matter for vshim. */
static void
perform(const struct request *request, struct arena *arena)
{
	struct selection selection;
	struct environ_plan plan;
	struct program program;
	struct problem problem;
	enum known_state known = KNOWN_CURRENT;

	if (resolve(request, arena, &selection, &problem) != 0)
		return;
	if (selection.environment != NULL)
		known = known_look(request, arena, selection.environment, &selection.bin);
	if (known == KNOWN_NEWS)
		return;
	environ_plan(request, arena, &selection, &plan);
	if (program_choose(request, arena, &selection, &plan, &program, &problem) != 0)
		return;
	/* Nobody has looked whether this is a Python, or a program that will start us again. */
	if (known == KNOWN_UNKEPT && program.is_interpreter &&
		!python_is_plain(program.argv[0]))
		return;
	char **argv = launch_arguments(arena, &program, request->operands);
	char **environment = environ_block(request, arena, &plan);
	if (argv != NULL && environment != NULL)
		launch(argv[0], argv, environment);
}

/*
 * `vshim doctor` finds the version of a launcher in its file, here, where the linker leaves it:
 * what stands behind it is used.
 */
static const char version[] = VSHIM_LAUNCHER_MARK VSHIM_VERSION "\0vshim: ";

static void
complain(const char *what, const char *path)
{
	const char *begin = version + sizeof(VSHIM_LAUNCHER_MARK VSHIM_VERSION);
	const char *const words[] = {begin, what, path, "\n"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (system_write(STDERR_FILENO, words[i], strlen(words[i])) < 0)
			return;
}

/*
 * Becomes vshim, of the same installation wherever that was moved to, which takes an argv[0]
 * that starts with VSHIM_AS_SHIM for a shim's name. Comes back with an exit status.
 */
static int
hand_over(const struct request *request, struct arena *arena,
	const struct process *process, char **argv)
{
	const char *prefix =
		process_program(process, arena, argv[0], request->variables.path);

	if (prefix == NULL) {
		complain("cannot find what runs as ", argv[0]);
		return STATUS_CANNOT_RUN;
	}
	for (int i = 0; i < VSHIM_LAUNCHER_DEPTH; i++)
		prefix = path_parent(arena, prefix);
	const char *vshim = path_join(arena, prefix, VSHIM_COMMAND);
	/* There may be any number of arguments: they stay where the kernel put them. */
	((const char **)(void *)argv)[0] =
		arena_concat(arena, VSHIM_AS_SHIM, request->name, "");
	if (!arena->full)
		launch(vshim, argv, request->environment);
	complain("this shim cannot go on without ", vshim);
	return STATUS_CANNOT_RUN;
}

int
main(int argc, char **argv, char **environment)
{
	char memory[ARENA_ON_STACK];
	struct arena arena = {.base = memory, .size = sizeof(memory)};
	struct process process = process_look(environment);
	const char *name = argc == 0 ? "" : path_base(argv[0]);
	struct request request;
	struct settings settings;

	if (*name == '\0') {
		complain("a shim without a name", "");
		return STATUS_CANNOT_RUN;
	}
	request_make(&request, &arena, &process, name, argv + 1, environment);
	request.argv0 = argv[0];
	request.launcher =
		process_file(&process, &arena, argv[0], request.variables.path);
	if (is_ordinary(&request) && read_settings(&request, &arena, &settings))
		perform(&request, &arena);
	arena = (struct arena){.base = memory, .size = sizeof(memory)};
	return hand_over(&request, &arena, &process, argv);
}
