#include "session.h"

#include "inquiry.h"
#include "list.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *const session_names[SESSION_NAMES] = {"python", "python3", "pip", "pip3"};

/* How lines of the answer begin that are ours: rc files print, too. */
static const char path_mark[] = "vshim-path ", name_mark[] = "vshim-name ";

/* What POSIX shells answer with: a path, `alias …` or the name alone, for a function. */
static const char posix_question[] =
	"printf '\\nvshim-path %s\\n' \"$PATH\"\n"
	"for name in python python3 pip pip3; do\n"
	"printf '\\nvshim-name %s %s\\n' \"$name\" \"$(command -v \"$name\")\"\n"
	"done\n";

static const char fish_question[] =
	"printf '\\nvshim-path %s\\n' (string join : $PATH)\n"
	"for name in python python3 pip pip3\n"
	"functions -q $name; and printf '\\nvshim-name %s %s\\n' $name $name\n"
	"end\n";

/* Its `if` takes no lines of its own after `-c`. */
#define TCSH_NAME(name)                                                                  \
	"if (\"`alias " name "`\" != '') printf '\\nvshim-name " name " alias " name     \
	"=%s\\n' \"`alias " name "`\"\n"

static const char tcsh_question[] = "printf '\\nvshim-path %s\\n' \"$PATH\"\n" TCSH_NAME(
	"python") TCSH_NAME("python3") TCSH_NAME("pip") TCSH_NAME("pip3");

static const char xonsh_question[] = "print('\\nvshim-path ' + ':'.join($PATH))\n"
				     "for name in ('python', 'python3', 'pip', 'pip3'):\n"
				     "    if name in aliases:\n"
				     "        value = aliases[name]\n"
				     "        words = name if callable(value) else "
				     "f'alias {name}=' + ' '.join(value)\n"
				     "        print(f'\\nvshim-name {name} {words}')\n";

static const char nu_question[] =
	"print $\"\\nvshim-path ($env.PATH | str join ':')\"\n"
	"for name in [python python3 pip pip3] {\n"
	"for a in (scope aliases | where name == $name) {\n"
	"print $\"\\nvshim-name ($name) alias ($name)=($a.expansion)\" }\n"
	"for c in (scope commands | where name == $name and type == custom) {\n"
	"print $\"\\nvshim-name ($name) ($name)\" } }\n";

/*
 * The options after which a shell takes the question as its script. elvish cannot be asked: with
 * a script it reads no rc.elv, which cannot be read without a terminal.
 */
static const struct {
	const char *shell;
	const char *options[SESSION_KINDS][4];
	const char *question;
	const char *login; /* what comes before it at a login, or NULL */
} shells[] = {
	{"bash", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, posix_question, NULL},
	{"zsh", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, posix_question, NULL},
	{"fish", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, fish_question, NULL},
	{"sh", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, posix_question, NULL},
	{"dash", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, posix_question, NULL},
	{"ksh", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, posix_question, NULL},
	{"mksh", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, posix_question, NULL},
	{"yash", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, posix_question, NULL},
	/* It takes `-l` only without anything else. */
	{"tcsh", {{"-i", "-c", NULL}, {"-i", "-c", NULL}}, tcsh_question,
		"if (-r ~/.login) source ~/.login\n"},
	{"xonsh", {{"-l", "-i", "-c", NULL}, {"-i", "-c", NULL}}, xonsh_question, NULL},
	/* With a script it reads its files only at a login. */
	{"nu", {{"-l", "-c", NULL}, {"-l", "-c", NULL}}, nu_question, NULL},
};

/* The variables that a login leaves as they are. */
static const char *const kept[] = {"HOME", "USER", "LOGNAME", "SHELL", "LANG",
	"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"};

