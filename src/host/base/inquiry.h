/*
 * inquiry: asking a program something: it runs in a session of its own, without a terminal,
 * and no longer than it may; what it prints is the answer.
 */
#ifndef INQUIRY_H
#define INQUIRY_H

#include "text.h"

/* An answer longer than this is cut. Bytes. */
enum { INQUIRY_LIMIT = 64 * 1024 };

struct inquiry {
	struct text answer; /* what it wrote to its standard output; owned */
	int status; /* its exit status, -1 when a signal ended it */
	bool is_late; /* its time was over, and it was killed with all that it had started */
	unsigned long long duration; /* from its start to its end, nanoseconds */
};

/*
 * Runs ARGV with ENVIRONMENT for LIMIT milliseconds at most, reading nothing. 0 with *INQUIRY
 * filled, or an errno when ARGV[0] could not be started.
 */
int inquiry_make(char *const *argv, char *const *environment, unsigned limit,
	struct inquiry *inquiry);

void inquiry_free(struct inquiry *inquiry);

#endif
