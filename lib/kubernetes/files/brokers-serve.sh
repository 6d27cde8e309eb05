#!/bin/bash
# Succeeds when brokers of this cluster serve. BROKERS is the address of any of them, so it may lead to one that is down.
#
# Brokers answer clients only once they know what topics there are, and then go on without whoever told them. Asked for is which
# requests they know (ApiVersions): an open port proves nothing, a service mesh opens any.
set -uo pipefail

for _ in {1..10}; do
  bytes=$(timeout 2 bash -c 'exec 3<>"/dev/tcp/$0/$1" && printf "\0\0\0\12\0\22\0\0\0\0\0\1\377\377" >&3 && head -c 8 <&3' \
    "${BROKERS%:*}" "${BROKERS##*:}" 2>/dev/null | wc -c)
  ((bytes < 8)) || exit 0
done
exit 1
