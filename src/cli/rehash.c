#include "cli.h"

#include "decision.h"
#include "store.h"

int
rehash_command(
	const struct arguments *arguments, char **environment, struct vshim_error *error)
{
	static char *const nothing[] = {NULL};
	struct decision decision;
	int changed;
	int err = decision_begin(&decision, "python", nothing, environment, true, error);

	(void)arguments;
	if (err == 0 && decision_root(&decision, error) == NULL)
		err = -1;
	if (err == 0)
		err = store_make_shims(decision.request.root,
			decision.installation.launcher, store_base_shims, &changed,
			error);
	decision_end(&decision);
	return err;
}
