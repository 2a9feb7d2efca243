/* Where an environment's files lead. */
#include "links.h"

#include "scratch.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *name, *from, *end;
} ends[] = {
	{"what is no link leads to itself", "file", "file"},
	{"nor is what is not there", "none", "none"},
	{"a link beside it", "beside", "file"},
	{"one up and down", "d/down", "d/../d/e"},
	{"a whole path", "whole", "file"},
	{"over several", "d/several", "d/../file"},
	{"to nothing", "dangling", "gone"},
};

static void
leads(void **state)
{
	const struct {
		const char *name, *from, *end;
	} *row = *state;
	char *end = links_end(scratch(row->from));

	assert_string_equal(end, scratch(row->end));
	free(end);
}

static void
a_link_that_leads_to_itself_ends(void **state)
{
	(void)state;
	scratch_run("ln -s two one; ln -s one two");
	char *end = links_end(scratch("one"));
	assert_true(strcmp(end, scratch("one")) == 0 || strcmp(end, scratch("two")) == 0);
	free(end);
}

static void
a_bare_name_leads_from_here(void **state)
{
	(void)state;
	assert_int_equal(chdir(scratch("")), 0);
	char *end = links_end("beside");
	assert_string_equal(end, "file");
	free(end);
}

static const struct {
	const char *name, *text, *place;
} scripts[] = {
	{"as venv writes it", "# bash\nVIRTUAL_ENV=/p/.venv\nexport VIRTUAL_ENV\n",
		"/p/.venv"},
	{"in double quotes", "    export VIRTUAL_ENV=\"/p/my env\"\n", "/p/my env"},
	{"in single quotes", "VIRTUAL_ENV='/p/my \\env'; x\n", "/p/my \\env"},
	{"a quote in the other's", "VIRTUAL_ENV=\"/p/it's\"\n", "/p/it's"},
	{"quoted by a backslash", "VIRTUAL_ENV=/p/my\\ env \n", "/p/my env"},
	{"a backslash at the end", "VIRTUAL_ENV=/p/e\\", "/p/e\\"},
	{"what the script works out is not said", "VIRTUAL_ENV=$(cygpath /p)\n", NULL},
	{"nor is nothing", "VIRTUAL_ENV=\n", NULL},
	{"nor what is called otherwise", "VIRTUAL_ENV_PROMPT=/p\n", NULL},
	{"nor a last line without an end", "VIRTUAL_ENV=$(cygpath /p)", NULL},
	{"the first plain path counts",
		"VIRTUAL_ENV=$(cygpath /p)\nVIRTUAL_ENV=/p\nVIRTUAL_ENV=/q", "/p"},
};

static void
is_named(void **state)
{
	const struct {
		const char *name, *text, *place;
	} *row = *state;
	char *place = links_activate_text(row->text);

	if (row->place == NULL)
		assert_null(place);
	else
		assert_string_equal(place, row->place);
	free(place);
}

static void
the_library_tells_the_version(void **state)
{
	int major, minor;

	(void)state;
	scratch_run("mkdir -p e/lib/other e/lib/python3.12 none empty/lib");
	assert_true(links_library(scratch("e"), &major, &minor));
	assert_int_equal(major, 3);
	assert_int_equal(minor, 12);
	assert_false(links_library(scratch("empty"), &major, &minor));
	assert_false(links_library(scratch("none"), &major, &minor));
}

static void
only_another_place_is_told(void **state)
{
	(void)state;
	scratch_run(
		"mkdir -p e/bin gone/bin; echo VIRTUAL_ENV=\"'$PWD/e'\" >e/bin/activate; "
		"echo VIRTUAL_ENV=/nowhere/e >gone/bin/activate");
	assert_null(links_activated(scratch("e")));
	assert_null(links_activated(scratch("none")));
	char *place = links_activated(scratch("gone"));
	assert_string_equal(place, "/nowhere/e");
	free(place);
}

int
main(void)
{
	scratch_begin();
	scratch_run("mkdir d d/e; touch file; ln -s file beside; ln -s ../d/e d/down; "
		    "ln -s \"$PWD/file\" whole; ln -s ../beside d/several; "
		    "ln -s gone dangling");
	TABLE_ROWS(leads, ends);
	TABLE_TEST(a_link_that_leads_to_itself_ends);
	TABLE_TEST(a_bare_name_leads_from_here);
	TABLE_ROWS(is_named, scripts);
	TABLE_TEST(the_library_tells_the_version);
	TABLE_TEST(only_another_place_is_told);
	int failed = table_run("links");
	return scratch_end() != 0 || failed != 0;
}
