#include "cli.h"

#include "decision.h"
#include "describe.h"
#include "screen.h"

#include <stdio.h>
#include <stdlib.h>

/* Runs before every prompt: what is wrong is said when a command is run, not each time here. */
int
prompt_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	struct vshim_error ignored = {.what = NULL};

	(void)arguments;
	(void)error;
	if (decision_select(decision, &ignored) == 0 &&
		decision->selection.environment != NULL) {
		const struct pyvenv *pyvenv = &decision->selection.pyvenv;
		const char *prompt = arena_text(
			&decision->arena, pyvenv->prompt.text, pyvenv->prompt.length);
		char *name = describe_name(decision->selection.environment, prompt);

		/* A pyvenv.cfg may say what a terminal would obey. */
		char *clean = screen_clean(name);

		printf("(%s) ", clean);
		free(clean);
		free(name);
	}
	vshim_error_free(&ignored);
	return 0;
}
