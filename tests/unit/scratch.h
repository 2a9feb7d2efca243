/*
 * scratch: a directory of the test's own on the real file system, gone at its end.
 */
#ifndef SCRATCH_H
#define SCRATCH_H

/* Makes the directory. */
void scratch_begin(void);

/* Removes it with all that is in it. 0, or the status of the command that could not. */
int scratch_end(void);

/* The path of NAME in it; "" is the directory. Lasts until the fourth call after this one. */
const char *scratch(const char *name);

/* Makes NAME a file that holds TEXT, of MODE; directories above it are made. */
void scratch_write(const char *name, const char *text, unsigned mode);

/* Makes NAME an environment whose pyvenv.cfg holds TEXT. */
void scratch_environment(const char *name, const char *text);

/* Runs the lines SCRIPT by sh in the directory, with SELF naming this program's file. */
void scratch_run(const char *script);

/* Writes to EXPANDED, which is large enough, TEXT with each `%` as the directory. */
void scratch_expand(const char *text, char *expanded);

#endif
