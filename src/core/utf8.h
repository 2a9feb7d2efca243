/*
 * utf8: what is well-formed UTF-8 (RFC 3629, the table in section 4), as CPython decodes it.
 */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The number of bytes of the well-formed character at the start of a string, 0 when there is
 * none. The end of a string counts as a character.
 */
size_t utf8_length(const char *string);

/* Whether the LENGTH bytes at BYTES are well-formed characters. */
bool utf8_is(const char *bytes, size_t length);

/*
 * How many of the LENGTH bytes at BYTES are one control character, of ASCII or U+0080 to U+009F,
 * which a terminal takes for an order; 0 where none begins there.
 */
size_t utf8_control(const char *bytes, size_t length);

#endif
