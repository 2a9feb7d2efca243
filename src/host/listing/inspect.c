#include "inspect.h"

#include "memory.h"
#include "text.h"

#include <stdlib.h>

/*
 * Threads that get on; others, up to LIMIT, are started when these do not. Milliseconds between
 * two looks at them.
 */
enum { THREADS = 2, THREADS_LIMIT = 64, PERIOD = 100 };

struct job {
	struct job *next;
	struct inspect_result result;
};

/* First in, first out. */
struct queue {
	struct job *first, *last;
};

struct inspector {
	struct inspector *next;
	struct inspect *inspect;
	uv_thread_t thread;
	struct decision decision; /* with an arena of its own */
	struct job *job; /* NULL: it waits for one */
	uint64_t since; /* when that was taken. Nanoseconds */
	bool is_slow; /* another one was started in its place */
	bool is_given_up; /* nobody waits for it any more */
};

struct inspect {
	uv_async_t async;
	uv_timer_t timer;
	inspect_done *done;
	void *data;
	const struct decision *decision;
	/* What follows is everybody's, and the lock's. */
	uv_mutex_t lock;
	uv_cond_t wake;
	struct queue waiting, finished;
	struct inspector *inspectors;
	int getting_on, threads;
	bool is_closed;
};

static void
put(struct queue *queue, struct job *job)
{
	if (queue->first == NULL)
		queue->first = job;
	else
		queue->last->next = job;
	queue->last = job;
	job->next = NULL;
}

static struct job *
take(struct queue *queue)
{
	struct job *job = queue->first;

	if (job != NULL)
		queue->first = job->next;
	return job;
}

static struct job *
make_job(const char *path)
{
	struct job *job = memory_zeroed(1, sizeof(*job));

	job->result.path = text_copy(path);
	return job;
}

static void
free_job(struct job *job)
{
	inspect_result_free(&job->result);
	free(job);
}

void
inspect_result_free(struct inspect_result *result)
{
	survey_free(&result->survey);
	free(result->path);
}

/* Surveys until there is no more to come. Comes back with the lock. */
static void
work_on(struct inspector *inspector)
{
	struct inspect *inspect = inspector->inspect;

	while (!inspect->is_closed && !inspector->is_given_up) {
		struct job *job = take(&inspect->waiting);

		if (job == NULL) {
			uv_cond_wait(&inspect->wake, &inspect->lock);
			continue;
		}
		inspector->job = job;
		inspector->since = uv_hrtime();
		uv_mutex_unlock(&inspect->lock);
		survey_make(&inspector->decision, job->result.path, &job->result.survey);
		uv_mutex_lock(&inspect->lock);
		if (inspector->is_given_up || inspect->is_closed) {
			free_job(job);
			continue;
		}
		inspector->job = NULL;
		inspect->getting_on += inspector->is_slow;
		inspector->is_slow = false;
		put(&inspect->finished, job);
		uv_async_send(&inspect->async);
	}
}

static void
run(void *data)
{
	struct inspector *inspector = data;
	struct inspect *inspect = inspector->inspect;

	uv_mutex_lock(&inspect->lock);
	work_on(inspector);
	uv_mutex_unlock(&inspect->lock);
}

/* Starts another thread; with the lock. */
static void
start(struct inspect *inspect)
{
	struct inspector *inspector = memory_zeroed(1, sizeof(*inspector));
	const struct arena *arena = &inspect->decision->arena;

	inspector->inspect = inspect;
	inspector->decision = *inspect->decision;
	inspector->decision.arena = (struct arena){
		.base = memory_grow(NULL, arena->size), .size = arena->size};
	if (uv_thread_create(&inspector->thread, run, inspector) != 0)
		abort();
	inspector->next = inspect->inspectors;
	inspect->inspectors = inspector;
	inspect->getting_on++;
	inspect->threads++;
}

