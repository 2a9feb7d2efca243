/*
 * rcwrite: `vshim init --write`: the line, put where the shell reads it.
 */
#ifndef RCWRITE_H
#define RCWRITE_H

#include "shells.h"

#include <vshim.h>

struct arguments;

/* Puts the line of SHELL into its rc file and says so. 0, or -1 with *ERROR filled. */
int rcwrite(const struct shell *shell, const struct arguments *arguments,
	const struct decision *decision, struct vshim_error *error);

#endif
