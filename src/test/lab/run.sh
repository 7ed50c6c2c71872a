#!/bin/sh
# run.sh ROOT RUN: runs one Asterisk from the folder ROOT with the run folder RUN (seen inside
# as /lab), until standard input closes.
#
# It is process 1 of its own process and mount namespaces: when it ends, or whoever started it
# dies (even by SIGKILL), the kernel ends everything below it and undoes every mount.
set -eu
if [ "${3:-}" != inside ]; then
  exec unshare --mount --propagation private --uts --pid --fork --kill-child -- sh "$0" "$1" "$2" inside
fi
root=$1
run=$2
mkdir -p "$root/lab"
mount --bind "$run" "$root/lab"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
# Asterisk looks its own name up for each call; without an answer it asks the name servers.
hostname lab
echo '127.0.0.1 localhost lab' >"$run/etc/hosts"
[ -e "$root/etc/hosts" ] || : >"$root/etc/hosts"
mount --bind "$run/etc/hosts" "$root/etc/hosts"
exec 3<&0
chroot "$root" /usr/sbin/asterisk -C /lab/etc/asterisk.conf -f </dev/null &
pid=$!
{
  cat <&3 >/dev/null
  kill -TERM "$pid" 2>/dev/null
  sleep 3
  kill -KILL "$pid" 2>/dev/null
} &
exec 3<&-
wait "$pid"
