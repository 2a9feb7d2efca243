/*
 * code: what `vshim init` prints for a shell, and the lines for its rc file, as text.
 */
#ifndef CODE_H
#define CODE_H

#include "shells.h"
#include "text.h"

struct arguments;

/* Adds the code for SHELL: its template without comments and without what is left out. */
void code_add(struct text *code, const struct shell *shell,
	const struct arguments *arguments, const struct decision *decision);

/* Adds LINE, rc_line or once of SHELL, with the options of this command in it. */
void code_add_line(struct text *text, const struct shell *shell, const char *line,
	const struct arguments *arguments, const struct decision *decision);

#endif
