/*
 * note: what a command that has done its work should still say: that the environment is not
 * the one that `python` runs here, and why.
 */
#ifndef NOTE_H
#define NOTE_H

struct decision;

/* Prints a note where ENVIRONMENT is not what the current directory selects. */
void note_selected(struct decision *decision, const char *environment);

#endif
