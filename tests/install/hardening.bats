#!/usr/bin/env bats
# What is built so that a mistake is harder to use. The launcher's own choice, with what each
# measure would cost it, is in CONTRIBUTING.md.

load ../helpers

setup() {
	world_make
	library=$(realpath "$VSHIM_PREFIX"/lib/libvshim.so)
	launcher=$VSHIM_PREFIX/libexec/vshim/launcher
}

@test "vshim is position independent" {
	run readelf -hW "$vshim"
	assert_success
	assert_matches 'Type: +DYN'
	run readelf -dW "$vshim"
	assert_matches 'FLAGS_1.* PIE'
}

@test "vshim and libvshim bind every symbol at the start, and their tables are read-only then" {
	for file in "$vshim" "$library"; do
		run readelf -dW "$file"
		assert_success
		assert_contains BIND_NOW
		run readelf -lW "$file"
		assert_contains GNU_RELRO
	done
}

@test "no file has an executable stack, or anything that is both writable and executable" {
	for file in "$vshim" "$library" "$launcher"; do
		run readelf -lW "$file"
		assert_success
		assert_matches 'GNU_STACK.* RW '
		refute_contains 'RWE'
	done
}

@test "vshim and libvshim guard their stacks" {
	for file in "$vshim" "$library"; do
		run readelf --dyn-syms -W "$file"
		assert_success
		assert_contains __stack_chk_fail
	done
}

@test "vshim and libvshim use the checked functions of the C library" {
	for file in "$vshim" "$library"; do
		run readelf --dyn-syms -W "$file"
		assert_success
		assert_matches '__[a-z]+_chk'
		# What a path is copied with.
		refute_contains ' strcpy@' ' strcat@' ' sprintf@'
	done
}

# The mark in the file is the linker's, who leaves it out where the system's own start files are
# not ready (Debian 12).
@test "on x86_64, code of vshim and libvshim can be reached where it begins alone" {
	[ "$(uname -m)" = x86_64 ] || return 0
	for file in "$vshim" "$library"; do
		run bash -c 'objdump -d "$1" | grep -c endbr64' - "$file"
		assert_success
		[ "$output" -gt 50 ] || fail "only $output landing places in $file"
	done
}

@test "text is never in a segment with data that can be written" {
	for file in "$vshim" "$library"; do
		run readelf -SW "$file"
		refute_contains ' WAX '
		run readelf -dW "$file"
		refute_contains TEXTREL
	done
}
