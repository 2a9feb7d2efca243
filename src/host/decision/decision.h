/*
 * decision: a whole decision as vshim makes it: settings read, names known, trust asked; the
 * same resolve() and program_choose() as in the launcher, and the words when it fails.
 */
#ifndef DECISION_H
#define DECISION_H

#include "config.h"
#include "installation.h"
#include "program.h"
#include "shims.h"

struct steps;
struct watch;

/* Keeps for the launcher the settings that were read from FILE. */
typedef void decision_keep(const struct config *config, const struct request *request,
	struct arena *arena, const char *file);

struct decision {
	struct request request;
	struct selection selection;
	struct environ_plan plan;
	struct program program;
	const char *python; /* the environment's interpreter, or NULL */
	const char *named_by; /* who named the override: `VSHIM_ENV` or `-e` */
	struct arena arena;
	struct installation installation; /* empty where a library decides */
	/* Below here nothing is of interest to others. */
	struct config config;
	struct knowledge knowledge;
	struct list trusted;
	decision_keep *keep_settings; /* or NULL */
	struct steps *steps; /* of whoever listens, or NULL */
	struct watch *watch; /* over the looks, or NULL */
};

/*
 * Begins a decision on NAME with OPERANDS in ENVIRONMENT, all of which must outlive it:
 * only the request is made, so that what needs no decision does not fail for settings that
 * are wrong. The launcher is what the shims directory leads to; see own.h for vshim itself.
 * 0, or -1 with *ERROR filled; decision_end() either way.
 */
int decision_begin(struct decision *decision, const char *name, char *const *operands,
	char *const *environment, struct vshim_error *error);

/* Makes it a decision on NAME with OPERANDS instead, no more of them than it began with. */
void decision_about(struct decision *decision, const char *name, char *const *operands);

/* Where the shims of this installation are made, for a decision that has a root. */
struct shims decision_shims(const struct decision *decision);

/*
 * The environment that the user names as NAME: a path or a name. NULL with *ERROR filled when
 * it is none. It is the decision's.
 */
const char *decision_environment(
	struct decision *decision, const char *name, struct vshim_error *error);

/*
 * Reads the settings and what is trusted by name; decision_select() does it where nobody has.
 * 0, or -1 with *ERROR filled.
 */
int decision_read_settings(struct decision *decision, struct vshim_error *error);

/* Reads the settings and selects the environment. 0, or -1 with *ERROR filled. */
int decision_select(struct decision *decision, struct vshim_error *error);

/* Chooses the program, after decision_select(). 0, or -1 with *ERROR filled. */
int decision_choose(struct decision *decision, struct vshim_error *error);

/*
 * What execve(2) is to be given for what was chosen; both are the decision's. 0, or -1 with
 * *ERROR filled.
 */
int decision_blocks(struct decision *decision, char ***argv, char ***environment,
	struct vshim_error *error);

/*
 * Becomes what was chosen. Comes back only when that cannot be: -1 with *ERROR filled.
 */
int decision_perform(struct decision *decision, struct vshim_error *error);

/* The root directory, or NULL with *ERROR filled when there is no place for one. */
const char *decision_root(const struct decision *decision, struct vshim_error *error);

void decision_end(struct decision *decision);

#endif
