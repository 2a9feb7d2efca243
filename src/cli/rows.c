#include "rows.h"

#include "columns.h"

#include <stdio.h>

void
rows_print_json(const struct gathered *row, bool with_size)
{
	const struct survey *survey = &row->survey;
	struct text json = {.data = NULL};
	const char *const members[][2] = {
		{"path", row->path},
		{"name", survey->description.name},
		{"python", survey->description.version},
		{"made_by",
			row->is_silent ? NULL : maker_name(survey->description.maker)},
		{"state", vshim_state_name(survey->state)},
		{"reason", survey->reason},
		{"health", health_word(survey->health.state)},
		{"remedy", survey->health.remedy},
	};

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		text_format(&json, "%s\"%s\": ", i == 0 ? "{" : ", ", members[i][0]);
		text_add_json(&json, members[i][1]);
	}
	text_format(&json, ", \"selected\": %s", survey->is_selected ? "true" : "false");
	printf("%s", json.data);
	text_free(&json);
	if (with_size && row->size >= 0)
		printf(", \"size\": %lld", row->size);
	else if (with_size)
		printf(", \"size\": null");
	printf("}\n");
}

/* BYTES as people read them, in three digits or four. */
static void
write_size(char *buffer, size_t size, long long bytes)
{
	static const char units[] = "BKMGTPE";
	double value = (double)bytes;
	size_t unit = 0;

	for (; value >= 999.5 && units[unit + 1] != '\0'; unit++)
		value /= 1024;
	snprintf(buffer, size, "%.*f%c", unit > 0 && value < 9.95 ? 1 : 0, value,
		units[unit]);
}

static const enum style state_styles[] = {
	[VSHIM_STATE_OK] = STYLE_GOOD,
	[VSHIM_STATE_BROKEN] = STYLE_BAD,
	[VSHIM_STATE_UNTRUSTED] = STYLE_DOUBTFUL,
};

static void
add_remedy(struct columns *columns, const struct health *health)
{
	const char *remedy = health->remedy != NULL ? health->remedy : health->advice;
	struct text text = {.data = NULL};

	if (remedy == NULL)
		return;
	text_format(&text, "remedy: %s", remedy);
	(health->remedy != NULL ? columns_command : columns_note)(
		columns, STYLE_QUIET, text.data);
	text_free(&text);
}

static void
add_row(struct columns *columns, const struct gathered *row, struct rows_more more)
{
	const struct survey *survey = &row->survey;
	const struct description *description = &survey->description;
	/* What runs may still not be quite right. */
	const char *reason =
		survey->reason != NULL ? survey->reason : survey->health.reason;
	struct text name = {.data = NULL}, path = {.data = NULL};
	char size[32] = "?";

	if (row->size >= 0)
		write_size(size, sizeof(size), row->size);
	text_format(&name, "%s %s", survey->is_selected ? "*" : " ", description->name);
	screen_add_path(columns->screen, &path, row->path);
	columns_add(columns, survey->is_selected ? STYLE_STRONG : STYLE_PLAIN, name.data);
	columns_add(columns, STYLE_PLAIN,
		description->version != NULL ? description->version : "?");
	columns_add(columns, STYLE_PLAIN,
		row->is_silent ? "?" : maker_name(description->maker));
	columns_add(
		columns, state_styles[survey->state], vshim_state_name(survey->state));
	if (more.sizes)
		columns_add(columns, STYLE_PLAIN, size);
	columns_add(columns, STYLE_PLAIN, path.data);
	if (reason != NULL)
		columns_note(columns, STYLE_QUIET, reason);
	if (more.remedies)
		add_remedy(columns, &survey->health);
	text_free(&name);
	text_free(&path);
}

void
rows_print_table(const struct screen *screen, const struct gathered *rows, size_t n,
	struct rows_more more)
{
	static const enum fit plain[] = {
		FIT_WHOLE, FIT_WHOLE, FIT_WHOLE, FIT_WHOLE, FIT_PATH};
	static const enum fit sized[] = {
		FIT_WHOLE, FIT_WHOLE, FIT_WHOLE, FIT_WHOLE, FIT_NUMBER, FIT_PATH};
	struct columns columns = columns_make(screen, more.sizes ? sized : plain,
		more.sizes ? sizeof(sized) / sizeof(sized[0])
			   : sizeof(plain) / sizeof(plain[0]));
	struct text text = {.data = NULL};

	for (size_t i = 0; i < n; i++)
		add_row(&columns, &rows[i], more);
	columns_write(&columns, &text);
	printf("%s", text.data == NULL ? "" : text.data);
	text_free(&text);
	columns_free(&columns);
}
