#!/usr/bin/env python3
"""Writes the C file with the code pages of this machine's iconv as tables.

usage: codepages.py POSIX_CODEPAGE.C OUTPUT

A program that is linked statically has no iconv to rely on: glibc's opens modules of its very own
version at run time.  So every code page that posix_codepage.c can open here is asked for all that
it can say, once, at build time.  src/os/table_codepage.h says what the tables look like.
"""
import ctypes
import re
import struct
import sys
import zlib

INVALID, FOUR, CHILD, PAIR = 0xFFFFFFFF, 0xFFFFFFFE, 0x80000000, 0x40000000
EILSEQ, EINVAL = 84, 22
PER_LINE = 32
GB18030_LINEAR = 39420  # four-byte characters of the first plane; the others follow in order

# What switches a code page with a state: (bytes, to this mode).
SAME = 255
JP = [(b"\x1b(B", 0), (b"\x1b(J", 1), (b"\x1b$@", 2), (b"\x1b$B", 2)]
KR = [(b"\x1b$)C", SAME), (b"\x0f", 0), (b"\x0e", 1)]
EBCDIC = [(b"\x0f", 0), (b"\x0e", 1)]
# of each mode: the bytes that lead from a fresh start into it
SHIFTS = {
    50220: (JP, [b"", b"\x1b(J", b"\x1b$B"]), 50221: (JP, [b"", b"\x1b(J", b"\x1b$B"]),
    50222: (JP, [b"", b"\x1b(J", b"\x1b$B"]), 50225: (KR, [b"\x1b$)C", b"\x1b$)C\x0e"]),
    **{page: (EBCDIC, [b"", b"\x0e"]) for page in
       (930, 933, 935, 937, 939, 1364, 1371, 1388, 1390, 1399)},
}

libc = ctypes.CDLL(None, use_errno=True)
libc.iconv_open.restype = ctypes.c_void_p
libc.iconv_open.argtypes = [ctypes.c_char_p] * 2
libc.iconv.restype = ctypes.c_size_t
libc.iconv.argtypes = [ctypes.c_void_p] * 5
NONE = ctypes.c_void_p(-1).value


class Converter:
    def __init__(self, handle):
        self.handle = handle
        self.source = ctypes.create_string_buffer(16)
        self.text = ctypes.create_string_buffer(64)

    def ask(self, prefix, data):
        """What data is behind prefix: (its characters, 0 or the error)."""
        libc.iconv(self.handle, None, None, None, None)
        skip = len(self.feed(prefix)[0]) if prefix else 0
        assert not skip
        text, error = self.feed(data)
        if not error and not text:
            text = self.feed(None)[0]  # what it holds back to compose it
        return text, error

    def feed(self, data):
        at_in, at_out = ctypes.c_void_p(), ctypes.c_void_p(ctypes.addressof(self.text))
        left_in, left_out = ctypes.c_size_t(len(data or b"")), ctypes.c_size_t(64)
        if data is not None:
            self.source[:len(data)] = data
            at_in.value = ctypes.addressof(self.source)
        failed = libc.iconv(self.handle, ctypes.byref(at_in) if data is not None else None,
                            ctypes.byref(left_in), ctypes.byref(at_out), ctypes.byref(left_out))
        error = ctypes.get_errno() if failed == ctypes.c_size_t(-1).value else 0
        count = (64 - left_out.value) // 4
        return list(struct.unpack(f"<{count}I", self.text.raw[:4 * count])), error


def opened(number, names):
    name = names.get(number, f"CP{number}")
    if 28590 < number <= 28606:
        name = f"ISO-8859-{number - 28590}"
    handle = libc.iconv_open(b"UTF-32LE", name.encode())
    return None if handle == NONE else Converter(handle)


def entry(text):
    if len(text) == 1:
        return text[0]
    if len(text) == 2 and max(text) < 1 << 15:
        return PAIR | text[0] << 15 | text[1]
    return INVALID


