#!/bin/bash
# Every system call failing once: each scenario of vshim's, again and again, with the Nth call
# failing in turn with each error that it may have, and with a SIGKILL in its place. faults.c
# says what must hold. Prints TAP, and the table of runs as its comments.
#
#	tests/faults/faults.sh [--quick] [SCENARIO…]
#
# --quick is for tests/coverage: some of the errors, and nothing is killed.
# VSHIM_PREFIX is the installed tree. What vshim would start is standin.c: it is quick, and not
# what is tested here.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")"
prefix=${VSHIM_PREFIX:-$(cd ../.. && pwd -P)/build/prefix}
vshim=$prefix/bin/vshim
[ -x "$vshim" ] || { echo "no vshim in $prefix" >&2; exit 1; }

base=$(mktemp -d "${TMPDIR:-/tmp}/vshim-faults.XXXXXX")
trap 'rm -rf "$base"' EXIT
umask 022
build=(-std=c17 -D_GNU_SOURCE -O2 -Wall -Wextra -Werror)
${CC:-cc} "${build[@]}" -o "$base/faults" faults.c judge.c trace.c tree.c errors.c
${CC:-cc} "${build[@]}" -static -o "$base/standin" standin.c

# --- the world: what the runs change. Beside it what they do not ----------------------------

world=$base/world
home=$world/home
root=$home/.local/share/vshim
project=$home/project
path=$base/path
mkdir -p "$home" "$path" "$base/settings/vshim"
cp "$base/standin" "$path/python3"
cp "$base/standin" "$path/lint"
cp "$base/standin" "$path/tool"
printf '[search]\nnames = chosen\n' >"$base/settings/vshim/config.ini"

environment() { # DIRECTORY COMMAND…
	local command
	mkdir -p "$1/bin"
	printf 'home = /usr/bin\nversion = 3.11.2\n' >"$1/pyvenv.cfg"
	ln -s "$base/standin" "$1/bin/python"
	ln -s python "$1/bin/python3"
	for command in "${@:2}"; do
		ln -s "$base/standin" "$1/bin/$command"
	done
	touch -d 2000-01-01 "$1/bin"
}

run() { # DIRECTORY VARIABLE=VALUE… PROGRAM…: as the scenarios run
	(cd "$1" && env -i HOME="$home" PATH="$root/shims:$path" LC_ALL=C "${@:2}")
}

environment "$project/.venv" pip tool
environment "$home/other/.venv" pip tool lint
environment "$home/shared/one" extra
environment "$home/new/.venv" fresh
environment "$project/chosen"
environment "$home/any/whatever"
touch "$home/any/setup.py"
mkdir -p "$home/any/a" "$home/redirected/a/b" "$project/a/b" "$home/bare" "$home/stranger"
echo ../shared/one >"$home/redirected/.venv"
environment "$home/stranger/.venv"
chmod 777 "$home/stranger/.venv"
# Makes the environments known, for the first time and when one was said to be gone.
mender=$base/mender
cat >"$mender" <<EOF
#!/bin/sh
cd "$home"
for directory in project/.venv project/chosen other/.venv shared/one any/whatever; do
	"$vshim" exec -e "$home/\$directory" python || :
done
"$vshim" rehash
EOF
chmod 755 "$mender"
run "$home" "$mender" >/dev/null
# The settings, as vshim leaves them for the launcher, once their file is old enough.
while [ "$(($(date +%s) - $(stat -c %Z "$base/settings/vshim/config.ini")))" -lt 3 ]; do
	run "$home" XDG_CONFIG_HOME="$base/settings" "$vshim" which python >/dev/null
done
run "$home" XDG_CONFIG_HOME="$base/settings" "$vshim" which python >/dev/null
# For rehash: a shim too few, one too many, one of another installation, one left behind by a
# run that was killed, an environment that is gone.
stale=$home/stale
cp -a "$root" "$stale"
rm "$stale/shims/lint"
ln -s "$prefix/libexec/vshim/launcher" "$stale/shims/nobodys"
ln -sfn /elsewhere/libexec/vshim/launcher "$stale/shims/extra"
ln -s "$prefix/libexec/vshim/launcher" "$stale/shims/tool.4194999.0~"
environment "$home/gone"
run "$home" VSHIM_ROOT="$stale" "$vshim" exec -e "$home/gone" python >/dev/null || :
rm -r "$home/gone"
cp -a "$root" "$home/with-global"
ln -s "$home/other/.venv" "$home/with-global/global"
mkdir "$home/with-line"
run "$home" HOME="$home/with-line" "$vshim" init --write bash >/dev/null
cp -a "$world" "$world.template"

# --- the scenarios -----------------------------------------------------------------------------

number=0
failed=0
quick=()
[ "${1-}" != --quick ] || { quick=(-q) && shift; }
wanted=" $* "

