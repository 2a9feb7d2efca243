/*
 * request: what is asked, as plain values: a name, its operands, the directory, the variables
 * that decide, the settings. The environment is read here and nowhere else.
 */
#ifndef REQUEST_H
#define REQUEST_H

#include "path.h"
#include "problem.h"
#include "process.h"

#include <sys/stat.h>
#include <sys/types.h>

/* The variables that have a say; NULL where unset or empty. */
struct variables {
	const char *path, *pwd, *home, *sudo_uid;
	const char *virtual_env, *virtual_env_prompt;
	const char *xdg_config_home, *xdg_data_home;
	const char *vshim_env, *vshim_root, *vshim_config, *vshim_ceilings, *vshim_debug;
	const char *vshim_selected; /* the mark: VIRTUAL_ENV is vshim's own doing */
	const char *vshim_via; /* see via.h */
};

/* vshim-config(5); lists end in NULL. */
struct settings {
	const char *const *names; /* search.names */
	const char *const *ceilings; /* search.ceiling */
	const char *const *places; /* envs.path */
	bool any_name; /* search.any-name */
	bool scripts_on_system; /* search.installed-scripts = system */
	bool trust_explicit; /* trust.mode = explicit */
	bool pip_rehash; /* pip.rehash */
};

extern const struct settings settings_default;

/* What was found at a place that was looked at; for whoever listens. */
enum finding {
	FINDING_TAKEN,
	FINDING_NOT_SET, /* a variable or a file that is not there */
	FINDING_NOT_THERE, /* no such file or directory */
	FINDING_NO_PYVENV, /* a directory, but not an environment */
	FINDING_NO_DIRECTORY, /* a file where an environment would be a directory */
	FINDING_CANNOT_LOOK, /* EACCES and the like */
	FINDING_NOT_TRUSTED, /* somebody else's */
	FINDING_TOO_LARGE, /* a directory of too many entries */
	FINDING_CEILING, /* the walk ends here */
	FINDING_REDIRECT, /* a redirect file; the detail is its text */
	FINDING_MARK, /* VIRTUAL_ENV is vshim's own mark */
	FINDING_RELATIVE, /* VIRTUAL_ENV is not absolute */
	FINDING_NOT_A_SCRIPT, /* the first operand is no installed script */
	FINDING_PROJECT_SCRIPT, /* it is one of the project's own */
	FINDING_WALKING, /* a directory that the walk looks into */
	FINDING_NO_CHILD, /* a directory that has no environment of another name */
	FINDING_NO_PROJECT, /* a directory in which other names do not count */
	FINDING_END, /* the walk ends here */
	FINDING_SIBLING, /* an interpreter that stands in; the detail is for what */
	FINDING_STALE, /* a script; the detail is what its first line names */
	FINDING_PIP, /* pip's script, whatever its first line names */
	FINDING_MODULE, /* pip, without a script */
	FINDING_LACKS, /* what the environment does not have */
	FINDING_PROBLEM, /* the decision ends here, in an error */
};

/* One look, told to a listener in the order in which it was taken. */
struct step {
	int line; /* of the selection, 1 to 7; 0 for the program, which comes after it */
	enum finding finding;
	const char *path; /* what was looked at */
	const char *detail; /* or NULL */
};

/*
 * What only vshim knows: it needs a heap, settings or words. The launcher has none of it and
 * hands over where it would be asked.
 */
struct knowledge {
	void *data;
	/* The environment that goes by NAME, or NULL with *PROBLEM saying why. */
	const char *(*find_name)(void *data, const char *name, struct problem *problem);
	/* Whether the user trusts DIRECTORY by name. */
	bool (*is_trusted)(void *data, const char *directory);
	/* Whether the file PATH is a Python, by what is in it; not another manager's shim. */
	bool (*is_interpreter)(void *data, const char *path);
	/* Whether the access control list of the file PATH lets nobody write who is not us. */
	bool (*is_closed_list)(void *data, const char *path);
	/*
	 * Hears of PATH before it is looked at, since a dead mount never answers, and of NULL
	 * when it was. Or NULL.
	 */
	void (*look)(void *data, const char *path);
	/* Hears of every look, or NULL. */
	void (*listen)(void *data, const struct step *step);
};

struct request {
	const char *name; /* the command, without a directory */
	const char *argv0; /* what this process was called; NULL when it is no shim */
	char *const *operands; /* what follows the name; ends in NULL */
	char *const *environment; /* as given, ends in NULL */
	struct variables variables;
	const struct settings *settings;
	const struct knowledge *knowledge; /* or NULL */
	const char *directory; /* where: absolute, or NULL when it has no path */
	const char *
		physical; /* the same without symbolic links, or NULL: that has not been asked */
	int err; /* why nobody knows the directory, or 0 */
	const char *root; /* $VSHIM_ROOT and its defaults, or NULL */
	const char *shims; /* the shims directory, or NULL */
	const char *launcher; /* a path of the launcher's own file, or NULL */
	uid_t user;
};

/*
 * Fills REQUEST from the environment and the current directory of PROCESS, with the default
 * settings. What the caller of a set-uid start has no say in is not looked at then. Nothing is
 * copied: NAME, OPERANDS and ENVIRONMENT must outlive REQUEST.
 */
void
request_make(struct request *request, struct arena *arena, const struct process *process,
	const char *name, char *const *operands, char *const *environment);

/* The settings file, or NULL when there is no place for one. */
const char *request_config(const struct request *request, struct arena *arena);

/* The value of KEY=value when ENTRY is that, else NULL. */
const char *request_variable(const char *entry, const char *key);

/* Tells whoever waits that PATH is going to be looked at; NULL: it was. */
void request_look(const struct request *request, const char *path);

/* files_stat(), with that. */
int request_stat(const struct request *request, const char *path, struct stat *status);

/* Tells the listener, if there is one. */
void request_tell(const struct request *request, int line, enum finding finding,
	const char *path, const char *detail);

#endif
