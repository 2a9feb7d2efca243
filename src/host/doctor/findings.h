/*
 * findings: what was found of a set-up: each with what it means, and what mends it.
 */
#ifndef FINDINGS_H
#define FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

enum found_state {
	STATE_FINE,
	STATE_DOUBTFUL, /* it may be meant so */
	STATE_WRONG,
	STATE_MENDED, /* it was wrong, and is not any more */
};

/* What vshim can do about it without asking: nothing that is not vshim's own is touched. */
enum fix {
	FIX_NONE,
	FIX_REHASH, /* make the shims right */
	FIX_CLOSE, /* take the permission to write a file from others */
	FIX_OPEN, /* give its owner all permissions on a directory */
	FIX_START, /* make a program of this installation executable */
};

/* Texts are owned. */
struct found {
	const char *check; /* what was looked at: a constant */
	enum found_state state;
	char *message;
	char *remedy; /* a command, or what to do; NULL where all is well */
	bool is_command;
	enum fix fix;
	char *path; /* what is to be fixed, or NULL */
};

/* Starts as {0}. */
struct findings {
	struct found *items;
	size_t n, size;
	const char *check; /* what is looked at now */
};

/* Adds that all is well; the words are those of text_format(). */
void findings_fine(struct findings *findings, const char *format, ...);

/* Adds something of STATE; a remedy should follow. */
void
findings_add(struct findings *findings, enum found_state state, const char *format, ...);

/* The remedy for what was added last: a command. */
void findings_command(struct findings *findings, const char *format, ...);

/* The same, in words. */
void findings_remedy(struct findings *findings, const char *format, ...);

/* What vshim itself can do about what was added last, to PATH (or NULL). */
void findings_fix(struct findings *findings, enum fix fix, const char *path);

/* Drops all but the first N. */
void findings_cut(struct findings *findings, size_t n);

/* Whether something is wrong. */
bool findings_wrong(const struct findings *findings);

/* `ok`, `warning`, `error` or `fixed`; a constant. */
const char *findings_word(enum found_state state);

void findings_free(struct findings *findings);

#endif
