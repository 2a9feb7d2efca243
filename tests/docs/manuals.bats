#!/usr/bin/env bats
# The manual pages: well-formed, installed, true where they can be run.

load ../helpers
load documents

setup()
{
	adas_world_make
}

@test "mandoc finds nothing to complain about in the manual pages" {
	for page in "$repository"/man/*.[1-9]; do
		# Whether other people's manuals are installed here says nothing about ours.
		run bash -c 'mandoc -T lint "$1" 2>&1 |
			grep -v -e "referenced manual not found" -e "outdated mandoc.db"' - "$page"
		[ -z "$output" ]
	done
}

@test "every manual of vshim that is referred to exists" {
	while read -r name section; do
		[ -f "$repository/man/$name.$section" ]
	done < <(sed -n 's/^\.Xr \(vshim[^ ]*\) \([1-9]\).*/\1 \2/p' "$repository"/man/*.[1-9])
}

@test "every section that is referred to exists" {
	for page in "$repository"/man/*.[1-9]; do
		while IFS= read -r title; do
			grep -Eqx "\.S[hs] $title" "$page"
		done < <(sed -n 's/^\.Sx \([^,.()]*[^,.() ]\).*/\1/p' "$page")
	done
	grep -qx '.Ss Naming an environment' "$repository/man/vshim-shims.7"
	grep -qx '.Sh TRUST' "$repository/man/vshim-shims.7"
}

@test "every sentence of the threat model has its test, and every test its sentence" {
	local sentences
	sentences=$(sed -n 's/^\.It \(T[0-9]*\)$/\1/p' "$repository/man/vshim-shims.7")
	[ -n "$sentences" ]
	run diff <(echo "$sentences") <(sed -n 's/^@test "\(T[0-9]*\): .*/\1/p' \
		"$repository"/tests/cli/trust-{others,brought,root,consent,own}.bats | uniq)
	assert_success
}

@test "the installed manual pages and completions are these" {
	for page in "$repository"/man/*.[1-9]; do
		cmp "$page" "$VSHIM_PREFIX/share/man/man${page##*.}/${page##*/}"
	done
	cd "$repository/shims/completions"
	cmp vshim.bash "$VSHIM_PREFIX/share/bash-completion/completions/vshim"
	cmp _vshim "$VSHIM_PREFIX/share/zsh/site-functions/_vshim"
	cmp vshim.fish "$VSHIM_PREFIX/share/fish/vendor_completions.d/vshim.fish"
}

@test "the examples of vshim(1) run" {
	set_up
	mkdir -p srv/shop
	examples_of_manual "$repository/man/vshim.1" >commands
	grep -q 'vshim which' commands
	sed "s|^|\$ |; s|/srv/|$HOME/srv/|g" commands >session
	play <session
}

@test "the examples of vshim-shims(7) run" {
	set_up
	examples_of_manual "$repository/man/vshim-shims.7" >commands
	grep -q 'VSHIM_ENV=system' commands
	# What the text only sketches.
	sed -e 's|^|$ |' -e 's|trust DIR|trust .|' commands >session
	play <session
}

@test "no display in a manual page is there only to be looked at" {
	# Commands are run, here and in tests/library; settings are read, messages compared;
	# editors read what vshim-migrate(7) has for them (tests/tools).
	for page in "$repository"/man/*.[1-9]; do
		awk -v page="${page##*/}" '
			/^\.Dl / { display = substr($0, 5) }
			/^\.Bd/ { inside = 1; next }
			/^\.Ed/ { inside = 0 }
			inside { display = $0 }
			display != "" {
				if (page ~ /^vshim(\.3|-config\.5|-migrate\.7)$/ || display ~ /^\$ /)
					seen++
				else
					print page ":" FNR ": " display
				display = ""
			}' "$page"
	done >unseen
	diff -u /dev/null unseen
}

