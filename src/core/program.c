#include "program.h"

#include "files.h"
#include "name.h"
#include "script.h"
#include "search.h"
#include "via.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

struct choice {
	const struct request *request;
	struct arena *arena;
	const struct selection *selection;
	const char *bin; /* of the environment */
	struct environ_plan *plan;
	struct program *program;
	struct problem *problem;
	off_t size; /* of the file that state_of() found usable, bytes */
};

/*
 * No interpreter is this small, but every script that stands in for one is: another manager's
 * shim, which may come back to us. Bytes.
 */
enum { SMALLEST_INTERPRETER = 4096 };

enum state { ABSENT, USABLE, BROKEN };

static int
fail(struct choice *choice, enum reason reason, const char *path, int err)
{
	*choice->problem = (struct problem){
		.reason = reason,
		.path = path,
		.detail = choice->selection->environment,
		.err = err,
	};
	return -1;
}

/*
 * Whether the program PATH is this launcher again. A launcher that was started as PATH by
 * itself is called PATH, so as a shim we need not look at what we are not called.
 */
static bool
is_launcher(const struct request *request, const char *path, const struct stat *status)
{
	struct stat own;

	if (request->launcher == NULL ||
		(request->argv0 != NULL && !path_equal(request->argv0, path)))
		return false;
	return files_stat(request->launcher, &own) == 0 && files_same(&own, status);
}

static bool
is_shim(struct choice *choice, const char *path, const struct stat *status)
{
	const char *via = choice->request->variables.vshim_via;

	return is_launcher(choice->request, path, status) ||
		(via != NULL && via_has(choice->arena, via, getpid(), path));
}

/* The state of the environment's program PATH; *ERR says why it is broken, 0 for a shim. */
static enum state
state_of(struct choice *choice, const char *path, int *err)
{
	struct stat status;

	if (files_stat(path, &status) == 0) {
		*err = S_ISDIR(status.st_mode) ? EISDIR : EACCES;
		if (!files_executable(path, &status))
			return BROKEN;
		*err = 0;
		choice->size = status.st_size;
		return is_shim(choice, path, &status) ? BROKEN : USABLE;
	}
	*err = errno;
	if (*err == ENOENT && files_lstat(path, &status) != 0)
		return ABSENT;
	return *err == ENOTDIR ? ABSENT : BROKEN;
}

/* PREFIX, PREFIX3 and PREFIXX.Y of the environment's own version. */
enum { SIBLINGS = 3 };

static void
list_siblings(struct choice *choice, const char *prefix, const char *siblings[SIBLINGS])
{
	const struct pyvenv *pyvenv = &choice->selection->pyvenv;
	struct arena *arena = choice->arena;

	siblings[0] = siblings[2] = prefix;
	siblings[1] = arena_concat(arena, prefix, "3", "");
	if (pyvenv->major >= 0)
		siblings[2] = arena_concat(arena,
			arena_concat(
				arena, prefix, arena_decimal(arena, pyvenv->major), "."),
			arena_decimal(arena, pyvenv->minor), "");
}

/*
 * The path of the first of NAME (or NULL) and the siblings of PREFIX that is in the
 * environment. *STATE and *ERR are its state; ABSENT and NULL when none is.
 */
static const char *
find_sibling(struct choice *choice, const char *name, const char *prefix,
	enum state *state, int *err)
{
	const char *candidates[1 + SIBLINGS] = {name != NULL ? name : prefix};

	*state = state_of(
		choice, path_join(choice->arena, choice->bin, candidates[0]), err);
	if (*state != ABSENT)
		return path_join(choice->arena, choice->bin, candidates[0]);
	list_siblings(choice, prefix, candidates + 1);
	for (size_t i = 1; i <= SIBLINGS; i++) {
		const char *path = path_join(choice->arena, choice->bin, candidates[i]);

		*state = state_of(choice, path, err);
		if (*state != ABSENT)
			return path;
	}
	return NULL;
}

