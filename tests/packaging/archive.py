#!/usr/bin/env python3
"""packaging/archive: reproducible, complete, with right sums and modes, as TAP."""
import hashlib
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile

import tap

ARCHIVE = pathlib.Path(__file__).resolve().parents[2] / "packaging/archive"
EPOCH = 1700000000
FILES = {"b/two.txt": b"two\n", "a.exe": b"MZ", "tool": b"#!", "README.md": b"", "b/\u0431.txt": b"x"}


def make(folder):
    for name, data in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "tool").chmod(0o700)


def pack(output, folder, expect=0):
    run = subprocess.run([sys.executable, ARCHIVE, output, folder], capture_output=True, text=True,
                         env={**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH)}, check=False)
    assert (run.returncode != 0) == (expect != 0), run.stderr
    return run.stdout


def entries(path):
    """{name: (bytes, mode, time)}"""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as packed:
            return {i.filename: (packed.read(i), i.external_attr >> 16 & 0o7777, i.date_time)
                    for i in packed.infolist()}
    with tarfile.open(path) as packed:
        return {i.name: (packed.extractfile(i).read(), i.mode, time.gmtime(i.mtime)[:6])
                for i in packed.getmembers() if i.uid == 0 and i.gid == 0}


def check(suffix):
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        for name in ("one", "two"):
            make(work / name)
            os.umask(0o022 if name == "one" else 0o077)
        (work / "two/SHA256SUMS").write_text("old")
        first, second = work / f"x-1.0{suffix}", work / "again" / f"x-1.0{suffix}"
        second.parent.mkdir()
        said = pack(first, work / "one")
        pack(second, work / "two")
        assert first.read_bytes() == second.read_bytes()
        assert said == f"{hashlib.sha256(first.read_bytes()).hexdigest()}  {first.name}\n"
        found = entries(first)
        assert list(found) == sorted(found)
        assert set(found) == {f"x-1.0/{name}" for name in [*FILES, "SHA256SUMS"]}
        for name, data in FILES.items():
            mode = 0o755 if name in ("tool", "a.exe") else 0o644
            assert found[f"x-1.0/{name}"] == (data, mode, time.gmtime(EPOCH)[:6]), name
        sums = found["x-1.0/SHA256SUMS"][0].decode().splitlines()
        assert sums == [f"{hashlib.sha256(FILES[n]).hexdigest()}  {n}" for n in sorted(FILES)]
        assert not list(work.glob("*.part"))


def check_zip():
    check(".zip")


def check_tar():
    check(".tar.gz")


def check_what_cannot_be_packed():
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        make(work / "in")
        pack(work / "x.rar", work / "in", expect=1)
        (work / "empty").mkdir()
        pack(work / "x.zip", work / "empty", expect=1)
        (work / "in/link").symlink_to("/etc/passwd")
        pack(work / "x.zip", work / "in", expect=1)
        assert not list(work.glob("x.*"))


tap.run({name: f for name, f in globals().items() if name.startswith("check_")})
