#!/usr/bin/env python3
"""The file itself: what it imports, how it is protected, what its properties say.

usage: program.py ASPXRAY.EXE
"""

import pathlib
import re
import subprocess
import sys

import wine

PROGRAM = pathlib.Path(sys.argv[1]).resolve()

# System DLLs of Windows Server 2012 R2 that a static program of ours has use for.
SYSTEM = {"advapi32.dll", "bcrypt.dll", "crypt32.dll", "kernel32.dll", "msvcrt.dll", "ntdll.dll",
          "shlwapi.dll", "user32.dll", "version.dll", "wintrust.dll", "ws2_32.dll"}
PROTECTED = {"DYNAMIC_BASE", "HIGH_ENTROPY_VA", "NX_COMPAT"}


def dump():
    return subprocess.run(["x86_64-w64-mingw32-objdump", "-p", str(PROGRAM)], check=True,
                          capture_output=True, text=True).stdout


def imports_are_the_system_s():
    named = {name.lower() for name in re.findall(r"DLL Name: (\S+)", dump())}
    assert named, "no imports are seen"
    assert named <= SYSTEM, f"also imports {sorted(named - SYSTEM)}"


def addresses_are_random_and_data_does_not_run():
    text = dump()
    missing = {flag for flag in PROTECTED if not re.search(rf"^\s+{flag}\s*$", text, re.M)}
    assert not missing, f"not set: {sorted(missing)}"
    # without relocations it could not be moved, whatever the flags say
    assert re.search(r"Base Relocation Directory", text) and "Virtual Address:" in text
    symbols = subprocess.run(["x86_64-w64-mingw32-nm", str(PROGRAM)], check=False,
                             capture_output=True, text=True).stdout
    assert "__stack_chk_fail" in symbols, "no stack protector"


def the_manifest_and_version_are_in():
    data = PROGRAM.read_bytes()
    for part in (b">true</longPathAware>", b">UTF-8</activeCodePage>", b'level="asInvoker"'):
        assert part in data, part
    said = wine.run(PROGRAM, "version", expect={0}).decode()
    version = re.match(r"aspxray (\S+)", said).group(1)
    assert version.encode("utf-16-le") in data, "no version resource"
    assert said.endswith("\n") and "\r" not in said, "a pipe gets plain lines"


def it_runs_from_a_path_with_spaces_and_other_letters():
    with wine.folder() as folder:
        place = folder / "шкаф mit Tür" / "a  b"
        place.mkdir(parents=True)
        copy = place / "aspxray.exe"
        copy.write_bytes(PROGRAM.read_bytes())
        (place / "страница.txt").write_text("hello")
        copy.chmod(0o555)
        place.chmod(0o555)
        before = sorted(p.name for p in place.iterdir())
        said = wine.run(copy, "scan", ".", cwd=place, expect={0}).decode("utf-8")
        assert said.startswith("CLEAN"), said[:200]
        assert sorted(p.name for p in place.iterdir()) == before, "it wrote beside itself"
        place.chmod(0o755)


def it_stops_at_its_time_limit():
    with wine.folder() as folder:
        (folder / "tree").mkdir()
        (folder / "tree" / "large.bin").write_bytes(bytes(20 << 20))
        told = wine.records(wine.run(PROGRAM, "scan", "--format", "ndjson", "--max-rate", "2", "--max-runtime", "2",
                                     "--nice", "tree", cwd=folder, expect={4}))
        end = told[-1]["aspxray"]
        assert end["stopped"] and end["exit_status"] == 4, end


def report_reads_what_a_pattern_matches():
    with wine.folder() as folder:
        wine.samples(folder / "tree", "demo")
        (folder / "results").mkdir()
        for host, name in (("one", "eins"), ("two", "zwölf")):
            wine.run(PROGRAM, "scan", "-q", "--format", "none", "--host", host, "-o",
                     f"results/{name}.ndjson", "tree", cwd=folder, expect={1, 5})
        (folder / "results/other.txt").write_text("no result\n")
        whole = wine.windows_path(folder / "results")
        for pattern in ("results\\*.ndjson", "results/??*?.NDJSON", whole + "\\*.ndj*"):
            told = wine.records(wine.run(PROGRAM, "report", "--format", "ndjson", pattern, cwd=folder, expect={0}))
            assert {r["host"]["name"] for r in told} == {"one", "two"}, pattern
        done = subprocess.run(["wine", str(PROGRAM), "report", "results\\none*.ndjson"], cwd=folder, check=False,
                              env=wine.environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
        assert done.returncode == 70 and b"results\\none*.ndjson: " in done.stderr, done


sys.exit(wine.tap([(f.__name__, f) for f in (
    imports_are_the_system_s,
    addresses_are_random_and_data_does_not_run,
    the_manifest_and_version_are_in,
    it_runs_from_a_path_with_spaces_and_other_letters,
    it_stops_at_its_time_limit,
    report_reads_what_a_pattern_matches,
)]))
