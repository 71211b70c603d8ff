#!/bin/bash
# The loop that people write: curl and jq until the status is terminal. Prints the CPU time of all its processes at the end.
set -euo pipefail
task_id=$(printenv INPUT_TASK-ID)
api_key=$(printenv INPUT_API-KEY)
while true; do
  body=$(curl --silent --show-error --fail --header "Authorization: Bearer $api_key" "$INPUT_ENDPOINT?taskId=$task_id")
  status=$(jq --raw-output .status <<<"$body")
  case $status in
    completed | failed | cancelled | timeout) break ;;
  esac
  sleep "${BENCH_SLEEP:-5}"
done
{
  echo "status=$status"
  echo "result=$(jq --compact-output .result <<<"$body")"
  echo "audioUrl=$(jq --raw-output .result.audioUrl <<<"$body")"
} >>"$GITHUB_OUTPUT"
times
[ "$status" = completed ]
