#include "gather.h"

#include "inspect.h"
#include "memory.h"
#include "owner.h"
#include "probe.h"
#include "scan.h"
#include "supervise.h"
#include "text.h"
#include "usage.h"

#include <signal.h>
#include <stdlib.h>

/* Milliseconds between two reports; how many interpreters run side by side. */
enum { PERIOD = 100, PROBES = 4 };

/* A gathering that is under way. */
struct run {
	struct gather *gather;
	struct gather_progress *progress;
	uv_loop_t loop;
	uv_timer_t timer;
	uv_signal_t interrupt;
	bool watches_interrupt;
	struct scan scan;
	bool is_scanned;
	struct inspect *inspect;
	struct item *waiting, *last; /* for their interpreters to be started */
	struct item *probed[PROBES]; /* whose interpreters are started */
	size_t pending; /* environments that are not told yet */
	size_t active; /* of these, those that must come to an end by themselves */
	atomic_bool is_over; /* interrupted */
	bool is_closed;
};

/* An environment on its way. */
struct item {
	struct item *next;
	struct run *run;
	struct gathered gathered;
	struct probe probe;
	uv_work_t work;
};

void
gather_free(struct gathered *gathered)
{
	survey_free(&gathered->survey);
	free(gathered->path);
}

/* Lets the loop end when nothing is left to be done. */
static void
end_if_done(struct run *run)
{
	bool is_over = atomic_load(&run->is_over);

	if (run->is_closed || !run->is_scanned ||
		(is_over ? run->active : run->pending) > 0)
		return;
	run->is_closed = true;
	inspect_close(run->inspect);
	uv_close((uv_handle_t *)&run->timer, NULL);
	if (run->watches_interrupt)
		uv_close((uv_handle_t *)&run->interrupt, NULL);
}

/* The end of ITEM: told, or dropped where only others are asked for. */
static void
finish(struct item *item)
{
	struct run *run = item->run;
	const struct gather *gather = run->gather;
	bool is_broken = item->gathered.survey.state == VSHIM_STATE_BROKEN;

	if (gather->only_broken && !is_broken)
		gather_free(&item->gathered);
	else
		gather->found(gather->data, &item->gathered);
	free(item);
	run->pending--;
	end_if_done(run);
}

static void
measure(uv_work_t *work)
{
	struct item *item = work->data;

	item->gathered.size = usage_of(item->gathered.path, &item->run->is_over);
}

static void
note_size(uv_work_t *work, int status)
{
	struct item *item = work->data;

	(void)status;
	item->run->active--;
	finish(item);
}

/* What is known of ITEM is known; its size may be left. */
static void
measure_and_finish(struct item *item)
{
	struct run *run = item->run;
	const struct gather *gather = run->gather;
	bool is_broken = item->gathered.survey.state == VSHIM_STATE_BROKEN;

	if (!gather->with_sizes || item->gathered.is_silent ||
		atomic_load(&run->is_over) || (gather->only_broken && !is_broken)) {
		finish(item);
		return;
	}
	item->work.data = item;
	run->active++;
	uv_queue_work(&run->loop, &item->work, measure, note_size);
}

static void note_probe(void *data, char *reason);

/* Starts the interpreters that wait, as many at a time as may be. */
static void
probe_waiting(struct run *run)
{
	if (atomic_load(&run->is_over))
		return;
	for (size_t i = 0; i < PROBES && run->waiting != NULL; i++) {
		struct item *item = run->waiting;

		if (run->probed[i] != NULL)
			continue;
		run->waiting = item->next;
		run->probed[i] = item;
		run->active++;
		item->probe = (struct probe){.loop = &run->loop,
			.interpreter = item->gathered.survey.health.interpreter,
			.data = item,
			.done = note_probe};
		probe_begin(&item->probe);
	}
}

static void
note_probe(void *data, char *reason)
{
	struct item *item = data;
	struct run *run = item->run;
	struct survey *survey = &item->gathered.survey;

	for (size_t i = 0; i < PROBES; i++)
		if (run->probed[i] == item)
			run->probed[i] = NULL;
	run->active--;
	if (atomic_load(&run->is_over)) {
		free(reason);
	} else if (reason != NULL) {
		survey->state = VSHIM_STATE_BROKEN;
		survey->reason = reason;
		health_set(&survey->health, HEALTH_NO_START, reason);
	}
	probe_waiting(run);
	measure_and_finish(item);
}

