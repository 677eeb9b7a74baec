#!/bin/sh
# The command of the nginx container: runs nginx on a copy of its configuration and certificate that passed `nginx -t`, and takes a new
# copy whenever they change, or at once on HUP. What does not pass is reported; the last good copy serves on, also after a restart.
set -u
site=/etc/nginx/site
tls=/etc/nginx/tls
# A volume, so that it outlives the container.
kept=/var/lib/edge
poll_seconds=2
# Requests get this long to end, WebSockets are closed then: all the while nobody new is let in.
drain_seconds=8

say() { echo "edge: $*" >&2; }
state() { cat "$site/nginx.conf" "$tls"/* 2>/dev/null | cksum; }

take() {
    rm -rf "$kept/next" && mkdir -p "$kept/next/site" "$kept/next/tls" &&
        cp "$site/nginx.conf" "$kept/next/site/" && cp "$tls"/* "$kept/next/tls/" &&
        nginx -t -q -c "$kept/next/site/nginx.conf" &&
        rm -rf "$kept/good" && mv "$kept/next" "$kept/good"
}

# The directory above keeps others out; whoever owns that may delete this.
umask 0
if ! [ -w "$kept" ]; then
    kept=/tmp/edge
    say "no last good copy outlives this container: 'sagacity deploy init' makes the directory for it"
fi
conf=$kept/good/site/nginx.conf

seen=$(state)
if ! take; then
    if ! { [ -e "$conf" ] && nginx -t -q -c "$conf"; }; then
        say "nginx is not started: $site/nginx.conf or the certificate in $tls is bad, see above; 'sagacity deploy init' writes both"
        exit 1
    fi
    say "STARTED FROM THE LAST GOOD COPY: $site/nginx.conf or the certificate in $tls is bad, see above; 'sagacity deploy init' writes both"
fi
nginx -c "$conf" -g 'daemon off;' &
nginx=$!

stopping=
asked=
trap 'stopping=yes' TERM QUIT INT
trap 'asked=yes' HUP

while [ -z "$stopping" ] && kill -0 "$nginx" 2>/dev/null; do
    if [ -z "$asked" ]; then
        # A signal ends waiting for a job of the background, not one of the foreground.
        sleep "$poll_seconds" &
        wait $!
    fi
    asked=
    now=$(state)
    [ "$now" = "$seen" ] && continue
    seen=$now
    if take; then
        kill -HUP "$nginx" && say 'reloaded: the configuration or the certificate has changed'
    else
        say 'not reloaded: the new configuration or certificate is bad, see above; the one in use stays'
    fi
done

if [ -n "$stopping" ]; then
    kill -QUIT "$nginx" 2>/dev/null
    left=$drain_seconds
    while [ "$left" -gt 0 ] && kill -0 "$nginx" 2>/dev/null; do
        left=$((left - 1))
        sleep 1 &
        wait $!
    done
    kill -TERM "$nginx" 2>/dev/null
fi
wait "$nginx"
