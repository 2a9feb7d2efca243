#include "health.h"

#include "describe.h"
#include "inside.h"
#include "interpreter.h"
#include "links.h"
#include "machine.h"
#include "memory.h"
#include "mount.h"
#include "remedy.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What one look takes: a pyvenv.cfg and a few paths. Bytes. */
enum { ARENA_SIZE = 2 * PYVENV_LIMIT };

struct look {
	const struct request *request;
	struct arena arena;
	struct remedy_case about; /* what is found out for the remedy, too */
	struct pyvenv pyvenv;
	struct problem problem; /* of the interpreter */
	const char *interpreter; /* when it can be started */
	struct text reason;
	struct health *health;
};

static const char *const words[HEALTH_STATES] = {
	[HEALTH_OK] = "ok",
	[HEALTH_GONE] = "gone",
	[HEALTH_MOUNT_GONE] = "mount-gone",
	[HEALTH_UNREADABLE] = "unreadable",
	[HEALTH_PYVENV_LARGE] = "pyvenv-too-large",
	[HEALTH_PYVENV_BYTES] = "pyvenv-not-utf8",
	[HEALTH_PYVENV_EMPTY] = "pyvenv-empty",
	[HEALTH_PYVENV_NO_HOME] = "pyvenv-without-home",
	[HEALTH_WINDOWS] = "made-on-windows",
	[HEALTH_NO_BIN] = "no-bin",
	[HEALTH_HALF_MADE] = "half-made",
	[HEALTH_NO_INTERPRETER] = "no-interpreter",
	[HEALTH_BASE_GONE] = "base-gone",
	[HEALTH_BASE_UPGRADED] = "base-upgraded",
	[HEALTH_DANGLING] = "dangling",
	[HEALTH_NOT_EXECUTABLE] = "not-executable",
	[HEALTH_OTHER_MACHINE] = "other-machine",
	[HEALTH_IS_SHIM] = "is-shim",
	[HEALTH_NO_START] = "does-not-start",
	[HEALTH_MOVED] = "moved",
};

const char *
health_word(enum health_state state)
{
	return words[state];
}

/* Ends the look in STATE: the environment's Python is of no use. Always true. */
static bool
is_broken(struct look *look, enum health_state state)
{
	look->health->state = state;
	look->health->is_broken = true;
	return true;
}

/* Ends the look in STATE: the environment runs all the same. Always true. */
static bool
is_flawed(struct look *look, enum health_state state)
{
	look->health->state = state;
	return true;
}

/* Whether NAME is there in the environment, and its status. */
static bool
has(const struct look *look, const char *name, struct stat *status)
{
	struct text path = {.data = NULL};

	text_format(&path, "%s/%s", look->about.environment, name);
	bool is = stat(path.data, status) == 0;
	int err = errno;
	text_free(&path);
	errno = err;
	return is;
}

/* PATH is not there because what it lies on is not mounted. */
static bool
look_at_mount(struct look *look, const char *path)
{
	look->about.mount = mount_missing(path);
	if (look->about.mount == NULL)
		return false;
	text_format(&look->reason, "%q lies on %q, which is not mounted", path,
		look->about.mount);
	return is_broken(look, HEALTH_MOUNT_GONE);
}

/* Whether the environment is there and can be looked into. */
static bool
look_at_place(struct look *look)
{
	const char *environment = look->about.environment;
	struct stat status;

	if (has(look, "pyvenv.cfg", &status))
		return false;
	int err = errno;
	if (mount_is_dead(err)) {
		text_format(&look->reason, "%q cannot be reached: %s", environment,
			strerror(err));
		return is_broken(look, HEALTH_MOUNT_GONE);
	}
	if (err != ENOENT && err != ENOTDIR) {
		text_format(&look->reason, "%q cannot be looked into: %s", environment,
			strerror(err));
		return is_broken(look, HEALTH_UNREADABLE);
	}
	if (look_at_mount(look, environment))
		return true;
	text_format(&look->reason,
		access(environment, F_OK) == 0 ? "%q holds no pyvenv.cfg any more"
					       : "%q is not there any more",
		environment);
	return is_broken(look, HEALTH_GONE);
}

