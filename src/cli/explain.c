#include "explain.h"

#include <stdio.h>
#include <stdlib.h>

struct explained_step {
	int line;
	enum finding finding;
	char *path;
	char *detail;
};

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

/* What was found, for people and for JSON. */
static const struct {
	const char *text;
	const char *word;
} findings[] = {
	[FINDING_TAKEN] = {"taken", "taken"},
	[FINDING_NOT_SET] = {"not set", "not-set"},
	[FINDING_NOT_THERE] = {"not there", "not-there"},
	[FINDING_NO_PYVENV] = {"holds no pyvenv.cfg", "no-pyvenv"},
	[FINDING_NO_DIRECTORY] = {"is no directory", "no-directory"},
	[FINDING_CANNOT_LOOK] = {"cannot be looked into", "cannot-look"},
	[FINDING_NOT_TRUSTED] = {"does not count: somebody else's", "not-trusted"},
	[FINDING_TOO_LARGE] = {"not looked through: more than 512 entries", "too-large"},
	[FINDING_CEILING] = {"is a ceiling: the walk ends below it", "ceiling"},
	[FINDING_REDIRECT] = {"is a redirect file", "redirect"},
	[FINDING_MARK] = {"is vshim's own mark, no activation", "mark"},
	[FINDING_RELATIVE] = {"ignored: is not absolute", "relative"},
	[FINDING_NOT_A_SCRIPT] = {"no installed script is run", "not-a-script"},
	[FINDING_PROJECT_SCRIPT] = {"is the project's own script", "project-script"},
	[FINDING_WALKING] = {"looked into", "walking"},
	[FINDING_PROBLEM] = {"ends the decision", "problem"},
};

static void
listen(void *data, const struct step *step)
{
	struct decision *decision = data;
	struct explanation *explanation = decision->explanation;

	if (explanation->n == explanation->size) {
		size_t size = explanation->size == 0 ? 32 : explanation->size * 2;
		struct explained_step *steps =
			realloc(explanation->steps, size * sizeof(*steps));

		if (steps == NULL)
			abort();
		explanation->steps = steps;
		explanation->size = size;
	}
	explanation->steps[explanation->n++] = (struct explained_step){
		.line = step->line,
		.finding = step->finding,
		.path = text_copy(step->path),
		.detail = text_copy(step->detail),
	};
}

void
explain_begin(struct explanation *explanation, struct decision *decision)
{
	decision->explanation = explanation;
	decision->knowledge.listen = listen;
}

static void
print_step(const struct explained_step *step, bool first_of_line)
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
		text_add(&text, findings[step->finding].text);
		if (step->detail != NULL)
			text_format(&text, ": %q", step->detail);
	}
	printf("%s\n", text.data);
	text_free(&text);
}

void
explain_steps(const struct explanation *explanation)
{
	int line = 0;

	for (size_t i = 0; i < explanation->n; i++) {
		print_step(&explanation->steps[i], explanation->steps[i].line != line);
		line = explanation->steps[i].line;
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
explain_end(const struct explanation *explanation, const struct decision *decision)
{
	(void)explanation;
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
explain_json(const struct explanation *explanation, struct text *json)
{
	text_add(json, "[");
	for (size_t i = 0; i < explanation->n; i++) {
		const struct explained_step *step = &explanation->steps[i];

		text_format(json, "%s{\"line\": %d, \"finding\": \"%s\", \"path\": ",
			i > 0 ? ", " : "", step->line, findings[step->finding].word);
		text_add_json(json, step->path);
		text_add(json, ", \"detail\": ");
		text_add_json(json, step->detail);
		text_add(json, "}");
	}
	text_add(json, "]");
}

void
explain_free(struct explanation *explanation)
{
	for (size_t i = 0; i < explanation->n; i++) {
		free(explanation->steps[i].path);
		free(explanation->steps[i].detail);
	}
	free(explanation->steps);
}
