#include "cli.h"

#include "store.h"
#include "survey.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIST_JSON };

static void
print_json(const struct survey *row)
{
	struct text json = {.data = NULL};
	const char *const members[][2] = {
		{"path", row->path},
		{"name", row->description.name},
		{"python", row->description.version},
		{"made_by", maker_name(row->description.maker)},
		{"state", vshim_state_name(row->state)},
		{"reason", row->reason},
	};

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		text_format(&json, "%s\"%s\": ", i == 0 ? "{" : ", ", members[i][0]);
		text_add_json(&json, members[i][1]);
	}
	text_format(&json, ", \"selected\": %s}", row->is_selected ? "true" : "false");
	printf("%s\n", json.data);
	text_free(&json);
}

/* The columns before the path. */
enum { COLUMNS = 4 };

static void
fill_cells(const struct survey *row, const char *cells[COLUMNS])
{
	cells[0] = row->description.name;
	cells[1] = row->description.version != NULL ? row->description.version : "?";
	cells[2] = maker_name(row->description.maker);
	cells[3] = vshim_state_name(row->state);
}

static void
print_table(const struct survey *rows, size_t n)
{
	int widths[COLUMNS] = {0};
	const char *cells[COLUMNS];

	for (size_t i = 0; i < n; i++) {
		fill_cells(&rows[i], cells);
		for (size_t j = 0; j < COLUMNS; j++)
			if ((int)strlen(cells[j]) > widths[j])
				widths[j] = (int)strlen(cells[j]);
	}
	for (size_t i = 0; i < n; i++) {
		fill_cells(&rows[i], cells);
		printf("%c ", rows[i].is_selected ? '*' : ' ');
		for (size_t j = 0; j < COLUMNS; j++)
			printf("%-*s  ", widths[j], cells[j]);
		struct text path = {.data = NULL};
		text_add_word(&path, rows[i].path);
		printf("%s%s%s\n", path.data, rows[i].reason != NULL ? ": " : "",
			rows[i].reason != NULL ? rows[i].reason : "");
		text_free(&path);
	}
}

static void
print_rows(struct decision *decision, const struct list *known, bool as_json)
{
	struct survey *rows = calloc(known->n + 1, sizeof(*rows));

	if (rows == NULL)
		abort();
	for (size_t i = 0; i < known->n; i++) {
		survey_make(decision, known->items[i], &rows[i]);
		if (as_json)
			print_json(&rows[i]);
	}
	if (!as_json)
		print_table(rows, known->n);
	for (size_t i = 0; i < known->n; i++)
		survey_free(&rows[i]);
	free(rows);
}

int
list_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	struct list known = {.items = NULL};
	struct vshim_error unselected = {.what = NULL};

	if (decision_read_settings(decision, error) != 0)
		return -1;
	/* An environment that is broken here is no reason not to show the others. */
	decision_select(decision, &unselected);
	vshim_error_free(&unselected);
	if (decision->request.root != NULL)
		store_list(decision->request.root, STORE_ENVIRONMENTS, &known);
	print_rows(decision, &known, arguments->given[LIST_JSON]);
	list_free(&known);
	return 0;
}
