#!/bin/bash
# The loop that people write: curl and jq until the status is terminal.
set -euo pipefail
task_id=$(printenv INPUT_TASK-ID)
api_key=$(printenv INPUT_API-KEY)
pause=$(printenv INPUT_POLL-INTERVAL)
while true; do
  body=$(curl --silent --show-error --fail --header "Authorization: Bearer $api_key" "$INPUT_ENDPOINT?taskId=$task_id")
  status=$(jq --raw-output .status <<<"$body")
  case $status in
    completed | failed | cancelled | timeout) break ;;
  esac
  sleep "$pause"
done
{
  echo "status=$status"
  echo "result=$(jq --compact-output .result <<<"$body")"
  echo "audioUrl=$(jq --raw-output .result.audioUrl <<<"$body")"
} >>"$GITHUB_OUTPUT"
[ "$status" = completed ]