@test "vshim keeps nothing but what vshim-shims(7) names under FILES" {
	set_up
	venv envs/shop
	vshim global envs/shop
	vshim trust envs
	python -c pass
	find . -mindepth 1 -path ./envs -prune -o -type d -name shims -prune -print -o \
		! -type d -print | sed 's|^./.local/share/vshim/\([^/]*\).*|\1|' | sort -u >../kept
	sed -n 's|^\.It Pa .VSHIM_ROOT/\([a-z]*\)/\{0,1\}$|\1|p' \
		"$repository/man/vshim-shims.7" >../named
	grep -qx global ../kept
	run grep -vxFf ../named ../kept
	[ -z "$output" ]
}

@test "the keys of JSON in vshim(1) are those that vshim prints, in the same order" {
	set_up
	venv shop/.venv
	cd shop
	python -c pass
	for command in 'which --json --explain python' 'list --json --size' 'doctor --json'; do
		awk -v begin=".Ql vshim ${command%% *} --json" '
			$0 == begin { on = 1 }
			on && /^\.El/ { exit }
			on && /^\.It Ic/ { print $3; if ($4 == ",") print $5 }' "$repository/man/vshim.1" >manual
		# shellcheck disable=SC2086 # a command and its options
		vshim $command | "$system_python" -c '
import json, sys
print(*json.loads(sys.stdin.readline()), sep="\n")' >program
		diff -u program manual
	done
}

@test "the words for health in vshim-shims(7) are those that vshim has, in the same order" {
	awk '
		/^\.Sh/ { on = $2 == "BROKEN" }
		on && /^\.It Ic/ { print $3; if ($4 == ",") print $5 }' \
		"$repository/man/vshim-shims.7" >manual
	sed -n 's/^\t\[HEALTH_[A-Z0-9_]*\] = "\([a-z0-9-]*\)",$/\1/p' \
		"$repository/src/host/environments/health.c" | grep -vx ok >program
	[ -s program ]
	diff -u program manual
}

@test "the checks in vshim(1) are those that doctor makes, in the same order" {
	set_up
	awk '
		/^\.Sh/ { on = $2 == "CHECKS" }
		on && /^\.It Ic/ { print $3; if ($4 == ",") print $5 }' \
		"$repository/man/vshim.1" >manual
	(vshim doctor --json || true) | sed 's/{"check": "\([a-z-]*\)".*/\1/' | uniq >program
	diff -u program manual
}

@test "the settings in the example of vshim-config(5) are accepted, all of them" {
	mkdir -p .config/vshim
	awk '/^\.Bd/ { on = 1; n++; next } /^\.Ed/ { on = 0 } on { print >"example" n }' \
		"$repository/man/vshim-config.5"
	for example in example*; do
		cp "$example" .config/vshim/config.ini
		vshim which python
	done
	cp example1 .config/vshim/config.ini
	while read -r key; do
		grep -q "^$key = " .config/vshim/config.ini
	done < <(sed -n 's/^\.It Ic \([a-z-]*\) .*/\1/p' "$repository/man/vshim-config.5")
}

@test "the message quoted in vshim-config(5) is what vshim says" {
	mkdir -p .config/vshim
	printf '[search]\nceilings = /net\n' >.config/vshim/config.ini
	run vshim which python
	[ "$status" -eq 125 ]
	grep -Fx ".Dl $(as_written <<<"${lines[0]}")" "$repository/man/vshim-config.5"
}

@test "vshim-config(5) describes the settings that vshim knows" {
	sed -n 's/^\.Ss The \([a-z]*\) section/\1/p; s/^\.It Ic \([a-z-]*\) .*/\1/p' \
		"$repository/man/vshim-config.5" |
		awk '/^(search|trust|pip|envs)$/ { section = $1; next } { print section "." $1 }' |
		sort >manual
	sed -n 's/^\t{"\([a-z]*\)", "\([a-z-]*\)", parse_.*/\1.\2/p' \
		"$repository/src/host/kept/config.c" | sort >program
	[ -s program ]
	diff -u program manual
}
