#!/bin/bash
# Lets brokers that leave at the same time go first: one that loses ZooKeeper in the middle of its shutdown waits for it until
# it is killed. Brokers that stay are not waited for: when none has left for 10 s, none is leaving.
set -uo pipefail

port=$(sed -n 's/^clientPort=//p' "${0%/*}/zookeeper.properties")

# Fails when there is none.
registered_brokers() {
  exec 3<>"/dev/tcp/127.0.0.1/$port" && printf dump >&3 && grep -c '/brokers/ids/' <&3
}

patience=10
last=
while count=$(registered_brokers) && ((patience-- > 0)); do
  [[ $count == "$last" ]] || patience=10
  last=$count
  sleep 1
done
