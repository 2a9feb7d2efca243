#include "columns.h"

#include "fold.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

struct cell {
	enum style style;
	char *string; /* NULL: a note that was not given */
	size_t width; /* columns of the screen */
	bool is_command;
};

/* Between two columns; before what stands below; what a column that is cut keeps. */
enum { GAP = 2, INDENT = 4, LEAST = 2, LEAST_LAST = 24 };

/* How many a row may have. */
enum { NOTES = 2 };

/* Cells of a row, with its notes. */
static size_t
row_size(const struct columns *columns)
{
	return columns->n + NOTES;
}

struct columns
columns_make(const struct screen *screen, const enum fit *fits, size_t n)
{
	return (struct columns){.screen = screen, .fits = fits, .n = n};
}

static void
add(struct columns *columns, enum style style, const char *string)
{
	if (columns->used == columns->size) {
		columns->size = columns->size == 0 ? 64 : columns->size * 2;
		columns->cells = memory_grow(
			columns->cells, columns->size * sizeof(*columns->cells));
	}
	char *clean = string == NULL ? NULL : screen_clean(string);
	columns->cells[columns->used++] = (struct cell){
		.style = style,
		.string = clean,
		.width = clean == NULL ? 0 : screen_measure(clean),
	};
}

void
columns_add(struct columns *columns, enum style style, const char *string)
{
	while (columns->used % row_size(columns) >= columns->n)
		add(columns, STYLE_PLAIN, NULL);
	add(columns, style, string);
}

void
columns_note(struct columns *columns, enum style style, const char *string)
{
	add(columns, style, string);
}

void
columns_command(struct columns *columns, enum style style, const char *string)
{
	add(columns, style, string);
	columns->cells[columns->used - 1].is_command = true;
}

/* How a table fits its screen. */
struct layout {
	size_t *widths;
	size_t beside; /* how many columns stand beside each other: all, or all but the last */
};

static size_t
total(const struct layout *layout)
{
	size_t sum = 0;

	for (size_t i = 0; i < layout->beside; i++)
		sum += layout->widths[i] + (i > 0 ? GAP : 0);
	return sum;
}

/* Cuts the last column to what the others leave of WIDTH; too little is a line below. */
static void
fit_last(struct layout *layout, size_t width)
{
	size_t *last = &layout->widths[layout->beside - 1];
	size_t others = total(layout) - *last;
	size_t room = width > others ? width - others : 0;

	if (room < *last && room < LEAST_LAST && layout->beside > 1)
		layout->beside--;
	else if (room < *last)
		*last = room;
}

/* Cuts the widest columns to WIDTH together, as far as that can be. */
static void
fit_all(struct layout *layout, size_t width)
{
	while (total(layout) > width) {
		size_t *widest = &layout->widths[0];

		for (size_t i = 1; i < layout->beside; i++)
			if (layout->widths[i] > *widest)
				widest = &layout->widths[i];
		if (*widest <= LEAST)
			return;
		--*widest;
	}
}

static struct layout
lay_out(const struct columns *columns)
{
	struct layout layout = {
		memory_zeroed(columns->n, sizeof(*layout.widths)), columns->n};
	enum fit last = columns->fits[columns->n - 1];
	size_t width = columns->screen->width;

	for (size_t i = 0; i < columns->used; i++) {
		size_t column = i % row_size(columns);

		if (column < columns->n &&
			columns->cells[i].width > layout.widths[column])
			layout.widths[column] = columns->cells[i].width;
	}
	if (width > 0 && (last == FIT_PATH || last == FIT_FOLD))
		fit_last(&layout, width);
	if (width > 0)
		fit_all(&layout, width);
	return layout;
}

static void
add_blanks(struct text *text, size_t n)
{
	while (n-- > 0)
		text_add(text, " ");
}

