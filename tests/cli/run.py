#!/usr/bin/env python3
"""Runs the program as its user would and compares all that it says, as TAP.

usage: run.py [--update] ASPXRAY [CASE...]

A case is cases/NAME.sh, run by sh in an empty folder; cases/NAME.out is what it must print on
standard output, then on standard error, then its exit status.  What differs from run to run
(times, the host, the version, digests of built-in rules) is masked.  --update writes the .out
files: read the difference before committing it.

A case that takes longer than LIMIT has failed; it is ended, with all that it started.

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
import signal
import socket
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TESTS = HERE.parent
LIMIT = 240  # seconds

MASKS = [
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"), "TIME"),
    (re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?( UTC)?"), "TIME"),
    (re.compile(r'"id":"[0-9a-f]{32}"'), '"id":"ID"'),
    (re.compile(r"^(    id +)[0-9a-f]{32}$", re.M), r"\1ID"),
    (re.compile(r"^(    file .*, owner )[^,\n]+", re.M), r"\1OWNER"),
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


def mask_host(text):
    """The name of this machine, where a report has one: a machine may be called like a folder."""
    host = re.escape(socket.gethostname())
    if not host:
        return text
    text = re.sub(rf" on {host}(?= \(|,|$)", " on HOST", text, flags=re.M)
    text = re.sub(rf"^( *\d+\. | +same at +){host}: ", r"\1HOST: ", text, flags=re.M)
    return re.sub(rf'("host":\{{"name":"){host}"', r'\1HOST"', text)


def mask(text, folder):
    text = mask_host(text.replace(str(folder), "FOLDER"))
    for pattern, word in MASKS:
        text = pattern.sub(word, text)
    return text


def run_sh(case, folder, environment):
    """The exit status, or None where it took too long, standard output and standard error."""
    with subprocess.Popen(["sh", "-eu", str(case)], cwd=folder, env=environment, umask=0o022,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, start_new_session=True) as run:
        try:
            parts = run.communicate(timeout=LIMIT)
            return run.returncode, parts
        except subprocess.TimeoutExpired:
            pass
        finally:
            if run.returncode is None:
                os.killpg(run.pid, signal.SIGKILL)
        try:
            return None, run.communicate(timeout=5)
        except subprocess.TimeoutExpired as late:  # who left the group holds the pipe
            return None, (late.output or b"", late.stderr or b"")


def run_case(case, environment):
    """What it printed, and None; or else None, and why it was left out."""
    with tempfile.TemporaryDirectory(prefix="aspxray-cli-") as folder:
        status, parts = run_sh(case, folder, environment)
        # what a case made unreadable must not keep the folder from being removed
        subprocess.run(["chmod", "-R", "u+rwX", folder], check=False)
        if status == 77:
            return None, parts[1].decode("utf-8", "replace").strip()
        parts = [part.decode("utf-8", "backslashreplace") for part in parts]
        if "WINE" in environment:
            parts = [as_posix(part, folder) for part in parts]
        text = "--- standard error\n".join(mask(part, folder) for part in parts)
        end = f"ended after {LIMIT} s" if status is None else f"exit status {status}"
        return text + f"--- {end}\n", None


def choose(names):
    """The cases of these names, or all."""
    cases = sorted((HERE / "cases").glob("*.sh"))
    unknown = set(names) - {case.stem for case in cases}
    if unknown:
        sys.exit(f"run.py: no case is called {', '.join(sorted(unknown))}")
    return [case for case in cases if not names or case.stem in names]


def main():
    arguments = sys.argv[1:]
    update = "--update" in arguments
    arguments = [a for a in arguments if a != "--update"]
    program, names = pathlib.Path(arguments[0]).resolve(), arguments[1:]
    cases = choose(names)
    # what runs tests ends them so when they take too long; then the case is ended as well
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
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
            if update and not text.endswith(f"--- ended after {LIMIT} s\n"):
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
