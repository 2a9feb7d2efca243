/*
 * system: the system calls of core and of the static programs, and nothing around them.
 *
 * Each gives what the kernel does: what was asked for, or -errno. The launcher has them without
 * a C library where that is possible (shims/bare); whoever has one gets them from system.c.
 */
#ifndef SYSTEM_H
#define SYSTEM_H

#include <sys/stat.h>
#include <sys/types.h>

/* stat(2) and lstat(2). */
int system_stat(const char *path, struct stat *status);
int system_lstat(const char *path, struct stat *status);

/* access(2): as the real user. */
int system_access(const char *path, int mode);

/* For reading, with FLAGS beside O_RDONLY and O_CLOEXEC. A file descriptor. */
int system_open(const char *path, int flags);
ssize_t system_read(int fd, void *buffer, size_t size);
ssize_t system_write(int fd, const void *bytes, size_t size);
void system_close(int fd);

/* Without a NUL behind it. */
ssize_t system_readlink(const char *path, char *buffer, size_t size);

/* This process. */
pid_t system_pid(void);

/* Comes back only when FILE cannot be started. */
int system_execve(const char *file, char *const *argv, char *const *environment);

#if defined(__linux__) && !defined(VSHIM_PORTABLE)

/* Entries as struct dirent64, in bytes; 0: there are no more. */
ssize_t system_getdents(int fd, void *buffer, size_t size);
ssize_t system_getcwd(char *buffer, size_t size);

/* How long the extended attribute NAME of PATH is. */
ssize_t system_attribute(const char *path, const char *name);

/*
 * The value of TYPE in what the kernel leaves behind the environment of a new program
 * (getauxval(3)); 0 where it left none. ENVIRONMENT is the one that main() was given.
 */
unsigned long system_auxiliary(char *const *environment, unsigned long type);

#endif

#endif
