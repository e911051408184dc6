#!/usr/bin/env python3
"""Compares the findings on the demo volume with what was dropped there.

usage: demo.py FINDINGS.ndjson VOLUME EVIDENCE.tsv

VOLUME is the folder that was scanned, or "C:" where it was scanned as an image.
"""

import json
import pathlib
import sys

LEVELS = ["clean", "info", "notable", "suspicious", "malicious"]


def main(findings, volume, evidence):
    dropped = {}
    for line in pathlib.Path(evidence).read_text("utf-8").splitlines():
        path, level, _ = line.split("\t")
        dropped[path] = level
    found = {}
    for line in open(findings, encoding="utf-8"):
        record = json.loads(line)
        if record["event"]["kind"] == "alert":
            path = record["file"]["path"].replace("\\", "/").removeprefix("Z:")
            path = pathlib.PurePosixPath(path).relative_to(volume).as_posix()
            found[path] = record["aspxray"]["level"]
    print(f"{len(dropped)} shells were dropped")
    for path in sorted(set(dropped) | set(found)):
        level = found.get(path, "clean")
        if path in dropped:
            if LEVELS.index(level) < min(LEVELS.index(dropped[path]), LEVELS.index("suspicious")):
                print(f"missed: {path} is {level}, {dropped[path]} expected")
        elif LEVELS.index(level) >= LEVELS.index("notable"):
            print(f"false alarm: {path} is {level}")


main(*sys.argv[1:])
