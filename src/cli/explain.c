#include "explain.h"

#include "outline.h"
#include "search.h"
#include "terms.h"

#include <string.h>

/* The lines of the selection, as vshim-shims(7) numbers them. */
static const char *const lines[] = {
	[1] = "VSHIM_ENV",
	[2] = "installed script",
	[3] = "activated",
	[4] = "walk",
	[5] = "inherited",
	[6] = "global",
	[7] = "system",
};

/* The line of the walk: a number of directories, each with what was looked at in it. */
enum { WALK = 4 };

/* What was found, for people. */
static const struct {
	const char *words;
	enum style style;
} findings[] = {
	[FINDING_TAKEN] = {"taken", STYLE_GOOD},
	[FINDING_NOT_SET] = {"not set", STYLE_QUIET},
	[FINDING_NOT_THERE] = {"not there", STYLE_QUIET},
	[FINDING_NO_PYVENV] = {"holds no pyvenv.cfg", STYLE_PLAIN},
	[FINDING_NO_DIRECTORY] = {"is no directory", STYLE_PLAIN},
	[FINDING_CANNOT_LOOK] = {"cannot be looked into", STYLE_DOUBTFUL},
	[FINDING_NOT_TRUSTED] = {"does not count: somebody else's", STYLE_DOUBTFUL},
	[FINDING_TOO_LARGE] = {"not looked through: more than 512 entries",
		STYLE_DOUBTFUL},
	[FINDING_CEILING] = {"is a ceiling: the walk ends below it", STYLE_PLAIN},
	[FINDING_REDIRECT] = {"is a redirect file", STYLE_PLAIN},
	[FINDING_MARK] = {"is vshim's own mark, no activation", STYLE_PLAIN},
	[FINDING_RELATIVE] = {"ignored: is not absolute", STYLE_DOUBTFUL},
	[FINDING_NOT_A_SCRIPT] = {"no installed script is run", STYLE_QUIET},
	[FINDING_PROJECT_SCRIPT] = {"is the project's own script", STYLE_PLAIN},
	[FINDING_WALKING] = {"looked into", STYLE_PLAIN},
	[FINDING_NO_CHILD] = {"has no environment of another name", STYLE_QUIET},
	[FINDING_NO_PROJECT] = {"other names do not count here", STYLE_QUIET},
	[FINDING_END] = {"the walk ends here", STYLE_QUIET},
	[FINDING_SIBLING] = {"stands in", STYLE_PLAIN},
	[FINDING_STALE] = {"is read by the environment's interpreter, not by what its "
			   "first line names",
		STYLE_PLAIN},
	[FINDING_PIP] = {"is read by the environment's interpreter, whatever its first "
			 "line names",
		STYLE_PLAIN},
	[FINDING_MODULE] = {"has a module pip, but no script of it", STYLE_PLAIN},
	[FINDING_LACKS] = {"not there: the next one on PATH", STYLE_PLAIN},
	[FINDING_PROBLEM] = {"ends the decision in an error", STYLE_BAD},
};

/* Whether the path of a step in LINE is something in the file system, not a variable. */
static bool
names_file(int line)
{
	return line == 0 || line == 2 || line == WALK;
}

static void
add_step(struct outline *outline, size_t depth, const char *title,
	const struct steps_look *step)
{
	struct text text = {.data = NULL};

	text_add(&text, title);
	if (step->path != NULL && names_file(step->line))
		text_format(&text, "%q ", step->path);
	text_add(&text, findings[step->finding].words);
	if (step->detail != NULL)
		text_format(&text, ": %q", step->detail);
	outline_add(outline, depth, findings[step->finding].style, "%s", text.data);
	text_free(&text);
}

static void
add_walk_step(struct outline *outline, const struct steps_look *step, bool is_first)
{
	if (is_first)
		outline_add(outline, 0, STYLE_PLAIN, "%d. %s:", WALK, lines[WALK]);
	if (step->finding == FINDING_WALKING)
		outline_add(outline, 1, STYLE_PLAIN, "%q", step->path);
	else if (step->finding == FINDING_CEILING)
		add_step(outline, 1, "", step);
	else
		add_step(outline, 2, "", step);
}

