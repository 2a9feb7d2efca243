/*
 * Every input of LENGTH bytes at most, for Frama-C's Eva: each byte is anything, and so is their
 * number. Eva follows what a function of core may then do, and reports every place where C would
 * not say what happens: a look outside of an object, an overflow, an uninitialized value.
 *
 * It does so without an alarm, and with every precondition of the C library's functions proved, for
 *
 *	redirect_parse()	files of any bytes, up to one more than are ever read of one
 *	name_parse() and name_stands_for()	names of commands of up to 64 bytes, any version
 *	label_name()	paths of environments of up to 64 bytes that have no prompt
 *	utf8_length()	strings of up to 5 bytes, one more than the longest character
 *
 * Of nothing else. In path, pyvenv, script, via, arena and utf8_is() it depends on how two
 * values relate whether an index lies inside, which Eva's domains do not follow: it raises alarms
 * that say nothing, but one that did, of path_inside(). Those are the fuzz targets' to look into.
 */
#include "label.h"
#include "name.h"
#include "redirect.h"
#include "utf8.h"

#include "__fc_builtin.h"

#ifndef LENGTH
#define LENGTH REDIRECT_LIMIT
#endif

static char text[LENGTH + 1];

void eva_redirect(void);
void eva_name(void);
void eva_character(void);
void eva_label(void);

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
