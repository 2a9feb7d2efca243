# What the tests of the documents share: the installed tree, a world of one's own, and what
# each place says of vshim's commands.

repository=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
prefix=${VSHIM_PREFIX:-$repository/build/prefix}

# A home of one's own, in which the system's commands and vshim are all there is.
enter_world()
{
	local variable

	for variable in "${!VSHIM_@}" "${!XDG_@}" "${!VIRTUAL_ENV@}" PYTHONHOME PYTHONPATH; do
		unset "$variable"
	done
	export HOME=$BATS_TEST_TMPDIR/home/ada
	export PATH=$prefix/bin:/usr/bin:/bin
	mkdir -p "$HOME"
	cd "$HOME" || return
}

# What standard input says, in the words of a document: there HOME is /home/ada.
in_the_documents_words()
{
	sed "s|$BATS_TEST_TMPDIR||g"
}

# The commands, one a line, by vshim itself.
commands_of_help()
{
	vshim --help | awk '/^commands:/ { on = 1; next } on && !NF { exit } on { print $1 }'
}

# The options of the command $1, one a line, by vshim itself.
options_of_help()
{
	vshim help "$1" | awk '
		/^options:/ { on = 1; next }
		on && !NF { exit }
		on {
			for (i = 1; i <= NF && $i ~ /^-/; i++) {
				sub(/[,=].*/, "", $i)
				print $i
			}
		}'
}

commands_of_manual()
{
	awk '
		/^\.Sh/ { on = $2 == "DESCRIPTION" }
		on && /^\.It Cm/ { print $3 }
		on && after_open_item && /^\.Cm/ { print $2 }
		{ after_open_item = /^\.It Xo/ }' "$repository/man/vshim.1"
}

# The options of the command $1 by the manual; those of all commands are told once, there.
options_of_manual()
{
	awk -v wanted="$1" '
		/^\.Sh/ { on = $2 == "DESCRIPTION"; command = "" }
		on && /^\.It Cm/ { command = $3 }
		on && after_open_item && /^\.Cm/ { command = $2 }
		{ after_open_item = /^\.It Xo/ }
		on && command == wanted && /^\.It Fl/ {
			for (i = 2; i < NF; i++)
				if ($i == "Fl")
					print "-" $(i + 1)
		}
		/^\.El/ && command != "" && ++ends { }' "$repository/man/vshim.1"
	printf '%s\n' -h --help
}

# Each command of the synopsis with the options it names, in one line.
synopsis_of_manual()
{
	awk '
		/^\.Sh/ { on = $2 == "SYNOPSIS" }
		on && /^\.Nm/ && line != "" { print line }
		on && /^\.Nm/ { line = "" }
		on && /^\.(Cm|Op|Fl)/ {
			for (i = 1; i < NF; i++) {
				if ($i ~ /Cm$/)
					line = $(i + 1)
				if ($i ~ /Fl$/ && $(i + 1) != "-")
					line = line " -" $(i + 1)
			}
		}
		/^\.Sh DESCRIPTION/ { print line; exit }' "$repository/man/vshim.1"
}
