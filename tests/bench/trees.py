"""The trees that the bench scans: names as on an Exchange server, contents from what a Debian
machine has.  The same machine gives the same bytes in every run."""

import hashlib
import os
import pathlib
import random
import sys
import traceback

HERE = pathlib.Path(__file__).resolve().parent
TESTS = HERE.parent
sys.path[:0] = [str(TESTS / "demo"), str(TESTS / "samples")]

import samples  # noqa: E402
import stock  # noqa: E402

VERSION = 5  # of what is built: a tree of another one is built anew
SHIPPED = TESTS.parent / "signatures" / "exchange" / "files.txt"
FILES, BYTES = 17168, 511_000_000  # of a mailbox server's ClientAccess and FrontEnd

# Where the bytes of a kind come from, best first: suffixes searched below SOURCES.
SOURCES = ("/usr/share", "/usr/lib")
POOL_BYTES = 48 << 20
KINDS = {
    "css": (".css",), "js": (".js",), "png": (".png",), "gif": (".gif",), "jpg": (".jpg",),
    "xml": (".xml",), "json": (".json",), "html": (".html", ".htm"), "svg": (".svg",),
    "ttf": (".ttf", ".otf"), "so": (".so",), "txt": (".txt",), "ini": (".ini", ".conf"),
}
TEXTS = {"css", "js", "xml", "json", "html", "svg", "txt", "ini"}
LIKE = {"dll": "so", "exe": "so", "eot": "ttf", "woff": "ttf", "htm": "html", "xsd": "xml",
        "xaml": "xml", "less": "css", "skin": "xml", "manifest": "xml", "template": "html",
        "browser": "xml", "deploy": "js", "ico": "png", "mp3": "so", "wav": "so", "xap": "so",
        "flt": "so"}
PAGES = {"aspx", "ascx", "master", "svc", "asax", "asmx", "ashx"}
# Median size of a file of a kind, in bytes before the tree is brought to its size.
SIZES = {"dll": 420000, "exe": 300000, "js": 42000, "css": 14000, "png": 9000, "gif": 2500,
         "xml": 16000, "json": 12000, "html": 9000, "ttf": 120000, "eot": 120000, "woff": 60000,
         "mp3": 60000, "wav": 200000, "xap": 400000, "flt": 3000}
# Of the files that setup puts into version folders of OWA: suffix, share, folder, name.
OWA = "clientaccess/owa/prem/{build}/"
BULK = (
    ("css", 0.58, OWA + "resources/themes/{theme}/{lang}", "microsoft.exchange.{word}.{form}.css"),
    ("js", 0.24, OWA + "scripts/{lang}", "microsoft.exchange.{word}.strings.localized.min.js"),
    ("png", 0.08, OWA + "resources/themes/{theme}/images/{lang}", "{word}.{form}.png"),
    ("xml", 0.03, OWA + "scriptsymbols/{lang}", "microsoft.exchange.{word}.xml"),
    ("gif", 0.027, "clientaccess/owa/{build}/themes/{theme}", "{word}.gif"),
    ("json", 0.023, OWA + "manifests/{lang}", "{word}.{form}.json"),
    ("ini", 0.006, OWA + "flightconfig", "{word}.flight.ini"),
    ("xsd", 0.004, "clientaccess/exchweb/ews/{build}", "{word}.xsd"),
    ("xaml", 0.003, "clientaccess/ecp/{build}/ui/{lang}", "{word}.xaml"),
    ("ttf", 0.001, OWA + "resources/styles/fonts/{lang}", "{word}.ttf"),
    ("eot", 0.001, OWA + "resources/styles/fonts/{lang}", "{word}.eot"),
    ("mp3", 0.001, OWA + "resources/sounds", "{word}.mp3"),
)
BUILDS = ("15.1.2044.4", "15.1.2106.2", "15.1.2176.2")
THEMES = ("base", "cats", "contrast", "lite", "orange", "primary", "teagarden", "wntrlnd")
LANGUAGES = ("0", "rtl", "ar", "de", "el", "en", "es", "fr", "ja", "ko", "ru", "th", "zhs", "zht")
FORMS = ("mouse", "wide", "narrow", "wide.x2")
WORDS = ("boot", "calendar", "search", "attach", "people", "mail", "options", "compose", "tasks",
         "bulk", "groups", "diagnostics", "views", "reading", "naturalinput", "sprite", "shell")


