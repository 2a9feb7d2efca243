#include "ask.h"

#include "table.h"
#include "terms.h"
#include "tree.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Every process of these tests is this one, so that a table can name it. */
pid_t
getpid(void)
{
	return 4242;
}

enum { ROOMY = 256 * 1024, LISTED = 16 };

static const char *const reasons[] = {
	[REASON_NONE] = "none",
	[REASON_CANNOT_LOOK] = "cannot-look",
	[REASON_TOO_LARGE] = "too-large",
	[REASON_UNUSABLE] = "unusable",
	[REASON_NAME_UNKNOWN] = "name-unknown",
	[REASON_NAME_AMBIGUOUS] = "name-ambiguous",
	[REASON_REDIRECT_EMPTY] = "redirect-empty",
	[REASON_REDIRECT_UNREADABLE] = "redirect-unreadable",
	[REASON_REDIRECT_UNUSABLE] = "redirect-unusable",
	[REASON_VENV_DANGLING] = "venv-dangling",
	[REASON_VENV_ODD] = "venv-odd",
	[REASON_SEVERAL] = "several",
	[REASON_UNTRUSTED] = "untrusted",
	[REASON_GLOBAL_GONE] = "global-gone",
	[REASON_BROKEN] = "broken",
	[REASON_SCRIPT_BROKEN] = "script-broken",
	[REASON_IS_SHIM] = "is-shim",
	[REASON_NO_PIP] = "no-pip",
	[REASON_CHAIN] = "chain",
	[REASON_NOT_FOUND] = "not-found",
};

static const struct {
	int err;
	const char *name;
} errnos[] = {{EACCES, "EACCES"}, {ENOENT, "ENOENT"}, {EISDIR, "EISDIR"},
	{ELOOP, "ELOOP"}, {EIO, "EIO"}, {ENOMEM, "ENOMEM"}, {EINTR, "EINTR"},
	{EMFILE, "EMFILE"}, {ENOTDIR, "ENOTDIR"}};

/* What the tree's own lines have said. */
static struct {
	const char *names[LISTED], *trusted[LISTED], *words[3][LISTED];
	size_t n_names, n_trusted;
	struct settings settings;
	FILE *steps;
} known;

static const char *const *const ambiguous = (const char *const[]){"/one", "/two", NULL};

static const char *
find_name(void *data, const char *name, struct problem *problem)
{
	size_t length = strlen(name);

	(void)data;
	for (size_t i = 0; i < known.n_names; i++) {
		const char *line = known.names[i];

		if (strncmp(line + 2, name, length) != 0 || line[2 + length] != '\t')
			continue;
		if (line[0] == 'n')
			return line + 2 + length + 1;
		*problem = (struct problem){.reason = REASON_NAME_AMBIGUOUS,
			.path = name,
			.several = ambiguous};
		return NULL;
	}
	*problem = (struct problem){.reason = REASON_NAME_UNKNOWN, .path = name};
	return NULL;
}

static bool
is_trusted(void *data, const char *directory)
{
	(void)data;
	for (size_t i = 0; i < known.n_trusted; i++)
		if (strcmp(known.trusted[i], directory) == 0)
			return true;
	return false;
}

static void
listen(void *data, const struct step *step)
{
	(void)data;
	if (known.steps == NULL)
		return;
	fprintf(known.steps, "%d %s", step->line, terms_finding(step->finding));
	if (step->path != NULL)
		fprintf(known.steps, " %s", step->path);
	if (step->detail != NULL)
		fprintf(known.steps, " (%s)", step->detail);
	fputc('\n', known.steps);
}

static bool
is_interpreter(void *data, const char *path)
{
	(void)data;
	(void)path;
	return true;
}

static const struct knowledge knowledge = {
	.find_name = find_name,
	.is_trusted = is_trusted,
	.is_interpreter = is_interpreter,
	.listen = listen,
};

/* The words of VALUE, separated by blanks, as a list that lasts for the run of the row. */
static const char *const *
words(size_t list, const char *value)
{
	static char texts[3][1024];
	size_t n = 0;
	char *rest = NULL;

	snprintf(texts[list], sizeof(texts[list]), "%s", value);
	for (char *word = strtok_r(texts[list], " ", &rest); word != NULL;
		word = strtok_r(NULL, " ", &rest))
		known.words[list][n++] = word;
	known.words[list][n] = NULL;
	return known.words[list];
}

