# What `vshim init nu` prints, for a file that config.nu sources; nu 0.108 and later.
#part path
# Slashes at its end make no other directory of an entry.
$env.PATH = (
	$env.PATH? | default --empty [/usr/local/bin /usr/bin /bin] | split row (char esep)
	| where {|entry| ($entry | str trim --right --char '/') != @SHIMS@ }
	| prepend @SHIMS@
)
#end
#part function
@complete "nu-complete vshim"
def --env --wrapped vshim [...words] {
	if ($words.0? != shell or $words.1? in [null -h --help]) {
		^@VSHIM@ ...$words
	} else {
		let value = (^@VSHIM@ shell --print ...($words | skip 1))
		if ($value | is-empty) {
			hide-env --ignore-errors VSHIM_ENV
		} else {
			$env.VSHIM_ENV = $value
		}
	}
}
#end
#part command-not-found
# The hook is not told the arguments: it can only see to it that there is a shim the next time.
do --env {
	let before = $env.config.hooks.command_not_found?
	if (($before | describe) != closure or not (view source $before | str contains _vshim)) {
		$env.config.hooks.command_not_found = {|_vshim|
			if (^@VSHIM@ which --inside -- $_vshim | complete).exit_code == 0 {
				^@VSHIM@ exec -- true | complete | ignore
				^@VSHIM@ rehash | complete | ignore
				$"($_vshim) is a command of the environment here; it has a shim now: run it again"
			} else if ($before | describe) == closure {
				do $before $_vshim
			}
		}
	}
}
#end
#part prompt
def _vshim-name [] {
	let activated = $env.VIRTUAL_ENV? | default ''
	let shown = $env.VIRTUAL_PREFIX? | default --empty $env.VIRTUAL_PROMPT? | default ''
	if ($shown != '' and ($env.VSHIM_ENV? | default --empty $activated) == $activated) {
		# activate has put the name there itself.
		return ''
	}
	^@PROMPT@ | complete | get stdout
}
$env.config.hooks.pre_prompt = ($env.config.hooks.pre_prompt? | default [] | where {|hook|
	($hook | describe) != closure or not (view source $hook | str contains _vshim-name)
} | append {||
	# Whoever sets PROMPT_COMMAND after us gets the name in it all the same.
	let theme = $env.PROMPT_COMMAND? | default ''
	if (($theme | describe) != closure or not (view source $theme | str contains _vshim-name)) {
		$env.PROMPT_COMMAND = {||
			let text = if ($theme | describe) == closure { do $theme } else { $theme }
			# In the first line that shows something, whatever colours come before.
			let lead = $text | parse --regex '^(?<lead>(?:(?:\x1b\[[0-9;]*m)*\n)*)' | get lead.0
			$"($lead)(_vshim-name)($text | str substring ($lead | str length)..)"
		}
	}
})
#end
