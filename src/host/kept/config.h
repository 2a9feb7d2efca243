/*
 * config: the settings file (vshim-config(5)), read through inih.
 *
 * Settings protect, so nothing in the file is ever passed over: what is not understood is an
 * error that names file and line.
 */
#ifndef CONFIG_H
#define CONFIG_H

#include "list.h"
#include "request.h"

#include <sys/stat.h>

#include <vshim.h>

/* Starts as {0}; the settings point into the lists. */
struct config {
	struct settings settings;
	struct list names, ceilings, places;
	struct stat status; /* of the file, before it was read */
};

/*
 * Reads FILE over the defaults; `~/` in it stands for HOME (may be NULL). FILE may be NULL or
 * absent. 0, or -1 with *ERROR filled.
 */
int config_load(struct config *config, const char *file, const char *home,
	struct vshim_error *error);

void config_free(struct config *config);

#endif