static void
set(const char *line)
{
	const char *value = strchr(line, '\t');

	assert_non_null(value);
	size_t length = (size_t)(value++ - line);
	if (strncmp(line, "names", length) == 0)
		known.settings.names = words(0, value);
	else if (strncmp(line, "ceiling", length) == 0)
		known.settings.ceilings = words(1, value);
	else if (strncmp(line, "any-name", length) == 0)
		known.settings.any_name = strcmp(value, "yes") == 0;
	else if (strncmp(line, "installed-scripts", length) == 0)
		known.settings.scripts_on_system = strcmp(value, "system") == 0;
	else if (strncmp(line, "trust.mode", length) == 0)
		known.settings.trust_explicit = strcmp(value, "explicit") == 0;
	else
		fail_msg("no such setting: %s", line);
}

static void
plant(struct asked *asked, const char *line)
{
	switch (line[0]) {
	case 'n':
	case 'a':
		known.names[known.n_names++] = line;
		break;
	case 'T':
		known.trusted[known.n_trusted++] = line + 2;
		break;
	case 'S':
		set(line + 2);
		break;
	case 'u':
		asked->request.user = (uid_t)strtoul(line + 2, NULL, 10);
		break;
	case 'L':
		asked->request.launcher = line + 2;
		break;
	case '0':
		asked->request.argv0 = line + 2;
		break;
	case '-':
		asked->request.knowledge = NULL;
		break;
	default:
		tree_plant(line);
	}
}

void
ask_begin(struct asked *asked, const struct ask *ask, size_t size)
{
	static const char *const python[] = {"python", NULL};
	const char *const *argv = ask->argv[0] == NULL ? python : ask->argv;

	memset(&known, 0, sizeof(known));
	known.settings = settings_default;
	*asked = (struct asked){.err = 0};
	/* One byte at least, or malloc(3) may give none; the sanitizer guards the rest. */
	asked->arena = (struct arena){.base = malloc(size + (size == 0)), .size = size};
	assert_non_null(asked->arena.base);
	tree_clear();
	struct request request = {.user = TREE_USER, .knowledge = &knowledge};
	asked->request = request;
	for (const char *const *line = ask->tree; *line != NULL; line++)
		plant(asked, *line);
	request = asked->request;
	/* Constants all, whatever execve(2) and so struct request call them. */
	request_make(&asked->request, &asked->arena,
		&(struct process){.user = request.user}, argv[0],
		(char *const *)(uintptr_t)(argv + 1),
		(char *const *)(uintptr_t)ask->environment);
	asked->request.knowledge = request.knowledge;
	asked->request.launcher = request.launcher;
	asked->request.argv0 = request.argv0;
	asked->request.settings = &known.settings;
}

void
ask_end(struct asked *asked)
{
	free(asked->arena.base);
}

static void
print_problem(FILE *out, const struct problem *problem)
{
	fprintf(out, "%s", reasons[problem->reason]);
	/* Nobody asks what was too large: the answer is to hand over. */
	if (problem->reason == REASON_TOO_LARGE)
		return;
	if (problem->path != NULL)
		fprintf(out, " %s", problem->path);
	if (problem->detail != NULL && problem->detail[0] != '\0')
		fprintf(out, " (%s)", problem->detail);
	for (size_t i = 0; problem->several != NULL && problem->several[i] != NULL; i++)
		fprintf(out, "%s%s", i == 0 ? ": " : " ", problem->several[i]);
	for (size_t i = 0; i < sizeof(errnos) / sizeof(errnos[0]); i++)
		if (problem->err == errnos[i].err)
			fprintf(out, " %s", errnos[i].name);
}

static FILE *
text_open(char **text, size_t *length)
{
	FILE *out = open_memstream(text, length);

	assert_non_null(out);
	return out;
}

char *
ask_selection(struct asked *asked)
{
	char *text = NULL;
	size_t length;
	FILE *out = text_open(&text, &length);
	const struct selection *selection = &asked->selection;

	asked->err = resolve(
		&asked->request, &asked->arena, &asked->selection, &asked->problem);
	if (asked->err != 0) {
		print_problem(out, &asked->problem);
	} else {
		fputs(terms_origin(selection->origin), out);
		if (selection->environment != NULL)
			fprintf(out, " %s", selection->environment);
		if (selection->project != NULL)
			fprintf(out, " in %s", selection->project);
	}
	fclose(out);
	return text;
}

/* Decides what is run, as far as there is a selection. */
static void
choose(struct asked *asked)
{
	asked->err = resolve(
		&asked->request, &asked->arena, &asked->selection, &asked->problem);
	if (asked->err != 0)
		return;
	environ_plan(&asked->request, &asked->arena, &asked->selection, &asked->plan);
	asked->err = program_choose(&asked->request, &asked->arena, &asked->selection,
		&asked->plan, &asked->program, &asked->problem);
}

