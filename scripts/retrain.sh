#!/bin/bash
# Compiles the pipeline for Vertex AI, or submits it and waits for the end:
#
#   scripts/retrain.sh compile FILE
#   scripts/retrain.sh submit
#
#   IMAGE           what scripts/image.sh pushed, without a tag
#   COMMIT          only where there is no git; elsewhere it is what is checked out
#   CONFIG          settings (configs/vertex.yaml)
#   DATA_SPANS, EPOCHS, LEARNING_RATE   instead of what the settings say
#   REASON          why, for the job's labels
#   REQUEST_ID      the same for a repeated submission, so that there is one job
#   SUMMARY         file for the figures of the gates, in Markdown
#
# Ends as `txner vertex submit` does: 0 published, 1 a gate failed, 2 refused, 3 anything else.
set -euo pipefail
cd "$(dirname "$0")/.."

refuse() {
  echo "error: $1" >&2
  exit 2
}

[[ -n ${IMAGE:-} ]] || refuse "IMAGE is not set; it is what make image was given"
commit=${COMMIT:-$(git rev-parse HEAD)} || refuse "this is no git working tree; set COMMIT"
txner=.venv/bin/txner
[[ -x $txner ]] || txner=txner

options=(
  --config "${CONFIG:-configs/vertex.yaml}"
  --set "vertex.image=$IMAGE:$commit"
  --set "vertex.gpu_image=$IMAGE:$commit-gpu"
)

case "${1:-}:$#" in
  compile:2)
    exec "$txner" vertex compile "${options[@]}" --output "$2"
    ;;
  submit:1)
    for name in data_spans epochs learning_rate; do
      value=${name^^}
      [[ -z ${!value:-} ]] || options+=(--param "$name=${!value}")
    done
    [[ -z ${REASON:-} ]] || options+=(--reason "$REASON")
    [[ -z ${REQUEST_ID:-} ]] || options+=(--request-id "$REQUEST_ID")
    [[ -z ${SUMMARY:-} ]] || options+=(--summary "$SUMMARY")
    exec "$txner" vertex submit "${options[@]}" --wait
    ;;
  *)
    refuse "usage: scripts/retrain.sh compile FILE | submit"
    ;;
esac
