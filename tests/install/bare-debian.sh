#!/bin/bash
# Installs vshim on a Debian 12 that has nothing: a fresh debootstrap, a copy of this tree and
# ./install.sh, as root and as a user with sudo, who then lives with it in a new shell.
#
#	tests/install/bare-debian.sh [DIRECTORY]
#
# Needs root, debootstrap and a few minutes, and uses this machine's apt sources. DIRECTORY
# keeps the bare Debian for the next time; without it everything is taken away at the end.
set -eu

repository=$(cd "${BASH_SOURCE[0]%/*}/../.." && pwd -P)
mirror=http://deb.debian.org/debian

bare_make() { # DIRECTORY
	[ ! -e "$1/etc/debian_version" ] || return 0
	mkdir -p "$1"
	echo "making a bare Debian in $1"
	debootstrap --variant=minbase bookworm "$1" "$mirror" >"$1.log" 2>&1 || {
		tail "$1.log"
		return 1
	}
	# As a fresh image is: no lists, so that apt-get has to update first.
	rm -rf "$1"/var/lib/apt/lists/*
	cp -R /etc/apt/sources.list.d/debian.sources "$1/etc/apt/sources.list.d/"
	: >"$1/etc/apt/sources.list"
}

# A run on a copy, so that nothing is there yet each time.
machine_make() { # BARE MACHINE
	rm -rf "$2"
	cp -a "$1" "$2"
	mkdir "$2/vshim"
	git -C "$repository" ls-files -z | (cd "$repository" && xargs -0 cp --parents -t "$2/vshim")
	cp -L /etc/resolv.conf "$2/etc/resolv.conf"
}

within() { # MACHINE COMMAND…
	env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb chroot "$@"
}

# What the newcomer does next: the printed line into the rc file, and a new shell.
live() { # MACHINE USER OUTPUT
	local line
	line=$(sed -n 's/^    \(eval .*\)$/\1/p' "$3")
	within "$1" su - "$2" -s /bin/bash -c "
		printf '%s\n' '$line' >>.bashrc
		mkdir -p p/a/b && cd p && python3 -m venv env && cd a/b
		bash -ic 'type python; vshim which python; python -c \"import sys; print(sys.prefix)\"; cd; vshim which python' 2>&1 |
			grep -v -e 'job control' -e 'process group'"
}

try() { # MACHINE USER
	echo "--- as $2"
	within "$1" su - "$2" -s /bin/bash -c 'SHELL=/bin/bash /vshim/install.sh' | tee "$1.out"
	echo "--- again, as $2"
	within "$1" su - "$2" -s /bin/bash -c 'SHELL=/bin/bash /vshim/install.sh' | grep install
	echo "--- in a new shell"
	live "$1" "$2" "$1.out"
}

main() {
	local directory=${1-} scratch
	scratch=$(mktemp -d /tmp/vshim-bare.XXXXXX)
	# shellcheck disable=SC2064 # as it is now
	trap "rm -rf '$scratch'" EXIT
	: "${directory:=$scratch/bare}"
	bare_make "$directory"

	machine_make "$directory" "$scratch/machine"
	try "$scratch/machine" root

	machine_make "$directory" "$scratch/machine"
	within "$scratch/machine" useradd -m ada
	echo "--- as ada, without sudo"
	within "$scratch/machine" su - ada -s /bin/bash -c /vshim/install.sh && return 1
	within "$scratch/machine" sh -c 'apt-get -qq update && apt-get -qq install -y --no-install-recommends sudo' \
		>"$scratch/sudo.log" 2>&1
	rm -rf "$scratch/machine"/var/lib/apt/lists/*
	echo 'ada ALL=(ALL) NOPASSWD: ALL' >"$scratch/machine/etc/sudoers.d/ada"
	try "$scratch/machine" ada
}

main "$@"
