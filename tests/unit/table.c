#include "table.h"

enum { TESTS = 1024 };

static struct CMUnitTest tests[TESTS];
static size_t added;

void
table_test(CMUnitTestFunction run, const char *name, const void *row)
{
	assert_true(added < TESTS);
	/* cmocka hands the state on as it is; every test takes it for a constant. */
	tests[added++] = (struct CMUnitTest){
		.name = name, .test_func = run, .initial_state = (void *)(uintptr_t)row};
}

void
table_rows(CMUnitTestFunction run, const void *rows, size_t size, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const void *row = (const char *)rows + i * size;

		table_test(run, *(const char *const *)row, row);
	}
}

int
table_run(const char *program)
{
	return _cmocka_run_group_tests(program, tests, added, NULL, NULL);
}
