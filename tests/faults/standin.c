/*
 * standin: stands for every program that vshim starts. Says where it was started; as `pip
 * install NAME` it makes a command NAME beside itself, as `-m venv DIRECTORY` an environment.
 */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What vshim knows a Python by. */
__attribute__((used)) static const char mark[8192] = "Py_BytesMain";

enum { STATUS = 42 };

static int
make_file(const char *directory, const char *name, mode_t mode)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
	return fd < 0 ? 1 : close(fd);
}

static int
make_environment(const char *directory, const char *python)
{
	char bin[PATH_MAX], link[PATH_MAX + 16];

	snprintf(bin, sizeof(bin), "%s/bin", directory);
	snprintf(link, sizeof(link), "%s/python", bin);
	mkdir(directory, 0755);
	mkdir(bin, 0755);
	unlink(link);
	return symlink(python, link) != 0 ||
		make_file(directory, "pyvenv.cfg", 0644) != 0;
}

int
main(int argc, char **argv)
{
	const char *environment = getenv("VIRTUAL_ENV");
	const char *last = argv[argc - 1];

	/* The question that vshim asks of a Python (host/environments/interview.c). */
	if (argc > 1 && strstr(last, "vshim asks:") != NULL) {
		printf("vshim asks: 3 11 2 1 1 0 0 %s%c", argv[0], '\0');
		return fflush(stdout);
	}
	for (int i = 1; i + 1 < argc; i++) {
		if (strcmp(argv[i], "install") == 0) {
			char bin[PATH_MAX];

			snprintf(bin, sizeof(bin), "%s/bin", environment);
			return make_file(bin, last, 0755);
		}
		if (strcmp(argv[i], "venv") == 0)
			return make_environment(last, argv[0]);
	}
	printf("ran %s in %s\n", argv[0],
		environment == NULL ? "no environment" : environment);
	return fflush(stdout) == 0 ? STATUS : 1;
}
