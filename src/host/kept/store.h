/*
 * store: what vshim keeps under its root directory: shims, known environments, what is
 * trusted, the global environment.
 *
 * Every entry is a symbolic link of its own, made under a temporary name and renamed, so that
 * any reader at any time sees the old one or the new one, and nothing needs a lock.
 */
#ifndef STORE_H
#define STORE_H

#include "list.h"
#include "request.h"

#include <time.h>
#include <vshim.h>

/* What is remembered about paths: one link each, below ROOT/envs or ROOT/trusted. */
enum store_kind { STORE_ENVIRONMENTS, STORE_TRUSTED };

/* Remembers PATH. 0, or -1 with *ERROR filled. */
int store_add(const char *root, enum store_kind kind, const char *path,
	struct vshim_error *error);

/* Forgets PATH; 1 when it was not there. */
int store_remove(const char *root, enum store_kind kind, const char *path,
	struct vshim_error *error);

/*
 * All that is remembered, sorted. 0, or -1 with errno when some of it could not be read; a root
 * that is not there remembers nothing.
 */
int store_list(const char *root, enum store_kind kind, struct list *paths);

/* The same, less what somebody else remembers there: for what gives rights, or is run. */
int
store_list_own(const struct request *request, enum store_kind kind, struct list *paths);

/*
 * The known environments, sorted; REQUEST may have no root. 0, or -1 with *ERROR filled when
 * some of them, or all, could not be read.
 */
int
store_known(const struct request *request, struct list *paths, struct vshim_error *error);

/* The path of the entry for PATH; owned. */
char *store_entry(const char *root, enum store_kind kind, const char *path);

/* mkdir -p. 0, or -1 with errno. */
int store_make_directories(const char *path);

/*
 * Makes LINK point to TARGET in one step, with the modification time TIME (or NULL: now).
 * 0, or -1 with errno.
 */
int store_link(const char *link, const char *target, const struct timespec *time);

/* Makes FILE hold the SIZE bytes at BYTES, in one step, readable by all. 0, or -1 with errno. */
int store_write(const char *file, const char *bytes, size_t size);

/* Whether NAME is what store_link() or store_write() leaves behind when it is killed; its process in *PID. */
bool store_is_leftover(const char *name, int *pid);

/*
 * Takes away what killed runs have left below ROOT, and adds to *CLEARED how many files that
 * were. 0, or -1 with errno when something stays.
 */
int store_clear(const char *root, int *cleared);

/* Fills *ERROR for a PATH that cannot be written, from errno. Always -1. */
int store_cannot_write(struct vshim_error *error, const char *path);

#endif
