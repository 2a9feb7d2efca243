#include "judge.h"

#include "errors.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

static bool
is_status_of_vshim(int status)
{
	return WIFEXITED(status) &&
		(WEXITSTATUS(status) == 1 || WEXITSTATUS(status) == 2 ||
			(WEXITSTATUS(status) >= 125 && WEXITSTATUS(status) <= 127));
}

static bool
starts(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

/* Whether the loader or the C library gave up, before there was a vshim to say anything. */
static bool
was_not_started(const struct run *run)
{
	const struct outcome *outcome = &run->outcome;

	if (outcome->out[0] != '\0')
		return false;
	if (WIFSIGNALED(outcome->status))
		return errors_is_startup(run->call);
	return WEXITSTATUS(outcome->status) == 127 &&
		(strstr(outcome->err, "error while loading shared libraries") != NULL ||
			(errors_is_startup(run->call) && outcome->err[0] != '\0' &&
				!starts(outcome->err, "vshim: ")));
}

static bool
is_alternative(const struct run *run)
{
	for (const char *const *one = run->scenario->alternatives; *one != NULL; one++)
		if (strcmp(run->outcome.out, *one + 1) == 0 &&
			(**one == 'a' ||
				(**one == 'p' && errors_is_absence(run->fault.err))))
			return true;
	return false;
}

/* Whether the run printed what it does undisturbed, or a note that goes with that. */
static bool
is_usual(const struct run *run)
{
	if (run->outcome.status != run->scenario->usual.status)
		return false;
	for (const char *const *one = run->scenario->alternatives; *one != NULL; one++)
		if (**one == 'n' && starts(run->outcome.out, *one + 1))
			return true;
	return strcmp(run->outcome.out, run->scenario->usual.out) == 0;
}

/* Whether the command was told that something is gone, and has to believe it. */
static bool
believes(const struct run *run)
{
	return run->scenario->mender != NULL && errors_is_gone(run->fault.err);
}

static enum verdict
wrong(struct run *run, const char *why)
{
	run->why = why;
	return WRONG;
}

static enum verdict
judge_end(struct run *run)
{
	const struct outcome *usual = &run->scenario->usual, *outcome = &run->outcome;

	if (outcome->hangs)
		return wrong(run, "it does not end");
	if (run->fault.err == 0 && WIFSIGNALED(outcome->status))
		return KILLED;
	if (is_usual(run))
		return SAME;
	if (was_not_started(run))
		return NOT_STARTED;
	if (is_alternative(run) || (believes(run) && outcome->status == usual->status))
		return PASSED_OVER;
	if (!is_status_of_vshim(outcome->status))
		return wrong(run, "it ends in its own way");
	if (!starts(outcome->err, "vshim: "))
		return wrong(run, "it fails without a word");
	if (!starts(usual->out, outcome->out))
		return wrong(run, "it fails, but has done something else");
	return REFUSED;
}

/* A name that was to be renamed, NAME.PID.NUMBER~: whoever was killed leaves it. */
static bool
is_temporary(const char *path)
{
	return path[strlen(path) - 1] == '~';
}

/* Whether PATH, which is not there, stood for something that was said to be gone. */
static bool
may_be_gone(const char *was, const char *will)
{
	return (was != NULL && starts(was, "-> ")) ||
		(will != NULL && starts(will, "-> "));
}

/* Whether PATH holds in NOW what it held before or holds after an undisturbed run. */
static bool
is_entry_whole(const struct run *run, const struct tree *now, const char *path)
{
	const char *is = tree_at(now, path);
	const char *was = tree_at(&run->scenario->before, path);
	const char *will = tree_at(&run->scenario->after, path);

	if (is == was || is == will || is_temporary(path))
		return true;
	if (is == NULL)
		return believes(run) && may_be_gone(was, will);
	return (was != NULL && strcmp(is, was) == 0) ||
		(will != NULL && strcmp(is, will) == 0);
}

static bool
is_whole(const struct run *run, const struct tree *now)
{
	const struct tree *trees[] = {now, &run->scenario->before, &run->scenario->after};

	for (size_t i = 0; i < sizeof(trees) / sizeof(trees[0]); i++) {
		for (size_t j = 0; j < trees[i]->n; j++) {
			const char *path = trees[i]->entries[j].path;
			const char *is = tree_at(now, path);

			if (is_entry_whole(run, now, path))
				continue;
			printf("# %s: %s\n", path, is == NULL ? "gone" : is);
			return false;
		}
	}
	return true;
}

/* Whether all in TREE below PART is in OTHER, the same; but for temporary names. */
static bool
is_part_of(const struct tree *tree, const struct tree *other, const char *part)
{
	for (size_t i = 0; i < tree->n; i++) {
		const struct entry *entry = &tree->entries[i];
		const char *is = tree_at(other, entry->path);

		if (starts(entry->path, part) && !is_temporary(entry->path) &&
			(is == NULL || strcmp(is, entry->what) != 0))
			return false;
	}
	return true;
}

/* Whether NOW holds below PART what the undisturbed run left there. */
static bool
is_after(const struct scenario *scenario, const struct tree *now, const char *part)
{
	return is_part_of(&scenario->after, now, part) &&
		is_part_of(now, &scenario->after, part);
}

/* Runs PROGRAM, or what the scenario runs where that is NULL, undisturbed. Its status. */
static int
run_undisturbed(const struct scenario *scenario, char *program)
{
	char *const argv[] = {program, NULL};
	struct start start = scenario->start;
	struct outcome outcome;

	if (program != NULL)
		start.argv = argv;
	trace_run(&start, &(struct fault){.at = 0, .err = 1}, &outcome);
	trace_free(&outcome);
	return outcome.status;
}

/* Runs the command once more, undisturbed: it gets where it would have got at once. */
static enum verdict
recover(struct run *run, enum verdict verdict)
{
	const struct scenario *scenario = run->scenario;
	int status = run_undisturbed(scenario, NULL);
	struct tree now;

	if (believes(run) && run_undisturbed(scenario, scenario->mender) != 0)
		return wrong(run, "and the environments could not be named again");
	tree_read(scenario->world, &now);
	if (!is_after(scenario, &now, "") || status != scenario->usual.status)
		verdict = wrong(run, "run again, it does not put it right");
	tree_free(&now);
	return verdict;
}

/* What is to be said of a run that ended with VERDICT, when the world is NOW as it left it. */
static enum verdict
judge_world(struct run *run, enum verdict verdict, const struct tree *now)
{
	const struct scenario *scenario = run->scenario;
	bool is_done = is_after(scenario, now, scenario->part);

	if (!is_whole(run, now))
		return wrong(run, "something is damaged");
	if (verdict == SAME && !is_done && !believes(run))
		return wrong(run, "it says that it worked, but it did not");
	if (verdict == SAME && believes(run) && !is_done)
		verdict = PASSED_OVER;
	if (tree_same(now, &scenario->before) || tree_same(now, &scenario->after))
		return verdict;
	return scenario->changes || scenario->may_change ? recover(run, verdict)
							 : verdict;
}

enum verdict
judge(struct run *run)
{
	const struct scenario *scenario = run->scenario;
	enum verdict verdict = judge_end(run);
	struct tree now;

	tree_read(scenario->world, &now);
	bool is_before = tree_same(&now, &scenario->before);
	if (verdict != WRONG)
		verdict = judge_world(run, verdict, &now);
	if (!is_before || verdict == WRONG)
		tree_copy(scenario->template, scenario->world);
	tree_free(&now);
	return verdict;
}
