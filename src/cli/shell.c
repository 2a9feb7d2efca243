#include "cli.h"

#include "decision.h"
#include "screen.h"

#include <stdio.h>

enum { SHELL_SYSTEM, SHELL_UNSET, SHELL_PRINT };

/* The value that the shell's function gives to VSHIM_ENV; an empty line unsets it. */
static int
print_value(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	const char *value = "";

	if (arguments->given[SHELL_SYSTEM])
		value = "system";
	else if (!arguments->given[SHELL_UNSET])
		value = decision_environment(decision, arguments->operands[0], error);
	if (value == NULL)
		return -1;
	printf("%s\n", value);
	return 0;
}

static int
print_current(const struct decision *decision, struct vshim_error *error)
{
	const char *current = decision->request.variables.vshim_env;

	if (current == NULL) {
		error_set(error, STATUS_FAILED, "this shell has chosen no environment");
		return error_hint(error, "choose one: vshim shell ENV");
	}
	screen_print_line(current);
	return 0;
}

int
shell_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	size_t wishes = arguments->n + arguments->given[SHELL_SYSTEM] +
		arguments->given[SHELL_UNSET];

	if (wishes == 0)
		return print_current(decision, error);
	if (wishes > 1)
		return options_clash(error, "shell", "ENV, --system and --unset");
	if (arguments->given[SHELL_PRINT])
		return print_value(arguments, decision, error);
	error_set(
		error, STATUS_FAILED, "a program cannot change the shell that starts it");
	return error_hint(error,
		"this needs the function that `vshim init` defines: put its line "
		"into your rc file (vshim init)");
}
