#include "cli.h"

#include "decision.h"
#include "shims.h"

#include <stdio.h>

/* Only what went wrong before is worth a word. */
static void
print_repairs(const struct shims_report *report)
{
	if (report->mended > 0)
		printf("mended %d shims that led elsewhere\n", report->mended);
	if (report->cleared > 0)
		printf("cleared away %d files of a run that was killed\n",
			report->cleared);
	if (report->forgotten > 0)
		printf("forgot %d environments that are gone\n", report->forgotten);
}

int
rehash_command(
	const struct arguments *arguments, char **environment, struct vshim_error *error)
{
	struct shims_report report = {.made = 0};
	struct decision decision;
	int err = decision_begin_plain(&decision, environment, error);

	(void)arguments;
	if (err == 0 && decision_root(&decision, error) == NULL)
		err = -1;
	if (err == 0)
		err = shims_rehash(&(struct shims){decision.request.root,
					   decision.installation.launcher},
			&report, error);
	if (err == 0)
		print_repairs(&report);
	decision_end(&decision);
	return err;
}
