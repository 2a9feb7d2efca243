/* The table of commands: what `--help`, the manual and the completions say, in their order. */
#include "cli.h"
#include "which.h"

#include <string.h>

static const struct option no_options[] = {{0}};

static const struct option init_options[] = {
	{0, "prompt", NULL, "show the environment in the prompt"},
	{0, "no-path", NULL, "leave PATH alone"},
	{0, "no-function", NULL, "without the function behind `vshim shell`"},
	{0, "no-command-not-found", NULL, "leave commands that are not found alone"},
	{0, "write", NULL, "put the line into the rc file, once"},
	{0, NULL, NULL, NULL},
};

static const struct option which_options[] = {
	[WHICH_ALL] = {'a', "all", NULL, "every candidate, in order"},
	[WHICH_EXPLAIN] = {0, "explain", NULL, "the whole decision, step by step"},
	[WHICH_JSON] = {0, "json", NULL, "one JSON object"},
	[WHICH_INSIDE] = {0, "inside", NULL, "only if the environment itself has it"},
	{0, NULL, NULL, NULL},
};

static const struct option exec_options[] = {
	{'e', "env", "ENV", "in this environment: a path, a name, or system"},
	{0, NULL, NULL, NULL},
};

static const struct option create_options[] = {
	{'p', "python", "P", "with this Python: a path, a name, or a version"},
	{0, "clear", NULL, "replace an environment that is there"},
	{0, "system-site-packages", NULL, "with the packages of that Python"},
	{0, "without-pip", NULL, "leave pip out"},
	{0, "prompt", "NAME", "the name that it goes by"},
	{0, NULL, NULL, NULL},
};

static const struct option list_options[] = {
	{0, "scan", NULL, "those in and below the directories, known or not"},
	{0, "broken", NULL, "only those that are broken"},
	{0, "probe", NULL, "start the interpreters, to see whether they do"},
	{0, "size", NULL, "and how much room they take on the disk"},
	{0, "json", NULL, "one JSON object a line"},
	{0, NULL, NULL, NULL},
};

static const struct option shell_options[] = {
	{0, "system", NULL, "no environment"},
	{0, "unset", NULL, "by directory again"},
	{0, "print", NULL, "print the value for VSHIM_ENV (for the shell's function)"},
	{0, NULL, NULL, NULL},
};

static const struct option local_options[] = {
	{0, "unset", NULL, "remove the redirect file"},
	{0, NULL, NULL, NULL},
};

static const struct option global_options[] = {
	{0, "unset", NULL, "none again"},
	{0, NULL, NULL, NULL},
};

static const struct option trust_options[] = {
	{0, "list", NULL, "show what is trusted"},
	{0, "remove", NULL, "trust it no longer"},
	{0, NULL, NULL, NULL},
};

static const struct option doctor_options[] = {
	{0, "json", NULL, "one JSON object a line"},
	{0, "fix", NULL, "mend what concerns vshim's own files"},
	{0, NULL, NULL, NULL},
};

static const struct option uninstall_options[] = {
	{'y', "yes", NULL, "do not ask"},
	{0, NULL, NULL, NULL},
};

