# vshim for every user of this machine, if that is wanted: an administrator makes a link,
#
#	ln -s /usr/libexec/vshim/profile.sh /etc/profile.d/vshim.sh
#
# and login shells read it. Accounts without a home of their own are left alone, and so are shells
# that have the line in a start-up file of the user: what it defines is the same.
if [ -d "${HOME-}" ] && [ -w "${HOME-}" ] && command -v vshim >/dev/null 2>&1; then
	if [ -n "${BASH_VERSION-}" ]; then
		eval "$(vshim init bash)"
	elif [ -n "${ZSH_VERSION-}" ]; then
		eval "$(vshim init zsh)"
	else
		eval "$(vshim init sh)"
	fi
fi
