/* Gathering environments: what a ^C leaves of it. */
#include "gather.h"

#include "probe.h"
#include "scratch.h"
#include "table.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * More than are surveyed before a ^C is heard of, on the busiest machine; more than one thread
 * surveys; more than are probed at a time.
 */
enum { MANY = 20000, SOME = 400, SLOW = 7 };

static char home[4096], path[] = "PATH=/usr/bin:/bin";
static char *const environment[] = {home, path, NULL};
static char *const nothing[] = {NULL};

/* What was told, and when the key is pressed: with that one, or never. */
struct told {
	int environments, broken, silent;
	int at;
	size_t surveyed; /* with so many known */
};

static void
press(void)
{
	assert_int_equal(kill(getpid(), SIGINT), 0);
}

static void
note_found(void *data, struct gathered *gathered)
{
	struct told *told = data;

	assert_non_null(gathered->path);
	told->environments++;
	told->broken += gathered->survey.state == VSHIM_STATE_BROKEN;
	told->silent += gathered->is_silent;
	gather_free(gathered);
	if (told->environments == told->at)
		press();
}

/* The first report comes after a tenth of a second: by then the interpreters are started. */
static void
note_progress(void *data, const struct gather_progress *progress)
{
	struct told *told = data;

	if (told->surveyed == 0 || progress->environments < told->surveyed)
		return;
	told->surveyed = 0;
	press();
}

static void
gather(struct gather *gather, const char *const *environments,
	const char *const *directories, struct gather_progress *progress)
{
	struct vshim_error error = {.what = NULL};
	struct decision decision;

	snprintf(home, sizeof(home), "HOME=%s", scratch("h"));
	assert_int_equal(
		decision_begin(&decision, "python", nothing, environment, &error), 0);
	assert_int_equal(decision_read_settings(&decision, &error), 0);
	gather->decision = &decision;
	gather->found = note_found;
	gather->progress = note_progress;
	gather_run(gather, environments, directories, progress);
	decision_end(&decision);
}

/* The paths of N environments, called KIND-0 and so on, which are at the end of the test freed. */
static const char **
paths(const char *kind, size_t n)
{
	char name[64];
	const char **list = calloc(n + 1, sizeof(*list));

	assert_non_null(list);
	for (size_t i = 0; i < n; i++) {
		snprintf(name, sizeof(name), "%s-%d", kind, (int)i);
		list[i] = strdup(scratch(name));
	}
	return list;
}

static void
paths_free(const char **list)
{
	for (size_t i = 0; list[i] != NULL; i++)
		free((char *)(uintptr_t)list[i]);
	free(list);
}

static const char *const no_directories[] = {NULL};

/* Those that are not looked at yet are nobody's any more; those that are, are told once. */
static void
an_interrupt_ends_the_surveys(void **state)
{
	const char **list = paths("gone", MANY);
	struct told told = {.at = 1};
	struct gather_progress progress;

	(void)state;
	gather(&(struct gather){.data = &told, .ends_at_interrupt = true}, list,
		no_directories, &progress);
	assert_true(progress.was_interrupted);
	assert_int_equal(progress.environments, MANY);
	assert_true(told.environments >= 1 && told.environments < MANY);
	assert_int_equal(told.broken, told.environments);
	paths_free(list);
}

/* Their interpreters run, or wait to be started: the one as the other is told as it was found. */
static void
an_interrupt_ends_the_interpreters(void **state)
{
	const char **list = paths("slow", SLOW);
	struct told told = {.surveyed = SLOW};
	struct gather_progress progress;
	uint64_t began = uv_hrtime();

	(void)state;
	gather(&(struct gather){.data = &told,
		       .ends_at_interrupt = true,
		       .with_interpreters = true,
		       .with_sizes = true},
		list, no_directories, &progress);
	assert_true(progress.was_interrupted);
	assert_true(uv_hrtime() - began < PROBE_LIMIT * UINT64_C(1000000000));
	assert_int_equal(told.environments, SLOW);
	assert_int_equal(told.broken, 0);
	paths_free(list);
}

static void
an_interrupt_ends_the_scan(void **state)
{
	const char *const list[] = {scratch("gone-0"), NULL};
	/* Who went on to the end would come to the second. */
	const char *const directories[] = {"/usr", "/nowhere", NULL};
	struct told told = {.at = 1};
	struct gather_progress progress;

	(void)state;
	gather(&(struct gather){.data = &told, .ends_at_interrupt = true}, list,
		directories, &progress);
	assert_true(progress.was_interrupted);
	assert_true(
		progress.refused == NULL || strcmp(progress.refused, "/nowhere") != 0);
	free(progress.refused);
}

/* Where it is ignored, as in the background of a script, it ends nothing. */
static void
an_interrupt_that_is_ignored_ends_nothing(void **state)
{
	const char **list = paths("gone", SOME);
	struct told told = {.at = 1};
	struct gather_progress progress;
	void (*before)(int) = signal(SIGINT, SIG_IGN);

	(void)state;
	gather(&(struct gather){.data = &told, .ends_at_interrupt = true}, list,
		no_directories, &progress);
	signal(SIGINT, before);
	assert_false(progress.was_interrupted);
	assert_int_equal(told.environments, SOME);
	paths_free(list);
}

/* Environments whose interpreter waits for what nobody writes, and passes for a Python. */
static void
make_slow_environments(void)
{
	scratch_run("mkdir h p\n"
		    "cp \"$SELF\" p/python3.11\n"
		    "for n in 0 1 2 3 4 5 6; do\n"
		    "	mkdir -p slow-$n/bin slow-$n/lib/python3.11\n"
		    "	printf 'home = %s/p\\nversion = 3.11.4\\n' \"$PWD\" "
		    ">slow-$n/pyvenv.cfg\n"
		    "	ln -s \"$PWD/p/python3.11\" slow-$n/bin/python\n"
		    "	ln -s python slow-$n/bin/python3\n"
		    "done");
}

int
main(int argc, char **argv)
{
	(void)argv;
	/* As the interpreter that make_slow_environments() makes of this program. */
	if (argc > 1)
		return pause();
	scratch_begin();
	make_slow_environments();
	TABLE_TEST(an_interrupt_ends_the_surveys);
	TABLE_TEST(an_interrupt_ends_the_interpreters);
	TABLE_TEST(an_interrupt_ends_the_scan);
	TABLE_TEST(an_interrupt_that_is_ignored_ends_nothing);
	int failed = table_run("gather");
	return scratch_end() != 0 || failed != 0;
}
