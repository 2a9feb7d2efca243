/* What others link against: vshim.h. */
#include <vshim.h>

#include "scratch.h"
#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char home[4096], path[4096], directory[4096];
static char *const environment[] = {home, path, NULL};

static void
an_environment_is_selected(void **state)
{
	char program[4096];
	struct vshim_request request = {
		.name = "python", .directory = directory, .environment = environment};
	struct vshim_selection selection;
	struct vshim_error error = {.what = NULL};

	(void)state;
	assert_int_equal(vshim_select(&request, &selection, &error), 0);
	snprintf(program, sizeof(program), "%s", scratch("p/.venv/bin/python"));
	assert_string_equal(vshim_origin_name(selection.origin), "walk");
	assert_string_equal(selection.environment, scratch("p/.venv"));
	assert_string_equal(selection.project, scratch("p"));
	assert_string_equal(selection.python, program);
	assert_string_equal(selection.program, program);
	assert_string_equal(selection.argv[0], program);
	assert_null(selection.argv[1]);
	vshim_selection_free(&selection);
	vshim_error_free(&error);
}

static void
the_system_has_no_environment(void **state)
{
	struct vshim_request request = {
		.name = "tool", .directory = "/", .environment = environment};
	struct vshim_selection selection;
	struct vshim_error error = {.what = NULL};

	(void)state;
	assert_int_equal(vshim_select(&request, &selection, &error), 0);
	assert_string_equal(vshim_origin_name(selection.origin), "system");
	assert_null(selection.environment);
	assert_null(selection.project);
	assert_null(selection.python);
	assert_string_equal(selection.program, scratch("bin/tool"));
	vshim_selection_free(&selection);
}

static void
an_error_is_the_callers_to_tell(void **state)
{
	struct vshim_request request = {
		.name = "none", .directory = "/", .environment = environment};
	struct vshim_selection selection;
	struct vshim_error error = {.what = NULL};

	(void)state;
	assert_int_equal(vshim_select(&request, &selection, &error), -1);
	assert_int_equal(error.status, 127);
	assert_non_null(strstr(error.what, "none"));
	vshim_error_free(&error);
	assert_null(error.what);
}

static void
a_path_is_no_name(void **state)
{
	struct vshim_request request = {.name = "bin/python", .environment = environment};
	struct vshim_selection selection;
	struct vshim_error error;

	(void)state;
	assert_int_equal(vshim_select(&request, &selection, &error), -1);
	assert_int_equal(error.status, 125);
	assert_string_equal(error.what, "bin/python is no name of a command");
	vshim_error_free(&error);
	request = (struct vshim_request){.directory = "here", .environment = environment};
	assert_int_equal(vshim_select(&request, &selection, &error), -1);
	assert_string_equal(error.what, "here is no absolute path");
	vshim_error_free(&error);
}

static void
dots_are_the_kernels_to_follow(void **state)
{
	char dotted[4096];
	struct vshim_request request = {.directory = dotted, .environment = environment};
	struct vshim_selection selection;
	struct vshim_error error;

	(void)state;
	snprintf(dotted, sizeof(dotted), "%s/../sub/.//", scratch("p/sub"));
	assert_int_equal(vshim_select(&request, &selection, &error), 0);
	assert_string_equal(selection.project, scratch("p"));
	vshim_selection_free(&selection);
	vshim_error_free(&error);
}

static void
every_origin_has_its_name(void **state)
{
	static const char *const names[] = {"override", "script", "activated", "walk",
		"inherited", "global", "system"};

	(void)state;
	for (int i = VSHIM_ORIGIN_OVERRIDE; i <= VSHIM_ORIGIN_SYSTEM; i++)
		assert_string_equal(vshim_origin_name((enum vshim_origin)i), names[i]);
}

/* As a program may get them from a later version of the library. */
static void
what_is_no_value_is_unknown(void **state)
{
	int beyond = 99;

	(void)state;
	assert_string_equal(vshim_origin_name((enum vshim_origin)beyond), "unknown");
	assert_string_equal(vshim_state_name((enum vshim_state)beyond), "unknown");
	assert_string_equal(vshim_state_name(VSHIM_STATE_UNTRUSTED), "untrusted");
	assert_string_equal(vshim_version(), VSHIM_VERSION);
}

/* Operands decide (line 2), and without a directory it is the current one. */
static void
operands_and_the_current_directory_count(void **state)
{
	char script[4096];
	char *const operands[] = {script, NULL};
	struct vshim_request request = {
		.name = "python", .operands = operands, .environment = environment};
	struct vshim_selection selection;
	struct vshim_error error = {.what = NULL};

	(void)state;
	snprintf(script, sizeof(script), "%s", scratch("bin/tool"));
	scratch_run("ln -s /bin/true bin/python");
	assert_int_equal(chdir(scratch("p/sub")), 0);
	assert_int_equal(vshim_select(&request, &selection, &error), 0);
	assert_string_equal(vshim_origin_name(selection.origin), "script");
	vshim_selection_free(&selection);
	request.operands = NULL;
	assert_int_equal(vshim_select(&request, &selection, &error), 0);
	assert_string_equal(vshim_origin_name(selection.origin), "walk");
	assert_string_equal(selection.project, scratch("p"));
	vshim_selection_free(&selection);
}

static void
without_variables_there_is_a_system(void **state)
{
	struct vshim_request request = {.name = "sh", .directory = "/"};
	struct vshim_selection selection;
	struct vshim_error error = {.what = NULL};

	(void)state;
	assert_int_equal(vshim_select(&request, &selection, &error), 0);
	assert_string_equal(vshim_origin_name(selection.origin), "system");
	assert_non_null(strstr(selection.program, "/bin/sh"));
	vshim_selection_free(&selection);
	request.name = "";
	assert_int_equal(vshim_select(&request, &selection, &error), -1);
	assert_string_equal(error.what, "'' is no name of a command");
	vshim_error_free(&error);
}

int
main(void)
{
	scratch_begin();
	scratch_environment("p/.venv", "version = 3.11\n");
	scratch_write("bin/tool", "", 0755);
	scratch_write("p/sub/x", "", 0644);
	scratch_write("h/x", "", 0644);
	snprintf(home, sizeof(home), "HOME=%s", scratch("h"));
	snprintf(path, sizeof(path), "PATH=%s", scratch("bin"));
	snprintf(directory, sizeof(directory), "%s", scratch("p/sub"));
	TABLE_TEST(an_environment_is_selected);
	TABLE_TEST(the_system_has_no_environment);
	TABLE_TEST(an_error_is_the_callers_to_tell);
	TABLE_TEST(a_path_is_no_name);
	TABLE_TEST(dots_are_the_kernels_to_follow);
	TABLE_TEST(every_origin_has_its_name);
	TABLE_TEST(what_is_no_value_is_unknown);
	TABLE_TEST(operands_and_the_current_directory_count);
	TABLE_TEST(without_variables_there_is_a_system);
	int failed = table_run("library");
	return scratch_end() != 0 || failed != 0;
}
