#!/bin/bash
# Starts the broker or controller of this pod. Java replaces the shell, so that it is PID 1 and gets Kubernetes' SIGTERM. It waits
# for nothing: a node goes on trying until the quorum is there, and until the session of its last run has expired.
config="${0%/*}/$HOSTNAME.properties"
data=$(sed -n 's/^log.dirs=//p' "$config")
directory=$(sed -n 's/^directory\.id=//p' "$data/meta.properties")
# Where there is `log.dirs`, Kafka does nothing with `log.dir` but tell it: format-node.sh asks for the id of the volume.
# ZONE is the zone of the pod's node, where Kubernetes tells it (KEP-4742).
exec /opt/kafka/bin/kafka-server-start.sh "$config" --override "log.dir=/directory/$directory" ${ZONE:+--override "broker.rack=$ZONE"}
