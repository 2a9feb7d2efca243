/*
 * The whole decision over a file system that the input describes.
 *
 * Each line is one of tree_plant()'s, or: `v KEY=VALUE` a variable, `w WORD` a word of the
 * command line, `u UID` the user, `L PATH` the launcher's file, `B` what follows, with its
 * newlines, is the text of /p/.venv.
 */
#include "resolve.h"
#include "environ.h"
#include "environment.h"
#include "files.h"
#include "fuzz.h"
#include "name.h"
#include "owner.h"
#include "program.h"
#include "tree.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS = 16, ROOM = 256 * 1024 };

static char block[ROOM];

struct world {
	char *words[WORDS + 1], *variables[WORDS + 1];
	size_t n_words, n_variables;
	uid_t user;
	const char *launcher;
};

static struct {
	struct request request;
	struct selection selection;
	struct environ_plan plan;
	struct program program;
	struct problem problem;
} decided;

/* Whether tree_plant() takes LINE and the tree can be what it says. */
static bool
is_plantable(const char *line)
{
	if (strlen(line) < 3 || line[1] != ' ' ||
		strchr("dfxlpEomsct!r", line[0]) == NULL)
		return false;
	char *path = strndup(line + 2, strcspn(line + 2, "\t"));
	bool is_root = strcmp(path, "/") == 0;
	bool is = path_is_plain(path) && (!is_root || strchr("cm", line[0]) != NULL);
	free(path);
	return is;
}

static void
read_line(struct world *world, char *line)
{
	if (is_plantable(line))
		tree_plant(line);
	else if (strncmp(line, "v ", 2) == 0 && world->n_variables < WORDS)
		world->variables[world->n_variables++] = line + 2;
	else if (strncmp(line, "w ", 2) == 0 && world->n_words < WORDS)
		world->words[world->n_words++] = line + 2;
	else if (strncmp(line, "L /", 3) == 0)
		world->launcher = line + 2;
	else if (strncmp(line, "u ", 2) == 0)
		world->user = (uid_t)atoi(line + 2);
}

static void
read_world(struct world *world, char *text, size_t length)
{
	*world = (struct world){.user = TREE_USER};
	tree_clear();
	for (char *line = text, *end; line < text + length; line = end + 1) {
		end = memchr(line, '\n', (size_t)(text + length - line));
		if (end == NULL)
			end = text + length;
		*end = '\0';
		if (strcmp(line, "B") == 0 && end < text + length) {
			tree_file("/p/.venv", end + 1, (size_t)(text + length - end - 1));
			break;
		}
		read_line(world, line);
	}
}

static const char *
find_no_name(void *data, const char *name, struct problem *problem)
{
	(void)data;
	*problem = (struct problem){.reason = REASON_NAME_UNKNOWN, .path = name};
	return NULL;
}

static bool
trust_nobody(void *data, const char *directory)
{
	(void)data;
	return directory == NULL;
}

static bool
call_all_interpreters(void *data, const char *path)
{
	(void)data;
	return path != NULL;
}

static void
hear(void *data, const struct step *step)
{
	(void)data;
	check(step->line >= 0 && step->line <= 7);
}

/* Knows as little as the launcher, but listens. */
static const struct knowledge listener = {
	.find_name = find_no_name,
	.is_trusted = trust_nobody,
	.is_interpreter = call_all_interpreters,
	.listen = hear,
};

/* 0, or -1 with the problem, in an arena of SIZE bytes. */
static int
decide(const struct world *world, struct arena *arena, size_t size, bool is_heard)
{
	static char python[] = "python";
	char *only[] = {python, NULL};
	char *const *argv = world->n_words == 0 ? only : world->words;

	*arena = (struct arena){
		.base = size == ROOM ? block : fuzz_memory(size), .size = size};
	request_make(&decided.request, arena, &(struct process){.user = TREE_USER},
		argv[0], argv + 1, world->variables);
	decided.request.user = world->user;
	decided.request.launcher = world->launcher;
	decided.request.knowledge = is_heard ? &listener : NULL;
	if (resolve(&decided.request, arena, &decided.selection, &decided.problem) != 0)
		return -1;
	environ_plan(&decided.request, arena, &decided.selection, &decided.plan);
	return program_choose(&decided.request, arena, &decided.selection, &decided.plan,
		&decided.program, &decided.problem);
}

