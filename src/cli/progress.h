/*
 * progress: one line on the terminal for what takes seconds, gone when that ends. Where the
 * output is no terminal, nothing is shown.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include "screen.h"

#include <time.h>

struct progress {
	struct screen screen;
	struct timespec since;
	char *line; /* what is drawn, or NULL */
};

/* Begins to count the time; ENVIRONMENT is what the program was started with. */
struct progress progress_begin(char *const *environment);

/* Shows WHAT goes on, followed by MORE, and for how long. Called again and again. */
void progress_show(struct progress *progress, const char *what, const char *more);

/* Takes the line back. */
void progress_end(struct progress *progress);

#endif
