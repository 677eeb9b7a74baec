#!/bin/sh
# Starts Redis with 70 % of its container's memory for data, the rest being for buffers and what it writes; a member of the profile ha,
# which has a name in SELF, as what it is now. `replicaof` is kept by the Sentinels in the file on the volume; what they answer
# goes before it, because a server that was away may have been deposed meanwhile. The rest of the file is written anew each time.
set -eu
umask 077
grep -qE '^(requirepass|user default) ' /run/secrets/redis.conf || {
  echo "not started: secrets/redis.conf has no password in it, and everybody would be let in; sagacity deploy init writes it" >&2
  exit 1
}
case $MEMORY in *[gG]) megabytes=$((${MEMORY%?} * 1024)) ;; *) megabytes=${MEMORY%?} ;; esac
set -- --maxmemory "${MAXMEMORY:-$((megabytes * 7 / 10))mb}"
[ -n "${SELF:-}" ] || exec redis-server /etc/redis/redis.conf "$@"

kept=/data/redis.conf
if [ -e "$kept" ]; then role=$(grep '^replicaof ' "$kept" || true); else role=${FIRST_MASTER:+replicaof $FIRST_MASTER 6379}; fi
for sentinel in sentinel-1 sentinel-2 sentinel-3; do
  master=$(timeout 1 redis-cli -h "$sentinel" -p 26379 sentinel get-master-addr-by-name mymaster 2>/dev/null | head -n 1) || continue
  case $master in
    '' | *' '*) continue ;;
    "$SELF") role= ;;
    *) role="replicaof $master 6379" ;;
  esac
  break
done
# Renamed into place: on a full disk the old one stays whole.
printf 'include /etc/redis/redis.conf\nreplica-announce-ip %s\n%s\n' "$SELF" "$role" > "$kept.next" && mv "$kept.next" "$kept"
echo "$SELF: ${role:-master}"
exec redis-server "$kept" "$@"
