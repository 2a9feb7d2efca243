/* What `vshim init` prints for a path, read back by the shells themselves. */
#include "quote.h"

#include "table.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct {
	const char *name;
	const char *shell;
	void (*quote)(struct text *code, const char *text);
	const char
		*code; /* where WORD is assigned, then compared to the first argument */
} shells[] = {
	{"sh", "sh", quote_sh, "; [ \"$x\" = \"$1\" ]"},
	{"bash", "bash", quote_sh, "; [ \"$x\" = \"$1\" ]"},
	{"zsh", "zsh", quote_sh, "; [ \"$x\" = \"$1\" ]"},
	{"fish", "fish", quote_fish, "; test \"$x\" = \"$argv[1]\""},
};

/* fish takes all that follows -c CODE for arguments, the others the first one for a name. */
static int
run(size_t i, const char *code, const char *string)
{
	const char *shell = shells[i].shell;
	int status = 0;
	pid_t child = fork();

	if (child == 0 && strcmp(shell, "fish") == 0)
		execlp(shell, shell, "-N", "-c", code, string, (char *)NULL);
	else if (child == 0)
		execlp(shell, shell, "-c", code, shell, string, (char *)NULL);
	if (child == 0)
		_exit(127);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
is_read_back(void **state)
{
	static const char *const strings[] = {"", "/plain", "it's", "''", "\\", "\\'",
		"a\\\\", "\\n", "$HOME", "`x`", "$(x)", "a b\tc\nd", "~", "!x", "=x",
		"*?[]{}", "#;&|<>()", "\"", "-n", "é", "\x01\x7f"};
	size_t i =
		(size_t)((const char *)*state - (const char *)shells) / sizeof(shells[0]);

	for (size_t n = 0; n < sizeof(strings) / sizeof(strings[0]); n++) {
		struct text code = {.data = NULL};

		text_add(&code, strcmp(shells[i].shell, "fish") == 0 ? "set x " : "x=");
		shells[i].quote(&code, strings[n]);
		text_add(&code, shells[i].code);
		if (run(i, code.data, strings[n]) != 0)
			fail_msg("not read as it was: %s", code.data);
		text_free(&code);
	}
}

int
main(void)
{
	TABLE_ROWS(is_read_back, shells);
	return table_run("quote");
}
