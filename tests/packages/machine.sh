#!/bin/bash
# A machine of one's own: this one, whose files can be changed without changing them. What is
# written lies in memory and is gone at the end. Needs root, or a kernel that lets users be it.
#
#	machine.sh DIRECTORY COMMAND [ARGUMENT...]
#
# DIRECTORY becomes the machine's /shared. The COMMAND runs as root, with nothing of the
# environment but PATH, in a home that is empty. At last, what it left behind is in
# DIRECTORY/left: the files that are new or changed, without the lists of dpkg and the caches of
# the system.
set -eu

if [ "${1-}" != --inside ]; then
	as_root=()
	[ "$(id -u)" -eq 0 ] || as_root=(--map-root-user)
	exec unshare --mount "${as_root[@]}" "${BASH_SOURCE[0]}" --inside "$@"
fi
shared=$(cd "$2" && pwd -P)
shift 2

disk=$(mktemp -d)
mount -t tmpfs tmpfs "$disk"
mkdir "$disk/changes" "$disk/work" "$disk/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$disk/changes,workdir=$disk/work" "$disk/root"
mount --rbind /proc "$disk/root/proc"
mount --rbind /dev "$disk/root/dev"
mount -t tmpfs tmpfs "$disk/root/tmp"
mount -t tmpfs tmpfs "$disk/root/root"
mkdir "$disk/root/shared"
mount --bind "$shared" "$disk/root/shared"
status=0
env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
	HOME=/root DEBIAN_FRONTEND=noninteractive \
	chroot "$disk/root" "$@" </dev/null || status=$?
(cd "$disk/changes" && find . -type f -o -type l) | sed 's|^\.||' |
	grep -v -e '^/var/lib/dpkg/' -e '^/var/log/' -e '^/var/cache/' -e '^/etc/ld\.so\.cache$' \
		>"$shared/left" || true
exit "$status"
