/*
 * libvshim: which Python environment applies in a directory, and why.
 *
 * The same decision that vshim's shims make, for editors, prompts and tools. No output, no
 * exit, no global state: every function may be called from any thread.
 */
#ifndef VSHIM_H
#define VSHIM_H

#include <stdbool.h>

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
	char *what; /* one line, without a newline */
	char *hint; /* what to do about it, or NULL */
};

/* What is asked. */
struct vshim_request {
	const char *name; /* the command: "python", "pip", … */
	const char *directory; /* an absolute path; NULL: the current directory */
	char *const *operands; /* what would follow the command, ends in NULL; or NULL */
	char *const *environment; /* KEY=value, ends in NULL: the caller's `environ` */
};

/* What was decided. All texts belong to the selection. */
struct vshim_selection {
	enum vshim_origin origin;
	char *environment; /* its directory, or NULL: the system */
	char *project; /* the directory in which the walk found it, or NULL */
	char *python; /* the environment's interpreter, or NULL */
	char *program; /* what NAME stands for here */
	char **argv; /* what is started, before the user's arguments; ends in NULL */
};

/*
 * Decides what a shim would run. 0 and SELECTION filled, or -1 and ERROR filled; the caller
 * frees what was filled.
 */
VSHIM_PUBLIC int vshim_select(const struct vshim_request *request,
	struct vshim_selection *selection, struct vshim_error *error);

/* The name of ORIGIN as `vshim which --json` writes it; a constant. */
VSHIM_PUBLIC const char *vshim_origin_name(enum vshim_origin origin);

/* The name of STATE as `vshim list --json` writes it; a constant. */
VSHIM_PUBLIC const char *vshim_state_name(enum vshim_state state);

VSHIM_PUBLIC void vshim_selection_free(struct vshim_selection *selection);
VSHIM_PUBLIC void vshim_error_free(struct vshim_error *error);

#ifdef __cplusplus
}
#endif

#endif
