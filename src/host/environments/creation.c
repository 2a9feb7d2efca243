#include "creation.h"

#include "error.h"
#include "rmtree.h"
#include "site.h"
#include "supervise.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* How many words a maker's command has before the further options. */
enum { WORDS = 16 };

struct creation {
	const struct request *request;
	struct arena *arena;
	const struct creation_wish *wish;
	const struct python *python;
	struct creation_result *result;
	struct vshim_error *error;
};

/* Python's own venv pleases up to date tools since 3.7; virtualenv can do more for older ones. */
static bool
is_old(const struct python *python)
{
	return python->major < 3 || (python->major == 3 && python->minor < 7);
}

static bool
has_good_venv(const struct creation *creation)
{
	return creation->python->has_venv &&
		(creation->wish->without_pip || creation->python->has_ensurepip);
}

/* The words that start virtualenv, NULL behind them; false when there is none. */
static bool
find_virtualenv(const struct creation *creation, const char *words[4])
{
	const struct python *python = creation->python;

	if (python->has_virtualenv) {
		memcpy(words, (const char *[]){python->path, "-m", "virtualenv", NULL},
			4 * sizeof(*words));
		return true;
	}
	words[0] = pythons_command(creation->request, creation->arena, "virtualenv");
	words[1] = NULL;
	return words[0] != NULL;
}

/*
 * Whether pip comes from the wheels that the Python has brought along, as venv takes it, instead
 * of from virtualenv, which for an old Python may need the network. Who has more to say to
 * virtualenv may be speaking of pip.
 */
static bool
seeds(const struct creation *creation)
{
	const struct creation_wish *wish = creation->wish;

	return creation->python->has_ensurepip && !wish->without_pip &&
		wish->further[0] == NULL;
}

/* The maker's command: the words of START, then the options that both makers have. */
static char **
command_of(const struct creation *creation, const char *const *start, const char *where)
{
	const struct creation_wish *wish = creation->wish;
	const char *const options[] = {wish->clears ? "--clear" : NULL,
		wish->without_pip ? "--without-pip" : NULL,
		wish->system_site ? "--system-site-packages" : NULL,
		wish->prompt == NULL
			? NULL
			: arena_concat(creation->arena, "--prompt=", wish->prompt, "")};
	size_t n = 0, further = 0;

	while (wish->further[further] != NULL)
		further++;
	const char **argv =
		arena_take(creation->arena, (WORDS + further) * sizeof(*argv));
	if (argv == NULL)
		return NULL;
	while (*start != NULL)
		argv[n++] = *start++;
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (options[i] != NULL)
			argv[n++] = options[i];
	for (size_t i = 0; i < further; i++)
		argv[n++] = wish->further[i];
	argv[n++] = where;
	argv[n] = NULL;
	return (char **)(uintptr_t)argv;
}

/* Runs the command ARGV. Whether it did what it should. */
static bool
run(const struct creation *creation, char **argv)
{
	struct supervise_end end = {.status = 1};
	char **environment =
		interview_variables(creation->arena, creation->request->environment);

	if (argv == NULL || environment == NULL)
		return false;
	creation->result->output.length = 0;
	int err = supervise_run(&(struct supervise_child){.argv = argv,
					.environment = environment,
					.output = &creation->result->output,
					.tick = creation->wish->tick,
					.data = creation->wish->data},
		&end);
	if (err != 0)
		text_format(&creation->result->output, "%s: %s", argv[0], strerror(err));
	creation->result->signal = end.received;
	return err == 0 && end.signal == 0 && end.status == 0 && end.received == 0;
}

/* Runs the maker. Whether it did what it should. */
static bool
run_maker(const struct creation *creation, const char *const *start,
	const struct site *site)
{
	struct creation_wish wish = *creation->wish;
	struct creation cleared = *creation;

	wish.clears = site->clears;
	cleared.wish = &wish;
	return run(creation, command_of(&cleared, start, site->directory));
}

/* Puts pip into the environment at SITE. Whether that went well. */
static bool
seed(const struct creation *creation, const struct site *site)
{
	/* As -m does it, but without the current directory; -I would do, if 2.7 had it. */
	static const char program[] =
		"import sys; sys.path = [p for p in sys.path if p]; "
		"sys.argv[1:] = ['--default-pip']; import runpy; "
		"runpy.run_module('ensurepip', run_name='__main__', alter_sys=True)";
	const char *python = path_join(creation->arena, site->directory, "bin/python");
	const char *argv[] = {python, "-E", "-s", "-c", program, NULL};

	if (!run(creation, (char **)(uintptr_t)argv))
		return false;
	/* venv does not show either what pip says of its own installation. */
	creation->result->output.length = 0;
	return true;
}

