/*
 * faults: runs a command of vshim again and again, in a world that is made anew each time, and
 * lets the Nth system call fail, with every error that it may have, or kills it there.
 *
 *	faults [-pOUTPUT]… [-aOUTPUT]… [-cob] NAME PREFIX WORLD DIRECTORY PROGRAM [ARGUMENT…]
 *
 * WORLD is made a copy of WORLD.template for each run; PREFIX holds the installation; the
 * variables are this program's own. -p is what may be printed instead when the system says that
 * what is looked for is not there; -a what may be printed whatever it says. -c: the command is
 * there to change something; -o: it may, but has another purpose. -b: it must believe the system
 * that something is gone, and act accordingly.
 *
 * What must hold: the command does what it does undisturbed, or passes over what is not there,
 * or says what is wrong and ends with a status of vshim's; never anything else, and never
 * without end. Whatever the world holds afterwards is as before or as after an undisturbed run,
 * entry by entry, but for temporary names; and the command, run again, puts it right.
 *
 * Prints a row of the table, and `# …` for every run in which something does not hold.
 */
#include "errors.h"
#include "trace.h"
#include "tree.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { ALTERNATIVES = 8 };

enum verdict { SAME, PASSED_OVER, REFUSED, NOT_STARTED, KILLED, WRONG, VERDICTS };

struct scenario {
	const char *name, *world, *template;
	const char *alternatives[ALTERNATIVES + 1]; /* each behind its option's letter */
	bool changes, may_change, believes;
	struct start start;
	struct outcome usual;
	struct tree before, after;
	size_t runs, verdicts[VERDICTS];
};

/* A run that is judged. */
struct run {
	struct scenario *scenario;
	struct fault fault;
	const struct call *call;
	struct outcome outcome;
	const char *why; /* it is wrong */
};

static void
run_again(struct scenario *scenario, const struct fault *fault, struct outcome *outcome)
{
	trace_run(&scenario->start, fault, outcome);
}

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
			(**one == 'a' || errors_is_absence(run->fault.err)))
			return true;
	return false;
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
	if (outcome->status == usual->status && strcmp(outcome->out, usual->out) == 0)
		return SAME;
	if (was_not_started(run))
		return NOT_STARTED;
	if (is_alternative(run) ||
		(run->scenario->believes && errors_is_gone(run->fault.err)))
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

/* Whether every entry of NOW is as before or as after; those gone, too. */
static bool
is_whole(const struct scenario *scenario, const struct tree *now)
{
	const struct tree *trees[] = {now, &scenario->before, &scenario->after};

	for (size_t i = 0; i < sizeof(trees) / sizeof(trees[0]); i++) {
		for (size_t j = 0; j < trees[i]->n; j++) {
			const char *path = trees[i]->entries[j].path;
			const char *is = tree_at(now, path);
			const char *was = tree_at(&scenario->before, path);
			const char *will = tree_at(&scenario->after, path);

			if (is == was || is == will || is_temporary(path) ||
				(is != NULL && was != NULL && strcmp(is, was) == 0) ||
				(is != NULL && will != NULL && strcmp(is, will) == 0))
				continue;
			printf("# %s: %s\n", path, is == NULL ? "gone" : is);
			return false;
		}
	}
	return true;
}

/* But for temporary names, which may be anywhere. */
static bool
is_after(const struct scenario *scenario, const struct tree *now)
{
	for (size_t i = 0; i < scenario->after.n; i++) {
		const char *path = scenario->after.entries[i].path;
		const char *is = tree_at(now, path);

		if (is == NULL || strcmp(is, scenario->after.entries[i].what) != 0)
			return false;
	}
	for (size_t i = 0; i < now->n; i++)
		if (!is_temporary(now->entries[i].path) &&
			tree_at(&scenario->after, now->entries[i].path) == NULL)
			return false;
	return true;
}

/* Runs the command once more, undisturbed: it gets where it would have got at once. */
static enum verdict
recover(struct run *run, enum verdict verdict)
{
	struct outcome again;
	struct tree now;

	run_again(run->scenario, &(struct fault){.at = 0, .err = 1}, &again);
	tree_read(run->scenario->world, &now);
	bool is = is_after(run->scenario, &now);
	if (!is || again.status != run->scenario->usual.status)
		verdict = wrong(run, "run again, it does not put it right");
	tree_free(&now);
	trace_free(&again);
	return verdict;
}

