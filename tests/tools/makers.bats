#!/usr/bin/env bats
# Tools that make environments, or run things in environments of their own.

load ../helpers
load tools

setup() {
	tools_world
}

# Where a new environment lies and what it was made from.
show_base='import sys; print(sys.prefix, sys.base_prefix)'

@test "venv and virtualenv make environments beside this one, not inside of it" {
	new_ones() {
		rm -rf "$HOME"/new-*
		python -m venv --without-pip "$HOME/new-1"
		virtualenv -q --no-seed "$HOME/new-2"
		virtualenv -q --no-seed -p python3 "$HOME/new-3"
		for n in 1 2 3; do
			"$HOME/new-$n/bin/python" -c "$show_base"
		done
	}
	assert_alike new_ones
	assert_output "$(printf '%s /usr\n' "$HOME"/new-{1,2,3})"
}

@test "an environment of virtualenv without pip has none, and says who made it" {
	virtualenv -q --no-pip --clear --python "$system_python" "$E"
	local name
	for name in pip pip3 pip-3.11; do
		run -127 --separate-stderr shimmed "$vshim" exec "$name" list
		assert_stderr "$E has no pip (made by virtualenv)" "$E/bin/python -m ensurepip"
	done
}

@test "tox runs what it tests in its own environments" {
	cat >tox.ini <<-'END'
		[tox]
		skipsdist = true
		envlist = py3
		[testenv]
		skip_install = true
		allowlist_externals = sh
		commands =
		    python -c "import sys; print(sys.prefix)"
		    sh -c "python3 -c 'import sys; print(sys.prefix)'"
		    pip --version
	END
	in_tox() {
		rm -rf .tox
		tox | grep -e "^/" -e "^pip "
	}
	assert_alike in_tox
	assert_equal "$(grep -cFx "$project/.tox/py3" <<<"$output")" 2
	assert_contains " from $project/.tox/py3/lib/"
}

@test "Pipenv: its environment is its own; vshim local finds it by the project's name" {
	mkdir "$HOME/shop"
	cd "$HOME/shop"
	PATH=$shims:$PATH
	run pipenv --python "$system_python"
	assert_success
	run pipenv --venv
	assert_success
	local environment=${lines[-1]}
	run pipenv run python -c "$show_prefix"
	assert_line "$environment"
	# From another project, too, Pipenv's python is Pipenv's.
	PIPENV_PIPFILE=$PWD/Pipfile run env -C "$project" pipenv run python3 -c "$show_prefix"
	assert_line "$environment"
	run "$vshim" local shop
	assert_success
	run python -c "$show_prefix"
	assert_output "$environment"
	run pip --version
	assert_contains " from $environment/lib/"
	run "$vshim" list
	assert_matches "shop +3\.[0-9.a-z]+ +Pipenv +ok +.*$environment"
	# And Pipenv goes on as before.
	run pipenv --venv
	assert_contains "$environment"
	rm -r "$environment"/bin/pip* "$environment"/lib/python*/site-packages/pip
	run -127 --separate-stderr pip install x
	assert_stderr "$environment has no pip (made by Pipenv)" "pipenv install"
}

# poetry_project DIR NAME
poetry_project() {
	mkdir "$1"
	cat >"$1/pyproject.toml" <<-END
		[tool.poetry]
		name = "$2"
		version = "1"
		description = ""
		authors = ["a <a@example.org>"]
		[tool.poetry.dependencies]
		python = "^3.8"
	END
	cd "$1" || return
	PATH=$shims:$PATH
}

@test "Poetry: its central environment; vshim local finds it by the project's name" {
	poetry_project "$HOME/shop" shop
	run poetry env use "$system_python"
	assert_success
	run poetry env info --path
	assert_success
	local environment=$output
	run poetry run python -c "$show_prefix"
	assert_output "$environment"
	run "$vshim" local shop
	assert_success
	assert_contains "note: Poetry does not read a .venv file"
	run python -c "$show_prefix"
	assert_output "$environment"
	run "$vshim" list
	assert_matches "shop-py3\.[0-9]+ +3\.[0-9.a-z]+ +Poetry +ok +.*$environment"
	rm -r "$environment"/bin/pip* "$environment"/lib/python*/site-packages/pip
	run -127 --separate-stderr pip install x
	assert_stderr "made by Poetry" "poetry add"
}

@test "Poetry with its environment in the project: nothing is to be told to vshim" {
	poetry_project "$HOME/shop" shop
	poetry config virtualenvs.in-project true
	poetry config virtualenvs.options.no-pip true
	run poetry env use "$system_python"
	assert_success
	run python -c "$show_prefix"
	assert_output "$PWD/.venv"
	run poetry run python -c "$show_prefix"
	assert_output "$PWD/.venv"
	run -127 --separate-stderr pip install x
	assert_stderr "$PWD/.venv has no pip (made by Poetry)" "poetry add"
}

@test "pre-commit runs hooks of the system in the environment" {
	git init -q .
	cat >.pre-commit-config.yaml <<-'END'
		repos:
		- repo: local
		  hooks:
		  - id: here
		    name: here
		    language: system
		    entry: python -c "import sys; print(sys.prefix)"
		    verbose: true
		    pass_filenames: false
		    always_run: true
	END
	hooks() {
		pre-commit run --all-files | grep -v '^- duration'
	}
	assert_alike hooks
	assert_line "$E"
	# As git starts it, by the file that pre-commit has written.
	shimmed pre-commit install >/dev/null
	run shimmed git -c user.name=a -c user.email=a@example.org commit --allow-empty -m empty
	assert_success
	assert_line "$E"
}

@test "pipx installs into environments of its own, whatever is selected" {
	"$system_python" "$BATS_TEST_DIRNAME/../cli/wheel.py" . greeting 1 greet
	run shimmed pipx install --pip-args=--no-index ./greeting-1-py2.py3-none-any.whl
	assert_success
	run shimmed "$HOME/.local/bin/greet" a
	assert_output "$HOME/.local/bin/greet|$HOME/.local/pipx/venvs/greeting|a"
	run "$E/bin/python" -c 'import greeting'
	assert_status 1
}
