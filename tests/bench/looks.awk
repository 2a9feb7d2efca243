# The system calls of the case CASE in tests/gates/calls.txt, as looker.c takes them.
#
#	awk -v CASE=here -f looks.awk calls.txt

function at(path)
{
	return path ~ /^\// ? "\"" path "\"" : "AT(\"" path "\")"
}

/^[^\t]/ {
	is_case = $1 == CASE ":"
	next
}

# looker.c knows a call by its name, or does not compile.
is_case {
	n++
	print toupper($1) ($1 == "getcwd" || $2 == "" ? "" : "(" at($2) ")")
}

END {
	if (!n) {
		print "looks.awk: no case " CASE > "/dev/stderr"
		exit 1
	}
}
