/*
 * libvshim: which Python environment applies in a directory, and why.
 *
 * The same decision that vshim's shims make, for editors, prompts and tools; vshim(3) tells how
 * to use it. It prints nothing, starts nothing, writes nothing, ends nothing and has no global
 * state: every function may be called from any thread at any time.
 *
 * The interface grows only: what is here keeps its meaning and its place. Members called
 * `reserved` are the room for that; a caller sets them to zero, as `= {.name = …}` does.
 */
#ifndef VSHIM_H
#define VSHIM_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define VSHIM_PUBLIC __attribute__((visibility("default")))
#else
#define VSHIM_PUBLIC
#endif

/* Why an environment was selected; the lines of vshim-shims(7), in their order. */
enum vshim_origin {
	VSHIM_ORIGIN_OVERRIDE, /* VSHIM_ENV names it */
	VSHIM_ORIGIN_SCRIPT, /* an installed script stays on system Python */
	VSHIM_ORIGIN_ACTIVATED, /* VIRTUAL_ENV: the user has activated it */
	VSHIM_ORIGIN_WALK, /* found by walking up from the directory */
	VSHIM_ORIGIN_INHERITED, /* a parent process was launched into it */
	VSHIM_ORIGIN_GLOBAL, /* vshim global set it */
	VSHIM_ORIGIN_SYSTEM /* none: the next command on PATH */
};

/* Whether an environment can be used. */
enum vshim_state {
	VSHIM_STATE_OK,
	VSHIM_STATE_BROKEN, /* its interpreter does not work */
	VSHIM_STATE_UNTRUSTED /* somebody else could have made it */
};

/* What went wrong, in the user's words. */
struct vshim_error {
	int status; /* the exit status a shim would end with: 125, 126 or 127 */
	char *what; /* one sentence; may hold newlines, where it lists things */
	char *hint; /* what to do about it, or NULL */
	void *reserved[2];
};

/* What is asked. */
struct vshim_request {
	const char *name; /* the command: "python", "pip", …; NULL is "python" */
	const char *directory; /* an absolute path; NULL: the current directory */
	char *const *operands; /* what would follow the command, ends in NULL; or NULL */
	char *const *environment; /* KEY=value, ends in NULL: the caller's `environ` */
	void *reserved[4];
};

/* What was decided. All texts belong to the selection. */
struct vshim_selection {
	enum vshim_origin origin;
	char *environment; /* its directory, or NULL: the system */
	char *project; /* the directory in which the walk found it, or NULL */
	char *python; /* the environment's interpreter, or NULL */
	char *program; /* what NAME stands for here */
	char **argv; /* what is started, before the user's arguments; ends in NULL */
	void *reserved[4];
};

/* One look that a decision took: a step of `vshim which --explain`. */
struct vshim_step {
	int line; /* of the selection, 1 to 7 */
	const char *finding; /* a word for what was found; a constant */
	char *path; /* what was looked at, or NULL */
	char *detail; /* what it said, or NULL */
	void *reserved[2];
};

/* The looks of a decision, in their order. */
struct vshim_explanation {
	struct vshim_step *steps;
	size_t n; /* how many */
	void *reserved[2];
};

/* An environment that vshim knows: a row of `vshim list`. */
struct vshim_environment {
	char *path;
	char *name; /* what it goes by */
	char *python; /* the version of its Python, or NULL: it does not say */
	const char *made_by; /* "venv", "virtualenv", "uv", "Poetry" or "Pipenv" */
	enum vshim_state state;
	char *reason; /* why it is not ok, or NULL */
	bool selected; /* by the request */
	void *reserved[4];
};

/* The environments that vshim knows, sorted by path. */
struct vshim_list {
	struct vshim_environment *environments;
	size_t n; /* how many */
	void *reserved[2];
};

/*
 * The three questions. Each fills what it is given and returns 0, or fills ERROR and returns
 * -1. What was there before is overwritten, not freed; the caller frees what was filled, in
 * both cases.
 */

/* Decides what a shim would run. */
VSHIM_PUBLIC int vshim_select(const struct vshim_request *request,
	struct vshim_selection *selection, struct vshim_error *error);

/*
 * The same, and tells every look that it took. EXPLANATION is filled also when the decision
 * fails: then it ends where that happened.
 */
VSHIM_PUBLIC int
vshim_explain(const struct vshim_request *request, struct vshim_explanation *explanation,
	struct vshim_selection *selection, struct vshim_error *error);

/*
 * The known environments; none when they cannot all be read, which is a failure. A directory in
 * which nothing can be selected is none.
 */
VSHIM_PUBLIC int vshim_list_known(const struct vshim_request *request,
	struct vshim_list *list, struct vshim_error *error);

/* The name of ORIGIN as `vshim which --json` writes it, "unknown" for no origin; a constant. */
VSHIM_PUBLIC const char *vshim_origin_name(enum vshim_origin origin);

/* The name of STATE as `vshim list --json` writes it, "unknown" for no state; a constant. */
VSHIM_PUBLIC const char *vshim_state_name(enum vshim_state state);

/* The version of the library that runs, as "1.2.3"; a constant. */
VSHIM_PUBLIC const char *vshim_version(void);

/* These free what was filled, and clear it: a second call does no harm. */
VSHIM_PUBLIC void vshim_selection_free(struct vshim_selection *selection);
VSHIM_PUBLIC void vshim_explanation_free(struct vshim_explanation *explanation);
VSHIM_PUBLIC void vshim_list_free(struct vshim_list *list);
VSHIM_PUBLIC void vshim_error_free(struct vshim_error *error);

#ifdef __cplusplus
}
#endif

#endif
