#!/usr/bin/env python3
"""The PowerShell wrapper, as TAP.

Where pwsh is installed its own parser reads the script, and it is run with a program that tells its
arguments. Debian has no pwsh, so the other checks are made without it: tokens, brackets, commands
from a list, parameters as documented, options that the program knows.

usage: live_response.py ASPXRAY
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import tap

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "packaging/live-response/Invoke-Aspxray.ps1"
TEXT = SCRIPT.read_bytes()
ASPXRAY = sys.argv[1]

# what Windows PowerShell 4.0 has in any session
COMMANDS = {"ForEach-Object", "Get-Location", "New-Object", "Set-StrictMode", "Where-Object",
            "Write-Output"}
KEYWORDS = {"param", "function", "if", "else", "elseif", "foreach", "in", "return", "continue",
            "throw", "try", "catch", "finally", "exit"}

TOKEN = re.compile(r"""
    (?P<comment> <\#.*?\#> | \#[^\n]* )
  | (?P<string> '(?:[^']|'')*' | "(?:[^"`]|`.|"")*" )
  | (?P<variable> \$(?:\w+:)?\w+ | \$\{[^}]*\} )
  | (?P<open> [@$]?\( | @?\{ | \[ )
  | (?P<close> [)\]}] )
  | (?P<parameter> (?<=[\s(])-[A-Za-z]+ )
  | (?P<word> [A-Za-z][\w-]* )
  | (?P<number> \d+ )
  | (?P<newline> \n )
  | (?P<sign> \+= | \+\+ | :: | \.\. | [-+*/%=|,;.!:&<>@`] )
  | (?P<space> [ \t]+ )
""", re.S | re.X)


def tokens():
    text, at, found = TEXT.decode("ascii"), 0, []
    while at < len(text):
        match = TOKEN.match(text, at)
        assert match, f"line {text.count(chr(10), 0, at) + 1}: no token at {text[at:at + 30]!r}"
        if match.lastgroup not in ("space", "comment"):
            found.append((match.lastgroup, match[0], text.count("\n", 0, at) + 1))
        at = match.end()
    return found


def commands():
    """Words where a command stands: at the start of a statement, behind a pipe or an assignment."""
    depth, before = [], ("newline", "\n", 0)
    for token in tokens():
        kind, text, line = token
        if kind == "word" and (depth or ["{"])[-1] != "[" and (
                before[0] in ("newline", "open") or before[1] in ("|", "=", ";") or
                before[1] in ("return", "else", "try", "finally")) and \
                before[1] not in ("[", "@{"):
            if "@{" not in depth[-1:] and text.lower() not in KEYWORDS:
                yield text, line
        if kind == "open":
            depth.append(text)
        elif kind == "close":
            depth.pop()
        if not (kind == "newline" and before[1] in (",", "(")):
            before = token


def check_plain_ascii():
    assert all(byte < 128 for byte in TEXT) and b"\r" not in TEXT and b"\t" not in TEXT
    assert max(map(len, TEXT.splitlines())) <= 120


def check_brackets():
    pairs, stack = {")": "(", "]": "[", "}": "{"}, []
    for kind, text, line in tokens():
        if kind == "open":
            stack.append((text[-1], line))
        elif kind == "close":
            assert stack, f"line {line}: {text} closes nothing"
            opened, there = stack.pop()
            assert opened == pairs[text], f"line {line}: {text} closes {opened} of line {there}"
    assert not stack, stack


def check_commands_of_an_old_powershell():
    functions = set(re.findall(r"^function ([\w-]+)", TEXT.decode(), re.M))
    used = {name for name, _ in commands()}
    assert functions and used, used
    strange = used - COMMANDS - functions
    assert not strange, strange
    for name in functions:
        assert len(re.findall(rf"\b{name}\b", TEXT.decode())) > 1, f"{name} is never called"
    # operators and words that came later
    code = " ".join(text for kind, text, _ in tokens() if kind not in ("string", "newline"))
    assert not re.search(r"&&|\|\||\?\?|\bclass\b|\busing\b|-parallel\b", code, re.I)


def check_variables_are_set():
    """Strict mode stops at a variable that nobody set."""
    automatic = {"true", "false", "null", "_", "psscriptroot", "executioncontext"}
    found = [(kind, text.lower(), line) for kind, text, line in tokens()]
    assigned = set()
    for (kind, text, _), (_, behind, _) in zip(found, found[1:]):
        if kind == "variable" and behind in ("=", "in", ")", ",", "+="):
            assigned.add(text)
    assigned |= {f"${name.lower()}" for name in
                 re.findall(r"\[\w+(?:\[\])?\] \$(\w+)|\(\$(\w+)[,)]", TEXT.decode()) for name in name if name}
    in_strings = [("variable", name, line) for kind, text, line in found if kind == "string" and text[0] == '"'
                  for name in re.findall(r"\$\w+", text)]
    for kind, text, line in found + in_strings:
        if kind == "variable":
            assert text in assigned or text[1:] in automatic, f"line {line}: {text} is never set"


def check_help_matches_parameters():
    block = re.search(r"^param\((.*?)^\)", TEXT.decode(), re.S | re.M)[1]
    declared = re.findall(r"\$(\w+)", re.sub(r"= .*", "", block))
    documented = re.findall(r"^\.PARAMETER (\w+)", TEXT.decode(), re.M)
    assert declared == documented, (declared, documented)


def check_options_exist():
    """Every option that the script gives is one of the program, and does what the script wants."""
    options = re.findall(r"'(--?[a-z-]+)'", TEXT.decode())
    assert "--max-runtime" in options and "-o" in options
    with tempfile.TemporaryDirectory() as work:
        out = pathlib.Path(work, "out file.ndjson")
        run = subprocess.run(
            [ASPXRAY, "scan", "--format", "text", "--color", "never", "--quiet", "--nice",
             "--max-runtime", "540", "-o", out, "--", SCRIPT.parent], capture_output=True, check=False)
        assert run.returncode == 0, run
        assert run.stdout.startswith(b"CLEAN") or b"lean" in run.stdout.splitlines()[0], run.stdout
        assert out.read_text().splitlines()[-1].endswith('"exit_status":0}}')
        known = subprocess.run([ASPXRAY, "scan", "--help"], capture_output=True, text=True,
                               check=True).stdout
    for option in options:
        assert option == "--" or re.search(rf"(^|\s){option}\b", known), option


def pwsh():
    found = shutil.which("pwsh")
    if not found:
        raise tap.Skip("pwsh is not installed; Debian has no package of it")
    return found


def check_parsed_by_powershell():
    program = ("$e = $null; $t = $null; [void] [Management.Automation.Language.Parser]::ParseFile("
               f"'{SCRIPT}', [ref] $t, [ref] $e); $e | ForEach-Object {{ $_.ToString() }}; exit $e.Count")
    run = subprocess.run([pwsh(), "-NoProfile", "-Command", program], capture_output=True, text=True,
                         check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def check_run_by_powershell():
    """With a program that tells its arguments one a line, and ends with 5."""
    shell = pwsh()
    with tempfile.TemporaryDirectory(prefix="a b ") as work:
        program, out = pathlib.Path(work, "aspxray.exe"), pathlib.Path(work, "o.ndjson")
        program.write_text('#!/bin/sh\necho SUSPICIOUS\nfor a; do printf "%s\\n" "$a"; done >"$0.said"\n'
                           'echo trouble >&2\n: >"${0%/*}/o.ndjson"\nexit 5\n')
        program.chmod(0o755)
        paths = ["C:\\inetpub\\", "D:\\Exchange Server\\", 'q"u\\"o', "\u0444 \u202e", "-x"]
        words = ",".join("'" + path.replace("'", "''") + "'" for path in paths)
        run = subprocess.run(
            [shell, "-NoProfile", "-Command", f"& '{SCRIPT}' -Path {words} -Program '{program}' -Output '{out}'"],
            capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False)
        assert run.returncode == 5, run
        assert run.stdout.splitlines()[0] == "SUSPICIOUS" and "exit status: 5" in run.stdout
        assert "trouble" in run.stderr
        assert pathlib.Path(f"{program}.said").read_text().split("--\n", 1)[1].splitlines() == paths
        refused = subprocess.run(
            [shell, "-NoProfile", "-Command",
             f"& '{SCRIPT}' -Program '{program}' -Output '{work}/n.ndjson' -Sha256 {'0' * 64}"],
            capture_output=True, text=True, check=False)
        assert refused.returncode == 70 and "SHA-256" in refused.stderr, refused


tap.run({name: f for name, f in globals().items() if name.startswith("check_")})
