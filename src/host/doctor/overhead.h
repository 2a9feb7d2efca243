/*
 * overhead: what a shim costs on this machine: a start through it against a start of the same
 * program without it, in turns.
 */
#ifndef OVERHEAD_H
#define OVERHEAD_H

#include "facts.h"

/*
 * Measures for about MILLISECONDS what the shim SHIM costs in the current directory, against
 * PROGRAM, which it leads to. What cannot be started is not measured.
 */
void overhead_measure(const struct request *request, const char *shim,
	const char *program, unsigned milliseconds, struct facts_overhead *overhead);

#endif
