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
rehash_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	struct shims shims = decision_shims(decision);
	struct shims_report report = {.made = 0};

	(void)arguments;
	if (shims_rehash(&shims, &report, error) != 0)
		return -1;
	print_repairs(&report);
	return 0;
}
