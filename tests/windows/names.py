#!/usr/bin/env python3
"""A shell is reported wherever and under whatever name it lies.

usage: names.py ASPXRAY.EXE HOLD.EXE
"""

import pathlib
import subprocess
import sys

import wine

PROGRAM, HOLD = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])


def page(folder):
    return wine.samples(folder, "demo")[0].read_bytes()


def scan(folder, expect):
    return wine.records(wine.run(PROGRAM, "scan", "--format", "ndjson", "tree", cwd=folder,
                                 expect=expect))


def is_found(make):
    """make(tree, page) puts one page somewhere below the tree; it must be found malicious."""
    with wine.folder() as folder:
        tree = folder / "tree"
        tree.mkdir()
        path = make(tree, page(folder / "samples"))
        found = wine.findings(scan(folder, {1, 3}))
        assert len(found) == 1, f"{len(found)} findings"
        assert found[0]["aspxray"]["level"] == "malicious", found[0]["aspxray"]["level"]
        said = found[0]["file"]["path"].replace("\\", "/").removeprefix(f"Z:{folder}/")
        assert said == path.relative_to(folder).as_posix(), said
        return found[0]


def put(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def hidden_and_system():
    def make(tree, data):
        path = put(tree / "owa" / "x.aspx", data)
        subprocess.run(["wine", str(HOLD), "hide", wine.windows_path(path)], check=True,
                       env=wine.environment())
        return path
    attributes = is_found(make)["file"]["attributes"]
    if "hidden" not in attributes:
        return "the file system under Wine keeps no attributes"
    assert "system" in attributes, attributes
    return None


def reserved_folder():
    is_found(lambda tree, data: put(tree / "ProgramData" / "COM1" / "shell.aspx", data))


def reserved_names():
    for name in ("aux.aspx", "con", "nul.aspx"):
        if name != "con":
            is_found(lambda tree, data, name=name: put(tree / name, data))
    is_found(lambda tree, data: put(tree / "con" / "prn.aspx", data))


def far_down():
    def make(tree, data):
        path = tree
        while len(str(path)) < 400:
            path = path / ("folder" * 8)
        return put(path / "shell.aspx", data)
    is_found(make)


def trailing_dot():
    is_found(lambda tree, data: put(tree / "shell.aspx.", data))


def trailing_space():
    is_found(lambda tree, data: put(tree / "sub " / "shell.aspx", data))


def cyrillic():
    is_found(lambda tree, data: put(tree / "оболочка" / "страница.aspx", data))


def right_to_left():
    is_found(lambda tree, data: put(tree / "\u202exspa.gpj.aspx", data))


def locked():
    with wine.folder() as folder:
        tree = folder / "tree"
        path = put(tree / "locked.aspx", page(folder / "samples"))
        with subprocess.Popen(["wine", str(HOLD), "open", wine.windows_path(path)], env=wine.environment(),
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
            assert holder.stdout.readline().strip() == b"held"
            told = scan(folder, {4, 5, 6, 7})
            rows = wine.records(wine.run(PROGRAM, "scan", "--inventory", "--no-hash", "--format", "ndjson",
                                         "tree", cwd=folder, expect={0}))
            holder.stdin.close()
        problems = [r for r in told if r["aspxray"].get("trouble")]
        assert any(r["file"]["path"].endswith("locked.aspx") for r in problems), problems
        size = path.stat().st_size
        listed = [r["file"] for r in rows if r.get("file", {}).get("path", "").endswith("locked.aspx")]
        assert len(listed) == 1 and listed[0]["size"] == size and listed[0]["owner"], listed
        finding, = wine.findings(told)
        assert finding["file"]["size"] == size and finding["file"]["mtime"], finding["file"]
        end = told[-1]["aspxray"]
        assert end["exit_status"] & 4, end["exit_status"]


sys.exit(wine.tap([(f.__name__, f) for f in (
    hidden_and_system, reserved_folder, reserved_names, far_down, trailing_dot, trailing_space, cyrillic,
    right_to_left, locked,
)]))
