"""What a program says of the demo server: the same whatever it was packed into."""
import json
import pathlib
import subprocess
import sys

TREE = pathlib.Path(__file__).resolve().parents[2]

# of the machine, of the run, or counted by the way it was made
NOT_THE_SAME = {"@timestamp", "start", "end", "duration", "accessed", "created", "ctime"}


def make_demo(folder):
    subprocess.run([sys.executable, TREE / "tests/demo/make", f"{folder}/volume", "--evidence",
                    f"{folder}/evidence.tsv"], check=True, stdout=subprocess.DEVNULL)
    return f"{folder}/volume"


def strip(value):
    if isinstance(value, dict):
        return {name: strip(inner) for name, inner in value.items() if name not in NOT_THE_SAME}
    return [strip(inner) for inner in value] if isinstance(value, list) else value


def scan(command, *arguments, **how):
    """(exit status, records without what differs from run to run, in the order of paths)"""
    run = subprocess.run([*command, "scan", "--quiet", "--format", "ndjson", *arguments],
                         capture_output=True, check=False, **how)
    assert not run.stderr, run.stderr
    records = [strip(json.loads(line)) for line in run.stdout.decode().splitlines()]
    assert records and records[-1]["event"]["action"] == "scan-end", run
    records.sort(key=lambda record: (record.get("file", {}).get("path", ""), json.dumps(record)))
    return run.returncode, records
