/*
 * The library without memory: every allocation of every question fails once, alone and with all
 * that follow. The answer is then the same, or that there is no memory.
 */
#include <vshim.h>

#include "memory.h"
#include "scratch.h"
#include "store.h"
#include "table.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The allocation that fails, counted from 1; 0: none. */
static int failing;
static bool all_that_follow;
static int taken;

static bool
fails(void)
{
	taken++;
	return failing > 0 && (taken == failing || (all_that_follow && taken > failing));
}

/* The linker puts these in the place of the C library's (--wrap). */
void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *block, size_t size);

void *
__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t n, size_t size)
{
	return fails() ? NULL : __real_calloc(n, size);
}

void *
__wrap_realloc(void *block, size_t size)
{
	return fails() ? NULL : __real_realloc(block, size);
}

static char home[4096], path[4096], config[4096];
static char none[] = "X=", shop[] = "VSHIM_ENV=shop", nobody[] = "VSHIM_ENV=nobody";
static char wrong[4096], via[4096];

struct question {
	const char *name;
	const char *directory; /* below the scratch directory */
	const char *command;
	char *variable;
	bool lists;
	const char *expected; /* somewhere in the answer */
};

static const struct question questions[] = {
	{"the walk finds one", "p/sub", "python", none, false, "/p/.venv/bin/python"},
	{"known by its name", "h", "python", shop, false, "override"},
	{"no such name", "h", "python", nobody, false, "nobody"},
	{"a broken environment", "broken", "python", none, false, "no working Python"},
	{"a broken one of uv's", "uv", "python", none, false, "uv venv"},
	{"a link to nothing", "dangling", "python", none, false, "leads to"},
	{"one without pip", "p", "pip", none, false, "has no pip"},
	{"several", "many", "python", none, false, "more than one"},
	{"a redirect to nothing", "redirect", "python", none, false, "redirect file"},
	{"a command of another", "h", "tool", none, false, "these environments have it"},
	{"started again and again", "h", "x", via, false, "again and again"},
	{"all that are known", "p", "python", none, true, "virtualenv"},
	{"settings that are wrong", "p", "python", wrong, false, "unknown key"},
};

static void
tell_selection(struct text *text, const struct vshim_selection *selection)
{
	text_format(text, "%s %s %s %s %s", vshim_origin_name(selection->origin),
		selection->environment, selection->project, selection->python,
		selection->program);
	for (size_t i = 0; selection->argv[i] != NULL; i++)
		text_format(text, " %s", selection->argv[i]);
}

static int
ask_known(
	const struct vshim_request *request, struct text *text, struct vshim_error *error)
{
	struct vshim_list list;
	int err = vshim_list_known(request, &list, error);
	int until = failing;

	failing = 0;
	for (size_t i = 0; i < list.n; i++) {
		const struct vshim_environment *one = &list.environments[i];

		text_format(text, "%s %s %s %s %s %s %d\n", one->path, one->name,
			one->python, one->made_by, vshim_state_name(one->state),
			one->reason, one->selected);
	}
	failing = until;
	vshim_list_free(&list);
	return err;
}

static int
ask_selection(
	const struct vshim_request *request, struct text *text, struct vshim_error *error)
{
	struct vshim_explanation explanation;
	struct vshim_selection selection;
	int err = vshim_explain(request, &explanation, &selection, error);
	int until = failing;

	failing = 0;
	if (err == 0)
		tell_selection(text, &selection);
	for (size_t i = 0; err == 0 && i < explanation.n; i++)
		text_format(text, "\n%d %s %s %s", explanation.steps[i].line,
			explanation.steps[i].finding, explanation.steps[i].path,
			explanation.steps[i].detail);
	failing = until;
	vshim_explanation_free(&explanation);
	vshim_selection_free(&selection);
	return err;
}

