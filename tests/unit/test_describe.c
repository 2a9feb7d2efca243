#include "describe.h"

#include "scratch.h"
#include "table.h"

#include <stdio.h>
#include <stdlib.h>

static const struct {
	const char *name, *environment, *pyvenv;
	enum maker maker;
	const char *home, *version, *python;
} environments[] = {
	{"venv's", "a", "home = /usr/bin\nversion = 3.11.2\n", MAKER_VENV, "/usr/bin",
		"3.11.2", "python3.11"},
	{"virtualenv's", "b",
		"home = /u\nversion_info = 3.9.1.final.0\nvirtualenv = 20\n",
		MAKER_VIRTUALENV, "/u", "3.9.1.final.0", "python3.9"},
	{"uv's", "c", "home = /u\nuv = 0.4\nversion_info = 3.13.0\n", MAKER_UV, "/u",
		"3.13.0", "python3.13"},
	{"Poetry's", "pypoetry/virtualenvs/x-AAAAAAAA-py3.12", "virtualenv = 20\n",
		MAKER_POETRY, NULL, NULL, "python3"},
	{"Poetry's in a project", "p/.venv",
		"virtualenv = 20\nversion_info = 3.12.1\nprompt = shop-py3.12\n",
		MAKER_POETRY, NULL, "3.12.1", "python3.12"},
	{"a prompt of another version", "q",
		"virtualenv = 20\nversion_info = 3.12.1\nprompt = shop-py3.11\n",
		MAKER_VIRTUALENV, NULL, "3.12.1", "python3.12"},
	{"one that says nothing", "d", "", MAKER_VENV, NULL, NULL, "python3"},
	{"a version that is none", "e", "version = x\n", MAKER_VENV, NULL, "x",
		"python3"},
};

static void
is_described(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)environments) /
		sizeof(environments[0]);
	struct description description;

	scratch_environment(environments[i].environment, environments[i].pyvenv);
	describe(scratch(environments[i].environment), &description);
	assert_int_equal(description.maker, environments[i].maker);
	if (environments[i].home == NULL)
		assert_null(description.home);
	else
		assert_string_equal(description.home, environments[i].home);
	if (environments[i].version == NULL)
		assert_null(description.version);
	else
		assert_string_equal(description.version, environments[i].version);
	assert_string_equal(description.python, environments[i].python);
	description_free(&description);
}

static const struct {
	const char *name, *environment, *maker;
} projects[] = {
	{"Pipenv's points back", "shop-a_-B09zZ", "Pipenv"},
	{"so it does in a project", "project/.venv", "Pipenv"},
	{"virtualenvwrapper's does, too", "my-shop", "virtualenv"},
	{"nor is what has another sign in it a hash", "shop-a_+B09zZ", "virtualenv"},
	{"a hash alone is no name", "-a_-B09zZ", "virtualenv"},
};

static void
points_back(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)projects) /
		sizeof(projects[0]);
	struct description description;
	char file[64];

	scratch_environment(projects[i].environment, "virtualenv = 20\n");
	snprintf(file, sizeof(file), "%s/.project", projects[i].environment);
	scratch_write(file, "/p\n", 0644);
	describe(scratch(projects[i].environment), &description);
	assert_string_equal(maker_name(description.maker), projects[i].maker);
	description_free(&description);
}

static void
nothing_there_says_nothing(void **state)
{
	struct description description;

	(void)state;
	describe(scratch("none"), &description);
	assert_string_equal(description.name, "none");
	assert_null(description.home);
	assert_string_equal(description.python, "python3");
	description_free(&description);
}

static void
a_shim_is_no_interpreter(void **state)
{
	(void)state;
	scratch_write("shim", "#!/bin/sh\nexec pyenv exec python \"$@\"\n", 0755);
	scratch_write("interpreter",
		"\x7f"
		"ELF Py_BytesMain",
		0755);
	scratch_write("empty", "", 0755);
	assert_false(describe_is_interpreter(scratch("shim")));
	assert_true(describe_is_interpreter(scratch("interpreter")));
	assert_false(describe_is_interpreter(scratch("empty")));
	assert_false(describe_is_interpreter(scratch("none")));
	assert_false(describe_is_interpreter(scratch("")));
}

int
main(void)
{
	scratch_begin();
	TABLE_ROWS(is_described, environments);
	TABLE_ROWS(points_back, projects);
	TABLE_TEST(nothing_there_says_nothing);
	TABLE_TEST(a_shim_is_no_interpreter);
	int failed = table_run("describe");
	return scratch_end() != 0 || failed != 0;
}