static void
add_line(struct outline *outline, const struct steps *steps, int line)
{
	bool is_first = true;

	for (size_t i = 0; i < steps->n; i++) {
		const struct steps_look *step = &steps->looks[i];
		struct text title = {.data = NULL};

		if (step->line != line)
			continue;
		text_format(&title, "%d. %s: ", line, lines[line]);
		if (line == WALK)
			add_walk_step(outline, step, is_first);
		else
			add_step(outline, 0, title.data, step);
		text_free(&title);
		is_first = false;
	}
}

/* In the manual's order, though line 2 may have to know what line 4 will find. */
static void
add_selection(struct outline *outline, const struct steps *steps)
{
	for (size_t line = 1; line < sizeof(lines) / sizeof(lines[0]); line++)
		add_line(outline, steps, (int)line);
}

static void
add_program(struct outline *outline, const struct explanation *explanation)
{
	const struct program *program = &explanation->decision->program;
	struct text rest = {.data = NULL};

	outline_add(outline, 0, STYLE_STRONG, "program: %q", program->path);
	for (size_t i = 0; i < explanation->steps->n; i++)
		if (explanation->steps->looks[i].line == 0)
			add_step(outline, 1, "", &explanation->steps->looks[i]);
	outline_add(outline, 1, STYLE_PLAIN, "argv[0]: %q", program->argv[0]);
	for (size_t i = 1; program->argv[i] != NULL; i++)
		text_format(&rest, " %q", program->argv[i]);
	if (rest.data != NULL)
		outline_add(
			outline, 1, STYLE_PLAIN, "before your arguments:%s", rest.data);
	text_free(&rest);
}

/* Whether CHANGE makes VARIABLE another than it is. */
static bool
is_news(const struct decision *decision, size_t variable,
	const struct environ_change *change)
{
	const char *name = environ_name((enum environ_variable)variable);
	const char *now = NULL;

	for (char *const *entry = decision->request.environment; *entry != NULL; entry++)
		if (now == NULL)
			now = request_variable(*entry, name);
	if (change->action == ENVIRON_SET)
		return now == NULL || strcmp(now, change->value) != 0;
	return change->action == ENVIRON_REMOVE && now != NULL;
}

static void
add_changes(struct outline *outline, const struct decision *decision)
{
	bool is_first = true;

	for (size_t i = 0; i < ENVIRON_VARIABLES; i++) {
		const struct environ_change *change = &decision->plan.changes[i];
		const char *name = environ_name((enum environ_variable)i);

		if (!is_news(decision, i, change))
			continue;
		if (is_first)
			outline_add(outline, 0, STYLE_PLAIN, "variables:");
		is_first = false;
		if (change->action == ENVIRON_SET)
			outline_add(
				outline, 1, STYLE_PLAIN, "%s=%q", name, change->value);
		else
			outline_add(outline, 1, STYLE_PLAIN, "without %s", name);
	}
	if (is_first)
		outline_add(outline, 0, STYLE_PLAIN, "variables: as they are");
}

/* What would have come next, had what was taken not been there. */
struct next {
	bool has_selection;
	struct selection selection;
	struct problem problem;
	struct request request; /* nobody listens to it */
	struct knowledge knowledge;
	struct search search; /* for the other programs on PATH */
};

static void
find_next(struct decision *decision, struct next *next)
{
	next->request = decision->request;
	next->knowledge = decision->knowledge;
	next->knowledge.listen = NULL;
	next->request.knowledge = &next->knowledge;
	next->has_selection = decision->selection.origin != VSHIM_ORIGIN_SYSTEM;
	if (next->has_selection)
		resolve_behind(&next->request, &decision->arena,
			decision->selection.origin, &next->selection, &next->problem);
	program_search(&next->request, &decision->arena, &decision->selection,
		&decision->plan, decision->request.name, &next->search);
}

/* The next program on PATH that is not the one which is run, or NULL. */
static const char *
next_program(struct next *next, const struct decision *decision)
{
	const char *path = search_next(&next->search);

	while (path != NULL && strcmp(path, decision->program.path) == 0)
		path = search_next(&next->search);
	return path;
}

