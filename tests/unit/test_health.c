#include "health.h"

#include "scratch.h"
#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *const nothing[] = {NULL};

/*
 * Each begins in an empty directory with a healthy environment `e` of version 3.11, made from
 * p/python3.11. This program stands for an interpreter, since it has Py_Main in it.
 */
static const char healthy[] =
	"rm -rf e p; mkdir -p e/bin e/lib/python3.11/site-packages p\n"
	"cp \"$SELF\" p/python3.11\n"
	"ln -s python3.11 p/python3\n"
	"ln -s \"$PWD/p/python3.11\" e/bin/python\n"
	"ln -s python e/bin/python3\n"
	"printf 'home = %s/p\\nversion = 3.11.4\\n' \"$PWD\" >e/pyvenv.cfg\n"
	"printf 'VIRTUAL_ENV=\"%s/e\"\\n' \"$PWD\" >e/bin/activate\n";

struct row {
	const char *name, *script;
	enum health_state state;
	bool is_broken;
	const char *reason, *remedy; /* what they must say; `%` is the directory */
};

static const struct row rows[] = {
	{"healthy", "", HEALTH_OK, false, NULL, NULL},
	{"healthy, by a link", "mv e f; ln -s f e", HEALTH_OK, false, NULL, NULL},
	{"gone", "rm -r e", HEALTH_GONE, true, "%/e is not there any more",
		"vshim rehash"},
	{"cannot be looked into", "rm -r e; ln -s e e", HEALTH_UNREADABLE, true,
		"%/e cannot be looked into: Too many levels of symbolic links",
		"its owner, or root, can let you in"},
	{"its Python lies on what is not mounted",
		"ln -sf /media/nobody/drive/python3 e/bin/python", HEALTH_MOUNT_GONE,
		true,
		"/media/nobody/drive/python3 lies on /media/nobody/drive, which is not "
		"mounted",
		"attach or mount it again"},
	{"no longer an environment", "rm e/pyvenv.cfg", HEALTH_GONE, true,
		"%/e holds no pyvenv.cfg any more", "forget it: vshim rehash"},
	{"pyvenv.cfg too large", "head -c 40000 /dev/zero | tr '\\0' x >>e/pyvenv.cfg",
		HEALTH_PYVENV_LARGE, true, "larger than 32 KB",
		"%/p/python3.11 -m venv --upgrade --without-pip %/e"},
	{"just too large",
		"n=$((32768 - $(wc -c <e/pyvenv.cfg))); head -c $n /dev/zero | "
		"tr '\\0' x >>e/pyvenv.cfg",
		HEALTH_PYVENV_LARGE, true, "larger than 32 KB", "-m venv --upgrade"},
	{"large, but not too large",
		"n=$((32767 - $(wc -c <e/pyvenv.cfg))); head -c $n /dev/zero | "
		"tr '\\0' x >>e/pyvenv.cfg",
		HEALTH_OK, false, NULL, NULL},
	{"large is no matter before 3.11",
		"sed -i s/3.11.4/3.10.4/ e/pyvenv.cfg; mv e/lib/python3.11 "
		"e/lib/python3.10; mv p/python3.11 p/python3.10; ln -sf "
		"\"$PWD/p/python3.10\" e/bin/python; "
		"head -c 40000 /dev/zero | tr '\\0' x >>e/pyvenv.cfg",
		HEALTH_OK, false, NULL, NULL},
	{"pyvenv.cfg not UTF-8", "printf 'x = \\377\\n' >>e/pyvenv.cfg",
		HEALTH_PYVENV_BYTES, true, "%/e/pyvenv.cfg is not UTF-8",
		"%/p/python3.11 -m venv --upgrade --without-pip %/e"},
	{"pyvenv.cfg cut in a character", "printf 'x = \\303' >>e/pyvenv.cfg",
		HEALTH_PYVENV_BYTES, true, "not UTF-8", "-m venv"},
	{"pyvenv.cfg of other alphabets", "echo 'x = 語é' >>e/pyvenv.cfg", HEALTH_OK,
		false, NULL, NULL},
	{"pyvenv.cfg empty", ": >e/pyvenv.cfg", HEALTH_PYVENV_EMPTY, false,
		"%/e/pyvenv.cfg is empty",
		"%/p/python3.11 -m venv --upgrade --without-pip %/e"},
	{"pyvenv.cfg without home", "echo version = 3.11 >e/pyvenv.cfg",
		HEALTH_PYVENV_NO_HOME, false, "%/e/pyvenv.cfg does not say `home`",
		"%/p/python3.11 -m venv --upgrade --without-pip %/e"},
	{"made on Windows", "mv e/bin e/Scripts", HEALTH_WINDOWS, true, "made on Windows",
		"%/p/python3.11 -m venv --clear %/e"},
	{"no bin", "rm -r e/bin", HEALTH_NO_BIN, true, "%/e/bin is missing",
		"%/p/python3.11 -m venv %/e"},
	{"bin is a file", "rm -r e/bin; : >e/bin", HEALTH_NO_BIN, true,
		"%/e/bin is missing", "-m venv"},
	{"half-made, without a Python", "rm e/bin/*", HEALTH_HALF_MADE, true,
		"%/e/bin/python is missing: the making of it was cut short",
		"%/p/python3.11 -m venv %/e"},
	{"half-made, with a Python", "rm e/bin/activate", HEALTH_HALF_MADE, false,
		"%/e/bin/activate is missing: the making of it was cut short",
		"%/p/python3.11 -m venv %/e"},
	{"no interpreter", "rm e/bin/python*", HEALTH_NO_INTERPRETER, true,
		"%/e/bin/python is missing",
		"mend it: rm -f %/e/bin/python %/e/bin/python3 %/e/bin/python3.11 && "
		"%/p/python3.11 -m venv --upgrade --without-pip %/e"},
	{"dangling", "ln -sf /nowhere/python e/bin/python", HEALTH_DANGLING, true,
		"%/e/bin/python leads to /nowhere/python, which is not there",
		"%/p/python3.11 -m venv --upgrade --without-pip %/e"},
	{"dangling over two links", "ln -sf two e/bin/python; ln -s /nowhere/x e/bin/two",
		HEALTH_DANGLING, true, "leads to /nowhere/x", "-m venv --upgrade"},
	{"a link to itself", "ln -sf python e/bin/python", HEALTH_DANGLING, true,
		"%/e/bin/python: Too many levels", "-m venv --upgrade"},
	{"the base is gone",
		"mv p/python3.11 p/x; rm p/python3; mkdir q; mv p/x "
		"q/python3.11",
		HEALTH_BASE_GONE, true,
		"leads to %/p/python3.11, which is not there any more: that Python was "
		"taken away",
		"%/q/python3.11 -m venv --upgrade --without-pip %/e"},
	{"the system was upgraded, and its old Python taken away",
		"mv p/python3.11 p/python3.13; ln -sf python3.13 p/python3",
		HEALTH_BASE_UPGRADED, true, "any more: it was upgraded to %/p/python3",
		"%/p/python3 -m venv --clear %/e"},
	{"the system was upgraded, and python3 is another",
		"cp p/python3.11 p/python3.13; ln -sf python3.13 p/python3; ln -sf "
		"\"$PWD/p/python3\" e/bin/python",
		HEALTH_BASE_UPGRADED, true,
		"it was made with Python 3.11, but %/e/bin/python is Python 3.13 now, "
		"which does not see its packages",
		"%/p/python3.11 -m venv --upgrade --without-pip %/e"},
	{"a patch release was replaced, as Homebrew does",
		"mkdir -p c/3.11.4_1/bin c/3.11.9/bin c/3.11.10/bin c/3.12.1/bin; "
		"for v in 11.9 11.10; do mv p/python3.11 c/3.$v/bin/ || cp "
		"c/3.11.9/bin/python3.11 c/3.$v/bin/; done 2>/dev/null; rm p/python3; "
		"sed -i 's|^home.*|home = /opt/x|' e/pyvenv.cfg; "
		"ln -sf \"$PWD/c/3.11.4_1/bin/python3.11\" e/bin/python",
		HEALTH_BASE_UPGRADED, true, "upgraded to %/c/3.11.10/bin/python3.11",
		"%/c/3.11.10/bin/python3.11 -m venv --upgrade --without-pip %/e"},
	{"not executable",
		"rm e/bin/python; cp p/python3.11 e/bin/python; chmod a-x "
		"e/bin/python",
		HEALTH_NOT_EXECUTABLE, true, "%/e/bin/python is not executable",
		"make it executable: chmod a+x %/e/bin/python"},
	{"not executable, and no Python", "rm e/bin/python; echo x >e/bin/python",
		HEALTH_NOT_EXECUTABLE, true, "%/e/bin/python is not executable",
		"-m venv --upgrade --without-pip %/e"},
	{"a directory", "rm e/bin/python; mkdir e/bin/python", HEALTH_NOT_EXECUTABLE,
		true, "%/e/bin/python: Is a directory", "rm -rf %/e/bin/python"},
	{"another machine's",
		"rm e/bin/python; cp p/python3.11 e/bin/python; printf '\\377\\177' | dd "
		"of=e/bin/python bs=1 seek=18 conv=notrunc 2>/dev/null",
		HEALTH_OTHER_MACHINE, true, "another kind of machine, or damaged",
		"-m venv --upgrade --without-pip %/e"},
	{"damaged",
		"rm e/bin/python; printf '\\177ELF' >e/bin/python; chmod a+x "
		"e/bin/python",
		HEALTH_OTHER_MACHINE, true, "another kind of machine, or damaged",
		"-m venv --upgrade --without-pip %/e"},
	{"moved",
		"mv e f; mkdir e; mv f/* e/; sed -i 's|/e\"|/old\"|' "
		"e/bin/activate",
		HEALTH_MOVED, false, "it was moved from %/old",
		"make them name this place: find %/e/bin -type f -exec sed -i "
		"'s|%/old|%/e|g' {} +"},
	{"copied", "mkdir old; sed -i 's|/e\"|/old\"|' e/bin/activate", HEALTH_MOVED,
		false,
		"it was copied from %/old, which its `activate` and scripts still name",
		"'s|%/old|%/e|g'"},
	{"moved from a place that must be quoted",
		"echo \"VIRTUAL_ENV='/it'\\''s'\" >e/bin/activate", HEALTH_MOVED, false,
		"it was moved from '/it'\\''s'", "%/p/python3.11 -m venv %/e"},
	{"activate says it in the way of 3.12",
		"printf 'case x in\\n  VIRTUAL_ENV=$(cygpath \"/old\")\\n  export "
		"VIRTUAL_ENV=\"%s/e\"\\n' \"$PWD\" >e/bin/activate",
		HEALTH_OK, false, NULL, NULL},
	{"no Python of any kind", "rm -r p e/bin/python*", HEALTH_NO_INTERPRETER, true,
		"%/e/bin/python is missing",
		"install a Python first (Debian: apt install python3-venv)"},
	{"what its maker needs: uv", "echo uv = 0.5 >>e/pyvenv.cfg; mv e/bin e/Scripts",
		HEALTH_WINDOWS, true, "Windows",
		"uv venv --clear --python %/p/python3.11 %/e"},
	{"what its maker needs: virtualenv",
		"echo virtualenv = 20 >>e/pyvenv.cfg; rm -r e/bin", HEALTH_NO_BIN, true,
		"bin is missing", "virtualenv --python %/p/python3.11 %/e"},
	{"made with a prompt, and with the system's packages",
		"echo prompt = \\'my shop\\' >>e/pyvenv.cfg; "
		"echo include-system-site-packages = true >>e/pyvenv.cfg; "
		"rm e/bin/python*",
		HEALTH_NO_INTERPRETER, true, "missing",
		"-m venv --upgrade --without-pip --system-site-packages --prompt "
		"'my shop' %/e"},
	{"an empty prompt is none", "echo prompt = >>e/pyvenv.cfg; rm e/bin/python*",
		HEALTH_NO_INTERPRETER, true, "missing", "--without-pip %/e"},
	{"Pipenv, whose project nobody can tell",
		"echo prompt = e >>e/pyvenv.cfg; echo relative >e/.project; "
		"rm e/bin/python*",
		HEALTH_NO_INTERPRETER, true, "missing",
		"mend it: pipenv --rm && pipenv install --dev --python %/p/python3.11"},
	{"what its maker needs: Pipenv",
		"echo prompt = e >>e/pyvenv.cfg; echo '/my project' >e/.project; "
		"rm e/bin/python*",
		HEALTH_NO_INTERPRETER, true, "missing",
		"cd '/my project' && pipenv --rm && pipenv install --dev --python "
		"%/p/python3.11"},
};

