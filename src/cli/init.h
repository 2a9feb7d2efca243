/*
 * init: what `vshim init` prints and writes, as text.
 */
#ifndef INIT_H
#define INIT_H

#include "shells.h"
#include "text.h"

#include <vshim.h>

struct arguments;

/* Adds the code for SHELL: its template without comments and without what is left out. */
void init_add_code(struct text *code, const struct shell *shell,
	const struct arguments *arguments, const struct decision *decision);

/* Adds LINE, rc_line or once of SHELL, with the options of this command in it. */
void init_add_line(struct text *text, const struct shell *shell, const char *line,
	const struct arguments *arguments, const struct decision *decision);

/* Puts the line of SHELL into its rc file and says so. 0, or -1 with *ERROR filled. */
int init_write(const struct shell *shell, const struct arguments *arguments,
	const struct decision *decision, struct vshim_error *error);

#endif
