#!/usr/bin/env python3
"""Writes decode/ebcdic_tables.h: the EBCDIC code pages that .NET knows, as the system's iconv has them."""
import subprocess

# number on Windows, name for iconv; the commonest first, for a guess takes the first of equals
PAGES = [
    (37, 'IBM037'), (500, 'IBM500'), (1140, 'IBM1140'), (1047, 'IBM1047'), (1148, 'IBM1148'),
    (20924, None), (20273, 'IBM273'), (1141, 'IBM1141'), (20277, 'IBM277'), (1142, 'IBM1142'),
    (20278, 'IBM278'), (1143, 'IBM1143'), (20280, 'IBM280'), (1144, 'IBM1144'),
    (20284, 'IBM284'), (1145, 'IBM1145'), (20285, 'IBM285'), (1146, 'IBM1146'),
    (20297, 'IBM297'), (1147, 'IBM1147'), (20871, 'IBM871'), (1149, 'IBM1149'),
    (870, 'IBM870'), (1026, 'IBM1026'), (20905, 'IBM905'), (875, 'IBM875'), (20423, 'IBM423'),
    (20290, 'IBM290'), (20420, 'IBM420'), (20424, 'IBM424'), (20880, 'IBM880'),
    (21025, 'IBM1025'), (1112, 'IBM1112'), (1122, 'IBM1122'), (1153, 'IBM1153'),
    (1154, 'IBM1154'), (1155, 'IBM1155'), (20838, 'IBM1160'), (20833, 'IBM933'),
    # of these the half of one byte
    (930, 'IBM930'), (935, 'IBM935'), (939, 'IBM939'),
]


def letter(name, byte):
    run = subprocess.run(['iconv', '-f', name, '-t', 'UTF-16BE'], input=bytes([byte]),
                         capture_output=True)
    return run.stdout.decode('utf-16-be') if run.returncode == 0 and run.stdout else '\ufffd'


def literal(text):
    out = ''
    for c in text:
        if c in '"\\?':
            out += '\\' + c
        elif ' ' <= c < '\x7f' or ('\xa1' <= c <= '\u04ff' and c != '\xad' and c.isprintable()) or \
                '\u2010' <= c < '\u2600' and c.isprintable() or \
                '\u3000' < c < '\u3100' or c == '\ufffd':
            out += c
        else:
            out += ''.join('\\%03o' % b for b in c.encode())
    return out


def put_table(number, text):
    print('{ %d,' % number)
    while text:
        size = 32
        while len(literal(text[:size])) > 80:
            size //= 2
        print('  "%s"%s' % (literal(text[:size]), '' if text[size:] else ' },'))
        text = text[size:]


def main():
    print('/* Made by ebcdic_tables.py; rows of 32 or fewer. */')
    for number, name in PAGES:
        if name is None:  # IBM924 is 1047 with the letters of ISO 8859-15
            swap = dict(zip('\xa4\xa6\xa8\xb4\xb8\xbc\xbd\xbe', '\u20ac\u0160\u0161\u017d\u017e\u0152\u0153\u0178'))
            text = ''.join(swap.get(letter('IBM1047', b), letter('IBM1047', b)) for b in range(64, 256))
        else:
            text = ''.join(letter(name, b) for b in range(64, 256))
        if number == 20290:  # Windows has the small letters that IBM gave it later, in 930
            text = ''.join(letter('IBM930', b + 64) if c == '\ufffd' else c for b, c in enumerate(text))
        put_table(number, text)


if __name__ == '__main__':
    main()
