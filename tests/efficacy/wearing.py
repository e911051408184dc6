"""Pages in disguise, written, scanned and removed again."""

import pathlib
import tempfile

import disguise

BATCH = 256 << 20  # bytes of rewritten files that lie on the disk at once


def write(stage, number, page):
    """Writes a disguised page and what belongs to it; returns its folder and size."""
    folder = pathlib.Path(stage, f"d{number}")
    folder.mkdir()
    size = 0
    name = "page"
    files = {page.name or name + page.suffix: page.bytes(), **page.others}
    for file, data in files.items():
        data = data.replace(b"@NAME@", name.encode())
        pathlib.Path(folder, file.replace("@NAME@", name)).write_bytes(data)
        size += len(data)
    return folder, size


def scan_stage(scanner, stage, folders):
    """The samples whose page, or what it includes, is found: sample -> highest score."""
    best = dict.fromkeys(folders.values(), 0)
    for path, verdict in scanner.scan(stage).items():
        path = pathlib.Path(path)
        sample = folders.get(path.parent)
        if sample is not None and path.name != "web.config":
            best[sample] = max(best[sample], verdict.score)
    return best


def worn(scanner, pages, names):
    """Sample -> score in these disguises, of those samples that can wear them."""
    scores = {}
    todo = list(pages.items())
    while todo:
        with tempfile.TemporaryDirectory() as stage:
            folders, size = {}, 0
            while todo and size < BATCH:
                sample, page = todo.pop()
                page = disguise.wear(page, names)
                if page:
                    folder, more = write(stage, len(folders), page)
                    folders[folder] = sample
                    size += more
            if folders:
                scores |= scan_stage(scanner, stage, folders)
    return scores