static void
fill_environment(
	const struct request *request, const char *path, struct list *environment)
{
	struct text text = {.data = NULL};

	for (char *const *entry = request->environment; *entry != NULL; entry++)
		for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
			if (request_variable(*entry, kept[i]) != NULL)
				list_add(environment, *entry);
	text_format(
		&text, "PATH=%s", path != NULL ? path : "/usr/local/bin:/usr/bin:/bin");
	list_add(environment, text.data);
	text_free(&text);
	/* Nothing that waits for an answer, or asks the terminal what it is. */
	list_add(environment, "TERM=dumb");
	list_add(environment, "LC_ALL=C");
}

/* The name that the line REST is about, as its place in session_names; -1: none. */
static int
name_of(const char *rest)
{
	for (int i = 0; i < SESSION_NAMES; i++) {
		size_t length = strlen(session_names[i]);

		if (strncmp(rest, session_names[i], length) == 0 && rest[length] == ' ')
			return i;
	}
	return -1;
}

/* Notes what a shell takes NAME for: REST is what `command -v` says. */
static void
note_name(struct session *session, const char *rest, size_t length)
{
	int i = name_of(rest);
	struct text text = {.data = NULL};

	if (i < 0)
		return;
	size_t name = strlen(session_names[i]) + 1;
	text_add_bytes(&text, rest + name, length - name);
	if (strcmp(text.data, session_names[i]) == 0)
		session->names[i] = text_copy("function");
	else if (text.data[0] != '/' && strchr(text.data, '=') != NULL)
		session->names[i] = text_take(&text);
	text_free(&text);
}

void
session_parse(const char *answer, struct session *session)
{
	while (*answer != '\0') {
		size_t length = strcspn(answer, "\n");
		struct text line = {.data = NULL};

		text_add_bytes(&line, answer, length);
		if (strncmp(line.data, path_mark, sizeof(path_mark) - 1) == 0) {
			free(session->path);
			session->path = text_copy(line.data + sizeof(path_mark) - 1);
		} else if (strncmp(line.data, name_mark, sizeof(name_mark) - 1) == 0) {
			note_name(session, line.data + sizeof(name_mark) - 1,
				length - (sizeof(name_mark) - 1));
		}
		text_free(&line);
		answer += length + (answer[length] == '\n');
	}
	session->state = session->path == NULL ? SESSION_SILENT : SESSION_KNOWN;
}

static void
ask(const struct list *argv, const struct list *environment, unsigned limit,
	struct session *session)
{
	struct inquiry inquiry;
	int err = inquiry_make(argv->items, environment->items, limit, &inquiry);

	if (err == 0)
		session_parse(inquiry.answer.data, session);
	if (err == 0 && session->state == SESSION_SILENT && inquiry.is_late)
		session->state = SESSION_LATE;
	inquiry_free(&inquiry);
}

void
session_ask(const struct request *request, const char *shell, enum session_kind kind,
	const char *path, unsigned limit, struct session *session)
{
	struct list argv = {.items = NULL}, environment = {.items = NULL};
	struct text question = {.data = NULL};

	*session = (struct session){.state = SESSION_UNKNOWN};
	for (size_t i = 0; shell != NULL && i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (strcmp(path_base(shell), shells[i].shell) != 0)
			continue;
		session->state = SESSION_SILENT;
		list_add(&argv, shell);
		const char *const *option = shells[i].options[kind];
		for (; *option != NULL; option++)
			list_add(&argv, *option);
		bool has_login = kind == SESSION_LOGIN && shells[i].login != NULL;
		text_format(&question, "%s%s", has_login ? shells[i].login : "",
			shells[i].question);
		list_add(&argv, question.data);
		text_free(&question);
		fill_environment(request, path, &environment);
		ask(&argv, &environment, limit, session);
	}
	list_free(&argv);
	list_free(&environment);
}

void
session_free(struct session *session)
{
	free(session->path);
	for (int i = 0; i < SESSION_NAMES; i++)
		free(session->names[i]);
	*session = (struct session){.state = SESSION_UNKNOWN};
}