char *
ask_program(struct asked *asked)
{
	char *text = NULL;
	size_t length;
	FILE *out = text_open(&text, &length);

	choose(asked);
	if (asked->err != 0) {
		print_problem(out, &asked->problem);
	} else {
		const char *const *argv = asked->program.argv;
		bool is_named = false;

		for (size_t i = 0; argv[i] != NULL; i++) {
			fprintf(out, "%s%s", i == 0 ? "" : " ", argv[i]);
			is_named = is_named || strcmp(argv[i], asked->program.path) == 0;
		}
		if (!is_named)
			fprintf(out, " [%s]", asked->program.path);
		if (asked->program.is_outside)
			fputs(" outside", out);
	}
	fclose(out);
	return text;
}

static bool
is_in(char *const *block, const char *entry)
{
	for (; *block != NULL; block++)
		if (strcmp(*block, entry) == 0)
			return true;
	return false;
}

/* `-ENTRY` for what is gone and `+ENTRY` for what is new, each on a line of its own. */
static void
print_changes(FILE *out, char *const *before, char *const *after)
{
	for (char *const *entry = before; *entry != NULL; entry++)
		if (!is_in(after, *entry))
			fprintf(out, "-%.*s\n", (int)strcspn(*entry, "="), *entry);
	for (char *const *entry = after; *entry != NULL; entry++)
		if (!is_in(before, *entry))
			fprintf(out, "+%s\n", *entry);
}

char *
ask_environment(struct asked *asked)
{
	char *text = NULL;
	size_t length;
	FILE *out = text_open(&text, &length);

	choose(asked);
	char **block = asked->err != 0
		? NULL
		: environ_block(&asked->request, &asked->arena, &asked->plan);
	if (asked->err != 0)
		print_problem(out, &asked->problem);
	else if (block == NULL)
		fputs("too-large", out);
	else
		print_changes(out, asked->request.environment, block);
	fclose(out);
	return text;
}

char *
ask_steps(struct asked *asked)
{
	char *text = NULL;
	size_t length;

	known.steps = text_open(&text, &length);
	asked->err = resolve(
		&asked->request, &asked->arena, &asked->selection, &asked->problem);
	fclose(known.steps);
	known.steps = NULL;
	return text;
}

/* The answer in an arena of SIZE bytes, which somebody listens to or nobody; owned. */
static char *
answered(const struct ask *ask, ask_answer *answer, size_t size, bool is_heard)
{
	struct knowledge deaf = knowledge;
	struct asked asked;

	deaf.listen = NULL;
	ask_begin(&asked, ask, size);
	if (asked.request.knowledge != NULL && !is_heard)
		asked.request.knowledge = &deaf;
	char *text = answer(&asked);
	assert_true(asked.arena.used <= asked.arena.size);
	assert_false(tree_fifo_was_opened());
	ask_end(&asked);
	return text;
}

void
ask_check(const struct ask *ask, ask_answer *answer)
{
	/* Whoever hears of each look must not change what is found. */
	for (int is_heard = 0; is_heard < 2; is_heard++) {
		char *text =
			answered(ask, answer, ROOMY, is_heard || answer == ask_steps);

		assert_string_equal(text, ask->expected);
		free(text);
	}
}

/* Whether the answer in an arena of SIZE bytes is the expected one. It may be too large. */
static bool
fits(const struct ask *ask, ask_answer *answer, size_t size)
{
	char *text = answered(ask, answer, size, size % 2 == 0);
	bool is_right = strcmp(text, ask->expected) == 0;

	if (!is_right && strcmp(text, "too-large") != 0)
		fail_msg("with %zu bytes: %s", size, text);
	free(text);
	return is_right;
}

void
ask_check_sizes(const struct ask *ask, ask_answer *answer)
{
	/* All sizes up to where paths end; then by a prime, past the reader's 32 KB. */
	enum { EVERY = 1024, STRIDE = 251, LAST = 80 * 1024 };
	bool has_fitted[2] = {false, false};

	/* Whoever listens takes other room: even and odd sizes are of two kinds. */
	for (size_t size = 0; size < LAST; size += size < EVERY ? 1 : STRIDE) {
		bool does_fit = fits(ask, answer, size);

		if (has_fitted[size % 2] && !does_fit)
			fail_msg("with %zu bytes it does not fit any more", size);
		has_fitted[size % 2] = does_fit;
	}
	assert_true(has_fitted[0] && has_fitted[1]);
}
