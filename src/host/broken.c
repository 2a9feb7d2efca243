#include "broken.h"

#include "describe.h"
#include "error.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the link at PATH leads to in the end: the first place that is not there. */
static char *
end_of_links(const char *path)
{
	struct text at = {.data = NULL};
	char target[PATH_MAX];

	text_add(&at, path);
	for (int hops = 0; hops < 40; hops++) {
		ssize_t length = readlink(at.data, target, sizeof(target) - 1);

		if (length < 0)
			break;
		target[length] = '\0';
		if (target[0] == '/')
			at.length = 0;
		else
			at.length = (size_t)(strrchr(at.data, '/') + 1 - at.data);
		text_add(&at, target);
	}
	return text_take(&at);
}

void
broken_reason(const struct problem *problem, struct text *text)
{
	struct stat status;

	if (problem->reason == REASON_IS_SHIM) {
		text_format(text, "%q is a shim", problem->path);
	} else if (problem->err == ENOENT && lstat(problem->path, &status) == 0) {
		char *end = end_of_links(problem->path);

		text_format(
			text, "%q leads to %q, which is not there", problem->path, end);
		free(end);
	} else if (problem->err == ENOENT) {
		text_format(text, "%q is missing", problem->path);
	} else if (problem->err == ENOEXEC) {
		text_format(text, "%q is for another kind of machine, or damaged",
			problem->path);
	} else if (problem->err == EACCES) {
		text_format(text, "%q is not executable", problem->path);
	} else {
		text_format(text, "%q: %s", problem->path, strerror(problem->err));
	}
}

/* The command that gives ENVIRONMENT an interpreter again, by who made it. */
static void
say_repair(struct vshim_error *error, const struct description *description,
	const char *environment)
{
	const char *python = description->python;
	const char *base = python + strlen("python");

	switch (description->maker) {
	case MAKER_UV:
		error_hint(error, "make it anew: uv venv --clear --python %s %q", base,
			environment);
		break;
	case MAKER_POETRY:
		error_hint(error,
			"in its project: poetry env remove %s && poetry install", python);
		break;
	case MAKER_PIPENV:
		error_hint(error, "in its project: pipenv --rm && pipenv install --dev");
		break;
	case MAKER_VIRTUALENV:
		error_hint(error, "mend it: virtualenv --python %s --clear %q", python,
			environment);
		break;
	case MAKER_VENV:
		/* venv --upgrade leaves a link alone, also one that leads nowhere. */
		error_hint(error,
			"mend it: rm -f %q/bin/python %q/bin/python3 %q/bin/%s && "
			"%s -m venv --upgrade %q",
			environment, environment, environment, python, python,
			environment);
	}
}

/* A VALUE of pyvenv.cfg, which may hold what no terminal should be sent. */
static void
add_value(struct text *text, const char *value)
{
	if (value != NULL)
		text_add_word(text, value);
	else
		text_add(text, "(nothing)");
}

int
broken_say(const struct problem *problem, struct vshim_error *error)
{
	const char *environment = problem->detail;
	struct description description;
	struct text reason = {.data = NULL};

	describe(environment, &description);
	broken_reason(problem, &reason);
	text_add(&reason, "\n  pyvenv.cfg says: home = ");
	add_value(&reason, description.home);
	text_add(&reason, ", version ");
	add_value(&reason, description.version);
	error_set(error, STATUS_CANNOT_RUN,
		"the environment %q has no working Python: %s (made by %s)", environment,
		reason.data, maker_name(description.maker));
	say_repair(error, &description, environment);
	text_free(&reason);
	description_free(&description);
	return -1;
}

int
broken_say_no_pip(const char *environment, struct vshim_error *error)
{
	struct description description;

	describe(environment, &description);
	error_set(error, STATUS_NOT_FOUND,
		"the environment %q has no pip (made by %s), and no other Python's pip "
		"may stand in",
		environment, maker_name(description.maker));
	switch (description.maker) {
	case MAKER_UV:
		error_hint(error,
			"uv pip …; or put pip in: uv pip install --python %q pip",
			environment);
		break;
	case MAKER_POETRY:
		error_hint(error,
			"poetry add …; or put pip in: %q/bin/python -m ensurepip",
			environment);
		break;
	case MAKER_PIPENV:
		error_hint(error,
			"pipenv install …; or put pip in: %q/bin/python -m ensurepip",
			environment);
		break;
	default:
		error_hint(error,
			"put it in: %q/bin/python -m ensurepip; or make the environment "
			"anew: "
			"%s -m venv --clear %q",
			environment, description.python, environment);
	}
	description_free(&description);
	return -1;
}
