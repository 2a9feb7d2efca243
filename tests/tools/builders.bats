#!/usr/bin/env bats
# Tools that build, and look for a Python to do it with.

load ../helpers
load tools

setup() {
	tools_world
}

@test "make, its recipes, makes below it and what they find in PATH" {
	mkdir sub
	cat >Makefile <<-'END'
		.RECIPEPREFIX = >
		PREFIX := $(shell python3 -c 'import sys; print(sys.prefix)')
		all:
		> @echo $(PREFIX)
		> @python -c 'import sys; print(sys.prefix, *sys.argv)' "$(MAKEFLAGS)"
		> @pip --version
		> @$(MAKE) --no-print-directory -C sub
	END
	# shellcheck disable=SC2016
	printf 'all:\n\t@python -c "$$SHOW"\n' >sub/Makefile
	SHOW=$show_prefix assert_alike make
	assert_contains "$E" "$E/lib/"
	refute_contains /usr/lib
}

@test "CMake's FindPython: the shim, which is the environment's Python; the same by vshim exec" {
	cat >CMakeLists.txt <<-'END'
		cmake_minimum_required(VERSION 3.18)
		project(x NONE)
		find_package(Python3 COMPONENTS Interpreter REQUIRED)
		message(STATUS "found ${Python3_EXECUTABLE} ${Python3_VERSION}")
		execute_process(COMMAND ${Python3_EXECUTABLE} -c "import sys; print(sys.prefix)")
	END
	run activated cmake -S . -B build
	assert_line "-- found $E/bin/python3 $("$E/bin/python" -c 'import platform; print(platform.python_version())')"
	assert_line "$E"
	rm -r build
	run shimmed cmake -S . -B build
	assert_success
	assert_contains "-- found $shims/python3 "
	assert_line "$E"
	rm -r build
	run shimmed "$vshim" exec cmake -S . -B build
	assert_success
	assert_contains "-- found $E/bin/python3 "
	assert_line "$E"
}

@test "meson finds the environment's Python" {
	cat >meson.build <<-'END'
		project('x')
		prefix = 'import sys; print(sys.prefix)'
		module = import('python').find_installation('python3')
		message('module', run_command(module, '-c', prefix, check: true).stdout().strip())
		program = find_program('python3')
		message('program', run_command(program, '-c', prefix, check: true).stdout().strip())
	END
	messages() {
		rm -rf build
		meson setup build | grep Message
	}
	assert_alike messages
	assert_line "Message: module $E"
	assert_line "Message: program $E"
}

@test "node-gyp finds the environment's Python" {
	local finder
	for finder in /usr/lib/node_modules/npm/node_modules/node-gyp /usr/share/nodejs/node-gyp; do
		[ ! -e "$finder/lib/find-python.js" ] || break
	done
	cat >find.js <<-END
		const find = require('$finder/lib/find-python.js')
		const told = (error, path) => console.log(error ? 'error: ' + error.message : path)
		if (typeof find === 'function' && !find.findPython) find(null, told)
		else find.findPython(null).then(path => told(null, path), told)
	END
	assert_alike node find.js
	assert_output "$E/bin/python3"
}