static void
add_next_selection(struct outline *outline, const struct next *next)
{
	int line = (int)next->selection.origin + 1;

	if (next->problem.reason != REASON_NONE)
		outline_add(
			outline, 1, STYLE_QUIET, "%d. %s: an error", line, lines[line]);
	else if (next->selection.environment == NULL)
		outline_add(outline, 1, STYLE_QUIET, "%d. %s: no environment", line,
			lines[line]);
	else
		outline_add(outline, 1, STYLE_QUIET, "%d. %s: %q", line, lines[line],
			next->selection.environment);
}

static void
add_next(struct outline *outline, struct decision *decision)
{
	struct next next;

	outline_add(outline, 0, STYLE_PLAIN, "next would have come:");
	find_next(decision, &next);
	if (next.has_selection)
		add_next_selection(outline, &next);
	const char *path = next_program(&next, decision);
	if (path == NULL)
		outline_add(outline, 1, STYLE_QUIET, "on PATH: nothing");
	for (; path != NULL; path = next_program(&next, decision))
		outline_add(outline, 1, STYLE_QUIET, "on PATH: %q", path);
}

void
explain_add(const struct explanation *explanation, const struct screen *screen,
	struct text *text)
{
	struct outline outline = {.lines = NULL};

	add_selection(&outline, explanation->steps);
	if (explanation->error == NULL) {
		add_program(&outline, explanation);
		add_changes(&outline, explanation->decision);
		add_next(&outline, explanation->decision);
	}
	outline_write(&outline, screen, text);
	outline_free(&outline);
}

static void
add_json_steps(const struct steps *steps, struct text *json)
{
	text_add(json, ", \"steps\": [");
	for (size_t i = 0; i < steps->n; i++) {
		const struct steps_look *step = &steps->looks[i];

		text_format(json, "%s{\"line\": %d, \"finding\": \"%s\", \"path\": ",
			i > 0 ? ", " : "", step->line, terms_finding(step->finding));
		text_add_json(json, step->path);
		text_add(json, ", \"detail\": ");
		text_add_json(json, step->detail);
		text_add(json, "}");
	}
	text_add(json, "]");
}

static void
add_json_changes(const struct decision *decision, struct text *json)
{
	const char *comma = "";

	text_add(json, ", \"changes\": {");
	for (size_t i = 0; i < ENVIRON_VARIABLES; i++) {
		const struct environ_change *change = &decision->plan.changes[i];

		if (!is_news(decision, i, change))
			continue;
		text_format(json, "%s\"%s\": ", comma,
			environ_name((enum environ_variable)i));
		text_add_json(json, change->action == ENVIRON_SET ? change->value : NULL);
		comma = ", ";
	}
	text_add(json, "}");
}

static void
add_json_next(struct decision *decision, struct text *json)
{
	const char *comma = "";
	struct next next;

	find_next(decision, &next);
	text_add(json, ", \"next\": {\"origin\": ");
	text_add_json(json,
		next.has_selection ? vshim_origin_name(next.selection.origin) : NULL);
	text_add(json, ", \"environment\": ");
	text_add_json(json, next.has_selection ? next.selection.environment : NULL);
	text_add(json, ", \"programs\": [");
	for (const char *path; (path = next_program(&next, decision)) != NULL;) {
		text_add(json, comma);
		text_add_json(json, path);
		comma = ", ";
	}
	text_add(json, "]}");
}

void
explain_add_json(const struct explanation *explanation, struct text *json)
{
	const struct vshim_error *error = explanation->error;

	add_json_steps(explanation->steps, json);
	if (error == NULL) {
		add_json_changes(explanation->decision, json);
		add_json_next(explanation->decision, json);
	} else {
		text_add(json, ", \"changes\": {}, \"next\": null");
	}
	text_add(json, ", \"error\": ");
	text_add_json(json, error == NULL ? NULL : error->what);
	text_add(json, ", \"hint\": ");
	text_add_json(json, error == NULL ? NULL : error->hint);
}
