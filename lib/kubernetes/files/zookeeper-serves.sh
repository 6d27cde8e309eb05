#!/bin/bash
# Succeeds while this server is part of a quorum: only then `srvr` tells a mode (standalone, leader or follower). It succeeds too
# while a single server of before serves on: that one is restarted, and then makes a quorum with the new ones, only when these
# count as ready.
set -euo pipefail

config="${0%/*}/zookeeper.properties"
port=$(sed -n 's/^clientPort=//p' "$config")
mapfile -t hosts < <(sed -nE 's/^server\.[0-9]+=([^:]+):.*/\1/p' "$config")

srvr() {
  timeout 1 bash -c 'exec 3<>"/dev/tcp/$0/$1" && printf srvr >&3 && cat <&3' "$1" "$port" 2>/dev/null
}

own=$(srvr 127.0.0.1)
[[ $own != *'Mode: '* ]] || exit 0
for host in "${hosts[@]}"; do
  [[ $(srvr "$host") != *'Mode: standalone'* ]] || exit 0
done
exit 1