const struct command commands[] = {
	{.name = "init",
		.synopsis = "[SHELL]",
		.summary = "print the code for a shell's rc file",
		.options = init_options,
		.most = 1,
		.examples =
			"eval \"$(vshim init bash)\"\tin ~/.bashrc; likewise zsh and sh\n"
			"vshim init fish | source\tin ~/.config/fish/config.fish\n"
			"vshim init\tfor this shell: what to put where\n"
			"vshim init zsh --prompt\twith the environment in the prompt\n",
		.needs_root = true,
		.run = init_command},
	{.name = "which",
		.synopsis = "NAME",
		.summary = "print what NAME stands for, here and now",
		.options = which_options,
		.least = 1,
		.most = 1,
		.examples = "vshim which python\tthe path that `python` would run\n"
			    "vshim which --explain python\tand why\n"
			    "vshim which -a pip\twhat else would answer\n",
		.run = which_command},
	{.name = "exec",
		.synopsis = "[--] COMMAND [ARGUMENT...]",
		.summary = "run COMMAND as a shim would",
		.options = exec_options,
		.ends_at_operand = true,
		.least = 1,
		.most = (size_t)-1,
		.examples = "vshim exec pytest -q\tthis directory's pytest\n"
			    "vshim exec -e system python3\twithout any environment\n",
		.run = exec_command},
	{.name = "shell",
		.synopsis = "[ENV]",
		.summary = "choose an environment for this shell only",
		.options = shell_options,
		.most = 1,
		.examples = "vshim shell ~/work/env\tuntil --unset, or the shell ends\n"
			    "vshim shell --system\tno environment at all\n"
			    "vshim shell --unset\tby directory again\n",
		.run = shell_command},
	{.name = "local",
		.synopsis = "[ENV]",
		.summary = "choose an environment for this directory",
		.options = local_options,
		.most = 1,
		.examples = "vshim local ~/work/env\twrites the redirect file .venv\n"
			    "vshim local\twhat it says\n"
			    "vshim local --unset\tremoves it\n",
		.run = local_command},
	{.name = "global",
		.synopsis = "[ENV]",
		.summary = "choose the environment outside of projects",
		.options = global_options,
		.most = 1,
		.examples =
			"vshim global ~/work/env\tthe environment outside of projects\n"
			"vshim global --unset\tthe system again\n",
		.needs_root = true,
		.run = global_command},
	{.name = "create",
		.synopsis = "[DIRECTORY] [-- OPTION...]",
		.summary = "make a new environment",
		.options = create_options,
		.most = (size_t)-1,
		.examples =
			"vshim create\t.venv, with the system's Python\n"
			"vshim create -p 3.12 env\twith a Python 3.12, wherever it is\n"
			"vshim create -- --copies\tan option of venv's own\n",
		.run = create_command},
	{.name = "list",
		.synopsis = "[DIRECTORY...]",
		.summary = "show the known environments, or all below a directory",
		.options = list_options,
		.most = (size_t)-1,
		.examples = "vshim list\t`*` marks the one selected here\n"
			    "vshim list --scan ~\tall that are in your home\n"
			    "vshim list --scan --size .\tand how large they are\n"
			    "vshim list --broken --probe\tthose that do not work\n"
			    "vshim list --json\tone object a line\n",
		.run = list_command},
	{.name = "whence",
		.synopsis = "NAME",
		.summary = "print which known environments have NAME",
		.options = no_options,
		.least = 1,
		.most = 1,
		.examples = "vshim whence pytest\twhich environments have it\n",
		.run = whence_command},
	{.name = "rehash",
		.synopsis = "",
		.summary = "make the shims right: all that are wanted, no others",
		.options = no_options,
		.examples = "vshim rehash\tsays what it did\n",
		.needs_root = true,
		.run = rehash_command},
	{.name = "trust",
		.synopsis = "[DIRECTORY]",
		.summary = "allow an environment that is not your own",
		.options = trust_options,
		.most = 1,
		.examples = "vshim trust /srv/shared/project\tthe environment in it\n"
			    "vshim trust '/srv/shared/*'\tthose in its directories\n"
			    "vshim trust --list\twhat is trusted\n",
		.needs_root = true,
		.run = trust_command},
	{.name = "doctor",
		.synopsis = "",
		.summary = "look for what is wrong with this set-up",
		.options = doctor_options,
		.examples = "vshim doctor\teach finding with its remedy\n"
			    "vshim doctor --fix\tdoes the safe ones\n",
		.run = doctor_command},
	{.name = "prompt",
		.synopsis = "",
		.summary = "print the selected environment's name for a prompt",
		.options = no_options,
		.examples = "PS1='$(vshim prompt)'$PS1\t`(name) ` where one applies\n",
		.run = prompt_command},
	{.name = "uninstall",
		.synopsis = "",
		.summary = "take vshim's shims and its lines in rc files out again",
		.options = uninstall_options,
		.examples = "vshim uninstall\tsays what it would do, and asks\n"
			    "vshim uninstall --yes\tfor scripts\n",
		.needs_root = true,
		.run = uninstall_command},
	{.name = "help",
		.synopsis = "[COMMAND]",
		.summary = "explain vshim or one of its commands",
		.options = no_options,
		.most = 1,
		.examples = "vshim help which\tthe same as vshim which --help\n"},
	{.name = NULL},
};

const struct command *
command_find(const char *name)
{
	for (const struct command *command = commands; command->name != NULL; command++)
		if (strcmp(command->name, name) == 0)
			return command;
	return NULL;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many letters must be changed, added, dropped or swapped to make A of B (Damerau). */
static size_t
distance(const char *a, const char *b)
{
	enum { LENGTH = 24 };
	size_t table[LENGTH + 1][LENGTH + 1];
	size_t n = strlen(a), m = strlen(b);

	if (n > LENGTH || m > LENGTH)
		return LENGTH;
	for (size_t i = 0; i <= n; i++) {
		for (size_t j = 0; j <= m; j++) {
			if (i == 0 || j == 0) {
				table[i][j] = i + j;
				continue;
			}
			size_t change = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			size_t one = least(table[i - 1][j], table[i][j - 1]) + 1;
			table[i][j] = least(change, one);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
				a[i - 2] == b[j - 1])
				table[i][j] = least(table[i][j], table[i - 2][j - 2] + 1);
		}
	}
	return table[n][m];
}

const struct command *
command_like(const char *name)
{
	const struct command *best = NULL;
	size_t nearest = 3;

	for (const struct command *command = commands; command->name != NULL; command++) {
		size_t far = distance(name, command->name);

		if (far < nearest && far < strlen(command->name)) {
			nearest = far;
			best = command;
		}
	}
	return best;
}
