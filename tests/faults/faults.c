/*
 * faults: runs a command of vshim again and again, in a world that is made anew each time, and
 * lets the Nth system call fail, with every error that it may have, or kills it there.
 *
 *	faults [-pOUTPUT]… [-aOUTPUT]… [-nOUTPUT]… [-coq] [-tPART] [-bMENDER] NAME PREFIX WORLD
 *		DIRECTORY PROGRAM [ARGUMENT…]
 *
 * WORLD is made a copy of WORLD.template for each run; PREFIX holds the installation; the
 * variables are this program's own. -p is what may be printed instead when the system says that
 * what is looked for is not there; -a what may be printed whatever it says; -n what may be
 * printed, with more behind it, by a command that has done what it is there for. -c: the command
 * is there to change something; -o: it may, but has another purpose; -t: it is there to change
 * PART of the world, as it is written below WORLD, and may change more. -b: it believes the
 * system that something is gone, and may take away the links that stand for that; MENDER is a
 * program that names all environments once more. -q: two of its errors are enough for each call,
 * none for those of the start, and nothing is killed: for counts of coverage.
 *
 * What must hold: the command does what it does undisturbed, or passes over what is not there,
 * or says what is wrong and ends with a status of vshim's; never anything else, and never
 * without end. Whatever the world holds afterwards is as before or as after an undisturbed run,
 * entry by entry, but for temporary names, and for links that are gone where -b allows it; and
 * the command, run again, puts it right, there with MENDER's help.
 *
 * Prints a row of the table, and `# …` for every run in which something does not hold.
 */
#include "errors.h"
#include "judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

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

	trace_run(&scenario->start, &run.fault, &run.outcome);
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

/* Lets the call AT fail with all that it may fail with. */
static void
try_all(struct scenario *scenario, size_t at)
{
	const struct call *call = &scenario->usual.calls[at - 1];
	const int *errors = errors_of(call);

	if (scenario->is_quick && errors_is_startup(call))
		return;
	for (size_t i = 0; errors[i] != 0; i++)
		if (!scenario->is_quick || i == 0 || errors[i + 1] == 0)
			try(scenario, at, errors[i]);
	if (!scenario->is_quick)
		try(scenario, at, 0);
}

static void
begin(struct scenario *scenario)
{
	tree_copy(scenario->template, scenario->world);
	tree_read(scenario->world, &scenario->before);
	trace_run(&scenario->start, &(struct fault){.at = 0}, &scenario->usual);
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
		"usage: faults [-pOUTPUT]... [-aOUTPUT]... [-nOUTPUT]... [-coq] "
		"[-tPART] [-bMENDER] NAME PREFIX WORLD DIRECTORY PROGRAM "
		"[ARGUMENT]...\n");
	return 2;
}

/* Reads the options into SCENARIO. How many words they are, or -1. */
static int
read_options(struct scenario *scenario, int argc, char **argv)
{
	size_t n = 0;

	for (int option; (option = getopt(argc, argv, "+p:a:n:coqt:b:")) != -1;) {
		scenario->changes = scenario->changes || option == 'c';
		scenario->may_change =
			scenario->may_change || option == 'o' || option == 't';
		scenario->is_quick = scenario->is_quick || option == 'q';
		if (option == 'b')
			scenario->mender = optarg;
		if (option == 'c' || option == 't')
			scenario->part = option == 't' ? optarg : "";
		if (option == '?' || n == ALTERNATIVES)
			return -1;
		if (option == 'p' || option == 'a' || option == 'n')
			/* The option's letter stands before its value: `-pTEXT`. */
			scenario->alternatives[n++] = optarg - 1;
	}
	return optind;
}

int
main(int argc, char **argv)
{
	/* Below nothing, nothing has to be changed. */
	struct scenario scenario = {.part = "no path"};
	int n = read_options(&scenario, argc, argv);
	char template[4096];

	if (n < 0 || argc - n < 5)
		return usage();
	argv += n;
	snprintf(template, sizeof(template), "%s.template", argv[2]);
	scenario.name = argv[0];
	scenario.world = argv[2];
	scenario.template = template;
	scenario.start = (struct start){.argv = argv + 4,
		.environment = environ,
		.directory = argv[3],
		.prefix = argv[1]};
	begin(&scenario);
	for (size_t at = 1; at <= scenario.usual.n; at++)
		try_all(&scenario, at);
	print_row(&scenario);
	return scenario.verdicts[WRONG] > 0;
}