/* What makes every start of Python in the environment fail. */
static bool
look_at_text(struct look *look)
{
	const char *environment = look->about.environment;
	struct pyvenv pyvenv = look->pyvenv;

	/* What is known to be wrong already is what is asked about. */
	if (look->problem.reason != REASON_NONE)
		return false;
	pyvenv.major = look->about.major;
	pyvenv.minor = look->about.minor;
	switch (pyvenv_find_fault(&pyvenv)) {
	case PYVENV_LARGE:
		text_format(&look->reason,
			"%q/pyvenv.cfg is larger than 32 KB: Python refuses to start",
			environment);
		return is_broken(look, HEALTH_PYVENV_LARGE);
	case PYVENV_BYTES:
		text_format(&look->reason,
			"%q/pyvenv.cfg is not UTF-8: Python refuses to start",
			environment);
		return is_broken(look, HEALTH_PYVENV_BYTES);
	default:
		return false;
	}
}

static bool
look_at_bin(struct look *look)
{
	const char *environment = look->about.environment;
	struct stat status;

	if (has(look, "bin", &status) && S_ISDIR(status.st_mode))
		return false;
	if (has(look, "Scripts", &status)) {
		text_format(&look->reason,
			"%q was made on Windows: it has Scripts instead of bin",
			environment);
		return is_broken(look, HEALTH_WINDOWS);
	}
	text_format(&look->reason, "%q/bin is missing", environment);
	return is_broken(look, HEALTH_NO_BIN);
}

/* The interpreter is a link that leads to nothing. */
static bool
look_at_link(struct look *look, const char *path)
{
	const char *home = look->about.description.home;
	char *end = links_end(path);
	bool is_base = end != NULL && home != NULL && path_inside(end, home);

	/* There was no memory to follow it. */
	if (end == NULL)
		return is_broken(look, HEALTH_DANGLING);
	if (look_at_mount(look, end)) {
		free(end);
		return true;
	}
	text_format(&look->reason, "%q leads to %q, which is not there", path, end);
	look->about.successor = interpreter_successor(end, is_base ? home : NULL);
	if (look->about.successor != NULL)
		text_format(&look->reason, " any more: it was upgraded to %q",
			look->about.successor);
	else if (is_base)
		text_add(&look->reason, " any more: that Python was taken away");
	free(end);
	if (look->about.successor != NULL)
		return is_broken(look, HEALTH_BASE_UPGRADED);
	return is_broken(look, is_base ? HEALTH_BASE_GONE : HEALTH_DANGLING);
}

/* The interpreter is not there at all. */
static bool
look_at_absence(struct look *look, const char *path)
{
	struct stat status;
	bool is_half_made = !has(look, "bin/activate", &status);

	text_format(&look->reason, "%q is missing", path);
	if (is_half_made)
		text_add(&look->reason, ": the making of it was cut short");
	return is_broken(look, is_half_made ? HEALTH_HALF_MADE : HEALTH_NO_INTERPRETER);
}

/* The kernel did not find what the file needs: a loader, or what its first line names. */
static bool
look_at_loader(struct look *look, const char *path)
{
	text_format(&look->reason,
		"%q is there, but what it needs to be started is not: it is for another "
		"system",
		path);
	return is_broken(look, HEALTH_OTHER_MACHINE);
}

/* What can be wrong with an interpreter, by the error of looking at it or starting it. */
static bool
tell_apart(struct look *look)
{
	const struct problem *problem = &look->problem;
	struct stat status;

	if (problem->reason == REASON_IS_SHIM) {
		text_format(&look->reason, "%q is a shim, which leads back here",
			problem->path);
		return is_broken(look, HEALTH_IS_SHIM);
	}
	switch (problem->err) {
	case ENOENT:
	case ENOTDIR:
		if (stat(problem->path, &status) == 0)
			return look_at_loader(look, problem->path);
		return lstat(problem->path, &status) == 0
			? look_at_link(look, problem->path)
			: look_at_absence(look, problem->path);
	case ENOEXEC:
		text_format(&look->reason,
			"%q is for another kind of machine, or damaged", problem->path);
		return is_broken(look, HEALTH_OTHER_MACHINE);
	case EACCES:
		text_format(&look->reason, "%q is not executable", problem->path);
		return is_broken(look, HEALTH_NOT_EXECUTABLE);
	default:
		text_format(
			&look->reason, "%q: %s", problem->path, strerror(problem->err));
	}
	if (mount_is_dead(problem->err))
		return is_broken(look, HEALTH_MOUNT_GONE);
	return is_broken(
		look, problem->err == ELOOP ? HEALTH_DANGLING : HEALTH_NOT_EXECUTABLE);
}

