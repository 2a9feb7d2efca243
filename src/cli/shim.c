#include "cli.h"

#include "decision.h"

int
shim_run(const char *name, char *const *operands, char **environment,
	struct vshim_error *error)
{
	struct decision decision;
	int err = decision_begin(&decision, name, operands, environment, true, error);

	if (err == 0)
		err = decision_select(&decision, error);
	if (err == 0)
		err = decision_choose(&decision, error);
	if (err == 0)
		err = decision_perform(&decision, error);
	decision_end(&decision);
	/* Whoever runs `python` must be able to tell its failures from vshim's own. */
	if (error->status == STATUS_TROUBLE)
		error->status = STATUS_CANNOT_RUN;
	return err;
}
