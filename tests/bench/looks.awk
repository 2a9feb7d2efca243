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

is_case && $1 ~ /^(stat|lstat|readlink|openat|execve)$/ { printf "%s(%s)\n", toupper($1), at($2) }
is_case && $1 ~ /^(getcwd|getpid|read|getdents64|close)$/ { print toupper($1) }
is_case { n++ }

END {
	if (!n) {
		print "looks.awk: no case " CASE > "/dev/stderr"
		exit 1
	}
}
