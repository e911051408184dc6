#!/usr/bin/env python3
"""Writes a registry hive, as Windows keeps it in Windows/System32/config: keys, text and numbers.

usage: hive.py FILE PATH MAJOR.MINOR.BUILD.REVISION
       hive.py FILE COMPUTER

makes the SOFTWARE hive of a server where Exchange is installed at PATH ("/" is taken for the
backslash), or the SYSTEM hive of one that is called COMPUTER.  The format is that of regf 1.3, in one bin; only what a reader of values needs is in it.
"""

import struct
import sys

NONE = 0xFFFFFFFF
SETUP = ("Microsoft", "ExchangeServer", "v15", "Setup")


class Bin:
    """The cells of a hive, each at an offset behind the head."""

    def __init__(self):
        self.data = bytearray(32)

    def add(self, content):
        offset = len(self.data)
        size = -(-(len(content) + 4) // 8) * 8
        self.data += struct.pack("<i", -size) + content
        self.data += bytes(offset + size - len(self.data))
        return offset

    def set(self, offset, at, number):
        struct.pack_into("<I", self.data, offset + 4 + at, number)


def add_value(cells, name, value):
    if isinstance(value, int):
        length, where, kind = 0x80000004, value, 4
    else:
        data = (value + "\0").encode("utf-16-le")
        length, where, kind = len(data), cells.add(data), 1
    return cells.add(b"vk" + struct.pack("<HIIIHH", len(name), length, where, kind, 1, 0)
                     + name.encode("ascii"))


def add_key(cells, name, parent, tree, root=False):
    """tree: {name: text, number or another tree}; gives the offset of the key."""
    keys = sorted((k for k in tree if isinstance(tree[k], dict)), key=str.upper)
    values = [k for k in tree if not isinstance(tree[k], dict)]
    longest = [max([len(k) * 2 for k in some], default=0) for some in (keys, values)]
    key = cells.add(b"nk" + struct.pack(
        "<HQIIIIIIIIIIIIIIIHH", 0x2C if root else 0x20, 0, 0, parent, len(keys), 0, NONE, NONE,
        len(values), NONE, NONE, NONE, longest[0], 0, longest[1], 256, 0, len(name), 0)
        + name.encode("ascii"))
    if keys:
        below = [(add_key(cells, k, key, tree[k]), k) for k in keys]
        entries = b"".join(struct.pack("<I4s", offset, k.encode("ascii")[:4])
                           for offset, k in below)
        cells.set(key, 28, cells.add(b"lf" + struct.pack("<H", len(below)) + entries))
    if values:
        offsets = [add_value(cells, k, tree[k]) for k in values]
        cells.set(key, 40, cells.add(struct.pack(f"<{len(offsets)}I", *offsets)))
    return key


def hive(tree, called="SOFTWARE"):
    cells = Bin()
    root = add_key(cells, "ROOT", NONE, tree, root=True)
    rest = -len(cells.data) % 4096
    if 0 < rest < 8:
        rest += 4096
    if rest:
        cells.data += struct.pack("<i", rest) + bytes(rest - 4)
    struct.pack_into("<4sII", cells.data, 0, b"hbin", 0, len(cells.data))
    head = bytearray(4096)
    struct.pack_into("<4sIIQIIIIIII", head, 0, b"regf", 1, 1, 0, 1, 3, 0, 1, root,
                     len(cells.data), 1)
    name = called.encode("utf-16-le")
    head[48:48 + len(name)] = name
    checksum = 0
    for (word,) in struct.iter_unpack("<I", head[:508]):
        checksum ^= word
    struct.pack_into("<I", head, 508, checksum)
    return bytes(head + cells.data)


def software(path, build):
    major, minor, first, second = (int(part) for part in build.split("."))
    tree = {"MsiInstallPath": path.replace("/", "\\"), "MsiProductMajor": major, "MsiProductMinor": minor,
            "MsiBuildMajor": first, "MsiBuildMinor": second}
    for name in reversed(SETUP):
        tree = {name: tree}
    return hive(tree)


def system(computer):
    """The second of two control sets is the current one, as after a change of hardware."""
    sets = {f"ControlSet00{number}": {"Control": {"ComputerName": {"ComputerName": {"ComputerName": name}}}}
            for number, name in ((1, "WIN-OLD"), (2, computer))}
    return hive(sets | {"Select": {"Current": 2, "Default": 2, "Failed": 0, "LastKnownGood": 1}}, "SYSTEM")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    with open(sys.argv[1], "wb") as file:
        file.write(system(sys.argv[2]) if len(sys.argv) == 3 else software(sys.argv[2], sys.argv[3]))
