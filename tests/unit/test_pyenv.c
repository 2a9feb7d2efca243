/* The Pythons of pyenv: versions as they are written, and the newest first. */
#include "pyenv.h"

#include "scratch.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *name;
	int n, numbers[PYENV_NUMBERS];
} versions[] = {
	{"3", 1, {3, 0, 0}},
	{"3.12", 2, {3, 12, 0}},
	{"3.12.10", 3, {3, 12, 10}},
	{"3.12.1.4", 0, {0}},
	{"3.", 0, {0}},
	{".3", 0, {0}},
	{"", 0, {0}},
	{"3.13-dev", 0, {0}},
	{"3.13 ", 0, {0}},
	{"pypy3.10-7.3.15", 0, {0}},
	{"3.99999999999", 0, {0}},
};

static void
is_read(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)versions) /
		sizeof(versions[0]);
	int numbers[PYENV_NUMBERS] = {0};

	assert_int_equal(pyenv_parse(versions[i].name, numbers), versions[i].n);
	for (int n = 0; n < versions[i].n; n++)
		assert_int_equal(numbers[n], versions[i].numbers[n]);
}

static char *const nothing[] = {NULL};

static void
the_newest_come_first(void **state)
{
	char variable[4096] = "PYENV_ROOT=";
	char *const environment[] = {variable, NULL};
	struct request request = {.environment = environment};
	struct list names = {.items = NULL};

	(void)state;
	strcat(variable, scratch("pyenv"));
	scratch_run("cd pyenv/versions; mkdir 3.9.18 3.12 3.12.0 3.12.10 3.12.9 2.7.18 "
		    "system 3.14-dev");
	pyenv_versions(&request, NULL, 0, &names);
	assert_int_equal(names.n, 6);
	assert_string_equal(names.items[0], "3.12.10");
	assert_string_equal(names.items[1], "3.12.9");
	assert_string_equal(names.items[4], "3.9.18");
	assert_string_equal(names.items[5], "2.7.18");
	list_free(&names);
	names = (struct list){.items = NULL};
	pyenv_versions(&request, (const int[PYENV_NUMBERS]){3, 9}, 2, &names);
	assert_int_equal(names.n, 1);
	assert_string_equal(names.items[0], "3.9.18");
	list_free(&names);
}

static void
a_relative_root_is_none(void **state)
{
	char variable[] = "PYENV_ROOT=pyenv";
	char *const environment[] = {variable, NULL};
	struct request request = {.environment = environment, .variables.home = "/h"};

	(void)state;
	char *directory = pyenv_directory(&request, "3.12.1");
	assert_string_equal(directory, "/h/.pyenv/versions/3.12.1");
	free(directory);
}

static void
without_a_home_there_is_no_pyenv(void **state)
{
	struct request request = {.environment = nothing};
	struct list names = {.items = NULL};

	(void)state;
	assert_null(pyenv_directory(&request, "3.12.1"));
	pyenv_versions(&request, NULL, 0, &names);
	assert_int_equal(names.n, 0);
}

int
main(void)
{
	scratch_begin();
	scratch_run("mkdir -p pyenv/versions");
	TABLE_ROWS(is_read, versions);
	TABLE_TEST(the_newest_come_first);
	TABLE_TEST(a_relative_root_is_none);
	TABLE_TEST(without_a_home_there_is_no_pyenv);
	int failed = table_run("pyenv");
	return scratch_end() != 0 || failed != 0;
}
