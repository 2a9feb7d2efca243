#!/usr/bin/env bats
# The packages that ./install.sh --package makes: made twice, far from each other, installed,
# upgraded, removed; unpacked elsewhere; built from.

load ../helpers

setup_file()
{
	export shelf stand_ins
	# Not below a directory of the tests: a user without rights must be able to come here.
	shelf=$(mktemp -d /tmp/vshim-packages.XXXXXX)
	source_copy "$shelf/here/vshim"
	source_copy "$shelf/a longer way/off"
	mkdir "$shelf/first" "$shelf/second"
	local pids=() pid
	makes "$shelf/here/vshim" "$shelf/first" deb tar arch brew &
	pids+=($!)
	makes "$shelf/a longer way/off" "$shelf/second" deb tar arch &
	pids+=($!)
	for pid in "${pids[@]}"; do
		wait "$pid"
	done
	debs=("$shelf"/first/vshim_*.deb)
	tars=("$shelf"/first/vshim-*-linux-*.tar.gz)
	export deb=${debs[0]} tar=${tars[0]}
	version=$(sed -n "s/^  version: '\(.*\)',\$/\1/p" "$repository/meson.build")
	export version
}

teardown_file()
{
	rm -rf "$shelf"
}

setup()
{
	world_make
}

# source_copy DIRECTORY: what would be in a checkout of this tree.
source_copy()
{
	mkdir -p "$1"
	(cd "$repository" && cp -R --parents .packaging .clang-format .ci CHANGELOG.md CONTRIBUTING.md LICENSE \
		README.md include install.sh man meson.build meson_options.txt shims src tests "$1")
}

# makes SOURCE DIRECTORY KIND…
makes()
{
	local source=$1 kind
	cd "$2" || return
	shift 2
	for kind; do
		SOURCE_DATE_EPOCH=1700000000 DEBFULLNAME='Ada & Co' DEBEMAIL=ada@example.org "$source/install.sh" --no-packages --package "$kind" ||
			return
	done
}

# on_machine: runs the script on standard input as root, on a machine with the package at /shared.
on_machine()
{
	mkdir shared
	cp "$deb" shared/vshim.deb
	cat - >shared/script
	run "$BATS_TEST_DIRNAME/machine.sh" shared bash -eu /shared/script
}

@test "the same source makes the same packages, wherever and whenever" {
	local package packages=("$shelf"/second/*)
	[ "${#packages[@]}" -eq 4 ]
	for package in "${packages[@]}"; do
		cmp "$package" "$shelf/first/${package##*/}"
	done
}

@test "what is in a package names nothing of the machine that built it" {
	dpkg-deb -R "$deb" deb
	mkdir tar
	tar -C tar -xzf "$tar"
	run grep -rlF "$shelf" deb tar
	assert_output ''
}

@test "the .deb names the maintainer that Debian's tools would" {
	run dpkg-deb -f "$deb" Maintainer
	assert_output 'Ada & Co <ada@example.org>'
	run bash -c "dpkg-deb --fsys-tarfile '$deb' |
		tar -xO ./usr/share/doc/vshim/changelog.Debian.gz | gzip -d"
	assert_contains ' -- Ada & Co <ada@example.org>  Tue, 14 Nov 2023 22:13:20 +0000'
}

@test "lintian has nothing to say of the .deb" {
	run lintian --allow-root --fail-on error,warning "$deb"
	assert_success
	assert_output ''
}

@test "the .deb: installed, nothing is set up; one line does that, for the user" {
	on_machine <<-'END'
		dpkg -i /shared/vshim.deb >/dev/null
		ldconfig -p | grep -o 'libvshim.so.1 '
		man -w vshim vshim-shims 3 vshim 2>/dev/null || true
		mkdir -p /home/ada/shop && cd /home/ada/shop
		python3 -m venv --without-pip .venv
		export HOME=/home/ada SHELL=/bin/bash
		bash -lc 'type python3'
		echo 'eval "$(vshim init bash)"' >/home/ada/.bashrc
		bash -ic 'python3 -c "import sys; print(sys.prefix)"' 2>/dev/null
		pkg-config --cflags --libs vshim
	END
	assert_success
	assert_contains 'libvshim.so.1' 'python3 is /usr/bin/python3' '-lvshim'
	assert_line /home/ada/shop/.venv
}

