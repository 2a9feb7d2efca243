#include "text.h"

#include "memory.h"
#include "utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a text is for which there was no memory: empty, and nobody's to free or to write. */
static const char void_text[1];

/* Makes room for MORE bytes; false when there is none. */
static bool
grow(struct text *text, size_t more)
{
	size_t wanted = text->length + more + 1;

	if (text->data == void_text)
		return false;
	if (wanted <= text->size)
		return true;
	size_t size = text->size * 2 > wanted ? text->size * 2 : wanted;
	char *data = memory_grow(text->data, size);
	if (data == NULL) {
		free(text->data);
		*text = (struct text){.data = (char *)(uintptr_t)void_text};
		return false;
	}
	text->data = data;
	text->size = size;
	return true;
}

void
text_add_bytes(struct text *text, const char *bytes, size_t length)
{
	if (!grow(text, length))
		return;
	if (length > 0)
		memcpy(text->data + text->length, bytes, length);
	text->length += length;
	text->data[text->length] = '\0';
}

void
text_add(struct text *text, const char *string)
{
	/* One for which there was no memory. */
	if (string == NULL)
		return;
	text_add_bytes(text, string, strlen(string));
}

int
text_add_file(struct text *text, const char *path, size_t limit)
{
	char buffer[4096];
	/* A fifo that nobody writes to must not be waited for. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t length = fd < 0 ? -1 : 0;

	text_add(text, "");
	while (fd >= 0 && limit > 0) {
		size_t most = limit < sizeof(buffer) ? limit : sizeof(buffer);

		length = read(fd, buffer, most);
		if (length <= 0)
			break;
		text_add_bytes(text, buffer, (size_t)length);
		limit -= (size_t)length;
	}
	int err = errno;
	if (fd >= 0)
		close(fd);
	errno = err;
	return length < 0 ? -1 : 0;
}

/* Whether STRING holds a control character, which no terminal should be sent. */
static bool
has_control(const char *string)
{
	for (; *string != '\0'; string++)
		if (utf8_control(string, 2) > 0)
			return true;
	return false;
}

/* The LENGTH bytes at BYTES as octal numbers. */
static void
add_octal(struct text *text, const char *bytes, size_t length)
{
	char escape[8];

	for (size_t i = 0; i < length; i++) {
		snprintf(escape, sizeof(escape), "\\%03o", (unsigned)bytes[i] & 0xff);
		text_add(text, escape);
	}
}

/* The $'…' form of bash, zsh, ksh and POSIX 2024. */
static void
add_escaped_word(struct text *text, const char *string)
{
	text_add(text, "$'");
	while (*string != '\0') {
		size_t control = utf8_control(string, 2);

		if (*string == '\n')
			text_add(text, "\\n");
		else if (*string == '\'' || *string == '\\')
			text_add_bytes(text, (char[]){'\\', *string}, 2);
		else if (control > 0)
			add_octal(text, string, control);
		else
			text_add_bytes(text, string, 1);
		string += control > 0 ? control : 1;
	}
	text_add(text, "'");
}

void
text_add_word(struct text *text, const char *string)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789/._-+,:@";

	if (string == NULL)
		return;
	if (string[0] != '\0' && string[strspn(string, plain)] == '\0') {
		text_add(text, string);
		return;
	}
	if (has_control(string)) {
		add_escaped_word(text, string);
		return;
	}
	text_add(text, "'");
	for (; *string != '\0'; string++) {
		if (*string == '\'')
			text_add(text, "'\\''");
		else
			text_add_bytes(text, string, 1);
	}
	text_add(text, "'");
}

void
text_add_json(struct text *text, const char *string)
{
	if (string == NULL) {
		text_add(text, "null");
		return;
	}
	text_add(text, "\"");
	while (*string != '\0') {
		size_t length = utf8_length(string);
		unsigned byte = (unsigned char)*string;
		char escape[8];

		if (length == 0) {
			snprintf(escape, sizeof(escape), "\\udc%02x", byte);
			text_add(text, escape);
			length = 1;
		} else if (byte == '"' || byte == '\\') {
			text_add_bytes(text, (char[]){'\\', *string}, 2);
		} else if (utf8_control(string, length) > 0) {
			/* Of U+0080 to U+009F the second byte is the number. */
			snprintf(escape, sizeof(escape), "\\u%04x",
				(unsigned char)string[length - 1]);
			text_add(text, escape);
		} else {
			text_add_bytes(text, string, length);
		}
		string += length;
	}
	text_add(text, "\"");
}

void
text_format_list(struct text *text, const char *format, va_list list)
{
	for (; *format != '\0'; format++) {
		size_t plain = strcspn(format, "%");
		char number[16];

		text_add_bytes(text, format, plain);
		format += plain;
		if (*format == '\0')
			return;
		switch (*++format) {
		case 's':
			text_add(text, va_arg(list, const char *));
			break;
		case 'q':
			text_add_word(text, va_arg(list, const char *));
			break;
		case 'd':
			snprintf(number, sizeof(number), "%d", va_arg(list, int));
			text_add(text, number);
			break;
		default:
			text_add_bytes(text, format, 1);
		}
	}
}

void
text_format(struct text *text, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	text_format_list(text, format, list);
	va_end(list);
}

char *
text_take(struct text *text)
{
	char *data = NULL;

	if (grow(text, 0)) {
		text->data[text->length] = '\0';
		data = text->data;
	}
	*text = (struct text){.data = NULL};
	return data;
}

void
text_free(struct text *text)
{
	if (text->data != void_text)
		free(text->data);
	*text = (struct text){.data = NULL};
}

char *
text_copy(const char *string)
{
	struct text text = {.data = NULL};

	if (string == NULL)
		return NULL;
	text_add(&text, string);
	return text_take(&text);
}
