#include "cli.h"

#include "decision.h"
#include "shims.h"

#include <stdio.h>

int
whence_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	struct list environments = {.items = NULL};
	const char *name = arguments->operands[0];
	size_t n;

	if (decision->request.root != NULL)
		shims_whence(&decision->request, name, &environments);
	n = environments.n;
	for (size_t i = 0; i < n; i++)
		printf("%s\n", environments.items[i]);
	list_free(&environments);
	if (n > 0)
		return 0;
	error_set(error, STATUS_FAILED, "no known environment has the command %q", name);
	return error_hint(error, "vshim list shows the known environments");
}