@test "the .deb: set up for everybody by an administrator, in bash, dash and fish" {
	on_machine <<-'END'
		dpkg -i /shared/vshim.deb >/dev/null
		ln -s /usr/libexec/vshim/profile.sh /etc/profile.d/vshim.sh
		mkdir -p /home/ada/shop && cd /home/ada/shop
		python3 -m venv --without-pip .venv
		export HOME=/home/ada
		for shell in bash dash; do
			$shell -lc 'python -c "import sys; print(\"'$shell'\", sys.prefix)"'
		done
		mkdir -p /etc/fish/conf.d
		ln -s /usr/libexec/vshim/profile.fish /etc/fish/conf.d/vshim.fish
		fish -c 'python -c "import sys; print(\"fish\", sys.prefix)"'
		HOME=/nonexistent bash -lc 'type python3'
		ls -d /nonexistent 2>&1 || true
		dpkg -P vshim >/dev/null
		ls /etc/profile.d/vshim.sh /etc/fish/conf.d/vshim.fish 2>&1 || true
	END
	assert_success
	assert_line 'bash /home/ada/shop/.venv'
	assert_line 'dash /home/ada/shop/.venv'
	assert_line 'fish /home/ada/shop/.venv'
	assert_line 'python3 is /usr/bin/python3'
	assert_line "ls: cannot access '/nonexistent': No such file or directory"
	assert_line "ls: cannot access '/etc/profile.d/vshim.sh': No such file or directory"
	assert_line "ls: cannot access '/etc/fish/conf.d/vshim.fish': No such file or directory"
}

@test "the .deb: upgraded under a user's shims, then purged: Python goes on, nothing is left" {
	on_machine <<-'END'
		dpkg-deb -R /shared/vshim.deb /tmp/old
		sed -i 's/^Version: .*/Version: 0.0.1-1/' /tmp/old/DEBIAN/control
		dpkg-deb -b /tmp/old /tmp/old.deb >/dev/null
		dpkg -i /tmp/old.deb >/dev/null
		mkdir -p /root/shop && cd /root/shop
		python3 -m venv --without-pip .venv
		vshim rehash
		export PATH=/root/.local/share/vshim/shims:$PATH
		python3 -c 'import sys; print("old", sys.prefix)'
		dpkg -i /shared/vshim.deb >/dev/null
		dpkg-query -W -f '${Status} ${Version}\n' vshim
		python3 -c 'import sys; print("new", sys.prefix)'
		dpkg -P vshim >/dev/null
		dpkg-query -W vshim 2>&1 || true
		hash -r
		python3 -c 'import sys; print("without", sys.prefix)'
	END
	assert_success
	assert_line 'old /root/shop/.venv'
	assert_line "install ok installed $version-1"
	assert_line 'new /root/shop/.venv'
	assert_line 'dpkg-query: no packages found matching vshim'
	assert_line 'without /usr'
	assert_equal "$(cat shared/left)" ''
}

