/* What `vshim init` prints for a path, read back by the shells themselves. */
#include "quote.h"

#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The code ends before its end when what stands between BEFORE and AFTER is not what the
 * variable V%d holds. */
static const struct {
	const char *name;
	const char *const shell[4];
	void (*quote)(struct text *code, const char *text);
	const char *before, *after;
	const char *end; /* ends it with status 9 */
	bool is_utf8; /* it knows no other text */
} shells[] = {
	{"sh", {"sh"}, quote_sh, "[ ", " = \"$V%d\" ] || exit 1\n", "exit 9", false},
	{"bash", {"bash"}, quote_sh, "[ ", " = \"$V%d\" ] || exit 1\n", "exit 9", false},
	{"zsh", {"zsh", "-f"}, quote_sh, "[ ", " = \"$V%d\" ] || exit 1\n", "exit 9",
		false},
	{"ksh", {"ksh"}, quote_sh, "[ ", " = \"$V%d\" ] || exit 1\n", "exit 9", false},
	{"mksh", {"mksh"}, quote_sh, "[ ", " = \"$V%d\" ] || exit 1\n", "exit 9", false},
	{"yash", {"yash"}, quote_sh, "[ ", " = \"$V%d\" ] || exit 1\n", "exit 9", true},
	{"ash", {"busybox", "ash"}, quote_sh, "[ ", " = \"$V%d\" ] || exit 1\n", "exit 9",
		false},
	{"fish", {"fish", "-N"}, quote_fish, "test ", " = \"$V%d\"; or exit 1\n",
		"exit 9", false},
	{"tcsh", {"tcsh", "-f"}, quote_tcsh,
		"set x = ", "; if (\"$x:q\" != \"$V%d:q\") exit 1\n", "exit 9", false},
	{"elvish", {"elvish", "-norc"}, quote_elvish, "if (not-eq ",
		" $E:V%d) { exit 1 }\n", "exit 9", false},
	{"xonsh", {"xonsh", "--no-rc"}, quote_xonsh, "assert ",
		" == __import__('os').environ['V%d']\n", "__import__('sys').exit(9)",
		false},
	{"nu", {"nu", "-n"}, quote_nu, "if ", " != $env.V%d { exit 1 }\n", "exit 9",
		true},
};

/* The first one is no UTF-8. */
static const char *const strings[] = {"\xff/\xe2\x82", "", "/plain", "it's", "''", "\\",
	"\\'", "a\\\\", "\\n", "$HOME", "`x`", "$(x)", "a b\tc\nd", "\n", "~", "!x",
	"\\!", "=x", "*?[]{}", "#;&|<>()", "\"", "-n", "\xc3\xa9", "\x01\x7f"};

enum { N = sizeof(strings) / sizeof(strings[0]) };

static int
run(const char *const *shell, const char *code)
{
	const char *argv[8];
	size_t n = 0;
	int status = 0;

	while (shell[n] != NULL) {
		argv[n] = shell[n];
		n++;
	}
	argv[n] = "-c";
	argv[n + 1] = code;
	argv[n + 2] = NULL;
	pid_t child = fork();
	if (child == 0) {
		execvp(argv[0], (char *const *)(const void *)argv);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
set(int n)
{
	char name[16];

	snprintf(name, sizeof(name), "V%d", n);
	setenv(name, strings[n], 1);
}

static void
is_read_back(void **state)
{
	size_t i =
		(size_t)((const char *)*state - (const char *)shells) / sizeof(shells[0]);
	struct text code = {.data = NULL};

	unsetenv("V0");
	for (int n = shells[i].is_utf8; n < N; n++) {
		text_add(&code, shells[i].before);
		shells[i].quote(&code, strings[n]);
		text_format(&code, shells[i].after, n);
		set(n);
	}
	text_add(&code, shells[i].end);
	if (run(shells[i].shell, code.data) != 9)
		fail_msg("not read as it was: %s", code.data);
	text_free(&code);
}

int
main(void)
{
	TABLE_ROWS(is_read_back, shells);
	return table_run("quote");
}
