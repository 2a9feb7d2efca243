#include "search.h"

#include "ask.h"
#include "table.h"
#include "tree.h"

#include <string.h>

static const struct {
	const char *name;
	struct ask ask;
	const char *path, *skip;
	const char *expected[5];
} searches[] = {
	{"along PATH, in order", {"", {"x /b/x", "x /a/x"}, {NULL}, {NULL}, ""}, "/a:/b",
		NULL, {"/a/x", "/b/x"}},
	{"a directory given twice is searched twice",
		{"", {"x /a/x"}, {NULL}, {NULL}, ""}, "/a:/a", NULL, {"/a/x", "/a/x"}},
	{"one directory is skipped, as text",
		{"", {"x /a/x", "x /b/x", "l /c\ta"}, {NULL}, {NULL}, ""}, "/a/:/b:/c",
		"/a", {"/b/x", "/c/x"}},
	{"the shims directory is skipped",
		{"", {"x /r/shims/x", "x /b/x"}, {"VSHIM_ROOT=/r", NULL}, {NULL}, ""},
		"/r/shims:/b", NULL, {"/b/x"}},
	{"the launcher is skipped by its file",
		{"", {"x /launcher", "l /a/x\t/launcher", "x /b/x", "L /launcher"},
			{NULL}, {NULL}, ""},
		"/a:/b", NULL, {"/b/x"}},
	{"a launcher that is gone skips nothing",
		{"", {"x /a/x", "L /launcher"}, {NULL}, {NULL}, ""}, "/a", NULL,
		{"/a/x"}},
	{"what this process was handed to is skipped, by its file",
		{"", {"x /a/x", "l /b/x\t/a/x", "x /c/x"}, {"VSHIM_VIA=4242:/a/x", NULL},
			{NULL}, ""},
		"/a:/b:/c", NULL, {"/c/x"}},
	{"empty entries are C", {"", {"x /p/x", "c /p"}, {NULL}, {NULL}, ""}, ":", NULL,
		{"/p/x", "/p/x"}},
	{"relative entries are below C", {"", {"x /p/q/x", "c /p"}, {NULL}, {NULL}, ""},
		"q:q/.", NULL, {"/p/q/x", "/p/q/./x"}},
	{"a file in the way", {"", {"f /a", "x /b/x"}, {NULL}, {NULL}, ""}, "/a:/b", NULL,
		{"/b/x"}},
	{"nothing anywhere", {"", {"d /a"}, {NULL}, {NULL}, ""}, "/a:/b", NULL, {NULL}},
};

static void
is_found(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)searches) /
		sizeof(searches[0]);
	struct asked asked;
	struct search search;

	ask_begin(&asked, &searches[i].ask, 4096);
	search_begin(&search, &asked.request, &asked.arena, "x", searches[i].path,
		searches[i].skip);
	for (const char *const *path = searches[i].expected; *path != NULL; path++)
		assert_string_equal(search_next(&search), *path);
	assert_null(search_next(&search));
	ask_end(&asked);
}

static void
what_is_passed_over_takes_no_room(void **state)
{
	static const struct ask ask = {"", {"x /b/x"}, {NULL}, {NULL}, ""};
	static char path[16384];
	struct asked asked;
	struct search search;

	(void)state;
	for (size_t i = 0; i + 3 < sizeof(path) - 1; i += 3)
		memcpy(path + i, "/a:", 3);
	strcpy(path + strlen(path), "/b");
	ask_begin(&asked, &ask, 8192);
	search_begin(&search, &asked.request, &asked.arena, "x", path, NULL);
	assert_string_equal(search_next(&search), "/b/x");
	assert_false(asked.arena.full);
	ask_end(&asked);
}

int
main(void)
{
	TABLE_ROWS(is_found, searches);
	TABLE_TEST(what_is_passed_over_takes_no_room);
	return table_run("search");
}
