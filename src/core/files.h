/*
 * files: every look that core takes at the file system, and nothing else.
 *
 * A look changes nothing and follows no rule. One that fails says why by what it gives back,
 * an errno, and not in errno: whoever forgets to ask cannot take an older answer for it. The
 * fuzz targets link a file system of their own in place of this module.
 *
 * What gives back an `int` gives 0, or the errno why not.
 */
#ifndef FILES_H
#define FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

/* stat(2) and lstat(2). */
int files_stat(const char *path, struct stat *status);
int files_lstat(const char *path, struct stat *status);

/* Whether PATH is a directory. */
bool files_is_directory(const char *path);

/* Whether this process may execute PATH, a file whose status is STATUS. */
bool files_executable(const char *path, const struct stat *status);

/* Whether this process may make files in DIRECTORY. */
bool files_writable(const char *directory);

/* Whether PATH has an access control list beside its mode. */
bool files_has_access_list(const char *path);

/* Whether the two are one file: same device, same inode. */
bool files_same(const struct stat *a, const struct stat *b);

/* The first SIZE bytes of the file PATH, never waiting for a fifo. Their number, or -errno. */
ssize_t files_read(const char *path, char *buffer, size_t size);

/* Where the symbolic link PATH points, as a string in BUFFER. Its length, or -errno. */
ssize_t files_readlink(const char *path, char *buffer, size_t size);

/* The path of the current directory, without symbolic links, in BUFFER. */
int files_getcwd(char *buffer, size_t size);

/* PATH without symbolic links, `.` and `..`, in BUFFER of PATH_MAX bytes. */
int files_realpath(const char *path, char *buffer);

/*
 * Calls VISIT once for every entry of DIRECTORY but `.` and `..`; MAYBE_DIRECTORY is false
 * where the file system says that it is neither a directory nor a link. Ends early when VISIT
 * returns false.
 */
typedef bool files_visit(void *data, const char *name, bool maybe_directory);
int files_list(const char *directory, files_visit *visit, void *data);

#endif
