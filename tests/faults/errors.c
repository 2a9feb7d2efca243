#include "errors.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>

static const int wheres[] = {ENOENT, EACCES, ENOMEM, 0};
#define LOOKS ENOENT, EACCES, ENOTDIR, ELOOP, EIO, ENOMEM, EINTR

static const int looks[] = {LOOKS, 0};
static const int opens[] = {LOOKS, EMFILE, 0};
static const int creates[] = {LOOKS, EMFILE, ENOSPC, EROFS, EEXIST, 0};
static const int reads[] = {EIO, EINTR, ENOMEM, 0};
static const int writes[] = {ENOSPC, EIO, EINTR, EPIPE, 0};
static const int changes[] = {ENOENT, EACCES, EEXIST, EIO, ENOSPC, EROFS, ENOMEM, 0};
static const int closes[] = {EIO, EINTR, 0};
static const int waits[] = {EINTR, 0};
static const int descriptors[] = {EMFILE, 0};
static const int memory[] = {ENOMEM, 0};
/*
 * Not ENOEXEC: for that execvp(3), which libuv starts programs with, has a shell read the file.
 * vshim looks at the file before (tests/cli/broken.bats).
 */
static const int starts[] = {ENOENT, EACCES, ETXTBSY, E2BIG, EIO, ENOMEM, EMFILE, 0};
static const int forks[] = {EAGAIN, ENOMEM, 0};
static const int others[] = {EPERM, EINVAL, ENOSYS, ENOMEM, 0};
static const int none[] = {0};

static const struct {
	long number;
	const char *name;
	const int *errors;
} calls[] = {
	{SYS_stat, "stat", looks},
	{SYS_lstat, "lstat", looks},
	{SYS_newfstatat, "newfstatat", looks},
	{SYS_statx, "statx", looks},
	{SYS_fstat, "fstat", reads},
	{SYS_access, "access", looks},
	{SYS_faccessat, "faccessat", looks},
	{SYS_faccessat2, "faccessat2", looks},
	{SYS_readlink, "readlink", looks},
	{SYS_readlinkat, "readlinkat", looks},
	{SYS_getcwd, "getcwd", wheres},
	{SYS_open, "open", opens},
	{SYS_openat, "openat", opens},
	{SYS_read, "read", reads},
	{SYS_pread64, "pread64", reads},
	{SYS_getdents64, "getdents64", reads},
	{SYS_lseek, "lseek", closes},
	{SYS_write, "write", writes},
	{SYS_mkdir, "mkdir", changes},
	{SYS_mkdirat, "mkdirat", changes},
	{SYS_symlink, "symlink", changes},
	{SYS_symlinkat, "symlinkat", changes},
	{SYS_rename, "rename", changes},
	{SYS_renameat, "renameat", changes},
	{SYS_renameat2, "renameat2", changes},
	{SYS_unlink, "unlink", changes},
	{SYS_unlinkat, "unlinkat", changes},
	{SYS_rmdir, "rmdir", changes},
	{SYS_chmod, "chmod", changes},
	{SYS_utimensat, "utimensat", changes},
	{SYS_fsync, "fsync", writes},
	{SYS_close, "close", closes},
	{SYS_mmap, "mmap", memory},
	{SYS_mprotect, "mprotect", memory},
	{SYS_mremap, "mremap", memory},
	{SYS_munmap, "munmap", memory},
	{SYS_brk, "brk", memory},
	{SYS_execve, "execve", starts},
	{SYS_fork, "fork", forks},
	{SYS_vfork, "vfork", forks},
	{SYS_clone, "clone", forks},
	{SYS_clone3, "clone3", forks},
	{SYS_arch_prctl, "arch_prctl", others},
	{SYS_set_tid_address, "set_tid_address", others},
	{SYS_set_robust_list, "set_robust_list", others},
	{SYS_rseq, "rseq", others},
	{SYS_prlimit64, "prlimit64", others},
	{SYS_getrandom, "getrandom", others},
	{SYS_ioctl, "ioctl", others},
	{SYS_fcntl, "fcntl", others},
	{SYS_pipe2, "pipe2", descriptors},
	{SYS_dup2, "dup2", descriptors},
	{SYS_dup3, "dup3", descriptors},
	{SYS_eventfd2, "eventfd2", descriptors},
	{SYS_epoll_create1, "epoll_create1", descriptors},
	{SYS_epoll_ctl, "epoll_ctl", memory},
	{SYS_epoll_wait, "epoll_wait", waits},
	{SYS_epoll_pwait, "epoll_pwait", waits},
	{SYS_rt_sigaction, "rt_sigaction", none},
	{SYS_rt_sigprocmask, "rt_sigprocmask", none},
	{SYS_wait4, "wait4", waits},
	{SYS_futex, "futex", none},
	/* Whether a process is there: each answer is one. */
	{SYS_kill, "kill", none},
	{SYS_getpid, "getpid", none},
	{SYS_gettid, "gettid", none},
	{SYS_getppid, "getppid", none},
	{SYS_getuid, "getuid", none},
	{SYS_geteuid, "geteuid", none},
	{SYS_getgid, "getgid", none},
	{SYS_getegid, "getegid", none},
	/* These do not come back. */
	{SYS_exit, "exit", none},
	{SYS_exit_group, "exit_group", none},
	{SYS_rt_sigreturn, "rt_sigreturn", none},
};

