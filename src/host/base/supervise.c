#include "supervise.h"

#include "files.h"
#include "script.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <uv.h>

/* Keys of the terminal, which sends them to the whole foreground group itself. */
static const int keys[] = {SIGINT, SIGQUIT};

/* What else is passed on. */
static const int forwarded[] = {SIGTERM, SIGHUP, SIGUSR1, SIGUSR2};

enum { KEYS = sizeof(keys) / sizeof(keys[0]) };

enum { FORWARDED = sizeof(forwarded) / sizeof(forwarded[0]) };

/* How often a child's watcher is told that time goes by. Milliseconds. */
enum { TICK = 100 };

struct watch {
	const struct supervise_child *wanted;
	uv_loop_t loop;
	uv_process_t child;
	uv_signal_t signals[FORWARDED];
	uv_timer_t ticks, limit;
	uv_poll_t reader; /* of the child's output */
	uv_file output[2]; /* the pipe of that, or -1 */
	struct supervise_end *end;
};

/* The child, for the handler of keys, which gets no argument of ours. */
static volatile pid_t child_pid;

/* Whether the child is in a session of its own, where no key reaches it. */
static volatile sig_atomic_t is_apart;

/* The last signal that asked this process to end. */
static volatile sig_atomic_t received;

/* Whether the file descriptor FD is open here and in a program that takes our place. */
static bool
is_open(int fd)
{
	int flags = fcntl(fd, F_GETFD);

	return flags >= 0 && (flags & FD_CLOEXEC) == 0;
}

