#!/bin/bash
# Builds the image of a commit and pushes it, unless the registry has it already. The last line of
# standard output is its reference, IMAGE:COMMIT.
#
#   IMAGE     where to push: registry/path/name, without a tag
#   GPU       not empty: with CUDA; the tag ends in -gpu
#   BUILDER   docker (as is), or cloud: Google Cloud Build, by cloudbuild-image.yaml
#   COMMIT    only where there is no git, as in Cloud Build; elsewhere it is what is checked out
#   BASE_IMAGE, BEAM_IMAGE   other base images than the Dockerfile's
set -euo pipefail
cd "$(dirname "$0")/.."

refuse() {
  echo "error: $1" >&2
  exit 2
}

image=${IMAGE:-}
builder=${BUILDER:-docker}
[[ -n $image ]] || refuse "IMAGE is not set; make image IMAGE=REGION-docker.pkg.dev/PROJECT/REPOSITORY/transaction-ner"
[[ $image != *@* && ${image##*/} != *:* ]] || refuse "IMAGE=$image: leave out tag and digest; the tag is the commit"
[[ $builder == docker || $builder == cloud ]] || refuse "BUILDER=$builder: must be docker or cloud"

commit=${COMMIT:-}
if [[ -z $commit ]]; then
  commit=$(git rev-parse HEAD) || refuse "this is no git working tree, so the image would have no commit; set COMMIT"
  changed=$(git status --porcelain)
  [[ -z $changed ]] || refuse "the working tree differs from its commit; commit or remove:
$changed"
fi
[[ $commit =~ ^[0-9a-f]{40}$ ]] || refuse "COMMIT=$commit: must be the 40 digits of a commit"

suffix=${GPU:+-gpu}
reference=$image:$commit$suffix
cache=$image:cache$suffix

if [[ $builder == cloud ]]; then
  gcloud builds submit --config cloudbuild-image.yaml \
    --substitutions "_IMAGE=$image,_COMMIT=$commit,_GPU=${GPU:-}" . >&2
  echo "$reference"
  exit
fi

if docker manifest inspect "$reference" > /dev/null 2>&1; then
  echo "the registry has it already" >&2
  echo "$reference"
  exit
fi

options=(
  --build-arg "COMMIT=$commit"
  --build-arg "LOCK=requirements$suffix.lock"
  --build-arg BUILDKIT_INLINE_CACHE=1
  --cache-from "$cache"
  --platform linux/amd64
)
for name in BASE_IMAGE BEAM_IMAGE; do
  [[ -z ${!name:-} ]] || options+=(--build-arg "$name=${!name}")
done
DOCKER_BUILDKIT=1 docker build "${options[@]}" --tag "$reference" --tag "$cache" . >&2
docker push "$reference" >&2
# Layers for the next build. A registry whose tags cannot move refuses this one; then that build is slow.
docker push "$cache" >&2 || echo "warning: $cache could not be pushed" >&2
echo "$reference"
