#!/usr/bin/env python3
"""Every way to scan faster finds the same: same.py ASPXRAY; speaks TAP.

Scans our own samples and the demo volume with all speed-ups on (the default) and with none, on one
thread and on several: the findings must be the same, byte by byte but for the time of the record.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "demo"), str(HERE.parent / "samples")]
sys.dont_write_bytecode = True

import samples  # noqa: E402

FOUND = 7  # the highest exit status that is a result
BASE = ("--threads", "1", "--no-gate")
WAYS = (("the default", ()), ("one thread", ("--threads", "1")), ("no gate", ("--no-gate",)),
        ("four threads", ("--threads", "4")))


def findings(program, folder, options):
    command = [program, "scan", "-q", "--format", "ndjson", "--report", "info", *options, folder]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode < 0 or done.returncode > FOUND:
        raise SystemExit(f"Bail out! status {done.returncode}: {done.stderr.decode()}")
    lines = []
    for line in done.stdout.splitlines():
        record = json.loads(line)
        if record["event"]["kind"] == "alert" or record["event"]["action"] not in (
                "scan-start", "scan-end"):
            stamp = json.dumps(record["@timestamp"]).encode()
            lines.append(line.replace(stamp, b'""', 1))
    return sorted(lines)


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="aspxray-same-") as work:
        folder = pathlib.Path(work)
        samples.unpack(folder / "samples")
        subprocess.run([sys.executable, HERE.parent / "demo" / "make", folder / "demo"],
                       check=True, stdout=subprocess.DEVNULL)
        wanted = findings(program, folder, BASE)
        print(f"1..{len(WAYS) + 1}")
        print("ok 1 - there are findings" if len(wanted) > 50 else
              f"not ok 1 - only {len(wanted)} findings")
        for number, (name, options) in enumerate(WAYS, 2):
            got = findings(program, folder, options)
            print(f"{'ok' if got == wanted else 'not ok'} {number} - {name} finds the same")
            for line in sorted(set(got) ^ set(wanted)):
                sign = "+" if line in set(got) else "-"
                print(f"# {sign} {line.decode('utf-8', 'replace')[:2000]}")


if __name__ == "__main__":
    main()
