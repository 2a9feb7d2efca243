# A chroot, or a container that is being built: there is no /proc.
# shellcheck disable=SC2016 # $0 is for the inner shell

load ../helpers

setup() {
	world_make
	shims_on
}

@test "without /proc everything goes on" {
	local as_root=()
	[ "$(id -u)" -eq 0 ] || as_root=(--map-root-user)
	venv .venv
	run unshare "${as_root[@]}" --mount bash -e -c '
		mount -t tmpfs none /proc
		python -c "import sys; print(sys.prefix)"
		"$0" which python
		"$0" rehash
		VSHIM_ENV=system python3 -c "import sys; print(sys.prefix)"' "$vshim"
	assert_success
	assert_output "$PWD/.venv
$PWD/.venv/bin/python
/usr"
}

@test "a vshim in the root directory looks for nothing above it" {
	local as_root=()
	[ "$(id -u)" -eq 0 ] || as_root=(--map-root-user)
	mkdir root root/{usr,etc,dev,proc,tmp}
	ln -s usr/bin usr/lib usr/lib64 root
	cp "$vshim" root
	run unshare "${as_root[@]}" --mount bash -e -c '
		mount --rbind /usr root/usr
		mount --rbind /dev root/dev
		exec /usr/sbin/chroot root /usr/bin/env HOME=/tmp /vshim init bash'
	assert_success
	assert_contains /tmp/.local/share/vshim/shims
}
