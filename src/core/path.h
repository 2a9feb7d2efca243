/*
 * path: paths as text. Nothing here asks the file system.
 *
 * Paths are compared as text, trailing slashes apart; `..` is the kernel's to follow and is
 * never cancelled here.
 */
#ifndef PATH_H
#define PATH_H

#include "arena.h"

/* A stretch of somebody else's text. */
struct span {
	const char *text;
	size_t length;
};

/* DIRECTORY/NAME, with one slash between; "" when the arena is full. */
const char *path_join(struct arena *arena, const char *directory, const char *name);

/* PATH as seen from DIRECTORY: itself when absolute, else joined. */
const char *path_from(struct arena *arena, const char *directory, const char *path);

/* The directory that holds PATH, an absolute path; that of "/" is "/". */
const char *path_parent(struct arena *arena, const char *path);

/* PATH without the slashes at its end ("/" stays). */
const char *path_trim(struct arena *arena, const char *path);

/* The last component of PATH, a pointer into it; "" when PATH ends in a slash. */
const char *path_base(const char *path);

/* All of PATH; nothing where it is NULL. */
struct span path_span(const char *path);

/* Whether the two name the same place as text. */
bool path_same(struct span a, struct span b);
bool path_equal(const char *a, const char *b);

/* Whether PATH is DIRECTORY or lies below it. */
bool path_inside(const char *path, const char *directory);

/* Whether PATH is absolute and has no empty, `.` or `..` component and no slash at its end. */
bool path_is_plain(const char *path);

/*
 * The next entry of a list separated by `:`, as PATH is. *LIST moves on and is NULL after the
 * last one; false when it is NULL already. An empty list has one empty entry.
 */
bool path_next(const char **list, struct span *entry);

#endif
