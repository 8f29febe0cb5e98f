#!/bin/bash
# Starts TF Serving.
#
# TF Serving applies the labels of its configuration before it loads anything, and with
# --allow_version_labels_for_unavailable_models=false it does not start if a label stands on a
# version that is not loaded (ServerCore::ReloadConfig). So it starts with the versions alone. Once
# these are loaded, which is when it answers at its REST port, it gets the whole configuration,
# which it takes at its next poll. From then on changes of the ConfigMap reach it as they are.
#
# It wants key and certificate in a file of its own format, SSLConfig; the Secret has PEM files.
set -euo pipefail

models=${MODELS_FOLDER:-/etc/serving/models}/models.conf
tls=${TLS_FOLDER:-/etc/serving/tls}
run=${RUN_FOLDER:-/run/serving}
rest_port=${REST_PORT:-8501}

one_line() {
  sed ':next; N; $!b next; s/\n/\\n/g' "$1"
}

umask 077
key=$(one_line "$tls/tls.key")
certificate=$(one_line "$tls/tls.crt")
printf 'server_key: "%s"\nserver_cert: "%s"\n' "$key" "$certificate" > "$run/ssl.conf"

sed '/^ *version_labels {$/,/^ *}$/d' "$models" > "$run/models.conf"
(
  until (: <> "/dev/tcp/127.0.0.1/$rest_port") 2> /dev/null; do
    sleep 1
  done
  ln -sfn "$models" "$run/models.conf.next"
  mv -fT "$run/models.conf.next" "$run/models.conf"
) &

exec tensorflow_model_server "$@"
