/*
 * ask: a whole question in one row of a table, over the file system of tree.h, and what core
 * answers to it as one line of text.
 */
#ifndef ASK_H
#define ASK_H

#include "environ.h"
#include "program.h"
#include "resolve.h"

struct ask {
	const char *name; /* of the row */
	const char *tree[16]; /* lines for tree_plant(), or one of those below */
	const char *environment[12];
	const char *argv[8]; /* `python` when there is none */
	const char *expected;
};

/*
 * Further lines of a tree:
 *   n NAME\tPATH  the environment that goes by NAME    a NAME\tREASON  why NAME names none
 *   T PATH        the user trusts it by name           u UID           the user
 *   S KEY\tVALUE  a setting                            L PATH          this launcher's file
 *   0 PATH        what the launcher was called         - nobody        knows names or trust
 */

/* The arena that a question is answered in: exactly SIZE bytes, so that one more is seen. */
struct asked {
	struct arena arena;
	struct request request;
	struct selection selection;
	struct environ_plan plan;
	struct program program;
	struct problem problem;
	int err; /* of the function that decided last */
};

/* Plants ASK's tree and makes the request, in an arena of SIZE bytes. */
void ask_begin(struct asked *asked, const struct ask *ask, size_t size);
void ask_end(struct asked *asked);

/* The answers as text; the caller frees it. */
typedef char *ask_answer(struct asked *asked);

/* `walk /p/.venv in /p`, `system`, … or the problem: `several /p: /p/a /p/b`. */
char *ask_selection(struct asked *asked);

/* What is started: `/p/.venv/bin/python`, with its arguments; or the problem. */
char *ask_program(struct asked *asked);

/* What differs in the child's environment, line by line; or the problem. */
char *ask_environment(struct asked *asked);

/* Every look that a listener hears of, until the selection is made. */
char *ask_steps(struct asked *asked);

/* Asserts that ANSWER to ASK is what the row expects. */
void ask_check(const struct ask *ask, ask_answer *answer);

/*
 * Asserts that in an arena of any size the answer is the expected one or that it is too large,
 * and that once it fits it fits in every larger one.
 */
void ask_check_sizes(const struct ask *ask, ask_answer *answer);

#endif
