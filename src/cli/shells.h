/*
 * shells: the shells that `vshim init` knows: their code, how they quote, what their rc files
 * are to hold.
 */
#ifndef SHELLS_H
#define SHELLS_H

#include "text.h"

struct shell {
	const char *name;
	const char *const *code; /* shims/init.*: its lines, ends in NULL */
	void (*quote)(struct text *code, const char *text);
	const char *rc_file;
	const char *rc_line; /* %s is the vshim command, as a word of that shell */
};

/* The shell called NAME, or NULL. */
const struct shell *shells_find(const char *name);

/* The shell that asks: the parent process by its name where the kernel tells, else SHELL. */
const struct shell *shells_detect(char *const *environment);

#endif