static bool
make_by_venv(const struct creation *creation, const struct site *site)
{
	/* Isolated: a venv.py in the current directory must not stand in. */
	const char *start[] = {creation->python->path, "-I", "-m", "venv", NULL};

	creation->result->by_virtualenv = false;
	return run_maker(creation, start, site);
}

static bool
make_by_virtualenv(const struct creation *creation, const char *const *words,
	const struct site *site)
{
	const char *start[WORDS / 2] = {NULL};
	size_t n = 0;

	creation->result->by_virtualenv = true;
	while (words[n] != NULL) {
		start[n] = words[n];
		n++;
	}
	start[n++] = "--quiet";
	if (seeds(creation))
		start[n++] = "--no-seed";
	start[n++] = "--python";
	start[n] = creation->python->path;
	return run_maker(creation, start, site) &&
		(!seeds(creation) || seed(creation, site));
}

/* By the first maker that suits the Python and that succeeds. */
static bool
make(const struct creation *creation, const struct site *site)
{
	const char *virtualenv[4];
	bool is_made = false;

	if (is_old(creation->python) && find_virtualenv(creation, virtualenv))
		is_made = make_by_virtualenv(creation, virtualenv, site);
	if (is_made || creation->result->signal != 0 || !has_good_venv(creation))
		return is_made;
	rmtree_inside(site->directory);
	return make_by_venv(creation, site);
}

static int
say_no_maker(const struct creation *creation)
{
	const struct python *python = creation->python;
	struct vshim_error *error = creation->error;

	if (!python->has_venv && is_old(python)) {
		error_set(error, STATUS_FAILED,
			"Python %d.%d (%q) cannot make environments itself, and there is "
			"no virtualenv",
			python->major, python->minor, python->path);
		return error_hint(error,
			"install one that still supports it: pipx install "
			"'virtualenv<20.22'");
	}
	error_set(error, STATUS_FAILED,
		"Python %d.%d (%q) was installed without %s, which %s", python->major,
		python->minor, python->path, python->has_venv ? "ensurepip" : "venv",
		python->has_venv ? "puts pip into an environment" : "makes environments");
	if (python->is_packaged)
		return error_hint(error, "sudo apt install python%d.%d-venv%s",
			python->major, python->minor,
			python->has_venv ? "; or without pip: --without-pip" : "");
	return error_hint(
		error, "install that too, or name another Python: --python PATH");
}

/* The last lines of what the maker said: that is where the reason stands. */
static void
add_output(struct text *what, const struct text *output)
{
	enum { LINES = 5 };
	size_t length = output->length, start = length;

	while (length > 0 && output->data[length - 1] == '\n')
		length--;
	start = length;
	for (int lines = 0; start > 0; start--)
		if (output->data[start - 1] == '\n' && ++lines == LINES)
			break;
	if (length == 0)
		return;
	text_add(what, ":\n  ");
	for (; start < length; start++) {
		text_add_bytes(what, output->data + start, 1);
		if (output->data[start] == '\n')
			text_add(what, "  ");
	}
}

static int
say_failure(const struct creation *creation)
{
	const struct python *python = creation->python;
	struct vshim_error *error = creation->error;
	struct text what = {.data = NULL};

	text_format(&what, "%s could not make %q with Python %d.%d",
		creation->result->by_virtualenv ? "virtualenv" : "venv",
		creation->wish->directory, python->major, python->minor);
	add_output(&what, &creation->result->output);
	error_set(error, STATUS_FAILED, "%s", what.data);
	text_free(&what);
	if (creation->result->by_virtualenv)
		return error_hint(error,
			"virtualenv before 20.22 supports Python %d.%d%s; without pip: "
			"--without-pip",
			python->major, python->minor,
			seeds(creation) ? "" : ", and fetches its pip from the network");
	return error_hint(error, "nothing is left of it; without pip: --without-pip");
}

/* Whether there is anything that could be tried. */
static bool
has_maker(const struct creation *creation)
{
	const char *words[4];

	return has_good_venv(creation) ||
		(is_old(creation->python) && find_virtualenv(creation, words));
}

int
creation_make(const struct request *request, struct arena *arena,
	const struct creation_wish *wish, const struct python *python,
	struct creation_result *result, struct vshim_error *error)
{
	struct creation creation = {request, arena, wish, python, result, error};
	struct site site;
	sigset_t before;

	if (!has_maker(&creation))
		return say_no_maker(&creation);
	/* A signal must not come between, with half of an environment there. */
	supervise_hold(&before);
	int err = site_begin(&site, wish->directory, error);
	if (err == 0 && make(&creation, &site)) {
		site_keep(&site);
	} else if (err == 0) {
		site_undo(&site);
		err = result->signal != 0 ? -1 : say_failure(&creation);
	}
	supervise_release(&before);
	return err;
}
