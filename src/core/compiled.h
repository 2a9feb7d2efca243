/*
 * compiled: the settings in the form that vshim leaves for the launcher, ROOT/settings.
 *
 * It is good for one settings file in one state, seen by one version of vshim with one HOME;
 * anything else, and anything that somebody else could have written, is not used. Strings that
 * each end in NUL: the mark of the version, the file's path, its state, HOME, the switches as
 * `1` or `0`, then the three lists, each ended by an empty string.
 */
#ifndef COMPILED_H
#define COMPILED_H

#include "request.h"

#include <sys/stat.h>

/* What the first string says. */
#define COMPILED_MARK "vshim " VSHIM_VERSION " settings"

/* A larger one is not written. Bytes. */
enum { COMPILED_LIMIT = 8192 };

/* The path of the compiled form; "" when the arena is full. */
const char *compiled_path(const struct request *request, struct arena *arena);

/* What STATUS says of a settings file's state: two files of one state are the same bytes. */
const char *compiled_state(struct arena *arena, const struct stat *status);

/*
 * Reads the compiled form of the settings file CONFIG, which has STATUS, into SETTINGS. False
 * when there is none that may be used.
 */
bool compiled_read(const struct request *request, struct arena *arena, const char *config,
	const struct stat *status, struct settings *settings);

#endif
