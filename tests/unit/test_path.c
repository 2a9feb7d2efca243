#include "path.h"

#include "table.h"

#include <string.h>

static char block[512];

static struct arena
arena_begin(void)
{
	return (struct arena){.base = block, .size = sizeof(block)};
}

struct two {
	const char *name, *a, *b, *expected;
};

static const struct two joins[] = {
	{"join: a directory and a name", "/p", "x", "/p/x"},
	{"join: one slash is enough", "/p/", "x", "/p/x"},
	{"join: the root", "/", "x", "/x"},
	{"join: a relative directory", "p", "x", "p/x"},
	{"join: bytes that are no text", "/\xff\n ", "\x80$", "/\xff\n /\x80$"},
};

static void
joins_run(void **state)
{
	const struct two *row = *state;
	struct arena arena = arena_begin();

	assert_string_equal(path_join(&arena, row->a, row->b), row->expected);
}

static const struct two froms[] = {
	{"from: an absolute path stays", "/p", "/x", "/x"},
	{"from: a relative one is joined", "/p", "x/y", "/p/x/y"},
	{"from: dots are left to the kernel", "/p", "../x", "/p/../x"},
};

static void
froms_run(void **state)
{
	const struct two *row = *state;
	struct arena arena = arena_begin();

	assert_string_equal(path_from(&arena, row->a, row->b), row->expected);
}

struct one {
	const char *name, *path, *expected;
};

static const struct one parents[] = {
	{"parent: one level", "/a/b", "/a"},
	{"parent: below the root", "/a", "/"},
	{"parent: the root's is the root", "/", "/"},
	{"parent: a slash at the end does not count", "/a/b/", "/a"},
	{"parent: nor do many", "/a/b///", "/a"},
	{"parent: slashes between do not count", "/a//b", "/a"},
	{"parent: many slashes are the root", "///", "/"},
};

static void
parents_run(void **state)
{
	const struct one *row = *state;
	struct arena arena = arena_begin();

	assert_string_equal(path_parent(&arena, row->path), row->expected);
}

static const struct one trims[] = {
	{"trim: nothing to take off", "/a/b", "/a/b"},
	{"trim: one slash", "/a/", "/a"},
	{"trim: many slashes", "/a///", "/a"},
	{"trim: the root stays", "/", "/"},
	{"trim: many slashes are the root", "///", "/"},
	{"trim: an empty path", "", ""},
	{"trim: a relative path", "a/", "a"},
};

static void
trims_run(void **state)
{
	const struct one *row = *state;
	struct arena arena = arena_begin();

	assert_string_equal(path_trim(&arena, row->path), row->expected);
	/* What needs no change is not copied. */
	if (strcmp(row->path, row->expected) == 0)
		assert_int_equal(arena.used, 0);
}

static const struct one bases[] = {
	{"base: the last component", "/a/b", "b"},
	{"base: a bare name", "python", "python"},
	{"base: nothing behind a slash", "/a/", ""},
	{"base: of the root", "/", ""},
	{"base: of nothing", "", ""},
};

static void
bases_run(void **state)
{
	const struct one *row = *state;

	assert_string_equal(path_base(row->path), row->expected);
}

struct answer {
	const char *name, *a, *b;
	bool expected;
};

static const struct answer equals[] = {
	{"equal: itself", "/a/b", "/a/b", true},
	{"equal: slashes at the end do not count", "/a/b//", "/a/b", true},
	{"equal: on either side", "/a", "/a/", true},
	{"equal: another", "/a/b", "/a/c", false},
	{"equal: a beginning is not the whole", "/a", "/ab", false},
	{"equal: the root", "/", "//", true},
	{"equal: the root is not nothing", "/", "", false},
	{"equal: dots are not followed", "/a/./b", "/a/b", false},
};

static void
equals_run(void **state)
{
	const struct answer *row = *state;

	assert_int_equal(path_equal(row->a, row->b), row->expected);
	assert_int_equal(path_equal(row->b, row->a), row->expected);
	assert_int_equal(path_same(path_span(row->a), path_span(row->b)), row->expected);
}

