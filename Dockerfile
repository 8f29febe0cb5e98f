# One image for the steps of the pipeline on Vertex AI, for the workers of Beam, and for `txner`.
# `make image` builds it. What is installed, and how, is the Makefile's.
#
# Other base images, by tag or by digest: BASE_IMAGE=python@sha256:… make image
ARG BASE_IMAGE=python:3.11.13-slim-bookworm
ARG BEAM_IMAGE=apache/beam_python3.11_sdk:2.77.0

FROM ${BEAM_IMAGE} AS beam

FROM ${BASE_IMAGE}

# requirements-gpu.lock: the same versions, with CUDA
ARG LOCK=requirements.lock

# - Byte code is compiled when packages are installed: later nobody may write it.
# - Beam's worker would make an environment of its own, without what is installed here.
# - The NVIDIA settings find the driver of the machine; without a GPU they mean nothing.
ENV VENV=/opt/txner \
    PATH=/opt/txner/bin:/usr/local/nvidia/bin:/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin \
    LD_LIBRARY_PATH=/usr/local/nvidia/lib64 \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility \
    LANG=C.UTF-8 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    RUN_PYTHON_SDK_IN_DEFAULT_ENVIRONMENT=1 \
    UV_COMPILE_BYTECODE=1 \
    UV_NO_CACHE=1

RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin txner
COPY --from=beam /opt/apache/beam /opt/apache/beam

# From here on, layers by how often they change. pyfarmhash is compiled, so this takes a compiler,
# which does not stay.
WORKDIR /app
COPY Makefile ${LOCK} ./
RUN apt-get update \
    && apt-get install --yes --no-install-recommends make g++ \
    && make packages LOCK="$LOCK" \
    && apt-get purge --yes --auto-remove g++ \
    && rm -rf /var/lib/apt/lists/*

COPY . .
RUN make project

# What provenance tells as the commit, since there is no .git.
ARG COMMIT=""
RUN echo "$COMMIT" > COMMIT
LABEL org.opencontainers.image.revision=${COMMIT}

USER 10001
ENTRYPOINT ["/app/scripts/entrypoint.sh"]
CMD ["txner", "--help"]
