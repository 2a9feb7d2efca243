#include "access.h"

#include "owner.h"

#include <stdint.h>
#include <string.h>

/* Numbers of 16 and 32 bits. */
enum { HEAD = 4, ENTRY = 8, LIMIT = HEAD + 256 * ENTRY };

enum tag { TAG_USER = 0x02, TAG_GROUP = 0x08, TAG_MASK = 0x10 };

enum { WRITE = 2 };

struct entry {
	uint16_t tag;
	uint16_t rights;
	uint32_t id;
};

/* Whether ENTRY gives a right to somebody who is neither us nor what the mode speaks of. */
static bool
is_somebody_else(const struct request *request, const struct entry *entry)
{
	return entry->tag == TAG_GROUP ||
		(entry->tag == TAG_USER && !owner_is_ours(request, entry->id));
}

bool
access_is_closed(const struct request *request, const char *list, size_t length)
{
	uint16_t mask = WRITE, others = 0;

	for (size_t at = HEAD; at + ENTRY <= length; at += ENTRY) {
		struct entry entry;

		memcpy(&entry, list + at, sizeof(entry));
		if (entry.tag == TAG_MASK)
			mask = entry.rights;
		else if (is_somebody_else(request, &entry))
			others |= entry.rights;
	}
	return (others & mask & WRITE) == 0;
}

#ifdef __linux__

#include <sys/xattr.h>

bool
access_of_file_is_closed(const struct request *request, const char *path)
{
	char list[LIMIT];
	ssize_t length = getxattr(path, "system.posix_acl_access", list, sizeof(list));

	return length >= 0 && access_is_closed(request, list, (size_t)length);
}

#else

bool
access_of_file_is_closed(const struct request *request, const char *path)
{
	(void)request;
	(void)path;
	return false;
}

#endif