static void
check_selection(struct arena *arena)
{
	const struct selection *selection = &decided.selection;
	const char *environment = selection->environment;
	bool may_be_system = selection->origin == VSHIM_ORIGIN_OVERRIDE ||
		selection->origin == VSHIM_ORIGIN_SCRIPT ||
		selection->origin == VSHIM_ORIGIN_SYSTEM;

	check(selection->origin == VSHIM_ORIGIN_WALK || selection->project == NULL);
	if (environment == NULL) {
		check(may_be_system);
		return;
	}
	check(selection->origin != VSHIM_ORIGIN_SYSTEM);
	check(selection->origin != VSHIM_ORIGIN_SCRIPT);
	check(environment_look(&decided.request, arena, environment) == 0);
	if (selection->origin == VSHIM_ORIGIN_WALK) {
		check(selection->project != NULL);
		struct owner_parts parts = {.itself = {.st_nlink = 0}};
		check(owner_foreign_part(&decided.request, arena, environment, &parts) ==
			NULL);
	}
}

static void
check_program(struct arena *arena)
{
	const struct program *program = &decided.program;
	const char *environment = decided.selection.environment;
	struct name name = name_parse(decided.request.name);
	struct stat status, own;

	check(program->path != NULL && program->argv[0] != NULL);
	check(files_stat(program->argv[0], &status) == 0);
	check(files_executable(program->argv[0], &status));
	if (decided.request.launcher != NULL &&
		files_stat(decided.request.launcher, &own) == 0)
		check(!files_same(&status, &own));
	check(program->is_outside || environment != NULL);
	if (environment == NULL)
		return;
	const char *bin = path_join(arena, environment, "bin");
	check(program->is_outside == !path_inside(program->argv[0], bin) ||
		program->is_outside);
	/* An environment's own names are never answered by another Python. */
	if (name_stands_for(
		    name, decided.selection.pyvenv.major, decided.selection.pyvenv.minor))
		check(!program->is_outside);
}

static void
check_decision(struct arena *arena, int err)
{
	check(!tree_fifo_was_opened());
	check(arena->used <= arena->size);
	check((err == 0) == (decided.problem.reason == REASON_NONE));
	if (err != 0)
		return;
	check(!arena->full);
	check_selection(arena);
	check_program(arena);
}

/* In any smaller arena, and when somebody listens: the same, or that it is too large. */
static void
check_again(const struct world *world, size_t size, int err)
{
	struct arena arena;
	enum reason reason = decided.problem.reason;
	char *program = err == 0 ? strdup(decided.program.path) : NULL;
	int again = decide(world, &arena, size, true);

	/*
	 * What only vshim can say the launcher hands to it: what it could not look at, and whose
	 * an installed script is where the walk fails.
	 */
	bool is_handed_over = reason == REASON_CANNOT_LOOK ||
		(err != 0 && decided.selection.origin == VSHIM_ORIGIN_SCRIPT);

	check(arena.used <= arena.size);
	if (decided.problem.reason != REASON_TOO_LARGE && !is_handed_over) {
		check(again == err);
		check(decided.problem.reason == reason);
		check(err != 0 || strcmp(decided.program.path, program) == 0);
	}
	free(program);
	if (arena.base != block)
		free(arena.base);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct world world;
	struct arena arena;

	if (size < 2 || size > 8192)
		return 0;
	size_t room = (size_t)data[0] << 8 | data[1];
	/* One byte more, for the end of the last line. */
	char *text = fuzz_memory(size - 2 + 1);
	memcpy(text, data + 2, size - 2);
	read_world(&world, text, size - 2);
	int err = decide(&world, &arena, ROOM, false);
	check_decision(&arena, err);
	/* Every second time in all the room there is, so that nothing is too large. */
	check_again(&world, room % 2 == 0 ? ROOM : room, err);
	free(text);
	return 0;
}
