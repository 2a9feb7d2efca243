#!/usr/bin/env bats
# Where vshim keeps its things on a full disk, a read-only one, one of somebody else's, another
# file system: launches go on, rehash says what is wrong, and repairs it when it can.

load ../helpers
load kept

setup() {
	kept_world
}

# with_mounts FUNCTION: it may mount things, which nobody else sees.
with_mounts() {
	local may=()
	[ "$(id -u)" -eq 0 ] || may=(--user --map-root-user)
	declare -f >"$world/functions"
	export world root shims vshim reference
	# shellcheck disable=SC2016 # for the shell in there
	run unshare --mount "${may[@]}" bash -euc '. "$world/functions"; "$0"' "$1"
}

# on_disk_of_its_own [OPTION]: what is kept, on a file system that holds nothing else.
on_disk_of_its_own() {
	cp -a "$root" "$world/kept"
	mount -t tmpfs ${1+-o "$1"} none "$root"
	cp -a "$world/kept/." "$root/"
}

# unprivileged COMMAND…: bound by owners and modes of files, as root is not.
unprivileged() {
	if [ "$(id -u)" -ne 0 ]; then
		"$@"
	else
		setpriv --bounding-set=-all --inh-caps=-all "$@"
	fi
}

# told COMMAND…: what it says, and its status.
told() {
	local status=0
	"$@" 2>&1 || status=$?
	echo "status $status"
}

full_disk() {
	local n=0
	on_disk_of_its_own nr_inodes=64
	rm "$shims/one" "$shims/two"
	while (: >"$root/filling.$n") 2>/dev/null; do
		n=$((n + 1))
	done
	told "$vshim" rehash
	# An environment that nobody has seen yet is no reason for trouble either.
	quick_environment "$HOME/3/.venv" three
	cd "$HOME/3" || return
	told "$shims/python"
	told "$vshim" exec three
	cd "$HOME/1" || return
	assert_launches common python
	rm "$root"/filling.*
	told "$vshim" rehash
	assert_launches one common python
	assert_equal "$(state)" "$reference"
}

@test "a full disk" {
	with_mounts full_disk
	assert_success
	assert_equal "$(grep -v '^hint: ' <<<"$output")" "$(printf '%s\n' \
		"vshim: $shims/one cannot be written: No space left on device" "status 1" \
		python "status 0" three "status 0" "made 2 shims" "status 0")"
	assert_contains "hint: make room, then run the command again"
}

read_only_disk() {
	on_disk_of_its_own
	rm "$shims/one"
	mount -o remount,ro "$root"
	told "$vshim" rehash
	quick_environment "$HOME/3/.venv" three
	(cd "$HOME/3" && told "$shims/python")
	assert_launches common python
	mount -o remount,rw "$root"
	told "$vshim" rehash
}

@test "a read-only disk" {
	with_mounts read_only_disk
	assert_success
	assert_equal "$(grep -v '^hint: ' <<<"$output")" "$(printf '%s\n' \
		"vshim: $shims/one cannot be written: Read-only file system" "status 1" \
		python "status 0" "made 1 shim" "status 0")"
}

@test "a root that nobody may write to, or that belongs to somebody else" {
	local owner
	for owner in "$(id -u)" 12345; do
		rm -f "$shims/one"
		[ "$(id -u)" -ne 0 ] || chown -R "$owner" "$root"
		chmod -R a-w "$root"
		run unprivileged "$vshim" rehash
		assert_status 1
		assert_line "vshim: $shims/one cannot be written: Permission denied"
		assert_line "hint: whose is it? ls -ld $shims/one"
		quick_environment "$HOME/of-$owner/.venv" three
		# shellcheck disable=SC2016 # for the shell in there
		run unprivileged bash -c 'cd "$1" && python && "$0" exec three' "$vshim" "$HOME/of-$owner"
		assert_success
		assert_output $'python\nthree'
		run unprivileged "$shims/common"
		assert_output common
		# Nothing is tried in vain either: such a root costs a launch one look.
		run unprivileged env -C "$HOME/of-$owner" strace -f -qq -e trace=execve -o "$world/trace" "$shims/python"
		assert_success
		assert_equal "$(grep -c 'execve(.*= 0' "$world/trace")" 2
		chmod -R u+w "$root"
	done
	[ "$(id -u)" -ne 0 ] || chown -R 0 "$root"
	run "$vshim" rehash
	assert_line "made 1 shim"
}

@test "a shims directory on another file system" {
	local elsewhere
	elsewhere=$(mktemp -d /dev/shm/vshim-tests.XXXXXX)
	rmdir "$elsewhere"
	mv "$shims" "$elsewhere"
	ln -s "$elsewhere" "$shims"
	ln -sfn /nowhere/libexec/vshim/launcher "$elsewhere/common"
	rm "$elsewhere/one"
	run "$vshim" rehash
	local made
	made=$(readlink "$elsewhere/one" "$elsewhere/common" | sort -u)
	assert_launches one common python
	rm -r "$elsewhere"
	assert_output $'made 1 shim\nmended 1 shim, which led elsewhere'
	assert_equal "$made" "$VSHIM_PREFIX/libexec/vshim/launcher"
}

@test "what stands where a directory should be is named" {
	local what
	for what in shims envs; do
		mv "$root/$what" "$world/$what"
		: >"$root/$what"
		run "$vshim" rehash
		assert_status 1
		assert_contains "vshim: $root/$what cannot be written: Not a directory" "hint: "
		rm "$root/$what"
		ln -s /nowhere/at/all "$root/$what"
		run "$vshim" rehash
		assert_status 1
		assert_contains "vshim: $root/$what cannot be written: " "hint: "
		rm "$root/$what"
		mv "$world/$what" "$root/$what"
	done
	mkdir "$shims/one.d"
	rm "$shims/one"
	mkdir "$shims/one"
	run "$vshim" rehash
	assert_status 1
	assert_contains "vshim: $shims/one cannot be written: Is a directory"
}
