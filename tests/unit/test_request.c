#include "request.h"

#include "table.h"
#include "tree.h"

static char block[16384];

static void
make(struct request *request, struct arena *arena, const char *const *environment,
	bool secure)
{
	static char *const operands[] = {NULL};

	*arena = (struct arena){.base = block, .size = sizeof(block)};
	request_make(request, arena,
		&(struct process){.user = TREE_USER, .is_secure = secure}, "python",
		operands, (char *const *)(uintptr_t)environment);
}

/* Either both are NULL or both are the same text. */
static void
is_text(const char *text, const char *expected)
{
	if (expected == NULL)
		assert_null(text);
	else
		assert_string_equal(text, expected);
}

struct place {
	const char *name;
	const char *environment[5];
	const char *root, *shims, *config;
};

static const struct place places[] = {
	{"nothing is set", {NULL}, NULL, NULL, NULL},
	{"HOME", {"HOME=/h", NULL}, "/h/.local/share/vshim",
		"/h/.local/share/vshim/shims", "/h/.config/vshim/config.ini"},
	{"HOME that is relative", {"HOME=h", NULL}, NULL, NULL, NULL},
	{"HOME that is empty", {"HOME=", NULL}, NULL, NULL, NULL},
	{"XDG_DATA_HOME", {"XDG_DATA_HOME=/d", "HOME=/h", NULL}, "/d/vshim",
		"/d/vshim/shims", "/h/.config/vshim/config.ini"},
	{"XDG_CONFIG_HOME", {"XDG_CONFIG_HOME=/c", NULL}, NULL, NULL,
		"/c/vshim/config.ini"},
	{"XDG directories that are relative",
		{"XDG_DATA_HOME=d", "XDG_CONFIG_HOME=c", "HOME=/h", NULL},
		"/h/.local/share/vshim", "/h/.local/share/vshim/shims",
		"/h/.config/vshim/config.ini"},
	{"VSHIM_ROOT", {"VSHIM_ROOT=/r", "XDG_DATA_HOME=/d", "HOME=/h", NULL}, "/r",
		"/r/shims", "/h/.config/vshim/config.ini"},
	{"VSHIM_ROOT with slashes at its end", {"VSHIM_ROOT=/r//", NULL}, "/r",
		"/r/shims", NULL},
	{"VSHIM_ROOT that is empty", {"VSHIM_ROOT=", "HOME=/h", NULL},
		"/h/.local/share/vshim", "/h/.local/share/vshim/shims",
		"/h/.config/vshim/config.ini"},
	{"VSHIM_CONFIG", {"VSHIM_CONFIG=/x.ini", "XDG_CONFIG_HOME=/c", NULL}, NULL, NULL,
		"/x.ini"},
	{"the first of a variable given twice", {"VSHIM_ROOT=/r", "VSHIM_ROOT=/s", NULL},
		"/r", "/r/shims", NULL},
	{"a variable that only begins alike", {"VSHIM_ROOTS=/r", "HOMES=/h", NULL}, NULL,
		NULL, NULL},
};

static void
is_placed(void **state)
{
	const struct place *row = *state;
	struct request request;
	struct arena arena;

	tree_clear();
	make(&request, &arena, row->environment, false);
	is_text(request.root, row->root);
	is_text(request.shims, row->shims);
	is_text(request_config(&request, &arena), row->config);
}

static const char *const everything[] = {"PATH=1", "PWD=2", "HOME=3", "SUDO_UID=4",
	"VIRTUAL_ENV=5", "VIRTUAL_ENV_PROMPT=6", "XDG_CONFIG_HOME=7", "XDG_DATA_HOME=8",
	"VSHIM_ENV=9", "VSHIM_ROOT=10", "VSHIM_CONFIG=11", "VSHIM_CEILING_DIRECTORIES=12",
	"VSHIM_DEBUG=13", "VSHIM_SELECTED=14", "VSHIM_VIA=15", NULL};

static void
every_variable_is_read(void **state)
{
	struct request request;
	struct arena arena;
	const struct variables *variables = &request.variables;

	(void)state;
	tree_clear();
	make(&request, &arena, everything, false);
	is_text(variables->path, "1");
	is_text(variables->pwd, "2");
	is_text(variables->home, "3");
	is_text(variables->sudo_uid, "4");
	is_text(variables->virtual_env, "5");
	is_text(variables->virtual_env_prompt, "6");
	is_text(variables->xdg_config_home, "7");
	is_text(variables->xdg_data_home, "8");
	is_text(variables->vshim_env, "9");
	is_text(variables->vshim_root, "10");
	is_text(variables->vshim_config, "11");
	is_text(variables->vshim_ceilings, "12");
	is_text(variables->vshim_debug, "13");
	is_text(variables->vshim_selected, "14");
	is_text(variables->vshim_via, "15");
}

