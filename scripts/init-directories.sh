#!/bin/sh
# Makes the directories of a deployment with the right modes, and nothing else; `sagacity deploy init` does this too.
set -eu
cd "$(dirname "$0")/.."
[ -d node_modules ] || npm ci --no-audit --no-fund
exec npx sagacity deploy init --directories-only "$@"
