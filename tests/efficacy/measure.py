"""What a scan says of every file of a folder: through the program's NDJSON, or the yara command."""

import collections
import dataclasses
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "signatures"))

import rulefiles  # noqa: E402

LEVELS = {"info": 1, "notable": 40, "suspicious": 60, "malicious": 80}
# What IIS runs: other files of a collection are not measured.
SUFFIXES = {".aspx", ".ascx", ".ashx", ".asmx", ".asax", ".svc", ".master", ".cshtml", ".vbhtml",
            ".asp", ".asa", ".cer", ".cdx", ".soap", ".rem", ".xamlx", ".config"}


@dataclasses.dataclass
class Verdict:
    score: int = 0
    reasons: list = dataclasses.field(default_factory=list)
    problems: list = dataclasses.field(default_factory=list)


def combine(scores):
    """As src/judge does: 100 * (1 - prod(1 - s / 100 / 2^i)), the highest first."""
    rest = 1.0
    for i, score in enumerate(sorted(scores, reverse=True)):
        rest *= 1 - score / 100 / 2**i
    return round(100 * (1 - rest))


def level_of(score):
    return next((name for name, least in reversed(LEVELS.items()) if score >= least), "clean")


class Program:
    """aspxray itself; of its detectors only those named, where any are."""

    def __init__(self, binary, detectors=(), options=()):
        self.command = [str(binary), "scan", "--format", "ndjson", "--all", *options]
        self.detectors = set(detectors)

    def verdict(self, record):
        told = record["aspxray"]
        reasons = told.get("reasons", [])
        if not self.detectors:
            return Verdict(round(told["score"]), reasons)
        reasons = [reason for reason in reasons if reason["detector"] in self.detectors]
        return Verdict(combine(reason["score"] for reason in reasons), reasons)

    def scan(self, folder):
        """Path -> Verdict, of the files about which anything is said."""
        done = subprocess.run([*self.command, str(folder)], capture_output=True, check=False)
        if done.returncode > 7:
            raise RuntimeError(done.stderr.decode("utf-8", "replace").strip() or
                               f"{self.command[0]}: status {done.returncode}")
        found = collections.defaultdict(Verdict)
        ended = False
        for line in done.stdout.splitlines():
            record = json.loads(line)
            ended = ended or record["event"].get("action") == "scan-end"
            path = record.get("file", {}).get("path")
            if path is None:
                continue
            if record["event"]["kind"] == "alert":
                verdict = self.verdict(record)
                found[path].score, found[path].reasons = verdict.score, verdict.reasons
            else:
                found[path].problems.append(record["event"].get("reason", ""))
        if not ended:
            raise RuntimeError(f"{self.command[0]}: no scan-end: {done.stderr.decode()[-500:]}")
        return found


class YaraCommand:
    """The rules alone, on the bytes as they are."""

    def __init__(self):
        self.scores = {name: int(meta["score"]) for file in rulefiles.files()
                       for name, meta in rulefiles.rules(file).items()}

    def scan(self, folder):
        paths = [os.path.join(at, name) for at, _, names in os.walk(folder) for name in names]
        found = collections.defaultdict(Verdict)
        for path, names in rulefiles.scan(paths).items():
            reasons = [{"detector": "yara", "rule": name, "score": self.scores[name]}
                       for name in sorted(names)]
            found[str(path)] = Verdict(combine(r["score"] for r in reasons), reasons)
        return found


def collection(folder):
    """The files of a folder of samples that are measured, each content once."""
    seen = set()
    for at, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = pathlib.Path(at, name)
            if path.suffix.lower() in SUFFIXES and path.is_file() and not path.is_symlink():
                key = (path.read_bytes(), path.suffix.lower())
                if key not in seen:
                    seen.add(key)
                    yield path


def add_options(parser):
    parser.add_argument("--aspxray", type=pathlib.Path, metavar="BIN",
                        help="the program; without it the yara command runs the rules alone")
    parser.add_argument("--detectors", default="", metavar="NAME,...",
                        help="count the reasons of these detectors only")
    parser.add_argument("--at", default="suspicious", choices=LEVELS,
                        help="the level from which on a file counts as found")


def scanner(args):
    if args.aspxray:
        return Program(args.aspxray, filter(None, args.detectors.split(",")))
    return YaraCommand()
