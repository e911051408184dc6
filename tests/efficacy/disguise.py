"""Ways to hide a page that IIS runs all the same: their names, and how two are worn together."""

import code_disguises as code
import file_disguises as file
import rewrite
from rewrite import encoded, header, open_page

__all__ = ["DISGUISES", "open_page", "pairs", "wear"]

CODE, MARK, BYTES = 1, 2, 3  # the order in which two are joined: code, then markup, then bytes

NOISE = bytes(range(1, 60)) * 8
DISGUISES = {
    "name-escapes": (CODE, rewrite.escape_names),
    "format-characters": (CODE, rewrite.format_characters),
    "case": (CODE, rewrite.change_case),
    "comments": (CODE, rewrite.comments),
    "line-continuations": (CODE, rewrite.continue_lines),
    "split-strings": (CODE, rewrite.split_strings),
    "character-codes": (CODE, rewrite.character_codes),
    "base64-strings": (CODE, rewrite.base64_strings),
    "verbatim-strings": (CODE, code.verbatim_strings),
    "string-escapes": (CODE, code.string_escapes),
    "interpolated-strings": (CODE, code.interpolated_strings),
    "at-names": (CODE, code.at_names),
    "wide-letters": (CODE, code.wide_letters),
    "typographic-quotes": (CODE, code.typographic_quotes),
    "rem-comments": (CODE, code.rem_comments),
    "code-sums": (CODE, code.code_sums),
    "reversed-strings": (CODE, code.reversed_strings),
    "replaced-strings": (CODE, code.replaced_strings),
    "joined-strings": (CODE, code.joined_strings),
    "named-strings": (CODE, code.named_strings),
    "helper-function": (CODE, code.helper_function),
    "type-aliases": (CODE, code.type_aliases),
    "request-alias": (CODE, code.request_alias),
    "executed-text": (CODE, code.executed_text),
    "line-separators": (CODE, code.line_separators),
    "return-only": (CODE, code.return_only),
    "conditions": (CODE, code.conditions),
    "padding-inside": (CODE, code.pad_inside),
    "split-blocks": (MARK, rewrite.split_blocks),
    "blanks-in-tags": (MARK, rewrite.blanks_in_tags),
    "entities": (MARK, rewrite.entities),
    "html": (MARK, rewrite.wrap_in_html),
    "padding-before": (MARK, rewrite.pad_before),
    "padding-after": (MARK, rewrite.pad_after),
    "script-encoder": (MARK, rewrite.script_encoder),
    "server-comments": (MARK, file.server_comments),
    "html-comment": (MARK, file.html_comment),
    "odd-tags": (MARK, file.odd_tags),
    "empty-blocks": (MARK, file.empty_blocks),
    "padding-around": (MARK, file.pad_around),
    "double-extension": (MARK, file.double_extension),
    "source-file": (MARK, file.source_file),
    "gif-header": (MARK, header(b"GIF89a\x01\x00\x01\x00\x80\x00\x00" + NOISE)),
    "jpeg-header": (MARK, header(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + NOISE)),
    "pst-header": (MARK, header(b"!BDN" + NOISE)),
    "png-header": (MARK, header(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + NOISE)),
    "zip-header": (MARK, header(b"PK\x03\x04\x14\0\0\0\x08\0" + NOISE)),
    "pdf-header": (MARK, header(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\n" + NOISE)),
    "certificate-header": (MARK, header(b"\x30\x82\x09\x41\x02\x01\x00" + NOISE)),
    "mail-header": (MARK, header(file.MAIL)),
    "null-header": (MARK, file.nulls_before),
    "include": (BYTES, rewrite.include),
    "utf-7": (BYTES, rewrite.utf7),
    "utf-16": (BYTES, encoded("utf-16-le", "utf-16", b"\xff\xfe")),
    "utf-16-no-mark": (BYTES, encoded("utf-16-le", "utf-16")),
    "utf-16-be": (BYTES, encoded("utf-16-be", "utf-16", b"\xfe\xff")),
    "ebcdic-037": (BYTES, encoded("cp037", "IBM037")),
    "ebcdic-1047": (BYTES, encoded(rewrite.ibm1047, "IBM01047")),
    "utf-7-letters": (BYTES, file.utf7_letters),
    "utf-8-against-configuration": (BYTES, file.mark_against_configuration),
    "utf-32": (BYTES, encoded("utf-32-le", "utf-32", b"\xff\xfe\0\0")),
    "utf-32-be": (BYTES, encoded("utf-32-be", "utf-32", b"\0\0\xfe\xff")),
    "ebcdic-500": (BYTES, encoded("cp500", "IBM500")),
    "ebcdic-273": (BYTES, encoded("cp273", "IBM273")),
    "ebcdic-1140": (BYTES, encoded("cp1140", "IBM01140")),
    "hz": (BYTES, encoded(file.hz, "hz-gb-2312")),
    "iso-2022-jp": (BYTES, encoded(file.iso2022jp, "iso-2022-jp")),
    "shift-jis": (BYTES, file.shift_jis),
    "seven-bits": (BYTES, file.seven_bits),
}


def pairs():
    """Names of two that can be worn together, the one that comes first first."""
    names = sorted(DISGUISES, key=lambda name: DISGUISES[name][0])
    for i, one in enumerate(names):
        for two in names[i + 1:]:
            if not (one.endswith("-header") and two.endswith("-header")) and \
                    not (DISGUISES[one][0] == BYTES and DISGUISES[two][0] == BYTES):
                yield one, two


def wear(page, names):
    """The page in these disguises, in order; None where one does not fit."""
    for name in names:
        page = page and DISGUISES[name][1](page)
    return page
