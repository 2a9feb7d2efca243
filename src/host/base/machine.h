/*
 * machine: whether a program is one for this machine.
 */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>

/*
 * Whether the kernel starts the file PATH as it stands: a program of the kind of /bin/sh, or a
 * script; one of Python only when the same holds for the interpreter that it names.
 */
bool machine_starts(const char *path);

#endif
