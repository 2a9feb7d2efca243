#include "trace.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#if !defined(__linux__) || !defined(__x86_64__)
#error "where a call's number and answer are is known for Linux on x86_64"
#endif

/* The longest that anything may take, on a machine that is busy. Seconds. */
enum { PATIENCE = 60 };

enum { TRACEES = 16 };

static const long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC |
	PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE |
	PTRACE_O_EXITKILL;

struct tracee {
	pid_t pid; /* 0: none */
	bool fails; /* the call that it is in is the faulty one */
	bool is_counting; /* an instrumented build writes its counts, to the end of the program */
};

struct trace {
	const struct start *start;
	const struct fault *fault;
	struct outcome *outcome;
	struct tracee tracees[TRACEES];
	bool began; /* the program runs: execve(2) is behind us */
};

static volatile sig_atomic_t is_late;

static void
note_late(int signal)
{
	(void)signal;
	is_late = 1;
}

static _Noreturn void
give_up(const char *what)
{
	perror(what);
	exit(2);
}

static struct tracee *
find(struct trace *trace, pid_t pid)
{
	for (size_t i = 0; i < TRACEES; i++)
		if (trace->tracees[i].pid == pid)
			return &trace->tracees[i];
	return NULL;
}

/* The tracee PID, new when it was not heard of before. */
static struct tracee *
know(struct trace *trace, pid_t pid)
{
	struct tracee *tracee = find(trace, pid);

	if (tracee == NULL) {
		tracee = find(trace, 0);
		if (tracee == NULL)
			give_up("too many processes");
		*tracee = (struct tracee){.pid = pid};
	}
	return tracee;
}

static void
read_string(pid_t pid, unsigned long address, struct call *call)
{
	char text[PATH_MAX] = "";
	struct iovec here = {text, sizeof(text) - 1},
		     there = {(void *)address, sizeof(text) - 1};

	/* What lies behind the string may not be mapped. */
	if (process_vm_readv(pid, &here, 1, &there, 1, 0) < 0) {
		here.iov_len = there.iov_len = 4096 - address % 4096;
		if (process_vm_readv(pid, &here, 1, &there, 1, 0) < 0)
			return;
	}
	size_t length = strlen(text), room = sizeof(call->path) - 1;
	strcpy(call->path, text + (length > room ? length - room : 0));
}

/* Where a call has its first path, from 0; -1 where it has none. */
static int
path_argument(long number)
{
	switch (number) {
	case SYS_stat:
	case SYS_lstat:
	case SYS_open:
	case SYS_access:
	case SYS_readlink:
	case SYS_mkdir:
	case SYS_unlink:
	case SYS_rename:
	case SYS_chmod:
	case SYS_execve:
		return 0;
	case SYS_symlink:
	case SYS_openat:
	case SYS_newfstatat:
	case SYS_faccessat:
	case SYS_faccessat2:
	case SYS_readlinkat:
	case SYS_unlinkat:
	case SYS_mkdirat:
	case SYS_utimensat:
	case SYS_statx:
		return 1;
	case SYS_symlinkat:
		return 2;
	default:
		return -1;
	}
}

/* Whether FD of PID is none of a file system: what is in the kernel alone does not break. */
static bool
is_internal(pid_t pid, unsigned long fd)
{
	char link[64], what[16] = "";

	snprintf(link, sizeof(link), "/proc/%d/fd/%lu", (int)pid, fd);
	return readlink(link, what, sizeof(what) - 1) > 0 &&
		(strncmp(what, "pipe:", 5) == 0 || strncmp(what, "socket:", 7) == 0 ||
			strncmp(what, "anon_inode:", 11) == 0);
}

/* Whether PATH is where gcov(1) keeps counts. */
static bool
is_of_counts(const char *path)
{
	size_t length = strlen(path);

	return length >= 5 && strcmp(path + length - 5, ".gcda") == 0;
}

