#include "cmocka.h"

jmp_buf cmocka_end;

static bool
passes(const struct CMUnitTest *test)
{
	void *state = test->initial_state;

	if (setjmp(cmocka_end) != 0)
		return false;
	test->test_func(&state);
	return true;
}

int
_cmocka_run_group_tests(const char *group, const struct CMUnitTest *tests, size_t n,
	int (*setup)(void **state), int (*teardown)(void **state))
{
	int failed = 0;

	(void)setup;
	(void)teardown;
	for (size_t i = 0; i < n; i++) {
		bool passed = passes(&tests[i]);

		failed += !passed;
		printf("%sok - %s: %s\n", passed ? "" : "not ", group, tests[i].name);
		fflush(stdout);
	}
	return failed;
}
