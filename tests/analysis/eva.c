/*
 * Every input of some bytes, for Frama-C's Eva: each byte is anything, and so is their number.
 * Eva follows what a function of core may then do, and reports every place where C would not say
 * what happens: a look outside of an object, an overflow, an uninitialized value. It does so
 * without an alarm, and with every precondition of the C library's functions proved, for what
 * eva.sh names.
 *
 * Long inputs it takes all at once, and knows of each value in which range it is. That is enough
 * for redirect_parse() (files of any bytes, up to one more than are ever read of one), name_parse()
 * and name_stands_for(), label_name() and utf8_length().
 *
 * In the others it depends on how two values relate whether an index lies inside. There Eva goes
 * every way through the code by itself, with the launcher's own functions of string.h
 * (shims/bare/text.c), which it proves along the way: no range is wider than it has to be then, but
 * an input is a given start and at most some bytes more, and memory a given room of which any part
 * is taken. The stretches of text that come out are read from end to end. So utf8_is(),
 * script_parse(), pyvenv_parse(), path, arena, via_next() and via_add() are proved, for inputs that
 * short.
 *
 * Of nothing else, and of no longer ones: those are the fuzz targets' to look into.
 */
#include "arena.h"
#include "label.h"
#include "name.h"
#include "path.h"
#include "pyvenv.h"
#include "redirect.h"
#include "script.h"
#include "utf8.h"
#include "via.h"

#include "__fc_builtin.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

#ifndef LENGTH
#define LENGTH REDIRECT_LIMIT
#endif

/* Bytes of the arena, and of the longest start below. */
enum { ROOM = 16, START = 32 };

static char text[START + LENGTH + 1];

/* --- all at once ------------------------------------------------------------------------------ */

void
eva_redirect(void)
{
	struct span path;

	Frama_C_make_unknown(text, LENGTH);
	redirect_parse(text, (size_t)Frama_C_interval(0, LENGTH), &path);
}

void
eva_name(void)
{
	Frama_C_make_unknown(text, LENGTH);
	text[LENGTH] = '\0';
	struct name name = name_parse(text);
	name_stands_for(name, Frama_C_interval(-1, 99999), Frama_C_interval(-1, 99999));
}

/* A string that starts with whatever could be a character. */
void
eva_character(void)
{
	Frama_C_make_unknown(text, LENGTH);
	text[LENGTH] = '\0';
	utf8_length(text);
}

void
eva_label(void)
{
	Frama_C_make_unknown(text, LENGTH);
	text[LENGTH] = '\0';
	label_name(text, (struct span){text, 0});
}

/* --- every way by itself ---------------------------------------------------------------------- */

/* Any number up to MOST, each by itself. */
static size_t
any(size_t most)
{
	size_t wanted = (size_t)Frama_C_interval(0, (int)most), number = 0;

	while (number < wanted)
		number++;
	return number;
}

/* START and at most LENGTH bytes more; nothing lies behind them. */
static struct span
bytes(const char *start)
{
	size_t known = strlen(start), length = known + any(LENGTH);
	char *input = text + sizeof(text) - length;

	memcpy(input, start, known);
	for (size_t i = known; i < length; i++)
		input[i] = (char)Frama_C_interval(CHAR_MIN, CHAR_MAX);
	return (struct span){input, length};
}

/* START and at most LENGTH characters more; a range cannot leave out the 0 in its midst. */
static const char *
string(const char *start)
{
	size_t known = strlen(start), length = known + any(LENGTH);
	char *input = text + sizeof(text) - length - 1;

	memcpy(input, start, known);
	for (size_t i = known; i < length; i++)
		input[i] = (char)(Frama_C_interval(0, 1) == 0
				? Frama_C_interval(CHAR_MIN, -1)
				: Frama_C_interval(1, CHAR_MAX));
	input[length] = '\0';
	return input;
}

/* An arena of which any part is taken. */
static struct arena
arena(void)
{
	static char room[ROOM];

	return (struct arena){.base = room, .size = ROOM, .used = any(ROOM)};
}

/* Whatever comes out can be read. */
static void
read_all(struct span span)
{
	volatile char byte;

	for (size_t i = 0; i < span.length; i++)
		byte = span.text[i];
}

void
eva_utf8(void)
{
	struct span input = bytes("");

	utf8_is(input.text, input.length);
}

static void
parse_script(const char *start)
{
	struct span input = bytes(start);
	struct script script = script_parse(input.text, input.length);

	read_all(script.interpreter);
	read_all(script.option);
}

void
eva_script(void)
{
	parse_script("");
}

void
eva_script_line(void)
{
	parse_script("#!");
}

void
eva_script_env(void)
{
	parse_script("#!/usr/bin/env ");
}

void
eva_script_blank(void)
{
	parse_script("#!/a b/python");
}

void
eva_script_exec(void)
{
	parse_script("#!/bin/sh\n'''exec' ");
}

void
eva_script_quoted(void)
{
	parse_script("#!/bin/sh\n'''exec' \"/p y");
}

static void
parse_pyvenv(const char *start)
{
	struct pyvenv pyvenv = {.text = bytes(start)};

	pyvenv_parse(&pyvenv);
	read_all(pyvenv.prompt);
}

void
eva_pyvenv(void)
{
	parse_pyvenv("");
}

void
eva_pyvenv_version(void)
{
	parse_pyvenv("version =");
}

void
eva_pyvenv_prompt(void)
{
	parse_pyvenv("prompt=");
}

void
eva_pyvenv_home(void)
{
	struct span home = {"", 0};

	pyvenv_home(bytes("home="), &home);
	read_all(home);
}

void
eva_path_plain(void)
{
	path_is_plain(string(""));
}

void
eva_path_inside(void)
{
	const char *path = string("");

	path_inside(path, "/a/b");
	path_inside("/a/b", path);
	path_inside(path, "");
}

void
eva_path_equal(void)
{
	const char *path = string("");

	path_equal(path, "/a/b");
	read_all(path_span(path_base(path)));
}

void
eva_path_parent(void)
{
	struct arena room = arena();

	read_all(path_span(path_parent(&room, string(""))));
}

void
eva_path_trim(void)
{
	struct arena room = arena();

	read_all(path_span(path_trim(&room, string(""))));
}

void
eva_path_join(void)
{
	struct arena room = arena();

	read_all(path_span(path_join(&room, string(""), "ab")));
}

void
eva_path_from(void)
{
	struct arena room = arena();

	read_all(path_span(path_from(&room, "ab", string(""))));
}

void
eva_path_list(void)
{
	const char *list = string("");

	for (struct span entry; path_next(&list, &entry);)
		read_all(entry);
}

/* Any size at all. */
void
eva_arena_take(void)
{
	struct arena room = arena();
	size_t size = Frama_C_unsigned_long_interval(0, SIZE_MAX);
	char *block = arena_take(&room, size);

	if (block != NULL && size > 0)
		block[0] = block[size - 1] = '\0';
}

/* Any value. */
void
eva_arena_decimal(void)
{
	struct arena room = arena();

	arena_decimal(&room, Frama_C_long_long_interval(0, LLONG_MAX));
}

void
eva_arena_concat(void)
{
	struct arena room = arena();
	const char *part = string("");

	read_all(path_span(arena_concat(&room, part, ":", part)));
}

void
eva_via_next(void)
{
	struct arena room = arena();
	const char *list = string("");

	for (struct via_entry entry; via_next(&room, &list, &entry);)
		read_all(path_span(entry.path));
}

void
eva_via_add(void)
{
	struct arena room = arena();

	read_all(path_span(via_add(&room, "1:b", 1, string(""))));
}
