#include "facts.h"

#include "gather.h"
#include "memory.h"
#include "store.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* Keeps what is not as it should be. */
static void
take(void *data, struct gathered *gathered)
{
	struct facts *facts = data;
	struct survey *survey = &gathered->survey;
	bool is_trusted = survey->state != VSHIM_STATE_UNTRUSTED;

	if (survey->health.state != HEALTH_OK || !is_trusted) {
		facts->known[facts->n_ailing++] = (struct facts_known){
			.path = text_copy(gathered->path),
			.is_trusted = is_trusted,
			.is_silent = gathered->is_silent,
			.health = survey->health,
		};
		survey->health = (struct health){.state = HEALTH_OK};
	}
	gather_free(gathered);
}

static int
compare(const void *a, const void *b)
{
	const struct facts_known *first = a, *second = b;

	return strcmp(first->path, second->path);
}

void
facts_known_look(struct decision *decision, struct facts *facts)
{
	static const char *const nowhere[] = {NULL};
	struct gather gather = {.decision = decision,
		.with_interpreters = true,
		.data = facts,
		.found = take};
	struct gather_progress progress;
	struct list known = {.items = NULL};
	struct vshim_error error = {.what = NULL};

	if (store_known(&decision->request, &known, &error) != 0) {
		facts->known_problem = text_copy(error.what);
		facts->known_hint = text_copy(error.hint);
	}
	vshim_error_free(&error);
	facts->n_known = known.n;
	facts->known = memory_zeroed(known.n, sizeof(*facts->known));
	gather_run(&gather, list_items(&known), nowhere, &progress);
	free(progress.refused);
	qsort(facts->known, facts->n_ailing, sizeof(*facts->known), compare);
	list_free(&known);
}

void
facts_known_free(struct facts *facts)
{
	for (size_t i = 0; i < facts->n_ailing; i++) {
		free(facts->known[i].path);
		health_free(&facts->known[i].health);
	}
	free(facts->known);
	free(facts->known_problem);
	free(facts->known_hint);
}
