#include "config.h"

#include "error.h"
#include "path.h"
#include "problem.h"
#include "text.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* inih splits a longer line and takes its tail for a new key. Bytes, without the newline. */
enum { LINE_LIMIT = 197 };

struct parser {
	struct config *config;
	const char *file;
	const char *home;
	FILE *stream;
	int line;
	struct list seen; /* "section.key", as far as it was read */
	struct vshim_error *error;
};

static int
fail(struct parser *parser, const char *what, const char *about)
{
	if (parser->error->what == NULL)
		error_set(parser->error, STATUS_TROUBLE, "%q, line %d: %s%s%s",
			parser->file, parser->line, what, about == NULL ? "" : " ",
			about == NULL ? "" : about);
	return 0;
}

static int
parse_yes_no(struct parser *parser, const char *value, bool *setting)
{
	static const char *const yes[] = {"yes", "true", "on", "1"};
	static const char *const no[] = {"no", "false", "off", "0"};

	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++) {
		bool is_yes = strcasecmp(value, yes[i]) == 0;

		if (is_yes || strcasecmp(value, no[i]) == 0) {
			*setting = is_yes;
			return 1;
		}
	}
	return fail(parser, "write yes or no, not", value);
}

/* One of two words; *SETTING is whether it is the first. */
static int
parse_either(struct parser *parser, const char *value, const char *first,
	const char *second, bool *setting)
{
	struct text text = {.data = NULL};

	if (strcmp(value, first) == 0 || strcmp(value, second) == 0) {
		*setting = strcmp(value, first) == 0;
		return 1;
	}
	text_format(&text, "write %s or %s, not", first, second);
	fail(parser, text.data, value);
	text_free(&text);
	return 0;
}

/*
 * The next word of *VALUE: up to a blank, or up to the closing quote when it starts with one.
 * NULL at the end, or with *IS_OPEN when a quote is not closed.
 */
static char *
next_word(const char **value, bool *is_open)
{
	struct text word = {.data = NULL};

	*value += strspn(*value, " \t");
	if (**value == '\0')
		return NULL;
	bool quoted = **value == '"';
	*value += quoted;
	size_t length = strcspn(*value, quoted ? "\"" : " \t");
	text_add_bytes(&word, *value, length);
	*value += length;
	if (quoted && **value == '\0') {
		*is_open = true;
		text_free(&word);
		return NULL;
	}
	*value += quoted;
	return text_take(&word);
}

static const char *
check_name(const char *word)
{
	bool fits = word[0] != '\0' && strchr(word, '/') == NULL &&
		strcmp(word, ".") != 0 && strcmp(word, "..") != 0;

	return fits ? NULL : "this is no name of a directory:";
}

static const char *
check_path(const char *word)
{
	return word[0] == '/' ? NULL : "this is no absolute path:";
}

/* WORD, with HOME for `~/` at its start. */
static char *
expanded(const struct parser *parser, const char *word)
{
	struct text text = {.data = NULL};

	if (strcmp(word, "~") != 0 && strncmp(word, "~/", 2) != 0)
		return text_copy(word);
	if (parser->home == NULL)
		return text_copy(word);
	text_add(&text, parser->home);
	text_add(&text, word + 1);
	return text_take(&text);
}

static int
parse_list(struct parser *parser, const char *value, struct list *list,
	const char *(*check)(const char *word))
{
	bool is_open = false;

	for (char *word; (word = next_word(&value, &is_open)) != NULL;) {
		char *entry = expanded(parser, word);
		const char *wrong = entry == NULL ? NULL : check(entry);

		free(word);
		if (wrong == NULL)
			list_add(list, entry);
		else
			fail(parser, wrong, entry);
		free(entry);
		if (wrong != NULL)
			return 0;
	}
	return is_open ? fail(parser, "a quote is not closed", NULL) : 1;
}

static int
parse_names(struct parser *parser, const char *value)
{
	return parse_list(parser, value, &parser->config->names, check_name);
}

static int
parse_any_name(struct parser *parser, const char *value)
{
	return parse_yes_no(parser, value, &parser->config->settings.any_name);
}

static int
parse_ceiling(struct parser *parser, const char *value)
{
	return parse_list(parser, value, &parser->config->ceilings, check_path);
}

static int
parse_scripts(struct parser *parser, const char *value)
{
	return parse_either(parser, value, "system", "env",
		&parser->config->settings.scripts_on_system);
}

static int
parse_mode(struct parser *parser, const char *value)
{
	return parse_either(parser, value, "explicit", "owner",
		&parser->config->settings.trust_explicit);
}

static int
parse_rehash(struct parser *parser, const char *value)
{
	return parse_yes_no(parser, value, &parser->config->settings.pip_rehash);
}

static int
parse_path(struct parser *parser, const char *value)
{
	return parse_list(parser, value, &parser->config->places, check_path);
}

static const struct {
	const char *section;
	const char *key;
	int (*parse)(struct parser *parser, const char *value);
} keys[] = {
	{"search", "names", parse_names},
	{"search", "any-name", parse_any_name},
	{"search", "ceiling", parse_ceiling},
	{"search", "installed-scripts", parse_scripts},
	{"trust", "mode", parse_mode},
	{"pip", "rehash", parse_rehash},
	{"envs", "path", parse_path},
};