static void
a_secure_start_ignores_what_its_caller_has_no_say_in(void **state)
{
	struct request request;
	struct arena arena;
	const struct variables *variables = &request.variables;

	(void)state;
	tree_clear();
	make(&request, &arena, everything, true);
	is_text(variables->path, "1");
	is_text(variables->sudo_uid, NULL);
	is_text(variables->virtual_env, NULL);
	is_text(variables->xdg_data_home, "8");
	is_text(variables->vshim_env, NULL);
	is_text(variables->vshim_root, NULL);
	is_text(variables->vshim_config, NULL);
	is_text(variables->vshim_ceilings, NULL);
	is_text(variables->vshim_debug, NULL);
	is_text(variables->vshim_selected, NULL);
	is_text(variables->vshim_via, NULL);
}

static void
the_rest_of_a_request(void **state)
{
	static const char *const environment[] = {NULL};
	struct request request;
	struct arena arena;

	(void)state;
	tree_clear();
	tree_plant("c /p/q");
	make(&request, &arena, environment, false);
	assert_string_equal(request.name, "python");
	assert_string_equal(request.directory, "/p/q");
	assert_ptr_equal(request.physical, request.directory);
	assert_int_equal(request.user, TREE_USER);
	assert_ptr_equal(request.settings, &settings_default);
	assert_null(request.argv0);
	assert_null(request.launcher);
	assert_null(request.knowledge);
}

static void
the_defaults_are_the_manuals(void **state)
{
	static const char *const names[] = {".venv", "venv", "env", ".env"};

	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(settings_default.names[i], names[i]);
	assert_null(settings_default.names[4]);
	assert_null(settings_default.ceilings[0]);
	assert_null(settings_default.places[0]);
	assert_true(settings_default.any_name);
	assert_true(settings_default.scripts_on_system);
	assert_false(settings_default.trust_explicit);
	assert_true(settings_default.pip_rehash);
}

static void
a_pwd_without_links_costs_one_look(void **state)
{
	static const char *const environment[] = {"PWD=/p", NULL};
	struct request request;
	struct arena arena;

	(void)state;
	tree_clear();
	tree_plant("c /p");
	make(&request, &arena, environment, false);
	assert_string_equal(request.directory, "/p");
	assert_int_equal(tree_looks(), 1);
}

static void
a_pwd_by_a_link_is_kept(void **state)
{
	static const char *const environment[] = {"PWD=/l", NULL};
	struct request request;
	struct arena arena;

	(void)state;
	tree_clear();
	tree_plant("c /p");
	tree_plant("l /l\t/p");
	make(&request, &arena, environment, false);
	assert_string_equal(request.directory, "/l");
	assert_string_equal(request.physical, "/p");
	assert_int_equal(tree_looks(), 3);
	/* Whoever has moved since is not where PWD says. */
	tree_plant("c /q");
	make(&request, &arena, environment, false);
	assert_string_equal(request.directory, "/q");
}

static void
a_variable_has_its_whole_name(void **state)
{
	(void)state;
	is_text(request_variable("PATH=/x", "PATH"), "/x");
	is_text(request_variable("PATH=", "PATH"), "");
	is_text(request_variable("PATH=a=b", "PATH"), "a=b");
	is_text(request_variable("PATH", "PATH"), NULL);
	is_text(request_variable("PATHS=/x", "PATH"), NULL);
	is_text(request_variable("PAT=/x", "PATH"), NULL);
	is_text(request_variable("", "PATH"), NULL);
}

static void
nobody_need_listen(void **state)
{
	struct knowledge deaf = {.listen = NULL};

	(void)state;
	request_tell(&(struct request){.knowledge = NULL}, 1, FINDING_TAKEN, "", NULL);
	request_tell(&(struct request){.knowledge = &deaf}, 1, FINDING_TAKEN, "", NULL);
}

int
main(void)
{
	TABLE_ROWS(is_placed, places);
	TABLE_TEST(every_variable_is_read);
	TABLE_TEST(a_secure_start_ignores_what_its_caller_has_no_say_in);
	TABLE_TEST(the_rest_of_a_request);
	TABLE_TEST(the_defaults_are_the_manuals);
	TABLE_TEST(a_pwd_without_links_costs_one_look);
	TABLE_TEST(a_pwd_by_a_link_is_kept);
	TABLE_TEST(a_variable_has_its_whole_name);
	TABLE_TEST(nobody_need_listen);
	return table_run("request");
}
