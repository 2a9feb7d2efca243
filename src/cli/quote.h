/*
 * quote: a text as one word of a shell, whatever is in it, in single quotes.
 */
#ifndef QUOTE_H
#define QUOTE_H

#include "text.h"

/* As the Bourne shells, bash and zsh read it. */
void quote_sh(struct text *code, const char *text);

/* As fish does, where a backslash means itself but before a quote or another backslash. */
void quote_fish(struct text *code, const char *text);

#endif
