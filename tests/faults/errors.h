/*
 * errors: what each system call may fail with, by what it does. Of those that a program takes
 * for the same (EIO and ESTALE, EMFILE and ENFILE, ENOSPC and EDQUOT) one stands for both.
 */
#ifndef ERRORS_H
#define ERRORS_H

#include "trace.h"

/* The errnos to try for CALL, ending in 0. */
const int *errors_of(const struct call *call);

/* The name of a system call, and of an errno, as manuals write them. */
const char *errors_call(long number);
const char *errors_name(int err);

/* Whether ERR says that a path is not there or out of reach: whoever looks for it passes on. */
bool errors_is_absence(int err);

/* Whether ERR says for sure that a path is not there. */
bool errors_is_gone(int err);

/* Whether CALL is one by which loader, C library or libuv start, who end the program without it. */
bool errors_is_startup(const struct call *call);

#endif