bool
supervise_is_possible(void)
{
	static const int watched[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
	sigset_t blocked;

	if (sigprocmask(SIG_BLOCK, NULL, &blocked) != 0)
		return false;
	for (size_t i = 0; i < sizeof(watched) / sizeof(watched[0]); i++) {
		struct sigaction action;

		if (sigaction(watched[i], NULL, &action) != 0 ||
			action.sa_handler == SIG_IGN ||
			sigismember(&blocked, watched[i]) == 1)
			return false;
	}
	return is_open(0) && is_open(1) && is_open(2);
}

static void
signals_of(sigset_t *set)
{
	sigemptyset(set);
	for (size_t i = 0; i < KEYS; i++)
		sigaddset(set, keys[i]);
	for (size_t i = 0; i < FORWARDED; i++)
		sigaddset(set, forwarded[i]);
}

void
supervise_hear(sigset_t *before)
{
	sigset_t ends;

	sigemptyset(&ends);
	sigaddset(&ends, SIGCHLD);
	sigemptyset(before);
	sigprocmask(SIG_UNBLOCK, &ends, before);
}

void
supervise_hold(sigset_t *before)
{
	sigset_t held;

	signals_of(&held);
	/* What is put back must not be chance: a blocked SIGCHLD waits for ever. */
	sigemptyset(before);
	sigprocmask(SIG_BLOCK, &held, before);
}

void
supervise_release(const sigset_t *before)
{
	sigprocmask(SIG_SETMASK, before, NULL);
}

static void
pass_on(uv_signal_t *signal, int number)
{
	struct watch *watch = signal->data;

	if (number == SIGTERM || number == SIGHUP)
		received = number;
	uv_process_kill(&watch->child, number);
}

/* libuv does not tell who sent a signal; a key that was pressed has reached the child. */
static void
pass_on_key(int number, siginfo_t *info, void *context)
{
	int err = errno;

	(void)context;
	received = number;
	if ((info->si_code <= 0 || is_apart != 0) && child_pid > 0)
		kill(child_pid, number);
	errno = err;
}

static bool
is_ignored(int number)
{
	struct sigaction action;

	return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

/* From here on no signal ends this process and leaves the child alone. */
static void
begin_forwarding(struct watch *watch)
{
	struct sigaction action = {
		.sa_sigaction = pass_on_key, .sa_flags = SA_SIGINFO | SA_RESTART};
	sigset_t all;

	received = 0;
	is_apart = 0;
	for (size_t i = 0; i < KEYS; i++)
		if (!is_ignored(keys[i]))
			sigaction(keys[i], &action, NULL);
	for (size_t i = 0; i < FORWARDED; i++) {
		uv_signal_init(&watch->loop, &watch->signals[i]);
		watch->signals[i].data = watch;
		if (!is_ignored(forwarded[i]))
			uv_signal_start(&watch->signals[i], pass_on, forwarded[i]);
	}
	signals_of(&all);
	sigprocmask(SIG_UNBLOCK, &all, NULL);
}

/* Whoever held signals back before the run gets those that come now. */
static void
end_forwarding(struct watch *watch)
{
	sigset_t before;

	supervise_hold(&before);
	for (size_t i = 0; i < KEYS; i++)
		if (!is_ignored(keys[i]))
			signal(keys[i], SIG_DFL);
	for (size_t i = 0; i < FORWARDED; i++)
		uv_close((uv_handle_t *)&watch->signals[i], NULL);
}

/* Takes what the child has printed so far; false when nothing will follow. */
static bool
read_output(struct watch *watch)
{
	char buffer[4096];
	ssize_t length;

	while ((length = read(watch->output[0], buffer, sizeof(buffer))) > 0)
		text_add_bytes(watch->wanted->output, buffer, (size_t)length);
	return length < 0 && (errno == EAGAIN || errno == EINTR);
}

static void
note_output(uv_poll_t *reader, int status, int events)
{
	(void)events;
	if (status < 0 || !read_output(reader->data))
		uv_poll_stop(reader);
}

static void
note_tick(uv_timer_t *timer)
{
	const struct watch *watch = timer->data;

	watch->wanted->tick(watch->wanted->data);
}

static void
note_limit(uv_timer_t *timer)
{
	struct watch *watch = timer->data;

	uv_process_kill(&watch->child, SIGKILL);
}

/* What goes on beside the child. 0, or an error of libuv's. */
static int
begin_watching(struct watch *watch)
{
	const struct supervise_child *wanted = watch->wanted;
	int err = 0;

	uv_timer_init(&watch->loop, &watch->ticks);
	uv_timer_init(&watch->loop, &watch->limit);
	watch->ticks.data = watch->limit.data = watch->reader.data = watch;
	if (wanted->tick != NULL)
		uv_timer_start(&watch->ticks, note_tick, TICK, TICK);
	if (wanted->limit > 0)
		uv_timer_start(&watch->limit, note_limit, wanted->limit, 0);
	if (wanted->output != NULL)
		err = uv_pipe(watch->output, UV_NONBLOCK_PIPE, 0);
	if (watch->output[0] >= 0) {
		uv_poll_init(&watch->loop, &watch->reader, watch->output[0]);
		uv_poll_start(&watch->reader, UV_READABLE, note_output);
	}
	return err;
}

/* A program that the child has left running may keep its end of the pipe: it is not waited for. */
static void
end_watching(struct watch *watch)
{
	uv_close((uv_handle_t *)&watch->ticks, NULL);
	uv_close((uv_handle_t *)&watch->limit, NULL);
	if (watch->output[0] >= 0) {
		read_output(watch);
		uv_close((uv_handle_t *)&watch->reader, NULL);
	}
}

static void
note_end(uv_process_t *child, int64_t status, int signal)
{
	struct watch *watch = child->data;

	*watch->end = (struct supervise_end){
		.status = (int)status, .signal = signal, .received = (int)received};
	uv_close((uv_handle_t *)child, NULL);
	end_watching(watch);
	end_forwarding(watch);
}

static void
choose_streams(const struct watch *watch, uv_stdio_container_t stdio[3])
{
	bool is_read = watch->wanted->output != NULL;

	for (int fd = 0; fd < 3; fd++)
		stdio[fd] = (uv_stdio_container_t){.flags = UV_INHERIT_FD,
			.data.fd = is_read ? watch->output[1] : fd};
	if (is_read)
		stdio[0].flags = UV_IGNORE;
}

/* Keys wait until it is known whom they are for; libuv unblocks them in the child. */
static int
start(struct watch *watch)
{
	const struct supervise_child *wanted = watch->wanted;
	uv_stdio_container_t stdio[3];
	sigset_t before;

	choose_streams(watch, stdio);
	/* libuv would end what is ignored here (nohup): the child must not get it at all. */
	is_apart = wanted->output != NULL &&
		(is_ignored(SIGHUP) || is_ignored(SIGINT) || is_ignored(SIGQUIT));
	supervise_hold(&before);
	int err = uv_spawn(&watch->loop, &watch->child,
		&(uv_process_options_t){.exit_cb = note_end,
			.file = wanted->argv[0],
			.args = wanted->argv,
			.env = wanted->environment,
			.flags = is_apart != 0 ? UV_PROCESS_DETACHED : 0,
			.stdio_count = 3,
			.stdio = stdio});
	child_pid = err == 0 ? watch->child.pid : 0;
	supervise_release(&before);
	return err;
}

/* Begins all that the loop waits for; its error, when the child could not be started. */
static int
begin(struct watch *watch)
{
	begin_forwarding(watch);
	int err = begin_watching(watch);

	if (err == 0) {
		err = start(watch);
		if (err != 0)
			uv_close((uv_handle_t *)&watch->child, NULL);
	}
	if (err != 0) {
		end_watching(watch);
		end_forwarding(watch);
	}
	/* The child alone keeps the pipe open. */
	if (watch->output[1] >= 0)
		close(watch->output[1]);
	return err;
}

int
supervise_run(const struct supervise_child *child, struct supervise_end *end)
{
	struct watch watch = {.wanted = child, .output = {-1, -1}, .end = end};
	sigset_t before;
	int err = uv_loop_init(&watch.loop);

	if (err != 0)
		return -err;
	supervise_hear(&before);
	watch.child.data = &watch;
	err = begin(&watch);
	uv_run(&watch.loop, UV_RUN_DEFAULT);
	uv_loop_close(&watch.loop);
	if (watch.output[0] >= 0)
		close(watch.output[0]);
	child_pid = 0;
	supervise_release(&before);
	return -err;
}

int
supervise_mirror(const struct supervise_end *end)
{
	if (end->signal == 0)
		return end->status;
	/* One core file, of the child, is enough. */
	setrlimit(RLIMIT_CORE, &(struct rlimit){.rlim_cur = 0});
	signal(end->signal, SIG_DFL);
	raise(end->signal);
	return 128 + end->signal;
}