/* STRING for a column of WIDTH, owned: what is left out leaves a sign. */
static char *
cut(const struct columns *columns, enum fit fit, const char *string, size_t width)
{
	const char *sign = columns->screen->has_utf8 ? "…" : "..";
	size_t room = width - screen_measure(sign);
	size_t before = fit == FIT_PATH ? room / 3 : room;
	struct text text = {.data = NULL};
	const char *tail = string;

	text_add_bytes(&text, string, screen_fit(string, before));
	text_add(&text, sign);
	while (fit == FIT_PATH && screen_measure(tail) > room - before)
		tail += screen_fit(tail, screen_fit(tail, 1) > 0 ? 1 : 2);
	text_add(&text, fit == FIT_PATH ? tail : "");
	return text_take(&text);
}

/* Adds CELL from column INDENT on, in as many lines as it takes. */
static void
add_folded(const struct columns *columns, struct text *text, const struct cell *cell,
	size_t indent)
{
	size_t width = columns->screen->width;
	const char *rest = cell->string;

	width = width > indent ? width - indent : 1;
	while (*rest != '\0') {
		size_t length = cell->is_command ? fold_command(rest, width)
						 : fold_prose(rest, width);
		struct text line = {.data = NULL};

		text_add_bytes(&line, rest, length);
		rest += length;
		rest += strspn(rest, " ");
		if (cell->is_command && *rest != '\0')
			text_add(&line, FOLD_JOINT);
		screen_add(columns->screen, text, cell->style, line.data);
		text_free(&line);
		if (*rest != '\0') {
			text_add(text, "\n");
			add_blanks(text, indent);
		}
	}
}

/* Adds CELL in WIDTH columns, without blanks behind it where it IS_LAST. */
static void
add_cell(const struct columns *columns, struct text *text, enum fit fit,
	const struct cell *cell, size_t width, bool is_last)
{
	char *shown = cell->width <= width ? text_copy(cell->string)
					   : cut(columns, fit, cell->string, width);
	size_t blanks = width - screen_measure(shown);

	add_blanks(text, fit == FIT_NUMBER ? blanks : 0);
	screen_add(columns->screen, text, cell->style, shown);
	add_blanks(text, fit == FIT_NUMBER || is_last ? 0 : blanks);
	free(shown);
}

/* Adds the cells that stand beside each other. */
static void
add_line(const struct columns *columns, const struct layout *layout, struct text *text,
	const struct cell *row)
{
	size_t column = 0;

	for (size_t i = 0; i < layout->beside; i++) {
		bool is_last = i + 1 == layout->beside;
		enum fit fit = columns->fits[i];

		if (fit == FIT_FOLD && columns->screen->width > 0)
			add_folded(columns, text, &row[i], column);
		else
			add_cell(columns, text, fit, &row[i], layout->widths[i], is_last);
		add_blanks(text, is_last ? 0 : GAP);
		column += layout->widths[i] + GAP;
	}
}

/* Adds what has lines of its own. */
static void
add_below(const struct columns *columns, struct text *text, enum fit fit,
	const struct cell *cell)
{
	size_t width = columns->screen->width;

	text_add(text, "\n");
	add_blanks(text, INDENT);
	if (fit == FIT_PATH && width > INDENT + LEAST)
		add_cell(columns, text, fit, cell, width - INDENT, true);
	else
		add_folded(columns, text, cell, INDENT);
}

/* Adds NOTE, if it was given. */
static void
add_note(const struct columns *columns, struct text *text, const struct cell *note)
{
	if (note->string == NULL)
		return;
	if (columns->screen->width == 0)
		text_format(text, ": %s", note->string);
	else
		add_below(columns, text, FIT_FOLD, note);
}

void
columns_write(const struct columns *columns, struct text *text)
{
	struct layout layout = lay_out(columns);
	size_t n = columns->n;

	for (size_t at = 0; at < columns->used; at += row_size(columns)) {
		const struct cell *row = columns->cells + at;

		add_line(columns, &layout, text, row);
		if (layout.beside < n)
			add_below(columns, text, columns->fits[n - 1], &row[n - 1]);
		for (size_t i = n; i < row_size(columns) && at + i < columns->used; i++)
			add_note(columns, text, &row[i]);
		text_add(text, "\n");
	}
	free(layout.widths);
}

void
columns_free(struct columns *columns)
{
	for (size_t i = 0; i < columns->used; i++)
		free(columns->cells[i].string);
	free(columns->cells);
	*columns = (struct columns){.n = columns->n};
}
