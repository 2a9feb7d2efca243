/* A redirect file (PEP 832), against the same rules written down another way. */
#include "redirect.h"

#include "fuzz.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Byte by byte: where the path starts and how long it is. */
static struct span
read_plainly(const char *bytes, size_t size)
{
	struct span path = {bytes, 0};

	if (size >= 3 && bytes[0] == '\xef' && bytes[1] == '\xbb' && bytes[2] == '\xbf') {
		path.text += 3;
		size -= 3;
	}
	while (path.length < size && path.text[path.length] != '\n')
		path.length++;
	bool has_newline = path.length < size;
	if (has_newline && path.length > 0 && path.text[path.length - 1] == '\r')
		path.length--;
	return path;
}

static bool
has_nul(struct span path)
{
	for (size_t i = 0; i < path.length; i++)
		if (path.text[i] == '\0')
			return true;
	return false;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes = fuzz_bytes(data, size);
	struct span path = {NULL, 0};
	enum reason reason = redirect_parse(bytes, size, &path);
	struct span expected = read_plainly(bytes, size);

	check(path.text == expected.text && path.length == expected.length);
	if (path.length == 0)
		check(reason == REASON_REDIRECT_EMPTY);
	else if (path.length >= PATH_MAX || has_nul(path))
		check(reason == REASON_REDIRECT_UNUSABLE);
	else
		check(reason == REASON_NONE);
	free(bytes);
	return 0;
}
