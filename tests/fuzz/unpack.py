#!/usr/bin/env python3
"""Copies the corpora of the fuzz targets, decoding what lies there as a sample.

usage: unpack.py CORPUS DEST

Inputs that look like a web shell are kept encoded, as NAME.sample (tests/samples/samples.py).
"""

import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "samples"))
import samples  # noqa: E402


def main(corpus, dest):
    corpus, dest = pathlib.Path(corpus), pathlib.Path(dest)
    shutil.rmtree(dest, ignore_errors=True)
    dest.mkdir(parents=True)
    for path in sorted(p for p in corpus.rglob("*") if p.is_file()):
        target = dest / path.relative_to(corpus)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".sample":
            data = samples.decode(path.read_text("utf-8"), str(path))
            target.with_suffix("").write_bytes(data)
        else:
            shutil.copyfile(path, target)


main(*sys.argv[1:])
