#include "python.h"

#include "table.h"
#include "tree.h"

static const struct {
	const char *name;
	const char *plant;
	bool expected;
} rows[] = {
	{"CPython, which exports its API",
		"f /x\t\x7f"
		"ELF Py_BytesMain",
		true},
	{"CPython, which needs its library",
		"f /x\t\x7f"
		"ELF libpython3.13.so.1.0",
		true},
	{"PyPy",
		"f /x\t\x7f"
		"ELF pypy_main_startup",
		true},
	{"a program that only mentions python",
		"f /x\t\x7f"
		"ELF no python here",
		false},
	{"an empty file", "f /x", false},
	{"no file", "d /y", false},
};

static void
is_plain(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)rows) / sizeof(rows[0]);

	tree_clear();
	tree_plant(rows[i].plant);
	assert_int_equal(python_is_plain("/x"), rows[i].expected);
}

int
main(void)
{
	TABLE_ROWS(is_plain, rows);
	return table_run("python");
}
