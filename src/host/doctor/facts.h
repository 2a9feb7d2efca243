/*
 * facts: all that is looked at before a set-up is judged, as plain values: variables, what new
 * shells have, files and their owners, known environments, a measurement. Only `facts_gather()`
 * looks; whoever judges does not.
 */
#ifndef FACTS_H
#define FACTS_H

#include "decision.h"
#include "health.h"
#include "session.h"

#include <sys/stat.h>

/* What vshim's own files are checked for; in the order in which they are gathered. */
enum place {
	PLACE_ROOT,
	PLACE_SHIMS,
	PLACE_ENVIRONMENTS,
	PLACE_SETTINGS,
	PLACE_LAUNCHER,
	PLACE_VSHIM,
	PLACES
};

struct facts_place {
	const char *path; /* or NULL: there is no such place */
	bool is_there;
	struct stat status;
};

/* A directory of PATH. */
struct facts_entry {
	char *path; /* owned */
	const char *name; /* the first of the base shims' names that it has, or NULL */
};

struct facts_path {
	struct facts_entry *entries;
	size_t n;
};

/* The user's shell, as vshim init knows it. */
struct facts_shell {
	const char *program; /* its path, or NULL */
	const char *rc_file; /* `~/.bashrc`, or NULL: init does not know the shell */
	const char *rc_line; /* what is to be in it */
	const char *write; /* the command that puts it there */
	const char
		*profile_line; /* what is to be in `~/.profile`, which any shell reads */
};

/* A known environment that is not as it should be. */
struct facts_known {
	char *path; /* owned */
	bool is_trusted;
	bool is_silent; /* it lies on what does not answer */
	struct health health;
};

/* How the shims are. */
struct facts_shims {
	int right;
	int elsewhere; /* that lead to no launcher, or that of another installation */
	int missing; /* that a command of a known environment wants */
	int unneeded; /* that nobody has the command of */
	char *example; /* one that is not right, or NULL; owned */
};

/* Durations in nanoseconds. */
struct facts_overhead {
	bool is_measured;
	unsigned long long direct, shim; /* the shortest of all rounds */
	int rounds;
};

/* All of it is owned, but for what the request has and the constants. */
struct facts {
	const struct request *request;
	struct facts_shell shell;
	struct facts_path path; /* of this process */
	struct session sessions[SESSION_KINDS];
	struct facts_path session_paths[SESSION_KINDS];
	char *rc_path, *rc_text; /* the rc file; NULL: it is not there */
	char *login_file; /* what a login shell reads, as it is shown */
	bool login_reads_rc; /* and it reads the rc file, too */
	struct facts_place places[PLACES];
	struct facts_shims shims;
	struct facts_known *known;
	char *known_problem, *known_hint; /* why there may be more; or NULL */
	size_t n_known, n_ailing; /* environments; those of them in `known` */
	char *launcher_version; /* or NULL: it does not say */
	char *settings_problem, *settings_hint; /* or NULL */
	char *selection_problem, *selection_hint; /* of the current directory, or NULL */
	unsigned long home_system, root_system; /* file systems, as statfs(2) tells */
	char *secure_path; /* of sudo, or NULL: not known */
	struct facts_overhead overhead;
	char *python; /* that was measured, or NULL */
};

/* Gathers them for a DECISION that has begun; the user's shell is SHELL. */
void facts_gather(
	struct facts *facts, struct decision *decision, const struct facts_shell *shell);

/* The directories of the text PATH, with what is in them. */
void facts_split(const char *path, struct facts_path *split);

void facts_path_free(struct facts_path *path);

/* Looks at the known environments, and starts the interpreters of those that are trusted. */
void facts_known_look(struct decision *decision, struct facts *facts);

void facts_known_free(struct facts *facts);

/* Looks at the shims of DECISION, after its known environments. */
void facts_shims_look(const struct decision *decision, struct facts *facts);

/* The value of the variable KEY, NULL where it is unset or empty. */
const char *facts_variable(const struct facts *facts, const char *key);

/* What the text of sudoers(5) sets `secure_path` to, or NULL. Owned. */
char *facts_secure_path(const char *sudoers);

void facts_free(struct facts *facts);

#endif