@test "the tarball runs where it is unpacked and where it is moved to, and needs libc alone" {
	mkdir "it's here" there
	tar -C "it's here" -xzf "$tar"
	mv "it's here"/vshim-* there/vshim
	venv shop/.venv
	VSHIM_ROOT=$HOME/root there/vshim/bin/vshim rehash
	assert_equal "$(cd shop && prefix_of "$HOME/root/shims/python")" "$HOME/shop/.venv"
	# The hand-over from the launcher to vshim too.
	assert_equal "$(VSHIM_ENV=$HOME/shop/.venv prefix_of "$HOME/root/shims/python")" "$HOME/shop/.venv"
	run bash -c "readelf -d there/vshim/bin/vshim there/vshim/lib/libvshim.so.1 |
		sed -n 's/.*Shared library: \[\([a-z-]*\).*/\1/p' | sort -u"
	assert_output "$(printf 'ld-linux-x\nlibc')"
	run env PKG_CONFIG_PATH="$HOME/there/vshim/lib/pkgconfig" pkg-config --variable=libdir vshim
	assert_contains there/vshim
	assert_exists "$output/libvshim.so"
	assert_exists there/vshim/README
}

@test "makepkg builds the PKGBUILD from the archive beside it, tests included" {
	mkdir "$shelf/arch"
	chmod 711 "$shelf"
	cd "$shelf/arch"
	cp ../first/{PKGBUILD,vshim-"$version".tar.gz} .
	shellcheck -s bash -e SC2034,SC2154,SC2164 PKGBUILD
	chmod -R a+rwX .
	# The packages that it names are Arch's.
	run as_user env -u CCACHE_DIR HOME="$PWD" makepkg --nodeps --nocolor
	assert_success
	run tar -tf vshim-"$version"-1-*.pkg.tar*
	assert_contains usr/bin/vshim usr/lib/vshim/launcher usr/lib/libvshim.so.1 \
		usr/share/licenses/vshim/LICENSE usr/share/man/man3/vshim.3
}

# as_user COMMAND…: without root's rights, which makepkg refuses.
as_user()
{
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else
		"$@"
	fi
}

@test "the formula is Ruby, and its archive is the one beside it" {
	cp "$shelf/first/vshim.rb" .
	ruby -wc vshim.rb
	cat >brew.rb <<-'END'
		# As much of Homebrew as a formula needs to be read.
		class Formula
		  class << self
		    attr_reader :needs
		    def url(value = nil) = value ? @url = value : @url
		    def sha256(value = nil) = value ? @sha256 = value : @sha256
		    def desc(*) = nil
		    def license(*) = nil
		    def depends_on(what) = (@needs ||= []) << what
		    def test = nil
		  end
		end
		load "./vshim.rb"
		puts Vshim.url.delete_prefix("file://"), Vshim.sha256, Vshim.needs.last
	END
	run ruby brew.rb
	assert_success
	assert_line "$shelf/first/vshim-$version.tar.gz"
	assert_line "$(sha256sum "$shelf/first/vshim-$version.tar.gz" | cut -d ' ' -f 1)"
	assert_line libuv
}

@test "meson dist makes an archive that builds, passes its tests and installs" {
	cp -R "$shelf/here/vshim" tree
	cd tree
	git init -q .
	git add -A
	git -c user.name=ada -c user.email=ada@localhost commit -qm everything
	# Root unpacks the modes of the archive, and a file that its group may write to costs a call
	# more: whether there is an access control list.
	git config tar.umask 0022
	meson setup ../build -Dtests=true
	meson dist -C ../build
	run tar -tf ../build/meson-dist/vshim-"$version".tar.xz
	assert_contains "vshim-$version/install.sh" "vshim-$version/.packaging/deb.sh"
}

@test "wrong usage of --package, and what a package needs and is not there" {
	local arguments
	run "$repository/install.sh" --package
	assert_status 2
	assert_line 'install.sh: --package needs a kind: deb, tar, arch or brew'
	run "$repository/install.sh" --package rpm
	assert_status 2
	assert_line 'install.sh: there is no kind of package called rpm: deb, tar, arch or brew'
	tools bin sh sed cat tail tr id mktemp rm mkdir chmod env wc find git stat dpkg
	run env PATH="$PWD/bin" "$repository/install.sh" --package deb
	assert_status 1
	assert_line 'install.sh: dpkg-architecture is needed for this package'
	assert_line 'hint: install it: apt-get install dpkg-dev'
}
