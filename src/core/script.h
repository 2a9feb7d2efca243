/*
 * script: the head of a console script, and whether its `#!` still leads to the environment
 * that the script is in. Text only.
 */
#ifndef SCRIPT_H
#define SCRIPT_H

#include "path.h"

/* The kernel reads no more of a `#!` line (BINPRM_BUF_SIZE less the end). Bytes. */
enum { SCRIPT_LINE_LIMIT = 255 };

/* Enough of a file for its first line, a `'''exec'` line and the longest path. Bytes. */
enum { SCRIPT_HEAD = 8192 };

struct script {
	bool is_python; /* Python reads it, by its first lines */
	bool is_cut; /* the kernel could not start it as it stands */
	struct span interpreter; /* as written */
	struct span option; /* its one option, or empty */
};

/* Reads the first LENGTH bytes of a file. */
struct script script_parse(const char *head, size_t length);

#endif
