#!/bin/sh
# disk.sh FOLDER SIZE: a disk of that size at FOLDER, in memory, until standard input closes: whoever started it may
# die in any way. Reads what to do with it, one word a line, and says "done" for each:
#
#   size=…     of that size from now on, whatever lies there (1g, 64m); its space is taken only as it is written
#   nofiles    no new file may be made, although there is room
#   files      they may again
set -u
folder=$1
mount -t tmpfs -o "size=$2" tmpfs "$folder" || exit 1
end() { umount -l "$folder"; }
trap end EXIT
trap 'exit 1' HUP INT TERM

# Files come and go meanwhile: tried until the number holds.
nofiles() {
  for _ in 1 2 3 4 5 6 7 8 9; do
    used=$(($(stat -f -c '%c - %d' "$folder")))
    mount -o "remount,nr_inodes=$used" "$folder" 2>/dev/null && return
  done
  return 1
}

echo done
while read -r word; do
  case $word in
    size=*) mount -o "remount,$word" "$folder" ;;
    nofiles) nofiles ;;
    files) mount -o remount,nr_inodes=100000 "$folder" ;;
    *) false ;;
  esac || exit 1
  echo done
done
