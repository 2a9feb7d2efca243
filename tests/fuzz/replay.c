/*
 * Runs a fuzz target over the files named, and over the files in the directories named: what
 * libFuzzer once found stays found, with any compiler.
 */
#include "fuzz.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int n;

static int
replay_file(const char *path)
{
	enum { LIMIT = 1 << 20 };
	uint8_t *data = fuzz_memory(LIMIT);
	FILE *file = fopen(path, "rb");

	if (file == NULL) {
		printf("not ok %d - %s: %s\n", ++n, path, strerror(errno));
		free(data);
		return 1;
	}
	size_t size = fread(data, 1, LIMIT, file);
	fclose(file);
	/* Of just that size, so that a look past its end is seen. */
	char *bytes = fuzz_bytes(data, size);
	free(data);
	LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
	free(bytes);
	printf("ok %d - %s\n", ++n, path);
	return 0;
}

static int
replay_directory(const char *path)
{
	struct dirent **entries;
	int count = scandir(path, &entries, NULL, alphasort);
	int failed = count < 0;

	for (int i = 0; i < count; i++) {
		size_t size = strlen(path) + strlen(entries[i]->d_name) + 2;
		char *file = fuzz_memory(size);

		snprintf(file, size, "%s/%s", path, entries[i]->d_name);
		if (entries[i]->d_name[0] != '.')
			failed |= replay_file(file);
		free(file);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return failed;
}

int
main(int argc, char **argv)
{
	int failed = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (int i = 1; i < argc; i++) {
		struct stat status;
		bool is_directory =
			stat(argv[i], &status) == 0 && S_ISDIR(status.st_mode);

		failed |= is_directory ? replay_directory(argv[i]) : replay_file(argv[i]);
	}
	printf("1..%d\n", n);
	return failed != 0 || n == 0;
}