static const struct {
	int err;
	const char *name;
	bool is_absence;
} names[] = {
	{ENOENT, "ENOENT", true},
	{EACCES, "EACCES", true},
	{ENOTDIR, "ENOTDIR", true},
	{ELOOP, "ELOOP", true},
	{EIO, "EIO", true},
	{ESTALE, "ESTALE", true},
	{ENOMEM, "ENOMEM", false},
	{EINTR, "EINTR", false},
	{EMFILE, "EMFILE", false},
	{ENFILE, "ENFILE", false},
	{ENOSPC, "ENOSPC", false},
	{EDQUOT, "EDQUOT", false},
	{EROFS, "EROFS", false},
	{EEXIST, "EEXIST", false},
	{EPERM, "EPERM", false},
	{EPIPE, "EPIPE", false},
	{EAGAIN, "EAGAIN", false},
	{EINVAL, "EINVAL", false},
	{ENOSYS, "ENOSYS", false},
	{ENOEXEC, "ENOEXEC", false},
	{ETXTBSY, "ETXTBSY", false},
	{E2BIG, "E2BIG", false},
};

const int *
errors_of(const struct call *call)
{
	if (call->is_internal)
		return none;
	if ((call->flags & O_CREAT) != 0)
		return creates;
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		if (calls[i].number == call->number)
			return calls[i].errors;
	return others;
}

const char *
errors_call(long number)
{
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		if (calls[i].number == number)
			return calls[i].name;
	return "a call that is not in the table";
}

const char *
errors_name(int err)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].err == err)
			return names[i].name;
	return "SIGKILL";
}

bool
errors_is_absence(int err)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].err == err)
			return names[i].is_absence;
	return false;
}

bool
errors_is_gone(int err)
{
	return err == ENOENT || err == ENOTDIR || err == ELOOP;
}

bool
errors_is_startup(const struct call *call)
{
	/* libuv ends the program where it gets no pipe for its lock, or may not watch one. */
	static const long startup[] = {SYS_pipe2, SYS_epoll_ctl, SYS_arch_prctl,
		SYS_set_tid_address, SYS_set_robust_list, SYS_rseq, SYS_mmap,
		SYS_mprotect, SYS_munmap, SYS_brk, SYS_prlimit64};

	for (size_t i = 0; i < sizeof(startup) / sizeof(startup[0]); i++)
		if (call->number == startup[i])
			return true;
	return false;
}
