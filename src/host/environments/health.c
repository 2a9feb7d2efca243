#include "health.h"

#include "describe.h"
#include "links.h"
#include "look.h"
#include "memory.h"
#include "mount.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What one look takes: a pyvenv.cfg and a few paths. Bytes. */
enum { ARENA_SIZE = 2 * PYVENV_LIMIT };

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

/* Whether the environment is there and can be looked into. */
static bool
look_at_place(struct look *look)
{
	const char *environment = look->about.environment;
	struct stat status;

	if (look_has(look, "pyvenv.cfg", &status))
		return false;
	int err = errno;
	if (mount_is_dead(err)) {
		text_format(&look->reason, "%q cannot be reached: %s", environment,
			strerror(err));
		return look_broken(look, HEALTH_MOUNT_GONE);
	}
	if (err != ENOENT && err != ENOTDIR) {
		text_format(&look->reason, "%q cannot be looked into: %s", environment,
			strerror(err));
		return look_broken(look, HEALTH_UNREADABLE);
	}
	if (look_at_mount(look, environment))
		return true;
	text_format(&look->reason,
		access(environment, F_OK) == 0 ? "%q holds no pyvenv.cfg any more"
					       : "%q is not there any more",
		environment);
	return look_broken(look, HEALTH_GONE);
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
		return look_broken(look, HEALTH_PYVENV_LARGE);
	case PYVENV_BYTES:
		text_format(&look->reason,
			"%q/pyvenv.cfg is not UTF-8: Python refuses to start",
			environment);
		return look_broken(look, HEALTH_PYVENV_BYTES);
	default:
		return false;
	}
}

static bool
look_at_bin(struct look *look)
{
	const char *environment = look->about.environment;
	struct stat status;

	if (look_has(look, "bin", &status) && S_ISDIR(status.st_mode))
		return false;
	if (look_has(look, "Scripts", &status)) {
		text_format(&look->reason,
			"%q was made on Windows: it has Scripts instead of bin",
			environment);
		return look_broken(look, HEALTH_WINDOWS);
	}
	text_format(&look->reason, "%q/bin is missing", environment);
	return look_broken(look, HEALTH_NO_BIN);
}

/* What a Python of today overlooks and one of tomorrow may not. */
static bool
look_at_keys(struct look *look)
{
	const char *environment = look->about.environment;
	struct span home;

	if (look->pyvenv.text.length == 0) {
		text_format(&look->reason, "%q/pyvenv.cfg is empty", environment);
		return look_flawed(look, HEALTH_PYVENV_EMPTY);
	}
	if (pyvenv_home(look->pyvenv.text, &home) && home.length > 0)
		return false;
	text_format(&look->reason, "%q/pyvenv.cfg does not say `home`", environment);
	return look_flawed(look, HEALTH_PYVENV_NO_HOME);
}

static bool
look_at_rest(struct look *look)
{
	struct stat status;

	if (!look_has(look, "bin/activate", &status)) {
		text_format(&look->reason,
			"%q/bin/activate is missing: the making of it was cut short",
			look->about.environment);
		return look_flawed(look, HEALTH_HALF_MADE);
	}
	look->about.origin = links_activated(look->about.environment);
	if (look->about.origin == NULL)
		return false;
	text_format(&look->reason,
		"it was %s from %q, which its `activate` and scripts still name",
		access(look->about.origin, F_OK) == 0 ? "copied" : "moved",
		look->about.origin);
	return look_flawed(look, HEALTH_MOVED);
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
health_set(struct health *health, enum health_state state, const char *reason)
{
	free(health->reason);
	free(health->remedy);
	*health = (struct health){.state = state,
		.is_broken = true,
		.reason = text_copy(reason),
		.interpreter = health->interpreter};
	remedy_find(&(struct remedy_case){.major = -1, .minor = -1}, health);
}

void
health_free(struct health *health)
{
	free(health->reason);
	free(health->remedy);
	free(health->interpreter);
	*health = (struct health){.state = HEALTH_OK};
}
