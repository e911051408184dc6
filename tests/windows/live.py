#!/usr/bin/env python3
"""On a running server a scan without arguments finds the folders by itself: registry,
applicationHost.config, environment.  The server is a fresh Wine prefix.

usage: live.py ASPXRAY.EXE
"""

import contextlib
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import wine

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
SETUP = r"HKLM\SOFTWARE\Microsoft\ExchangeServer\v15\Setup"
CONFIG = "Windows/System32/inetsrv/config"
LEVELS = ["clean", "info", "notable", "suspicious", "malicious"]


class Server:
    """A Wine prefix whose drive C is the volume of the demo."""

    def __init__(self, folder):
        self.prefix = folder / "prefix"
        self.drive = self.prefix / "drive_c"
        self.environment = {**wine.environment(), "WINEPREFIX": str(self.prefix),
                            "WINEDLLOVERRIDES": "mscoree,mshtml="}
        self.wine("wineboot", "--init")
        # nothing of this host is to be seen from there
        (self.prefix / "dosdevices/z:").unlink(missing_ok=True)
        shutil.copy(PROGRAM, self.drive / "aspxray.exe")

    def wine(self, *arguments, **more):
        done = subprocess.run(["wine", *arguments], cwd=self.drive_or(self.prefix.parent),
                              env={**self.environment, **more}, stdin=subprocess.DEVNULL,
                              capture_output=True, check=False, timeout=300)
        return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")

    def drive_or(self, other):
        return self.drive if self.drive.exists() else other

    def place(self, path):
        """Where a path of the volume lies: an existing name in any case is taken."""
        at = self.drive
        for part in pathlib.PurePosixPath(path).parts:
            there = [p for p in at.iterdir() if p.name.lower() == part.lower()] if at.is_dir() else []
            at = there[0] if there else at / part
        return at

    def fill(self, volume):
        for file in sorted(p for p in volume.rglob("*") if p.is_file()):
            to = self.place(file.relative_to(volume).as_posix())
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, to)

    def register(self, folder, version):
        numbers = zip(("MsiProductMajor", "MsiProductMinor", "MsiBuildMajor", "MsiBuildMinor"),
                      version.split("."))
        values = [("MsiInstallPath", "REG_SZ", folder)]
        values += [(name, "REG_DWORD", number) for name, number in numbers]
        for name, kind, data in values:
            status, _, said = self.wine("reg", "add", SETUP, "/v", name, "/t", kind, "/d", data,
                                        "/f", "/reg:64")
            assert status == 0, said

    def scan(self, *arguments, **more):
        status, out, said = self.wine(r"C:\aspxray.exe", "scan", "--format", "ndjson", "-q",
                                      *arguments, **more)
        assert status < 64, f"status {status}: {said}"
        return [json.loads(line) for line in out.split("\n") if line]

    def stop(self):
        subprocess.run(["wineserver", "-k"], env=self.environment, check=False, timeout=60)


def start_of(records):
    return next(r for r in records if r["event"].get("action") == "scan-start")["aspxray"]


def paths(records):
    return {r["file"]["path"]: r for r in wine.findings(records)}


def problems(records):
    return [(r["aspxray"]["trouble"], r.get("file", {}).get("path", ""), r["error"]["message"])
            for r in records if "trouble" in r.get("aspxray", {})]


def nothing_to_scan_is_said():
    status, out, said = SERVER.wine(r"C:\aspxray.exe", "scan")
    assert (status, out) == (64, ""), (status, out, said)
    assert "neither IIS nor Exchange" in said, said


def roots_and_shells_are_found():
    volume = FOLDER / "volume"
    subprocess.run([sys.executable, str(wine.TESTS / "demo/make"), str(volume), "--image-extras",
                    "--evidence", str(FOLDER / "evidence.tsv")], check=True)
    SERVER.fill(volume)
    SERVER.register("C:\\Program Files\\Microsoft\\Exchange Server\\V15\\", "15.1.2044.13")
    records = SERVER.scan()
    start = start_of(records)
    assert start["build"] == "15.1.2044.13 (registry)", start["build"]
    roots = {root["path"].lower() for root in start["roots"]}
    for root in (r"c:\inetpub", r"c:\programdata", r"c:\windows\system32\inetsrv",
                 r"c:\program files\microsoft\exchange server\v15\frontend\httpproxy"):
        assert root in roots, f"{root} is not among {sorted(roots)}"
    found = {path.lower(): record for path, record in paths(records).items()}
    wrong = []
    dropped = set()
    for line in (FOLDER / "evidence.tsv").read_text("utf-8").splitlines():
        path, level, _ = line.split("\t")
        path = "c:\\" + path.replace("/", "\\").lower()
        dropped.add(path)
        least = min(LEVELS.index(level), LEVELS.index("suspicious"))
        if path not in found or LEVELS.index(found[path]["aspxray"]["level"]) < least:
            wrong.append(f"missed: {path}")
    wrong += [f"false alarm: {path}" for path, record in found.items()
              if path not in dropped and LEVELS.index(record["aspxray"]["level"]) >= 2]
    assert not wrong, "\n".join(wrong)
    shell = found[r"c:\inetpub\wwwroot\aspnet_client\discover.aspx"]
    assert any(url.endswith("/aspnet_client/discover.aspx") for url in shell["aspxray"]["url"]), shell
    hidden = [r for p, r in found.items() if p.startswith("c:\\programdata\\com1\\")]
    assert hidden and hidden[0]["aspxray"]["url"], "the virtual directory in ProgramData"


