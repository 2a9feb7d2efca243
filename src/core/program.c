#include "program.h"

#include "files.h"
#include "inside.h"
#include "name.h"
#include "script.h"
#include "search.h"
#include "system.h"
#include "via.h"

#include <string.h>

/*
 * No interpreter is this small, but every script that stands in for one is: another manager's
 * shim, which may come back to us. Bytes.
 */
enum { SMALLEST_INTERPRETER = 4096 };

struct choice {
	const struct request *request;
	struct arena *arena;
	const struct selection *selection;
	struct inside inside; /* the environment, where there is one */
	struct environ_plan *plan;
	struct program *program;
	struct problem *problem;
};

static int
fail(struct choice *choice, enum reason reason, const char *path)
{
	*choice->problem = (struct problem){
		.reason = reason, .path = path, .detail = choice->selection->environment};
	return -1;
}

/* The look at PATH failed with ERR, which does not say whether it is there. */
static int
fail_to_look(struct choice *choice, const char *path, int err)
{
	*choice->problem =
		(struct problem){.reason = REASON_CANNOT_LOOK, .path = path, .err = err};
	return -1;
}

/* What is wrong with a program of the environment that is not usable. */
static int
refuse(struct choice *choice, const struct inside_program *program, enum reason broken)
{
	inside_problem(&choice->inside, program, broken, choice->problem);
	return -1;
}

/* Starts PATH as it stands. */
static int
run(struct choice *choice, const char *path)
{
	choice->program->path = path;
	choice->program->argv[0] = path;
	return 0;
}

/* Leaves word in VSHIM_VIA that this process was handed to PATH. */
static int
leave_word(struct choice *choice, const char *path)
{
	const char *via = choice->request->variables.vshim_via;
	pid_t pid = system_pid();

	if (via != NULL && via_depth(choice->arena, via, pid) > VIA_LIMIT)
		return fail(choice, REASON_CHAIN, via);
	choice->plan->changes[ENVIRON_VSHIM_VIA] = (struct environ_change){
		ENVIRON_SET, via_add(choice->arena, via, pid, path)};
	return 0;
}

void
program_search(const struct request *request, struct arena *arena,
	const struct selection *selection, const struct environ_plan *plan,
	const char *name, struct search *search)
{
	const char *activated = request->variables.virtual_env;
	const char *skip = NULL;

	if (activated != NULL && selection->environment == NULL &&
		selection->origin != VSHIM_ORIGIN_SYSTEM)
		skip = path_join(arena, activated, "bin");
	search_begin(search, request, arena, name, plan->path, skip);
}

static const char *
next_on_path(struct choice *choice, const char *name)
{
	struct search search;

	program_search(choice->request, choice->arena, choice->selection, choice->plan,
		name, &search);
	const char *path = search_next(&search);
	if (search.err != 0)
		fail_to_look(choice, name, search.err);
	return path;
}

/* The next command of that name on PATH, outside of the environment. */
static int
fall_through(struct choice *choice)
{
	const char *name = choice->request->name;
	const char *path = next_on_path(choice, name);

	/* Debian has no `python`, many containers no `pip`. */
	if (path == NULL && choice->problem->reason == REASON_NONE &&
		choice->selection->environment == NULL) {
		if (strcmp(name, "python") == 0)
			path = next_on_path(choice, "python3");
		else if (strcmp(name, "pip") == 0)
			path = next_on_path(choice, "pip3");
	}
	if (choice->problem->reason != REASON_NONE)
		return -1;
	if (path == NULL)
		return fail(choice, REASON_NOT_FOUND, name);
	if (leave_word(choice, path) != 0)
		return -1;
	choice->program->is_outside = true;
	return run(choice, path);
}

/* The same where the environment has nothing usable at PATH. */
static int
fall_through_from(struct choice *choice, const char *path)
{
	request_tell(choice->request, 0, FINDING_LACKS, path, NULL);
	return fall_through(choice);
}

/* Whether an interpreter by its name may be a shim that comes back to us. */
static bool
may_return(const struct choice *choice, const struct inside_program *python)
{
	const struct knowledge *knowledge = choice->request->knowledge;

	return python->size < SMALLEST_INTERPRETER ||
		(knowledge != NULL &&
			!knowledge->is_interpreter(knowledge->data, python->path));
}

/* The path of PYTHON, which was looked for and is to be started. NULL: a problem. */
static const char *
usable_python(struct choice *choice, const struct inside_program *python)
{
	if (python->state != INSIDE_USABLE) {
		refuse(choice, python, REASON_BROKEN);
		return NULL;
	}
	if (pyvenv_find_fault(&choice->selection->pyvenv) != PYVENV_FINE) {
		fail(choice, REASON_BROKEN, python->path);
		return NULL;
	}
	if (may_return(choice, python) && leave_word(choice, python->path) != 0)
		return NULL;
	choice->program->is_interpreter = true;
	return python->path;
}

/* The environment's NAME, a python, or the sibling that stands for it. NULL: a problem. */
static const char *
interpreter(struct choice *choice, const char *name)
{
	struct inside_program python = inside_find(&choice->inside, name, "python");

	if (choice->request->knowledge != NULL &&
		strcmp(path_base(python.path), name) != 0)
		request_tell(choice->request, 0, FINDING_SIBLING, python.path, name);
	return usable_python(choice, &python);
}

/* SCRIPT, read by the environment's interpreter. */
static int
run_script(struct choice *choice, const char *path, struct span option)
{
	const char **argv = choice->program->argv;
	const char *python = interpreter(choice, "python");

	if (python == NULL)
		return -1;
	choice->program->path = path;
	*argv++ = python;
	if (option.length > 0)
		*argv++ = arena_text(choice->arena, option.text, option.length);
	*argv = path;
	return 0;
}

