# vshim for every user of this machine, if that is wanted: an administrator makes a link,
#
#	ln -s /usr/libexec/vshim/profile.fish /etc/fish/conf.d/vshim.fish
#
# Accounts without a home of their own are left alone.
if test -w "$HOME"; and command -q vshim
    vshim init fish | source
end
