#include "checks.h"

#include <string.h>

/* Whether what NAME is taken for, an alias, leads to a shim after all: `python=python3`. */
static bool
leads_to_shim(const char *meaning)
{
	const char *value = strchr(meaning, '=');

	if (value == NULL)
		return false;
	value += 1 + strspn(value + 1, "'\" ");
	size_t length = strcspn(value, "'\" ");
	for (int i = 0; i < SESSION_NAMES; i++)
		if (strlen(session_names[i]) == length &&
			strncmp(session_names[i], value, length) == 0)
			return true;
	return false;
}

/* What takes a name out of a shell again: what is before it and behind. */
static const struct removal {
	const char *shell; /* NULL: any other */
	const char *before, *behind;
} removals[] = {
	{"fish", "functions -e ", ""},
	{"xonsh", "aliases.pop('", "', None)"},
	{"nu", "hide ", ""},
	{NULL, "unalias ", ""},
};

static const struct removal function_removal = {NULL, "unset -f ", ""};

/* How to take out of the user's shell what is taken for MEANING. */
static const struct removal *
find_removal(const struct facts *facts, const char *meaning)
{
	const struct removal *removal = removals;

	while (removal->shell != NULL &&
		strcmp(path_base(facts->shell.program), removal->shell) != 0)
		removal++;
	return removal->shell == NULL && strcmp(meaning, "function") == 0
		? &function_removal
		: removal;
}

/* The remedy where NAME is taken for MEANING. */
static void
remedy_name(const struct facts *facts, const char *name, const char *meaning,
	struct findings *findings)
{
	const struct removal *removal = find_removal(facts, meaning);
	const char *file = facts->shell.rc_file;
	struct text line = {.data = NULL};

	text_format(&line, "%s%s%s", removal->before, name, removal->behind);
	findings_command(
		findings, "echo %q >>%s", line.data, file == NULL ? "~/.profile" : file);
	text_free(&line);
}

void
checks_names(const struct facts *facts, struct findings *findings)
{
	const struct session *session = &facts->sessions[SESSION_TERMINAL];
	size_t before = findings->n;

	for (int i = 0; i < SESSION_NAMES; i++) {
		const char *name = session_names[i], *meaning = session->names[i];

		if (meaning == NULL || leads_to_shim(meaning))
			continue;
		findings_add(findings, STATE_WRONG,
			"%s is %s in new shells, and is run instead of the shim", name,
			strcmp(meaning, "function") == 0 ? "a function" : meaning);
		remedy_name(facts, name, meaning, findings);
	}
	if (findings->n == before)
		findings_fine(findings,
			session->state == SESSION_KNOWN
				? "no alias or function stands in front of the shims"
				: "aliases and functions are not known");
}
