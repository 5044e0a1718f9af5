#!/bin/sh
# Dumps the database every BACKUP_HOURS hours into BACKUP_FOLDER (/backups) and keeps the newest
# BACKUP_KEEP dumps.
# With "once" it dumps once and ends. A dump is written beside its name and put there when it is whole.
set -eu

folder=${BACKUP_FOLDER:-/backups}

dump() {
  name="$folder/harborlight-$(date -u +%Y%m%dT%H%M%SZ)"
  # Roles belong to the server and not to the database; passwords stay where they are.
  pg_dumpall --roles-only --no-role-passwords >"$name.roles.sql.part"
  pg_dump --format=custom --file="$name.dump.part"
  # What cannot be listed could not be restored.
  pg_restore --list "$name.dump.part" >/dev/null
  mv "$name.roles.sql.part" "$name.roles.sql"
  mv "$name.dump.part" "$name.dump"
  echo "Backed up to $name.dump"
  ls -1 "$folder"/*.dump | sort -r | tail -n "+$((${BACKUP_KEEP:-14} + 1))" | while read -r old; do
    rm -f "$old" "${old%.dump}.roles.sql"
  done
}

umask 077
if [ "${1:-}" = once ]; then
  dump
  exit
fi
while :; do
  # A dump that fails is said and tried again in the next round; its absence is an alarm.
  dump || echo "The backup was not made." >&2
  sleep "$((${BACKUP_HOURS:-6} * 3600))" &
  wait $!
done
