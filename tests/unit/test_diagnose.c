#include "diagnose.h"

#include "broken.h"
#include "scratch.h"
#include "table.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *const nothing[] = {NULL};
static const char *const several[] = {"/p/one", "/p/t\x1bwo", NULL};

struct row {
	const char *name;
	enum reason reason;
	const char *path, *detail;
	int err, status;
	const char *what, *hint; /* what they must say */
};

static const struct row rows[] = {
	{"a look without memory", REASON_CANNOT_LOOK, "/p/.venv", NULL, ENOMEM, 126,
		"/p/.venv cannot be looked at, and may be what is looked for: ",
		"try again: this was the system's trouble, not the file's"},
	{"too large", REASON_TOO_LARGE, "/p", NULL, 0, 126,
		"the paths and variables here are too large to be decided on (/p)", NULL},
	{"unusable", REASON_UNUSABLE, "/none/x", NULL, 0, 126,
		"VSHIM_ENV names /none/x, which does not exist", "unset VSHIM_ENV"},
	{"unusable, but there", REASON_UNUSABLE, "/", NULL, 0, 126,
		"is no environment: it holds no pyvenv.cfg", "unset VSHIM_ENV"},
	{"unknown name", REASON_NAME_UNKNOWN, "web", NULL, 0, 126,
		"no environment is called web", "vshim list"},
	{"ambiguous name", REASON_NAME_AMBIGUOUS, "web", NULL, 0, 126,
		"\n  /p/one\n  $'/p/t\\033wo'", "path"},
	{"empty redirect", REASON_REDIRECT_EMPTY, "/p/.venv", "", 0, 126,
		"/p/.venv is empty", "rm /p/.venv"},
	{"unreadable redirect", REASON_REDIRECT_UNREADABLE, "/p/.venv", NULL, EACCES, 126,
		"/p/.venv cannot be read: Permission denied", "chmod u+r /p/.venv"},
	{"unusable redirect", REASON_REDIRECT_UNUSABLE, "/p/.venv", "../x y", 0, 126,
		"/p/.venv names '../x y'", "rm /p/.venv"},
	{"dangling .venv", REASON_VENV_DANGLING, "/p/.venv", "/gone", 0, 126,
		"/p/.venv is a link to /gone", "rm /p/.venv"},
	{"odd .venv", REASON_VENV_ODD, "/p/.venv", NULL, 0, 126,
		"neither a directory nor", "rm /p/.venv"},
	{"several", REASON_SEVERAL, "/p", NULL, 0, 126, "\n  /p/one\n",
		"VSHIM_ENV=/p/one"},
	{"untrusted", REASON_UNTRUSTED, "/", "/p q", 0, 126, "/ was not trusted yet",
		"vshim trust '/p q'"},
	{"global gone", REASON_GLOBAL_GONE, "/g", NULL, 0, 126, "/g is gone",
		"vshim global --unset"},
	{"broken", REASON_BROKEN, "/e/bin/python", "/e", ENOENT, 126,
		"the environment /e has no working Python: /e is not there any more",
		"vshim rehash"},
	{"broken script", REASON_SCRIPT_BROKEN, "/e/bin/pip", "/e", EACCES, 126,
		"/e/bin/pip cannot be run: Permission denied",
		"put pip in again: /e/bin/python -m ensurepip --upgrade"},
	{"a shim", REASON_IS_SHIM, "/e/bin/python", "/e", 0, 126, "is a shim",
		"-m venv --clear /e"},
	{"no pip", REASON_NO_PIP, "/e", NULL, 0, 127, "/e has no pip",
		"/e/bin/python -m ensurepip"},
	{"a chain", REASON_CHAIN, "7:/x:8:/a%3Ab", NULL, 0, 126,
		"process 7: /x\n  process 8: /a:b", "PATH"},
	{"not found", REASON_NOT_FOUND, "tool", NULL, 0, 127, "tool: no such command",
		"vshim which --explain tool"},
	{"no python", REASON_NOT_FOUND, "python", NULL, 0, 127, "python: no such command",
		"apt install python3"},
	{"no pip on PATH", REASON_NOT_FOUND, "pip", NULL, 0, 127, "pip: no such command",
		"vshim create"},
};

