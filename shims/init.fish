# What `vshim init fish` prints; fish 3.1 and later.
#part path
begin
	set -l shims @SHIMS@
	set -l pattern '^'(string escape --style=regex -- $shims)'/*\z'
	set -q PATH[1]; or set PATH /usr/local/bin /usr/bin /bin
	set -l kept
	set -l entry
	for entry in $PATH
		# Slashes at its end make no other directory of it.
		string match --quiet --regex -- $pattern $entry; or set -a kept $entry
	end
	set -gx PATH $shims $kept
end
#end
#part function
function vshim --description 'Python environments, chosen by directory'
	if test "$argv[1]" != shell; or contains -- "$argv[2]" '' -h --help
		@VSHIM@ $argv
		return
	end
	# Not split into lines: a path may hold newlines.
	set -l IFS
	set -l value (@VSHIM@ shell --print $argv[2..-1]); or return
	if test -n "$value"
		set -gx VSHIM_ENV $value
	else
		set -e VSHIM_ENV
	end
end
#end
