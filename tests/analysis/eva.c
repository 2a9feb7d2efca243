/*
 * Every input of LENGTH bytes at most, for Frama-C's Eva: each byte is anything, and so is their
 * number. Eva follows what a function of core may then do, and reports every place where C would
 * not say what happens: a look outside of an object, an overflow, an uninitialized value.
 *
 * It does so without an alarm, for every input, for the readers of redirect files and of the
 * names of commands. Elsewhere (path, pyvenv, script, via, arena) whether an index lies inside
 * depends on how two values relate, which its domains do not follow: it raises alarms that say
 * nothing, but one that did, of path_inside(). Those are the fuzz targets' to look into.
 */
#include "name.h"
#include "redirect.h"

#include "__fc_builtin.h"

#ifndef LENGTH
#define LENGTH REDIRECT_LIMIT
#endif

static char text[LENGTH + 1];

void eva_redirect(void);
void eva_name(void);

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
