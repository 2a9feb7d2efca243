#include "terms.h"

#include <stddef.h>

static const char *const origins[] = {
	[VSHIM_ORIGIN_OVERRIDE] = "override",
	[VSHIM_ORIGIN_SCRIPT] = "script",
	[VSHIM_ORIGIN_ACTIVATED] = "activated",
	[VSHIM_ORIGIN_WALK] = "walk",
	[VSHIM_ORIGIN_INHERITED] = "inherited",
	[VSHIM_ORIGIN_GLOBAL] = "global",
	[VSHIM_ORIGIN_SYSTEM] = "system",
};

static const char *const findings[] = {
	[FINDING_TAKEN] = "taken",
	[FINDING_NOT_SET] = "not-set",
	[FINDING_NOT_THERE] = "not-there",
	[FINDING_NO_PYVENV] = "no-pyvenv",
	[FINDING_NO_DIRECTORY] = "no-directory",
	[FINDING_CANNOT_LOOK] = "cannot-look",
	[FINDING_NOT_TRUSTED] = "not-trusted",
	[FINDING_TOO_LARGE] = "too-large",
	[FINDING_CEILING] = "ceiling",
	[FINDING_REDIRECT] = "redirect",
	[FINDING_MARK] = "mark",
	[FINDING_RELATIVE] = "relative",
	[FINDING_NOT_A_SCRIPT] = "not-a-script",
	[FINDING_PROJECT_SCRIPT] = "project-script",
	[FINDING_WALKING] = "walking",
	[FINDING_NO_CHILD] = "no-child",
	[FINDING_NO_PROJECT] = "no-project",
	[FINDING_END] = "end",
	[FINDING_SIBLING] = "sibling",
	[FINDING_STALE] = "stale",
	[FINDING_PIP] = "pip",
	[FINDING_MODULE] = "module",
	[FINDING_LACKS] = "lacks",
	[FINDING_PROBLEM] = "problem",
};

const char *
terms_origin(enum vshim_origin origin)
{
	return (size_t)origin < sizeof(origins) / sizeof(origins[0]) ? origins[origin]
								     : "unknown";
}

const char *
terms_finding(enum finding finding)
{
	return findings[finding];
}