class Pools:
    """Bytes of each kind from this machine; what it has not is generated."""

    def __init__(self):
        wanted = {suffix: kind for kind, suffixes in KINDS.items() for suffix in suffixes}
        self.files = {kind: [] for kind in KINDS}
        taken = dict.fromkeys(KINDS, 0)
        for source in SOURCES:
            for folder, folders, names in os.walk(source):
                folders.sort()
                for name in sorted(names):
                    kind = wanted.get(os.path.splitext(name)[1])
                    if kind and taken[kind] < POOL_BYTES:
                        taken[kind] += self.take(kind, os.path.join(folder, name))
        for kind, pool in self.files.items():
            if not pool:
                pool.append(self.generated(kind))

    def take(self, kind, path):
        try:
            if os.path.islink(path) or not os.path.isfile(path):
                return 0
            with open(path, "rb") as file:
                data = file.read(4 << 20)
        except OSError:
            return 0
        # a name is not enough: what terminals can do is told in files such as "xterm.js"
        if len(data) < 64 or (kind in TEXTS and b"\0" in data):
            return 0
        self.files[kind].append(data)
        return len(data)

    @staticmethod
    def generated(kind):
        if kind in ("png", "jpg"):
            return stock.png(96, 60, kind)
        if kind == "gif":
            return stock.gif()
        if kind in ("so", "ttf"):
            return stock.library(kind) + stock.noise(400000, kind)
        return stock.text(stock.SCRIPT * 40)

    def piece(self, kind, size, chance):
        """About size bytes that begin as a file of this kind does."""
        pool = self.files[kind]
        out = bytearray(chance.choice(pool))
        while len(out) < size:
            out += chance.choice(pool)
        if kind in ("png", "gif", "jpg", "svg"):
            return bytes(out)
        return bytes(out[:size])


class PageMaker:
    """Pages without end: stock ones and harmless samples, renamed, with more of what they hold."""

    def __init__(self, pools):
        self.pools = pools
        self.bases = {}
        for path, data in stock.files():
            self.add(path, data)
        for row in samples.table(["clean"]):
            self.add(row["name"], samples.load(row["path"]))

    def add(self, path, data):
        suffix = path.rpartition(".")[2].lower()
        if suffix in PAGES or suffix in ("config", "cshtml", "asp"):
            self.bases.setdefault(suffix, []).append(data)

    def page(self, suffix, size, chance):
        base = chance.choice(self.bases.get(suffix, self.bases["aspx"]))
        mark = f"Part{chance.randrange(10**6)}".encode()
        base = base.replace(b"LocalizedStrings", mark + b"Strings").replace(b"id=\"", b"id=\"" + mark)
        if suffix not in ("aspx", "ascx", "master", "asp") or base[:2] == b"\xff\xfe":
            return base
        return self.lengthened(base, size, chance, mark)

    def lengthened(self, base, size, chance, mark):
        out = bytearray(base)
        while len(out) < size:
            if chance.random() < 0.5:
                body = (stock.LOGON, stock.ERROR, stock.PLAIN)[chance.randrange(3)].encode()
                out += body.replace(b"Strings.", b"Strings." + mark)
            else:
                out += self.markup(chance)
        return bytes(out)

    def markup(self, chance):
        text = self.pools.piece("html", 1500, chance)[200:]
        return b"\r\n<div>" + text.replace(b"<%", b"<").replace(b"<script", b"<pre") + b"</div>\r\n"


def assembly(pools, size, chance):
    return stock.library(chance.random()) + pools.piece("so", size, chance)


def content(pools, pages, suffix, size, chance):
    if suffix in PAGES or suffix == "config":
        return pages.page(suffix, size, chance)
    if suffix in ("dll", "exe"):
        return assembly(pools, size, chance)
    kind = LIKE.get(suffix, suffix)
    data = pools.piece(kind if kind in KINDS else "txt", size, chance)
    if suffix in ("css", "js", "less"):
        data = f"/* {chance.randrange(10**9)} */\n".encode() + data
    return data


def shipped_names():
    with open(SHIPPED, encoding="utf-8") as lines:
        for line in lines:
            if line[0] not in "\t#" and line.strip():
                yield line.strip().replace("/version/", f"/{BUILDS[0]}/")


def bulk_names(count, chance):
    seen = set()
    for suffix, share, folder, name in BULK:
        for _ in range(round(count * share)):
            while True:
                words = ".".join(chance.sample(WORDS, 2)) + str(chance.randrange(100))
                path = f"{folder}/{name}".format(
                    build=chance.choice(BUILDS), theme=chance.choice(THEMES),
                    lang=chance.choice(LANGUAGES), form=chance.choice(FORMS), word=words)
                if path not in seen:
                    break
            seen.add(path)
            yield path


def median_of(suffix):
    if suffix in PAGES:
        return 6000
    return SIZES.get(suffix, 8000)


def write(root, path, data):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return len(data)


def exchange(root, scale, pools, pages):
    chance = random.Random("exchange")
    names = list(shipped_names())
    chance.shuffle(names)
    names = names[:max(20, round(len(names) * scale))]
    names += bulk_names(FILES * scale - len(names), chance)
    sizes = []
    for name in names:
        sizes.append(median_of(name.rpartition(".")[2]) * chance.lognormvariate(0, 1))
    factor = BYTES * scale / sum(sizes)
    for name, size in zip(names, sizes):
        suffix = name.rpartition(".")[2]
        # the size of a page is its own: only the bulk is brought to the size of the tree
        size = min(size, 200000) if suffix in PAGES else size * factor
        write(root, f"{stock.EXCHANGE}/{name}", content(pools, pages, suffix, int(size), chance))


