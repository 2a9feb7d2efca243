/*
 * shells: the shells that `vshim init` knows: their code, how they quote, what their rc files
 * are to hold.
 */
#ifndef SHELLS_H
#define SHELLS_H

#include "text.h"

struct decision;

struct shell {
	const char *name;
	const char *const *code; /* shims/init.*: its lines, ends in NULL */
	void (*quote)(struct text *code, const char *text);
	const char *rc_file;
	const char *rc_line; /* %s is the vshim command, as a word of that shell */
	const char *once; /* NULL, or the line that is run before, once */
	const char *by_path; /* NULL, or the one of both where %s is a path */
};

/* Shell number I of those that are known, or NULL behind the last. */
const struct shell *shells_nth(size_t i);

/* The shell called NAME, or NULL. */
const struct shell *shells_find(const char *name);

/*
 * The shell that asks: the nearest process above this one that is a shell, where the kernel
 * tells, else SHELL. NULL when that is none.
 */
const struct shell *shells_detect(char *const *environment);

/*
 * Adds LINE, rc_line or once of SHELL, which is to run the vshim of DECISION, with OPTIONS (each
 * with a blank before it) for init.
 */
void shells_add_line(struct text *text, const struct shell *shell, const char *line,
	const char *options, const struct decision *decision);

/* The same, which names vshim by its path: for a shell whose PATH may not have it. */
void shells_add_path_line(struct text *text, const struct shell *shell, const char *line,
	const struct decision *decision);

#endif
