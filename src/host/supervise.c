#include "supervise.h"

#include "files.h"

#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <uv.h>

/* What is passed on. The terminal sends the first two to the whole foreground group itself. */
static const int forwarded[] = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2};

enum { FORWARDED = sizeof(forwarded) / sizeof(forwarded[0]) };

struct watch {
	uv_loop_t loop;
	uv_process_t child;
	uv_signal_t signals[FORWARDED];
	struct supervise_end *end;
};

bool
supervise_is_possible(void)
{
	static const int watched[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

	for (size_t i = 0; i < sizeof(watched) / sizeof(watched[0]); i++) {
		struct sigaction action;

		if (sigaction(watched[i], NULL, &action) != 0 ||
			action.sa_handler == SIG_IGN)
			return false;
	}
	return true;
}

/* What of an ELF header (elf(5)) says for which machine a file is: class, order, machine. */
enum { HEAD = 20, CLASS = 4, ORDER = 5, MACHINE = 18 };

bool
supervise_can_start(const char *path)
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

/* Whether the terminal's keys reach this process, and then the child with it. */
static bool
is_in_foreground(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (isatty(fd))
			return tcgetpgrp(fd) == getpgrp();
	return false;
}

static void
pass_on(uv_signal_t *signal, int number)
{
	struct watch *watch = signal->data;
	bool is_key = number == SIGINT || number == SIGQUIT;

	if (!is_key || !is_in_foreground())
		uv_process_kill(&watch->child, number);
}

static void
note_end(uv_process_t *child, int64_t status, int signal)
{
	struct watch *watch = child->data;

	*watch->end = (struct supervise_end){.status = (int)status, .signal = signal};
	uv_close((uv_handle_t *)child, NULL);
	for (size_t i = 0; i < FORWARDED; i++)
		uv_close((uv_handle_t *)&watch->signals[i], NULL);
}

static int
start(struct watch *watch, char **argv, char **environment)
{
	uv_stdio_container_t stdio[3];

	for (int fd = 0; fd < 3; fd++)
		stdio[fd] = (uv_stdio_container_t){.flags = UV_INHERIT_FD, .data.fd = fd};
	return uv_spawn(&watch->loop, &watch->child,
		&(uv_process_options_t){.exit_cb = note_end,
			.file = argv[0],
			.args = argv,
			.env = environment,
			.stdio_count = 3,
			.stdio = stdio});
}

int
supervise_run(char **argv, char **environment, struct supervise_end *end)
{
	struct watch watch = {.end = end};
	int err = uv_loop_init(&watch.loop);

	if (err != 0)
		return -err;
	watch.child.data = &watch;
	/* Before the child is there: no signal may end us and leave it alone. */
	for (size_t i = 0; i < FORWARDED; i++) {
		uv_signal_init(&watch.loop, &watch.signals[i]);
		watch.signals[i].data = &watch;
		uv_signal_start(&watch.signals[i], pass_on, forwarded[i]);
	}
	err = start(&watch, argv, environment);
	if (err != 0) {
		uv_close((uv_handle_t *)&watch.child, NULL);
		for (size_t i = 0; i < FORWARDED; i++)
			uv_close((uv_handle_t *)&watch.signals[i], NULL);
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
