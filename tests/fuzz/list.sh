#!/bin/sh
# The names of the fuzz targets that are here.
cd "$(dirname "$0")"
for file in fuzz_*.c; do
	[ -f "$file" ] || continue
	name=${file#fuzz_}
	echo "${name%.c}"
done
