/* Asking programs, and how long the least of their starts takes. */
#include "inquiry.h"

#include "overhead.h"
#include "scratch.h"
#include "table.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Milliseconds: more than any answer takes, and than the start of one. */
enum { LONG = 60000, SHORT = 3000 };

static char *const nothing[] = {NULL};

static int
ask(const char *script, unsigned limit, struct inquiry *inquiry)
{
	const char *const argv[] = {"/bin/sh", "-c", script, scratch("fifo"), NULL};

	return inquiry_make((char *const *)(uintptr_t)argv, nothing, limit, inquiry);
}

static void
what_is_printed_is_the_answer(void **state)
{
	struct inquiry inquiry;

	(void)state;
	assert_int_equal(ask("cat; echo yes; echo no >&2; exit 7", LONG, &inquiry), 0);
	assert_string_equal(inquiry.answer.data, "yes\n");
	assert_int_equal(inquiry.status, 7);
	assert_false(inquiry.is_late);
	assert_true(inquiry.duration > 0);
	inquiry_free(&inquiry);
}

static void
one_that_is_not_there_is_an_error(void **state)
{
	char path[] = "/nowhere/program";
	char *const argv[] = {path, NULL};
	struct inquiry inquiry;

	(void)state;
	assert_int_equal(inquiry_make(argv, nothing, LONG, &inquiry), ENOENT);
	assert_string_equal(inquiry.answer.data, "");
	assert_int_equal(inquiry.status, -1);
	inquiry_free(&inquiry);
}

/* Who prints without an end is not waited for, and ends as nobody reads it any more. */
static void
an_answer_without_an_end_is_cut(void **state)
{
	struct inquiry inquiry;

	(void)state;
	assert_int_equal(ask("exec yes", LONG, &inquiry), 0);
	assert_true(inquiry.answer.length > INQUIRY_LIMIT);
	assert_true(inquiry.answer.length <= INQUIRY_LIMIT + 4096);
	assert_false(inquiry.is_late);
	inquiry_free(&inquiry);
}

static void
who_does_not_answer_is_killed(void **state)
{
	struct inquiry inquiry;

	(void)state;
	assert_int_equal(ask("echo first; cat <\"$0\"", SHORT, &inquiry), 0);
	assert_true(inquiry.is_late);
	assert_int_equal(inquiry.status, -1);
	assert_string_equal(inquiry.answer.data, "first\n");
	inquiry_free(&inquiry);
}

static const struct {
	const char *name, *shim, *program;
	bool is_measured;
} pairs[] = {
	{"both start", "/bin/true", "/bin/true", true},
	{"the program is not there", "/bin/true", "/nowhere/python", false},
	{"the program fails", "/bin/true", "/bin/false", false},
	{"the shim is not there", "/nowhere/shim", "/bin/true", false},
	{"the shim fails", "/bin/false", "/bin/true", false},
};

/* What fails is fast: its time would say that a shim costs nothing. */
static void
is_measured(void **state)
{
	size_t i =
		(size_t)((const char *)*state - (const char *)pairs) / sizeof(pairs[0]);
	struct request request = {.environment = nothing};
	struct facts_overhead overhead;

	overhead_measure(&request, pairs[i].shim, pairs[i].program, 20, &overhead);
	assert_int_equal(overhead.is_measured, pairs[i].is_measured);
	if (pairs[i].is_measured)
		assert_true(overhead.direct > 0 && overhead.shim > 0);
	else
		assert_int_equal(overhead.rounds, 1);
}

int
main(void)
{
	scratch_begin();
	assert_int_equal(mkfifo(scratch("fifo"), 0600), 0);
	TABLE_TEST(what_is_printed_is_the_answer);
	TABLE_TEST(one_that_is_not_there_is_an_error);
	TABLE_TEST(an_answer_without_an_end_is_cut);
	TABLE_TEST(who_does_not_answer_is_killed);
	TABLE_ROWS(is_measured, pairs);
	int failed = table_run("inquiry");
	return scratch_end() != 0 || failed != 0;
}
