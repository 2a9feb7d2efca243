#include "cli.h"

#include "decision.h"
#include "describe.h"

#include <stdio.h>
#include <stdlib.h>

/* Runs before every prompt: what is wrong is said when a command is run, not each time here. */
int
prompt_command(
	const struct arguments *arguments, char **environment, struct vshim_error *error)
{
	struct vshim_error ignored = {.what = NULL};
	struct decision decision;
	int err = decision_begin_plain(&decision, environment, error);

	(void)arguments;
	if (err == 0 && decision_select(&decision, &ignored) == 0 &&
		decision.selection.environment != NULL) {
		const struct pyvenv *pyvenv = &decision.selection.pyvenv;
		const char *prompt = arena_text(
			&decision.arena, pyvenv->prompt.text, pyvenv->prompt.length);
		char *name = describe_name(decision.selection.environment, prompt);

		printf("(%s) ", name);
		free(name);
	}
	vshim_error_free(&ignored);
	decision_end(&decision);
	return err;
}
