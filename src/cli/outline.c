#include "outline.h"

#include "fold.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* The branches of a tree, in the signs that the terminal has. Each is as wide as an indent. */
struct branches {
	const char *fork, *last, *bar, *nothing;
};

static const struct branches signs = {"├─ ", "└─ ", "│  ", "   "};
static const struct branches letters = {"|- ", "`- ", "|  ", "   "};
static const struct branches blanks = {"  ", "  ", "  ", "  "};

/* The least that a line gets of the screen, however deep it stands. Columns. */
enum { LEAST = 20 };

void
outline_add(
	struct outline *outline, size_t depth, enum style style, const char *format, ...)
{
	struct text text = {.data = NULL};
	va_list list;

	if (outline->n == outline->size) {
		size_t size = outline->size == 0 ? 32 : outline->size * 2;
		outline->lines =
			memory_grow(outline->lines, size * sizeof(*outline->lines));
		outline->size = size;
	}
	va_start(list, format);
	text_format_list(&text, format, list);
	va_end(list);
	outline->lines[outline->n++] =
		(struct outline_line){depth, style, text_take(&text)};
}

/* Whether another line of DEPTH stands behind line AT, below the same one. */
static bool
goes_on(const struct outline *outline, size_t at, size_t depth)
{
	for (size_t i = at + 1; i < outline->n; i++) {
		if (outline->lines[i].depth < depth)
			return false;
		if (outline->lines[i].depth == depth)
			return true;
	}
	return false;
}

/* The branches before line AT; IS_REST: before what of it did not fit into a line. */
static void
add_branches(const struct outline *outline, const struct branches *branches, size_t at,
	bool is_rest, struct text *text)
{
	size_t depth = outline->lines[at].depth;

	for (size_t level = 1; level <= depth; level++) {
		bool more = goes_on(outline, at, level);

		if (level < depth || is_rest)
			text_add(text, more ? branches->bar : branches->nothing);
		else
			text_add(text, more ? branches->fork : branches->last);
	}
	if (is_rest)
		text_add(text, "  ");
}

static void
add_line(const struct outline *outline, const struct screen *screen,
	const struct branches *branches, size_t at, struct text *text)
{
	const struct outline_line *line = &outline->lines[at];
	size_t used = screen_measure(branches->nothing) * line->depth;
	const char *rest = line->string;

	for (bool is_rest = false; *rest != '\0' || !is_rest; is_rest = true) {
		size_t indent = used + (is_rest ? 2 : 0);
		size_t width =
			screen->width > indent + LEAST ? screen->width - indent : LEAST;
		size_t length =
			screen->width == 0 ? strlen(rest) : fold_prose(rest, width);
		struct text part = {.data = NULL};

		add_branches(outline, branches, at, is_rest, text);
		text_add_bytes(&part, rest, length);
		screen_add(screen, text, line->style, part.data);
		text_add(text, "\n");
		text_free(&part);
		rest += length;
		rest += strspn(rest, " ");
	}
}

void
outline_write(
	const struct outline *outline, const struct screen *screen, struct text *text)
{
	const struct branches *branches = !screen->is_terminal ? &blanks
		: screen->has_utf8                             ? &signs
							       : &letters;

	for (size_t i = 0; i < outline->n; i++)
		add_line(outline, screen, branches, i, text);
}

void
outline_free(struct outline *outline)
{
	for (size_t i = 0; i < outline->n; i++)
		free(outline->lines[i].string);
	free(outline->lines);
	*outline = (struct outline){.lines = NULL};
}
