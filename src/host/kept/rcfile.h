/*
 * rcfile: a file of the user's that is changed with care: read whole, and replaced in one step
 * by a file with the same owner, permissions and attributes. Where it is a symbolic link, that
 * stays, and the file that it leads to is the one.
 */
#ifndef RCFILE_H
#define RCFILE_H

#include "text.h"

#include <sys/stat.h>
#include <vshim.h>

/* Starts as {0}. */
struct rcfile {
	char *path; /* without symbolic links; owned */
	bool is_there;
	struct stat status; /* as it was read */
	struct text
		text; /* what is in it; empty, but never NULL, where it is not there */
};

/*
 * Reads PATH, which need not be there. 0, or -1 with *ERROR filled when it is no plain file or
 * cannot be read.
 */
int rcfile_read(struct rcfile *file, const char *path, struct vshim_error *error);

/*
 * Makes the file hold FILE->text, and its directory where that is missing. A file that is
 * read-only, or that has changed since it was read, is left alone. 0, or -1 with *ERROR filled.
 */
int rcfile_write(const struct rcfile *file, struct vshim_error *error);

void rcfile_free(struct rcfile *file);

#endif
