#!/bin/sh
# Starts the stack, or brings it to what .env says, and waits until all of it is healthy. Takes the flags of `sagacity deploy up`.
set -eu
cd "$(dirname "$0")/.."
[ -f .env ] || { echo 'There is no .env yet: run scripts/docker-init.sh first' >&2; exit 1; }
[ -d node_modules ] || npm ci --no-audit --no-fund
exec npx sagacity deploy up "$@"
