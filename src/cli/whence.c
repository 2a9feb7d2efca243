#include "cli.h"

#include "decision.h"
#include "screen.h"
#include "shims.h"

#include <stdio.h>

int
whence_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	struct list environments = {.items = NULL};
	const char *name = arguments->operands[0];
	size_t n;

	int err = shims_whence(&decision->request, name, &environments, error);
	n = environments.n;
	for (size_t i = 0; i < n; i++)
		screen_print_line(environments.items[i]);
	list_free(&environments);
	if (n > 0 || err != 0)
		return err;
	error_set(error, STATUS_FAILED, "no known environment has the command %q", name);
	return error_hint(error, "vshim list shows the known environments");
}
