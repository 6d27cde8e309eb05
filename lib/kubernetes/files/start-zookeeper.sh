#!/bin/bash
# Starts the ZooKeeper server of this pod: its id is the pod's ordinal. In the end java replaces the shell as PID 1.
#
# A server without data takes part in an election only when the file `initialize` lies beside its data (db.autocreate=false).
# Else it can only follow a leader, so that servers that are new, or have lost their volume, never restart history beside one
# that has data. Of an ensemble of N the servers 1 to M, its majority, may be marked; the others are witnesses. When all
# witnesses are empty, the ensemble is new or grows from one of at most M servers: the others of these are then M - 1 at most,
# too few to elect without one that has the data. When a witness has data, an empty server has lost its own: it joins unmarked.
# Where brokers serve, there was an ensemble before: one that grows has a server of these M that runs, and without one of them all
# have lost their data.
set -euo pipefail

config="${0%/*}/zookeeper.properties"
property() { sed -n "s/^$1=//p" "$config"; }

id=${HOSTNAME##*-}
data=$(property dataDir)
client_port=$(property clientPort)
mapfile -t servers < <(sed -nE 's/^server\.([0-9]+)=([^:]+):.*/\1 \2/p' "$config")
# A single server is told of no ensemble.
described=$((${#servers[@]} > 0 ? ${#servers[@]} : 1))
majority=$((described / 2 + 1))
# `envi` tells the working directory even while a server has no quorum: a witness that starts empty says so by this one.
says_empty=/tmp/empty

# Bash as PID 1 has no default action for SIGTERM: without a trap, a pod that waits here would live until it is killed.
trap 'exit 143' TERM

is_empty() { ! compgen -G "$data/version-2/snapshot.*" && ! compgen -G "$data/version-2/log.*"; } >/dev/null

# What the server at $1 answers to the four-letter word $2: nothing while it does not run.
ask() {
  timeout 2 bash -c 'exec 3<>"/dev/tcp/$0/$1" && printf "$2" >&3 && cat <&3' "$1" "$client_port" "$2" 2>/dev/null || true
}

# `join`, `grow` beside a server that is not empty, `found` where there is none, or the name of the one that has to be asked again.
decision() {
  local server peer host answer silent= new=found
  for server in "${servers[@]}"; do
    read -r peer host <<<"$server"
    ((peer != id)) || continue
    answer=$(ask "$host" srvr)
    [[ $answer != *'Mode: '[lf]* ]] || { echo join && return; }
    [[ -z $answer ]] || ((peer > majority)) || new=grow
  done
  for server in "${servers[@]:majority}"; do
    read -r peer host <<<"$server"
    answer=$(ask "$host" envi)
    if [[ -z $answer ]]; then
      silent=$host
    elif [[ $answer != *"user.dir=$says_empty"* ]]; then
      echo join
      return
    fi
  done
  echo "${silent:-$new}"
}

# `kubectl scale` alone: this server would serve by itself, with a history of its own.
if ((id > described)); then
  echo "zookeeper.replicas is $described, and this is server $id: describe more servers instead of scaling" >&2
  exit 1
fi

mkdir -p "$data" "$says_empty"
echo "$id" >"$data/myid"
rm -f "$data/initialize"

# Servers that are not described any more may know what these here have never heard of; and while servers are replaced one by one,
# three old ones and five new ones could each elect a leader of their own. An epoch is accepted, and written, with the first
# quorum: before that an ensemble has never been, and its description may be taken back.
former=$(cat "$data/ensemble" 2>/dev/null || echo 0)
epoch=$(cat "$data/version-2/acceptedEpoch" 2>/dev/null || echo 0)
if ((former > 1 && former != described && epoch > 0)); then
  echo "these are data of an ensemble of $former servers, but zookeeper.replicas is $described now: nothing is lost, describe $former again" >&2
  exit 1
fi
echo "$described" >"$data/ensemble"

if is_empty && ((id > majority)); then
  cd "$says_empty"
elif is_empty; then
  until [[ ${decided:=$(decision)} == @(found|grow|join) ]]; do
    echo "no data here: waiting for $decided to tell whether it has any"
    sleep 1
    decided=
  done
  if [[ $decided == found ]] && bash "${0%/*}/brokers-serve.sh"; then
    echo "no data here, but brokers of this cluster serve: $HOSTNAME has lost its volume, and with it what topics there are. Nothing is begun anew beside them: bring the volume back, or delete the brokers and their claims too" >&2
    exit 1
  elif [[ $decided != join ]]; then
    echo 'no data here, and nobody to join: marked as new'
    # Of a start without the mark: an epoch below that of the new data is an error.
    rm -f "$data"/version-2/{accepted,current}Epoch
    touch "$data/initialize"
  else
    echo 'no data here, but others have some: joining them'
  fi
fi
exec /opt/kafka/bin/zookeeper-server-start.sh "$config"
