#include "broken.h"

#include "describe.h"
#include "error.h"
#include "health.h"
#include "interpreter.h"

#include <stdio.h>
#include <stdlib.h>

/* A VALUE of pyvenv.cfg, which may hold what no terminal should be sent. */
static void
add_value(struct text *text, const char *value)
{
	if (value != NULL)
		text_add_word(text, value);
	else
		text_add(text, "(nothing)");
}

static void
say_remedy(const struct health *health, struct vshim_error *error)
{
	if (health->remedy != NULL)
		error_hint(error, "%s: %s", health->advice, health->remedy);
	else if (health->advice != NULL)
		error_hint(error, "%s", health->advice);
}

int
broken_say(const struct problem *problem, const struct request *request,
	struct vshim_error *error)
{
	const char *environment = problem->detail;
	struct description description;
	struct text reason = {.data = NULL};
	struct health health;

	describe(environment, &description);
	health_look(request, environment, problem, &health);
	text_add(&reason, health.reason);
	text_add(&reason, "\n  pyvenv.cfg says: home = ");
	add_value(&reason, description.home);
	text_add(&reason, ", version ");
	add_value(&reason, description.version);
	error_set(error, STATUS_CANNOT_RUN,
		"the environment %q has no working Python: %s (made by %s)", environment,
		reason.data, maker_name(description.maker));
	say_remedy(&health, error);
	text_free(&reason);
	health_free(&health);
	description_free(&description);
	return -1;
}

/* What there is for an ENVIRONMENT whose maker has no pip of its own to offer. */
static void
hint_at_ensurepip(const char *environment, const struct description *description,
	const struct request *request, struct vshim_error *error)
{
	const char *name = description->python;
	struct text hint = {.data = NULL};
	char *python = NULL;
	int major, minor;

	/* By its path: a bare name could be a shim, and so this very environment's. */
	if (name != NULL && sscanf(name, "python%d.%d", &major, &minor) == 2)
		python = interpreter_find(request, description->home, major, minor);
	text_format(&hint,
		"put it in: %q/bin/python -m ensurepip; or make the environment anew: "
		"vshim create --clear",
		environment);
	if (python != NULL)
		text_format(&hint, " --python %q", python);
	text_format(&hint, " %q", environment);
	if (hint.data != NULL)
		error_hint(error, "%s", hint.data);
	text_free(&hint);
	free(python);
}

int
broken_say_no_pip(
	const char *environment, const struct request *request, struct vshim_error *error)
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
		hint_at_ensurepip(environment, &description, request, error);
	}
	description_free(&description);
	return -1;
}
