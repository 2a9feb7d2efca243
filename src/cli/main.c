/* vshim: the command line, and what the launcher hands over. */
#include "cli.h"

#include "own.h"
#include "screen.h"
#include "slow.h"
#include "watch.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Prints WORDS behind LABEL. What is quoted in them may come from anybody's file. */
static void
print_words(const char *label, const char *words)
{
	char *shown = screen_clean_lines(words);

	fprintf(stderr, "%s: %s\n", label, shown);
	free(shown);
}

static int
print_error(const struct vshim_error *error)
{
	if (error->what != NULL)
		print_words("vshim", error->what);
	if (error->hint != NULL)
		print_words("hint", error->hint);
	return error->status;
}

static int
unknown_command(const char *name, struct vshim_error *error)
{
	const struct command *like = command_like(name);

	error_set(error, STATUS_USAGE, "there is no command %q", name);
	if (like != NULL)
		return error_hint(error, "did you mean: vshim %s", like->name);
	return error_hint(error, "vshim --help lists the commands");
}

static int
wrong_number(const struct command *command, const struct arguments *arguments,
	struct vshim_error *error)
{
	if (arguments->n < command->least)
		error_set(error, STATUS_USAGE, "vshim %s needs more: %s", command->name,
			command->synopsis);
	else
		error_set(error, STATUS_USAGE,
			"vshim %s takes less than that: %q is too much", command->name,
			arguments->operands[command->most]);
	return -1;
}

/* Whether help is asked for, before the first operand where that ends the options. */
static bool
wants_help(const struct command *command, char *const *words)
{
	for (; *words != NULL && strcmp(*words, "--") != 0; words++) {
		if (strcmp(*words, "--help") == 0 || strcmp(*words, "-h") == 0)
			return true;
		if (command->ends_at_operand && (*words)[0] != '-')
			return false;
	}
	return false;
}

static int
help(const struct arguments *arguments, char *const *environment,
	struct vshim_error *error)
{
	const char *name = arguments->operands[0];
	const struct command *command = name == NULL ? NULL : command_find(name);

	if (name != NULL && command == NULL)
		return unknown_command(name, error);
	if (command != NULL)
		help_print_command(command, environment);
	else
		help_print(environment);
	return 0;
}

/*
 * Puts something in the place of a standard stream that is closed: what would be opened there next
 * would be taken for it, and libuv ends the program for that. Closed again for what is started,
 * and nothing can be written to it.
 */
static void
fill_standard_streams(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

/* Runs COMMAND with a decision of its own, on `python` until it says on what. */
static int
perform(const struct command *command, const struct arguments *arguments,
	char **environment, struct vshim_error *error)
{
	struct decision decision;

	fill_standard_streams();
	int err = own_begin(&decision, "python", arguments->operands, environment, error);

	decision_about(&decision, "python", arguments->operands + arguments->n);
	if (err == 0 && command->needs_root && decision_root(&decision, error) == NULL)
		err = -1;
	if (err == 0) {
		watch_begin(&decision, slow_say);
		err = command->run(arguments, &decision, error);
		watch_end(&decision);
	}
	decision_end(&decision);
	return err;
}

static int
run_command(char **argv, char **environment, struct vshim_error *error)
{
	const struct command *command = command_find(argv[0]);
	struct arguments arguments;

	if (command == NULL)
		return unknown_command(argv[0], error);
	if (wants_help(command, argv + 1)) {
		help_print_command(command, environment);
		return 0;
	}
	int err = options_read(
		command->options, command->ends_at_operand, argv + 1, &arguments, error);
	if (err == 0 && (arguments.n < command->least || arguments.n > command->most))
		err = wrong_number(command, &arguments, error);
	if (err != 0)
		return error->hint != NULL
			? err
			: error_hint(error, "vshim %s --help", command->name);
	if (command->run == NULL)
		return help(&arguments, environment, error);
	return perform(command, &arguments, environment, error);
}

static int
run(char **argv, char **environment, struct vshim_error *error)
{
	static const char as_shim[] = VSHIM_AS_SHIM;
	size_t length = sizeof(as_shim) - 1;

	if (strncmp(argv[0], as_shim, length) == 0)
		return shim_run(argv[0] + length, argv + 1, environment, error);
	if (argv[1] == NULL || strcmp(argv[1], "--help") == 0 ||
		strcmp(argv[1], "-h") == 0) {
		help_print(environment);
		return 0;
	}
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
		printf("vshim %s\n", VSHIM_VERSION);
		return 0;
	}
	return run_command(argv + 1, environment, error);
}

/* Output that could not be written is a failure, not a success. */
static int
flush(struct vshim_error *error)
{
	if (fflush(stdout) == 0 && ferror(stdout) == 0)
		return 0;
	return error_set(error, STATUS_TROUBLE, "the output cannot be written");
}

int
main(int argc, char **argv, char **environment)
{
	struct vshim_error error = {.what = NULL};

	if (argc == 0)
		return STATUS_USAGE;
	int status = run(argv, environment, &error);
	if (status == 0)
		status = flush(&error);
	if (status == -1)
		status = error.status;
	print_error(&error);
	vshim_error_free(&error);
	return status;
}
