#!/bin/bash
# Makes a new volume of this pod one of the cluster, before its node starts; of one that is, it changes nothing, and one of another
# cluster it refuses. Told the id of the cluster and, where the node is to vote, all voters, such as 1@broker-1:19093.
#
# A node that has lost its volume has forgotten what it has voted and acknowledged: as the voter that it was it could help to elect
# a leader without what all had agreed on. So a new volume has an id that nobody knows, and no vote (KIP-853). Only the first voter
# may found a quorum, of the volumes that the others have now, and only when each of them tells that it has never had a leader, and
# no broker serves: where one does, there was a quorum before.
set -euo pipefail

config="${0%/*}/$HOSTNAME.properties"
cluster_id=$1
voters=("${@:2}")

# Bash as PID 1 has no default action for SIGTERM: without a trap, a pod that waits here would live until it is killed.
trap 'exit 143' TERM

format() {
  exec /opt/kafka/bin/kafka-storage.sh format --ignore-formatted --config "$config" --cluster-id "$cluster_id" "$@"
}

# What the node at $1 answers to the request $2, whose bytes are written as printf has them, in hex digits: nothing while it does not
# run. All versions of Kafka that have a quorum answer these, without one too.
ask() {
  timeout 5 bash -c 'exec 3<>"/dev/tcp/${0%:*}/${0##*:}" && printf "$1" >&3 && dd bs=4k count=1 <&3' "$1" "$2" 2>/dev/null |
    od -An -v -tx1 | tr -d ' \n' || true
}

# EndQuorumEpoch of version 0, of an epoch that has always ended: refused with the one that the node has come to. 0 before the first.
epoch_of() {
  local answer
  answer=$(ask "$1" '\0\0\0\x38\0\x36\0\0\0\0\0\0\xff\xff\xff\xff\0\0\0\1\0\x12__cluster_metadata\0\0\0\1\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0')
  echo "${answer: -8}"
}

# DescribeConfigs of version 1, of the `log.dir` that the start script has set of the node $2: the id of its volume.
directory_of() {
  local size length answer
  printf -v size '\\x%02x' $((31 + ${#2}))
  printf -v length '\\x%02x' ${#2}
  answer=$(ask "$1" "\0\0\0$size\0\x20\0\1\0\0\0\0\xff\xff\0\0\0\1\4\0$length$2\0\0\0\1\0\7log.dir\0")
  printf "$(sed 's/../\\x&/g' <<<"$answer")" | tr -d '\0' | sed -nE 's|.*/directory/([A-Za-z0-9_-]{22}).*|\1|p'
}

# `join`, the name of the server that has to be asked again, or the voters of a new quorum.
decision() {
  local voter server epoch directory silent= founders=("${voters[0]}:$1")
  for voter in "${voters[@]:1}"; do
    server=${voter#*@}
    epoch=$(epoch_of "$server")
    if [[ -z $epoch ]]; then
      silent=$server
    elif ((16#$epoch > 0)); then
      echo join
      return
    else
      directory=$(directory_of "$server" "${voter%%@*}")
      [[ -n $directory ]] || silent=$server
      founders+=("$voter:$directory")
    fi
  done
  local IFS=,
  echo "${silent:-${founders[*]}}"
}

data=$(sed -n 's/^log.dirs=//p' "$config")
first=${voters[0]:-}
if [[ -e $data/meta.properties || ${first%%@*} != "$(sed -n 's/^node.id=//p' "$config")" ]]; then
  format --no-initial-controllers
fi

# One that begins with `-` is taken for a flag.
own=$(head -c 16 /dev/urandom | base64 | tr '+/' '-_' | sed 's/^-/_/; s/=*$//')
until [[ ${decided:=$(decision "$own")} == join || $decided == *@* ]]; do
  echo "no data here: waiting for $decided to tell whether it has any"
  sleep 1
  decided=
done
if [[ $decided == join ]]; then
  echo 'no data here, but others have some: joining them, without a vote'
  format --no-initial-controllers
fi
if bash "${0%/*}/brokers-serve.sh"; then
  echo "no data here nor at the others, but brokers of this cluster serve: the volumes of its voters were lost, and with them what topics there are. Nothing is begun anew beside them: bring the volumes back, or delete the brokers and their claims too" >&2
  exit 1
fi
echo 'no data here, and none at the others: founding a quorum'
format --initial-controllers "$decided"
