#include "look.h"

#include "inside.h"
#include "interpreter.h"
#include "links.h"
#include "machine.h"
#include "mount.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool
look_broken(struct look *look, enum health_state state)
{
	look->health->state = state;
	look->health->is_broken = true;
	return true;
}

bool
look_flawed(struct look *look, enum health_state state)
{
	look->health->state = state;
	return true;
}

bool
look_has(const struct look *look, const char *name, struct stat *status)
{
	struct text path = {.data = NULL};

	text_format(&path, "%s/%s", look->about.environment, name);
	bool is = stat(path.data, status) == 0;
	int err = errno;
	text_free(&path);
	errno = err;
	return is;
}

bool
look_at_mount(struct look *look, const char *path)
{
	look->about.mount = mount_missing(path);
	if (look->about.mount == NULL)
		return false;
	text_format(&look->reason, "%q lies on %q, which is not mounted", path,
		look->about.mount);
	return look_broken(look, HEALTH_MOUNT_GONE);
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
		return look_broken(look, HEALTH_DANGLING);
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
		return look_broken(look, HEALTH_BASE_UPGRADED);
	return look_broken(look, is_base ? HEALTH_BASE_GONE : HEALTH_DANGLING);
}

/* The interpreter is not there at all. */
static bool
look_at_absence(struct look *look, const char *path)
{
	struct stat status;
	bool is_half_made = !look_has(look, "bin/activate", &status);

	text_format(&look->reason, "%q is missing", path);
	if (is_half_made)
		text_add(&look->reason, ": the making of it was cut short");
	return look_broken(look, is_half_made ? HEALTH_HALF_MADE : HEALTH_NO_INTERPRETER);
}

/* The kernel did not find what the file needs: a loader, or what its first line names. */
static bool
look_at_loader(struct look *look, const char *path)
{
	text_format(&look->reason,
		"%q is there, but what it needs to be started is not: it is for another "
		"system",
		path);
	return look_broken(look, HEALTH_OTHER_MACHINE);
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
		return look_broken(look, HEALTH_IS_SHIM);
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
		return look_broken(look, HEALTH_OTHER_MACHINE);
	case EACCES:
		text_format(&look->reason, "%q is not executable", problem->path);
		return look_broken(look, HEALTH_NOT_EXECUTABLE);
	default:
		text_format(
			&look->reason, "%q: %s", problem->path, strerror(problem->err));
	}
	if (mount_is_dead(problem->err))
		return look_broken(look, HEALTH_MOUNT_GONE);
	return look_broken(
		look, problem->err == ELOOP ? HEALTH_DANGLING : HEALTH_NOT_EXECUTABLE);
}

bool
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

bool
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
	return look_broken(look, HEALTH_BASE_UPGRADED);
}
