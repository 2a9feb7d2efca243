#include "shells.h"

#include "decision.h"
#include "path.h"
#include "quote.h"
#include "shell_code.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define POSIX_LINE(name) "eval \"$(%s init " name ")\""
#define NU_FILE "~/.config/nushell/vshim.nu"
#define NU_LINE "%s init nu | save -f " NU_FILE

/* In tcsh no quotes hold inside of "`...`", but an alias does. In nu a string is no command. */
static const struct shell shells[] = {
	{"bash", init_bash, quote_sh, "~/.bashrc", POSIX_LINE("bash"), NULL, NULL},
	{"zsh", init_zsh, quote_sh, "~/.zshrc", POSIX_LINE("zsh"), NULL, NULL},
	{"fish", init_fish, quote_fish, "~/.config/fish/config.fish",
		"%s init fish | source", NULL, NULL},
	{"tcsh", init_tcsh, quote_tcsh, "~/.tcshrc", "eval \"`%s init tcsh`\"", NULL,
		"set _vshim_program = %s; alias _vshim_init '$_vshim_program:q init "
		"tcsh'; "
		"eval \"`_vshim_init`\""},
	{"elvish", init_elvish, quote_elvish, "~/.config/elvish/rc.elv",
		"eval (%s init elvish | slurp)", NULL, NULL},
	{"xonsh", init_xonsh, quote_xonsh, "~/.xonshrc", "execx($(%s init xonsh))", NULL,
		"execx($(@(%s) init xonsh))"},
	{"nu", init_nu, quote_nu, "~/.config/nushell/config.nu", "source " NU_FILE,
		NU_LINE, "^" NU_LINE},
	{"sh", init_sh, quote_sh, "~/.profile", POSIX_LINE("sh"), NULL, NULL},
	{"dash", init_sh, quote_sh, "~/.profile", POSIX_LINE("sh"), NULL, NULL},
	{"ash", init_sh, quote_sh, "~/.profile", POSIX_LINE("sh"), NULL, NULL},
	{"busybox", init_sh, quote_sh, "~/.profile", POSIX_LINE("sh"), NULL, NULL},
	{"ksh", init_sh, quote_sh, "~/.kshrc", POSIX_LINE("sh"), NULL, NULL},
	{"ksh93", init_sh, quote_sh, "~/.kshrc", POSIX_LINE("sh"), NULL, NULL},
	{"mksh", init_sh, quote_sh, "~/.mkshrc", POSIX_LINE("sh"), NULL, NULL},
	{"yash", init_sh, quote_sh, "~/.yashrc", POSIX_LINE("sh"), NULL, NULL},
};

const struct shell *
shells_nth(size_t i)
{
	return i < sizeof(shells) / sizeof(shells[0]) ? &shells[i] : NULL;
}

const struct shell *
shells_find(const char *name)
{
	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++)
		if (strcmp(shells[i].name, name) == 0)
			return &shells[i];
	return NULL;
}

/* What started process PID, and what PID is called (SIZE bytes); 0 where nobody tells. */
static int
read_process(int pid, char *name, size_t size)
{
	char file[64], line[512];
	int parent = 0;

	name[0] = '\0';
	snprintf(file, sizeof(file), "/proc/%d/stat", pid);
	FILE *stream = fopen(file, "re");
	if (stream == NULL)
		return 0;
	const char *start =
		fgets(line, sizeof(line), stream) != NULL ? strchr(line, '(') : NULL;
	const char *end = start != NULL ? strrchr(start, ')') : NULL;
	fclose(stream);
	if (end == NULL || sscanf(end + 1, " %*c %d", &parent) != 1)
		return 0;
	snprintf(name, size, "%.*s", (int)(end - start - 1), start + 1);
	return parent;
}

const struct shell *
shells_detect(char *const *environment)
{
	const struct shell *shell = NULL;
	char name[64];

	for (int pid = (int)getppid(); shell == NULL && pid > 0;) {
		pid = read_process(pid, name, sizeof(name));
		shell = shells_find(name);
	}
	for (; shell == NULL && *environment != NULL; environment++) {
		const char *value = request_variable(*environment, "SHELL");

		if (value != NULL)
			shell = shells_find(path_base(value));
	}
	return shell;
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

/* In tcsh and xonsh quotes are enough for most paths; in nu a string is never a command. */
static bool
wants_by_path(const struct shell *shell, const char *path)
{
	return shell->by_path != NULL &&
		(shell->quote == quote_nu || strpbrk(path, "$`\"\\!\n") != NULL);
}

/*
 * Adds LINE with VSHIM, which is quoted unless it is the name alone, and with OPTIONS, which
 * stand behind the shell's name.
 */
static void
add_line(struct text *text, const struct shell *shell, const char *line,
	const char *options, const char *vshim)
{
	bool is_path = strchr(vshim, '/') != NULL;

	if (is_path && strstr(line, "%s") != NULL && wants_by_path(shell, vshim))
		line = shell->by_path;
	/* The name ends where a word of any shell does. */
	const char *end = strstr(line, " init ");
	if (end != NULL)
		end += 6 + strcspn(end + 6, " )`'\"");
	for (; *line != '\0'; line++) {
		if (line == end)
			text_add(text, options);
		if (strncmp(line, "%s", 2) != 0) {
			text_add_bytes(text, line, 1);
			continue;
		}
		if (is_path)
			shell->quote(text, vshim);
		else
			text_add(text, vshim);
		line++;
	}
}

void
shells_add_line(struct text *text, const struct shell *shell, const char *line,
	const char *options, const struct decision *decision)
{
	add_line(text, shell, line, options,
		is_on_path(decision) ? "vshim" : decision->installation.vshim);
}

void
shells_add_path_line(struct text *text, const struct shell *shell, const char *line,
	const struct decision *decision)
{
	add_line(text, shell, line, "", decision->installation.vshim);
}
