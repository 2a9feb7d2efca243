#!/bin/sh
# Makes a tree that was installed with the prefix /usr below STAGE a package for Debian and its
# children.
#
#	deb.sh SOURCE STAGE VERSION OUTPUT
# shellcheck source=.packaging/common.sh
. "${0%/*}/common.sh"

source=$1 stage=$2 version=$3 output=$4

# Who answers for the package: whom Debian's own tools would name, else nobody.
maintainer() {
	case ${DEBEMAIL-} in
	'') echo 'The vshim authors <packages@vshim.invalid>' ;;
	*'<'*'>') printf '%s\n' "$DEBEMAIL" ;;
	*) printf '%s <%s>\n' "${DEBFULLNAME:-${DEBEMAIL%%@*}}" "$DEBEMAIL" ;;
	esac
}

# The changes of the package, which are those of vshim.
changes() {
	cat <<-END
		vshim ($version) unstable; urgency=medium

		  * See changelog.gz.

		 -- $(maintainer)  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
	END
}

# Where Debian has things.
places() {
	mkdir -p usr/share/zsh/vendor-completions usr/share/lintian/overrides usr/share/doc/vshim
	mv usr/share/zsh/site-functions/_vshim usr/share/zsh/vendor-completions
	rmdir usr/share/zsh/site-functions
	cp "$packaging/deb/overrides" usr/share/lintian/overrides/vshim
	cp "$packaging/deb/copyright" "$source/README.md" usr/share/doc/vshim
	cp "$source/CHANGELOG.md" usr/share/doc/vshim/changelog
	changes >usr/share/doc/vshim/changelog.Debian
	gzip -9n usr/share/doc/vshim/changelog* usr/share/man/man*/*
	chmod 644 usr/lib/*/libvshim.so.*.*
}

strip_all() {
	strip --strip-unneeded --remove-section=.comment --remove-section=.note \
		usr/bin/vshim usr/lib/*/libvshim.so.*.*
	strip --strip-debug --enable-deterministic-archives usr/lib/*/libvshim.a
}

# What its programs need, as their libraries' packages say.
depends() {
	mkdir "$stage.depends" "$stage.depends/debian"
	printf 'Source: vshim\n\nPackage: vshim\nArchitecture: any\n' >"$stage.depends/debian/control"
	root=$PWD
	(
		cd "$stage.depends"
		# It misses the files of the packages that are being built: there are none.
		dpkg-shlibdeps -O "$root/usr/bin/vshim" "$root"/usr/lib/*/libvshim.so.? 2>words ||
			cat words >&2
	) | sed -n 's/^shlibs:Depends=//p'
}

control() {
	depends=$(depends)
	[ -n "$depends" ] || fail 'dpkg-shlibdeps cannot tell what vshim needs' 'its own words are above'
	mkdir DEBIAN
	sed -e "s|@MAINTAINER@|$(maintainer | sed 's/[&|\\]/\\&/g')|" \
		-e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$(dpkg --print-architecture)/" \
		-e "s/@DEPENDS@/$depends/" \
		-e "s/@SIZE@/$(du -k -s --apparent-size usr | cut -f 1)/" \
		"$packaging/deb/control" >DEBIAN/control
	printf 'libvshim 1 vshim (>= %s)\n' "${version%-*}" >DEBIAN/shlibs
	printf 'activate-noawait ldconfig\n' >DEBIAN/triggers
	cp "$packaging/deb/postrm" DEBIAN/postrm
	chmod 755 DEBIAN/postrm
	find usr -type f | sort | xargs -d '\n' md5sum >DEBIAN/md5sums
}

needs dpkg-deb dpkg
needs dpkg-shlibdeps dpkg-dev
needs strip binutils
cd "$stage"
find . ! -type l -exec chmod u+rwX,go+rX,go-w {} +
places
strip_all
control
find . -depth -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$stage" "$output.new" >/dev/null
mv "$output.new" "$output"
