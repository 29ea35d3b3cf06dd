#!/bin/sh
# Installs once from this folder, without a network, then serves. Settings: HOST, PORT, MALLDRILL_DATA.
set -e
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "需要 Python 3.11 或更高 / needs Python 3.11 or newer" >&2
  exit 2
fi
if [ ! -f "$here/venv/.ready" ]; then
  echo "· 安装 / installing"
  "$python" -m venv "$here/venv"
  "$here/venv/bin/python" -m pip install -q --disable-pip-version-check --no-index \
    --find-links "$here/wheels" --require-hashes -r "$here/requirements.txt"
  "$here/venv/bin/python" -m pip install -q --disable-pip-version-check --no-index --no-deps \
    "$here"/wheels/malldrill-*.whl
  touch "$here/venv/.ready"
fi
export MALLDRILL_DATA="${MALLDRILL_DATA:-$here/data}"
cd "$here"
if [ "$#" -eq 0 ]; then set -- serve; fi
exec "$here/venv/bin/python" -m app.cli "$@"