def programs_of_applications_have_a_signature():
    file = SERVER.place("inetpub/wwwroot/bin/Helper.dll")
    file.parent.mkdir(exist_ok=True)
    shutil.copy(PROGRAM, file)
    record = paths(SERVER.scan("--report", "info"))[r"C:\inetpub\wwwroot\bin\Helper.dll"]
    assert record["file"]["code_signature"] == {"exists": False, "status": "unsigned"}, record["file"]
    assert any(r["detector"] == "signature" for r in record["aspxray"]["reasons"]), record
    assert LEVELS.index(record["aspxray"]["level"]) < LEVELS.index("suspicious"), record
    file.unlink()
    if not shutil.which("osslsigncode") or not shutil.which("openssl"):
        return "no osslsigncode: only an unsigned program was asked about"
    key, certificate = FOLDER / "key.pem", FOLDER / "certificate.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30",
                    "-subj", "/CN=Contoso Test", "-addext", "extendedKeyUsage=codeSigning",
                    "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    subprocess.run(["osslsigncode", "sign", "-certs", str(certificate), "-key", str(key),
                    "-in", str(PROGRAM), "-out", str(file)], check=True, capture_output=True)
    # whether Wine trusts whom nobody knows is Wine's, and then there is nothing to tell of the file:
    # a list that names it has it told in any case, and who signed it must be said
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    SERVER.place("hash-iocs.txt").write_text(f"{digest};a program to ask about\n", "utf-8")
    record = paths(SERVER.scan("--ioc", r"C:\hash-iocs.txt"))[r"C:\inetpub\wwwroot\bin\Helper.dll"]
    assert record["file"]["code_signature"]["subject_name"] == "Contoso Test", record["file"]
    SERVER.place("hash-iocs.txt").unlink()
    changed = bytearray(file.read_bytes())
    changed[len(PROGRAM.read_bytes()) // 2] ^= 1
    file.write_bytes(changed)
    record = paths(SERVER.scan())[r"C:\inetpub\wwwroot\bin\Helper.dll"]
    assert record["file"]["code_signature"]["status"] == "broken", record["file"]
    assert record["aspxray"]["level"] == "notable", record["aspxray"]
    file.unlink()
    return None


def a_shared_configuration_and_the_environment():
    folder = SERVER.place(CONFIG)
    shared = SERVER.place("Shared")
    shop = SERVER.place("sites/shop")
    shop.mkdir(parents=True)
    shared.mkdir()
    shutil.copy(SERVER.place("inetpub/wwwroot/aspnet_client/discover.aspx"), shop / "cart.aspx")
    text = (folder / "applicationHost.config").read_text("utf-8")
    line = '<virtualDirectory path="/shop" physicalPath="%SITES%\\shop" />'
    assert "</application>" in text
    (shared / "applicationHost.config").write_text(text.replace("</application>", line + "</application>", 1))
    (folder / "redirection.config").write_text(
        '<configuration><configurationRedirection enabled="true" path="%SystemDrive%\\Shared" />'
        "</configuration>")
    found = paths(SERVER.scan(SITES="C:\\sites"))
    assert r"C:\sites\shop\cart.aspx" in found, sorted(found)
    assert any(url.endswith("/shop/cart.aspx")
               for url in found[r"C:\sites\shop\cart.aspx"]["aspxray"]["url"])
    # of a share on another computer only that it is so
    (folder / "redirection.config").write_text(
        '<configuration><configurationRedirection enabled="true" path="\\\\files\\iis" />'
        "</configuration>")
    records = SERVER.scan()
    assert any("another computer" in text for _, _, text in problems(records)), problems(records)
    assert r"C:\inetpub\wwwroot\aspnet_client\discover.aspx" in paths(records)
    (folder / "redirection.config").unlink()


def without_registry_and_configuration_the_default_folders():
    status, _, said = SERVER.wine("reg", "delete", SETUP, "/f", "/reg:64")
    assert status == 0, said
    SERVER.place(CONFIG + "/applicationHost.config").unlink()
    records = SERVER.scan()
    said = [path for kind, path, _ in problems(records) if kind == "config"]
    assert any(path.endswith("applicationHost.config") for path in said), problems(records)
    assert r"C:\inetpub\wwwroot\aspnet_client\discover.aspx" in paths(records)
    assert any("HttpProxy" in path for path in paths(records)), sorted(paths(records))


@contextlib.contextmanager
def server():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="aspxray-live-"))
    made = None
    try:
        made = Server(folder)
        yield folder, made
    finally:
        if made:
            made.stop()
        shutil.rmtree(folder, ignore_errors=True)


if not shutil.which("wine"):
    print("1..0 # SKIP no wine")
    sys.exit(0)
os.environ.setdefault("LC_ALL", "C.UTF-8")
with server() as (FOLDER, SERVER):
    sys.exit(wine.tap([(f.__name__, f) for f in (
        nothing_to_scan_is_said,
        roots_and_shells_are_found,
        programs_of_applications_have_a_signature,
        a_shared_configuration_and_the_environment,
        without_registry_and_configuration_the_default_folders,
    )]))
