#!/bin/sh
# drop.sh PORT: drops every TCP packet from and to PORT where it arrives on the loopback interface, until standard
# input closes: whoever started it may die in any way. Needs root and `tc` (iproute2), nothing of the kernel's firewall.
#
# The filter is a program for the kernel's packet machine; the fields of an instruction are code, jump if true, jump
# if false, operand. A frame of the loopback interface has 14 bytes before its IP header.
set -u
port=$1
program="9,48 0 0 23,21 0 6 6,177 0 0 14,72 0 0 16,21 2 0 $port,72 0 0 14,21 0 1 $port,6 0 0 2,6 0 0 0"
#          protocol  is TCP?    X=header   to        is it?         from       is it?         drop    pass

end() {
  tc filter del dev lo ingress pref "$port" 2>/dev/null
  # Somebody else's filters keep it.
  [ -n "$(tc filter show dev lo ingress)" ] || tc qdisc del dev lo clsact 2>/dev/null
}

tc qdisc add dev lo clsact 2>/dev/null # or it is there already
trap end EXIT
trap 'exit 1' HUP INT TERM
tc filter add dev lo ingress pref "$port" protocol ip bpf da bytecode "$program" || exit 1
echo dropping
cat >/dev/null