/* Leaves word in VSHIM_VIA that this process was handed to PATH. */
static int
leave_word(struct choice *choice, const char *path)
{
	const char *via = choice->request->variables.vshim_via;
	pid_t pid = getpid();

	if (via != NULL && via_depth(choice->arena, via, pid) > VIA_LIMIT)
		return fail(choice, REASON_CHAIN, via, 0);
	choice->plan->changes[ENVIRON_VSHIM_VIA] = (struct environ_change){
		ENVIRON_SET, via_add(choice->arena, via, pid, path)};
	return 0;
}

/* Whether PATH, an interpreter by its name, may be a shim that comes back to us. */
static bool
may_return(const struct choice *choice, const char *path)
{
	const struct knowledge *knowledge = choice->request->knowledge;

	if (choice->plan == NULL)
		return false;
	return choice->size < SMALLEST_INTERPRETER ||
		(knowledge != NULL && !knowledge->is_interpreter(knowledge->data, path));
}

static const char *
interpreter(struct choice *choice, const char *name)
{
	enum state state;
	int err;
	const char *path = find_sibling(choice, name, "python", &state, &err);

	if (path == NULL) {
		path = path_join(choice->arena, choice->bin, "python");
		err = ENOENT;
	}
	if (state == USABLE) {
		return may_return(choice, path) && leave_word(choice, path) != 0 ? NULL
										 : path;
	}
	fail(choice, err == 0 ? REASON_IS_SHIM : REASON_BROKEN, path, err);
	return NULL;
}

/* The environment's own program PATH, started as it stands. */
static int
run(struct choice *choice, const char *path)
{
	choice->program->path = path;
	choice->program->argv[0] = path;
	return 0;
}

/* SCRIPT, read by the environment's interpreter. */
static int
run_script(struct choice *choice, const char *path, struct span option)
{
	const char **argv = choice->program->argv;
	const char *python = interpreter(choice, NULL);

	if (python == NULL)
		return -1;
	choice->program->path = path;
	*argv++ = python;
	if (option.length > 0)
		*argv++ = arena_text(choice->arena, option.text, option.length);
	*argv = path;
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
	return search_next(&search);
}

/* The next command of that name on PATH, outside of the environment. */
static int
fall_through(struct choice *choice)
{
	const struct request *request = choice->request;
	const char *name = request->name;
	const char *path = next_on_path(choice, name);

	/* Debian has no `python`, many containers no `pip`. */
	if (path == NULL && choice->selection->environment == NULL) {
		if (strcmp(name, "python") == 0)
			path = next_on_path(choice, "python3");
		else if (strcmp(name, "pip") == 0)
			path = next_on_path(choice, "pip3");
	}
	if (path == NULL)
		return fail(choice, REASON_NOT_FOUND, name, 0);
	if (leave_word(choice, path) != 0)
		return -1;
	choice->program->is_outside = true;
	return run(choice, path);
}

/* Whether NAME may be answered by a sibling of another name in the environment. */
static bool
stands_for(const struct choice *choice, struct name name)
{
	const struct pyvenv *pyvenv = &choice->selection->pyvenv;

	return name_stands_for(name, pyvenv->major, pyvenv->minor);
}

/* The state of the very NAME in the environment, for names that no sibling may answer. */
static int
run_very_name(struct choice *choice, enum reason broken)
{
	const char *path = path_join(choice->arena, choice->bin, choice->request->name);
	int err;

	switch (state_of(choice, path, &err)) {
	case USABLE:
		return run(choice, path);
	case BROKEN:
		return fail(choice, err == 0 ? REASON_IS_SHIM : broken, path, err);
	default:
		return fall_through(choice);
	}
}

static int
choose_python(struct choice *choice, struct name name)
{
	if (!stands_for(choice, name))
		return run_very_name(choice, REASON_BROKEN);
	const char *path = interpreter(choice, choice->request->name);
	return path == NULL ? -1 : run(choice, path);
}