def pages_only(root, scale, _pools, pages):
    chance = random.Random("pages")
    suffixes = ("aspx",) * 12 + ("ascx", "ascx", "ashx", "asmx", "svc", "asp", "cshtml", "config")
    for number in range(max(50, round(5000 * scale))):
        suffix = chance.choice(suffixes)
        size = min(200000, int(8000 * chance.lognormvariate(0, 1)))
        write(root, f"site{number % 40:02}/page{number}.{suffix}", pages.page(suffix, size, chance))


def million(root, scale, _pools, _pages):
    for folder in range(max(10, round(1000 * scale))):
        place = root / f"{folder // 32:02}" / f"{folder:03}"
        place.mkdir(parents=True, exist_ok=True)
        for number in range(1000):
            with open(place / f"file{number}.txt", "wb") as file:
                file.write(b"%d\n" % number)


def huge(root, scale, pools, _pages):
    """Content, a hole, content: 4 GiB that take a quarter of it on the disk."""
    chance = random.Random("huge")
    size = int((4 << 30) * scale)
    root.mkdir(parents=True, exist_ok=True)
    with open(root / "mailbox.edb", "wb") as file:
        for start in (0, size - size // 8):
            file.seek(start)
            while file.tell() < start + size // 8:
                piece = pools.piece(chance.choice(("so", "html", "js")), 1 << 20, chance)
                # manuals of server pages are in there, but the store of a mailbox server is none
                file.write(piece.replace(b"<%", b"<.").replace(b"runat", b"run-at"))
        file.truncate(size)


def one_page(root, _scale, _pools, pages):
    """A page in which there is nothing to find, as nearly all are."""
    base = next(data for path, data in stock.files() if path.endswith("/logon.aspx"))
    write(root, "logon.aspx", pages.lengthened(base, 6000, random.Random("one"), b"One"))


def one_finding(root, _scale, _pools, _pages):
    write(root, "process.aspx", samples.load("demo/command/process.aspx"))


def megabyte(root, _scale, _pools, pages):
    """One page of 1 MB, mostly code: what the page reader and the script detector cost."""
    chance = random.Random("megabyte")
    bases = [data for suffix in ("aspx", "ascx") for data in pages.bases[suffix]
             if b"runat=" in data.lower() and data[:2] != b"\xff\xfe"]
    out = bytearray()
    while len(out) < 1_000_000:
        out += chance.choice(bases).replace(b"id=\"", b"id=\"p%d" % len(out)) + b"\r\n"
    write(root, "megabyte.aspx", bytes(out[:1_000_000]))


BUILDERS = {"exchange": exchange, "pages": pages_only, "million": million, "huge": huge,
            "one": one_page, "finding": one_finding, "megabyte": megabyte}


def identity(name, scale):
    source = hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest()[:16]
    return f"{VERSION} {name} {scale} {source}\n"


def build(folder, names, scale, say):
    """Makes what is not there; returns name -> folder of the tree."""
    trees = {}
    missing = []
    for name in names:
        root = pathlib.Path(folder) / f"{name}-{scale:g}"
        mark = root.with_suffix(root.suffix + ".made")
        trees[name] = root
        if mark.exists() and mark.read_text("ascii") == identity(name, scale):
            continue
        if root.exists() and not mark.exists() and any(root.iterdir()):
            raise SystemExit(f"run: {root} is there and not of this bench: remove it or name "
                             "another folder with --trees")
        missing.append((name, root, mark))
    if missing:
        # in a process of its own: a child's peak memory counts from what its parent had
        child = os.fork()
        if not child:
            try:
                build_missing(missing, scale, say)
            except BaseException:  # pylint: disable=broad-except
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            raise SystemExit("run: the trees could not be built")
    return trees


def build_missing(missing, scale, say):
    pools = Pools()
    pages = PageMaker(pools)
    for name, root, mark in missing:
        say(f"building tree {name} in {root}")
        remove(root)
        root.mkdir(parents=True)
        mark.write_text("begun\n", "ascii")
        BUILDERS[name](root, scale, pools, pages)
        mark.write_text(identity(name, scale), "ascii")


def remove(root):
    if not root.exists():
        return
    for folder, folders, names in os.walk(root, topdown=False):
        for name in names:
            os.unlink(os.path.join(folder, name))
        for name in folders:
            os.rmdir(os.path.join(folder, name))
    root.rmdir()


def measure(root):
    """(files, bytes) of a tree."""
    files = size = 0
    for folder, _, names in os.walk(root):
        for name in names:
            files += 1
            size += os.lstat(os.path.join(folder, name)).st_size
    return files, size
