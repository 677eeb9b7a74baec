#!/bin/sh
# The first set-up: writes .env, secrets, certificates and configuration, checks the host, and builds the images.
# Takes the flags of `sagacity deploy init`, for example --host stocks.example.com --tls acme --email you@example.com
set -eu
cd "$(dirname "$0")/.."
[ -d node_modules ] || npm ci --no-audit --no-fund
npx sagacity deploy init "$@"
npx sagacity deploy check
docker compose build --build-arg COMMIT="$(git describe --always --dirty --abbrev=40 --exclude "*" 2>/dev/null || echo unknown)"
echo 'Ready: docker compose up -d --wait, or scripts/start_docker.sh'
