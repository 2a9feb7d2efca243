#include "scan.h"

#include "text.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* Directories that a worker is given at once. */
enum { SHARE = 64 };

static void
work(uv_work_t *work)
{
	struct scan_worker *worker = work->data;

	sweep_run(&worker->sweep);
}

static void go_on(struct scan *scan);

static void
take_results(uv_work_t *work, int status)
{
	struct scan_worker *worker = work->data;
	struct scan *scan = worker->scan;
	struct sweep *sweep = &worker->sweep;

	(void)status;
	worker->is_busy = false;
	scan->busy--;
	scan->looked_into += sweep->directories;
	scan->unreadable += sweep->unreadable;
	sweep->directories = sweep->unreadable = 0;
	if (scan->refused == NULL) {
		scan->refused = sweep->refused;
		sweep->refused = NULL;
	}
	directory_move(&scan->waiting, &sweep->waiting, sweep->waiting.n);
	for (size_t i = 0; i < sweep->found.n; i++)
		scan->found(scan->data, sweep->found.items[i]);
	list_free(&sweep->found);
	go_on(scan);
}

/* Gives a worker its share of what waits. */
static void
give(struct scan *scan, struct scan_worker *worker)
{
	size_t share = scan->waiting.n / (size_t)(SCAN_WORKERS - scan->busy);

	share = share == 0 ? 1 : share > SHARE ? SHARE : share;
	directory_move(&worker->sweep.waiting, &scan->waiting, share);
	worker->is_busy = true;
	scan->busy++;
	uv_queue_work(scan->loop, &worker->work, work, take_results);
}

/* Opens the next directory that can be. */
static bool
open_next(struct scan *scan)
{
	if (scan->tree.top >= 0)
		close(scan->tree.top);
	scan->tree.top = -1;
	while (scan->tree.top < 0 && *scan->directories != NULL) {
		scan->tree.path = *scan->directories++;
		scan->tree.top =
			open(scan->tree.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		scan->unreadable += scan->tree.top < 0;
		if (scan->tree.top < 0 && scan->refused == NULL)
			scan->refused = text_copy(scan->tree.path);
	}
	if (scan->tree.top >= 0)
		directory_push(&scan->waiting, "", "");
	return scan->tree.top >= 0;
}

/* Keeps the workers busy. */
static void
go_on(struct scan *scan)
{
	bool is_over = atomic_load(&scan->tree.is_over);

	if (scan->busy == 0 && (is_over || (scan->waiting.n == 0 && !open_next(scan)))) {
		scan->end(scan->data);
		return;
	}
	for (size_t i = 0; !is_over && scan->waiting.n > 0 && i < SCAN_WORKERS; i++)
		if (!scan->workers[i].is_busy)
			give(scan, &scan->workers[i]);
	atomic_store(&scan->tree.idle, SCAN_WORKERS - scan->busy);
}

void
scan_begin(struct scan *scan)
{
	scan->tree.top = -1;
	for (size_t i = 0; i < SCAN_WORKERS; i++) {
		struct scan_worker *worker = &scan->workers[i];

		worker->scan = scan;
		worker->sweep.tree = &scan->tree;
		worker->work.data = worker;
	}
	go_on(scan);
}

void
scan_stop(struct scan *scan)
{
	atomic_store(&scan->tree.is_over, true);
}

void
scan_free(struct scan *scan)
{
	if (scan->tree.top >= 0)
		close(scan->tree.top);
	free(scan->refused);
	directory_free(&scan->waiting);
	for (size_t i = 0; i < SCAN_WORKERS; i++)
		sweep_free(&scan->workers[i].sweep);
}
