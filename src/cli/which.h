/*
 * which: the options of `vshim which`, by their place in its table.
 */
#ifndef WHICH_H
#define WHICH_H

enum { WHICH_ALL, WHICH_EXPLAIN, WHICH_JSON, WHICH_INSIDE };

#endif
