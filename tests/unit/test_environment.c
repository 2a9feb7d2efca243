#include "environment.h"

#include "ask.h"
#include "table.h"
#include "tree.h"

#include <errno.h>

static const struct {
	const char *name, *tree;
	int err;
} places[] = {
	{"with a pyvenv.cfg", "E /e", 0},
	{"an empty one is enough", "f /e/pyvenv.cfg", 0},
	{"a link to one", "E /x", 0},
	{"without", "d /e", ENOENT},
	{"nothing is there", "d /", ENOENT},
	{"a file is there", "f /e", ENOTDIR},
	{"a pyvenv.cfg that is a directory", "d /e/pyvenv.cfg", ENOENT},
	{"a pyvenv.cfg that is a fifo", "p /e/pyvenv.cfg", ENOENT},
	{"a pyvenv.cfg that leads nowhere", "l /e/pyvenv.cfg\t/gone", ENOENT},
	{"a directory that may not be searched", "m /e\t0600", EACCES},
	{"a dead mount", "! /e\t5", EIO},
};

static void
is_at(void **state)
{
	const struct {
		const char *name, *tree;
		int err;
	} *row = *state;
	char block[64];
	struct arena arena = {.base = block, .size = sizeof(block)};
	const struct request request = {.knowledge = NULL};

	tree_clear();
	tree_plant(row->tree);
	if (row == (const void *)&places[2])
		tree_plant("l /e\t/x");
	assert_int_equal(environment_look(&request, &arena, "/e"), row->err);
	/* The walk asks this for each directory: it must not eat up the arena. */
	assert_int_equal(arena.used, 0);
	assert_false(tree_fifo_was_opened());
}

static void
a_name_without_a_directory_is_looked_up(void **state)
{
	static const struct ask ask = {
		"", {"n e\t/x", "c /p", "r /p"}, {NULL}, {NULL}, ""};
	struct asked asked;

	(void)state;
	ask_begin(&asked, &ask, 1024);
	assert_string_equal(environment_named(&asked.request, &asked.arena, "e", NULL,
				    false, &asked.problem),
		"/x");
	assert_null(environment_named(
		&asked.request, &asked.arena, "a/b", NULL, false, &asked.problem));
	assert_int_equal(asked.problem.reason, REASON_UNUSABLE);
	assert_string_equal(asked.problem.path, "a/b");
	ask_end(&asked);
}

int
main(void)
{
	TABLE_ROWS(is_at, places);
	TABLE_TEST(a_name_without_a_directory_is_looked_up);
	return table_run("environment");
}
