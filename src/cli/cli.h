/*
 * cli: what the commands of vshim share: how a command is described, how its options are read,
 * how one is run as a shim would run it.
 */
#ifndef CLI_H
#define CLI_H

#include "error.h"

#include <stdbool.h>
#include <stddef.h>

struct decision;

/* An option; the table of a command ends with one without a name. */
struct option {
	char letter; /* or '\0' */
	const char *name; /* without the dashes */
	const char *argument; /* what its value is called in help, NULL: it takes none */
	const char *help;
};

/* How many options a command may have. */
enum { OPTIONS_LIMIT = 16 };

/* A command line that was read. */
struct arguments {
	bool given[OPTIONS_LIMIT]; /* by the option's place in its table */
	const char
		*values[OPTIONS_LIMIT]; /* of those that take one; the last one given */
	char **operands; /* the rest; ends in NULL */
	size_t n; /* how many those are */
	size_t before; /* how many of them stood before a `--` */
};

/* 0, or an exit status with *ERROR filled where there is something to say. */
typedef int command_run(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error);

struct command {
	const char *name;
	const char *synopsis; /* of the operands */
	const char *summary;
	const struct option *options;
	bool ends_at_operand; /* options stand before the first operand only */
	size_t least, most; /* how many operands it takes */
	const char *examples; /* lines: a command, a tab, what it is for */
	bool needs_root;
	command_run *run; /* NULL: help */
};

/* The commands of vshim, in the order of the manual; ends with one without a name. */
extern const struct command commands[];

/* The command NAME, or NULL. */
const struct command *command_find(const char *name);

/* The command that NAME was probably meant to be, or NULL. */
const struct command *command_like(const char *name);

/*
 * Reads ARGV (after the command's name) by OPTIONS; operands may stand among options unless
 * ENDS_AT_OPERAND. 0, or -1 with *ERROR filled (STATUS_USAGE).
 */
int options_read(const struct option *options, bool ends_at_operand, char **argv,
	struct arguments *arguments, struct vshim_error *error);

/* Wrong usage: the WORDS of COMMAND do not go together. Always -1 with *ERROR filled. */
int options_clash(struct vshim_error *error, const char *command, const char *words);

/* Prints the help of vshim, or of one command, as the screen of ENVIRONMENT has room. */
void help_print(char *const *environment);
void help_print_command(const struct command *command, char *const *environment);

/* Runs NAME as a shim would; the exit status when that cannot be, with *ERROR filled. */
int shim_run(const char *name, char *const *operands, char **environment,
	struct vshim_error *error);

/*
 * Makes ENVIRONMENT (or NULL) known, with its shims. What stands in the way of that is no
 * reason to stop: it is not said.
 */
void shim_learn(const struct decision *decision, const char *environment);

/*
 * Becomes the program of DECISION, or watches it where it is a pip that may change the
 * environment. Its exit status, or -1 with *ERROR filled.
 */
int shim_perform(struct decision *decision, struct vshim_error *error);

/* The commands; each in the file of its name. */
command_run create_command, doctor_command, exec_command, global_command, init_command,
	list_command, local_command, prompt_command, rehash_command, shell_command,
	trust_command, uninstall_command, whence_command, which_command;

#endif
