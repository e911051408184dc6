#!/usr/bin/env python3
"""The static tarball: what is in it, and that it finds the same where nothing else is, as TAP.

usage: tarball.py ASPXRAY BUILD
"""
import hashlib
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile

import findings
import tap

ASPXRAY, BUILD = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
SOURCES = {"expat", "file", "gcc", "glibc", "hivex", "jansson", "openssl", "pcre2", "yara", "zlib"}
PT_INTERP = 3
made = []


def unpacked(folder):
    """The one folder of the tarball."""
    if not shutil.which("dpkg"):
        raise tap.Skip("the parts are looked up in the packages of Debian, and there is no dpkg")
    if not made:
        run = subprocess.run([findings.TREE / "packaging/tarball", BUILD / "tarball", BUILD / "packages"],
                             capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        made.append(run.stdout.strip())
    with tarfile.open(made[0]) as packed:
        packed.extractall(folder, filter="data") if hasattr(tarfile, "data_filter") else packed.extractall(folder)
    (only,) = pathlib.Path(folder).iterdir()
    assert f"{only.name}.tar.gz" == pathlib.Path(made[0]).name
    return only


def check_what_is_in_it():
    with tempfile.TemporaryDirectory() as folder:
        tree = unpacked(folder)
        files = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()}
        assert {"aspxray", "README.md", "LICENSE", "aspxray.1", "SHA256SUMS", "sbom.cdx.json"} <= files
        sums = dict(reversed(line.split("  ")) for line in
                    (tree / "SHA256SUMS").read_text().splitlines())
        assert set(sums) == files - {"SHA256SUMS"}
        for name, digest in sums.items():
            assert hashlib.sha256((tree / name).read_bytes()).hexdigest() == digest, name
        bom = json.loads((tree / "sbom.cdx.json").read_text())
        assert bom["metadata"]["component"]["hashes"][0]["content"] == sums["aspxray"]
        names = {"gcc" if part["name"].startswith("gcc-") else part["name"] for part in bom["components"]}
        assert SOURCES <= names, names
        assert len([name for name in files if name.startswith("licences/")]) >= len(SOURCES)


def check_it_is_static():
    with tempfile.TemporaryDirectory() as folder:
        program = (unpacked(folder) / "aspxray").read_bytes()
    assert program[:5] == b"\x7fELF\x02"
    at, size, count = struct.unpack_from("<Q", program, 32)[0], *struct.unpack_from("<HH", program, 54)
    kinds = {struct.unpack_from("<I", program, at + i * size)[0] for i in range(count)}
    assert kinds and PT_INTERP not in kinds


def jail(root):
    """The command that runs another with root as its whole file system."""
    ways = [["unshare", "-r", f"--root={root}", "--wd=/"]]
    if os.geteuid() == 0:
        ways.append(["chroot", root])
    for way in ways:
        if subprocess.run([*way, "/aspxray", "version"], capture_output=True, check=False, env={}).returncode == 0:
            return way
    raise tap.Skip("neither unshare nor chroot is allowed here")


def encode(text, name, path):
    run = subprocess.run(["iconv", "-f", "UTF-8", "-t", name], input=text, capture_output=True, check=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(run.stdout)
    (path.parent / "web.config").write_text(
        f'<configuration><system.web><globalization fileEncoding="{name}"/></system.web></configuration>\n')


def add_code_pages(volume):
    """Shells that can only be seen through a code page which the program does not read by itself."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, findings.TREE / "tests/samples/samples.py", "unpack", folder, "family"],
                       check=True, stdout=subprocess.DEVNULL)
        texts = [path.read_bytes() for path in sorted(pathlib.Path(folder).rglob("*.aspx"))]
    text = next(t for t in texts if t.isascii() and b"Request" in t and b"\\" not in t and b"~" not in t)
    for name in ("IBM939", "IBM1390", "IBM933"):
        encode(text, name, volume / "code pages" / name / "x.aspx")


def check_it_finds_the_same_where_nothing_else_is():
    with tempfile.TemporaryDirectory() as folder:
        root = unpacked(folder)
        way = jail(root)
        volume = pathlib.Path(findings.make_demo(root))
        add_code_pages(volume)
        for arguments in (["volume"], ["--image", "volume"]):
            ours = findings.scan([ASPXRAY], *arguments, cwd=root)
            alone = findings.scan([*way, "/aspxray"], *arguments, env={})
            assert ours[0] == alone[0] and ours[0] & 1
            for one, other in zip(ours[1], alone[1]):
                for record in (one, other):  # there is no /etc/passwd that has their names
                    for name in ("owner", "group"):
                        record.get("file", {}).pop(name, None)
                assert one == other, (one, other)
            assert len(ours[1]) == len(alone[1])
            found = {r["file"]["path"].replace("\\", "/").split("/")[-2] for r in alone[1]
                     if "file" in r and r["event"]["kind"] == "alert" and "code pages" in r["file"]["path"]}
            assert "--image" in arguments or found == {"IBM939", "IBM1390", "IBM933"}, found


tap.run({name: f for name, f in globals().items() if name.startswith("check_")})
