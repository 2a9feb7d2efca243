#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void
fuzz_fail(const char *truth, const char *file, int line)
{
	fprintf(stderr, "%s:%d: not true: %s\n", file, line, truth);
	abort();
}

void *
fuzz_memory(size_t size)
{
	void *memory = malloc(size + (size == 0));

	if (memory == NULL)
		abort();
	return memory;
}

char *
fuzz_bytes(const uint8_t *data, size_t size)
{
	char *copy = fuzz_memory(size);

	if (size > 0)
		memcpy(copy, data, size);
	return copy;
}

char *
fuzz_string(const uint8_t *data, size_t size)
{
	size_t length = 0;

	while (length < size && data[length] != '\0')
		length++;
	char *copy = fuzz_memory(length + 1);
	if (length > 0)
		memcpy(copy, data, length);
	copy[length] = '\0';
	return copy;
}

char *
fuzz_next(const uint8_t **data, size_t *size)
{
	char *string = fuzz_string(*data, *size);
	size_t length = strlen(string);

	if (length < *size)
		length++;
	*data += length;
	*size -= length;
	return string;
}
