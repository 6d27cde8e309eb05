#!/bin/bash
# Starts the broker or controller of this pod. Java replaces the shell, so that it is PID 1 and gets Kubernetes' SIGTERM. It waits
# for nothing: a node goes on trying until the quorum is there, and until the session of its last run has expired.
# ZONE is the zone of the pod's node, where Kubernetes tells it (KEP-4742).
exec /opt/kafka/bin/kafka-server-start.sh "${0%/*}/$HOSTNAME.properties" ${ZONE:+--override "broker.rack=$ZONE"}
