/*
 * mount: whether something is not there because what it lies on is not mounted.
 */
#ifndef MOUNT_H
#define MOUNT_H

#include "text.h"

/* Whether ERR is what a mount gives whose server or device is gone. */
bool mount_is_dead(int err);

/*
 * The mount point in the text FSTAB, as fstab(5) has it, that PATH lies below: the deepest one,
 * not the root. NULL when there is none. Owned.
 */
char *mount_point(const char *fstab, const char *path);

/*
 * The mount point that PATH lies below and that nothing is mounted on: one of /etc/fstab, or
 * that of a drive which desktops mount when it is attached. NULL when there is none. Owned.
 */
char *mount_missing(const char *path);

/* Whether POINT is one that `mount POINT` mounts: it is in /etc/fstab. */
bool mount_is_listed(const char *point);

#endif
