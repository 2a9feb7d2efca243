/* What Frama-C's string.h lacks. */
#include <stddef.h>

void *memmem(const void *text, size_t length, const void *wanted, size_t size);
