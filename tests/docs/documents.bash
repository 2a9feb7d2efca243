# What the tests of the documents share: the world as the documents show it, and what help,
# manual and README say of the commands.
# shellcheck shell=bash
#
#	load ../helpers
#	load documents

: "${repository:?}" "${VSHIM_PREFIX:?}"

# A private world in which the user is called ada and vshim was installed.
adas_world_make()
{
	world_make
	export HOME=${world:?}/home/ada PATH=$VSHIM_PREFIX/bin:/usr/local/bin:/usr/bin:/bin
	mkdir "$HOME"
	cd "$HOME" || return
}

# What the line in the rc file does.
set_up()
{
	eval "$(vshim init bash)"
}

# Standard input, in which this world's paths become those of the documents.
as_written()
{
	sed "s|$world||g"
}

commands_of_help()
{
	vshim --help | awk '
		/^commands:/ { on = 1; next }
		on && NF == 0 { exit }
		on { print $1 }'
}

# The options of the command $1; those that every command has are left out, here and below.
options_of_help()
{
	vshim help "$1" | awk '
		/^options:/ { on = 1; next }
		on && NF == 0 { exit }
		on {
			for (i = 1; $i ~ /^-/; i++) {
				sub(/[,=].*/, "", $i)
				print $i
			}
		}' | grep -vx -e -h -e --help | sort
}

# `COMMAND` or `COMMAND OPTION`, one a line, as vshim(1) describes them in its list of commands.
surface_of_manual()
{
	awk '
		/^\.S[hs] / { on = $2 == "Commands" }
		on && /^\.It Cm/ { command = $3; print command }
		on && /^\.It Fl/ {
			for (i = 2; i < NF; i++)
				if ($i == "Fl")
					print command, "-" $(i + 1)
		}' "$repository/man/vshim.1"
}

# The same by the synopsis of vshim(1), which leaves long names of short options out.
surface_of_synopsis()
{
	awk '
		/^\.S[hs] / { on = $2 == "SYNOPSIS" }
		on && /^\.Nm/ { command = "" }
		on && /^\.Cm/ { command = $2; print command }
		on && command != "" {
			for (i = 1; i < NF; i++)
				if ($i == "Fl" && $(i + 1) != "-")
					print command, "-" $(i + 1)
		}' "$repository/man/vshim.1"
}

commands_of_readme()
{
	sed -n 's/^| `vshim \([a-z]*\).*/\1/p' "$repository/README.md"
}

# The lines inside the blocks of language $2 in the Markdown file $1.
blocks()
{
	awk -v fence='```' -v language="$2" '
		$0 == fence language { on = 1; next }
		index($0, fence) == 1 { on = 0 }
		on' "$1"
}

# The commands in the examples of the manual page $1: lines that a `$` introduces.
examples_of_manual()
{
	sed -n 's/^\(\.Dl \)\{0,1\}\$ //p' "$1" | sed 's/\\(dq/"/g'
}

# Plays the commands of a transcript on standard input: prints each behind its `$` and what it
# prints. Stops at the first that fails.
play()
{
	local line

	while IFS= read -r line <&3; do
		case $line in
		'$ '*)
			printf '%s\n' "$line"
			eval "${line#'$ '}" 2>&1 || return
			;;
		esac
	done 3<&0
}