/* The answer to QUESTION while the allocation N fails; the caller's. */
static char *
ask(const struct question *question, int n, bool with_the_rest)
{
	char directory[4096];
	char *const environment[] = {home, path, config, question->variable, NULL};
	struct text text = {.data = NULL};
	struct vshim_error error;

	snprintf(directory, sizeof(directory), "%s", scratch(question->directory));
	struct vshim_request request = {.name = question->command,
		.directory = directory,
		.environment = environment};
	taken = 0;
	all_that_follow = with_the_rest;
	failing = n;
	int err = question->lists ? ask_known(&request, &text, &error)
				  : ask_selection(&request, &text, &error);
	failing = 0;
	if (err != 0)
		text_format(&text, "%d %s %s", error.status, error.what, error.hint);
	vshim_error_free(&error);
	return text_take(&text);
}

static void
check(const struct question *question, const char *answer, int n, bool with_the_rest)
{
	char *without = ask(question, n, with_the_rest);

	if (strcmp(without, "125 out of memory ") != 0)
		assert_string_equal(without, answer);
	free(without);
}

static void
check_fails(const struct question *question, int n)
{
	char *without = ask(question, n, false);

	assert_string_equal(without, "125 out of memory ");
	free(without);
}

static void
nothing_but_the_answer(void **state)
{
	const struct question *question = *state;
	char *answer = ask(question, 0, false);
	int all = taken;

	assert_non_null(strstr(answer, question->expected));
	check_fails(question, 1);
	for (int n = 1; n <= all; n++) {
		check(question, answer, n, false);
		check(question, answer, n, true);
	}
	free(answer);
}

static void
a_thread_is_guarded_until_it_is_asked(void **state)
{
	(void)state;
	memory_guard();
	assert_false(memory_is_out());
	memory_guard();
	taken = 0;
	failing = 1;
	assert_null(memory_grow(NULL, 1));
	failing = 0;
	assert_true(memory_is_out());
	memory_guard();
	assert_false(memory_is_out());
}

static void
fill_world(void)
{
	struct vshim_error error = {.what = NULL};

	scratch_environment(
		"p/.venv", "version = 3.11\ninclude-system-site-packages = false\n");
	scratch_write("p/sub/x", "", 0644);
	scratch_environment("k/shop", "version_info = 3.12.1\nvirtualenv = 20\n");
	scratch_write("k/shop/bin/tool", "", 0755);
	scratch_environment("many/a", "");
	scratch_environment("many/b", "");
	scratch_write(
		"broken/.venv/pyvenv.cfg", "home = /nowhere\nversion = 3.9.1\n", 0644);
	scratch_write("uv/.venv/pyvenv.cfg", "uv = 0.4\nversion_info = 3.9.1\n", 0644);
	scratch_write(
		"dangling/.venv/pyvenv.cfg", "home = /x/3.9.1\nversion = 3.9.1\n", 0644);
	scratch_run("mkdir dangling/.venv/bin; ln -s /x/3.9.1/python3 "
		    "dangling/.venv/bin/python");
	scratch_write("redirect/.venv", "../nowhere\n", 0644);
	scratch_write("h/x", "", 0644);
	scratch_write("bin/x", "", 0755);
	scratch_write("config/vshim/config.ini",
		"[search]\nceiling = /net /afs\nnames = .venv env\n[envs]\npath = ~/w\n",
		0644);
	scratch_write("wrong.ini", "[search]\nname = x\n", 0644);
	assert_int_equal(store_add(scratch("h/.local/share/vshim"), STORE_ENVIRONMENTS,
				 scratch("k/shop"), &error),
		0);
}

int
main(void)
{
	scratch_begin();
	fill_world();
	snprintf(home, sizeof(home), "HOME=%s", scratch("h"));
	snprintf(path, sizeof(path), "PATH=%s:/usr/bin:/bin", scratch("bin"));
	snprintf(config, sizeof(config), "XDG_CONFIG_HOME=%s", scratch("config"));
	snprintf(wrong, sizeof(wrong), "VSHIM_CONFIG=%s", scratch("wrong.ini"));
	strcpy(via, "VSHIM_VIA=");
	for (int i = 1; i <= 20; i++)
		sprintf(via + strlen(via), "%s%d:/x", i > 1 ? ":" : "", i);
	TABLE_ROWS(nothing_but_the_answer, questions);
	TABLE_TEST(a_thread_is_guarded_until_it_is_asked);
	int failed = table_run("memory");
	return scratch_end() != 0 || failed != 0;
}
