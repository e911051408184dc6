#!/usr/bin/env python3
"""The Windows program finds on a tree what the Linux program finds there, field by field.

usage: same.py ASPXRAY.EXE [NATIVE-ASPXRAY]
"""

import json
import pathlib
import subprocess
import sys

import wine

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
NATIVE = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 and sys.argv[2] else None

# What two systems say differently of the same file, and rightly.
OWN = {"created", "accessed", "mtime", "ctime", "owner", "group", "uid", "gid", "mode", "attributes", "inode"}


def plain(value, root):
    """A record without what is each system's own; paths below the root, with "/"."""
    if isinstance(value, dict):
        return {k: plain(v, root) for k, v in value.items() if k not in OWN}
    if isinstance(value, list):
        return [plain(v, root) for v in value]
    if isinstance(value, str):
        text = value.replace("\\", "/").replace("Z:/", "/")
        return text.replace(str(root), "ROOT")
    return value


def alerts(ndjson, root):
    found = {}
    for record in wine.findings(wine.records(ndjson)):
        record = plain(record, root)
        for key in ("@timestamp", "host", "agent", "ecs"):
            record.pop(key, None)
        record["aspxray"].pop("scan", None)
        found[record["file"]["path"]] = record
    return found


def compare(ours, theirs):
    assert theirs, "the Linux program finds nothing: no comparison"
    wrong = [f"only one of the two reports {path}" for path in sorted(set(ours) ^ set(theirs))]
    for path in sorted(set(ours) & set(theirs)):
        if ours[path] != theirs[path]:
            wrong += [path, "  Linux   " + json.dumps(theirs[path], sort_keys=True),
                      "  Windows " + json.dumps(ours[path], sort_keys=True)]
    assert not wrong, "\n".join(wrong)


def both(folder, *arguments):
    native = subprocess.run([str(NATIVE), "scan", "--format", "ndjson", *arguments], check=False,
                            capture_output=True, cwd=folder, timeout=300).stdout
    return (alerts(wine.run(PROGRAM, "scan", "--format", "ndjson", *arguments, cwd=folder), folder),
            alerts(native, folder))


def demo(*extras):
    if not NATIVE:
        return "no Linux program to compare with"
    with wine.folder() as folder:
        subprocess.run([sys.executable, str(wine.TESTS / "demo/make"), str(folder / "volume"), *extras,
                        "--evidence", str(folder / "evidence.tsv")], check=True)
        compare(*both(folder, *(["--image"] if extras else []), "volume", "--report", "info"))
    return None


def the_demo_volume():
    return demo()


def the_demo_image():
    return demo("--image-extras")


def all_samples():
    if not NATIVE:
        return "no Linux program to compare with"
    with wine.folder() as folder:
        wine.samples(folder / "samples")
        compare(*both(folder, "samples", "--report", "notable"))
    return None


sys.exit(wine.tap([(f.__name__, f) for f in (the_demo_volume, the_demo_image, all_samples)]))
