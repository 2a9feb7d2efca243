/* Children that are watched: their ends, and what they are given. */
#include "supervise.h"

#include "scratch.h"
#include "table.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

static char *const nothing[] = {NULL};

/* Runs SCRIPT by sh, whose $0 is a fifo that nobody writes to, for LIMIT milliseconds or 0. */
static int
run(const char *script, unsigned limit, struct text *output, struct supervise_end *end)
{
	const char *const argv[] = {"/bin/sh", "-c", script, scratch("fifo"), NULL};

	return supervise_run(&(struct supervise_child){.argv = (char **)(uintptr_t)argv,
				     .environment = (char **)(uintptr_t)nothing,
				     .output = output,
				     .limit = limit},
		end);
}

static const struct {
	const char *name, *script, *output;
	unsigned limit;
	int status, signal;
} ends[] = {
	{"a status, and both streams", "echo one; echo two >&2; exit 3", "one\ntwo\n", 0,
		3, 0},
	{"one that reads gets nothing", "cat; echo read", "read\n", 0, 0, 0},
	{"a signal", "kill -TERM $$", NULL, 0, 0, SIGTERM},
	{"in time", "echo fast", "fast\n", 60000, 0, 0},
	{"too late", "echo slow; read -r line <\"$0\"", "slow\n", 3000, 0, SIGKILL},
};

static void
it_ends(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)ends) / sizeof(ends[0]);
	struct text output = {.data = NULL};
	struct supervise_end end = {.status = -1};

	assert_int_equal(run(ends[i].script, ends[i].limit, &output, &end), 0);
	assert_int_equal(end.status, ends[i].status);
	assert_int_equal(end.signal, ends[i].signal);
	assert_int_equal(end.received, 0);
	if (ends[i].output == NULL)
		assert_null(output.data);
	else
		assert_string_equal(output.data, ends[i].output);
	text_free(&output);
}

static const struct {
	const char *name;
	int ignored;
	const char *expected;
} sessions[] = {
	{"nothing is ignored", 0, "here\n"},
	{"SIGHUP is ignored", SIGHUP, "apart\n"},
	{"SIGINT is ignored", SIGINT, "apart\n"},
	{"SIGQUIT is ignored", SIGQUIT, "apart\n"},
};

/* What is ignored here would end the child: no terminal may send it that. */
static void
it_is_apart_where_a_signal_is_ignored(void **state)
{
	size_t i = (size_t)((const char *)*state - (const char *)sessions) /
		sizeof(sessions[0]);
	struct text output = {.data = NULL};
	struct supervise_end end = {.status = -1};
	void (*before)(int) = SIG_DFL;

	if (sessions[i].ignored != 0)
		before = signal(sessions[i].ignored, SIG_IGN);
	int err = run("read -r pid name state parent group session rest </proc/$$/stat\n"
		      "if [ \"$session\" = $$ ]; then echo apart; else echo here; fi",
		0, &output, &end);
	if (sessions[i].ignored != 0)
		signal(sessions[i].ignored, before);
	assert_int_equal(err, 0);
	assert_int_equal(end.status, 0);
	assert_string_equal(output.data, sessions[i].expected);
	text_free(&output);
}

/*
 * Whatever it is that cannot be had, the error is told, and nobody waits. Downward: where a loop
 * of libuv 1.44 cannot be made, that keeps one open.
 */
static void
too_few_file_descriptors_are_an_error(void **state)
{
	struct rlimit before, few;
	int failed = 0, succeeded = 0;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	few = before;
	for (few.rlim_cur = 64; few.rlim_cur >= 3; few.rlim_cur--) {
		struct text output = {.data = NULL};
		struct supervise_end end = {.status = -1};

		assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
		int err = run("echo out", 0, &output, &end);
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
		if (err == 0) {
			assert_string_equal(output.data, "out\n");
			assert_int_equal(failed, 0);
			succeeded++;
		} else {
			assert_int_equal(err, EMFILE);
			failed++;
		}
		text_free(&output);
	}
	assert_true(failed > 0 && succeeded > 0);
}

/* A signal that whoever started this has blocked does not end it: a shell's status does. */
static void
a_signal_that_is_blocked_is_mirrored_by_a_status(void **state)
{
	struct rlimit before, after;
	sigset_t term, mask, pending;
	int received = 0;

	(void)state;
	assert_int_equal(supervise_mirror(&(struct supervise_end){.status = 7}), 7);
	assert_int_equal(getrlimit(RLIMIT_CORE, &before), 0);
	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	assert_int_equal(sigprocmask(SIG_BLOCK, &term, &mask), 0);
	assert_int_equal(supervise_mirror(&(struct supervise_end){.signal = SIGTERM}),
		128 + SIGTERM);
	assert_int_equal(sigpending(&pending), 0);
	assert_int_equal(sigismember(&pending, SIGTERM), 1);
	assert_int_equal(getrlimit(RLIMIT_CORE, &after), 0);
	assert_int_equal(after.rlim_cur, 0);
	assert_int_equal(sigwait(&term, &received), 0);
	assert_int_equal(sigprocmask(SIG_SETMASK, &mask, NULL), 0);
}

int
main(void)
{
	/* Whoever starts this may have them ignored (nohup). */
	for (size_t i = 1; i < sizeof(sessions) / sizeof(sessions[0]); i++)
		signal(sessions[i].ignored, SIG_DFL);
	scratch_begin();
	assert_int_equal(mkfifo(scratch("fifo"), 0600), 0);
	TABLE_ROWS(it_ends, ends);
	TABLE_ROWS(it_is_apart_where_a_signal_is_ignored, sessions);
	TABLE_TEST(too_few_file_descriptors_are_an_error);
	TABLE_TEST(a_signal_that_is_blocked_is_mirrored_by_a_status);
	int failed = table_run("supervise");
	return scratch_end() != 0 || failed != 0;
}
