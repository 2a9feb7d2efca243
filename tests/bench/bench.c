/*
 * bench: how long programs take from their spawn to their end, side by side.
 *
 * All cases run in turn, round after round, in one process: what slows the machine down for a
 * while slows down all of them. A case that takes long sits out some of the rounds, spread
 * evenly. The first case is the target itself, the second the floor; the others are told as
 * what they take more.
 *
 *   bench [-t] [-n ROUNDS] [-s SECONDS] CASE... where a CASE is
 *   launch|command NAME DIRECTORY [VARIABLE=VALUE]... PROGRAM [ARGUMENT]... --
 *
 * A `launch` has to end with the target's status, a `command` with 0. The environment of a case
 * is its variables and PWD, then ours. -t prints tab-separated values, in microseconds.
 */
#include "target.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Rounds before the counted ones: they warm the caches and tell how long a case takes. */
enum { WARM_UP = 3 };

struct sample {
	double time; /* microseconds */
	long faults; /* pages that were touched for the first time */
};

struct entry {
	const char *name;
	const char *directory;
	int status;
	char **variables; /* ends in NULL */
	char **argv; /* ends in NULL */
	size_t stride; /* runs in every so manieth round */
	size_t n;
	struct sample *samples;
};

struct options {
	size_t rounds;
	double seconds; /* the most that one case may take */
	bool tabs;
};

__attribute__((format(printf, 1, 2))) static void
die(const char *format, ...)
{
	va_list arguments;

	fputs("bench: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	exit(EXIT_FAILURE);
}

static void *
allocate(size_t n, size_t size)
{
	void *memory = calloc(n, size);

	if (memory == NULL)
		die("out of memory");
	return memory;
}

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

/* Of all children that have ended. */
static long
faults(void)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	return usage.ru_minflt;
}

static struct sample
run(const struct entry *entry, const posix_spawn_file_actions_t *actions)
{
	long before = faults();
	pid_t pid;
	int status;

	if (chdir(entry->directory) != 0)
		die("%s: %s: %s", entry->name, entry->directory, strerror(errno));
	double start = now();
	int err = posix_spawn(
		&pid, entry->argv[0], actions, NULL, entry->argv, entry->variables);
	if (err != 0)
		die("%s: %s: %s", entry->name, entry->argv[0], strerror(err));
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			die("waitpid: %s", strerror(errno));
	double end = now();
	if (!WIFEXITED(status) || WEXITSTATUS(status) != entry->status)
		die("%s: ended with wait status %#x, not with exit status %d",
			entry->name, (unsigned)status, entry->status);
	return (struct sample){end - start, faults() - before};
}

static void
warm_up(const struct options *options, struct entry *entries, size_t n,
	const posix_spawn_file_actions_t *actions)
{
	for (size_t i = 0; i < n; i++) {
		double time = 0;

		for (int round = 0; round < WARM_UP; round++)
			time = run(&entries[i], actions).time;
		entries[i].stride = (size_t)ceil(
			time * (double)options->rounds / (options->seconds * 1e6));
		entries[i].samples = allocate(options->rounds, sizeof(struct sample));
	}
}

static void
measure(const struct options *options, struct entry *entries, size_t n)
{
	posix_spawn_file_actions_t actions;

	if (posix_spawn_file_actions_init(&actions) != 0 ||
		posix_spawn_file_actions_addopen(
			&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) != 0)
		die("out of memory");
	warm_up(options, entries, n, &actions);
	for (size_t round = 0; round < options->rounds; round++)
		for (size_t i = 0; i < n; i++)
			if (round % entries[i].stride == 0)
				entries[i].samples[entries[i].n++] =
					run(&entries[i], &actions);
	posix_spawn_file_actions_destroy(&actions);
}

static int
by_faults(const void *a, const void *b)
{
	const struct sample *first = a, *second = b;

	return (first->faults > second->faults) - (first->faults < second->faults);
}

static int
by_time(const void *a, const void *b)
{
	const struct sample *first = a, *second = b;

	return (first->time > second->time) - (first->time < second->time);
}

struct result {
	double median, slow; /* microseconds; one in a hundred is slower than SLOW */
	long faults; /* the median */
};

static struct result
summarize(const struct entry *entry)
{
	struct result result;
	size_t last = entry->n - 1;

	qsort(entry->samples, entry->n, sizeof(struct sample), by_faults);
	result.faults = entry->samples[last / 2].faults;
	qsort(entry->samples, entry->n, sizeof(struct sample), by_time);
	result.median = entry->samples[last / 2].time;
	result.slow = entry->samples[last * 99 / 100].time;
	return result;
}

