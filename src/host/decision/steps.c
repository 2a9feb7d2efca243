#include "steps.h"

#include "memory.h"
#include "text.h"

#include <stdlib.h>

static const char *const words[] = {
	[FINDING_TAKEN] = "taken",
	[FINDING_NOT_SET] = "not-set",
	[FINDING_NOT_THERE] = "not-there",
	[FINDING_NO_PYVENV] = "no-pyvenv",
	[FINDING_NO_DIRECTORY] = "no-directory",
	[FINDING_CANNOT_LOOK] = "cannot-look",
	[FINDING_NOT_TRUSTED] = "not-trusted",
	[FINDING_TOO_LARGE] = "too-large",
	[FINDING_CEILING] = "ceiling",
	[FINDING_REDIRECT] = "redirect",
	[FINDING_MARK] = "mark",
	[FINDING_RELATIVE] = "relative",
	[FINDING_NOT_A_SCRIPT] = "not-a-script",
	[FINDING_PROJECT_SCRIPT] = "project-script",
	[FINDING_WALKING] = "walking",
	[FINDING_NO_CHILD] = "no-child",
	[FINDING_NO_PROJECT] = "no-project",
	[FINDING_END] = "end",
	[FINDING_SIBLING] = "sibling",
	[FINDING_STALE] = "stale",
	[FINDING_PIP] = "pip",
	[FINDING_MODULE] = "module",
	[FINDING_LACKS] = "lacks",
	[FINDING_PROBLEM] = "problem",
};

const char *
steps_word(enum finding finding)
{
	return words[finding];
}

static void
listen(void *data, const struct step *step)
{
	struct decision *decision = data;
	struct steps *steps = decision->steps;

	if (steps->n == steps->size) {
		size_t size = steps->size == 0 ? 32 : steps->size * 2;
		struct steps_look *looks =
			memory_grow(steps->looks, size * sizeof(*looks));

		if (looks == NULL)
			return;
		steps->looks = looks;
		steps->size = size;
	}
	steps->looks[steps->n++] = (struct steps_look){
		.line = step->line,
		.finding = step->finding,
		.path = text_copy(step->path),
		.detail = text_copy(step->detail),
	};
}

void
steps_listen(struct steps *steps, struct decision *decision)
{
	decision->steps = steps;
	decision->knowledge.listen = listen;
}

void
steps_end(struct decision *decision)
{
	decision->steps = NULL;
	decision->knowledge.listen = NULL;
}

void
steps_free(struct steps *steps)
{
	for (size_t i = 0; i < steps->n; i++) {
		free(steps->looks[i].path);
		free(steps->looks[i].detail);
	}
	free(steps->looks);
	*steps = (struct steps){.looks = NULL};
}
