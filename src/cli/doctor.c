#include "cli.h"

#include "checks.h"
#include "columns.h"
#include "decision.h"
#include "fixes.h"
#include "shells.h"

#include <stdio.h>

enum { DOCTOR_JSON, DOCTOR_FIX };

static void
print_json(const struct findings *findings)
{
	for (size_t i = 0; i < findings->n; i++) {
		const struct found *found = &findings->items[i];
		struct text json = {.data = NULL};
		const char *const members[][2] = {
			{"check", found->check},
			{"state", findings_word(found->state)},
			{"message", found->message},
			{"remedy", found->remedy},
		};

		for (size_t j = 0; j < sizeof(members) / sizeof(members[0]); j++) {
			text_format(
				&json, "%s\"%s\": ", j == 0 ? "{" : ", ", members[j][0]);
			text_add_json(&json, members[j][1]);
		}
		printf("%s}\n", json.data);
		text_free(&json);
	}
}

static const enum style styles[] = {
	[STATE_FINE] = STYLE_GOOD,
	[STATE_DOUBTFUL] = STYLE_DOUBTFUL,
	[STATE_WRONG] = STYLE_BAD,
	[STATE_MENDED] = STYLE_GOOD,
};

static void
print_table(const struct screen *screen, const struct findings *findings)
{
	static const enum fit fits[] = {FIT_WHOLE, FIT_WHOLE, FIT_FOLD};
	struct columns columns =
		columns_make(screen, fits, sizeof(fits) / sizeof(fits[0]));
	struct text text = {.data = NULL};

	for (size_t i = 0; i < findings->n; i++) {
		const struct found *found = &findings->items[i];
		struct text remedy = {.data = NULL};

		columns_add(&columns, styles[found->state], findings_word(found->state));
		columns_add(&columns, STYLE_STRONG, found->check);
		columns_add(&columns, STYLE_PLAIN, found->message);
		if (found->remedy != NULL && found->state != STATE_MENDED) {
			text_format(&remedy, "remedy: %s", found->remedy);
			(found->is_command ? columns_command : columns_note)(
				&columns, STYLE_QUIET, remedy.data);
		}
		text_free(&remedy);
	}
	columns_write(&columns, &text);
	printf("%s", text.data);
	text_free(&text);
	columns_free(&columns);
}

/* The words about the user's shell, while they are of use. */
struct words {
	struct text line, write, profile_line;
};

/* The user's own shell, as SHELL names it; its lines are in WORDS. */
static struct facts_shell
find_shell(const struct decision *decision, struct words *words)
{
	const struct shell *sh = shells_find("sh");
	char *const *entry = decision->request.environment;
	struct facts_shell facts = {.program = NULL};

	for (; *entry != NULL && facts.program == NULL; entry++)
		facts.program = request_variable(*entry, "SHELL");
	if (facts.program != NULL && facts.program[0] != '/')
		facts.program = NULL;
	const struct shell *shell =
		facts.program == NULL ? NULL : shells_find(path_base(facts.program));
	/* By its path: a login may not have it on PATH yet. */
	shells_add_path_line(&words->profile_line, sh, sh->rc_line, decision);
	facts.profile_line = words->profile_line.data;
	if (shell == NULL)
		return facts;
	shells_add_path_line(&words->line, shell, shell->rc_line, decision);
	text_format(&words->write, "%q init --write %s", decision->installation.vshim,
		shell->name);
	facts.rc_file = shell->rc_file;
	facts.rc_line = words->line.data;
	facts.write = words->write.data;
	return facts;
}

static void
examine(struct decision *decision, struct findings *findings)
{
	struct words words = {.line = {.data = NULL}};
	struct facts_shell shell = find_shell(decision, &words);
	struct facts facts;

	facts_gather(&facts, decision, &shell);
	checks_make(&facts, findings);
	facts_free(&facts);
	text_free(&words.line);
	text_free(&words.write);
	text_free(&words.profile_line);
}

static void
print(const struct arguments *arguments, const struct decision *decision,
	const struct findings *findings)
{
	struct screen screen = screen_make(decision->request.environment, fileno(stdout));

	if (arguments->given[DOCTOR_JSON])
		print_json(findings);
	else
		print_table(&screen, findings);
}

/* Keeps of FINDINGS what was mended, in front of what is found of the set-up as it is now. */
static void
examine_again(struct decision *decision, struct findings *findings)
{
	size_t kept = 0;

	for (size_t i = 0; i < findings->n; i++) {
		if (findings->items[i].state == STATE_MENDED) {
			struct found mended = findings->items[i];

			findings->items[i] = findings->items[kept];
			findings->items[kept++] = mended;
		}
	}
	findings_cut(findings, kept);
	examine(decision, findings);
}

int
doctor_command(const struct arguments *arguments, struct decision *decision,
	struct vshim_error *error)
{
	struct findings findings = {.items = NULL};
	struct shims shims = decision_shims(decision);

	(void)error;
	examine(decision, &findings);
	if (arguments->given[DOCTOR_FIX] && shims.root != NULL &&
		fixes_make(&findings, &shims) > 0)
		examine_again(decision, &findings);
	print(arguments, decision, &findings);
	bool is_wrong = findings_wrong(&findings);
	findings_free(&findings);
	return is_wrong ? STATUS_FAILED : 0;
}
