#!/usr/bin/env python3
"""Writes the C file with libmagic's table in it, deflated; an empty one where no table is named.

usage: table.py OUTPUT [MAGIC.MGC]
"""
import sys
import zlib

PER_LINE = 32


def main():
    table = b""
    if len(sys.argv) > 2:
        with open(sys.argv[2], "rb") as file:
            table = file.read()
        # in the other byte order libmagic would turn it in place, and typers share it
        if table[:4] != b"\x1c\x04\x1e\xf1":
            sys.exit(f"{sys.argv[2]}: not a compiled table of libmagic, little-endian")
    deflated = zlib.compress(table, 9) if table else b""
    with open(sys.argv[1], "w", encoding="ascii") as out:
        out.write("/* Made by table.py. */\n#include \"read/table.h\"\n\n")
        if deflated:
            out.write("static const uint8_t deflated[] = {")
            for at in range(0, len(deflated), PER_LINE):
                out.write("\n\t" + ",".join(map(str, deflated[at:at + PER_LINE])) + ",")
            out.write("\n};\n\n")
        name = "deflated" if deflated else "NULL"
        out.write("const struct axr_packed_table axr_packed_table = "
                  f"{{ {{ {name}, {len(deflated)}U }}, {len(table)}U }};\n")


main()
