#include "cli.h"

#include "code.h"
#include "decision.h"
#include "rcwrite.h"
#include "shims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
print_code(const struct shell *shell, const struct arguments *arguments,
	const struct decision *decision)
{
	struct text code = {.data = NULL};

	code_add(&code, shell, arguments, decision);
	if (code.data != NULL)
		fwrite(code.data, 1, code.length, stdout);
	text_free(&code);
}

/* A line for the user to copy, with the options of this command in it. */
static void
print_line(const struct shell *shell, const char *line, const struct arguments *arguments,
	const struct decision *decision)
{
	struct text text = {.data = NULL};

	code_add_line(&text, shell, line, arguments, decision);
	printf("  %s\n\n", text.data);
	text_free(&text);
}

/* On a terminal nobody wants the code itself: say what to put where. */
static void
print_advice(const struct shell *shell, const struct arguments *arguments,
	const struct decision *decision)
{
	if (shell->once != NULL) {
		printf("Run this once, and after each upgrade:\n\n");
		print_line(shell, shell->once, arguments, decision);
	}
	printf("Put this line at the end of %s:\n\n", shell->rc_file);
	print_line(shell, shell->rc_line, arguments, decision);
	printf("Then open a new shell.\n");
}

static bool
is_to_write(const struct arguments *arguments)
{
	const struct option *options = command_find("init")->options;
	size_t i = 0;

	while (strcmp(options[i].name, "write") != 0)
		i++;
	return arguments->given[i];
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
		return error_hint(error,
			"vshim init bash, zsh, fish, tcsh, elvish, xonsh, nu or sh");
	}
	if (is_to_write(arguments)) {
		if (rcwrite(shell, arguments, decision, error) != 0)
			return -1;
	} else if (isatty(STDOUT_FILENO)) {
		print_advice(shell, arguments, decision);
	} else {
		print_code(shell, arguments, decision);
	}
	struct shims shims = decision_shims(decision);
	return shims_make_base(&shims, error);
}