def add_node(nodes, converter, prefix, before, shifts):
    """A table of 256 for what may follow before; those for longer sequences behind it."""
    here = len(nodes)
    nodes.append(None)
    table = []
    for byte in range(256):
        data = before + bytes([byte])
        if not before and any(byte == shift[0][0] for shift in shifts):
            # a switch is seen before the table: what is this where it begins none?
            text, error = converter.ask(prefix, data + b"ABC")
            table.append(byte if text[:1] == [byte] else INVALID)
            continue
        text, error = converter.ask(prefix, data)
        if error == EINVAL and not text:
            if len(before) == 1 and 0x81 <= before[0] <= 0xFE and 0x30 <= byte <= 0x39:
                table.append(FOUR)
            elif len(before) < 2:
                table.append(CHILD | add_node(nodes, converter, prefix, data, shifts))
            else:
                table.append(INVALID)
        else:
            table.append(entry(text) if not error else INVALID)
    nodes[here] = table
    return here


def four_runs(converter):
    """[(linear number, code point)] at which a run of GB18030's four-byte characters begins."""
    runs, step = [], None
    for linear in range(GB18030_LINEAR):
        rest, fourth = divmod(linear, 10)
        rest, third = divmod(rest, 126)
        first, second = divmod(rest, 10)
        text, error = converter.ask(b"", bytes([first + 0x81, second + 0x30, third + 0x81, fourth + 0x30]))
        point = text[0] if not error and len(text) == 1 else INVALID
        if (point - linear if point != INVALID else INVALID) != step:
            step = point - linear if point != INVALID else INVALID
            runs.append((linear, point))
    return runs


def write_bytes(out, name, data):
    out.write(f"static const uint8_t {name}[] = {{")
    for at in range(0, len(data), PER_LINE):
        out.write("\n\t" + ",".join(map(str, data[at:at + PER_LINE])) + ",")
    out.write("\n};\n\n")


def shift(told):
    data, to = told
    text = "".join(f"\\{byte:03o}" for byte in data)
    return f'{{ "{text}", {len(data)}, {to} }}, '


def make(number, converter):
    shifts, prefixes = SHIFTS.get(number, ([], [b""]))
    nodes = []
    roots = [add_node(nodes, converter, prefix, b"", shifts) for prefix in prefixes]
    packed = b"".join(struct.pack("<256I", *node) for node in nodes)
    return packed, tuple(roots), tuple(shifts)


def main():
    with open(sys.argv[1], encoding="ascii") as source:
        names = {int(n): name for n, name in re.findall(r'\{ (\d+), "([^"]+)" \}', source.read())}
    tables, pages, runs = {}, [], []
    for number in range(1, 65536):
        converter = opened(number, names)
        if not converter:
            continue
        made = make(number, converter)
        if not runs and b"\xfe\xff\xff\xff" in made[0]:
            runs = four_runs(converter)
        pages.append((number, tables.setdefault(made, len(tables))))
    if 932 not in dict(pages) or not runs:
        sys.exit("codepages.py: the iconv of this machine lacks code pages")
    with open(sys.argv[2], "w", encoding="ascii") as out:
        out.write("/* Made by codepages.py. */\n#include \"os/table_codepage.h\"\n\n")
        for (packed, _, shifts), index in tables.items():
            write_bytes(out, f"table_{index}", zlib.compress(packed, 9))
        out.write("const struct axr_codepage_table axr_codepage_tables[] = {\n")
        for (packed, roots, shifts), index in tables.items():
            listed = "".join(map(shift, shifts)) or '{ "", 0, 0 }'
            out.write(f"\t{{ {{ table_{index}, sizeof(table_{index}) }}, {len(packed)}U, "
                      f"{{ {', '.join(map(str, roots))} }}, {{ {listed} }}, {len(shifts)} }},\n")
        out.write("};\n\nconst struct axr_codepage_number axr_codepage_numbers[] = {\n")
        out.write("".join(f"\t{{ {number}, {index} }},\n" for number, index in pages))
        out.write(f"}};\nconst size_t axr_codepage_number_count = {len(pages)};\n\n"
                  "const struct axr_codepage_run axr_codepage_runs[] = {\n")
        out.write("".join(f"\t{{ {linear}U, {point}U }},\n" for linear, point in runs))
        out.write(f"}};\nconst size_t axr_codepage_run_count = {len(runs)};\n")


main()