static bool
look_at_interpreter(struct look *look)
{
	struct inside inside = inside_make(
		look->request, &look->arena, look->about.environment, &look->pyvenv);

	if (look->problem.reason == REASON_NONE)
		look->interpreter = inside_interpreter(&inside, &look->problem);
	if (look->problem.reason != REASON_NONE)
		return tell_apart(look);
	if (machine_starts(look->interpreter))
		return false;
	look->problem = (struct problem){
		.reason = REASON_BROKEN, .path = look->interpreter, .err = ENOEXEC};
	return tell_apart(look);
}

/* An upgrade of the system puts another version behind the same link. */
static bool
look_at_version(struct look *look)
{
	int major, minor;

	if (look->pyvenv.major < 0 ||
		!interpreter_version(look->interpreter, &major, &minor) ||
		(major == look->pyvenv.major && minor == look->pyvenv.minor))
		return false;
	text_format(&look->reason,
		"it was made with Python %d.%d, but %q is Python %d.%d now, which does "
		"not see its packages",
		look->pyvenv.major, look->pyvenv.minor, look->interpreter, major, minor);
	return is_broken(look, HEALTH_BASE_UPGRADED);
}

/* What a Python of today overlooks and one of tomorrow may not. */
static bool
look_at_keys(struct look *look)
{
	const char *environment = look->about.environment;
	struct span home;

	if (look->pyvenv.text.length == 0) {
		text_format(&look->reason, "%q/pyvenv.cfg is empty", environment);
		return is_flawed(look, HEALTH_PYVENV_EMPTY);
	}
	if (pyvenv_value(look->pyvenv.text, "home", &home) && home.length > 0)
		return false;
	text_format(&look->reason, "%q/pyvenv.cfg does not say `home`", environment);
	return is_flawed(look, HEALTH_PYVENV_NO_HOME);
}

static bool
look_at_rest(struct look *look)
{
	struct stat status;

	if (!has(look, "bin/activate", &status)) {
		text_format(&look->reason,
			"%q/bin/activate is missing: the making of it was cut short",
			look->about.environment);
		return is_flawed(look, HEALTH_HALF_MADE);
	}
	look->about.origin = links_activated(look->about.environment);
	if (look->about.origin == NULL)
		return false;
	text_format(&look->reason,
		"it was %s from %q, which its `activate` and scripts still name",
		access(look->about.origin, F_OK) == 0 ? "copied" : "moved",
		look->about.origin);
	return is_flawed(look, HEALTH_MOVED);
}

static void
read_about(struct look *look)
{
	const char *environment = look->about.environment;

	pyvenv_read(&look->arena, environment, &look->pyvenv);
	describe(environment, &look->about.description);
	look->about.system_site = look->pyvenv.system_site;
	look->about.prompt = arena_text(
		&look->arena, look->pyvenv.prompt.text, look->pyvenv.prompt.length);
	look->about.major = look->pyvenv.major;
	look->about.minor = look->pyvenv.minor;
	if (look->about.major < 0)
		links_library(environment, &look->about.major, &look->about.minor);
}

/* In this order: what is found first explains what comes after it. */
static bool (*const looks[])(struct look *look) = {look_at_place, look_at_text,
	look_at_bin, look_at_interpreter, look_at_version, look_at_keys, look_at_rest};

void
health_look(const struct request *request, const char *environment,
	const struct problem *problem, struct health *health)
{
	size_t size = ARENA_SIZE + 16 * strlen(environment);
	struct look look = {.request = request,
		.arena = {.base = memory_grow(NULL, size), .size = size},
		.about = {.request = request, .environment = environment},
		.health = health};
	bool is_found = false;

	*health = (struct health){.state = HEALTH_OK};
	if (look.arena.base == NULL)
		return;
	read_about(&look);
	/* Without an error it is not the interpreter. */
	if (problem != NULL && (problem->err != 0 || problem->reason == REASON_IS_SHIM))
		look.problem = *problem;
	for (size_t i = 0; !is_found && i < sizeof(looks) / sizeof(looks[0]); i++)
		is_found = looks[i](&look);
	health->interpreter = text_copy(look.interpreter);
	if (is_found) {
		health->reason = text_take(&look.reason);
		look.about.interpreter = look.problem.path;
		look.about.err = look.problem.err;
		remedy_find(&look.about, health);
	}
	remedy_case_free(&look.about);
	free(look.arena.base);
}

void
health_free(struct health *health)
{
	free(health->reason);
	free(health->remedy);
	free(health->interpreter);
	*health = (struct health){.state = HEALTH_OK};
}
