/*
 * target: the exit status of the program that every case ends in, for C and for assembly. No
 * shell and no launcher ends with it.
 */
#ifndef TARGET_H
#define TARGET_H

#define TARGET_TEXT_OF(number) #number
#define TARGET_TEXT(number) TARGET_TEXT_OF(number)
#define TARGET_STATUS 42
#define TARGET_STATUS_TEXT TARGET_TEXT(TARGET_STATUS)

#endif
