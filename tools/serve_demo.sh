#!/bin/sh
# Serves the inspection that a demo has played, with people to sign in as. On a terminal it stays
# until Ctrl-C; otherwise, or with SERVE=0, it starts, asks whether it is ready, and ends.
#
#   tools/serve_demo.sh PROGRAM FOLDER
#
#   DUCHA_LISTEN   ADDRESS:PORT instead of 127.0.0.1:8480
set -eu
program=$1
folder=$2
export DUCHA_DB="sqlite:$folder/ducha.db"
listen=${DUCHA_LISTEN:-127.0.0.1:8480}

# login:role; made once a demo, with one password that is drawn for it.
people="operator:intake_officer triage:triage_officer leader:team_leader
    figures:bulletin_editor system:system_administrator security:security_administrator
    wall:wall"
accounts=$folder/accounts.txt
if [ ! -e "$accounts" ]; then
    password=$(od -An -N10 -tx1 /dev/urandom | tr -d ' \n')
    for person in $people; do
        login=${person%%:*}
        "$program" staff add "$login" --name 模拟 --role "${person#*:}" >/dev/null
        echo "$password" | "$program" staff password "$login" >/dev/null
        echo "$login $password ${person#*:}"
    done >"$accounts.part"
    chmod 600 "$accounts.part"
    mv "$accounts.part" "$accounts"
fi

# The pages of the public, with a telephone that is nobody's.
settings=$folder/server.toml
[ -e "$settings" ] || cat >"$settings" <<EOF
[server]
log = "$folder/serve.log"
[public]
telephone = "0000-12369"
mailbox_zh = "模拟市 0000 信箱"
mailbox_en = "P.O. Box 0000, Simulated City"
EOF

if [ -t 1 ] && [ "${SERVE:-1}" != 0 ]; then
    echo
    echo "http://$listen/             the public's pages 公众页面"
    echo "http://$listen/app/         the workbench 工作台"
    echo "http://$listen/api/v1/...   docs/openapi.json"
    echo "people of the demo 演示账号 (login password role):"
    sed 's/^/    /' "$accounts"
    exec "$program" serve --config "$settings" --listen "$listen"
fi
exec "$program" serve --config "$settings" --listen 127.0.0.1:0 --check
