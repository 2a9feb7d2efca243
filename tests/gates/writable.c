/* valgrind reads the symbols of a program only where a part of it can be written to. */
char writable = 1;
