#include "known.h"

#include "table.h"
#include "tree.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	const char *tree[8];
	enum known_state expected;
} rows[] = {
	{"an environment that was never seen", {"d /r/envs", "d /e/bin"}, KNOWN_NEWS},
	{"one whose entry is as old as its bin",
		{"d /e/bin", "t /e/bin\t7", "l /r/envs/NAME\t/e", "t /r/envs/NAME\t7"},
		KNOWN_CURRENT},
	{"one whose bin has changed",
		{"d /e/bin", "t /e/bin\t8", "l /r/envs/NAME\t/e", "t /r/envs/NAME\t7"},
		KNOWN_NEWS},
	{"one whose bin is older",
		{"d /e/bin", "t /e/bin\t6", "l /r/envs/NAME\t/e", "t /r/envs/NAME\t7"},
		KNOWN_NEWS},
	{"one without a bin", {"d /e", "l /r/envs/NAME\t/e"}, KNOWN_NEWS},
	{"nothing to learn without a place for it", {"d /r", "d /e/bin"}, KNOWN_UNKEPT},
	{"nor where it cannot be written to",
		{"d /r/envs", "m /r/envs\t0555", "d /e/bin"}, KNOWN_UNKEPT},
};

/* LINE with the name of /e's entry for NAME. */
static void
plant(const char *line)
{
	char name[KNOWN_NAME], planted[128];
	const char *at = strstr(line, "NAME");

	if (at == NULL) {
		tree_plant(line);
		return;
	}
	known_name(name, "/e");
	snprintf(planted, sizeof(planted), "%.*s%s%s", (int)(at - line), line, name,
		at + 4);
	tree_plant(planted);
}

static void
look(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)rows) / sizeof(rows[0]);
	struct request request = {.root = "/r"};
	char block[256];
	struct arena arena = {.base = block, .size = sizeof(block)};

	tree_clear();
	for (size_t line = 0; rows[i].tree[line] != NULL; line++)
		plant(rows[i].tree[line]);
	struct stat not_seen = {.st_nlink = 0};
	size_t looks = tree_looks();
	assert_int_equal(known_look(&request, &arena, "/e", &not_seen), rows[i].expected);
	assert_true(tree_looks() - looks <= 3);
	assert_false(arena.full);
	if (i == 1)
		assert_int_equal(tree_looks() - looks, 2);
}

static void
without_a_root_nothing_is_kept(void **state)
{
	struct request request = {.root = NULL};
	struct arena arena = {.base = NULL};
	struct stat not_seen = {.st_nlink = 0};

	(void)state;
	assert_int_equal(known_look(&request, &arena, "/e", &not_seen), KNOWN_UNKEPT);
}

static void
a_bin_that_was_seen_is_not_looked_at_again(void **state)
{
	struct request request = {.root = "/r"};
	char block[256];
	struct arena arena = {.base = block, .size = sizeof(block)};
	struct stat seen = {.st_nlink = 1, .st_mtim.tv_sec = 7};

	(void)state;
	tree_clear();
	plant("l /r/envs/NAME\t/e");
	plant("t /r/envs/NAME\t7");
	size_t looks = tree_looks();
	assert_int_equal(known_look(&request, &arena, "/e", &seen), KNOWN_CURRENT);
	assert_int_equal(tree_looks() - looks, 1);
}

static void
names_are_of_one_length_and_stay(void **state)
{
	static const char *const paths[] = {"", "/", "/p/.venv", "/p/.venv/", "/\xff\n "};
	char names[5][KNOWN_NAME];

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		known_name(names[i], paths[i]);
		assert_int_equal(strlen(names[i]), KNOWN_NAME - 1);
		assert_int_equal(strspn(names[i], "0123456789abcdef"), KNOWN_NAME - 1);
		for (size_t other = 0; other < i; other++)
			assert_string_not_equal(names[i], names[other]);
	}
	/* FNV-1a of nothing is its offset: entries must be found by later versions. */
	assert_string_equal(names[0], "cbf29ce484222325");
}

int
main(void)
{
	TABLE_ROWS(look, rows);
	TABLE_TEST(without_a_root_nothing_is_kept);
	TABLE_TEST(a_bin_that_was_seen_is_not_looked_at_again);
	TABLE_TEST(names_are_of_one_length_and_stay);
	return table_run("known");
}