static void
says(const char *text, const char *expected)
{
	char expanded[4096];

	scratch_expand(expected, expanded);
	if (strstr(text, expanded) == NULL)
		fail_msg("%s\nwithout %s", text, expanded);
}

/* Everything that HEALTH offers, in one line. */
static void
offer(const struct health *health, char *line, size_t size)
{
	snprintf(line, size, "%s: %s", health->advice == NULL ? "" : health->advice,
		health->remedy == NULL ? "" : health->remedy);
}

static void
is_told(void **state)
{
	const struct row *row = *state;
	struct request request = {.environment = nothing, .settings = &settings_default};
	char path[8192], line[8192];
	struct health health;

	scratch_run("rm -rf ./*");
	scratch_run(healthy);
	scratch_run(row->script);
	snprintf(path, sizeof(path), "%s:%s", scratch("p"), scratch("q"));
	request.variables.path = path;
	health_look(&request, scratch("e"), NULL, &health);
	offer(&health, line, sizeof(line));
	if (health.state != row->state)
		fail_msg("%s: %s", health_word(health.state),
			health.reason == NULL ? "" : health.reason);
	assert_int_equal(health.is_broken, row->is_broken);
	assert_int_equal(health.reason == NULL, row->reason == NULL);
	if (row->reason != NULL)
		says(health.reason, row->reason);
	if (row->remedy != NULL)
		says(line, row->remedy);
	health_free(&health);
}

static void
every_state_has_a_word(void **state)
{
	(void)state;
	for (int i = 0; i < HEALTH_STATES; i++) {
		assert_non_null(health_word((enum health_state)i));
		for (int j = 0; j < i; j++)
			assert_string_not_equal(health_word((enum health_state)i),
				health_word((enum health_state)j));
	}
}

int
main(void)
{
	scratch_begin();
	/* By this name an interpreter is told from a shim: see describe_is_interpreter(). */
	assert_non_null("Py_Main");
	TABLE_ROWS(is_told, rows);
	TABLE_TEST(every_state_has_a_word);
	int failed = table_run("health");
	return scratch_end() != 0 || failed != 0;
}
