"""Encodes text as Microsoft's Script Encoder does.

The format: "#@~^", the length and later the sum of the plain bytes as base64 of 32 bits little
endian, between them the text, each character from one of three alphabets in an order that repeats
after 64; CR LF < > @ are written as @# @& @! @* @$.
"""

import base64
import struct

ORDER = "1201202002021020102011200210200211020201011201021020112001120102"
# For TAB and for 0x20 to 0x7e: what it becomes in alphabets 0, 1 and 2.
ALPHABETS = bytes.fromhex(
    "643769 507e2c 225a65 4a4572 613a5b 5e7966 5d5975 5b274c 427645 606376 23622a 654d43 5f5133"
    "7e5342 4f5220 522063 7a264a 21545a 467138 202b79 266632 632a57 2a586c 767f2b 477b46 253052"
    "2c314f 296c3d 694970 3f3f3f 27787b 3f3f3f 675f51 3f3f3f 62297a 41247e 5a2f3b 663947 323341"
    "736f77 4d2156 43755f 712826 394278 7c466e 534a64 485c74 314867 72367d 6e4b68 707d35 495d22"
    "3f6a55 4b503a 6a6960 2e236a 7f0971 28706f 356549 7d745c 242c5d 2d7727 544459 373f25 7b6d7c"
    "3d7c23 6c436d 343828 6d5e31 4e5b39 2b6e7f 305736 6f4c54 743434 6b7262 4c254e 335630 56735e"
    "3a6873 785509 57474b 773261 3b3524 442e4d 2f646b 594f44 453b21 5c2d37 684153 366158 587a48"
    "79222e 096050 756b2d 384e29 553d3f")
PLAIN = [9] + list(range(0x20, 0x7F))
TABLE = {code: ALPHABETS[i * 3 : i * 3 + 3] for i, code in enumerate(PLAIN)}
ESCAPES = {13: b"@#", 10: b"@&", 60: b"@!", 62: b"@*", 64: b"@$"}


def word(value):
    return base64.b64encode(struct.pack("<I", value & 0xFFFFFFFF))


def encode(plain):
    """Bytes to bytes; those outside ASCII stay as they are."""
    out = bytearray()
    for i, code in enumerate(plain):
        if code in ESCAPES:
            out += ESCAPES[code]
        elif code in TABLE:
            out.append(TABLE[code][int(ORDER[i % 64])])
        else:
            out.append(code)
    return b"#@~^" + word(len(plain)) + bytes(out) + word(sum(plain)) + b"^#~@"
