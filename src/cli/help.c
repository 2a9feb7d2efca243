#include "cli.h"

#include <stdio.h>
#include <string.h>

/* Where the second column starts. */
enum { COLUMN = 26 };

static void
print_row(const char *left, const char *right)
{
	printf("  %-*s  %s\n", COLUMN, left, right);
}

static void
print_option(const struct option *option)
{
	char left[64];
	char letter[] = {'-', option->letter, ',', ' ', '\0'};
	bool takes_value = option->argument != NULL;

	snprintf(left, sizeof(left), "%s--%s%s%s",
		option->letter == '\0' ? "    " : letter, option->name,
		takes_value ? "=" : "", takes_value ? option->argument : "");
	print_row(left, option->help);
}

void
help_print(void)
{
	printf("usage: vshim COMMAND [OPTION...] [ARGUMENT...]\n\n"
	       "The right Python in every directory: `python`, `pip` and the rest run "
	       "the nearest\n"
	       "environment's own, with nothing to activate.\n\n"
	       "commands:\n");
	for (const struct command *command = commands; command->name != NULL; command++)
		print_row(command->name, command->summary);
	printf("\noptions:\n");
	print_option(&(struct option){
		'h', "help", NULL, "show this, or the help of a command"});
	print_option(&(struct option){'V', "version", NULL, "show the version"});
	printf("\nStart here: put  eval \"$(vshim init bash)\"  into ~/.bashrc and open "
	       "a new shell;\n"
	       "`vshim help init` has the line for other shells. Manuals: vshim(1), "
	       "vshim-shims(7),\n"
	       "vshim-config(5).\n");
}

void
help_print_command(const struct command *command)
{
	bool has_options = command->options[0].name != NULL;

	printf("usage: vshim %s%s%s%s\n\nTo %s.\n", command->name,
		has_options ? " [OPTION...]" : "",
		command->synopsis[0] != '\0' ? " " : "", command->synopsis,
		command->summary);
	printf("\noptions:\n");
	for (const struct option *option = command->options; option->name != NULL;
		option++)
		print_option(option);
	print_option(&(struct option){'h', "help", NULL, "show this"});
	printf("\nexamples:\n%s", command->examples);
}
