#include "cli.h"

#include "decision.h"
#include "shims.h"

#include <stdio.h>

static void
print_report(const struct shims_report *report)
{
	const struct {
		int n;
		const char *verb, *noun, *which;
	} lines[] = {
		{report->made, "made", "shim", ""},
		{report->removed, "removed", "shim", ""},
		{report->mended, "mended", "shim", ", which led elsewhere"},
		{report->forgotten, "forgot", "environment", ", gone"},
		{report->cleared, "cleared away", "file", " of killed runs"},
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		if (lines[i].n > 0)
			printf("%s %d %s%s%s\n", lines[i].verb, lines[i].n, lines[i].noun,
				lines[i].n == 1 ? "" : "s", lines[i].which);
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
	print_report(&report);
	return 0;
}