static enum verdict
judge(struct run *run)
{
	struct scenario *scenario = run->scenario;
	enum verdict verdict = judge_end(run);
	struct tree now;

	tree_read(scenario->world, &now);
	bool is_before = tree_same(&now, &scenario->before);
	if (scenario->believes && verdict != WRONG && errors_is_gone(run->fault.err) &&
		!tree_same(&now, &scenario->after))
		verdict = PASSED_OVER;
	else if (verdict != WRONG && !is_whole(scenario, &now))
		verdict = wrong(run, "something is damaged");
	else if (verdict == SAME && scenario->changes && !is_after(scenario, &now))
		verdict = wrong(run, "it says that it worked, but it did not");
	else if (verdict != WRONG && scenario->changes && !is_before &&
		!tree_same(&now, &scenario->after))
		verdict = recover(run, verdict);
	if (!is_before || verdict == WRONG)
		tree_copy(scenario->template, scenario->world);
	tree_free(&now);
	return verdict;
}

static void
show(const struct run *run)
{
	const struct outcome *outcome = &run->outcome;

	printf("# %s: call %zu, %s(%s): %s: %s\n", run->scenario->name, run->fault.at,
		errors_call(run->call->number), run->call->path,
		errors_name(run->fault.err), run->why);
	printf("#   status %#x, printed: %.300s\n", (unsigned)outcome->status,
		outcome->out);
	printf("#   and on stderr: %.*s\n", (int)strcspn(outcome->err, "\n"),
		outcome->err);
}

static void
try(struct scenario *scenario, size_t at, int err)
{
	struct run run = {.scenario = scenario,
		.fault = {.at = at,
			.number = scenario->usual.calls[at - 1].number,
			.err = err},
		.call = &scenario->usual.calls[at - 1]};

	run_again(scenario, &run.fault, &run.outcome);
	/* A page that was cached, a number of a process: not every run is quite like the first. */
	if (run.outcome.n >= at)
		run.call = &run.outcome.calls[at - 1];
	enum verdict verdict = judge(&run);
	scenario->runs++;
	scenario->verdicts[verdict]++;
	if (verdict == WRONG)
		show(&run);
	trace_free(&run.outcome);
}

static void
begin(struct scenario *scenario)
{
	tree_copy(scenario->template, scenario->world);
	tree_read(scenario->world, &scenario->before);
	run_again(scenario, &(struct fault){.at = 0}, &scenario->usual);
	tree_read(scenario->world, &scenario->after);
	tree_copy(scenario->template, scenario->world);
	if (scenario->usual.n == 0 ||
		(!scenario->may_change &&
			scenario->changes ==
				tree_same(&scenario->before, &scenario->after))) {
		printf("# %s: undisturbed, it %s\n", scenario->name,
			scenario->usual.n == 0      ? "does nothing"
				: scenario->changes ? "changes nothing"
						    : "changes something");
		scenario->verdicts[WRONG]++;
	}
	if (getenv("FAULTS_SHOW") != NULL)
		printf("# %s prints, with status %#x: %s# %s\n", scenario->name,
			(unsigned)scenario->usual.status, scenario->usual.out,
			scenario->usual.err);
}

static void
print_row(const struct scenario *scenario)
{
	static const int widths[] = {5, 11, 7, 11, 6, 5};

	printf("| %-19s | %5zu | %5zu |", scenario->name, scenario->usual.n,
		scenario->runs);
	for (int i = 0; i < VERDICTS; i++)
		printf(" %*zu |", widths[i], scenario->verdicts[i]);
	printf("\n");
}

static int
usage(void)
{
	fprintf(stderr,
		"usage: faults [-pOUTPUT]... [-aOUTPUT]... [-cob] NAME PREFIX WORLD "
		"DIRECTORY PROGRAM [ARGUMENT]...\n");
	return 2;
}

int
main(int argc, char **argv)
{
	struct scenario scenario = {.changes = false};
	size_t n = 0;

	for (int option; (option = getopt(argc, argv, "+p:a:cob")) != -1;) {
		scenario.changes = scenario.changes || option == 'c';
		scenario.may_change = scenario.may_change || option == 'o';
		scenario.believes = scenario.believes || option == 'b';
		if (option == '?' || n == ALTERNATIVES)
			return usage();
		if (option == 'p' || option == 'a')
			/* The option's letter stands before its value: `-pTEXT`. */
			scenario.alternatives[n++] = optarg - 1;
	}
	argv += optind;
	if (argc - optind < 5)
		return usage();
	char template[4096];
	snprintf(template, sizeof(template), "%s.template", argv[2]);
	scenario.name = argv[0];
	scenario.world = argv[2];
	scenario.template = template;
	scenario.start = (struct start){.argv = argv + 4,
		.environment = environ,
		.directory = argv[3],
		.prefix = argv[1]};
	begin(&scenario);
	for (size_t at = 1; at <= scenario.usual.n; at++) {
		for (const int *err = errors_of(&scenario.usual.calls[at - 1]); *err != 0;
			err++)
			try(&scenario, at, *err);
		try(&scenario, at, 0);
	}
	print_row(&scenario);
	return scenario.verdicts[WRONG] > 0;
}
