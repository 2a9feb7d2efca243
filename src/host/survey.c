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

static void
find_state(struct decision *decision, struct survey *survey)
{
	struct request *request = &decision->request;
	struct text reason = {.data = NULL};
	struct owner_parts parts = {.itself = {.st_nlink = 0}};

	const char *foreign =
		owner_foreign_part(request, &decision->arena, survey->path, &parts);
	health_look(request, survey->path, NULL, &survey->health);
	if (foreign != NULL && !owner_user_trusts(request, survey->path)) {
		survey->state = VSHIM_STATE_UNTRUSTED;
		text_format(&reason, "%q is not yours alone", foreign);
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
