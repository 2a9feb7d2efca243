/*
 * session: what a new shell of the user has, asked of the shell itself: its PATH, and what it
 * takes the names of the base shims for.
 */
#ifndef SESSION_H
#define SESSION_H

#include "request.h"

/* The names that are asked for: those of the shims that are always there. */
enum { SESSION_NAMES = 4 };

extern const char *const session_names[SESSION_NAMES];

/* How a shell is begun. */
enum session_kind {
	SESSION_LOGIN, /* as by ssh or on a console */
	SESSION_TERMINAL, /* as in a window of a desktop */
	SESSION_KINDS
};

/* What a session can be of. */
enum session_state {
	SESSION_UNKNOWN, /* nobody knows how to ask this shell */
	SESSION_SILENT, /* it could not be started, or did not answer */
	SESSION_LATE, /* it did not come to an end in time */
	SESSION_KNOWN
};

/* Texts are owned. */
struct session {
	enum session_state state;
	char *path; /* PATH, or NULL */
	char *names
		[SESSION_NAMES]; /* `alias …` or `function`, NULL: a program or nothing */
};

/*
 * Asks SHELL, a path, for a session of KIND, which begins with PATH (NULL: that of a login) and
 * otherwise with the variables that a login gives to the user of REQUEST. Only LIMIT
 * milliseconds are waited for it.
 */
void session_ask(const struct request *request, const char *shell, enum session_kind kind,
	const char *path, unsigned limit, struct session *session);

/* Reads what a shell has ANSWERed: lines of ours among others. */
void session_parse(const char *answer, struct session *session);

void session_free(struct session *session);

#endif
