#include "known.h"

#include "files.h"

#include <stdint.h>

/* FNV-1a, 64 bits, in hexadecimal. */
void
known_name(char name[KNOWN_NAME], const char *path)
{
	static const char digits[] = "0123456789abcdef";
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (; *path != '\0'; path++)
		hash = (hash ^ (unsigned char)*path) * UINT64_C(0x100000001b3);
	for (int i = KNOWN_NAME - 2; i >= 0; i--, hash >>= 4)
		name[i] = digits[hash & 15];
	name[KNOWN_NAME - 1] = '\0';
}

static bool
is_current(const struct stat *entry, const struct stat *bin)
{
	/* A file system that keeps whole seconds has none of the rest. */
	return entry->st_mtim.tv_sec == bin->st_mtim.tv_sec &&
		(entry->st_mtim.tv_nsec == bin->st_mtim.tv_nsec ||
			entry->st_mtim.tv_nsec == 0);
}

enum known_state
known_look(const struct request *request, struct arena *arena, const char *environment,
	const struct stat *bin)
{
	char name[KNOWN_NAME];
	struct stat entry, now = *bin;

	if (request->root == NULL)
		return KNOWN_UNKEPT;
	const char *entries = path_join(arena, request->root, "envs");
	known_name(name, environment);
	if (files_lstat(path_join(arena, entries, name), &entry) == 0 &&
		(now.st_nlink > 0 ||
			files_stat(path_join(arena, environment, "bin"), &now) == 0) &&
		is_current(&entry, &now))
		return KNOWN_CURRENT;
	return files_writable(entries) ? KNOWN_NEWS : KNOWN_UNKEPT;
}
