# Completion of vshim for nu. `vshim init nu` prints it together with the function that asks it.
# What is not its business it answers with null: nu completes files then.
#part function
def "nu-complete vshim table" [section: string, ...words: string] {
	^@VSHIM@ ...$words | complete | get stdout | lines
	| skip until {|line| $line == $"($section):" } | skip 1 | take until {|line| $line == '' }
}
def "nu-complete vshim options" [...words: string] {
	nu-complete vshim table options ...$words
	| parse --regex '^ +(?:(?<letter>-\w), )?(?<name>--[\w-]+)\S* +(?<description>.*)$'
	| each {|row|
		[$row.letter $row.name] | where {|name| $name | is-not-empty }
		| each {|name| {value: $name, description: $row.description} }
	} | flatten
}
def "nu-complete vshim commands" [] {
	nu-complete vshim table commands '--help'
	| parse --regex '^ +(?<value>\S+) +(?<description>.*)$'
}
def "nu-complete vshim environments" [] {
	^@VSHIM@ list --json | complete | get stdout | lines
	| each {|line| $line | from json | {value: $in.name, description: $in.path} }
}
def "nu-complete vshim files" [directory: string, description: string] {
	try { ls --short-names $directory } catch { [] } | where type != dir
	| each {|file| {value: $file.name, description: $description} }
}
def "nu-complete vshim names" [] {
	let program = (^@VSHIM@ which --inside python | complete | get stdout | str trim)
	let own = if $program == '' { [] } else {
		nu-complete vshim files ($program | path dirname) ($program | path dirname)
	}
	nu-complete vshim files @SHIMS@ shim | append $own | uniq-by value
}
def "nu-complete vshim" [spans: list<string>] {
	let word = $spans | last
	let command = if ($spans | length) > 2 { $spans.1 } else { '' }
	let before = $spans | skip 2 | drop 1
	let operands = $before | where {|text| not ($text | str starts-with '-') } | length
	let offered = if $command == '' {
		nu-complete vshim commands | append (nu-complete vshim options '--help')
	} else if $command == exec and ($before | last | default '') in [-e --env] {
		nu-complete vshim environments | append {value: system, description: 'no environment'}
	} else if $command == exec and $operands > 0 and $before.0? not-in [-e --env] {
		null
	} else if ($word | str starts-with '-') {
		nu-complete vshim options help $command
	} else {
		match $command {
			help => (nu-complete vshim commands)
			init => ([bash elvish fish nu sh tcsh xonsh zsh] | each {|name| {value: $name} })
			shell | local | global => (nu-complete vshim environments)
			exec | which => (nu-complete vshim names)
			whence => (nu-complete vshim files @SHIMS@ shim)
			_ => null
		}
	}
	if $offered == null {
		return null
	}
	let matching = $offered | where {|item| $item.value | str starts-with $word }
	if ($matching | is-empty) { null } else {
		$matching | each {|item|
			if $item.value =~ '^[\w./+-]+$' { $item } else { $item | update value {|row| $row.value | to nuon } }
		}
	}
}
#end
