#include "redirect.h"

#include <string.h>

enum reason
redirect_parse(const char *bytes, size_t length, struct span *path)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t skipped = length >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
	const char *text = bytes + skipped;
	size_t left = length - skipped;
	const char *newline = memchr(text, '\n', left);
	size_t end = newline == NULL ? left : (size_t)(newline - text);

	if (newline != NULL && end > 0 && text[end - 1] == '\r')
		end--;
	*path = (struct span){text, end};
	if (end == 0)
		return REASON_REDIRECT_EMPTY;
	if (end >= PATH_MAX || memchr(text, '\0', end) != NULL)
		return REASON_REDIRECT_UNUSABLE;
	return REASON_NONE;
}