/* Whatever a path holds, a terminal is sent nothing but text. */
static void
is_printable(const char *text)
{
	for (; text != NULL && *text != '\0'; text++)
		assert_true(*text == '\n' ||
			((unsigned char)*text >= ' ' && *text != '\x7f'));
}

static void
say(const struct row *row, const char *path, const char *detail,
	struct vshim_error *error)
{
	struct request request = {.name = "python",
		.operands = nothing,
		.environment = nothing,
		.settings = &settings_default};
	struct problem problem = {.reason = row->reason,
		.path = path,
		.detail = detail,
		.several = several,
		.err = row->err};

	request.variables.path = scratch("p");
	assert_int_equal(diagnose(&problem, &request, "VSHIM_ENV", error), -1);
	assert_int_equal(error->status, row->status);
	assert_int_equal(error->status, problem_status(&problem));
	assert_non_null(error->what);
	is_printable(error->what);
	is_printable(error->hint);
}

static void
is_said(void **state)
{
	const struct row *row = *state;
	struct vshim_error error = {.what = NULL};

	say(row, row->path, row->detail, &error);
	if (strstr(error.what, row->what) == NULL)
		fail_msg("%s", error.what);
	assert_int_equal(error.hint == NULL, row->hint == NULL);
	if (row->hint != NULL && strstr(error.hint, row->hint) == NULL)
		fail_msg("%s", error.hint);
	vshim_error_free(&error);
}

static void
strange_paths_are_quoted(void **state)
{
	const struct row *row = *state;
	struct vshim_error error = {.what = NULL};

	say(row, "/a\x1b[31m\n'/x", "/b\x07\x7f", &error);
	vshim_error_free(&error);
}

static void
a_strange_pyvenv_is_quoted(void **state)
{
	struct row row = {.reason = REASON_BROKEN, .err = ENOENT, .status = 126};
	struct vshim_error error = {.what = NULL};
	char path[4096];

	(void)state;
	scratch_environment("e", "home = /\x1b[31mred\nversion = \x07\n");
	snprintf(path, sizeof(path), "%s", scratch("e/bin/none"));
	say(&row, path, scratch("e"), &error);
	vshim_error_free(&error);
}

static const struct {
	const char *name, *pyvenv, *environment, *hint;
} makers[] = {
	{"venv mends", "version = 3.11.2\n", "venv",
		"mend it: rm -f %/venv/bin/python %/venv/bin/python3 "
		"%/venv/bin/python3.11 && %/p/python3.11 -m venv --upgrade --without-pip "
		"%/venv"},
	{"virtualenv mends", "version_info = 3.9.1\nvirtualenv = 20\n", "virtualenv",
		"virtualenv --no-seed --python %/p/python3.9 %/virtualenv"},
	{"uv mends", "version_info = 3.13.0\nuv = 0.4\n", "uv",
		"uv venv --allow-existing --python %/p/python3.13 %/uv"},
	{"Poetry mends", "version_info = 3.12.0\nvirtualenv = 20\n",
		"pypoetry/virtualenvs/x-py3.12",
		"in its project: poetry env remove x-py3.12 && poetry env use "
		"%/p/python3.12 && poetry install"},
	{"no version is python3", "", "none",
		"%/p/python3 -m venv --upgrade --without-pip %/none"},
	{"what its venv was made with is kept",
		"version = 3.11\ninclude-system-site-packages = true\nprompt = 'a b'\n",
		"options",
		"-m venv --upgrade --without-pip --system-site-packages --prompt 'a b' "
		"%/options"},
	{"a version that is not to be had is made anew", "version = 3.4\n", "old",
		"make it anew, then install its packages again: %/p/python3 -m venv "
		"--clear %/old"},
};

static void
its_maker_mends_it(void **state)
{
	size_t i =
		(size_t)((const char *)*state - (const char *)makers) / sizeof(makers[0]);
	struct row row = {.reason = REASON_BROKEN, .err = ENOENT, .status = 126};
	struct vshim_error error = {.what = NULL};
	char hint[4096];

	scratch_environment(makers[i].environment, makers[i].pyvenv);
	snprintf(hint, sizeof(hint), "%s/bin/activate", makers[i].environment);
	scratch_write(hint, "", 0644);
	say(&row, "/none", scratch(makers[i].environment), &error);
	scratch_expand(makers[i].hint, hint);
	if (strstr(error.hint, hint) == NULL)
		fail_msg("%s", error.hint);
	vshim_error_free(&error);
}

