#include "watch.h"

#include "memory.h"
#include "text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

static const uint64_t second = UINT64_C(1000000000); /* nanoseconds */

struct watch {
	uv_thread_t thread;
	watch_say *say;
	struct decision trial; /* this and the next only of watch_try() */
	bool chooses;
	/* What follows is everybody's, and the lock's. */
	uv_mutex_t lock;
	uv_cond_t wake;
	char path[PATH_MAX]; /* what is looked at; "": nothing */
	uint64_t since; /* and since when. Nanoseconds */
	bool is_over;
};

static struct watch *
make(void)
{
	struct watch *watch = memory_zeroed(1, sizeof(*watch));

	uv_mutex_init(&watch->lock);
	uv_cond_init(&watch->wake);
	return watch;
}

static void
dispose(struct watch *watch)
{
	uv_mutex_destroy(&watch->lock);
	uv_cond_destroy(&watch->wake);
	free(watch);
}

/* Notes what DECISION looks at: PATH, or NULL: nothing any more. */
static void
note_look(void *data, const char *path)
{
	const struct decision *decision = data;
	struct watch *watch = decision->watch;
	size_t length = path == NULL ? 0 : strlen(path);

	length = length < sizeof(watch->path) ? length : sizeof(watch->path) - 1;
	uv_mutex_lock(&watch->lock);
	memcpy(watch->path, path == NULL ? "" : path, length);
	watch->path[length] = '\0';
	watch->since = uv_hrtime();
	uv_mutex_unlock(&watch->lock);
}

static void
attach(struct decision *decision, struct watch *watch)
{
	decision->watch = watch;
	decision->knowledge.look = note_look;
}

/* How long the look that is under way may still take. Nanoseconds; 0: no longer. */
static uint64_t
time_left(const struct watch *watch)
{
	uint64_t took = watch->path[0] == '\0' ? 0 : uv_hrtime() - watch->since;

	return took < WATCH_PATIENCE * second ? WATCH_PATIENCE * second - took : 0;
}

static void
stand_by(void *data)
{
	struct watch *watch = data;
	uint64_t left;

	uv_mutex_lock(&watch->lock);
	while (!watch->is_over && (left = time_left(watch)) > 0)
		uv_cond_timedwait(&watch->wake, &watch->lock, left);
	if (!watch->is_over)
		watch->say(watch->path);
	uv_mutex_unlock(&watch->lock);
}

void
watch_begin(struct decision *decision, watch_say *say)
{
	struct watch *watch = make();

	watch->say = say;
	if (uv_thread_create(&watch->thread, stand_by, watch) == 0)
		attach(decision, watch);
	else
		dispose(watch);
}

void
watch_end(struct decision *decision)
{
	struct watch *watch = decision->watch;

	if (watch == NULL)
		return;
	uv_mutex_lock(&watch->lock);
	watch->is_over = true;
	uv_cond_signal(&watch->wake);
	uv_mutex_unlock(&watch->lock);
	uv_thread_join(&watch->thread);
	decision->knowledge.look = NULL;
	decision->watch = NULL;
	dispose(watch);
}

static void
decide(void *data)
{
	struct watch *watch = data;
	struct vshim_error error = {.what = NULL};

	if (decision_select(&watch->trial, &error) == 0 && watch->chooses)
		decision_choose(&watch->trial, &error);
	vshim_error_free(&error);
	uv_mutex_lock(&watch->lock);
	watch->is_over = true;
	uv_cond_signal(&watch->wake);
	uv_mutex_unlock(&watch->lock);
}

/* Waits for WATCH's trial. NULL when it has ended, else what it looks at, owned. */
static char *
wait_for(struct watch *watch)
{
	uint64_t end = uv_hrtime() + WATCH_LIMIT * second;
	char *path = NULL;

	uv_mutex_lock(&watch->lock);
	for (uint64_t now; !watch->is_over && (now = uv_hrtime()) < end;)
		uv_cond_timedwait(&watch->wake, &watch->lock, end - now);
	if (!watch->is_over)
		path = text_copy(watch->path);
	uv_mutex_unlock(&watch->lock);
	return path;
}

char *
watch_try(const struct decision *decision, bool chooses)
{
	const struct request *request = &decision->request;
	struct watch *watch = make();
	struct vshim_error error = {.what = NULL};
	char *path = NULL;

	watch->chooses = chooses;
	if (decision_begin(&watch->trial, request->name, request->operands,
		    request->environment, &error) == 0) {
		watch->trial.request.launcher = arena_text(&watch->trial.arena,
			request->launcher, strlen(request->launcher));
		attach(&watch->trial, watch);
		if (uv_thread_create(&watch->thread, decide, watch) == 0) {
			path = wait_for(watch);
			/* Who does not come back, or does later, finds all where it was. */
			if (path != NULL)
				return path;
			uv_thread_join(&watch->thread);
		}
	}
	vshim_error_free(&error);
	decision_end(&watch->trial);
	dispose(watch);
	return path;
}