static void
print(bool tabs, const struct entry *entries, size_t n)
{
	struct result *results = allocate(n, sizeof(*results));
	double direct, floor;

	for (size_t i = 0; i < n; i++)
		results[i] = summarize(&entries[i]);
	direct = results[0].median;
	floor = results[1].median;
	if (!tabs)
		printf("%-36s %10s %10s %8s %10s %7s\n", "microseconds", "median",
			"99th %", "x floor", "- direct", "faults");
	for (size_t i = 0; i < n; i++) {
		const struct result *result = &results[i];

		if (tabs)
			printf("%s\t%.1f\t%.1f\t%.4f\t%.1f\t%ld\n", entries[i].name,
				result->median, result->slow, result->median / floor,
				result->median - direct, result->faults);
		else
			printf("%-36s %10.1f %10.1f %8.3f %10.1f %7ld\n", entries[i].name,
				result->median, result->slow, result->median / floor,
				result->median - direct, result->faults);
	}
	free(results);
}

/* Where the arguments of the case at AT end: at `--` or at the end of all. */
static char **
end_of_case(char **at)
{
	while (*at != NULL && strcmp(*at, "--") != 0)
		at++;
	return at;
}

static bool
is_set(char **variables, const char *variable)
{
	size_t length = strcspn(variable, "=") + 1;

	for (; *variables != NULL; variables++)
		if (strncmp(*variables, variable, length) == 0)
			return true;
	return false;
}

/* PWD, the N variables at OWN, and of ours what these do not set. */
static char **
environment_of(const char *directory, char **own, size_t n)
{
	size_t inherited = 0, used = 0, size = strlen("PWD=") + strlen(directory) + 1;

	while (environ[inherited] != NULL)
		inherited++;
	char **variables = allocate(inherited + n + 2, sizeof(*variables));
	variables[used] = allocate(size, 1);
	snprintf(variables[used++], size, "PWD=%s", directory);
	memcpy(variables + used, own, n * sizeof(*own));
	used += n;
	for (size_t i = 0; i < inherited; i++)
		if (!is_set(variables, environ[i]))
			variables[used++] = environ[i];
	return variables;
}

static void
parse_case(struct entry *entry, char **at)
{
	char **end = end_of_case(at);

	if (end - at < 4)
		die("a case is: launch|command NAME DIRECTORY [VARIABLE=VALUE]... "
		    "PROGRAM");
	if (strcmp(at[0], "launch") != 0 && strcmp(at[0], "command") != 0)
		die("%s: neither launch nor command", at[0]);
	entry->status = strcmp(at[0], "launch") == 0 ? TARGET_STATUS : 0;
	entry->name = at[1];
	entry->directory = at[2];
	entry->argv = at + 3;
	while (entry->argv < end && strchr(*entry->argv, '=') != NULL)
		entry->argv++;
	if (entry->argv == end)
		die("%s: no program", entry->name);
	*end = NULL;
	entry->variables = environment_of(
		entry->directory, at + 3, (size_t)(entry->argv - (at + 3)));
}

/* The cases in ARGV, which must be two at least. Their number in *N. */
static struct entry *
parse_cases(char **argv, size_t *n)
{
	size_t separators = 0;

	for (char **at = argv; *at != NULL; at++)
		separators += strcmp(*at, "--") == 0;
	struct entry *entries = allocate(separators + 1, sizeof(*entries));
	*n = 0;
	while (*argv != NULL) {
		char **end = end_of_case(argv);
		char **next = *end == NULL ? end : end + 1;

		parse_case(&entries[(*n)++], argv);
		argv = next;
	}
	if (*n < 2)
		die("the first case is the target, the second the floor");
	return entries;
}

int
main(int argc, char **argv)
{
	struct options options = {.rounds = 3000, .seconds = 30};
	size_t n;

	/* `+`: what looks like an option further on belongs to a case. */
	for (int option; (option = getopt(argc, argv, "+n:s:t")) >= 0;) {
		switch (option) {
		case 'n':
			options.rounds = strtoul(optarg, NULL, 10);
			break;
		case 's':
			options.seconds = strtod(optarg, NULL);
			break;
		case 't':
			options.tabs = true;
			break;
		default:
			return 2;
		}
	}
	if (options.rounds == 0 || options.seconds <= 0)
		die("rounds and seconds are numbers above 0");
	struct entry *entries = parse_cases(argv + optind, &n);
	measure(&options, entries, n);
	print(options.tabs, entries, n);
	for (size_t i = 0; i < n; i++) {
		free(entries[i].samples);
		free(entries[i].variables[0]);
		free(entries[i].variables);
	}
	free(entries);
	return fflush(stdout) == 0 ? 0 : EXIT_FAILURE;
}
