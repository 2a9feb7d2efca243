/*
 * reporter: stands for every program in a random world. Prints what it was started as: the
 * file as execve(2) was given it, the number of arguments, the arguments, the variables; each
 * ends in a NUL byte. Its exit status is one that nothing else uses.
 *
 * With -DBOUNCER it is another manager's shim instead, which executes its own name along PATH.
 */
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

enum { STATUS_REPORTED = 42, STATUS_CANNOT_RUN = 126, STATUS_NOT_FOUND = 127 };

#ifdef BOUNCER

static bool
is_command(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
		access(path, X_OK) == 0;
}

int
main(int argc, char **argv)
{
	const char *list = getenv("PATH");
	const char *slash = argc > 0 ? strrchr(argv[0], '/') : NULL;
	char path[2 * PATH_MAX];

	if (slash != NULL)
		argv[0] += slash + 1 - argv[0];
	if (list == NULL || *list == '\0')
		list = "/usr/local/bin:/usr/bin:/bin";
	for (;;) {
		int length = (int)strcspn(list, ":");

		snprintf(path, sizeof(path), "%.*s/%s", length == 0 ? 1 : length,
			length == 0 ? "." : list, argv[0]);
		if (is_command(path)) {
			execv(path, argv);
			return STATUS_CANNOT_RUN;
		}
		if (list[length] == '\0')
			return STATUS_NOT_FOUND;
		list += length + 1;
	}
}

#else

/* What vshim knows a Python by. */
__attribute__((used)) static const char mark[] = "Py_BytesMain";

static void
report(const char *text)
{
	fwrite(text, 1, strlen(text) + 1, stdout);
}

int
main(int argc, char **argv)
{
	report((const char *)getauxval(AT_EXECFN));
	printf("%d%c", argc, '\0');
	for (int i = 0; i < argc; i++)
		report(argv[i]);
	for (char **entry = environ; *entry != NULL; entry++)
		report(*entry);
	return fflush(stdout) == 0 ? STATUS_REPORTED : STATUS_NOT_FOUND;
}

#endif
