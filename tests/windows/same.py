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

# What two systems say differently of the same file, and rightly: times and owners, what two versions
# of libmagic call it, the number of a finding (it is made of its path), signatures of programs.
OWN = {"created", "accessed", "mtime", "ctime", "owner", "group", "uid", "gid", "mode", "attributes", "inode",
       "magic", "mime_type", "id", "signature", "code_signature", "drive_letter"}
OWN_DETECTORS = {"time", "signature"}


def plain(value, root):
    """A record without what is each system's own; paths below the root, with "/"."""
    if isinstance(value, dict):
        return {k: plain(v, root) for k, v in value.items() if k not in OWN}
    if isinstance(value, list):
        return [plain(v, root) for v in value]
    if isinstance(value, str):
        text = value.replace("\\", "/").replace("Z:/", "/")
        # a relative root is told as it was named here, and in full there
        return text.replace(f"{root}/", "").replace(str(root), "ROOT")
    return value


def alerts(ndjson, root):
    found = {}
    for record in wine.findings(wine.records(ndjson)):
        record = plain(record, root)
        for key in ("@timestamp", "host", "agent", "ecs"):
            record.pop(key, None)
        told = record["aspxray"]
        told.pop("scan", None)
        # "tiny" is told beside others only, which may be one of time
        reasons = [reason for reason in told["reasons"]
                   if reason["detector"] not in OWN_DETECTORS and reason["rule"] != "tiny"]
        if not reasons:
            continue
        if len(reasons) < len(told["reasons"]):
            # what is left of the score cannot be seen; the level and each reason's score can
            told.pop("score")
            for key in ("risk_score", "severity"):
                record["event"].pop(key, None)
        told["reasons"] = reasons
        record["event"].pop("reason", None)
        found[record["file"]["path"]] = record
    return found


def difference(where, linux, windows):
    if isinstance(linux, dict) and isinstance(windows, dict):
        return [line for key in sorted(set(linux) | set(windows))
                for line in difference(f"{where}.{key}", linux.get(key), windows.get(key))]
    if isinstance(linux, list) and isinstance(windows, list) and len(linux) == len(windows):
        return [line for at, pair in enumerate(zip(linux, windows))
                for line in difference(f"{where}[{at}]", *pair)]
    if linux == windows:
        return []
    return [f"  {where}: Linux {json.dumps(linux)[:300]}", f"  {' ' * len(where)}  Windows {json.dumps(windows)[:300]}"]


def compare(ours, theirs):
    assert theirs, "the Linux program finds nothing: no comparison"
    wrong = [f"only one of the two reports {path}" for path in sorted(set(ours) ^ set(theirs))]
    for path in sorted(set(ours) & set(theirs)):
        if "score" not in ours[path]["aspxray"] or "score" not in theirs[path]["aspxray"]:
            for record in (ours[path], theirs[path]):
                record["aspxray"].pop("score", None)
                record["event"] = {}
        if ours[path] != theirs[path]:
            wrong += [path, *difference("", theirs[path], ours[path])]
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
