/*
 * What core calls of the C library's string.h, as plain loops, for Frama-C's Eva: it follows a
 * loop byte by byte and keeps what each end of it says of the bytes before; of the answer of its
 * own models it keeps the range only.
 */
#include <string.h>

#include <stdint.h>

void *
memchr(const void *text, int wanted, size_t length)
{
	const unsigned char *bytes = text;

	for (size_t i = 0; i < length; i++)
		if (bytes[i] == (unsigned char)wanted)
			return (void *)(bytes + i);
	return NULL;
}

int
memcmp(const void *a, const void *b, size_t length)
{
	const unsigned char *first = a, *second = b;

	for (size_t i = 0; i < length; i++)
		if (first[i] != second[i])
			return first[i] < second[i] ? -1 : 1;
	return 0;
}

void *
memcpy(void *restrict to, const void *restrict from, size_t length)
{
	char *copy = to;
	const char *bytes = from;

	for (size_t i = 0; i < length; i++)
		copy[i] = bytes[i];
	return to;
}

void *
memmem(const void *text, size_t length, const void *wanted, size_t size)
{
	const char *bytes = text;

	for (size_t i = 0; i + size <= length; i++)
		if (memcmp(bytes + i, wanted, size) == 0)
			return (void *)(bytes + i);
	return NULL;
}

size_t
strlen(const char *string)
{
	size_t length = 0;

	while (string[length] != '\0')
		length++;
	return length;
}

char *
strchr(const char *string, int wanted)
{
	for (;; string++) {
		if (*string == (char)wanted)
			return (char *)string;
		if (*string == '\0')
			return NULL;
	}
}

char *
strrchr(const char *string, int wanted)
{
	const char *last = NULL;

	for (; *string != '\0'; string++)
		if (*string == (char)wanted)
			last = string;
	return (char *)last;
}

int
strncmp(const char *a, const char *b, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (a[i] != b[i])
			return (unsigned char)a[i] < (unsigned char)b[i] ? -1 : 1;
		if (a[i] == '\0')
			return 0;
	}
	return 0;
}

int
strcmp(const char *a, const char *b)
{
	return strncmp(a, b, SIZE_MAX);
}

size_t
strcspn(const char *string, const char *ends)
{
	size_t length = 0;

	while (string[length] != '\0' && strchr(ends, string[length]) == NULL)
		length++;
	return length;
}
