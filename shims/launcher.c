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

#include <limits.h>
#include <string.h>
#include <unistd.h>

/* Bytes; pages that are not used cost nothing. What does not fit is handed over. */
enum { ARENA_SIZE = 512 * 1024 };

enum { STATUS_CANNOT_RUN = 126 };

/*
 * `common`, so that the linker puts it behind the variables of the C library: it begins in
 * their page. Nothing large is on the stack for the same reason: the first touch of a page
 * costs as much as five system calls.
 */
__attribute__((common)) struct {
	char arena[ARENA_SIZE];
	char program[PATH_MAX];
} memory;

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
		!python_is_plain(arena, program.argv[0]))
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
		if (write(STDERR_FILENO, words[i], strlen(words[i])) < 0)
			return;
}

/*
 * Becomes vshim, of the same installation wherever that was moved to, which takes an argv[0]
 * that starts with VSHIM_AS_SHIM for a shim's name. Comes back with an exit status.
 */
static int
hand_over(const struct request *request, struct arena *arena, char **argv)
{
	char program[PATH_MAX];

	if (process_program(argv[0], request->variables.path, program) != 0) {
		complain("cannot find what runs as ", argv[0]);
		return STATUS_CANNOT_RUN;
	}
	const char *prefix = program;
	for (int i = 0; i < VSHIM_LAUNCHER_DEPTH; i++)
		prefix = path_parent(arena, prefix);
	const char *vshim = path_join(arena, prefix, VSHIM_COMMAND);
	char *as_shim = arena_take(arena, sizeof(VSHIM_AS_SHIM) + strlen(request->name));
	if (as_shim != NULL) {
		/* There may be any number of arguments: they stay where the kernel put them. */
		argv[0] = strcat(strcpy(as_shim, VSHIM_AS_SHIM), request->name);
		launch(vshim, argv, request->environment);
	}
	complain("this shim cannot go on without ", vshim);
	return STATUS_CANNOT_RUN;
}

int
main(int argc, char **argv, char **environment)
{
	struct arena arena = {.base = memory.arena, .size = sizeof(memory.arena)};
	struct request request;
	struct settings settings;

	if (argc == 0 || *path_base(argv[0]) == '\0') {
		complain("a shim without a name", "");
		return STATUS_CANNOT_RUN;
	}
	request_make(&request, &arena, path_base(argv[0]), argv + 1, environment,
		process_is_secure());
	request.argv0 = argv[0];
	request.launcher = process_file(argv[0], request.variables.path, memory.program);
	if (is_ordinary(&request) && read_settings(&request, &arena, &settings))
		perform(&request, &arena);
	arena = (struct arena){.base = memory.arena, .size = sizeof(memory.arena)};
	return hand_over(&request, &arena, argv);
}
