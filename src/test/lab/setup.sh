#!/bin/sh
# Builds what the PBX lab needs: a real Asterisk 22 in a folder of its own, SIPp, Chromium, tc, and the tools of
# systemd.
#
#   sh src/test/lab/setup.sh            everything
#   sh src/test/lab/setup.sh asterisk sipp
#   sh src/test/lab/setup.sh asterisk-16    the old one, only to record its calls; no test needs it
#
# It never skips: where it may not install what is missing it fails and says why. It can be run
# twice, at the same time, and after a run that was cut off: the folder is built beside its
# place and renamed when it is complete.
#
# SCOUTLINE_LAB   the cache folder (default: ~/.cache/scoutline-lab; `mvn clean` leaves it alone)
#
# The last line printed is the folder that holds Asterisk.
set -eu

generation=1 # raise it when the content of the folder changes
cache=${SCOUTLINE_LAB:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/scoutline-lab}

# debian MAJOR SUITE SCRIPT: which Asterisk is meant, the Debian that has it, and debootstrap's script
# for that, as an older debootstrap does not know the newest suites.
debian() {
  major=$1
  suite=$2
  script=$3
  root=$cache/asterisk-$major-$generation
}

say() { echo "lab: $*" >&2; }
fail() {
  echo "lab: cannot go on: $*" >&2
  exit 1
}

case $cache in
  /tmp | /tmp/*) fail "SCOUTLINE_LAB is $cache; a cache below /tmp is swept away, choose another folder" ;;
  /*) ;;
  *) fail "SCOUTLINE_LAB must be an absolute path, not '$cache'" ;;
esac

may_install() {
  [ -r /etc/debian_version ] && command -v apt-get >/dev/null ||
    fail "$1 is missing and this is not a Debian system: install Debian 12 or later, or run the
lab in such a container. 'mvn verify' without -Plab leaves the lab out."
}

apt() {
  DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 \
    -o Acquire::Retries=3 "$@" >>"$cache/setup.log" 2>&1 ||
    fail "apt-get $* failed; the end of $cache/setup.log:
$(tail -n 12 "$cache/setup.log")"
}

installed_lists=
# need COMMAND PACKAGE: installs PACKAGE when COMMAND is not there.
need() {
  command -v "$1" >/dev/null && return
  may_install "$1"
  if [ -z "$installed_lists" ]; then
    say "reading the package lists"
    apt update
    installed_lists=yes
  fi
  say "installing $2"
  apt install --no-install-recommends "$2"
  command -v "$1" >/dev/null || fail "$2 is installed but the command $1 is not there"
}

# The mirror this machine installs from, so that the lab follows its settings.
mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' \
    'Label: Debian' 2>/dev/null | sort -u | head -n 1
}

version() { chroot "$1" /usr/sbin/asterisk -V 2>/dev/null || true; }

build() {
  new=$cache/building.$$
  rm -rf "$cache"/building.* # of a run that was cut off
  : >"$cache/setup.log"
  say "building Asterisk in $root (Debian $suite, about a minute and 600 MB)"
  from=$(mirror)
  [ -n "$from" ] || fail "apt knows no mirror of Debian on this machine; run apt-get update and look at its sources"
  say "packages of the base system"
  debootstrap --variant=minbase "$suite" "$new" "$from" "$script" \
    >>"$cache/setup.log" 2>&1 ||
    fail "debootstrap failed; the end of $cache/setup.log:
$(tail -n 12 "$cache/setup.log")"
  printf '#!/bin/sh\nexit 101\n' >"$new/usr/sbin/policy-rc.d" # start no service in there
  chmod 755 "$new/usr/sbin/policy-rc.d"
  # The machine's own way to the mirror (proxy, retries), and lists that may be days old.
  apt-config dump 2>/dev/null | grep -i '^Acquire::https\?::' >"$new/etc/apt/apt.conf.d/90machine" || true
  cat >"$new/etc/apt/apt.conf.d/91lab" <<END
Acquire::Check-Valid-Until "false";
Acquire::Retries "3";
DPkg::Options { "--force-unsafe-io"; };
END
  mount -t proc proc "$new/proc"
  mount --rbind /dev "$new/dev"
  say "packages of Asterisk"
  inside="env DEBIAN_FRONTEND=noninteractive LC_ALL=C chroot $new apt-get -q -y"
  { $inside update && $inside install --no-install-recommends asterisk asterisk-core-sounds-en-gsm &&
    $inside clean; } >>"$cache/setup.log" 2>&1 ||
    fail "installing Asterisk failed; the end of $cache/setup.log:
$(tail -n 12 "$cache/setup.log")"
  umount -R "$new/dev" && umount "$new/proc"
  rm -rf "$new"/var/lib/apt/lists/* "$new"/usr/share/doc/* "$new"/usr/share/man/*
  case $(version "$new") in
    "Asterisk $major."*) ;;
    *) fail "Debian $suite gave '$(version "$new")' and not Asterisk $major" ;;
  esac
  rm -rf "$root"
  mv "$new" "$root"
}

asterisk() {
  case $(version "$root") in
    "Asterisk $major."*) ;;
    *)
      need debootstrap debootstrap
      may_install "Asterisk in $root"
      build
      ;;
  esac
  say "$(version "$root") in $root"
}

main() {
  [ "$(id -u)" = 0 ] ||
    fail "the lab needs root: it installs packages and runs Asterisk in a folder of its own (chroot).
'mvn verify' without -Plab leaves the lab out."
  mkdir -p "$cache" || fail "cannot make $cache"
  exec 9>"$cache/lock"
  flock -n 9 || { say "another run is at work, waiting for it" && flock 9; }
  : >>"$cache/setup.log"
  debian 22 forky sid
  [ $# -gt 0 ] || set -- asterisk sipp chromium tc systemd
  for part; do
    case $part in
      asterisk) debian 22 forky sid && asterisk ;;
      asterisk-16) debian 16 bullseye bullseye && asterisk ;;
      sipp) need sipp sip-tester ;;
      chromium) need chromium chromium ;;
      tc) need tc iproute2 ;;
      systemd) need systemd-analyze systemd ;;
      *) fail "unknown part '$part' (asterisk, asterisk-16, sipp, chromium, tc, systemd)" ;;
    esac
  done
  echo "$root"
}

# A private mount namespace keeps every mount of this script out of the machine and undoes them
# when it ends, however it ends.
if [ "$(id -u)" = 0 ] && [ -z "${LAB_NAMESPACE:-}" ]; then
  LAB_NAMESPACE=1 exec unshare --mount --propagation private sh "$0" "$@"
fi
main "$@"
