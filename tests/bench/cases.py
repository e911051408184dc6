"""What is run, against whom, and how much of their time it may take."""

import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "signatures"))

import rulefiles  # noqa: E402
import timing  # noqa: E402

FIND_FACTS = "%p\\t%s\\t%u\\t%g\\t%m\\t%T@\\t%C@\\t%A@\\n"
FOUND = 7  # the exit status of aspxray is a set of bits; above them it has failed

# Name, tree, ours, peers (their times are summed), at most this part of theirs.
CASES = (
    ("default", "exchange", "aspxray", ("yara-own", "sha256deep"), 0.50),
    ("public-peer", "exchange", "aspxray", ("yara-public", "sha256deep"), 0.30),
    ("baseline", "exchange", "aspxray-baseline", ("sha256deep",), 1.10),
    ("public-rules", "exchange", "aspxray-public", ("yara-public",), 1.05),
    ("threads", "exchange", "aspxray", ("aspxray-1",), 0.55),
    ("no-gate", "exchange", "aspxray", ("aspxray-no-gate",), 1.00),
    ("clamav", "exchange", "aspxray", ("clamscan",), None),
    ("pages", "pages", "aspxray", ("yara-own",), 2.5),
    ("pages-threads", "pages", "aspxray", ("aspxray-1",), 0.55),
    ("one-file", "one", "aspxray", ("yara-own",), 1.0),
    ("one-finding", "finding", "aspxray", ("yara-own",), None),
    ("inventory", "million", "aspxray-inventory", ("find",), 1.3),
    ("walk", "million", "walk", ("find",), 1.3),
    ("fd", "million", "walk", ("fd",), None),
    ("huge", "huge", "aspxray", ("yara-own", "sha256deep"), None),
)
MEMORY = {"huge": 64 + 100}  # MiB: window and the rest
MEMORY_ELSE = 150
BIG = {"million", "huge"}  # trees that are built only when asked for
REPEAT = {"one": 20, "finding": 20}  # a process that is over at once is run so often for one time


class Contenders:
    """The commands for each tree, and why one cannot be run."""

    def __init__(self, program, inside, work, public):
        self.program, self.inside, self.work = program, inside, pathlib.Path(work)
        self.public = sorted(public.glob("*.yar*")) if public and public.is_dir() else (
            [public] if public else [])
        self.help = subprocess.run([program, "scan", "--help"], capture_output=True, text=True,
                                   check=True).stdout

    def ours(self, tree, *options):
        return [[self.program, "scan", "-q", "--format", "ndjson", *options, tree]], FOUND

    def compiled(self):
        """Our own rules as yara wants them: compiled, so that it loses no time over their text."""
        target = self.work / "own.yarc"
        sources = [f"{file.stem}:{file}" for file in rulefiles.files()]
        subprocess.run(["yarac", "-w", *rulefiles.defines("x.aspx"), *sources, target], check=True)
        return target

    def get(self, name, tree):
        """(commands, highest good status) or a string that says what is missing."""
        return getattr(self, "of_" + name.replace("-", "_"))(tree)

    def of_aspxray(self, tree):
        return self.ours(tree)

    def of_aspxray_1(self, tree):
        return self.ours(tree, "--threads", "1")

    def of_aspxray_no_gate(self, tree):
        if "--no-gate" not in self.help:
            return "aspxray has no --no-gate"
        return self.ours(tree, "--no-gate")

    def of_aspxray_public(self, tree):
        if not self.public:
            return "no public rules: --public DIR"
        return self.ours(tree, *(f"--rules={file}" for file in self.public))

    def of_aspxray_baseline(self, tree):
        if "--baseline" not in self.help:
            return "aspxray has no --baseline"
        if not shutil.which("hashdeep"):
            return "hashdeep is not installed"
        return self.ours(tree, "--baseline", self.baseline(tree))

    def baseline(self, tree):
        """What hashdeep says of 95 % of the files."""
        target = self.work / "baseline.hashdeep"
        listed = subprocess.run(["hashdeep", "-c", "sha256", "-r", "-l", "."], cwd=tree,
                                capture_output=True, check=True).stdout
        lines = listed.splitlines(keepends=True)
        kept = [line for number, line in enumerate(lines)
                if line[:1] in b"%#" or number % 20]
        target.write_bytes(b"".join(kept))
        return target

    def of_aspxray_inventory(self, tree):
        if "--inventory" not in self.help or "--no-hash" not in self.help:
            return "aspxray has no --inventory without hashes"
        return self.ours(tree, "--inventory", "--no-hash")

    def of_yara_own(self, tree):
        if not shutil.which("yara") or not shutil.which("yarac"):
            return "yara is not installed"
        return [["yara", "-C", "-N", "-w", "-r", "-p", "2", self.compiled(), tree]], 0

    def of_yara_public(self, tree):
        if not shutil.which("yara"):
            return "yara is not installed"
        if not self.public:
            return "no public rules: --public DIR"
        sources = [f"{file.stem}:{file}" for file in self.public]
        return [["yara", "-N", "-w", "-r", "-p", "2", *rulefiles.defines("x.aspx"), *sources,
                 tree]], 0

    def of_sha256deep(self, tree):
        if not shutil.which("sha256deep"):
            return "hashdeep is not installed"
        return [["sha256deep", "-r", "-j2", tree]], 0

    def of_clamscan(self, tree):
        if not shutil.which("clamscan"):
            return "clamav is not installed"
        if not any(pathlib.Path("/var/lib/clamav").glob("*.c[vl]d")):
            return "clamav has no signatures: freshclam"
        return [["clamscan", "-r", "-i", "--no-summary", tree]], 1

    def of_find(self, tree):
        return [["find", tree, "-type", "f", "-printf", FIND_FACTS]], 0

    def of_fd(self, tree):
        name = shutil.which("fdfind") or shutil.which("fd")
        if not name:
            return "fd-find is not installed"
        return [[name, "-u", "-j", "2", "-t", "f", ".", tree]], 0

    def of_walk(self, tree):
        return [[self.inside, "walk", tree]], 0


def inside(program, *arguments):
    """name -> (bytes, seconds); a name that comes twice gets a list."""
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        raise timing.Failed(f"inside {arguments[0]}: {done.stderr.strip()}")
    found = {}
    for line in done.stdout.splitlines():
        name, size, seconds = line.split("\t")
        found.setdefault(name, []).append((int(size), float(seconds)))
    return found