# scenario NAME [-co] [-t PART] [-b MENDER] [-p OUTPUT]… [-a OUTPUT]… [-n OUTPUT]… DIRECTORY [VARIABLE=VALUE…] PROGRAM [ARGUMENT…]
scenario() {
	local name=$1 options=("${quick[@]}") variables=() directory status=0
	[ "$wanted" = "  " ] || [[ $wanted == *" $name "* ]] || return 0
	shift
	while [[ $1 == -* ]]; do
		case $1 in
		-[pa]) options+=("$1$2"$'\n') && shift ;;
		-[bnt]) options+=("$1$2") && shift ;;
		*) options+=("$1") ;;
		esac
		shift
	done
	directory=$1
	shift
	while [[ $1 == *=* ]]; do
		variables+=("$1")
		shift
	done
	number=$((number + 1))
	env -i HOME="$home" PATH="$root/shims:$path" LC_ALL=C \
		${FAULTS_SHOW+FAULTS_SHOW=} "${variables[@]}" \
		"$base/faults" "${options[@]}" "$name" "$prefix/" "$world" "$directory" "$@" \
		>"$base/log" 2>&1 || status=$?
	sed 's/^|/# |/' "$base/log"
	if [ "$status" -eq 0 ]; then
		echo "ok $number - $name"
	else
		echo "not ok $number - $name"
		failed=1
	fi
}

python=$root/shims/python
own=$project/.venv
system="ran $path/python3 in no environment"
echo "# | scenario            | calls |  runs |  same | passed over | refused | not started | killed | wrong |"

scenario launch -p "$system" "$project" PWD="$project" "$python" -c x
scenario launch-above -p "$system" "$project/a/b" PWD="$project/a/b" "$python" -c x
scenario launch-any-name -p "$system" "$home/any/a" PWD="$home/any/a" "$python"
scenario launch-redirect -p "$system" -a "ran $home/redirected/../shared/one/bin/python in $home/redirected/../shared/one" \
	"$home/redirected/a" PWD="$home/redirected/a" "$python"
scenario launch-settings -p "ran $own/bin/python in $own" -p "$system" \
	"$project" XDG_CONFIG_HOME="$base/settings" "$python"
scenario launch-override "$home/bare" VSHIM_ENV="$own" "$python"
scenario launch-by-name "$home/bare" VSHIM_ENV=other "$python"
scenario launch-activated -p "ran $path/python3 in $own" "$home/bare" VIRTUAL_ENV="$own" "$python"
scenario launch-global -p "$system" "$home/bare" VSHIM_ROOT="$home/with-global" "$python"
scenario launch-script -p "ran $path/tool in $own" -p "ran $path/tool in no environment" "$project" "$root/shims/tool"
scenario launch-new -o -b "$mender" -p "$system" "$home/new" "$python"
scenario launch-untrusted -p "$system" "$home/stranger" "$python"
scenario fall-through "$home/bare" "$python"
scenario fall-through-inside -p "ran $path/lint in no environment" "$project" "$root/shims/lint"
scenario which -p "$path/python3" "$project" "$vshim" which python
scenario which-redirect -p "$path/python3" -a "$home/redirected/../shared/one/bin/python" \
	"$home/redirected" "$vshim" which python
scenario init -c "$home/bare" XDG_DATA_HOME="$home/fresh" "$vshim" init bash
scenario rehash -c -b "$mender" \
	-a $'made 1 shim\nremoved 1 shim\nmended 1 shim, which led elsewhere\ncleared away 1 file of killed runs' \
	"$home/bare" VSHIM_ROOT="$stale" "$vshim" rehash
scenario pip-install -t /home/project -b "$mender" "$project" "$root/shims/pip" install new-command
scenario local -c -n "note: \`python\` will refuse to run here: " "$home/bare" "$vshim" local "$home/other/.venv"
# What was begun is there when it is killed; --clear makes it anew.
scenario create -t /home/bare -b "$mender" \
	-n "$home/bare/.venv: Python 3.11.2, from $path/python3"$'\n'"note: \`python\` will refuse to run here: " \
	"$home/bare" "$vshim" create --clear
scenario local-unset -c -b "$mender" "$home/redirected" "$vshim" local --unset
scenario global -c "$home/bare" "$vshim" global "$home/other/.venv"
scenario trust -c "$home/stranger" "$vshim" trust .

# Only to be counted: what these may do without, nobody has said yet.
if [ "${#quick[@]}" -gt 0 ]; then
	scenario init-write -o "$home/bare" SHELL=/bin/bash "$vshim" init --write bash
	scenario uninstall -o "$home/with-line" HOME="$home/with-line" VSHIM_ROOT="$stale" \
		"$vshim" uninstall --yes
	scenario scan -o "$home" "$vshim" list --scan "$home"
fi

echo "1..$number"
exit "$failed"
