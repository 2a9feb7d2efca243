#include "survey.h"

#include "owner.h"

#include <stdlib.h>

static const char *const state_names[] = {
	[VSHIM_STATE_OK] = "ok",
	[VSHIM_STATE_BROKEN] = "broken",
	[VSHIM_STATE_UNTRUSTED] = "untrusted",
};

const char *
vshim_state_name(enum vshim_state state)
{
	return (size_t)state < sizeof(state_names) / sizeof(state_names[0])
		? state_names[state]
		: "unknown";
}

/*
 * Takes from HEALTH what to do: whoever made the environment could have seen to it that this
 * runs a program of theirs, or removes one of somebody else's.
 */
static void
distrust(struct health *health)
{
	if (health->state == HEALTH_GONE)
		return;
	free(health->remedy);
	health->remedy = NULL;
	health->advice = NULL;
}

static void
find_state(struct decision *decision, struct survey *survey)
{
	struct request *request = &decision->request;
	struct text reason = {.data = NULL};
	struct owner_parts parts = {.itself = {.st_nlink = 0}};

	const char *foreign =
		owner_foreign_part(request, &decision->arena, survey->path, &parts);
	bool is_asked_about = foreign != NULL || request->settings->trust_explicit;
	health_look(request, survey->path, NULL, &survey->health);
	if (is_asked_about &&
		!owner_user_accepts(request, path_parent(&decision->arena, survey->path),
			survey->path)) {
		survey->state = VSHIM_STATE_UNTRUSTED;
		distrust(&survey->health);
		if (foreign != NULL)
			text_format(&reason, "%q is not yours alone", foreign);
		else
			text_add(&reason, "it was not trusted yet");
	} else if (survey->health.is_broken) {
		survey->state = VSHIM_STATE_BROKEN;
		text_add(&reason, survey->health.reason);
	}
	survey->reason = reason.data == NULL ? NULL : text_take(&reason);
}

void
survey_make(struct decision *decision, const char *path, struct survey *survey)
{
	const char *selected = decision->selection.environment;
	/* Any number of surveys takes the room of one. */
	size_t before = decision->arena.used;

	*survey = (struct survey){
		.path = path,
		.state = VSHIM_STATE_OK,
		.is_selected = selected != NULL && path_equal(selected, path),
	};
	describe(path, &survey->description);
	find_state(decision, survey);
	decision->arena.used = before;
}

void
survey_free(struct survey *survey)
{
	description_free(&survey->description);
	health_free(&survey->health);
	free(survey->reason);
}
