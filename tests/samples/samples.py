#!/usr/bin/env python3
"""Inert samples of web shells and of pages that look like them, stored encoded.

    samples.py list [GROUP...]        what there is, from samples.tsv
    samples.py unpack DIR [GROUP...]  writes DIR/GROUP/FAMILY/NAME
    samples.py pack FILE...           encodes .../GROUP/FAMILY/NAME into this folder
    samples.py check                  every row has its file and every file its row

A sample GROUP/FAMILY/NAME lies in GROUP/FAMILY/NAME.sample: one header line
"aspxray-sample 1 KEY SHA256", then base64 of the bytes xored with the repeated key, so that
nothing in a checkout looks like a web shell to an antivirus.  The groups: demo (dropped by
tests/demo/make), family (at least one for each technique), disguise (one per way to hide), clean
(harmless, and easy to mistake).
"""

import base64
import hashlib
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
MAGIC = "aspxray-sample 1"
COLUMNS = ("path", "language", "level", "rules", "note")


class SampleError(Exception):
    pass


def mask(data, key):
    return bytes(b ^ key[i % len(key)] for i, b in enumerate(data))


def encode(data):
    digest = hashlib.sha256(data).digest()
    key = hashlib.sha256(b"aspxray" + digest).digest()[:16]
    body = base64.encodebytes(mask(data, key)).decode("ascii")
    return f"{MAGIC} {key.hex()} {digest.hex()}\n{body}"


def decode(text, name="sample"):
    head, _, body = text.partition("\n")
    words = head.split()
    if len(words) != 4 or " ".join(words[:2]) != MAGIC:
        raise SampleError(f"{name}: not a sample")
    data = mask(base64.b64decode(body), bytes.fromhex(words[2]))
    if hashlib.sha256(data).hexdigest() != words[3]:
        raise SampleError(f"{name}: damaged")
    return data


def table(groups=()):
    """The rows of samples.tsv as dicts; level is clean, or the lowest level that is right."""
    rows = []
    for number, line in enumerate((HERE / "samples.tsv").read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != len(COLUMNS):
            raise SampleError(f"samples.tsv:{number}: {len(fields)} columns")
        row = dict(zip(COLUMNS, fields))
        row["group"], row["family"], row["name"] = row["path"].split("/")
        row["rules"] = [] if row["rules"] == "-" else row["rules"].split(",")
        if not groups or row["group"] in groups:
            rows.append(row)
    return rows


def load(path):
    """The bytes of sample GROUP/FAMILY/NAME."""
    return decode((HERE / (path + ".sample")).read_text("ascii"), path)


def unpack(folder, groups=()):
    """Writes the samples below folder; returns their rows with 'file' set."""
    rows = table(groups)
    for row in rows:
        row["file"] = pathlib.Path(folder) / row["path"]
        row["file"].parent.mkdir(parents=True, exist_ok=True)
        row["file"].write_bytes(load(row["path"]))
    return rows


def pack(files):
    for file in map(pathlib.Path, files):
        target = HERE.joinpath(*file.resolve().parts[-3:-1], file.name + ".sample")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(encode(file.read_bytes()), "ascii")


def check():
    rows = [row["path"] for row in table()]
    files = {str(f.relative_to(HERE))[: -len(".sample")] for f in HERE.rglob("*.sample")}
    wrong = [f"{p}: twice in samples.tsv" for p in sorted({p for p in rows if rows.count(p) > 1})]
    wrong += [f"{p}: in samples.tsv, no file" for p in sorted(set(rows) - files)]
    wrong += [f"{p}: a file, not in samples.tsv" for p in sorted(files - set(rows))]
    for path in sorted(files):
        load(path)
    return wrong


def main(args):
    if args[:1] == ["list"]:
        for row in table(args[1:]):
            print("\t".join((row["path"], row["language"], row["level"], row["note"])))
    elif args[:1] == ["unpack"] and len(args) > 1:
        print(len(unpack(args[1], args[2:])), "samples")
    elif args[:1] == ["pack"] and len(args) > 1:
        pack(args[1:])
    elif args == ["check"]:
        wrong = check()
        print("\n".join(wrong) if wrong else "all well")
        return 1 if wrong else 0
    else:
        print(__doc__, file=sys.stderr)
        return 64
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (SampleError, OSError, ValueError) as error:
        print(f"samples.py: {error}", file=sys.stderr)
        sys.exit(70)
