#!/usr/bin/env python3
"""The rules of the house that a machine can check, as TAP.

usage: lint.py SOURCE-ROOT
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1]).resolve()
SRC = ROOT / "src"

# What each room may include beside itself; the composition root (files in src/ itself) sees all
# but the program, and the program sees the public header alone.
LIBRARIES = {"base": [], "os": ["base"], "page": ["base"]}
STAGES = ["discover", "walk", "read", "known", "decode", "detect", "judge", "report"]
STAGE_SEES = ["base", "os", "page"]

# A foreign library and the one file that knows it.
FOREIGN = {
    "yara.h": ["detect/yara.c"],
    "magic.h": ["read/type.c"],
    "zlib.h": ["base/inflate.c"],
    "jansson.h": ["report/ndjson_read.c"],
    "expat.h": ["page/xml.c"],
    "hivex.h": ["discover/hive.c"],
    "iconv.h": ["os/posix_codepage.c"],
    "pcre2.h": ["detect/regex.c", "walk/glob.c"],
}

SYSTEM_ONLY_IN_OS = {
    "dirent.h", "fcntl.h", "grp.h", "pwd.h", "sys/ioctl.h", "sys/resource.h", "sys/stat.h",
    "sys/statvfs.h", "sys/syscall.h", "sys/types.h", "sys/wait.h", "unistd.h", "windows.h",
}
# The program has its own door to the terminal.
SYSTEM_EXCEPTIONS = {
    ("cli/console_posix.c", "sys/ioctl.h"), ("cli/console_posix.c", "unistd.h"),
    ("cli/console_win32.c", "fcntl.h"), ("cli/console_win32.c", "windows.h"),
}


class Skipped(Exception):
    """A check that cannot be made here, and why."""


INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)


def sources():
    return sorted(p for p in SRC.rglob("*.[ch]"))


def room_of(path):
    parts = path.relative_to(SRC).parts
    return parts[0] if len(parts) > 1 else ""


def includes(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def check_include_rule():
    for path in sources():
        room = room_of(path)
        for kind, name in includes(path):
            if kind == "<":
                continue
            there = name.split("/")[0] if "/" in name else ("" if (SRC / name).exists() else None)
            if room == "cli":
                if name != "aspxray.h" and (path.parent / name).exists() is False:
                    yield f"{path}: the program includes {name}"
                continue
            if name == "aspxray.h" or there is None or there == room or room == "":
                continue
            allowed = LIBRARIES.get(room, STAGE_SEES)
            if there not in allowed:
                yield f"{path}: {room} must not include {name}"


def check_foreign_libraries():
    for path in sources():
        here = path.relative_to(SRC).as_posix()
        for kind, name in includes(path):
            if name in FOREIGN and here not in FOREIGN[name]:
                yield f"{path}: {name} is for {', '.join(FOREIGN[name])} alone"
            if name.startswith("openssl/") and here not in ("base/digest.c", "known/crypto.c"):
                yield f"{path}: OpenSSL is for base/digest.c and known/crypto.c alone"


def check_system_calls():
    for path in sources():
        if room_of(path) == "os":
            continue
        here = path.relative_to(SRC).as_posix()
        for kind, name in includes(path):
            if name in SYSTEM_ONLY_IN_OS and (here, name) not in SYSTEM_EXCEPTIONS:
                yield f"{path}: <{name}> is for os/ alone"


def check_unit_files():
    for path in sorted(SRC.rglob("*.c")):
        here = path.relative_to(SRC)
        if here.parts[0] == "cli":
            continue  # tested from outside, by tests/cli
        if not (ROOT / "tests/unit" / here).exists():
            yield f"{path}: no tests/unit/{here.as_posix()}"


def check_layout():
    for path in sources() + sorted((ROOT / "include").glob("*.h")):
        if path.name.endswith("_tables.h"):
            continue  # data, written by a script
        lines = path.read_text(encoding="utf-8").split("\n")
        if len(lines) > 500:  # near 150 is the wish, over 400 is seldom
            yield f"{path}: {len(lines)} lines; one subject each?"
        for number, line in enumerate(lines, 1):
            if len(line.expandtabs(8)) > 100:
                yield f"{path}:{number}: longer than 100 columns"
            if line != line.rstrip():
                yield f"{path}:{number}: white space at the end"
            if re.match(r" {4,}[^ *]", line):
                yield f"{path}:{number}: indented with spaces"
            if re.search(r"(^|[^:])//", re.sub(r'"(\\.|[^"\\])*"', '""', line)) and "/*" not in line \
                    and not line.lstrip().startswith("*"):
                yield f"{path}:{number}: a // comment"


def check_function_length():
    for path in sorted(SRC.rglob("*.c")):
        start, name = 0, ""
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if line == "{":
                start = number
            elif line == "}" and start:
                if number - start > 61:
                    yield f"{path}:{start}: a function of {number - start - 1} lines"
                start = 0


def check_no_macros_for_functions():
    # cells of constant tables, where a function cannot stand
    allowed = re.compile(r"#define (AXR_SPAN_LIT|AT|COUNT|K|BIT|V)\(")
    for path in sources():
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if re.match(r"#define [A-Za-z_]+\(", line) and not allowed.match(line):
                yield f"{path}:{number}: a function-like macro"


def check_linkage():
    """Every external name of ours is axr_; every object that can change is in the program."""
    for path in sorted(SRC.rglob("*.c")):
        if room_of(path) == "cli":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if re.match(r"static (?!.*\bconst\b)(?!inline)[^()=]*(=.*)?;$", line):
                yield f"{path}:{number}: a variable of file scope that can change"
            found = re.match(r"(?!static|typedef|extern|struct \w+ \{|enum|#|\}|/\*)[a-z][\w \*]*?"
                             r"\b(\w+)\(", line)
            if found and not found[1].startswith("axr_"):
                yield f"{path}:{number}: external name {found[1]} without axr_"


def check_public_header_alone():
    command = ["cc", "-std=c17", "-Wall", "-Wextra", "-pedantic", "-Werror", "-fsyntax-only",
               "-x", "c", str(ROOT / "include/aspxray.h")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        yield run.stderr


def check_no_plain_samples():
    """No file of the checkout may look like a web shell to an antivirus."""
    shell = re.compile(rb"<%\s*(eval|execute)\s*\(?\s*request|eval\s*\(\s*Request[.\[]", re.I)
    if not (ROOT / ".git").exists():
        raise Skipped("this is no checkout")
    run = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=False)
    names = list(filter(None, run.stdout.split(b"\0")))
    if run.returncode or not names:
        yield f"git names no files: {run.stderr.decode('utf-8', 'replace').strip()}"
    for name in names:
        path = ROOT / name.decode()
        if path.is_file() and shell.search(path.read_bytes()):
            yield f"{path}: holds a plain web shell"


def check_speaks_of_itself():
    words = re.compile(r"(^|[^a-z])/(work|root|home/[a-z]+)/|\b(TODO|FIXME|XXX|HACK)\b")
    for path in sources():
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if words.search(line):
                yield f"{path}:{number}: {line.strip()}"


def main():
    checks = [(n, f) for n, f in sorted(globals().items()) if n.startswith("check_")]
    print(f"1..{len(checks)}")
    for number, (name, check) in enumerate(checks, 1):
        try:
            complaints = list(check())
        except Skipped as why:
            print(f"ok {number} - {name[6:]} # SKIP {why}")
            continue
        for complaint in complaints:
            print(f"# {complaint}".replace(str(ROOT) + "/", ""))
        print(f"{'not ok' if complaints else 'ok'} {number} - {name[6:]}")


main()
