#!/bin/bash
# Succeeds while this server is part of a quorum: only then `srvr` tells a mode (standalone, leader or follower).
set -euo pipefail

port=$(sed -n 's/^clientPort=//p' "${0%/*}/zookeeper.properties")
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf srvr >&3
grep -q '^Mode: ' <&3
