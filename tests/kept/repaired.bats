#!/usr/bin/env bats
# What killed and refused runs leave (at each system call: the suite faults) is repaired by the
# next rehash, which says so.

load ../helpers
load kept

setup() {
	kept_world
}

# spoil: shims and entries as somebody left them for whom there is something to do.
spoil() {
	rm -f "$shims/two" "$shims/python3.11"
	ln -sfn /nowhere/libexec/vshim/launcher "$shims/python3"
	ln -sfn "$world/other/libexec/vshim/launcher" "$shims/common"
	ln -sfn "$VSHIM_PREFIX/libexec/vshim/launcher" "$shims/nobodys"
	cp -a "$world/gone/." "$root/envs/"
}

@test "a rehash that finds files of killed runs clears them away, and says so" {
	local call
	for call in symlink rename; do
		spoil
		tamper "$call:signal=KILL:when=1" "$vshim" rehash && fail "it was not killed"
	done
	# What a killed run of another command left, in every place.
	sh -c 'cd "$0" && for at in global settings trusted/x shims/y envs/z; do
		mkdir -p trusted && : >"$at.$$.0~"; done' "$root"
	# One of somebody who is at it, and what only looks like one.
	: >"$shims/python.$$.0~"
	: >"$root/mine.1.2~"
	run "$vshim" rehash
	assert_success
	assert_contains "cleared away 6 files of killed runs"
	assert_exists "$shims/python.$$.0~"
	assert_exists "$root/mine.1.2~"
	rm "$shims/python.$$.0~" "$root/mine.1.2~"
	rmdir "$root/trusted"
	run "$vshim" rehash
	assert_output ""
	assert_equal "$(state)" "$reference"
}

@test "what is refused is said, with the path, and the next rehash does it" {
	local call error words end
	while read -r call error words; do
		spoil
		end=0
		tamper "$call:error=$error:when=1+" "$vshim" rehash || end=$?
		run cat "$TAMPERED"
		assert_equal "$end" 1 || fail "$call $error" "$(saw)"
		assert_contains "vshim: $root" "cannot be written: $words" "hint: " || fail "$call $error"
		assert_launches one common python
		assert_repaired
	done <<-'END'
		symlink ENOSPC No space left on device
		symlink EDQUOT Disk quota exceeded
		symlink EROFS Read-only file system
		symlink EIO Input/output error
		rename ENOSPC No space left on device
		rename EACCES Permission denied
	END
}

@test "where no links can have several names, they are made one by one" {
	rm "$shims"/*
	tamper "linkat:error=EPERM:when=1+" "$vshim" rehash
	assert_equal "$(state)" "$reference"
	assert_equal "$(stat -c %h "$shims/one")" 1
}
