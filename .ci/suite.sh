# Sourced: runs suites, and counts what their closing lines say.
logs=$(mktemp -d)
passed=0 failed=0 skipped=0

# suite NAME COMMAND...: runs it and adds the last line of totals that it printed; one that ended without is a failure.
suite() {
  local log=$logs/$1 p f s code
  shift
  "$@" 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  read -r p f s < <(sed -nE 's/^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$/\1 \2 \3/p' "$log" | tail -n 1)
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-1})) skipped=$((skipped + ${s:-0}))
  return "$code"
}

# All that failed in one place, at the end of what is long, and the totals.
totals() {
  grep -hs '^FAILED ' "$logs"/* | sort -u
  echo "$passed passed, $failed failed, $skipped skipped"
}
