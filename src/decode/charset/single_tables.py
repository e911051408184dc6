#!/usr/bin/env python3
"""Writes decode/charset/single_tables.h: the code pages of one byte around ASCII that .NET knows.

As Windows has them where Wine's tables are at hand (/usr/share/wine/nls), else as the system's
iconv has them.
"""
import pathlib
import struct

from ebcdic_tables import letter, put_table

WINE = pathlib.Path('/usr/share/wine/nls')
# number on Windows, name for iconv where it has one
PAGES = [
    (437, 'CP437'), (708, None), (720, None), (737, 'CP737'), (775, 'CP775'), (850, 'CP850'),
    (852, 'CP852'), (855, 'CP855'), (857, 'CP857'), (858, 'CP858'), (860, 'CP860'), (861, 'CP861'),
    (862, 'CP862'), (863, 'CP863'), (864, 'CP864'), (865, 'CP865'), (866, 'CP866'), (869, 'CP869'),
    (874, 'CP874'), (1250, 'CP1250'), (1251, 'CP1251'), (1252, 'CP1252'), (1253, 'CP1253'),
    (1254, 'CP1254'), (1255, 'CP1255'), (1256, 'CP1256'), (1257, 'CP1257'), (1258, 'CP1258'),
    (10000, None), (10004, None), (10005, None), (10006, None), (10007, None), (10010, None),
    (10017, None), (10021, None), (10029, None), (10079, None), (10081, None), (10082, None),
    (20261, 'T.61'), (20269, 'ISO_6937'), (20866, 'KOI8-R'), (21866, 'KOI8-U'),
    (28591, 'ISO-8859-1'), (28592, 'ISO-8859-2'), (28593, 'ISO-8859-3'), (28594, 'ISO-8859-4'),
    (28595, 'ISO-8859-5'), (28596, 'ISO-8859-6'), (28597, 'ISO-8859-7'), (28598, 'ISO-8859-8'),
    (28599, 'ISO-8859-9'), (28603, 'ISO-8859-13'), (28605, 'ISO-8859-15'),
    (38598, 'ISO-8859-8'), (29001, 'ISO-8859-1'),
]
# accents that stand before their letter, from 0xc1 on
ACCENTS = '\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\ufffd\u030a\u0327\ufffd\u030b\u0328\u030c'


def by_wine(number):
    data = (WINE / ('c_%03d.nls' % number)).read_bytes()
    words = struct.unpack('<%dH' % (len(data) // 2), data)
    return ''.join(chr(word) if word >= 128 else '\ufffd' for word in words[words[0] + 129:][:128])


def main():
    print('/* Made by single_tables.py; rows of 32 or fewer. */')
    for number, name in PAGES:
        if (WINE / ('c_%03d.nls' % number)).exists():
            text = by_wine(number)
        else:
            text = ''.join(letter(name, b) for b in range(128, 256))
        if number in (20261, 20269):
            text = text[:0x41] + ACCENTS + text[0x50:]
        assert len(text) == 128
        put_table(number, text)


if __name__ == '__main__':
    main()
