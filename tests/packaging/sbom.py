#!/usr/bin/env python3
"""packaging/sbom: what CycloneDX 1.5 asks for, and what we promise, as TAP."""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import tap

SBOM = pathlib.Path(__file__).resolve().parents[2] / "packaging/sbom"
VERSIONS = "openssl 3.5.1-1\nyara 4.5.2-1+b1\ncmocka 1.1.7-1\nfile 1:5.46-5\n"


def make(folder, *arguments, expect=0, versions=VERSIONS):
    (folder / "versions").write_text(versions)
    run = subprocess.run(
        [sys.executable, SBOM, "--name", "aspxray", "--version", "1.2.3", "--versions",
         folder / "versions", *arguments, "-o", folder / "out.json"],
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}, capture_output=True, text=True, check=False)
    assert (run.returncode != 0) == (expect != 0), run.stderr
    return json.loads((folder / "out.json").read_text()) if not expect else run.stderr


def in_folder(check):
    with tempfile.TemporaryDirectory() as work:
        check(pathlib.Path(work))


def check_shape():
    def body(work):
        (work / "program").write_bytes(b"MZ")
        bom = make(work, "--program", work / "program", "--skip", "cmocka",
                   "--component", "libz-mingw-w64", "1.2.13+dfsg-1", "-",
                   "--component", "own", "1", "MIT")
        assert bom["bomFormat"] == "CycloneDX" and bom["specVersion"] == "1.5" and bom["version"] == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
                            bom["serialNumber"])
        assert bom["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"
        assert bom["metadata"]["component"]["hashes"] == [
            {"alg": "SHA-256", "content": hashlib.sha256(b"MZ").hexdigest()}]
        parts = {c["name"]: c for c in bom["components"]}
        assert set(parts) == {"openssl", "yara", "file", "libz-mingw-w64", "own"}
        for part in parts.values():
            assert part["type"] == "library" and part["version"] and part["licenses"]
            assert part["purl"].startswith(f"pkg:deb/debian/{part['name']}@")
        assert parts["file"]["purl"] == "pkg:deb/debian/file@1%3A5.46-5?arch=source"
        assert parts["yara"]["purl"].endswith("@4.5.2-1%2Bb1?arch=source")
        assert parts["libz-mingw-w64"]["licenses"] == [{"license": {"id": "Zlib"}}]
        assert parts["own"]["licenses"] == [{"license": {"id": "MIT"}}]
        references = [c["bom-ref"] for c in bom["components"]]
        assert references == sorted(set(references))
        assert bom["dependencies"][0] == {"ref": "aspxray@1.2.3", "dependsOn": references}
    in_folder(body)


def check_expressions():
    def body(work):
        bom = make(work, versions="gcc-12 12.2.0-14\n")
        assert bom["components"][0]["licenses"] == [
            {"expression": "GPL-3.0-or-later WITH GCC-exception-3.1"}]
    in_folder(body)


def check_same_twice():
    def body(work):
        first = make(work)
        assert make(work) == first
        assert make(work, "--skip", "file")["serialNumber"] != first["serialNumber"]
    in_folder(body)


def check_unknown_licence_is_an_error():
    def body(work):
        assert "mystery" in make(work, expect=1, versions="mystery 1-1\n")
        assert "versions:1" in make(work, expect=1, versions="one two three\n")
        make(work, expect=1, versions="\n")
    in_folder(body)


tap.run({name: f for name, f in globals().items() if name.startswith("check_")})
