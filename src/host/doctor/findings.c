#include "findings.h"

#include "memory.h"
#include "text.h"

#include <stdlib.h>

static const char *const words[] = {
	[STATE_FINE] = "ok",
	[STATE_DOUBTFUL] = "warning",
	[STATE_WRONG] = "error",
	[STATE_MENDED] = "fixed",
};

const char *
findings_word(enum found_state state)
{
	return words[state];
}

static void
add(struct findings *findings, enum found_state state, const char *format, va_list list)
{
	struct text message = {.data = NULL};

	if (findings->n == findings->size) {
		size_t size = findings->size == 0 ? 32 : findings->size * 2;
		findings->items =
			memory_grow(findings->items, size * sizeof(*findings->items));
		findings->size = size;
	}
	text_format_list(&message, format, list);
	findings->items[findings->n++] = (struct found){
		.check = findings->check, .state = state, .message = text_take(&message)};
}

void
findings_fine(struct findings *findings, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	add(findings, STATE_FINE, format, list);
	va_end(list);
}

void
findings_add(struct findings *findings, enum found_state state, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	add(findings, state, format, list);
	va_end(list);
}

static void
remedy(struct findings *findings, bool is_command, const char *format, va_list list)
{
	struct found *found = &findings->items[findings->n - 1];
	struct text text = {.data = NULL};

	text_format_list(&text, format, list);
	found->remedy = text_take(&text);
	found->is_command = is_command;
}

void
findings_command(struct findings *findings, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	remedy(findings, true, format, list);
	va_end(list);
}

void
findings_remedy(struct findings *findings, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	remedy(findings, false, format, list);
	va_end(list);
}

void
findings_fix(struct findings *findings, enum fix fix, const char *path)
{
	findings->items[findings->n - 1].fix = fix;
	findings->items[findings->n - 1].path = text_copy(path);
}

bool
findings_wrong(const struct findings *findings)
{
	for (size_t i = 0; i < findings->n; i++)
		if (findings->items[i].state == STATE_WRONG)
			return true;
	return false;
}

void
findings_cut(struct findings *findings, size_t n)
{
	while (findings->n > n) {
		struct found *last = &findings->items[--findings->n];

		free(last->message);
		free(last->remedy);
		free(last->path);
	}
}

void
findings_free(struct findings *findings)
{
	findings_cut(findings, 0);
	free(findings->items);
	*findings = (struct findings){.items = NULL};
}
