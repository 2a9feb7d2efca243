#include "cli.h"

#include "decision.h"
#include "label.h"

#include <stdio.h>

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
		const char *prompt = label_prompt(&decision->arena,
			decision->selection.environment, &decision->selection.pyvenv);

		printf("%s", prompt != NULL ? prompt : "");
	}
	vshim_error_free(&ignored);
	return 0;
}
