#include "inside.h"

#include "table.h"
#include "tree.h"

#include <errno.h>

static const struct {
	const char *name;
	const char *tree[3];
	const char *asked; /* or NULL: python */
	int major, minor;
	enum inside_state state;
	const char *path;
	int err;
} rows[] = {
	{"usable", {"x /e/bin/python"}, NULL, 3, 11, INSIDE_USABLE, "/e/bin/python", 0},
	{"the very name first", {"x /e/bin/python", "x /e/bin/python3"}, "python3", 3, 11,
		INSIDE_USABLE, "/e/bin/python3", 0},
	{"then the prefix", {"x /e/bin/python3.11", "x /e/bin/python"}, "python3", 3, 11,
		INSIDE_USABLE, "/e/bin/python", 0},
	{"then with a 3", {"x /e/bin/python3.11", "x /e/bin/python3"}, NULL, 3, 11,
		INSIDE_USABLE, "/e/bin/python3", 0},
	{"then with the version", {"x /e/bin/python3.11"}, NULL, 3, 11, INSIDE_USABLE,
		"/e/bin/python3.11", 0},
	{"no other version", {"x /e/bin/python3.12"}, NULL, 3, 11, INSIDE_ABSENT,
		"/e/bin/python", 0},
	{"no version without one", {"x /e/bin/python3.11"}, NULL, -1, -1, INSIDE_ABSENT,
		"/e/bin/python", 0},
	{"a broken one counts", {"f /e/bin/python3", "x /e/bin/python"}, "python3", 3, 11,
		INSIDE_BROKEN, "/e/bin/python3", EACCES},
	{"a dangling one counts", {"l /e/bin/python\t/x"}, NULL, 3, 11, INSIDE_BROKEN,
		"/e/bin/python", ENOENT},
	{"a directory is broken", {"d /e/bin/python"}, NULL, 3, 11, INSIDE_BROKEN,
		"/e/bin/python", EISDIR},
	{"a shim", {"x /launcher", "l /e/bin/python\t/launcher"}, NULL, 3, 11,
		INSIDE_SHIM, "/e/bin/python", 0},
	{"nothing is there", {"d /e"}, NULL, 3, 11, INSIDE_ABSENT, "/e/bin/python", 0},
};

static void
is_found(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)rows) / sizeof(rows[0]);
	struct request request = {.user = TREE_USER, .launcher = "/launcher"};
	struct pyvenv pyvenv = {.major = rows[i].major, .minor = rows[i].minor};
	char block[1024];
	struct arena arena = {.base = block, .size = sizeof(block)};

	tree_clear();
	for (size_t line = 0; line < 3 && rows[i].tree[line] != NULL; line++)
		tree_plant(rows[i].tree[line]);
	struct inside inside = inside_make(&request, &arena, "/e", &pyvenv);
	struct inside_program program = inside_find(
		&inside, rows[i].asked == NULL ? "python" : rows[i].asked, "python");
	assert_int_equal(program.state, rows[i].state);
	assert_string_equal(program.path, rows[i].path);
	if (program.state == INSIDE_BROKEN)
		assert_int_equal(program.err, rows[i].err);
	if (program.state == INSIDE_USABLE)
		assert_true(program.size > 4096);
	assert_false(arena.full);
}

static void
the_interpreter_or_why_not(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)rows) / sizeof(rows[0]);
	struct request request = {.user = TREE_USER, .launcher = "/launcher"};
	struct pyvenv pyvenv = {.major = rows[i].major, .minor = rows[i].minor};
	struct problem problem = {.reason = REASON_NONE};
	char block[1024];
	struct arena arena = {.base = block, .size = sizeof(block)};

	tree_clear();
	for (size_t line = 0; line < 3 && rows[i].tree[line] != NULL; line++)
		tree_plant(rows[i].tree[line]);
	struct inside inside = inside_make(&request, &arena, "/e", &pyvenv);
	const char *python = inside_interpreter(&inside, &problem);
	if (rows[i].state == INSIDE_USABLE) {
		assert_string_equal(python, rows[i].path);
		return;
	}
	assert_null(python);
	assert_int_equal(problem.reason,
		rows[i].state == INSIDE_SHIM ? REASON_IS_SHIM : REASON_BROKEN);
	assert_string_equal(problem.path, rows[i].path);
	assert_string_equal(problem.detail, "/e");
}

int
main(void)
{
	TABLE_ROWS(is_found, rows);
	/* An interpreter is asked for by no name. */
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].asked == NULL)
			table_test(the_interpreter_or_why_not, rows[i].name, &rows[i]);
	return table_run("inside");
}
