#include "cli.h"

#include "columns.h"
#include "store.h"
#include "survey.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>

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
		{"health", health_word(row->health.state)},
		{"remedy", row->health.remedy},
	};

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		text_format(&json, "%s\"%s\": ", i == 0 ? "{" : ", ", members[i][0]);
		text_add_json(&json, members[i][1]);
	}
	text_format(&json, ", \"selected\": %s}", row->is_selected ? "true" : "false");
	printf("%s\n", json.data);
	text_free(&json);
}

static const enum style state_styles[] = {
	[VSHIM_STATE_OK] = STYLE_GOOD,
	[VSHIM_STATE_BROKEN] = STYLE_BAD,
	[VSHIM_STATE_UNTRUSTED] = STYLE_DOUBTFUL,
};

static void
add_row(struct columns *columns, const struct survey *row)
{
	const struct description *description = &row->description;
	struct text name = {.data = NULL}, path = {.data = NULL};

	text_format(&name, "%s %s", row->is_selected ? "*" : " ", description->name);
	screen_add_path(columns->screen, &path, row->path);
	columns_add(columns, row->is_selected ? STYLE_STRONG : STYLE_PLAIN, name.data);
	columns_add(columns, STYLE_PLAIN,
		description->version != NULL ? description->version : "?");
	columns_add(columns, STYLE_PLAIN, maker_name(description->maker));
	columns_add(columns, state_styles[row->state], vshim_state_name(row->state));
	columns_add(columns, STYLE_PLAIN, path.data);
	if (row->reason != NULL)
		columns_note(columns, STYLE_QUIET, row->reason);
	text_free(&name);
	text_free(&path);
}

static void
print_table(const struct screen *screen, const struct survey *rows, size_t n)
{
	static const enum fit fits[] = {
		FIT_WHOLE, FIT_WHOLE, FIT_WHOLE, FIT_WHOLE, FIT_PATH};
	struct columns columns =
		columns_make(screen, fits, sizeof(fits) / sizeof(fits[0]));
	struct text text = {.data = NULL};

	for (size_t i = 0; i < n; i++)
		add_row(&columns, &rows[i]);
	columns_write(&columns, &text);
	printf("%s", text.data == NULL ? "" : text.data);
	text_free(&text);
	columns_free(&columns);
}

static void
print_rows(struct decision *decision, const struct list *known, bool as_json)
{
	struct survey *rows = calloc(known->n + 1, sizeof(*rows));
	struct screen screen = screen_make(decision->request.environment, fileno(stdout));

	if (rows == NULL)
		abort();
	for (size_t i = 0; i < known->n; i++) {
		survey_make(decision, known->items[i], &rows[i]);
		if (as_json)
			print_json(&rows[i]);
	}
	if (!as_json)
		print_table(&screen, rows, known->n);
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