static void
wait_for_probe(struct item *item)
{
	struct run *run = item->run;

	if (run->waiting == NULL)
		run->waiting = item;
	else
		run->last->next = item;
	run->last = item;
	probe_waiting(run);
}

static void
note_survey(void *data, struct inspect_result *result)
{
	struct run *run = data;
	struct item *item = memory_zeroed(1, sizeof(*item));

	item->run = run;
	item->gathered = (struct gathered){
		.path = result->path,
		.survey = result->survey,
		.is_silent = result->is_silent,
		.size = -1,
	};
	if (run->gather->with_interpreters && !atomic_load(&run->is_over) &&
		result->survey.state == VSHIM_STATE_OK &&
		result->survey.health.interpreter != NULL)
		wait_for_probe(item);
	else
		measure_and_finish(item);
}

static void
note_found(void *data, const char *path)
{
	struct run *run = data;

	run->progress->environments++;
	run->pending++;
	inspect_add(run->inspect, path);
}

static void
note_scanned(void *data)
{
	struct run *run = data;

	run->is_scanned = true;
	end_if_done(run);
}

static void
note_progress(struct run *run)
{
	run->progress->directories = run->scan.looked_into;
	run->progress->unreadable = run->scan.unreadable;
}

static void
report(uv_timer_t *timer)
{
	struct run *run = timer->data;

	note_progress(run);
	if (run->gather->progress != NULL)
		run->gather->progress(run->gather->data, run->progress);
}

/*
 * Ends everything; what is found already is told as far as it is known. The same key again
 * finds nobody who listens.
 */
static void
interrupt(uv_signal_t *signal, int number)
{
	struct run *run = signal->data;

	(void)number;
	uv_signal_stop(signal);
	run->progress->was_interrupted = true;
	atomic_store(&run->is_over, true);
	scan_stop(&run->scan);
	for (size_t i = 0; i < PROBES; i++)
		if (run->probed[i] != NULL)
			probe_stop(&run->probed[i]->probe);
	while (run->waiting != NULL) {
		struct item *item = run->waiting;

		run->waiting = item->next;
		finish(item);
	}
	end_if_done(run);
}

/* Where SIGINT is ignored (nohup, a script's background), it stays so. */
static void
watch_interrupt(struct run *run)
{
	struct sigaction action;

	run->watches_interrupt = run->gather->ends_at_interrupt &&
		sigaction(SIGINT, NULL, &action) == 0 && action.sa_handler != SIG_IGN;
	if (!run->watches_interrupt)
		return;
	uv_signal_init(&run->loop, &run->interrupt);
	run->interrupt.data = run;
	uv_signal_start(&run->interrupt, interrupt, SIGINT);
}

static void
begin(struct run *run, const char *const *environments, const char *const *directories)
{
	uv_timer_init(&run->loop, &run->timer);
	run->timer.data = run;
	uv_timer_start(&run->timer, report, PERIOD, PERIOD);
	watch_interrupt(run);
	run->inspect = inspect_begin(&run->loop, run->gather->decision, note_survey, run);
	for (; *environments != NULL; environments++)
		note_found(run, *environments);
	run->scan = (struct scan){.loop = &run->loop,
		.directories = directories,
		.data = run,
		.found = note_found,
		.end = note_scanned};
	scan_begin(&run->scan);
}

void
gather_run(struct gather *gather, const char *const *environments,
	const char *const *directories, struct gather_progress *progress)
{
	struct run run = {.gather = gather, .progress = progress};
	sigset_t before;

	*progress = (struct gather_progress){.directories = 0};
	if (uv_loop_init(&run.loop) != 0)
		abort();
	supervise_hear(&before);
	begin(&run, environments, directories);
	uv_run(&run.loop, UV_RUN_DEFAULT);
	note_progress(&run);
	progress->refused = text_copy(run.scan.refused);
	inspect_free(run.inspect);
	scan_free(&run.scan);
	uv_loop_close(&run.loop);
	supervise_release(&before);
}
