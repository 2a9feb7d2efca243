/*
 * As much of cmocka as the unit tests of core ask for, so that they run where Debian has no
 * cmocka: with musl, and on 32 bits. Prints TAP.
 */
#ifndef CMOCKA_H
#define CMOCKA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef void (*CMUnitTestFunction)(void **state);

struct CMUnitTest {
	const char *name;
	CMUnitTestFunction test_func;
	void *initial_state;
};

/* Where a failing test goes on. */
extern jmp_buf cmocka_end;

static inline void
cmocka_check(bool truth, const char *what, const char *file, int line)
{
	if (truth)
		return;
	printf("# %s:%d: not so: %s\n", file, line, what);
	longjmp(cmocka_end, 1);
}

#define CMOCKA_CHECK(truth) cmocka_check((truth), #truth, __FILE__, __LINE__)
#define assert_true(truth) CMOCKA_CHECK(truth)
#define assert_false(truth) CMOCKA_CHECK(!(truth))
#define assert_null(pointer) CMOCKA_CHECK((pointer) == NULL)
#define assert_non_null(pointer) CMOCKA_CHECK((pointer) != NULL)
#define assert_ptr_equal(a, b) CMOCKA_CHECK((const void *)(a) == (const void *)(b))
#define assert_int_equal(a, b) CMOCKA_CHECK((long long)(a) == (long long)(b))
#define assert_string_equal(a, b) CMOCKA_CHECK(strcmp((a), (b)) == 0)
#define assert_string_not_equal(a, b) CMOCKA_CHECK(strcmp((a), (b)) != 0)
#define assert_memory_equal(a, b, size) CMOCKA_CHECK(memcmp((a), (b), (size)) == 0)
#define fail_msg(...) (printf("# " __VA_ARGS__), printf("\n"), longjmp(cmocka_end, 1))

int _cmocka_run_group_tests(const char *group, const struct CMUnitTest *tests, size_t n,
	int (*setup)(void **state), int (*teardown)(void **state));

#endif
