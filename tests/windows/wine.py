"""Runs Windows programs under Wine, and prints TAP."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parent.parent


def environment():
    return {**os.environ, "WINEDEBUG": "-all", "LC_ALL": "C.UTF-8"}


def run(program, *arguments, cwd=None, expect=None):
    """The program's standard output as bytes; its status must be among expect where that is given."""
    done = subprocess.run(["wine", str(program), *map(str, arguments)], cwd=cwd, env=environment(),
                          stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=300)
    if expect is not None and done.returncode not in expect:
        sys.stderr.write(done.stderr.decode("utf-8", "replace"))
        raise AssertionError(f"{pathlib.Path(program).name} {arguments}: status {done.returncode}")
    return done.stdout


def windows_path(path):
    """A path of this system as a program under Wine sees it."""
    return "Z:" + str(path).replace("/", "\\")


def records(ndjson):
    return [json.loads(line) for line in ndjson.decode("utf-8").split("\n") if line]


def findings(all_records):
    return [r for r in all_records if r["event"]["kind"] == "alert"]


def samples(folder, *groups):
    """Unpacks samples, of these groups or of all: their files, sorted."""
    subprocess.run([sys.executable, str(TESTS / "samples/samples.py"), "unpack", str(folder), *groups],
                   check=True, stdout=subprocess.DEVNULL)
    return sorted(p for p in pathlib.Path(folder).rglob("*") if p.is_file())


@contextlib.contextmanager
def folder():
    path = pathlib.Path(tempfile.mkdtemp(prefix="aspxray-windows-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def tap(tests):
    """tests: (name, function); one that returns text was skipped, and the text says why."""
    if not shutil.which("wine"):
        print("1..0 # SKIP no wine")
        return 0
    print(f"1..{len(tests)}")
    failures = 0
    for number, (name, test) in enumerate(tests, 1):
        skipped = None
        try:
            skipped = test()
            good = True
        except (AssertionError, OSError, subprocess.SubprocessError, ValueError, KeyError) as wrong:
            good = False
            for line in str(wrong).split("\n"):
                print(f"# {line}")
        failures += not good
        print(f"{'ok' if good else 'not ok'} {number} - {name}{f' # SKIP {skipped}' if skipped else ''}",
              flush=True)
    return 1 if failures else 0
