#!/bin/sh
# The command of the nginx container: runs nginx and reloads it whenever its configuration or certificate changes.
# Every new state is tested first; a bad one is reported and what is running stays.
set -u
conf=/etc/nginx/site/nginx.conf
tls=/etc/nginx/tls
poll_seconds=2
# Docker kills 10 s after it asked; requests get this long to end, WebSockets are closed then.
drain_seconds=8

say() { echo "edge: $*" >&2; }
state() { cat "$conf" "$tls"/* 2>/dev/null | cksum; }

seen=$(state)
if ! nginx -t -q -c "$conf"; then
    say "nginx is not started: $conf or the certificate in $tls is bad, see above; 'sagacity deploy init' writes both"
    exit 1
fi
nginx -c "$conf" -g 'daemon off;' &
nginx=$!

stopping=
trap 'stopping=yes' TERM QUIT INT

while [ -z "$stopping" ] && kill -0 "$nginx" 2>/dev/null; do
    # A signal ends waiting for a job of the background, not one of the foreground.
    sleep "$poll_seconds" &
    wait $!
    now=$(state)
    [ "$now" = "$seen" ] && continue
    seen=$now
    if nginx -t -q -c "$conf"; then
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
