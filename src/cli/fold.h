/*
 * fold: where a line that is too long goes on in the next one.
 */
#ifndef FOLD_H
#define FOLD_H

#include <stddef.h>

/* What ends each line but the last of a command, for the shell that it is pasted into. */
#define FOLD_JOINT " \\"

/*
 * How many bytes of TEXT go into a line of WIDTH columns: up to its last blank there, if it has
 * one, but one character at least.
 */
size_t fold_prose(const char *text, size_t width);

/*
 * The same of a command, with FOLD_JOINT behind it where there is more: up to a blank that
 * is between two words for the shell. A word that is longer than the line stays whole.
 */
size_t fold_command(const char *command, size_t width);

#endif
