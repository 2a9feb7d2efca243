#include "utf8.h"

#include <stdint.h>
#include <string.h>

size_t
utf8_length(const char *string)
{
	const unsigned char *byte = (const unsigned char *)string;
	size_t length;
	unsigned char low = 0x80, high = 0xbf;

	if (byte[0] < 0x80)
		return 1;
	if (byte[0] >= 0xc2 && byte[0] <= 0xdf)
		length = 2;
	else if (byte[0] >= 0xe0 && byte[0] <= 0xef)
		length = 3;
	else if (byte[0] >= 0xf0 && byte[0] <= 0xf4)
		length = 4;
	else
		return 0;
	if (byte[0] == 0xe0)
		low = 0xa0;
	else if (byte[0] == 0xed)
		high = 0x9f;
	else if (byte[0] == 0xf0)
		low = 0x90;
	else if (byte[0] == 0xf4)
		high = 0x8f;
	if (byte[1] < low || byte[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if (byte[i] < 0x80 || byte[i] > 0xbf)
			return 0;
	return length;
}

/* How many of the LENGTH bytes at BYTES are ASCII, eight at a time. */
static size_t
skip_ascii(const char *bytes, size_t length)
{
	size_t skipped = 0;
	uint64_t eight;

	for (; length - skipped >= sizeof(eight); skipped += sizeof(eight)) {
		memcpy(&eight, bytes + skipped, sizeof(eight));
		if ((eight & UINT64_C(0x8080808080808080)) != 0)
			break;
	}
	return skipped;
}

bool
utf8_is(const char *bytes, size_t length)
{
	for (size_t i = skip_ascii(bytes, length); i < length;) {
		if ((unsigned char)bytes[i] < 0x80) {
			i++;
			continue;
		}
		/* No character is longer, and what is cut off at the end is none. */
		char next[5] = "";

		memcpy(next, bytes + i, length - i < 4 ? length - i : 4);
		size_t step = utf8_length(next);
		if (step == 0)
			return false;
		i += step;
	}
	return true;
}

size_t
utf8_control(const char *bytes, size_t length)
{
	unsigned char first = (unsigned char)bytes[0];

	if (first < ' ' || first == 0x7f)
		return 1;
	if (length < 2 || first != 0xc2)
		return 0;
	return (unsigned char)bytes[1] >= 0x80 && (unsigned char)bytes[1] < 0xa0 ? 2 : 0;
}
