# usage: zsh -f complete.zsh DIRECTORY [WORD...]
#
# Prints what zsh, with the completions in DIRECTORY, offers for the last WORD of `vshim WORD...`.
# The completion system answers only in a line editor: one on a pseudo-terminal, which reads
# this file again and whose compadd writes down what it is given.

setup_editor()
{
	fpath=($1 $fpath)
	offered=$2
	autoload -U compinit
	compinit -u -d ~/.zcompdump
	compadd()
	{
		local -a matches

		# What fills an array is not offered yet.
		if (( ! ${@[(I)-[OAD]*]} )); then
			builtin compadd -O matches "$@"
			(( $#matches )) && print -rl -- $matches >>$offered
		fi
		builtin compadd "$@"
	}
	offer()
	{
		_main_complete
		print -r -- 'the end of it'
	}
	zle -C offer complete-word offer
	bindkey '^X' offer
	print -r -- 'ready to go'
}

ask_editor()
{
	local directory=$1 offered=$(mktemp) reply

	shift
	zmodload zsh/zpty
	zpty editor "TERM=dumb exec zsh -f -i"
	zpty -w editor "source ${(q)script} --setup ${(q)directory} ${(q)offered}"
	zpty -r editor reply '*ready to go*'
	zpty -n -w editor "vshim ${(j: :)@}"$'\x18'
	zpty -r editor reply '*the end of it*'
	zpty -d editor
	sort -u $offered
	rm -f $offered
}

script=${(%):-%x}
if [[ $1 == --setup ]]; then
	setup_editor $2 $3
else
	ask_editor "$@"
fi