static int
handle_key(void *data, const char *section, const char *key, const char *value)
{
	struct parser *parser = data;
	struct text name = {.data = NULL};

	text_format(&name, "%s.%s", section, key);
	bool is_repeated = list_has(&parser->seen, name.data);
	list_add(&parser->seen, name.data);
	text_free(&name);
	if (is_repeated)
		return fail(parser, "set for the second time:", key);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (strcmp(section, keys[i].section) == 0 &&
			strcmp(key, keys[i].key) == 0)
			return keys[i].parse(parser, value == NULL ? "" : value);
	}
	if (section[0] == '\0')
		return fail(parser, "a setting before the first [section]:", key);
	return fail(parser, "unknown key", key);
}

/* Whether LINE is `[section]` with one that is known; inih tells of its keys alone. */
static bool
is_section(const char *line)
{
	size_t length = strcspn(line + 1, "]");

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strlen(keys[i].section) == length &&
			strncmp(line + 1, keys[i].section, length) == 0)
			return line[1 + length] == ']';
	return false;
}

/* What stands behind `[section]` in LINE, and is no comment: inih would pass over it. */
static const char *
behind_section(const char *line)
{
	const char *rest = strchr(line, ']') + 1;

	rest += strspn(rest, " \t\r");
	return *rest == ';' || *rest == '#' ? "" : rest;
}

/* Fails for a LINE that begins so that inih would take it for another, or for nothing. */
static void
check_start(struct parser *parser, const char *line)
{
	static const char mark[] = "\xef\xbb\xbf"; /* of the byte order */

	if (parser->line == 1 && strncmp(line, mark, sizeof(mark) - 1) == 0)
		line += sizeof(mark) - 1;
	if ((line[0] == ' ' || line[0] == '\t') && line[strspn(line, " \t\r")] != '\0')
		fail(parser, "a line must not start with a blank", NULL);
	else if (line[0] == '[' && !is_section(line))
		fail(parser, "unknown section", line);
	else if (line[0] == '[' && *behind_section(line) != '\0')
		fail(parser, "this stands behind a section, not on a line of its own:",
			behind_section(line));
}

/* inih asks for a line, as with fgets(3); what it would misread ends here. */
static char *
read_line(char *buffer, int size, void *data)
{
	struct parser *parser = data;
	char *line = NULL;
	size_t space = 0;

	if (parser->error->what != NULL)
		return NULL;
	ssize_t length = getline(&line, &space, parser->stream);
	if (length < 0) {
		free(line);
		return NULL;
	}
	parser->line++;
	if (length > 0 && line[length - 1] == '\n')
		line[--length] = '\0';
	if (strlen(line) != (size_t)length)
		fail(parser, "a NUL byte", NULL);
	else if (length > LINE_LIMIT || length + 2 > size)
		fail(parser, "longer than 197 bytes", NULL);
	else
		check_start(parser, line);
	if (parser->error->what == NULL)
		snprintf(buffer, (size_t)size, "%s\n", line);
	free(line);
	return parser->error->what == NULL ? buffer : NULL;
}

static int
parse(struct parser *parser)
{
	int wrong = ini_parse_stream(read_line, parser, handle_key, parser);

	if (parser->error->what == NULL && wrong > 0) {
		parser->line = wrong;
		fail(parser, "neither a [section] nor KEY = VALUE", NULL);
	} else if (parser->error->what == NULL && (wrong < 0 || ferror(parser->stream))) {
		error_set(parser->error, STATUS_TROUBLE, "%q cannot be read: %s",
			parser->file, strerror(errno));
	}
	if (parser->error->what == NULL)
		return 0;
	return error_hint(parser->error, "see vshim-config(5) for what can be set");
}

/* Makes the settings point to the lists that were read, and to the defaults elsewhere. */
static void
settle(struct config *config, const struct list *seen)
{
	if (list_has(seen, "search.names"))
		config->settings.names = list_items(&config->names);
	config->settings.ceilings = list_items(&config->ceilings);
	config->settings.places = list_items(&config->places);
}

int
config_load(struct config *config, const char *file, const char *home,
	struct vshim_error *error)
{
	*config = (struct config){.settings = settings_default};
	if (file == NULL)
		return 0;
	/* The launcher's rule. HOME may be somebody else's, closed to us, or too long a path. */
	if (stat(file, &config->status) != 0 && !problem_is_trouble(errno))
		return 0;
	FILE *stream = fopen(file, "re");
	/* Gone meanwhile, or the look at it could not say that it is not there. */
	if (stream == NULL && errno == ENOENT)
		return 0;
	if (stream == NULL) {
		error_set(error, STATUS_TROUBLE,
			"the settings file %q cannot be read: %s", file, strerror(errno));
		return error_hint(error, "make it readable, or remove it");
	}
	/* Before it is read: what changes meanwhile is then another state. */
	if (fstat(fileno(stream), &config->status) != 0)
		config->status = (struct stat){.st_nlink = 0};
	struct parser parser = {.config = config,
		.file = file,
		.home = home,
		.stream = stream,
		.error = error};
	int err = parse(&parser);
	settle(config, &parser.seen);
	list_free(&parser.seen);
	fclose(stream);
	return err;
}

void
config_free(struct config *config)
{
	list_free(&config->names);
	list_free(&config->ceilings);
	list_free(&config->places);
}
