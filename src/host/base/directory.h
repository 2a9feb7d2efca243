/*
 * directory: looking into many directories of one tree quickly: opened from the tree's top, read
 * in large pieces, and those that are still to come kept in little memory.
 */
#ifndef DIRECTORY_H
#define DIRECTORY_H

#include <stdbool.h>
#include <stddef.h>

/* Paths of directories in one block of memory. Starts as {0}; out of memory: abort(3)s. */
struct directory_stack {
	char *bytes;
	size_t used, size;
	size_t *starts; /* of each path, in bytes */
	size_t n, room;
};

/* Puts DIRECTORY/NAME on top, or NAME where DIRECTORY is "". */
void
directory_push(struct directory_stack *stack, const char *directory, const char *name);

/* Takes the one on top, in a BUFFER of PATH_MAX bytes; false when that cuts it. */
bool directory_pop(struct directory_stack *stack, char *buffer);

/* Moves the topmost N of FROM to the top of TO. */
void directory_move(struct directory_stack *to, struct directory_stack *from, size_t n);

/* Drops those above the lowest N whose last component is one of NAMES (which end in NULL). */
void directory_drop(struct directory_stack *stack, size_t n, const char *const *names);

void directory_free(struct directory_stack *stack);

/*
 * Opens the directory PATH below the open directory TOP ("" is TOP) without following a
 * link and without crossing into another mount. A file descriptor, or -1 with errno: EXDEV
 * when it is another mount.
 */
int directory_open(int top, const char *path);

/* What an entry is. */
enum directory_kind { DIRECTORY_FILE, DIRECTORY_LINK, DIRECTORY_DIRECTORY };

/* How much memory a reading takes. Bytes. */
enum { DIRECTORY_BUFFER = 32 * 1024 };

/*
 * Calls VISIT once for every entry of the open directory FD but `.` and `..`; BUFFER is
 * DIRECTORY_BUFFER bytes, aligned for any number. Asks for the status of an entry only where
 * the file system does not tell its kind. 0, or -1 with errno.
 */
typedef void directory_visit(void *data, const char *name, enum directory_kind kind);
int directory_list(int fd, void *buffer, directory_visit *visit, void *data);

#endif