/* Gives up the job of INSPECTOR; with the lock. */
static void
give_up(struct inspector *inspector)
{
	struct job *job = make_job(inspector->job->result.path);
	struct text reason = {.data = NULL};

	inspector->is_given_up = true;
	job->result.is_silent = true;
	job->result.survey = (struct survey){
		.path = job->result.path,
		.description = {.name = describe_name(
					job->result.path, (struct span){"", 0})},
		.state = VSHIM_STATE_BROKEN,
	};
	text_format(&reason,
		"%q does not answer within %d seconds: is it on a dead mount?",
		job->result.path, INSPECT_LIMIT);
	job->result.survey.reason = text_take(&reason);
	health_set(
		&job->result.survey.health, HEALTH_MOUNT_GONE, job->result.survey.reason);
	put(&inspector->inspect->finished, job);
	uv_async_send(&inspector->inspect->async);
}

/* Looks after the threads. */
static void
look_after(uv_timer_t *timer)
{
	struct inspect *inspect = timer->data;
	uint64_t now = uv_hrtime();

	uv_mutex_lock(&inspect->lock);
	for (struct inspector *at = inspect->inspectors; at != NULL; at = at->next) {
		if (at->job == NULL || at->is_given_up)
			continue;
		if (now - at->since > INSPECT_LIMIT * UINT64_C(1000000000))
			give_up(at);
		if (!at->is_slow && now - at->since > PERIOD * UINT64_C(1000000)) {
			at->is_slow = true;
			inspect->getting_on--;
		}
	}
	while (inspect->waiting.first != NULL && inspect->getting_on < THREADS &&
		inspect->threads < THREADS_LIMIT)
		start(inspect);
	uv_mutex_unlock(&inspect->lock);
}

static void
tell(uv_async_t *async)
{
	struct inspect *inspect = async->data;
	struct job *job;

	do {
		uv_mutex_lock(&inspect->lock);
		job = take(&inspect->finished);
		uv_mutex_unlock(&inspect->lock);
		if (job != NULL)
			inspect->done(inspect->data, &job->result);
		free(job);
	} while (job != NULL);
}

struct inspect *
inspect_begin(
	uv_loop_t *loop, const struct decision *decision, inspect_done *done, void *data)
{
	struct inspect *inspect = memory_zeroed(1, sizeof(*inspect));

	inspect->done = done;
	inspect->data = data;
	inspect->decision = decision;
	uv_mutex_init(&inspect->lock);
	uv_cond_init(&inspect->wake);
	uv_async_init(loop, &inspect->async, tell);
	uv_timer_init(loop, &inspect->timer);
	inspect->async.data = inspect->timer.data = inspect;
	uv_timer_start(&inspect->timer, look_after, PERIOD, PERIOD);
	return inspect;
}

void
inspect_add(struct inspect *inspect, const char *path)
{
	struct job *job = make_job(path);

	uv_mutex_lock(&inspect->lock);
	put(&inspect->waiting, job);
	if (inspect->threads < THREADS)
		start(inspect);
	uv_cond_signal(&inspect->wake);
	uv_mutex_unlock(&inspect->lock);
}

void
inspect_close(struct inspect *inspect)
{
	uv_mutex_lock(&inspect->lock);
	inspect->is_closed = true;
	for (struct inspector *at = inspect->inspectors; at != NULL; at = at->next)
		at->is_given_up = at->is_given_up || at->is_slow;
	uv_cond_broadcast(&inspect->wake);
	uv_mutex_unlock(&inspect->lock);
	uv_close((uv_handle_t *)&inspect->timer, NULL);
	uv_close((uv_handle_t *)&inspect->async, NULL);
}

void
inspect_free(struct inspect *inspect)
{
	bool is_left = false;
	struct job *job;

	while (inspect->inspectors != NULL) {
		struct inspector *inspector = inspect->inspectors;

		inspect->inspectors = inspector->next;
		if (inspector->is_given_up) {
			is_left = true;
			continue;
		}
		uv_thread_join(&inspector->thread);
		free(inspector->decision.arena.base);
		free(inspector);
	}
	while ((job = take(&inspect->waiting)) != NULL ||
		(job = take(&inspect->finished)) != NULL)
		free_job(job);
	/* Who was given up may come back, and finds everything where it was. */
	if (is_left)
		return;
	uv_mutex_destroy(&inspect->lock);
	uv_cond_destroy(&inspect->wake);
	free(inspect);
}
