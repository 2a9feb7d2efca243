#include "cli.h"

#include "columns.h"
#include "fold.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* How wide prose is where no screen is narrower. Columns. */
enum { PROSE = 80 };

static const enum fit fits[] = {FIT_WHOLE, FIT_FOLD};

static void
print_prose(const struct screen *screen, const char *text)
{
	size_t width = screen->width > 0 && screen->width < PROSE ? screen->width : PROSE;

	while (*text != '\0') {
		size_t length = fold_prose(text, width);

		printf("%.*s\n", (int)length, text);
		text += length;
		text += strspn(text, " ");
	}
}

static struct columns
begin_table(const struct screen *screen, const char *title)
{
	printf("\n%s:\n", title);
	return columns_make(screen, fits, sizeof(fits) / sizeof(fits[0]));
}

static void
add_row(struct columns *table, const char *left, const char *right)
{
	struct text indented = {.data = NULL};

	text_format(&indented, "  %s", left);
	columns_add(table, STYLE_PLAIN, indented.data);
	columns_add(table, STYLE_PLAIN, right);
	text_free(&indented);
}

static void
end_table(struct columns *table)
{
	struct text text = {.data = NULL};

	columns_write(table, &text);
	printf("%s", text.data);
	text_free(&text);
	columns_free(table);
}

static void
add_option(struct columns *table, const struct option *option)
{
	struct text left = {.data = NULL};
	char letter[] = {'-', option->letter, ',', ' ', '\0'};
	bool takes_value = option->argument != NULL;

	text_format(&left, "%s--%s%s%s", option->letter == '\0' ? "    " : letter,
		option->name, takes_value ? "=" : "",
		takes_value ? option->argument : "");
	add_row(table, left.data, option->help);
	text_free(&left);
}

void
help_print(char *const *environment)
{
	struct screen screen = screen_make(environment, STDOUT_FILENO);

	print_prose(&screen, "usage: vshim COMMAND [OPTION...] [ARGUMENT...]");
	printf("\n");
	print_prose(&screen,
		"The right Python in every directory: `python`, `pip` and the rest run "
		"the "
		"nearest environment's own, with nothing to activate.");
	struct columns table = begin_table(&screen, "commands");
	for (const struct command *command = commands; command->name != NULL; command++)
		add_row(&table, command->name, command->summary);
	end_table(&table);
	table = begin_table(&screen, "options");
	add_option(&table,
		&(struct option){
			'h', "help", NULL, "show this, or the help of a command"});
	add_option(&table, &(struct option){'V', "version", NULL, "show the version"});
	end_table(&table);
	printf("\n");
	print_prose(&screen,
		"Start here: put  eval \"$(vshim init bash)\"  into ~/.bashrc and open a "
		"new shell; `vshim help init` has the line for other shells. Manuals: "
		"vshim(1), vshim-shims(7), vshim-config(5).");
}

/* EXAMPLES are lines: a command and, behind a tab, what it is for. */
static void
add_examples(struct columns *table, const char *examples)
{
	while (*examples != '\0') {
		size_t length = strcspn(examples, "\t");
		const char *meaning = examples + length + 1;
		struct text command = {.data = NULL}, rest = {.data = NULL};

		text_add_bytes(&command, examples, length);
		text_add_bytes(&rest, meaning, strcspn(meaning, "\n"));
		add_row(table, command.data, rest.data);
		examples = meaning + rest.length + 1;
		text_free(&command);
		text_free(&rest);
	}
}

void
help_print_command(const struct command *command, char *const *environment)
{
	struct screen screen = screen_make(environment, STDOUT_FILENO);
	bool has_options = command->options[0].name != NULL;
	struct text text = {.data = NULL};

	text_format(&text, "usage: vshim %s%s%s%s", command->name,
		has_options ? " [OPTION...]" : "",
		command->synopsis[0] != '\0' ? " " : "", command->synopsis);
	print_prose(&screen, text.data);
	text_free(&text);
	text_format(&text, "To %s.", command->summary);
	printf("\n");
	print_prose(&screen, text.data);
	text_free(&text);
	struct columns table = begin_table(&screen, "options");
	for (const struct option *option = command->options; option->name != NULL;
		option++)
		add_option(&table, option);
	add_option(&table, &(struct option){'h', "help", NULL, "show this"});
	end_table(&table);
	table = begin_table(&screen, "examples");
	add_examples(&table, command->examples);
	end_table(&table);
}
