#include "scratch.h"

#include "table.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char directory[PATH_MAX];

void
scratch_begin(void)
{
	char template[] = "/tmp/vshim-unit-XXXXXX";

	/* Without symbolic links, so that paths can be compared. */
	if (mkdtemp(template) == NULL || realpath(template, directory) == NULL)
		abort();
}

int
scratch_end(void)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		execlp("rm", "rm", "-rf", "--", directory, (char *)NULL);
		_exit(127);
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

const char *
scratch(const char *name)
{
	static char paths[4][2 * PATH_MAX];
	static size_t next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof(paths[0]), "%s%s%s", directory, name[0] == '\0' ? "" : "/",
		name);
	return path;
}

void
scratch_write(const char *name, const char *text, unsigned mode)
{
	char path[2 * PATH_MAX];

	strcpy(path, scratch(name));
	for (char *slash = path + strlen(directory) + 1;
		(slash = strchr(slash, '/')) != NULL; slash++) {
		*slash = '\0';
		mkdir(path, 0755);
		*slash = '/';
	}
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, (mode_t)mode), 0);
}

void
scratch_environment(const char *name, const char *text)
{
	char file[PATH_MAX];

	snprintf(file, sizeof(file), "%s/pyvenv.cfg", name);
	scratch_write(file, text, 0644);
	snprintf(file, sizeof(file), "%s/bin/python", name);
	scratch_write(file, "", 0755);
}

void
scratch_run(const char *script)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		char self[PATH_MAX] = "";

		if (readlink("/proc/self/exe", self, sizeof(self) - 1) < 0 ||
			setenv("SELF", self, 1) != 0 || chdir(directory) != 0)
			_exit(127);
		execl("/bin/sh", "sh", "-euc", script, (char *)NULL);
		_exit(127);
	}
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
}

void
scratch_expand(const char *text, char *expanded)
{
	for (*expanded = '\0'; *text != '\0'; text++) {
		if (*text == '%')
			strcat(expanded, directory);
		else
			strncat(expanded, text, 1);
	}
}
