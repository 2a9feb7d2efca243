#include "steps.h"

#include "memory.h"
#include "text.h"

#include <stdlib.h>

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