/* PATH, an interpreter of the environment, or NULL with the problem said. */
static int
run_python(struct choice *choice, const char *path)
{
	return path == NULL ? -1 : run(choice, path);
}

struct pip_search {
	struct arena *arena;
	const char *lib;
	bool found;
};

static bool
find_pip(void *data, const char *name, bool maybe_directory)
{
	struct pip_search *search = data;
	const char *python = path_join(search->arena, search->lib, name);

	if (maybe_directory && strncmp(name, "python", 6) == 0)
		search->found = files_is_directory(
			path_join(search->arena, python, "site-packages/pip"));
	return !search->found;
}

static bool
can_import_pip(struct choice *choice)
{
	const char *environment = choice->selection->environment;
	struct pip_search search = {
		choice->arena, path_join(choice->arena, environment, "lib"), false};

	if (choice->selection->pyvenv.sees_system)
		return true;
	files_list(search.lib, find_pip, &search);
	return search.found;
}

/* pip is always read by the environment's own interpreter, whatever its first line says. */
static int
choose_pip(struct choice *choice)
{
	struct inside_program pip =
		inside_find(&choice->inside, choice->request->name, "pip");

	if (pip.state == INSIDE_USABLE) {
		request_tell(choice->request, 0, FINDING_PIP, pip.path, NULL);
		return run_script(choice, pip.path, (struct span){"", 0});
	}
	if (pip.state != INSIDE_ABSENT)
		return refuse(choice, &pip, REASON_SCRIPT_BROKEN);
	const char *python = interpreter(choice, "python");
	if (python == NULL)
		return -1;
	if (!can_import_pip(choice))
		return fail(choice, REASON_NO_PIP, choice->selection->environment);
	request_tell(choice->request, 0, FINDING_MODULE, python, pip.path);
	choice->program->argv[1] = "-m";
	choice->program->argv[2] = "pip";
	return run(choice, python);
}

/* Whether SCRIPT's first lines lead to an interpreter that is not the environment's own. */
static bool
is_stale(const struct choice *choice, const struct script *script)
{
	struct stat status;

	if (!script->is_python)
		return false;
	if (script->is_cut || script->interpreter.length == 0)
		return true;
	const char *path = arena_text(
		choice->arena, script->interpreter.text, script->interpreter.length);
	return !path_inside(path, choice->inside.bin) || files_stat(path, &status) != 0;
}

/* PATH, a command of the environment: as it stands, or by its interpreter if it is stale. */
static int
run_inside(struct choice *choice, const char *path)
{
	char *head = arena_take(choice->arena, SCRIPT_HEAD);
	ssize_t length = head == NULL ? -1 : files_read(path, head, SCRIPT_HEAD);
	struct script script = script_parse(head, length > 0 ? (size_t)length : 0);

	if (!is_stale(choice, &script))
		return run(choice, path);
	request_tell(choice->request, 0, FINDING_STALE, path,
		arena_text(choice->arena, script.interpreter.text,
			script.interpreter.length));
	return run_script(choice, path, script.option);
}

static int
choose_other(struct choice *choice)
{
	struct inside_program program =
		inside_look(&choice->inside, choice->request->name);

	if (program.state == INSIDE_SHIM)
		return refuse(choice, &program, REASON_IS_SHIM);
	if (program.state != INSIDE_USABLE && problem_is_trouble(program.err))
		return fail_to_look(choice, program.path, program.err);
	if (program.state != INSIDE_USABLE)
		return fall_through_from(choice, program.path);
	return run_inside(choice, program.path);
}

/* NAME itself, a python or pip of another version, which no sibling may answer. */
static int
choose_very_name(struct choice *choice, enum name_kind kind)
{
	struct inside_program program =
		inside_look(&choice->inside, choice->request->name);

	if (program.state == INSIDE_ABSENT)
		return fall_through_from(choice, program.path);
	if (kind == NAME_PYTHON)
		return run_python(choice, usable_python(choice, &program));
	if (program.state != INSIDE_USABLE)
		return refuse(choice, &program, REASON_SCRIPT_BROKEN);
	return run_inside(choice, program.path);
}

static int
choose(struct choice *choice)
{
	const struct pyvenv *pyvenv = &choice->selection->pyvenv;
	struct name name = name_parse(choice->request->name);
	bool stands_for_own = name_stands_for(name, pyvenv->major, pyvenv->minor);

	if (choice->selection->environment == NULL)
		return fall_through(choice);
	choice->inside = inside_make(
		choice->request, choice->arena, choice->selection->environment, pyvenv);
	if (name.kind == NAME_OTHER)
		return choose_other(choice);
	if (!stands_for_own)
		return choose_very_name(choice, name.kind);
	return name.kind == NAME_PYTHON
		? run_python(choice, interpreter(choice, choice->request->name))
		: choose_pip(choice);
}

int
program_choose(const struct request *request, struct arena *arena,
	const struct selection *selection, struct environ_plan *plan,
	struct program *program, struct problem *problem)
{
	struct choice choice = {.request = request,
		.arena = arena,
		.selection = selection,
		.plan = plan,
		.program = program,
		.problem = problem};

	*program = (struct program){.path = NULL};
	*problem = (struct problem){.reason = REASON_NONE};
	int err = choose(&choice);
	if (arena->full)
		return fail(&choice, REASON_TOO_LARGE, request->name);
	return err;
}
