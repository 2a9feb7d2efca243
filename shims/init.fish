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
#part command-not-found
if not functions --query _vshim_not_found
	if functions --query fish_command_not_found
		functions --copy fish_command_not_found _vshim_not_found
	else
		function _vshim_not_found
			__fish_default_command_not_found_handler $argv
		end
	end
end
function fish_command_not_found
	if @VSHIM@ which --inside -- $argv[1] >/dev/null 2>&1
		@VSHIM@ exec -- $argv
	else
		_vshim_not_found $argv
	end
end
#end
#part prompt
if status is-interactive
	function _vshim_prompt --on-event fish_prompt
		if not functions --query _old_fish_prompt
			set -g _vshim_name (@PROMPT@ 2>/dev/null)
			# Whoever defines a prompt after us gets the name in it all the same.
			functions fish_prompt | string match --quiet '*_vshim_theme_prompt*'; and return
			functions --query _vshim_theme_prompt; and functions --erase _vshim_theme_prompt
			functions --copy fish_prompt _vshim_theme_prompt
			function fish_prompt
				# First, as it may show the status.
				set -l theme (_vshim_theme_prompt | string collect --no-trim-newlines)
				set -l name (string replace --all --regex '[\\\\$]' '\\\\$0' -- "$_vshim_name")
				# In the first line that shows something, whatever colours come before.
				set -l lead '^(?:(?:\e\[[0-9;]*m|\e\(B|\x0f)*\n)*'
				printf '%s' (string replace --regex $lead '$0'"$name" -- "$theme" | string collect)
			end
		else if contains -- "$VSHIM_ENV" '' "$VIRTUAL_ENV"
			# activate has put the name there itself.
			set -g _vshim_name
		else
			set -g _vshim_name (@PROMPT@ 2>/dev/null)
		end
	end
end
#end
