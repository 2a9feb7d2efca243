/*
 * All that the program takes from beyond POSIX.1-2008 when it is built with -Dportable=true;
 * CONTRIBUTING.md names them. The BSDs and macOS have them, too.
 */
#include <stddef.h>

void *memmem(const void *bytes, size_t size, const void *wanted, size_t length);
char *strcasestr(const char *string, const char *wanted);
