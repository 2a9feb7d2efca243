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

struct watch {
	uv_loop_t loop;
	uv_process_t child;
	uv_signal_t signals[FORWARDED];
	struct supervise_end *end;
};

/* The child, for the handler of keys, which gets no argument of ours. */
static volatile pid_t child_pid;

/* Whether libuv gives the child the file descriptor FD as it is here. */
static bool
is_open(int fd)
{
	return fcntl(fd, F_GETFD) >= 0;
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

/* What of an ELF header (elf(5)) says for which machine a file is: class, order, machine. */
enum { HEAD = 20, CLASS = 4, ORDER = 5, MACHINE = 18 };

/* Whether the file PATH is a script, or a program for the machine that ours is for. */
static bool
is_startable(const char *path)
{
	char own[HEAD] = "", head[HEAD] = "", program[PATH_MAX];
	size_t size = sizeof(program);

	if (files_read(path, head, HEAD) != HEAD || memcmp(head, "#!", 2) == 0)
		return head[0] == '#' && head[1] == '!';
	if (uv_exepath(program, &size) != 0 || files_read(program, own, HEAD) != HEAD)
		return false;
	/* Where programs are no ELF files, the like of ours will do. */
	return memcmp(own, head, 4) == 0 && own[CLASS] == head[CLASS] &&
		own[ORDER] == head[ORDER] &&
		memcmp(own + MACHINE, head + MACHINE, 2) == 0;
}

bool
supervise_can_start(const char *path)
{
	char head[SCRIPT_HEAD], interpreter[PATH_MAX] = "";
	ssize_t length = files_read(path, head, sizeof(head));
	struct script script = script_parse(head, length > 0 ? (size_t)length : 0);

	if (!is_startable(path))
		return false;
	if (!script.is_python || script.interpreter.length >= sizeof(interpreter))
		return true;
	/* The kernel refuses a script for its interpreter's sake, too. */
	memcpy(interpreter, script.interpreter.text, script.interpreter.length);
	return is_startable(interpreter);
}

static void
pass_on(uv_signal_t *signal, int number)
{
	struct watch *watch = signal->data;

	uv_process_kill(&watch->child, number);
}

/* libuv does not tell who sent a signal; a key that was pressed has reached the child. */
static void
pass_on_key(int number, siginfo_t *info, void *context)
{
	int err = errno;

	(void)context;
	if (info->si_code <= 0 && child_pid > 0)
		kill(child_pid, number);
	errno = err;
}

/* From here on no signal ends this process and leaves the child alone. */
static void
begin_forwarding(struct watch *watch)
{
	struct sigaction action = {
		.sa_sigaction = pass_on_key, .sa_flags = SA_SIGINFO | SA_RESTART};

	for (size_t i = 0; i < KEYS; i++)
		sigaction(keys[i], &action, NULL);
	for (size_t i = 0; i < FORWARDED; i++) {
		uv_signal_init(&watch->loop, &watch->signals[i]);
		watch->signals[i].data = watch;
		uv_signal_start(&watch->signals[i], pass_on, forwarded[i]);
	}
}

static void
end_forwarding(struct watch *watch)
{
	for (size_t i = 0; i < KEYS; i++)
		signal(keys[i], SIG_DFL);
	for (size_t i = 0; i < FORWARDED; i++)
		uv_close((uv_handle_t *)&watch->signals[i], NULL);
}

static void
note_end(uv_process_t *child, int64_t status, int signal)
{
	struct watch *watch = child->data;

	*watch->end = (struct supervise_end){.status = (int)status, .signal = signal};
	uv_close((uv_handle_t *)child, NULL);
	end_forwarding(watch);
}

/* Keys wait until it is known whom they are for; libuv unblocks them in the child. */
static int
start(struct watch *watch, char **argv, char **environment)
{
	uv_stdio_container_t stdio[3];
	sigset_t held, before;

	for (int fd = 0; fd < 3; fd++)
		stdio[fd] = (uv_stdio_container_t){.flags = UV_INHERIT_FD, .data.fd = fd};
	sigemptyset(&held);
	for (size_t i = 0; i < KEYS; i++)
		sigaddset(&held, keys[i]);
	sigprocmask(SIG_BLOCK, &held, &before);
	int err = uv_spawn(&watch->loop, &watch->child,
		&(uv_process_options_t){.exit_cb = note_end,
			.file = argv[0],
			.args = argv,
			.env = environment,
			.stdio_count = 3,
			.stdio = stdio});
	child_pid = err == 0 ? watch->child.pid : 0;
	sigprocmask(SIG_SETMASK, &before, NULL);
	return err;
}

int
supervise_run(char **argv, char **environment, struct supervise_end *end)
{
	struct watch watch = {.end = end};
	int err = uv_loop_init(&watch.loop);

	if (err != 0)
		return -err;
	watch.child.data = &watch;
	begin_forwarding(&watch);
	err = start(&watch, argv, environment);
	if (err != 0) {
		uv_close((uv_handle_t *)&watch.child, NULL);
		end_forwarding(&watch);
	}
	uv_run(&watch.loop, UV_RUN_DEFAULT);
	uv_loop_close(&watch.loop);
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
