/* Where a name is looked for: the first place that has it wins. */
#include "places.h"

#include "scratch.h"
#include "store.h"
#include "table.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Directories below the scratch directory that hold an environment. */
static const char *const environments[] = {"c/web", "known/web/.venv", "w/web",
	"w/api-AAAAAAAA", "w/api-short", "w/api-AAA.AAAA", "w/api-AAAAAAAA-v2",
	"h/.virtualenvs/lib", "pyenv/versions/3.12", "h/.pyenv/versions/3.11",
	"h/.cache/pypoetry/virtualenvs/po-A1_-bcde-py3.11",
	"h/.cache/pypoetry/virtualenvs/po-A1_-bcde-py3.12",
	"h/.local/share/virtualenvs/pip-ABCDEFGH", "more/extra", "known/one/.venv",
	"known/two/one"};

static const struct {
	const char *name, *asked;
	const char *found[3];
} rows[] = {
	{"not a child of C, but a known environment", "web", {"known/web/.venv"}},
	{"Pipenv's folder in WORKON_HOME", "api", {"w/api-AAAAAAAA"}},
	{"~/.virtualenvs", "lib", {"h/.virtualenvs/lib"}},
	{"pyenv's versions", "3.12", {"pyenv/versions/3.12"}},
	{"~/.pyenv/versions", "3.11", {"h/.pyenv/versions/3.11"}},
	{"Poetry's, several of a name", "po",
		{"h/.cache/pypoetry/virtualenvs/po-A1_-bcde-py3.11",
			"h/.cache/pypoetry/virtualenvs/po-A1_-bcde-py3.12"}},
	{"Poetry's by its whole name", "po-A1_-bcde-py3.12",
		{"h/.cache/pypoetry/virtualenvs/po-A1_-bcde-py3.12"}},
	{"Pipenv's", "pip", {"h/.local/share/virtualenvs/pip-ABCDEFGH"}},
	{"the setting's places last", "extra", {"more/extra"}},
	{"known environments, several of a name", "one",
		{"known/one/.venv", "known/two/one"}},
	{"nowhere", "none", {NULL}},
	{"a hash is no name", "ap", {NULL}},
	{"what only holds a directory called so is none", "odd", {NULL}},
};

static char variables[4][4096];
static char *const environment[] = {
	variables[0], variables[1], variables[2], variables[3], NULL};

static void
prepare(void)
{
	struct vshim_error error = {.what = NULL};
	const char *values[][2] = {{"WORKON_HOME", "w"}, {"PYENV_ROOT", "pyenv"},
		{"HOME", "h"}, {"VSHIM_ROOT", "root"}};

	for (size_t i = 0; i < 4; i++)
		snprintf(variables[i], sizeof(variables[i]), "%s=%s", values[i][0],
			scratch(values[i][1]));
	scratch_write("h/.virtualenvs/odd/pyvenv.cfg/file", "", 0644);
	for (size_t i = 0; i < sizeof(environments) / sizeof(environments[0]); i++) {
		scratch_environment(environments[i], "");
		if (strncmp(environments[i], "known/", 6) == 0)
			assert_int_equal(store_add(scratch("root"), STORE_ENVIRONMENTS,
						 scratch(environments[i]), &error),
				0);
	}
}

/* Looks for NAME in all places, or in all but the known environments. */
static int
look_for(const char *name, bool in_known, struct list *found, char **unseen)
{
	static char directory[4096], more[4096], root[4096], home[4096];
	const char *places[] = {more, NULL};
	struct settings settings = settings_default;

	snprintf(directory, sizeof(directory), "%s", scratch("c"));
	snprintf(more, sizeof(more), "%s", scratch("more"));
	snprintf(root, sizeof(root), "%s", scratch("root"));
	snprintf(home, sizeof(home), "%s", scratch("h"));
	settings.places = places;
	struct request request = {.environment = environment,
		.settings = &settings,
		.directory = directory,
		.root = in_known ? root : NULL,
		.user = getuid(),
		.variables.home = home};
	return places_find(&request, name, found, unseen);
}

static void
is_found(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)rows) / sizeof(rows[0]);
	struct list found = {.items = NULL};
	char *unseen = NULL;

	assert_int_equal(look_for(rows[i].asked, true, &found, &unseen), 0);
	assert_null(unseen);
	size_t expected = 0;
	while (expected < 3 && rows[i].found[expected] != NULL)
		expected++;
	assert_int_equal(found.n, expected);
	for (size_t n = 0; n < expected; n++)
		assert_string_equal(found.items[n], scratch(rows[i].found[n]));
	list_free(&found);
}

/* What WORKON_HOME is, where it says nothing of use: the working directory does not stand in. */
static const struct {
	const char *name, *variable;
} useless[] = {
	{"an empty variable is no place", "WORKON_HOME="},
	{"nor is a relative path", "WORKON_HOME=w"},
};

static void
is_no_place(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)useless) /
		sizeof(useless[0]);
	struct list found = {.items = NULL};
	char before[sizeof(variables[0])], *unseen = NULL;

	assert_int_equal(chdir(scratch("")), 0);
	strcpy(before, variables[0]);
	strcpy(variables[0], useless[i].variable);
	int err = look_for("api", true, &found, &unseen);
	strcpy(variables[0], before);
	assert_int_equal(err, 0);
	assert_int_equal(found.n, 0);
	list_free(&found);
}

/* A place that could not be looked through may have had the name: the next one must not answer. */
static void
is_unseen(const char *name, bool in_known, const char *place)
{
	struct list found = {.items = NULL};
	char *unseen = NULL;
	struct rlimit before, none;

	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	none = before;
	none.rlim_cur = 3;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	int result = look_for(name, in_known, &found, &unseen);
	int err = errno;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
	assert_int_equal(result, -1);
	assert_int_equal(err, EMFILE);
	assert_string_equal(unseen, scratch(place));
	free(unseen);
	list_free(&found);
}

static void
known_environments_that_cannot_be_read_are_an_error(void **state)
{
	(void)state;
	is_unseen("lib", true, "root");
}

static void
a_place_that_cannot_be_listed_is_an_error(void **state)
{
	(void)state;
	is_unseen("lib", false, "w");
}

int
main(void)
{
	scratch_begin();
	prepare();
	TABLE_ROWS(is_found, rows);
	TABLE_ROWS(is_no_place, useless);
	TABLE_TEST(known_environments_that_cannot_be_read_are_an_error);
	TABLE_TEST(a_place_that_cannot_be_listed_is_an_error);
	int failed = table_run("places");
	return scratch_end() != 0 || failed != 0;
}