static void
what_cannot_be_started_says_why(void **state)
{
	struct vshim_error error = {.what = NULL};

	(void)state;
	assert_int_equal(diagnose_start("/x y", E2BIG, &error), -1);
	assert_int_equal(error.status, 126);
	assert_non_null(strstr(error.what, "'/x y' cannot be started"));
	assert_non_null(strstr(
		error.hint, "its arguments and variables are too many or too long"));
	diagnose_start("/x", ENOENT, &error);
	assert_non_null(strstr(error.hint, "head -n 1 /x"));
	diagnose_start("/x", ENOEXEC, &error);
	assert_non_null(strstr(error.hint, "file /x"));
	vshim_error_free(&error);
}

static const struct {
	const char *name, *environment, *pyvenv;
	const char *what, *hint; /* `%` is the directory */
} pips[] = {
	{"venv", "pip/venv", "home = /usr/bin\nversion = 3.11.2\n", "(made by venv)",
		"%/pip/venv/bin/python -m ensurepip"},
	{"uv", "pip/uv", "uv = 0.4\n", "(made by uv)",
		"uv pip …; or put pip in: uv pip install --python %/pip/uv pip"},
	{"Poetry", "pypoetry/virtualenvs/shop-AAAAAAAA-py3.11", "virtualenv = 20\n",
		"(made by Poetry)",
		"poetry add …; or put pip in: "
		"%/pypoetry/virtualenvs/shop-AAAAAAAA-py3.11/bin/python -m ensurepip"},
	{"Pipenv", "shop-AAAAAAAA", "virtualenv = 20\n", "(made by Pipenv)",
		"pipenv install …; or put pip in: %/shop-AAAAAAAA/bin/python -m "
		"ensurepip"},
};

static void
its_maker_puts_pip_in(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)pips) / sizeof(pips[0]);
	struct row row = {.reason = REASON_NO_PIP, .status = 127};
	struct vshim_error error = {.what = NULL};
	char hint[4096];

	scratch_environment(pips[i].environment, pips[i].pyvenv);
	if (strcmp(pips[i].name, "Pipenv") == 0)
		scratch_write("shop-AAAAAAAA/.project", "/p\n", 0644);
	say(&row, scratch(pips[i].environment), NULL, &error);
	assert_non_null(strstr(error.what, pips[i].what));
	scratch_expand(pips[i].hint, hint);
	if (strstr(error.hint, hint) == NULL)
		fail_msg("%s", error.hint);
	vshim_error_free(&error);
}

/* Where nothing is, one can be made; what is there would not be replaced. */
static void
one_that_is_named_can_be_made(void **state)
{
	struct request request = {.environment = nothing, .settings = &settings_default};
	struct problem problem = {.reason = REASON_UNUSABLE, .path = "/none/x y"};
	struct vshim_error error = {.what = NULL};

	(void)state;
	diagnose(&problem, &request, NULL, &error);
	assert_string_equal(error.what, "'/none/x y' does not exist");
	assert_string_equal(error.hint, "make one there: vshim create '/none/x y'");
	problem.path = "/";
	diagnose(&problem, &request, "-e", &error);
	assert_string_equal(error.what,
		"-e names /, which is no environment: it holds no pyvenv.cfg");
	assert_string_equal(
		error.hint, "name an environment; `vshim list` shows the known ones");
	vshim_error_free(&error);
}

int
main(void)
{
	scratch_begin();
	/* This program has the name Py_Main in it, by which an interpreter is told. */
	scratch_run("mkdir p; for v in 3 3.9 3.11 3.12 3.13; do "
		    "cp \"$SELF\" p/python$v; done");
	TABLE_ROWS(is_said, rows);
	TABLE_ROWS(strange_paths_are_quoted, rows);
	TABLE_TEST(a_strange_pyvenv_is_quoted);
	TABLE_ROWS(its_maker_mends_it, makers);
	TABLE_ROWS(its_maker_puts_pip_in, pips);
	TABLE_TEST(one_that_is_named_can_be_made);
	TABLE_TEST(what_cannot_be_started_says_why);
	int failed = table_run("diagnose");
	return scratch_end() != 0 || failed != 0;
}
