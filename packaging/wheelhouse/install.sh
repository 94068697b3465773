#!/bin/sh
# Installs selfaudit from this folder alone, without internet: ./install.sh [FOLDER, default ~/selfaudit]
set -e
here=$(cd "$(dirname -- "$0")" && pwd)
target=${1:-$HOME/selfaudit}
python=${PYTHON:-python3}
"$python" -m venv "$target"
"$target/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --find-links="$here/wheels" --only-binary :all: --require-hashes -r "$here/requirements.txt"
echo "$target/bin/selfaudit"
