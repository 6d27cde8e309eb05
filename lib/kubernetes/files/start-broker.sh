#!/bin/bash
# Starts the broker of this pod. In the end java replaces the shell, so that it is PID 1 and gets Kubernetes' SIGTERM.
set -euo pipefail

config="${0%/*}/$HOSTNAME.properties"
property() { sed -n "s/^$1=//p" "$config"; }

id=$(property broker.id)
connect=$(property zookeeper.connect)
servers=${connect%%/*}
registration="/${connect#*/}/brokers/ids/$id"
# ZooKeeper looks for expired sessions once a tick, so that one may outlive its time-out by a little.
patience=$(($(property zookeeper.session.timeout.ms) / 1000 + 5))

# Bash as PID 1 has no default action for SIGTERM: without a trap, a pod that waits here would live until it is killed.
trap 'exit 143' TERM

# The four-letter word `dump` lists all ephemeral nodes. It costs no JVM, and any server of the ensemble answers it.
dump() {
  local server answer
  for server in ${servers//,/ }; do
    answer=$(timeout 3 bash -c 'exec 3<>"/dev/tcp/$0/$1" && printf dump >&3 && cat <&3' \
      "${server%:*}" "${server##*:}" 2>/dev/null) || continue
    # A server without a quorum answers, but with an apology.
    if [[ $answer == *phemeral* ]]; then
      printf '%s\n' "$answer"
      return
    fi
  done
  return 1
}

# A broker gives up on a silent ZooKeeper after some seconds, and then Kubernetes starts it again later and later.
until nodes=$(dump); do
  echo "waiting for ZooKeeper at $servers"
  sleep 1
done

# After a hard kill the old registration lives on until its session expires, and a broker that meets it ends with NodeExists.
while grep -q "[[:space:]]$registration\$" <<<"$nodes" && ((patience-- > 0)); do
  echo "waiting for the session of the last run to expire: $registration"
  sleep 1
  nodes=$(dump) || true
done

# ZONE is the zone of the pod's node, where Kubernetes tells it (KEP-4742).
exec /opt/kafka/bin/kafka-server-start.sh "$config" ${ZONE:+--override "broker.rack=$ZONE"}
