#include "own.h"

#include "compile.h"

int
own_begin(struct decision *decision, const char *name, char *const *operands,
	char *const *environment, struct vshim_error *error)
{
	int err = decision_begin(decision, name, operands, environment, error);

	if (err == 0)
		err = installation_find(&decision->installation, error);
	if (err != 0)
		return err;
	decision->request.launcher = decision->installation.launcher;
	decision->keep_settings = compile_settings;
	return 0;
}
