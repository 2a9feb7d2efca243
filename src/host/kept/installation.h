/*
 * installation: where this vshim is installed, told from its own path, so that an installed
 * tree can be moved as a whole.
 */
#ifndef INSTALLATION_H
#define INSTALLATION_H

#include <vshim.h>

/* Absolute paths, without symbolic links; to be freed. Starts as {0}. */
struct installation {
	char *vshim;
	char *launcher;
};

/* 0, or -1 with *ERROR filled when the system does not tell. */
int installation_find(struct installation *installation, struct vshim_error *error);

#endif
