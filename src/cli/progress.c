#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Back to the start of the line, and nothing on it. */
#define CLEAR "\r\x1b[K"

struct progress
progress_begin(char *const *environment)
{
	struct progress progress = {.screen = screen_make(environment, STDOUT_FILENO)};

	clock_gettime(CLOCK_MONOTONIC, &progress.since);
	return progress;
}

void
progress_show(struct progress *progress, const char *what, const char *more)
{
	struct text line = {.data = NULL};
	struct timespec now;

	if (!progress->screen.is_terminal)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	text_format(&line, "%s%s (%d s)", what, more,
		(int)(now.tv_sec - progress->since.tv_sec));
	/* A line that wraps could not be taken back. */
	line.data[screen_fit(line.data, progress->screen.width - 1)] = '\0';
	if (progress->line == NULL || strcmp(line.data, progress->line) != 0) {
		printf(CLEAR "%s", line.data);
		fflush(stdout);
		free(progress->line);
		progress->line = text_copy(line.data);
	}
	text_free(&line);
}

void
progress_end(struct progress *progress)
{
	if (progress->line != NULL)
		printf(CLEAR);
	fflush(stdout);
	free(progress->line);
	progress->line = NULL;
}
