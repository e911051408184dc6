#!/usr/bin/env python3
"""Turns builds.txt and files.txt into a C file that defines one struct axr_shipped.

usage: pack.py BUILDS FILES SYMBOL OUTPUT

The tables are constant, sorted and hashed here, so that the program needs no work at start.
src/known/shipped.h says what they mean.
"""
import re
import sys

EMPTY = 0xFFFF
PER_LINE = 24


def fail(name, line, what):
    sys.exit(f"{name}:{line}: {what}")


def lines(name):
    with open(name, encoding="ascii") as text:
        for number, line in enumerate(text, 1):
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                yield number, line


def read_builds(name):
    builds = []
    for number, line in lines(name):
        match = re.fullmatch(r"(\d+) (\d+)\.(\d+)\.(\d+)\.(\d+)( no-frontend)?", line)
        if not match or int(match[1]) != len(builds):
            fail(name, number, "expected 'NUMBER W.X.Y.Z [no-frontend]', numbers from 0 on")
        version = tuple(int(part) for part in match.group(2, 3, 4, 5))
        if builds and builds[-1][0] >= version:
            fail(name, number, "builds must ascend")
        builds.append((version, not match[6]))
    return builds


def read_set(text, count):
    members = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        first, last = int(first), int(last or first)
        if first > last or last >= count:
            raise ValueError
        members.update(range(first, last + 1))
    return frozenset(members)


def read_files(name, build_count):
    """[(path, [(digest, builds)])], sorted by path."""
    paths = {}
    rows = None
    for number, line in lines(name):
        if not line.startswith("\t"):
            if line != line.lower() or "\\" in line or line.startswith("/"):
                fail(name, number, "a path is lower case, relative, with '/' between")
            if line in paths:
                fail(name, number, "this path was there before")
            rows = paths[line] = []
            continue
        match = re.fullmatch(r"\t([0-9a-f]{64}) ([0-9,-]+)", line)
        if not match or rows is None:
            fail(name, number, "expected a tab, a SHA-256, a blank and builds")
        try:
            rows.append((bytes.fromhex(match[1]), read_set(match[2], build_count)))
        except ValueError:
            fail(name, number, "no such builds: " + match[2])
    return sorted((path.encode("ascii"), rows) for path, rows in paths.items())


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def hash_slots(paths):
    size = 16
    while size < 2 * len(paths):
        size *= 2
    slots = [EMPTY] * size
    for index, (path, _) in enumerate(paths):
        at = fnv1a(path) & (size - 1)
        while slots[at] != EMPTY:
            at = (at + 1) & (size - 1)
        slots[at] = index
    return slots


def put_bytes(out, name, data):
    out.write(f"static const uint8_t {name}[] =\n")
    for at in range(0, max(len(data), 1), PER_LINE):
        text = "".join(f"\\{byte:03o}" for byte in data[at:at + PER_LINE])
        out.write(f'\t"{text}"\n')
    out.write("\t;\n\n")


def put_array(out, kind, name, values):
    out.write(f"static const {kind} {name}[] = {{\n")
    for at in range(0, len(values), PER_LINE):
        out.write("\t" + " ".join(f"{value}," for value in values[at:at + PER_LINE]) + "\n")
    out.write("};\n\n")


def write(out, symbol, builds, paths):
    digests = sorted({digest for _, rows in paths for digest, _ in rows})
    sets = sorted({members for _, rows in paths for _, members in rows}, key=sorted)
    if max(len(digests), len(sets), len(paths)) >= EMPTY or not paths:
        sys.exit("pack.py: more rows than 16 bits can number, or none")
    digest_at = {digest: index for index, digest in enumerate(digests)}
    set_at = {members: index for index, members in enumerate(sets)}
    stride = (len(builds) + 7) // 8
    place_of = {}
    rows, first_row, pool, path_at = [], [0], b"", [0]
    for index, (path, contents) in enumerate(paths):
        for digest, members in contents:
            rows.append(f"{{{digest_at[digest]}, {set_at[members]}}}")
            place_of.setdefault(digest, index)
        first_row.append(len(rows))
        pool += path
        path_at.append(len(pool))
    bucket = [0] * 257
    for digest in digests:
        bucket[digest[0] + 1] += 1
    for at in range(1, 257):
        bucket[at] += bucket[at - 1]
    slots = hash_slots(paths)

    out.write('/* Made by pack.py; do not edit. */\n#include "known/shipped.h"\n\n')
    put_array(out, "struct axr_build", "builds",
              [f"{{{{{v[0]}, {v[1]}, {v[2]}, {v[3]}}}, {str(fe).lower()}}}" for v, fe in builds])
    put_bytes(out, "pool", pool)
    put_array(out, "uint32_t", "path_at", path_at)
    put_array(out, "uint32_t", "first_row", first_row)
    put_array(out, "struct axr_shipped_row", "rows", rows)
    put_bytes(out, "digests", b"".join(digests))
    put_array(out, "uint16_t", "digest_path", [place_of[digest] for digest in digests])
    put_array(out, "uint16_t", "bucket", bucket)
    put_bytes(out, "sets", b"".join(
        sum(1 << member for member in members).to_bytes(stride, "little") for members in sets))
    put_array(out, "uint16_t", "slots", slots)
    out.write(f"const struct axr_shipped {symbol} = {{\n")
    for field, value in (("builds", "builds"), ("build_count", len(builds)), ("pool", "pool"),
                         ("path_at", "path_at"), ("path_count", len(paths)),
                         ("first_row", "first_row"), ("rows", "rows"), ("digests", "digests"),
                         ("digest_count", len(digests)), ("digest_path", "digest_path"),
                         ("bucket", "bucket"), ("sets", "sets"), ("set_size", stride),
                         ("slots", "slots"), ("slot_mask", len(slots) - 1)):
        out.write(f"\t.{field} = {value},\n")
    out.write("};\n")


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    builds_name, files_name, symbol, output = sys.argv[1:]
    builds = read_builds(builds_name)
    paths = read_files(files_name, len(builds))
    with open(output, "w", encoding="ascii") as out:
        write(out, symbol, builds, paths)


if __name__ == "__main__":
    main()