static void
record(struct trace *trace, struct tracee *tracee,
	const struct user_regs_struct *registers)
{
	struct outcome *outcome = trace->outcome;
	const unsigned long arguments[] = {
		registers->rdi, registers->rsi, registers->rdx};
	pid_t pid = tracee->pid;

	if (outcome->n % 256 == 0) {
		size_t size = (outcome->n + 256) * sizeof(*outcome->calls);
		struct call *calls = realloc(outcome->calls, size);

		if (calls == NULL)
			give_up("realloc");
		outcome->calls = calls;
	}
	struct call *call = &outcome->calls[outcome->n++];
	*call = (struct call){.number = (long)registers->orig_rax};
	if ((trace->fault->at == 0 || trace->fault->at == outcome->n) &&
		(call->number == SYS_read || call->number == SYS_write ||
			call->number == SYS_ioctl))
		call->is_internal = is_internal(pid, registers->rdi);
	if (call->number == SYS_openat)
		call->flags = (long)registers->rdx;
	else if (call->number == SYS_open)
		call->flags = (long)registers->rsi;
	/* Only of the run without a fault is every path of interest, and what is opened. */
	int argument = path_argument(call->number);
	if (argument >= 0 &&
		(trace->fault->at == 0 || trace->fault->at == outcome->n ||
			call->number == SYS_openat))
		read_string(pid, arguments[argument], call);
	tracee->is_counting = call->number != SYS_execve &&
		(tracee->is_counting || is_of_counts(call->path));
	call->is_internal = call->is_internal || tracee->is_counting;
}

/* A call is entered or returns. */
static void
at_call(struct trace *trace, struct tracee *tracee)
{
	const struct fault *fault = trace->fault;
	struct user_regs_struct registers;
	struct __ptrace_syscall_info info;

	if (ptrace(PTRACE_GET_SYSCALL_INFO, tracee->pid, (void *)sizeof(info), &info) <=
			0 ||
		ptrace(PTRACE_GETREGS, tracee->pid, NULL, &registers) != 0)
		return;
	if (info.op == PTRACE_SYSCALL_INFO_ENTRY) {
		record(trace, tracee, &registers);
		const struct call *call = &trace->outcome->calls[trace->outcome->n - 1];
		if (trace->outcome->n != fault->at || call->number != fault->number ||
			(call->is_internal && fault->err != 0))
			return;
		if (fault->err == 0) {
			kill(tracee->pid, SIGKILL);
			return;
		}
		tracee->fails = true;
		/* Linux closes a descriptor all the same (close(2)). */
		if (registers.orig_rax != SYS_close)
			registers.orig_rax = (unsigned long long)-1;
	} else if (tracee->fails) {
		tracee->fails = false;
		registers.rax = (unsigned long long)-fault->err;
	} else {
		return;
	}
	ptrace(PTRACE_SETREGS, tracee->pid, NULL, &registers);
}

/* Whether PID runs a program of the installation. */
static bool
is_ours(const struct trace *trace, pid_t pid)
{
	char link[64], program[PATH_MAX];

	snprintf(link, sizeof(link), "/proc/%d/exe", (int)pid);
	ssize_t length = readlink(link, program, sizeof(program) - 1);
	program[length < 0 ? 0 : length] = '\0';
	return strncmp(program, trace->start->prefix, strlen(trace->start->prefix)) == 0;
}

/* What PTRACE_O_… asked to hear of. False when the tracee was let go. */
static bool
at_event(struct trace *trace, struct tracee *tracee, int event)
{
	if (event != PTRACE_EVENT_EXEC)
		return true;
	trace->began = true;
	if (is_ours(trace, tracee->pid))
		return true;
	ptrace(PTRACE_DETACH, tracee->pid, NULL, NULL);
	tracee->pid = 0;
	return false;
}

