#include "cli.h"

#include "broken.h"
#include "decision.h"
#include "describe.h"
#include "inside.h"
#include "owner.h"
#include "store.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIST_JSON };

/* One environment, as it is shown. */
struct row {
	const char *path;
	struct description description;
	const char *state; /* `ok`, `broken` or `untrusted` */
	char *reason; /* why it is not ok, or NULL */
	bool is_selected;
};

static void
find_state(struct decision *decision, struct row *row)
{
	struct request *request = &decision->request;
	struct problem problem = {.reason = REASON_NONE};
	struct text reason = {.data = NULL};
	struct pyvenv pyvenv;
	size_t before = decision->arena.used;

	const char *foreign = owner_foreign_part(request, &decision->arena, row->path);
	pyvenv_read(&decision->arena, row->path, &pyvenv);
	struct inside inside = inside_make(request, &decision->arena, row->path, &pyvenv);
	inside_interpreter(&inside, &problem);
	row->state = "ok";
	if (foreign != NULL && !owner_user_trusts(request, row->path)) {
		row->state = "untrusted";
		text_format(&reason, "%q is not yours alone", foreign);
	} else if (problem.reason != REASON_NONE) {
		row->state = "broken";
		broken_reason(&problem, &reason);
	}
	row->reason = reason.data;
	decision->arena.used = before;
}

static void
print_json(const struct row *row)
{
	struct text json = {.data = NULL};
	const char *const members[][2] = {
		{"path", row->path},
		{"name", row->description.name},
		{"python", row->description.version},
		{"made_by", maker_name(row->description.maker)},
		{"state", row->state},
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
fill_cells(const struct row *row, const char *cells[COLUMNS])
{
	cells[0] = row->description.name;
	cells[1] = row->description.version != NULL ? row->description.version : "?";
	cells[2] = maker_name(row->description.maker);
	cells[3] = row->state;
}

static void
print_table(const struct row *rows, size_t n)
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
	struct row *rows = calloc(known->n + 1, sizeof(*rows));
	const char *selected = decision->selection.environment;

	if (rows == NULL)
		abort();
	for (size_t i = 0; i < known->n; i++) {
		struct row *row = &rows[i];

		row->path = known->items[i];
		row->is_selected = selected != NULL && path_equal(selected, row->path);
		describe(row->path, &row->description);
		find_state(decision, row);
		if (as_json)
			print_json(row);
	}
	if (!as_json)
		print_table(rows, known->n);
	for (size_t i = 0; i < known->n; i++) {
		description_free(&rows[i].description);
		free(rows[i].reason);
	}
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
