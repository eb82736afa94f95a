#!/usr/bin/env bash
# All tests, with a real MediaWiki on loopback brought up before and taken down after them.
# Without root, apt or Debian's package the tests that need it are skipped and say so.
set -uo pipefail
cd "$(dirname "$0")/.."
here=tests/mediawiki
base=/dev/shm; [ -w "$base" ] || base=${TMPDIR:-/tmp}
export MWDIR=${MWDIR:-$(mktemp -d "$base/battlebox-wiki.XXXXXX")}
export MWPORT=${MWPORT:-$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')}
export PATH="$PWD/.venv/bin:$PATH"   # its scripts call python3 with requests
log=$(mktemp)
if "$here/setup.sh" deps > "$log" 2>&1 && "$here/setup.sh" create >> "$log" 2>&1 \
   && "$here/setup.sh" start >> "$log" 2>&1 && "$here/setup.sh" seed >> "$log" 2>&1; then
  export BATTLEBOX_WIKI="http://127.0.0.1:$MWPORT"
  echo "MediaWiki is up at $BATTLEBOX_WIKI"
else
  echo "No MediaWiki on this machine (the tests that need one are skipped): $(tail -n 1 "$log")"
fi
.venv/bin/pytest "$@"
code=$?
"$here/setup.sh" stop > /dev/null 2>&1
rm -rf "$MWDIR" "$log"
exit $code
