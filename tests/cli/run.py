#!/usr/bin/env python3
"""Runs the program as its user would and compares all that it says, as TAP.

usage: run.py [--update] ASPXRAY [CASE...]

A case is cases/NAME.sh, run by sh in an empty folder; cases/NAME.out is what it must print on
standard output, then on standard error, then its exit status.  What differs from run to run
(times, the host, the version, digests of built-in rules) is masked.  --update writes the .out
files: read the difference before committing it.

A case finds: $ASPXRAY the program, $DEMO a demo server volume (read only), $EVIDENCE what was
dropped there, $SAMPLES a command that unpacks samples (DIR GROUP...), $TOOLS this folder.

ASPXRAY may be a Windows program: it is run by Wine then ($WINE is set for the cases), and its paths
are compared as if they were of this system.
"""

import difflib
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TESTS = HERE.parent

MASKS = [
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"), "TIME"),
    (re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?( UTC)?"), "TIME"),
    (re.compile(r'"id":"[0-9a-f]{32}"'), '"id":"ID"'),
    (re.compile(r'"duration":\d+'), '"duration":N'),
    (re.compile(r'"(created|accessed|mtime|ctime|@timestamp)":"[^"]*"'), r'"\1":"TIME"'),
    (re.compile(r'("rules_id":"|rules )[0-9a-f]{16,64}'), r"\1RULES"),
    (re.compile(r"\b\d+(\.\d+)? (s|seconds?|ms)\b"), "N s"),
    (re.compile(r"rules id +[0-9a-f]{64}"), "rules id     RULES"),
    (re.compile(r"\b\d+ YARA rules, \d+ indicators"), "N YARA rules, N indicators"),
    (re.compile(r"aspxray \d+\.\d+\.\d+"), "aspxray VERSION"),
    (re.compile(r'"version":"\d+\.\d+\.\d+"'), '"version":"VERSION"'),
]


WINE_WORDS = [("File not found", "No such file or directory"),
              ("Path not found", "No such file or directory")]


def as_posix(text, folder=None):
    """What Windows says as it would be said here; done to both sides of a comparison."""
    text = re.sub(r"\bZ:/", "/", re.sub(r"\\+", "/", text))
    for theirs, ours in WINE_WORDS:
        text = text.replace(theirs, ours)
    text = re.sub(r"^  rights  .*\n", "", text, flags=re.M)  # nobody asks for them here
    # a relative root is told in full there
    return text.replace(f"{folder or 'FOLDER'}/", "")


def mask(text, folder):
    host = socket.gethostname()
    text = text.replace(str(folder), "FOLDER")
    if host:
        text = re.sub(rf"\b{re.escape(host)}\b", "HOST", text)
    for pattern, word in MASKS:
        text = pattern.sub(word, text)
    return text


def run_case(case, environment):
    with tempfile.TemporaryDirectory(prefix="aspxray-cli-") as folder:
        done = subprocess.run(["sh", "-eu", str(case)], cwd=folder, env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False,
                              timeout=300)
        # what a case made unreadable must not keep the folder from being removed
        subprocess.run(["chmod", "-R", "u+rwX", folder], check=False)
        if done.returncode == 77:
            return None, done.stderr.decode("utf-8", "replace").strip()
        parts = [part.decode("utf-8", "backslashreplace") for part in (done.stdout, done.stderr)]
        if "WINE" in environment:
            parts = [as_posix(part, folder) for part in parts]
        text = "--- standard error\n".join(mask(part, folder) for part in parts)
        return text + f"--- exit status {done.returncode}\n", None


def main():
    arguments = sys.argv[1:]
    update = "--update" in arguments
    arguments = [a for a in arguments if a != "--update"]
    program, names = pathlib.Path(arguments[0]).resolve(), arguments[1:]
    cases = sorted(c for c in (HERE / "cases").glob("*.sh") if not names or c.stem in names)
    work = pathlib.Path(tempfile.mkdtemp(prefix="aspxray-demo-"))
    subprocess.run([sys.executable, str(TESTS / "demo/make"), str(work / "demo"),
                    "--evidence", str(work / "evidence.tsv")], check=True)
    environment = {
        **os.environ, "ASPXRAY": str(program), "DEMO": str(work / "demo"), "EVIDENCE": str(work / "evidence.tsv"),
        "SAMPLES": f"{sys.executable} {TESTS / 'samples/samples.py'} unpack", "TOOLS": str(HERE),
        "TZ": "UTC", "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
    }
    wine = program.suffix == ".exe"
    if wine:
        starter = work / "aspxray"
        starter.write_text(f'#!/bin/sh\nexec wine "{program}" "$@"\n')
        starter.chmod(0o755)
        environment |= {"ASPXRAY": str(starter), "WINE": "1", "WINEDEBUG": "-all"}
    print(f"1..{len(cases)}")
    failures = 0
    try:
        for number, case in enumerate(cases, 1):
            text, skipped = run_case(case, environment)
            expected_file = case.with_suffix(".out")
            if skipped is not None:
                print(f"ok {number} - {case.stem} # SKIP {skipped}")
                continue
            text = text.replace(str(work), "WORK")
            if update:
                expected_file.write_text(text, encoding="utf-8", newline="")
            expected = ""
            if expected_file.exists():
                expected = expected_file.read_bytes().decode("utf-8")
                expected = as_posix(expected) if wine else expected
            good = text == expected
            failures += not good
            print(f"{'ok' if good else 'not ok'} {number} - {case.stem}", flush=True)
            if not good:
                for line in difflib.unified_diff(expected.split("\n"), text.split("\n"),
                                                 "expected", "printed", lineterm=""):
                    print(f"# {line}")
    finally:
        shutil.rmtree(work)
    return 1 if failures else 0


sys.exit(main())