/* PID has stopped, as STATUS says: goes on with it. */
static void
at_stop(struct trace *trace, pid_t pid, int status)
{
	struct tracee *tracee = find(trace, pid);
	bool is_new = tracee == NULL;
	int signal = WSTOPSIG(status);

	if (is_new)
		tracee = know(trace, pid);
	if (signal == (SIGTRAP | 0x80)) {
		/* The call that starts the program is not the program's. */
		if (trace->began)
			at_call(trace, tracee);
		signal = 0;
	} else if (status >> 16 != 0) {
		if (!at_event(trace, tracee, status >> 16))
			return;
		signal = 0;
	} else if (is_new && signal == SIGSTOP) {
		signal = 0;
	}
	/* Once the fault is behind it, nothing more is of interest but that it ends. */
	const struct fault *fault = trace->fault;
	bool is_behind = trace->outcome->n >= fault->at && !tracee->fails &&
		(fault->at > 0 || fault->err != 0);
	ptrace(is_behind ? PTRACE_CONT : PTRACE_SYSCALL, pid, NULL, (void *)(long)signal);
}

static _Noreturn void
become(const struct start *start, int out, int err)
{
	int nothing = open("/dev/null", O_RDONLY);

	if (dup2(nothing, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 ||
		chdir(start->directory) != 0)
		_exit(99);
	ptrace(PTRACE_TRACEME, 0, NULL, NULL);
	raise(SIGSTOP);
	execve(start->argv[0], start->argv, start->environment);
	_exit(98);
}

static char *
printed(int fd)
{
	off_t length = lseek(fd, 0, SEEK_END);
	char *text = malloc((size_t)length + 1);

	if (text == NULL || pread(fd, text, (size_t)length, 0) != length)
		give_up("what was printed");
	text[length] = '\0';
	close(fd);
	return text;
}

/* Ends whatever is left of a run that hangs. */
static void
end_all(struct trace *trace, pid_t first)
{
	kill(first, SIGKILL);
	for (size_t i = 0; i < TRACEES; i++)
		if (trace->tracees[i].pid != 0)
			kill(trace->tracees[i].pid, SIGKILL);
}

/* Until everything has ended, orphans too: they may still change the world. */
static void
follow(struct trace *trace, pid_t first)
{
	for (;;) {
		int status;
		pid_t pid = waitpid(-1, &status, __WALL);

		if (pid < 0 && errno == ECHILD)
			return;
		if (is_late) {
			is_late = 0;
			trace->outcome->hangs = true;
			end_all(trace, first);
			alarm(PATIENCE);
		}
		if (pid < 0)
			continue;
		if (WIFSTOPPED(status)) {
			at_stop(trace, pid, status);
			continue;
		}
		struct tracee *tracee = find(trace, pid);
		if (tracee != NULL)
			tracee->pid = 0;
		if (pid == first)
			trace->outcome->status = status;
	}
}

void
trace_run(const struct start *start, const struct fault *fault, struct outcome *outcome)
{
	struct trace trace = {.start = start, .fault = fault, .outcome = outcome};
	struct sigaction late = {.sa_handler = note_late};
	int out = memfd_create("out", MFD_CLOEXEC),
	    err = memfd_create("err", MFD_CLOEXEC);
	int status;

	*outcome = (struct outcome){.status = -1};
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	sigaction(SIGALRM, &late, NULL);
	fflush(stdout);
	pid_t first = fork();
	if (first == 0)
		become(start, out, err);
	if (first < 0 || waitpid(first, &status, __WALL) != first || !WIFSTOPPED(status))
		give_up("fork");
	know(&trace, first);
	if (ptrace(PTRACE_SETOPTIONS, first, NULL, (void *)options) != 0)
		give_up("ptrace");
	is_late = 0;
	alarm(PATIENCE);
	ptrace(PTRACE_SYSCALL, first, NULL, NULL);
	follow(&trace, first);
	alarm(0);
	outcome->out = printed(out);
	outcome->err = printed(err);
}

void
trace_free(struct outcome *outcome)
{
	free(outcome->out);
	free(outcome->err);
	free(outcome->calls);
}