struct pip_search {
	struct choice *choice;
	const char *lib;
	bool found;
};

static bool
find_pip(void *data, const char *name, bool maybe_directory)
{
	struct pip_search *search = data;
	struct arena *arena = search->choice->arena;
	const char *python = path_join(arena, search->lib, name);

	if (maybe_directory && strncmp(name, "python", 6) == 0)
		search->found =
			files_is_directory(path_join(arena, python, "site-packages/pip"));
	return !search->found;
}

static bool
can_import_pip(struct choice *choice)
{
	const char *environment = choice->selection->environment;
	struct pip_search search = {
		choice, path_join(choice->arena, environment, "lib"), false};

	if (choice->selection->pyvenv.system_site)
		return true;
	files_list(search.lib, find_pip, &search);
	return search.found;
}

/* pip is always read by the environment's own interpreter, whatever its first line says. */
static int
choose_pip(struct choice *choice, struct name name)
{
	enum state state;
	int err;

	if (!stands_for(choice, name))
		return run_very_name(choice, REASON_SCRIPT_BROKEN);
	const char *path =
		find_sibling(choice, choice->request->name, "pip", &state, &err);
	if (path != NULL && state == BROKEN)
		return fail(choice, err == 0 ? REASON_IS_SHIM : REASON_SCRIPT_BROKEN,
			path, err);
	if (path != NULL)
		return run_script(choice, path, (struct span){"", 0});
	const char *python = interpreter(choice, NULL);
	if (python == NULL)
		return -1;
	if (!can_import_pip(choice))
		return fail(choice, REASON_NO_PIP, choice->selection->environment, 0);
	choice->program->argv[1] = "-m";
	choice->program->argv[2] = "pip";
	return run(choice, python);
}

/* Whether SCRIPT's first lines lead to an interpreter that is not the environment's own. */
static bool
is_stale(struct choice *choice, const struct script *script)
{
	if (!script->is_python)
		return false;
	if (script->is_cut || script->interpreter.length == 0)
		return true;
	const char *path = arena_text(
		choice->arena, script->interpreter.text, script->interpreter.length);
	struct stat status;
	return !path_inside(path, choice->bin) || files_stat(path, &status) != 0;
}

static int
choose_other(struct choice *choice)
{
	const char *path = path_join(choice->arena, choice->bin, choice->request->name);
	int err;
	enum state state = state_of(choice, path, &err);

	if (state == BROKEN && err == 0)
		return fail(choice, REASON_IS_SHIM, path, 0);
	if (state != USABLE)
		return fall_through(choice);
	char *head = arena_take(choice->arena, SCRIPT_HEAD);
	ssize_t length = head == NULL ? -1 : files_read(path, head, SCRIPT_HEAD);
	struct script script = script_parse(head, length > 0 ? (size_t)length : 0);
	return is_stale(choice, &script) ? run_script(choice, path, script.option)
					 : run(choice, path);
}

static int
choose(struct choice *choice)
{
	struct name name = name_parse(choice->request->name);

	if (choice->selection->environment == NULL)
		return fall_through(choice);
	choice->bin = path_join(choice->arena, choice->selection->environment, "bin");
	switch (name.kind) {
	case NAME_PYTHON:
		return choose_python(choice, name);
	case NAME_PIP:
		return choose_pip(choice, name);
	default:
		return choose_other(choice);
	}
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
		return fail(&choice, REASON_TOO_LARGE, request->name, 0);
	return err;
}

const char *
program_interpreter(const struct request *request, struct arena *arena,
	const char *environment, const struct pyvenv *pyvenv, struct problem *problem)
{
	struct selection selection = {.environment = environment, .pyvenv = *pyvenv};

	return interpreter(&(struct choice){.request = request,
				   .arena = arena,
				   .selection = &selection,
				   .bin = path_join(arena, environment, "bin"),
				   .problem = problem},
		NULL);
}
