#include "inquiry.h"

#include "supervise.h"

#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <uv.h>

/*
 * What was started in the background may hold the other end of the pipe for ever: so long is
 * waited, after the end of the program itself, for what it has written. Milliseconds.
 */
enum { GRACE = 100 };

struct asking {
	struct inquiry *inquiry;
	uv_loop_t loop;
	uv_process_t child;
	uv_pipe_t pipe;
	uv_timer_t timer;
	uint64_t began;
	char buffer[4096];
};

static void
close_once(uv_handle_t *handle)
{
	if (!uv_is_closing(handle))
		uv_close(handle, NULL);
}

static void
end_reading(struct asking *asking)
{
	close_once((uv_handle_t *)&asking->pipe);
	if (uv_is_closing((uv_handle_t *)&asking->child))
		close_once((uv_handle_t *)&asking->timer);
}

static void
lend_buffer(uv_handle_t *handle, size_t size, uv_buf_t *buffer)
{
	struct asking *asking = handle->data;

	(void)size;
	*buffer = uv_buf_init(asking->buffer, sizeof(asking->buffer));
}

static void
note_text(uv_stream_t *stream, ssize_t length, const uv_buf_t *buffer)
{
	struct asking *asking = stream->data;
	struct text *answer = &asking->inquiry->answer;

	if (length > 0)
		text_add_bytes(answer, buffer->base, (size_t)length);
	if (length < 0 || answer->length > INQUIRY_LIMIT)
		end_reading(asking);
}

/* The time of the program is over, or that of what it has left in the pipe. */
static void
note_time(uv_timer_t *timer)
{
	struct asking *asking = timer->data;

	if (uv_is_closing((uv_handle_t *)&asking->child)) {
		end_reading(asking);
		return;
	}
	asking->inquiry->is_late = true;
	uv_kill(-asking->child.pid, SIGKILL);
}

static void
note_end(uv_process_t *child, int64_t status, int signal)
{
	struct asking *asking = child->data;

	asking->inquiry->status = signal == 0 ? (int)status : -1;
	asking->inquiry->duration = uv_hrtime() - asking->began;
	close_once((uv_handle_t *)child);
	if (uv_is_closing((uv_handle_t *)&asking->pipe))
		close_once((uv_handle_t *)&asking->timer);
	else
		uv_timer_start(&asking->timer, note_time, GRACE, 0);
}

static int
start(struct asking *asking, char *const *argv, char *const *environment)
{
	uv_stdio_container_t stdio[3] = {
		{.flags = UV_IGNORE},
		{.flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE,
			.data.stream = (uv_stream_t *)&asking->pipe},
		{.flags = UV_IGNORE},
	};

	asking->began = uv_hrtime();
	/*
	 * libuv takes the strings as constants, whatever its type says. Its own session: a shell that is interactive must not take the
	 * terminal from us.
	 */
	return uv_spawn(&asking->loop, &asking->child,
		&(uv_process_options_t){.exit_cb = note_end,
			.file = argv[0],
			.args = (char **)(uintptr_t)argv,
			.env = (char **)(uintptr_t)environment,
			.flags = UV_PROCESS_DETACHED,
			.stdio_count = 3,
			.stdio = stdio});
}

int
inquiry_make(char *const *argv, char *const *environment, unsigned limit,
	struct inquiry *inquiry)
{
	struct asking asking = {.inquiry = inquiry};
	sigset_t before;
	int err = uv_loop_init(&asking.loop);

	*inquiry = (struct inquiry){.status = -1};
	text_add(&inquiry->answer, "");
	if (err != 0)
		return -err;
	supervise_hear(&before);
	uv_pipe_init(&asking.loop, &asking.pipe, 0);
	uv_timer_init(&asking.loop, &asking.timer);
	asking.child.data = asking.pipe.data = asking.timer.data = &asking;
	err = start(&asking, argv, environment);
	if (err == 0) {
		uv_read_start((uv_stream_t *)&asking.pipe, lend_buffer, note_text);
		uv_timer_start(&asking.timer, note_time, limit, 0);
	} else {
		close_once((uv_handle_t *)&asking.child);
		end_reading(&asking);
	}
	uv_run(&asking.loop, UV_RUN_DEFAULT);
	uv_loop_close(&asking.loop);
	supervise_release(&before);
	return -err;
}

void
inquiry_free(struct inquiry *inquiry)
{
	text_free(&inquiry->answer);
}
