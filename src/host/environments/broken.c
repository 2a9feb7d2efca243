#include "broken.h"

#include "describe.h"
#include "error.h"
#include "health.h"

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
