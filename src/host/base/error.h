/*
 * error: filling a struct vshim_error. Whoever meets a failure fills it; only main prints it.
 */
#ifndef ERROR_H
#define ERROR_H

#include <vshim.h>

/* Exit statuses (vshim(1)). */
enum {
	STATUS_FAILED = 1, /* a command of vshim refuses or fails */
	STATUS_USAGE = 2, /* a command line that makes no sense */
	STATUS_TROUBLE = 125, /* vshim itself cannot go on */
	STATUS_CANNOT_RUN = 126, /* something is there that cannot or must not be run */
	STATUS_NOT_FOUND = 127, /* nothing to run */
};

/*
 * Fills *ERROR with STATUS and what is wrong, in the words of text_format(). Always -1, so
 * that a failing function can return it.
 */
int error_set(struct vshim_error *error, int status, const char *format, ...);

/* The error that needs no memory to be told. Always -1. */
int error_no_memory(struct vshim_error *error);

/* Puts `ABOUT: ` before what is wrong. Always -1. */
int error_about(struct vshim_error *error, const char *about);

/* Adds what to do about it. Always -1. */
int error_hint(struct vshim_error *error, const char *format, ...);

#endif
