#!/bin/sh
# The command of the certbot container: gets the certificate of PUBLIC_HOST by the webroot that nginx serves, keeps it renewed, and
# hands it to nginx, which reloads by itself. Needs to write to /etc/letsencrypt (its state), /etc/nginx/tls and /var/www/acme.
# To try at once:  docker compose kill -s HUP certbot
set -u
umask 022
state=/etc/letsencrypt
live=$state/live/${PUBLIC_HOST:?the name the certificate is for}
renewal=$state/renewal/$PUBLIC_HOST.conf
server=${ACME_SERVER:-https://acme-v02.api.letsencrypt.org/directory}
tls=/etc/nginx/tls
half_day_seconds=43200
# After a failure, within what an authority allows of failed attempts.
retry_seconds=3600

say() { echo "certbot: $*" >&2; }

obtain() {
    if [ -n "${ACME_EMAIL:-}" ]; then set -- --email "$ACME_EMAIL"; else set -- --register-unsafely-without-email; fi
    # Certbot keeps what another authority has issued until it ends; who chose a new one wants its certificate.
    if [ -e "$renewal" ] && ! grep -qxF "server = $server" "$renewal"; then
        say "the certificate there is of another authority than $server: getting a new one"
        set -- "$@" --force-renewal
    else
        set -- "$@" --keep-until-expiring
    fi
    certbot certonly "$@" --non-interactive --agree-tos --key-type ecdsa \
        --webroot --webroot-path /var/www/acme --domain "$PUBLIC_HOST" --cert-name "$PUBLIC_HOST" \
        --server "$server" \
        --config-dir "$state" --work-dir /tmp/certbot --logs-dir /tmp/certbot
}

# Compared each time, so that a copy that failed once is made the next time. Renames: nginx never reads half a file.
hand_over() {
    cmp -s "$live/fullchain.pem" "$tls/fullchain.pem" && cmp -s "$live/privkey.pem" "$tls/privkey.pem" && return 0
    for file in privkey.pem fullchain.pem; do
        cp "$live/$file" "$tls/.$file.new" && chmod 444 "$tls/.$file.new" || return 1
    done
    mv -f "$tls/.privkey.pem.new" "$tls/privkey.pem" && mv -f "$tls/.fullchain.pem.new" "$tls/fullchain.pem" || return 1
    say "$PUBLIC_HOST has a new certificate; nginx takes it within seconds"
}

trap 'exit 0' TERM INT
trap 'say "asked to look now"' HUP

while :; do
    if obtain && hand_over; then
        # Not all installations at the same second.
        pause=$((half_day_seconds + $(od -An -N2 -tu2 /dev/urandom) % 3600))
    else
        say "no certificate this time, see above; the one in use stays, the next try is in $((retry_seconds / 60)) minutes"
        pause=$retry_seconds
    fi
    sleep "$pause" &
    wait $!
done
