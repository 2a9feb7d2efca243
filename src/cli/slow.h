/*
 * slow: what is said on standard error of a look that takes long, or that nobody waits for any
 * longer.
 */
#ifndef SLOW_H
#define SLOW_H

/* The look at PATH takes long. */
void slow_say(const char *path);

/* Nobody waits for the look at PATH any longer; WHAT comes of that. */
void slow_give_up(const char *path, const char *what);

#endif
