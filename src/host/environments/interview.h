/*
 * interview: asking a program whether it is a Python, which one, and what it can do.
 */
#ifndef INTERVIEW_H
#define INTERVIEW_H

#include "request.h"
#include "text.h"

/* A Python, as it says itself. */
struct python {
	char *path; /* its interpreter, not a shim that leads there; owned */
	int major, minor, micro;
	bool has_venv, has_ensurepip, has_virtualenv; /* the modules of those names */
	bool is_packaged; /* in Debian's way, which keeps ensurepip apart */
};

/* What is known while several programs are asked. Starts with the first two. */
struct interview {
	const struct request *request;
	struct arena *arena;
	int signal; /* one that asked this process to end meanwhile, or 0 */
	struct text words; /* what the last one that is no Python said; owned */
};

/* Asks the program PATH. Whether it is a Python, and then *PYTHON is filled. */
bool interview(struct interview *interview, const char *path, struct python *python);

/* ENVIRONMENT without the variables that would make a Python another; ends in NULL. ARENA's. */
char **interview_variables(struct arena *arena, char *const *environment);

#endif