static void
a_span_ends_where_it_says(void **state)
{
	(void)state;
	assert_true(path_same((struct span){"/a/b:/c", 4}, path_span("/a/b")));
	assert_true(path_same((struct span){"/a/:/c", 3}, path_span("/a")));
	assert_false(path_same((struct span){"/a/b", 2}, path_span("/a/b")));
}

static const struct answer insides[] = {
	{"inside: a directory is in itself", "/a/b", "/a/b", true},
	{"inside: below", "/a/b/c", "/a/b", true},
	{"inside: a name that begins alike is not", "/a/bc", "/a/b", false},
	{"inside: nothing is in no directory", "a", "", false},
	{"inside: above is not", "/a", "/a/b", false},
	{"inside: slashes at the directory's end", "/a/b/c", "/a/b///", true},
	{"inside: itself with a slash", "/a/b", "/a/b/", true},
	{"inside: all is in the root", "/a", "/", true},
	{"inside: the root is in the root", "/", "/", true},
	{"inside: also when it has many slashes", "/a", "//", true},
	{"inside: nothing relative is in it", "a", "/", false},
};

static void
insides_run(void **state)
{
	const struct answer *row = *state;

	assert_int_equal(path_inside(row->a, row->b), row->expected);
}

static const struct answer plains[] = {
	{"plain: a path", "/a/b", NULL, true},
	{"plain: the root", "/", NULL, true},
	{"plain: names that begin with dots", "/.a/..b/...", NULL, true},
	{"plain: nothing", "", NULL, false},
	{"plain: relative", "a/b", NULL, false},
	{"plain: a dot", "/a/./b", NULL, false},
	{"plain: a dot at the end", "/a/.", NULL, false},
	{"plain: two dots", "/a/../b", NULL, false},
	{"plain: two dots at the end", "/..", NULL, false},
	{"plain: a slash at the end", "/a/", NULL, false},
	{"plain: an empty component", "/a//b", NULL, false},
	{"plain: two slashes", "//", NULL, false},
};

static void
plains_run(void **state)
{
	const struct answer *row = *state;

	assert_int_equal(path_is_plain(row->a), row->expected);
}

struct list {
	const char *name, *list;
	const char *expected[5];
};

static const struct list lists[] = {
	{"next: an empty list has one empty entry", "", {""}},
	{"next: one entry", "/a", {"/a"}},
	{"next: several", "/a:/b:c", {"/a", "/b", "c"}},
	{"next: empty ones at both ends and between", ":/a::", {"", "/a", "", ""}},
};

static void
lists_run(void **state)
{
	const struct list *row = *state;
	const char *rest = row->list;
	struct span entry;

	for (size_t i = 0; row->expected[i] != NULL; i++) {
		assert_true(path_next(&rest, &entry));
		assert_int_equal(entry.length, strlen(row->expected[i]));
		assert_memory_equal(entry.text, row->expected[i], entry.length);
	}
	assert_false(path_next(&rest, &entry));
	assert_null(rest);
}

static void
no_list_has_no_entry(void **state)
{
	const char *list = NULL;
	struct span entry;

	(void)state;
	assert_false(path_next(&list, &entry));
}

static void
a_full_arena_gives_empty_paths(void **state)
{
	struct arena arena = {.base = block, .size = 2};

	(void)state;
	assert_string_equal(path_join(&arena, "/a", "b"), "");
	assert_string_equal(path_parent(&arena, "/ab/c"), "");
	assert_string_equal(path_trim(&arena, "/ab/"), "");
	assert_true(arena.full);
}

int
main(void)
{
	TABLE_ROWS(joins_run, joins);
	TABLE_ROWS(froms_run, froms);
	TABLE_ROWS(parents_run, parents);
	TABLE_ROWS(trims_run, trims);
	TABLE_ROWS(bases_run, bases);
	TABLE_ROWS(equals_run, equals);
	TABLE_TEST(a_span_ends_where_it_says);
	TABLE_ROWS(insides_run, insides);
	TABLE_ROWS(plains_run, plains);
	TABLE_ROWS(lists_run, lists);
	TABLE_TEST(no_list_has_no_entry);
	TABLE_TEST(a_full_arena_gives_empty_paths);
	return table_run("path");
}
