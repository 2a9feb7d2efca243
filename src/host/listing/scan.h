/*
 * scan: every environment below some directories, looked for by libuv's thread pool. A unit of
 * work is some hundred directories: one a file or a directory costs more than it gains.
 */
#ifndef SCAN_H
#define SCAN_H

#include "sweep.h"

#include <uv.h>

/* As many as libuv has threads, unless it is told otherwise. */
enum { SCAN_WORKERS = 4 };

struct scan_worker {
	uv_work_t work;
	struct scan *scan;
	struct sweep sweep;
	bool is_busy;
};

struct scan {
	uv_loop_t *loop;
	const char *const *directories; /* still to come; ends in NULL */
	void *data;
	void (*found)(void *data, const char *path); /* in the loop's thread */
	void (*end)(void *data); /* all directories were looked through */
	size_t looked_into, unreadable; /* directories, so far */
	char *refused; /* the first that is unreadable, or NULL */
	/* Below here nothing is of interest to others. */
	struct sweep_tree tree;
	struct directory_stack waiting;
	struct scan_worker workers[SCAN_WORKERS];
	int busy;
};

/* Begins SCAN, whose first members are set; it goes on as its loop runs. */
void scan_begin(struct scan *scan);

/* Ends it early: what was found so far is still told. */
void scan_stop(struct scan *scan);

/* Frees SCAN, which has ended. */
void scan_free(struct scan *scan);

#endif
