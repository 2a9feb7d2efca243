#!/usr/bin/env bats
# The chapters of vshim-migrate(7): what they tell people to type leads where they say.

load ../helpers
load tools

page=$repository/man/vshim-migrate.7

setup() {
	world_make
	export PIP_CONFIG_FILE=/dev/null PIP_NO_INDEX=1 PIP_FIND_LINKS=/usr/share/python-wheels
	show_prefix='import sys; print(sys.prefix)'
	mkdir "$HOME/shop"
	cd "$HOME/shop" || return
	"$vshim" rehash >/dev/null
	PATH=$shims:$VSHIM_PREFIX/bin:$PATH
}

# commands TITLE: what stands behind a `$` in the section.
commands() {
	awk -v title="$1" '
		/^\.Sh / { on = $0 == ".Sh " title }
		on && sub(/^(\.Dl )?\$ /, "")' "$page"
}

# text TITLE N: the Nth display of the section.
text() {
	awk -v title="$1" -v n="$2" '
		/^\.Sh / { on = $0 == ".Sh " title }
		on && /^\.Bd/ { i++; next }
		/^\.Ed/ { if (on && i == n) exit; next }
		on && i == n' "$page"
}

# typed: standard input, by a bash; its output is that of the last command.
typed() {
	cat >"$world/typed"
	[ -s "$world/typed" ] || fail "there is nothing to type" || return
	run bash -e "$world/typed"
	assert_success
}

# assert_shop_has DIR: python, pip and where they are, in the project and in it alone.
assert_shop_has() {
	assert_equal "${lines[-1]}" "$1/bin/python" || return
	run python -c "$show_prefix"
	assert_output "$1" || return
	run env -C "$HOME" python3 -c "$show_prefix"
	assert_output /usr
}

@test "from pyenv-virtualenv" {
	venv "$HOME/.pyenv/versions/shop"
	echo shop >.python-version
	typed < <(commands PYENV-VIRTUALENV)
	assert_shop_has "$HOME/.pyenv/versions/shop"
}

@test "from direnv's layouts" {
	echo 'layout python3' >.envrc
	direnv allow
	direnv exec . true
	typed < <(commands DIRENV)
	assert_shop_has "$PWD/$(echo .direnv/python-3*)"
}

@test "from virtualenvwrapper" {
	virtualenv -q --no-seed --python "$system_python" "$HOME/.virtualenvs/shop"
	virtualenv -q --no-seed --python "$system_python" "$HOME/.virtualenvs/mill"
	mkdir "$HOME/the mill"
	typed < <(commands VIRTUALENVWRAPPER | head -n 2)
	assert_shop_has "$HOME/.virtualenvs/shop"
	"$vshim" local --unset
	# As setvirtualenvproject writes it.
	echo "$PWD" >"$HOME/.virtualenvs/shop/.project"
	echo "$HOME/the mill" >"$HOME/.virtualenvs/mill/.project"
	typed < <(commands VIRTUALENVWRAPPER | tail -n 1)
	run python -c "$show_prefix"
	assert_output "$HOME/.virtualenvs/shop"
	run env -C "$HOME/the mill" python -c "$show_prefix"
	assert_output "$HOME/.virtualenvs/mill"
}

@test "from Pipenv" {
	pipenv --python "$system_python"
	typed < <(commands PIPENV)
	assert_shop_has "$(pipenv --venv)"
}

@test "from Poetry, with the environment in the project or in Poetry's own place" {
	printf '%s\n' '[tool.poetry]' 'name = "shop"' 'version = "1"' 'description = ""' \
		'authors = ["a <a@example.org>"]' '[tool.poetry.dependencies]' 'python = "^3.8"' >pyproject.toml
	poetry env use "$system_python"
	local central
	central=$(poetry env info --path)
	typed < <(commands POETRY | tail -n 2)
	assert_shop_has "$central"
	assert_exists .venv
	"$vshim" local --unset
	rm -r "$central"
	typed < <(commands POETRY | head -n 2)
	run python -c "$show_prefix"
	assert_output "$PWD/.venv"
}

@test "Visual Studio Code, which asks the shim in the folder for its interpreter" {
	venv .venv
	local interpreter
	# shellcheck disable=SC2016 # the editor's to expand
	interpreter=$(text "VISUAL STUDIO CODE" 1 | sed 's/^/{/; 1!s/^{//; $s/$/}/' |
		"$system_python" -c 'import json, os, sys
print(json.load(sys.stdin)["python.defaultInterpreterPath"].replace("${env:HOME}", os.environ["HOME"]))')
	assert_equal "$interpreter" "$shims/python"
	local question='import json, sys; print(json.dumps([sys.executable, sys.prefix]))'
	run "$interpreter" -I -c "$question"
	assert_output "[\"$PWD/.venv/bin/python\", \"$PWD/.venv\"]"
	cd "$HOME"
	run "$interpreter" -I -c "$question"
	assert_output '["/usr/bin/python3", "/usr"]'
}

@test "PyCharm is told the environment's interpreter" {
	venv .venv
	typed < <(commands PYCHARM)
	assert_shop_has "$PWD/.venv"
}

@test "Emacs runs what belongs to the directory of a buffer" {
	venv .venv
	command_make .venv/bin/pylsp "echo \"server in \$VIRTUAL_ENV\""
	text EMACS 1 >"$world/init.el"
	text EMACS 2 >>"$world/init.el"
	cat >>"$world/init.el" <<-'END'
		(dolist (directory (list "~/shop/" "~/"))
		  (let ((default-directory (expand-file-name directory)))
		    (with-temp-buffer
		      (process-file python-shell-interpreter nil t nil "-c" "import sys; print(sys.prefix)")
		      (princ (buffer-string)))
		    (princ (shell-command-to-string "python3 -c 'import sys; print(sys.prefix)'"))))
	END
	cd /
	run env PATH=/usr/bin:/bin emacs --batch -Q -l "$world/init.el"
	assert_success
	assert_output "$HOME/shop/.venv"$'\n'"$HOME/shop/.venv"$'\n'/usr$'\n'/usr
	run env -C "$HOME/shop" "$vshim" exec pylsp
	assert_output "server in $HOME/shop/.venv"
}

@test "Vim runs what belongs to the directory of the file" {
	venv .venv
	: >file.py
	: >"$HOME/other.py"
	{
		text VIM 1
		text VIM 2
		# The directory follows only once Vim has started.
		echo "autocmd VimEnter * edit $HOME/shop/file.py | execute '!python3 $world/tell.py' |" \
			"edit $HOME/other.py | execute '!python3 $world/tell.py' | qall!"
	} >"$world/vimrc"
	cd /
	printf '%s\n' 'import sys' "open('$world/told', 'a').write(sys.prefix + '\\n')" >"$world/tell.py"
	run env PATH=/usr/bin:/bin vim -Es -u "$world/vimrc" </dev/null
	assert_equal "$(cat "$world/told")" "$HOME/shop/.venv"$'\n'/usr
}
