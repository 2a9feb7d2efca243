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

#include <vshim.h>

/* What is remembered about paths: one link each, below ROOT/envs or ROOT/trusted. */
enum store_kind { STORE_ENVIRONMENTS, STORE_TRUSTED };

/* Remembers PATH. 0, or -1 with *ERROR filled. */
int store_add(const char *root, enum store_kind kind, const char *path,
	struct vshim_error *error);

/* Forgets PATH; 1 when it was not there. */
int store_remove(const char *root, enum store_kind kind, const char *path,
	struct vshim_error *error);

/* All that is remembered, sorted. A root that cannot be read remembers nothing. */
void store_list(const char *root, enum store_kind kind, struct list *paths);

/* Makes LINK point to TARGET, in one step. 0, or -1 with errno. */
int store_link(const char *link, const char *target);

/*
 * Makes ROOT/shims and in it a link to LAUNCHER for every one of NAMES that has none yet or
 * one of another installation. *CHANGED is how many were made. 0, or -1 with *ERROR filled.
 */
int store_make_shims(const char *root, const char *launcher, const char *const *names,
	int *changed, struct vshim_error *error);

/* The shims that are always there; ends in NULL. */
extern const char *const store_base_shims[];

#endif
