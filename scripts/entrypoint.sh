#!/bin/bash
# What a container of the image runs. Beam starts its workers with flags alone (--id=… and others);
# everything else is a command, as in `docker run IMAGE txner run`. Vertex AI brings its own.
set -euo pipefail

if [[ ${1:-} == -* ]]; then
  exec "${BEAM_BOOT:-/opt/apache/beam/boot}" "$@"
fi
exec "$@"
