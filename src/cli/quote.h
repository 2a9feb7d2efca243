/*
 * quote: a text as one word of a shell, whatever is in it.
 */
#ifndef QUOTE_H
#define QUOTE_H

#include "text.h"

/* As the Bourne shells, bash and zsh read it. */
void quote_sh(struct text *code, const char *text);

/* As fish does, where a backslash means itself but before a quote or another backslash. */
void quote_fish(struct text *code, const char *text);

/* As tcsh does, where also what is quoted is looked through for history. */
void quote_tcsh(struct text *code, const char *text);

/* As elvish does. */
void quote_elvish(struct text *code, const char *text);

/* As xonsh does: a string of Python. */
void quote_xonsh(struct text *code, const char *text);

/* As nu does. Its strings are UTF-8: other bytes become U+FFFD, as wherever nu reads them. */
void quote_nu(struct text *code, const char *text);

#endif
