#include "code.h"

#include "cli.h"
#include "decision.h"

#include <string.h>

/* What the code says as a word of the shell. */
struct replacement {
	const char *word, *path;
};

enum { REPLACEMENTS = 3 };

static void
add_line(struct text *code, const struct shell *shell, const char *line,
	const struct replacement *replacements)
{
	while (*line != '\0') {
		size_t i = 0;

		while (i < REPLACEMENTS &&
			strncmp(line, replacements[i].word,
				strlen(replacements[i].word)) != 0)
			i++;
		if (i < REPLACEMENTS) {
			shell->quote(code, replacements[i].path);
			line += strlen(replacements[i].word);
		} else {
			text_add_bytes(code, line++, 1);
		}
	}
	text_add(code, "\n");
}

/* Whether the part NAME of the code is left out: by `--no-NAME`, or for want of `--NAME`. */
static bool
is_left_out(const char *name, const struct arguments *arguments)
{
	const struct option *options = command_find("init")->options;

	for (size_t i = 0; options[i].name != NULL; i++)
		if (strncmp(options[i].name, "no-", 3) == 0 &&
			strcmp(options[i].name + 3, name) == 0)
			return arguments->given[i];
		else if (strcmp(options[i].name, name) == 0)
			return !arguments->given[i];
	return false;
}

void
code_add(struct text *code, const struct shell *shell, const struct arguments *arguments,
	const struct decision *decision)
{
	const char *launcher = decision->installation.launcher;
	struct text prompt = {.data = NULL};
	bool skips = false;

	/* They are installed side by side. */
	text_add_bytes(&prompt, launcher, (size_t)(path_base(launcher) - launcher));
	text_add(&prompt, "prompt");
	const struct replacement replacements[REPLACEMENTS] = {
		{"@SHIMS@", decision->request.shims},
		{"@VSHIM@", decision->installation.vshim},
		{"@PROMPT@", prompt.data},
	};
	for (const char *const *line = shell->code; *line != NULL; line++) {
		const char *start = *line + strspn(*line, " \t");

		if (strncmp(start, "#part ", 6) == 0)
			skips = is_left_out(start + 6, arguments);
		else if (strcmp(start, "#end") == 0)
			skips = false;
		else if (!skips && start[0] != '#' && start[0] != '\0')
			add_line(code, shell, *line, replacements);
	}
	text_free(&prompt);
}

void
code_add_line(struct text *text, const struct shell *shell, const char *line,
	const struct arguments *arguments, const struct decision *decision)
{
	const struct option *option = command_find("init")->options;
	struct text given = {.data = NULL};

	text_add(&given, "");
	for (size_t i = 0; option[i].name != NULL; i++)
		if (arguments->given[i] && strcmp(option[i].name, "write") != 0)
			text_format(&given, " --%s", option[i].name);
	shells_add_line(text, shell, line, given.data, decision);
	text_free(&given);
}
