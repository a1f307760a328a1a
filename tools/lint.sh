#!/bin/sh
# The checks that need no build: the house rules, their own test, the format.
set -eu
cd "$(dirname "$0")/.."

python3 tools/tidy.py
for suite in tidy_test verify_test; do
    report=$(python3 tools/$suite.py 2>&1) || { echo "$report"; exit 1; }
done
# Through ls, because git also lists files that were just deleted.
git ls-files -co --exclude-standard -- '*.h' '*.cpp' | xargs -r ls 2>/dev/null |
    xargs -r -n 20 -P "$(nproc)" clang-format-19 --dry-run -Werror
