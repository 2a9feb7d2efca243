#include "cli.h"

#include "decision.h"
#include "shims.h"

#include <stdio.h>

int
whence_command(
	const struct arguments *arguments, char **environment, struct vshim_error *error)
{
	struct list programs = {.items = NULL};
	const char *name = arguments->operands[0];
	struct decision decision;
	int err = decision_begin_plain(&decision, environment, error);

	if (err == 0 && decision.request.root != NULL)
		shims_whence(decision.request.root, name, &programs);
	for (size_t i = 0; i < programs.n; i++)
		printf("%s\n", programs.items[i]);
	if (err == 0 && programs.n == 0) {
		error_set(error, STATUS_FAILED, "no known environment has the command %q",
			name);
		err = error_hint(error, "vshim list shows the known environments");
	}
	list_free(&programs);
	decision_end(&decision);
	return err;
}
