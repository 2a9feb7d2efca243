#include "bin.h"

#include "describe.h"
#include "name.h"
#include "problem.h"
#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
ends_in(const char *name, const char *ending)
{
	size_t length = strlen(name), tail = strlen(ending);

	return length >= tail && strcmp(name + length - tail, ending) == 0;
}

/* Whether a command called NAME gets a shim; a library in `bin` is no command. */
static bool
is_command_name(const char *name)
{
	static const char *const endings[] = {
		".so", ".dylib", ".dll", ".a", ".py", ".pyc", "~"};

	if (name[0] == '.' || name[0] == '-' || strstr(name, ".so.") != NULL ||
		strncmp(name, "activate", 8) == 0 || strncmp(name, "Activate", 8) == 0 ||
		strcmp(name, "deactivate") == 0 || strcmp(name, "vshim") == 0)
		return false;
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (ends_in(name, endings[i]))
			return false;
	return true;
}

/* Whether ENTRY of the directory FD can be run; one that cannot be looked at may. */
static bool
is_program(int fd, const char *entry)
{
	struct stat status;

	if (fstatat(fd, entry, &status, 0) != 0)
		return errno != ENOENT && errno != ENOTDIR && errno != ELOOP;
	return S_ISREG(status.st_mode) && (status.st_mode & 0111) != 0;
}

static char *
bin_path(const char *environment, const char *name)
{
	struct text path = {.data = NULL};

	text_format(&path, "%s/bin/%s", environment, name);
	return text_take(&path);
}

/* Opens ENVIRONMENT/bin; NULL with errno. */
static DIR *
bin_open(const char *environment)
{
	char *bin = bin_path(environment, "");
	DIR *stream = bin == NULL ? NULL : opendir(bin);
	int err = errno;

	free(bin);
	errno = err;
	return stream;
}

int
bin_commands(const char *environment, struct set *commands)
{
	DIR *stream = bin_open(environment);

	if (stream == NULL)
		return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
	errno = 0;
	for (const struct dirent *entry; (entry = readdir(stream)) != NULL; errno = 0)
		/* Many environments have the same: each look that is saved counts. */
		if (is_command_name(entry->d_name) && !set_has(commands, entry->d_name) &&
			is_program(dirfd(stream), entry->d_name))
			set_add(commands, entry->d_name);
	int err = errno;
	closedir(stream);
	errno = err;
	return err == 0 ? 0 : -1;
}

bool
bin_has(const char *environment, const char *name)
{
	char *program = bin_path(environment, name);
	struct stat status;
	bool has = program != NULL && stat(program, &status) == 0 &&
		S_ISREG(status.st_mode) && access(program, X_OK) == 0;

	free(program);
	return has;
}

struct timespec
bin_changed(const char *environment)
{
	char *bin = bin_path(environment, "");
	struct timespec never = {.tv_sec = 0};
	struct stat status;
	bool is_there = bin != NULL && stat(bin, &status) == 0;

	free(bin);
	return is_there ? status.st_mtim : never;
}

/* What changed less long ago may change again without showing it. Milliseconds. */
enum { FRESH = 50 };

struct bin_look
bin_look_begin(void)
{
	struct bin_look look = {.inode = 0};

	clock_gettime(CLOCK_REALTIME, &look.begin);
	return look;
}

/* Whether PATH is an interpreter; most environments share one, which is read once. */
static bool
is_interpreter(struct bin_look *look, const char *path, const struct stat *status)
{
	if (status->st_dev == look->device && status->st_ino == look->inode)
		return true;
	if (!describe_is_interpreter(path))
		return false;
	look->device = status->st_dev;
	look->inode = status->st_ino;
	return true;
}

/* Whether the interpreter PATH may be somebody's shim; one that is not there is none. */
static bool
is_odd(struct bin_look *look, const char *path)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return problem_is_trouble(errno);
	return !is_interpreter(look, path, &status);
}

/* Whether one of the interpreters of ENVIRONMENT may be somebody's shim, to be looked at anew. */
static bool
has_odd_python(struct bin_look *look, const char *environment)
{
	DIR *stream = bin_open(environment);
	const struct dirent *entry;
	bool odd = false;

	/* What could not be read is not vouched for. */
	if (stream == NULL)
		return true;
	errno = 0;
	for (; !odd && (entry = readdir(stream)) != NULL; errno = 0) {
		if (name_parse(entry->d_name).kind != NAME_PYTHON)
			continue;
		char *python = bin_path(environment, entry->d_name);
		odd = python == NULL || is_odd(look, python);
		free(python);
	}
	odd = odd || errno != 0;
	closedir(stream);
	return odd;
}

struct timespec
bin_memorable_time(
	struct bin_look *look, const char *environment, const struct timespec *changed)
{
	struct timespec never = {.tv_sec = 0};
	long long age = (look->begin.tv_sec - changed->tv_sec) * 1000LL +
		(look->begin.tv_nsec - changed->tv_nsec) / 1000000;

	return age < FRESH || has_odd_python(look, environment) ? never : *changed;
}
