#include "explain.h"

#include <stdio.h>

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

/* What was found, for people. */
static const char *const findings[] = {
	[FINDING_TAKEN] = "taken",
	[FINDING_NOT_SET] = "not set",
	[FINDING_NOT_THERE] = "not there",
	[FINDING_NO_PYVENV] = "holds no pyvenv.cfg",
	[FINDING_NO_DIRECTORY] = "is no directory",
	[FINDING_CANNOT_LOOK] = "cannot be looked into",
	[FINDING_NOT_TRUSTED] = "does not count: somebody else's",
	[FINDING_TOO_LARGE] = "not looked through: more than 512 entries",
	[FINDING_CEILING] = "is a ceiling: the walk ends below it",
	[FINDING_REDIRECT] = "is a redirect file",
	[FINDING_MARK] = "is vshim's own mark, no activation",
	[FINDING_RELATIVE] = "ignored: is not absolute",
	[FINDING_NOT_A_SCRIPT] = "no installed script is run",
	[FINDING_PROJECT_SCRIPT] = "is the project's own script",
	[FINDING_WALKING] = "looked into",
	[FINDING_PROBLEM] = "ends the decision",
};

static void
print_step(const struct steps_look *step, bool first_of_line)
{
	struct text text = {.data = NULL};

	if (first_of_line)
		text_format(&text, "%d. %s:", step->line, lines[step->line]);
	if (step->finding == FINDING_WALKING) {
		text_format(&text, "%s   %q", first_of_line ? "\n" : "", step->path);
	} else {
		text_add(&text,
			step->line == 4 ? first_of_line ? "\n     " : "     " : " ");
		if (step->path != NULL && (step->line == 4 || step->line == 2))
			text_format(&text, "%q ", step->path);
		text_add(&text, findings[step->finding]);
		if (step->detail != NULL)
			text_format(&text, ": %q", step->detail);
	}
	printf("%s\n", text.data);
	text_free(&text);
}

void
explain_steps(const struct steps *steps)
{
	int line = 0;

	for (size_t i = 0; i < steps->n; i++) {
		print_step(&steps->looks[i], steps->looks[i].line != line);
		line = steps->looks[i].line;
	}
}

static void
print_words(const char *title, const char *const *words)
{
	struct text text = {.data = NULL};

	for (; *words != NULL; words++)
		text_format(&text, " %q", *words);
	printf("%s:%s\n", title, text.data);
	text_free(&text);
}

void
explain_end(const struct decision *decision)
{
	print_words("program", (const char *const[]){decision->program.path, NULL});
	print_words("starts", decision->program.argv);
	for (size_t i = 0; i < ENVIRON_VARIABLES; i++) {
		const struct environ_change *change = &decision->plan.changes[i];
		struct text text = {.data = NULL};

		if (change->action == ENVIRON_SET)
			text_format(&text, "  %s=%q",
				environ_name((enum environ_variable)i), change->value);
		else if (change->action == ENVIRON_REMOVE)
			text_format(&text, "  without %s",
				environ_name((enum environ_variable)i));
		if (text.data != NULL)
			printf("%s\n", text.data);
		text_free(&text);
	}
}

void
explain_json(const struct steps *steps, struct text *json)
{
	text_add(json, "[");
	for (size_t i = 0; i < steps->n; i++) {
		const struct steps_look *step = &steps->looks[i];

		text_format(json, "%s{\"line\": %d, \"finding\": \"%s\", \"path\": ",
			i > 0 ? ", " : "", step->line, steps_word(step->finding));
		text_add_json(json, step->path);
		text_add(json, ", \"detail\": ");
		text_add_json(json, step->detail);
		text_add(json, "}");
	}
	text_add(json, "]");
}
