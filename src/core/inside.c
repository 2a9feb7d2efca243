#include "inside.h"

#include "files.h"
#include "system.h"
#include "via.h"

#include <errno.h>

struct inside
inside_make(const struct request *request, struct arena *arena, const char *environment,
	const struct pyvenv *pyvenv)
{
	return (struct inside){request, arena, environment, pyvenv,
		path_join(arena, environment, "bin")};
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
is_shim(const struct inside *inside, const char *path, const struct stat *status)
{
	const char *via = inside->request->variables.vshim_via;

	return is_launcher(inside->request, path, status) ||
		(via != NULL && via_has(inside->arena, via, system_pid(), path));
}

struct inside_program
inside_look(const struct inside *inside, const char *name)
{
	struct inside_program program = {
		.path = path_join(inside->arena, inside->bin, name)};
	struct stat status;

	program.err = request_stat(inside->request, program.path, &status);
	if (program.err == ENOENT || program.err == ENOTDIR) {
		/* A link is there, also where it leads through what is no directory. */
		int err = files_lstat(program.path, &status);
		bool is_absent = err != 0 && !problem_is_trouble(err);

		/* Not even that can be said when there is no memory to look. */
		if (problem_is_trouble(err))
			program.err = err;
		program.state = is_absent ? INSIDE_ABSENT : INSIDE_BROKEN;
		program.err = is_absent ? ENOENT : program.err;
	} else if (program.err != 0) {
		program.state = INSIDE_BROKEN;
	} else if (!files_executable(program.path, &status)) {
		program.err = S_ISDIR(status.st_mode) ? EISDIR : EACCES;
		program.state = INSIDE_BROKEN;
	} else {
		program.size = status.st_size;
		program.state = is_shim(inside, program.path, &status) ? INSIDE_SHIM
								       : INSIDE_USABLE;
	}
	return program;
}

/* PREFIXX.Y of the environment's version, or PREFIX where that is not said. */
static const char *
versioned(const struct inside *inside, const char *prefix)
{
	struct arena *arena = inside->arena;
	const struct pyvenv *pyvenv = inside->pyvenv;

	if (pyvenv->major < 0)
		return prefix;
	return arena_concat(arena,
		arena_concat(arena, prefix, arena_decimal(arena, pyvenv->major), "."),
		arena_decimal(arena, pyvenv->minor), "");
}

struct inside_program
inside_find(const struct inside *inside, const char *name, const char *prefix)
{
	struct inside_program program = inside_look(inside, name);

	if (program.state != INSIDE_ABSENT)
		return program;
	const char *siblings[] = {
		versioned(inside, prefix),
		arena_concat(inside->arena, prefix, "3", ""),
		prefix,
	};
	for (size_t i = sizeof(siblings) / sizeof(siblings[0]); i > 0; i--) {
		program = inside_look(inside, siblings[i - 1]);
		if (program.state != INSIDE_ABSENT)
			return program;
	}
	program.path = path_join(inside->arena, inside->bin, prefix);
	return program;
}

void
inside_problem(const struct inside *inside, const struct inside_program *program,
	enum reason broken, struct problem *problem)
{
	*problem = (struct problem){
		.reason = program->state == INSIDE_SHIM ? REASON_IS_SHIM : broken,
		.path = program->path,
		.detail = inside->environment,
		.err = program->err,
	};
}

const char *
inside_interpreter(const struct inside *inside, struct problem *problem)
{
	struct inside_program program = inside_find(inside, "python", "python");

	if (program.state == INSIDE_USABLE)
		return program.path;
	inside_problem(inside, &program, REASON_BROKEN, problem);
	return NULL;
}
