/*
 * looker: the least that a program can do which really looks. It makes the system calls of a
 * launch, as tests/gates/calls.txt has them, but knows beforehand where they look and what they
 * say, and has its environment ready. What the launcher takes longer is its own deciding; what
 * this takes longer than the floor, no launcher can save that keeps the rules.
 *
 * measure.sh writes the name of its directory, which is as long, in the place of WORLD.
 */
#include "system.h"

#include <dirent.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>

#define WORLD "/tmp/vshim-bench.XXXXXX"
#define AT(path) WORLD "/" path
#define ENVIRONMENT AT("home/project/.venv")
#define ENTRY(n) ":" AT("path/" n)

enum { VARIABLES = 64 };

/* As it is after PATH in measure.sh, where an environment was found. */
static const char *const own[] = {
	"PATH=" AT("home/.local/share/vshim/shims") ":" ENVIRONMENT "/bin" ENTRY("1")
		ENTRY("2") ENTRY("3") ENTRY("4") ENTRY("5") ENTRY("6") ENTRY("7")
			ENTRY("8") ENTRY("9"),
	"VIRTUAL_ENV=" ENVIRONMENT,
	"VIRTUAL_ENV_PROMPT=.venv",
	"VSHIM_SELECTED=" ENVIRONMENT,
	NULL,
};

/* What looks.awk makes of the table. */
#define GETCWD system_getcwd(buffer, sizeof(buffer));
#define STAT(path) system_stat(path, &status);
#define LSTAT(path) system_lstat(path, &status);
#define READLINK(path) system_readlink(path, buffer, sizeof(buffer));
#define OPENAT(path) fd = system_open(path, O_NONBLOCK);
#define READ system_read(fd, buffer, sizeof(buffer));
#define GETDENTS64 system_getdents(fd, buffer, sizeof(buffer));
#define CLOSE system_close(fd);
#define GETPID system_pid();
#define EXECVE(path) system_execve(path, argv, (char *const *)(const void *)variables);

int
main(int argc, char **argv, char **environment)
{
	struct stat status;
	char buffer[1024];
	const char *variables[VARIABLES];
	size_t n = 0;
	int fd = 0;

	(void)argc;
	for (; *environment != NULL && n < VARIABLES - sizeof(own) / sizeof(own[0]);
		environment++)
		if (!FINDS_ENVIRONMENT || strncmp(*environment, "PATH=", 5) != 0)
			variables[n++] = *environment;
	for (size_t i = 0; FINDS_ENVIRONMENT && own[i] != NULL; i++)
		variables[n++] = own[i];
	variables[n] = NULL;
#include LOOKS
	return 126;
}
