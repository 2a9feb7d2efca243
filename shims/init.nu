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
