/* Where a name is looked for, behaviour §6 ENV: the first place that has it wins. */
#include "places.h"

#include "scratch.h"
#include "store.h"
#include "table.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Directories below the scratch directory that hold an environment. */
static const char *const environments[] = {"c/web", "known/web/.venv", "w/web",
	"w/api-AAAAAAAA", "h/.virtualenvs/lib", "pyenv/versions/3.12",
	"h/.pyenv/versions/3.11", "h/.cache/pypoetry/virtualenvs/po-A1_-bcde-py3.11",
	"h/.cache/pypoetry/virtualenvs/po-A1_-bcde-py3.12",
	"h/.local/share/virtualenvs/pip-ABCDEFGH", "more/extra", "known/one/.venv",
	"known/two/one"};

static const struct {
	const char *name, *asked;
	const char *found[3];
} rows[] = {
	{"a child of C first", "web", {"c/web"}},
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
	for (size_t i = 0; i < sizeof(environments) / sizeof(environments[0]); i++) {
		scratch_environment(environments[i], "");
		if (strncmp(environments[i], "known/", 6) == 0)
			assert_int_equal(store_add(scratch("root"), STORE_ENVIRONMENTS,
						 scratch(environments[i]), &error),
				0);
	}
}

static void
is_found(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)rows) / sizeof(rows[0]);
	static char directory[4096], more[4096], root[4096], home[4096];
	const char *places[] = {more, NULL};
	struct settings settings = settings_default;
	struct list found = {.items = NULL};

	snprintf(directory, sizeof(directory), "%s", scratch("c"));
	snprintf(more, sizeof(more), "%s", scratch("more"));
	snprintf(root, sizeof(root), "%s", scratch("root"));
	snprintf(home, sizeof(home), "%s", scratch("h"));
	settings.places = places;
	struct request request = {.environment = environment,
		.settings = &settings,
		.directory = directory,
		.root = root,
		.user = getuid(),
		.variables.home = home};
	places_find(&request, rows[i].asked, &found);
	size_t expected = 0;
	while (expected < 3 && rows[i].found[expected] != NULL)
		expected++;
	assert_int_equal(found.n, expected);
	for (size_t n = 0; n < expected; n++)
		assert_string_equal(found.items[n], scratch(rows[i].found[n]));
	list_free(&found);
}

int
main(void)
{
	scratch_begin();
	prepare();
	TABLE_ROWS(is_found, rows);
	int failed = table_run("places");
	return scratch_end() != 0 || failed != 0;
}
