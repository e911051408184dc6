"""The rule files in signatures/yara, and the yara command over them."""

import pathlib
import re
import subprocess

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "signatures" / "yara"
# As src/detect/externals.c defines them.
STRINGS = ("filename", "filepath", "extension", "filetype", "owner", "group", "filemode", "md5",
           "timezone", "language", "unpack_parent", "unpack_source", "id")
RULE = re.compile(r"^(private )?rule (\w+)\s*\{(.*?)^\}", re.M | re.S)
META = re.compile(r'^\t\t(\w+) = (?:"((?:[^"\\]|\\.)*)"|(\d+))$', re.M)


def files():
    return sorted(FOLDER.glob("*.yar"))


def rules(file):
    """Name -> meta of the rules in a file that are not private."""
    found = {}
    for private, name, body in RULE.findall(file.read_text("utf-8")):
        if not private:
            meta = body.split("\tstrings:")[0].split("\tcondition:")[0]
            found[name] = {key: text or int(number) for key, text, number in META.findall(meta)}
    return found


def defines(name):
    """Options of yara and yarac that say what the program says of a file of this name."""
    suffix = pathlib.PurePath(name).suffix.lower()
    values = {**dict.fromkeys(STRINGS, ""), "filename": name, "extension": suffix, "osversion": 0}
    return [option for key, value in values.items() for option in ("-d", f"{key}={value}")]


def compile_errors(file):
    """What yarac says of a rule file; empty where it is pleased."""
    command = ["yarac", *defines("x.aspx"), str(file), "/dev/null"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr.strip() or ("" if done.returncode == 0 else f"status {done.returncode}")


def scan(paths):
    """Path -> set of rule names; files of one extension are scanned in one go."""
    groups = {}
    for path in map(pathlib.Path, paths):
        groups.setdefault(path.suffix.lower(), []).append(path)
    sources = [f"{file.stem}:{file}" for file in files()]
    hits = {}
    for suffix, members in groups.items():
        command = ["yara", "-N", "-w", *defines("x" + suffix), *sources, "--scan-list", "/dev/stdin"]
        names = "".join(f"{path}\n" for path in members)
        done = subprocess.run(command, input=names.encode(), capture_output=True, check=False)
        if done.returncode or done.stderr.strip():
            raise RuntimeError(done.stderr.decode("utf-8", "replace").strip() or "yara failed")
        for line in done.stdout.decode("utf-8", "surrogateescape").splitlines():
            name, _, path = line.partition(" ")
            hits.setdefault(pathlib.Path(path), set()).add(name)
    return hits
