#!/usr/bin/env python3
"""The Debian package: it builds, lintian has nothing to say, and what is in it runs, as TAP.

usage: deb.py ASPXRAY BUILD
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import findings
import tap

ASPXRAY, BUILD = sys.argv[1], pathlib.Path(sys.argv[2])
made = []


def package():
    for tool in ("dpkg-buildpackage", "dh", "lintian"):
        if not shutil.which(tool):
            raise tap.Skip(f"{tool} is not installed")
    if not made:
        run = subprocess.run([findings.TREE / "packaging/deb", BUILD / "deb", BUILD / "packages"],
                             capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        made.append(run.stdout.strip())
    return made[0]


def fields(deb):
    text = subprocess.run(["dpkg", "-f", deb], capture_output=True, text=True, check=True).stdout
    return dict(line.split(": ", 1) for line in text.splitlines() if re.match(r"[A-Z][\w-]*: ", line))


def check_it_builds():
    deb = package()
    version = subprocess.run([ASPXRAY, "version"], capture_output=True, text=True,
                             check=True).stdout.split()[1]
    told = fields(deb)
    assert told["Package"] == "aspxray" and told["Version"] == version, told
    for library in ("libc6", "libyara", "libmagic1", "libssl3", "libhivex0"):
        assert re.search(rf"\b{library}", told["Depends"]), told["Depends"]


def check_lintian():
    run = subprocess.run(["lintian", "--allow-root", "--fail-on", "error,warning,info", "-i", package()],
                         capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def check_what_is_in_it():
    listing = subprocess.run(["dpkg", "-c", package()], capture_output=True, text=True, check=True).stdout
    files = {line.split()[-1][1:] for line in listing.splitlines() if line[0] == "-"}
    assert files == {"/usr/bin/aspxray", "/usr/share/man/man1/aspxray.1.gz",
                     *(f"/usr/share/doc/aspxray/{name}" for name in
                       ("README.md.gz", "changelog.gz", "copyright"))}, files


def check_it_finds_the_same():
    deb = package()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dpkg", "-x", deb, f"{folder}/root"], check=True)
        program = f"{folder}/root/usr/bin/aspxray"
        subprocess.run([program, "version"], check=True, stdout=subprocess.DEVNULL)
        volume = findings.make_demo(folder)
        for arguments in ([volume], ["--image", volume]):
            ours, packed = findings.scan([ASPXRAY], *arguments), findings.scan([program], *arguments)
            assert ours == packed and ours[0] & 1


tap.run({name: f for name, f in globals().items() if name.startswith("check_")})
