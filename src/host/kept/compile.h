/*
 * compile: leaving the settings for the launcher, in the form that core's `compiled` reads.
 */
#ifndef COMPILE_H
#define COMPILE_H

#include "config.h"

/*
 * Leaves the settings CONFIG, read from FILE for REQUEST, where they are not there yet. What
 * cannot be written is not: then the launcher goes on asking vshim.
 */
void compile_settings(const struct config *config, const struct request *request,
	struct arena *arena, const char *file);

#endif
