/*
 * probe: starting an environment's interpreter to see whether that works, with a time limit.
 * Only for environments that are trusted: whoever asks sees to that.
 */
#ifndef PROBE_H
#define PROBE_H

#include <stdbool.h>
#include <uv.h>

/* How long an interpreter may take to start and to end. Seconds. */
enum { PROBE_LIMIT = 5 };

struct probe {
	uv_loop_t *loop;
	const char *interpreter;
	void *data;
	/* Told when it is over: REASON is why it does not work, owned by who is told, or NULL. */
	void (*done)(void *data, char *reason);
	/* Below here nothing is of interest to others. */
	uv_process_t child;
	uv_timer_t timer;
	int errors; /* from here it is read what the interpreter says */
	int handles; /* still open */
	char *reason;
	bool is_decided;
};

/* Begins PROBE, whose first members are set and last until it is done. */
void probe_begin(struct probe *probe);

/* Ends PROBE early: it is told as soon as it can be that the interpreter does not work. */
void probe_stop(struct probe *probe);

#endif
