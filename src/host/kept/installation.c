#include "installation.h"

#include "error.h"
#include "process.h"
#include "text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

int
installation_find(struct installation *installation, struct vshim_error *error)
{
	char program[PATH_MAX];
	size_t size = sizeof(program);
	int err = uv_exepath(program, &size);
	/* No /proc: a chroot, or a container that is being built. */
	const char *called = err == 0 ? program : process_look(NULL).called;
	char *real = called == NULL ? NULL : realpath(called, NULL);

	if (real == NULL)
		return error_set(error, STATUS_TROUBLE,
			"the system does not tell where vshim itself is: %s",
			uv_strerror(err == 0 ? UV_ENOENT : err));
	struct text launcher = {.data = NULL};
	text_add(&launcher, real);
	for (int i = 0; i < VSHIM_COMMAND_DEPTH; i++) {
		const char *slash = strrchr(launcher.data, '/');

		/* Above the root is the root. */
		launcher.length = slash == NULL ? 0 : (size_t)(slash - launcher.data);
		launcher.data[launcher.length] = '\0';
	}
	text_add(&launcher, "/" VSHIM_LAUNCHER);
	*installation =
		(struct installation){.vshim = real, .launcher = text_take(&launcher)};
	return 0;
}
