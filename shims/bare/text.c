/*
 * What core uses of <string.h>, and what compilers call by themselves, for a program without a
 * C library. As the standard has them, for the short texts of a launch: byte by byte.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

void *
memcpy(void *restrict to, const void *restrict from, size_t size)
{
	char *out = to;

	for (const char *in = from; size > 0; size--)
		*out++ = *in++;
	return to;
}

void *
memset(void *block, int byte, size_t size)
{
	for (char *at = block; size > 0; size--)
		*at++ = (char)byte;
	return block;
}

int
memcmp(const void *a, const void *b, size_t size)
{
	const unsigned char *first = a, *second = b;

	for (; size > 0; size--, first++, second++)
		if (*first != *second)
			return *first < *second ? -1 : 1;
	return 0;
}

/* What clang makes of a memcmp() that asks for no order. */
int
bcmp(const void *a, const void *b, size_t size)
{
	return memcmp(a, b, size);
}

void *
memchr(const void *block, int byte, size_t size)
{
	for (const unsigned char *at = block; size > 0; size--, at++)
		if (*at == (unsigned char)byte)
			return (void *)(uintptr_t)at;
	return NULL;
}

void *
memmem(const void *block, size_t size, const void *part, size_t length)
{
	const char *at = block, *end = at + size;

	if (length == 0)
		return (void *)(uintptr_t)at;
	while ((size_t)(end - at) >= length) {
		at = memchr(at, *(const char *)part, (size_t)(end - at) - length + 1);
		if (at == NULL)
			return NULL;
		if (memcmp(at, part, length) == 0)
			return (void *)(uintptr_t)at;
		at++;
	}
	return NULL;
}

size_t
strlen(const char *text)
{
	const char *end = text;

	while (*end != '\0')
		end++;
	return (size_t)(end - text);
}

int
strncmp(const char *a, const char *b, size_t size)
{
	for (; size > 0; size--, a++, b++) {
		if (*a != *b)
			return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
		if (*a == '\0')
			return 0;
	}
	return 0;
}

int
strcmp(const char *a, const char *b)
{
	return strncmp(a, b, (size_t)-1);
}

static int
lowered(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

int
strcasecmp(const char *a, const char *b)
{
	while (*a != '\0' && lowered(*a) == lowered(*b)) {
		a++;
		b++;
	}
	return lowered(*a) - lowered(*b);
}

char *
strchr(const char *text, int c)
{
	while (*text != (char)c && *text != '\0')
		text++;
	return *text == (char)c ? (char *)(uintptr_t)text : NULL;
}

char *
strrchr(const char *text, int c)
{
	const char *found = NULL;

	for (; *text != '\0'; text++)
		if (*text == (char)c)
			found = text;
	return *text == (char)c ? (char *)(uintptr_t)text : (char *)(uintptr_t)found;
}

size_t
strcspn(const char *text, const char *set)
{
	size_t length = 0;

	while (text[length] != '\0' && strchr(set, text[length]) == NULL)
		length++;
	return length;
}

size_t
strspn(const char *text, const char *set)
{
	size_t length = 0;

	while (text[length] != '\0' && strchr(set, text[length]) != NULL)
		length++;
	return length;
}
