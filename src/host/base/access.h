/*
 * access: what an access control list says that a mode does not show (acl(5)).
 */
#ifndef ACCESS_H
#define ACCESS_H

#include "request.h"

/*
 * Whether the LENGTH bytes at LIST, an access control list as Linux keeps it, let nobody write
 * but us, the owner, the group of the file and what its mode says of the others.
 */
bool access_is_closed(const struct request *request, const char *list, size_t length);

/* The same of the list that the file PATH has; false where it cannot be read. */
bool access_of_file_is_closed(const struct request *request, const char *path);

#endif
