#!/usr/bin/env bats
# shellcheck disable=SC1091,SC2016 # what is sourced is made here; some quotes are another shell's
#
# Every way in which an environment breaks is told from the others, and the command that comes
# with it, run by the user whose shims are on PATH, mends the environment and keeps its packages.

load helper

# All of them made once: to be copied.
setup_file() {
	"$system_python" -m venv "$BATS_FILE_TMPDIR/venv"
	virtualenv -q --python "$system_python" "$BATS_FILE_TMPDIR/virtualenv"
	for maker in venv virtualenv; do
		echo 'print("packages are there")' \
			>"$(echo "$BATS_FILE_TMPDIR/$maker"/lib/python*/site-packages)/kept.py"
	done
}

setup() {
	project_world
	version=$("$system_python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
	PATH=$PATH:$VSHIM_PREFIX/bin
}

# made_by MAKER: .venv, made by it, known, in its place.
made_by() {
	rm -rf .venv
	cp -a "$BATS_FILE_TMPDIR/$1" .venv
	find .venv/bin -type f -exec sed -i "s|$BATS_FILE_TMPDIR/$1|$PWD/.venv|g" {} +
	python -c ''
}

# look [DIR]: what list says of the environment, .venv by default: $health, $reason, $remedy.
look() {
	local path=${1-$PWD/.venv}
	run "$vshim" list --json
	assert_success || return
	health=$(of "$path" health) reason=$(of "$path" reason) remedy=$(of "$path" remedy)
}

of() { # PATH KEY
	json 'next((e["'"$2"'"] or "" for e in l if e["path"] == """'"$1"'"""), "not listed")'
}

# assert_told HEALTH [REASON]
assert_told() {
	look
	[ "$health" = "$1" ] || fail "expected: $1" "told: $health: $reason" || return
	[[ $reason == *"${2-}"* ]] || fail "expected: $2" "told: $reason"
}

# assert_mended [lost]: does what the remedy says, in a shell that has the shims on PATH; the
# packages are there afterwards, or the remedy has to lose them.
assert_mended() {
	[ -n "$remedy" ] || fail "no remedy for: $health" || return
	eval "$remedy" >"$world/log" 2>&1 || fail "the remedy failed: $remedy" "$(cat "$world/log")" || return
	look
	[ "$health" = ok ] || fail "not mended by: $remedy" "$health: $reason" || return
	assert_equal "$(prefix_of)" "$PWD/.venv" || return
	if [ "${1-}" = lost ]; then
		run ! python -c 'import kept'
	else
		assert_equal "$(python -c 'import kept')" "packages are there"
	fi
}

# The states that a venv and a virtualenv are mended of in the same way: what breaks it, what is
# told.
breakages() {
	cat <<-END
		rm .venv/bin/python*|no-interpreter
		ln -sf /opt/gone/python .venv/bin/python|dangling
		ln -sf python .venv/bin/python|dangling
		ln -sf /usr/bin/python9.9 .venv/bin/python|base-upgraded
		rm .venv/bin/python; cp -L $system_python .venv/bin/python; chmod a-x .venv/bin/python|not-executable
		rm .venv/bin/python; echo x >.venv/bin/python|not-executable
		rm .venv/bin/python; mkdir .venv/bin/python|not-executable
		rm .venv/bin/python; printf '\\177ELF' >.venv/bin/python; chmod a+x .venv/bin/python|other-machine
		rm .venv/bin/python; cp -P $shims/python .venv/bin/python|is-shim
		rm -r .venv/bin|no-bin
		: >.venv/pyvenv.cfg|pyvenv-empty
		sed -i '/^home/d' .venv/pyvenv.cfg|pyvenv-without-home
		printf 'x = \\377\\n' >>.venv/pyvenv.cfg|pyvenv-not-utf8
		rm .venv/bin/activate|half-made
		rm .venv/bin/*|half-made
	END
}

assert_all_mended() {
	local break expected
	while IFS='|' read -r break expected <&3; do
		made_by "$1"
		assert_told ok
		eval "$break"
		assert_told "$expected" || fail "after: $break" || return
		assert_mended || fail "after: $break" || return
	done 3< <(breakages)
}

@test "venv: each breakage is told and mended" {
	assert_all_mended venv
}

@test "virtualenv: each breakage is told and mended" {
	assert_all_mended virtualenv
}

@test "a pyvenv.cfg that is too large for the Python" {
	made_by venv
	head -c 40000 /dev/zero | tr '\0' x >>.venv/pyvenv.cfg
	run ! python -c ''
	assert_told pyvenv-too-large "larger than 32 KB"
	assert_mended
}

@test "moved, and copied" {
	local maker
	for maker in venv virtualenv; do
		made_by "$maker"
		mkdir "$world/$maker"
		mv .venv "$world/$maker/"
		cd "$world/$maker" || return
		python -c ''
		assert_told moved
		assert_mended
		(. .venv/bin/activate && assert_equal "$VIRTUAL_ENV" "$PWD/.venv")
		[[ "$(head -n 1 .venv/bin/pip)" == "#!$PWD/.venv/bin/python"* ]]
		.venv/bin/pip --version
		cd "$world/project" || return
	done
	made_by venv
	cp -a .venv "$world/copy"
	VSHIM_ENV=$world/copy python -c ''
	look "$world/copy"
	assert_equal "$health" moved
}

@test "moved to a place that has to be quoted" {
	made_by venv
	mkdir "$world/it's a place"
	mv .venv "$world/it's a place/"
	cd "$world/it's a place" || return
	python -c ''
	assert_told moved
	assert_mended
	(. .venv/bin/activate && assert_equal "$VIRTUAL_ENV" "$PWD/.venv")
}

@test "made on Windows: made anew" {
	made_by venv
	mv .venv/bin .venv/Scripts
	assert_told made-on-windows
	assert_mended lost
}

@test "the Python of pyenv was taken away, and another patch release is there" {
	local versions=$HOME/.pyenv/versions
	mkdir -p "$versions/$version.1/bin"
	cp "$(realpath "$system_python")" "$versions/$version.1/bin/python$version"
	made_by venv
	sed -i "s|^home.*|home = $versions/$version.1/bin|" .venv/pyvenv.cfg
	ln -sf "$versions/$version.1/bin/python$version" .venv/bin/python3
	assert_told ok
	mv "$versions/$version.1" "$versions/$version.4"
	assert_told base-upgraded "it was upgraded to $versions/$version.4/bin/python$version"
	assert_mended
	rm -r "$versions"
	assert_told base-gone "that Python was taken away"
	assert_mended
}

@test "the system was upgraded: another Python is behind the same link" {
	made_by venv
	sed -i "s/^version = .*/version = 3.4.1/" .venv/pyvenv.cfg
	assert_told base-upgraded "it was made with Python 3.4, but $PWD/.venv/bin/python is Python $version now"
	assert_mended lost
}

@test "the Python of the system was taken away in an upgrade" {
	mkdir "$world/usr"
	cp "$(realpath "$system_python")" "$world/usr/python$version"
	ln -s "python$version" "$world/usr/python3"
	made_by venv
	sed -i -e "s/^version = .*/version = 3.4.1/" -e "s|^home = .*|home = $world/usr|" .venv/pyvenv.cfg
	ln -sf "$world/usr/python3.4" .venv/bin/python3
	assert_told base-upgraded "it was upgraded to $world/usr/python3"
	assert_mended lost
}

@test "what the environment was made with stays" {
	"$system_python" -m venv --without-pip --system-site-packages --prompt "it's mine" .venv
	python -c ''
	ln -sf /opt/gone/python .venv/bin/python
	assert_told dangling
	eval "$remedy"
	assert_told ok
	run "$vshim" prompt
	assert_output "(it's mine) "
	grep -q 'include-system-site-packages = true' .venv/pyvenv.cfg
}

@test "on a mount that is gone: known all the same, and mounted by the remedy" {
	# A namespace of mounts of its own, in which /etc/fstab is this test's.
	local as_root=()
	[ "$(id -u)" -eq 0 ] || as_root=(--map-root-user)
	echo "none $world/disk tmpfs rw 0 0" >"$world/fstab"
	mkdir "$world/disk"
	export vshim world shims system_python
	unshare "${as_root[@]}" --mount bash -euc '
		mount --bind "$world/fstab" /etc/fstab
		mount -t tmpfs none "$world/disk"
		"$system_python" -m venv --without-pip "$world/disk/e"
		VSHIM_ENV=$world/disk/e python -c ""
		umount "$world/disk"
		"$vshim" rehash
		"$vshim" list --json >"$world/gone"
		mount "$world/disk"
		"$system_python" -m venv --without-pip "$world/disk/e"
		"$vshim" list --json >"$world/there"'
	run cat "$world/gone"
	assert_equal "$(json 'o["health"], o["remedy"]')" "('mount-gone', 'mount $world/disk')"
	run cat "$world/there"
	assert_equal "$(json 'o["health"]')" ok
}

@test "uv: the command keeps the packages" {
	made_by venv
	echo 'uv = 0.9.1' >>.venv/pyvenv.cfg
	ln -sf /opt/gone/python .venv/bin/python
	assert_told dangling
	assert_equal "$remedy" "rm -f $PWD/.venv/bin/python $PWD/.venv/bin/python3 $PWD/.venv/bin/python$version && \
uv venv --allow-existing --python /usr/bin/python$version $PWD/.venv"
}

@test "Poetry" {
	cat >pyproject.toml <<-END
		[tool.poetry]
		name = "app"
		version = "0.1.0"
		description = ""
		authors = []
		packages = [{ include = "app.py" }]
		[tool.poetry.dependencies]
		python = ">=3.9"
		[build-system]
		requires = ["poetry-core"]
		build-backend = "poetry.core.masonry.api"
	END
	touch app.py
	poetry -q env use "$system_python"
	environment=$(echo "$HOME"/.cache/pypoetry/virtualenvs/app-*)
	VSHIM_ENV=$environment python -c ''
	ln -sf /opt/gone/python "$environment/bin/python"
	look "$environment"
	assert_equal "$health" dangling
	[[ $remedy == "poetry env remove "* ]]
	eval "$remedy" >"$world/log" 2>&1 || fail "$(cat "$world/log")"
	look "$environment"
	assert_equal "$health" ok
	VSHIM_ENV=$environment run prefix_of
	assert_output "$environment"
}

@test "Pipenv" {
	printf '[packages]\n' >Pipfile
	export PIPENV_NOSPIN=1 PIPENV_YES=1
	pipenv install --python "$system_python" >"$world/log" 2>&1 || fail "$(cat "$world/log")"
	environment=$(echo "$HOME"/.local/share/virtualenvs/project-*)
	VSHIM_ENV=$environment python -c ''
	ln -sf /opt/gone/python "$environment/bin/python"
	look "$environment"
	assert_equal "$health" dangling
	[[ $remedy == "cd $PWD && pipenv --rm"* ]]
	(cd / && eval "$remedy") >"$world/log" 2>&1 || fail "$(cat "$world/log")"
	look "$environment"
	assert_equal "$health" ok
	VSHIM_ENV=$environment run prefix_of
	assert_output "$environment"
}
