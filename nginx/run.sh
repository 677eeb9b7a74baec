#!/bin/sh
# The command of the nginx container: runs nginx on a copy of its configuration and certificate that was tested, and takes a new copy
# whenever they change, or at once on HUP. What does not pass is reported; the last good copy serves on, also after a restart.
# Plain HTTP has a process of its own: connections there, which cost a stranger nothing, are not those of HTTPS.
set -u
site=/etc/nginx/site
tls=/etc/nginx/tls
# A volume, so that it outlives the container.
kept=/var/lib/edge
poll_seconds=2
# What was refused is looked at again after so many: a certificate may become valid, and a busy machine may have been too slow.
again_polls=30
# Requests get this long to end, WebSockets are closed then: all the while nobody new is let in.
drain_seconds=8
http_connections=4096

say() { echo "edge: $*" >&2; }
state() { cat "$site/nginx.conf" "$tls"/* 2>/dev/null | cksum; }

# One file in, and two out: what stands between the marks, and all the rest with each.
split() {
    grep -q '# edge:http$' "$1/nginx.conf" && grep -q '# edge:https ' "$1/nginx.conf" ||
        { echo "$1/nginx.conf does not say what is HTTP and what HTTPS"; return 1; }
    sed '/# edge:http$/,/# edge:https /d' "$1/nginx.conf" >"$1/https.conf" &&
        sed -e '/# edge:https /,/# edge:end$/d' -e 's#/tmp/nginx.pid#/tmp/nginx-http.pid#' -e 's/^worker_processes .*/worker_processes 1;/' \
            -e "s/worker_connections .*/worker_connections $http_connections;/" "$1/nginx.conf" >"$1/http.conf"
}

usable() { nginx -t -q -c "$1/https.conf" && nginx -t -q -c "$1/http.conf"; }

# Shows the certificate to a client as strict as a browser: dates, name, and that each in the file is signed by the next.
fits() {
    host=$(sed -n 's/.*# edge:https //p' "$1/site/nginx.conf")
    # A copy keeps the permissions of what is copied, and one that nobody may write cannot be copied over.
    rm -f /tmp/probe.sock /tmp/probe.pem
    if grep -q 'location = /ca.crt' "$1/site/nginx.conf"; then
        cp "$1/tls/ca.crt" /tmp/probe.pem
    else
        awk '/BEGIN CERTIFICATE/ { one = "" } { one = one $0 "\n" } /END CERTIFICATE/ { last = one } END { printf "%s", last }' \
            "$1/tls/fullchain.pem" >/tmp/probe.pem
    fi
    {
        echo 'pid /tmp/probe.pid; error_log stderr crit; events {} http { access_log off;'
        for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path /tmp/probe_$kind;"; done
        echo "server { listen unix:/tmp/probe.sock ssl; return 204;"
        echo "ssl_certificate $1/tls/fullchain.pem; ssl_certificate_key $1/tls/privkey.pem; } }"
    } >/tmp/probe.conf
    nginx -c /tmp/probe.conf || return 1
    said=$(curl -fsS -m 10 --noproxy '*' --cacert /tmp/probe.pem --unix-socket /tmp/probe.sock "https://$host/" 2>&1) && fit=0 || fit=1
    nginx -c /tmp/probe.conf -s quit 2>/dev/null
    [ $fit = 0 ] || echo "clients that open https://$host would refuse the certificate: $(echo "$said" | sed -n 's/^curl: ([0-9]*) //p')"
    return $fit
}

copy() {
    rm -rf "$1" && mkdir -p "$1/site" "$1/tls" && cp "$site/nginx.conf" "$1/site/" && cp "$tls"/* "$1/tls/" && split "$1/site"
}
keep() { rm -rf "$kept/good" && mv "$kept/next" "$kept/good"; }

# Why something was refused stays beside the good copy, where `sagacity deploy status` and `check` read it.
take() {
    if why=$({ copy "$kept/next" && usable "$kept/next/site" && fits "$kept/next"; } 2>&1); then
        rm -f "$kept/refused"
        keep
    else
        [ "$why" = "$told" ] || printf '%s\n' "$why" >&2
        printf '%s\n' "$why" | tail -n 5 | cut -c 1-300 >"$kept/refused"
        return 1
    fi
}

told=
again=$again_polls

# The directory above keeps others out; whoever owns that may delete this.
umask 0
if ! [ -w "$kept" ]; then
    kept=/tmp/edge
    mkdir -p "$kept"
    say "no last good copy outlives this container: 'sagacity deploy init' makes the directory for it"
fi
good=$kept/good/site

seen=$(state)
if ! take; then
    bad="$site/nginx.conf or the certificate in $tls is bad, see above; 'sagacity deploy init' writes both"
    if usable "$good" 2>/dev/null; then
        say "STARTED FROM THE LAST GOOD COPY: $bad"
    elif usable "$kept/next/site"; then
        keep
        say "STARTED WITH A CERTIFICATE THAT CLIENTS REFUSE, as there is no other: $bad"
    else
        say "nginx is not started: $bad"
        exit 1
    fi
fi
nginx -c "$good/https.conf" -g 'daemon off;' &
https=$!
nginx -c "$good/http.conf" -g 'daemon off;' &
http=$!
running() { kill -0 "$https" 2>/dev/null && kill -0 "$http" 2>/dev/null; }
any_left() { kill -0 "$https" 2>/dev/null || kill -0 "$http" 2>/dev/null; }

stopping=
asked=
trap 'stopping=yes' TERM QUIT INT
trap 'asked=yes' HUP

while [ -z "$stopping" ] && running; do
    if [ -z "$asked" ]; then
        # A signal ends waiting for a job of the background, not one of the foreground.
        sleep "$poll_seconds" &
        wait $!
    fi
    asked=
    now=$(state)
    if [ "$now" = "$seen" ]; then
        [ -e "$kept/refused" ] || continue
        again=$((again - 1))
        [ "$again" -gt 0 ] && continue
    else
        told=
    fi
    again=$again_polls
    seen=$now
    if take; then
        told=
        kill -HUP "$https" "$http" && say 'reloaded: the configuration or the certificate has changed'
    elif [ "$why" != "$told" ]; then
        told=$why
        say 'not reloaded: the new configuration or certificate is bad, see above; the one in use stays'
    fi
done

if [ -n "$stopping" ]; then
    kill -QUIT "$https" "$http" 2>/dev/null
    left=$drain_seconds
    while [ "$left" -gt 0 ] && any_left; do
        left=$((left - 1))
        sleep 1 &
        wait $!
    done
fi
kill -TERM "$https" "$http" 2>/dev/null
wait "$http"
wait "$https"
