#!/bin/bash
# Starts the ZooKeeper server of this pod: its id is the pod's ordinal. In the end java replaces the shell as PID 1.
set -euo pipefail

config="${0%/*}/zookeeper.properties"
data=$(sed -n 's/^dataDir=//p' "$config")

mkdir -p "$data"
echo "${HOSTNAME##*-}" >"$data/myid"
exec /opt/kafka/bin/zookeeper-server-start.sh "$config"
