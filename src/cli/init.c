#include "cli.h"

#include "decision.h"
#include "shells.h"
#include "shims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* LINE with @SHIMS@ and @VSHIM@ replaced by words of the shell. */
static void
add_line(struct text *code, const struct shell *shell, const char *line,
	const struct decision *decision)
{
	const char *const words[][2] = {
		{"@SHIMS@", decision->request.shims},
		{"@VSHIM@", decision->installation.vshim},
	};

	while (*line != '\0') {
		size_t word = 0;

		while (word < 2 &&
			strncmp(line, words[word][0], strlen(words[word][0])) != 0)
			word++;
		if (word < 2) {
			shell->quote(code, words[word][1]);
			line += strlen(words[word][0]);
		} else {
			text_add_bytes(code, line++, 1);
		}
	}
	text_add(code, "\n");
}

/* Whether the part NAME of the code is left out: by `--no-NAME`. */
static bool
is_left_out(const char *name, const struct arguments *arguments)
{
	const struct option *options = command_find("init")->options;

	for (size_t i = 0; options[i].name != NULL; i++)
		if (strncmp(options[i].name, "no-", 3) == 0 &&
			strcmp(options[i].name + 3, name) == 0)
			return arguments->given[i];
	return false;
}

/* The code for SHELL: its template without comments and without what is left out. */
static void
print_code(const struct shell *shell, const struct arguments *arguments,
	const struct decision *decision)
{
	struct text code = {.data = NULL};
	bool skips = false;

	for (const char *const *line = shell->code; *line != NULL; line++) {
		const char *start = *line + strspn(*line, " \t");

		if (strncmp(start, "#part ", 6) == 0)
			skips = is_left_out(start + 6, arguments);
		else if (strcmp(start, "#end") == 0)
			skips = false;
		else if (!skips && start[0] != '#' && start[0] != '\0')
			add_line(&code, shell, *line, decision);
	}
	if (code.data != NULL)
		fwrite(code.data, 1, code.length, stdout);
	text_free(&code);
}

/* Whether `vshim`, as it is typed, is this program: found along PATH. */
static bool
is_on_path(const struct decision *decision)
{
	const char *list = decision->request.variables.path;
	struct stat own, found;

	if (stat(decision->installation.vshim, &own) != 0)
		return false;
	for (struct span entry; path_next(&list, &entry);) {
		struct text file = {.data = NULL};

		text_add_bytes(&file, entry.text, entry.length);
		text_add(&file, "/vshim");
		bool is_found = stat(file.data, &found) == 0;
		text_free(&file);
		if (is_found)
			return own.st_dev == found.st_dev && own.st_ino == found.st_ino;
	}
	return false;
}

/* On a terminal nobody wants the code itself: say what to put where. */
static void
print_advice(const struct shell *shell, const struct decision *decision)
{
	struct text word = {.data = NULL};
	const char *rest = strstr(shell->rc_line, "%s");

	if (is_on_path(decision))
		text_add(&word, "vshim");
	else
		shell->quote(&word, decision->installation.vshim);
	printf("Put this line at the end of %s:\n\n  %.*s%s%s\n\nThen open a new "
	       "shell.\n",
		shell->rc_file, (int)(rest - shell->rc_line), shell->rc_line, word.data,
		rest + 2);
	text_free(&word);
}

int
init_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	const char *name = arguments->operands[0];
	const struct shell *shell = name != NULL
		? shells_find(path_base(name))
		: shells_detect(decision->request.environment);

	if (shell == NULL) {
		if (name != NULL)
			error_set(error, STATUS_USAGE, "init does not know the shell %q",
				name);
		else
			error_set(error, STATUS_USAGE, "which shell is this? name it");
		return error_hint(error, "vshim init bash, zsh, fish or sh");
	}
	if (isatty(STDOUT_FILENO))
		print_advice(shell, decision);
	else
		print_code(shell, arguments, decision);
	struct shims shims = decision_shims(decision);
	return shims_make_base(&shims, error);
}
