# Sourced by run and test: sets $python to a Python of 3.11 or newer that really starts, or ends with a sentence.
# A name alone says nothing: version managers leave commands that exist and fail, and some builds lack modules.
python=
for candidate in ${SELFAUDIT_PYTHON:+"$SELFAUDIT_PYTHON"} python3 python3.13 python3.12 python3.14 python3.11 python; do
    if "$candidate" -c 'import sys, ssl, sqlite3, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    cat "$root/scripts/no-python.txt" >&2
    exit 69
fi
