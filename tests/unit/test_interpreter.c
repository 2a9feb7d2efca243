/* The Pythons of this machine, from which an environment can be made. */
#include "interpreter.h"

#include "scratch.h"
#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* This program stands for an interpreter, since it has Py_Main in it. */
static const char world[] =
	"mkdir -p base path other h/.pyenv/versions pyenv/versions e/bin up/3.9.8/bin\n"
	"cp \"$SELF\" base/python3.9\n"
	"ln \"$PWD/base/python3.9\" path/python3.10\n"
	"ln base/python3.9 e/bin/python3.12; touch e/pyvenv.cfg\n"
	"printf '#!/bin/sh\\nexec pyenv exec python3.13\\n' >other/python3.13\n"
	"chmod +x other/python3.13\n"
	"for at in h/.pyenv/versions/3.8.2 h/.pyenv/versions/3.8.10 "
	"h/.pyenv/versions/3.80.1 \\\n"
	"	pyenv/versions/3.7.1 pyenv/versions/3.7.9 up/3.9.5 up/3.9.11 up/3.9.7; "
	"do\n"
	"	mkdir -p $at/bin\n"
	"	ln base/python3.9 $at/bin/python3.7; ln base/python3.9 "
	"$at/bin/python3.8\n"
	"done\n"
	"rm up/3.9.11/bin/python3.8; ln -s gone up/3.9.11/bin/python3.8\n";

static const struct {
	const char *name;
	const char *home; /* of the environment, or NULL */
	int minor;
	const char *pyenv; /* PYENV_ROOT, or NULL */
	const char *found;
} rows[] = {
	{"in the home that the environment names", "base", 9, NULL, "base/python3.9"},
	{"on PATH where that home lacks it", "base", 10, NULL, "path/python3.10"},
	{"on PATH without a home", NULL, 10, NULL, "path/python3.10"},
	{"nobody's own is taken", "e/bin", 12, NULL, NULL},
	{"a shim is none", "other", 13, NULL, NULL},
	{"the latest of pyenv's", NULL, 8, NULL,
		"h/.pyenv/versions/3.8.10/bin/python3.8"},
	{"where PYENV_ROOT says", NULL, 7, "pyenv", "pyenv/versions/3.7.9/bin/python3.7"},
	{"and only there", NULL, 8, "pyenv", NULL},
	{"nowhere", NULL, 6, NULL, NULL},
};

static void
is_found(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)rows) / sizeof(rows[0]);
	static char list[4096], root[4096], home[4096];
	char *const environment[] = {root, NULL};
	struct request request = {
		.environment = environment, .settings = &settings_default};

	snprintf(list, sizeof(list), "%s", scratch("path"));
	snprintf(home, sizeof(home), "%s", scratch("h"));
	snprintf(root, sizeof(root), "PYENV_ROOT=%s",
		rows[i].pyenv == NULL ? "" : scratch(rows[i].pyenv));
	request.variables.path = list;
	request.variables.home = home;
	char *found = interpreter_find(&request,
		rows[i].home == NULL ? NULL : scratch(rows[i].home), 3, rows[i].minor);
	if (rows[i].found == NULL)
		assert_null(found);
	else
		assert_string_equal(found, scratch(rows[i].found));
	free(found);
}

static void
without_a_home_there_is_no_pyenv(void **state)
{
	char *const environment[] = {NULL};
	struct request request = {
		.environment = environment, .settings = &settings_default};

	(void)state;
	request.variables.path = "/nowhere";
	assert_null(interpreter_find(&request, "relative", 3, 8));
}

static const struct {
	const char *name, *path, *home, *found;
} successors[] = {
	{"the latest sibling", "up/3.9.4/bin/python3.7", NULL, "up/3.9.11/bin/python3.7"},
	{"the latest that has it", "up/3.9.4/bin/python3.8", NULL,
		"up/3.9.7/bin/python3.8"},
	{"none of another minor version", "up/3.10.4/bin/python3.7", NULL, NULL},
	{"no version in the path", "none/bin/python3", NULL, NULL},
	{"a version of two numbers", "up/3.9/bin/python3.7", NULL, NULL},
	{"a version that is the end", "up/3.9.4", NULL, NULL},
	{"what is no version after all", "up/3.x/3./bin/python3.7", NULL, NULL},
};

static void
succeeds(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)successors) /
		sizeof(successors[0]);
	char *found = interpreter_successor(scratch(successors[i].path), NULL);

	if (successors[i].found == NULL)
		assert_null(found);
	else
		assert_string_equal(found, scratch(successors[i].found));
	free(found);
}

int
main(void)
{
	scratch_begin();
	scratch_run(world);
	TABLE_ROWS(is_found, rows);
	TABLE_TEST(without_a_home_there_is_no_pyenv);
	TABLE_ROWS(succeeds, successors);
	int failed = table_run("interpreter");
	return scratch_end() != 0 || failed != 0;
}
