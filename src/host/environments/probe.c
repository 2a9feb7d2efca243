#include "probe.h"

#include "text.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Adds of what was SAID the line that tells most: one with an error in it, else the first. */
static void
add_words(struct text *reason, char *said)
{
	char *best = NULL, *rest = NULL;

	for (char *line = strtok_r(said, "\r\n", &rest); line != NULL;
		line = strtok_r(NULL, "\r\n", &rest)) {
		bool has_error = strstr(line, "rror") != NULL;

		if (best == NULL || has_error)
			best = line;
		if (has_error)
			break;
	}
	if (best != NULL)
		text_format(reason, ": %s", best);
}

static void
finish(uv_handle_t *handle)
{
	struct probe *probe = handle->data;

	if (--probe->handles > 0)
		return;
	close(probe->errors);
	probe->done(probe->data, probe->reason);
}

/* Decides by REASON, or that it works; what happens later makes no difference. */
static void
decide(struct probe *probe, struct text *reason)
{
	if (probe->is_decided) {
		text_free(reason);
		return;
	}
	probe->is_decided = true;
	probe->reason = reason->data;
	uv_close((uv_handle_t *)&probe->timer, finish);
	uv_close((uv_handle_t *)&probe->child, finish);
}

static void
note_end(uv_process_t *child, int64_t status, int signal)
{
	struct probe *probe = child->data;
	struct text reason = {.data = NULL};
	char said[4096];

	if (signal != 0)
		text_format(&reason, "%q does not start: it ends with %s",
			probe->interpreter, strsignal(signal));
	else if (status != 0)
		text_format(&reason, "%q does not start", probe->interpreter);
	if (reason.data != NULL) {
		ssize_t length = read(probe->errors, said, sizeof(said) - 1);

		said[length > 0 ? length : 0] = '\0';
		add_words(&reason, said);
	}
	decide(probe, &reason);
}

/* One that cannot be killed, since a dead mount holds it, is not waited for either. */
void
probe_stop(struct probe *probe)
{
	struct text reason = {.data = NULL};

	uv_process_kill(&probe->child, SIGKILL);
	text_format(&reason, "%q does not start within %d seconds", probe->interpreter,
		PROBE_LIMIT);
	decide(probe, &reason);
}

static void
give_up(uv_timer_t *timer)
{
	probe_stop(timer->data);
}

/*
 * The interpreter as a shell starts it: uv_spawn() waits until its program is loaded, and that
 * may be what hangs. As isolated as every version of Python understands.
 */
static int
start(struct probe *probe, int errors)
{
	char *path = text_copy(probe->interpreter);
	char shell[] = "/bin/sh", option[] = "-c", code[] = "exec \"$0\" -E -s -c ''";
	char *argv[] = {shell, option, code, path, NULL};
	uv_stdio_container_t stdio[] = {
		{.flags = UV_IGNORE},
		{.flags = UV_IGNORE},
		{.flags = UV_INHERIT_FD, .data.fd = errors},
	};
	int err = uv_spawn(probe->loop, &probe->child,
		&(uv_process_options_t){.exit_cb = note_end,
			.file = shell,
			.args = argv,
			.cwd = "/",
			.stdio_count = 3,
			.stdio = stdio});

	free(path);
	return err;
}

void
probe_begin(struct probe *probe)
{
	struct text reason = {.data = NULL};
	uv_file ends[2];

	probe->child.data = probe->timer.data = probe;
	probe->handles = 2;
	uv_timer_init(probe->loop, &probe->timer);
	uv_timer_start(&probe->timer, give_up, PROBE_LIMIT * UINT64_C(1000), 0);
	int err = uv_pipe(ends, UV_NONBLOCK_PIPE, 0);
	if (err != 0)
		abort();
	probe->errors = ends[0];
	err = start(probe, ends[1]);
	close(ends[1]);
	if (err != 0) {
		text_format(&reason, "%q does not start: %s", probe->interpreter,
			uv_strerror(err));
		decide(probe, &reason);
	}
}
