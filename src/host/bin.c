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

int
bin_commands(const char *environment, struct list *names)
{
	struct text bin = {.data = NULL};

	text_format(&bin, "%s/bin", environment);
	DIR *stream = opendir(bin.data);
	int err = errno;
	text_free(&bin);
	errno = err;
	if (stream == NULL)
		return err == ENOENT || err == ENOTDIR ? 0 : -1;
	errno = 0;
	for (const struct dirent *entry; (entry = readdir(stream)) != NULL; errno = 0)
		if (is_command_name(entry->d_name) &&
			is_program(dirfd(stream), entry->d_name))
			list_add(names, entry->d_name);
	err = errno;
	closedir(stream);
	errno = err;
	return err == 0 ? 0 : -1;
}

/* What changed less long ago may change again without showing it. Milliseconds. */
enum { FRESH = 50 };

static char *
joined(const char *directory, const char *name)
{
	struct text path = {.data = NULL};

	text_format(&path, "%s/%s", directory, name);
	return text_take(&path);
}

/* Whether one of the interpreters in BIN may be somebody's shim, to be looked at anew. */
static bool
has_odd_python(const char *bin)
{
	DIR *stream = opendir(bin);
	const struct dirent *entry;
	bool odd = false;

	/* What could not be read is not vouched for. */
	if (stream == NULL)
		return true;
	errno = 0;
	for (; !odd && (entry = readdir(stream)) != NULL; errno = 0) {
		if (name_parse(entry->d_name).kind != NAME_PYTHON)
			continue;
		char *python = joined(bin, entry->d_name);
		odd = (access(python, F_OK) == 0 || problem_is_trouble(errno)) &&
			!describe_is_interpreter(python);
		free(python);
	}
	odd = odd || errno != 0;
	closedir(stream);
	return odd;
}

struct timespec
bin_memorable_time(const char *environment)
{
	char *bin = joined(environment, "bin");
	struct timespec now, never = {.tv_sec = 0};
	struct stat status;
	bool is_odd = stat(bin, &status) != 0 || has_odd_python(bin);

	free(bin);
	clock_gettime(CLOCK_REALTIME, &now);
	if (is_odd || status.st_mtim.tv_sec > now.tv_sec)
		return never;
	long long age = (now.tv_sec - status.st_mtim.tv_sec) * 1000LL +
		(now.tv_nsec - status.st_mtim.tv_nsec) / 1000000;
	return age < FRESH ? never : status.st_mtim;
}
