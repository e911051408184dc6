"""Disguises of markup and of bytes: what stands around the code, and in which code page it is."""

import dataclasses
import re

import pagetext
from pagetext import MARKUP, WHOLE
from rewrite import CONFIG, behind_directive, bytes_may_change, encoded, header, pad_after, \
    pad_before, utf7_run

MAIL = (b"MIME-Version: 1.0\r\nFrom: <sales@example.com>\r\nSubject: =?utf-8?B?SGVsbG8=?=\r\n"
        b"Content-Type: multipart/mixed; boundary=\"=_x9\"\r\n\r\n--=_x9\r\n"
        b"Content-Type: text/html; charset=us-ascii\r\nContent-Transfer-Encoding: 7bit\r\n\r\n")


# ---- Markup --------------------------------------------------------------------------------------

def server_comments(page):
    """Comments of the server between all parts, with what would confuse a reader of tags."""
    if page.classic or page.suffix in WHOLE:
        return None
    parts = pagetext.split(page.text, page.suffix)
    text = ""
    for i, part in enumerate(parts):
        text += f"<%-- {i} <script runat=server> \" ' <% --%>" + \
            part.before + part.text + part.after
    return page.with_text(text)


def html_comment(page):
    """Server code runs inside a comment of HTML; a quote in one opens nothing."""
    if page.suffix not in MARKUP - {".asax"}:
        return None
    changed = behind_directive(page, "<!--\"-->\r\n<!--'\r\n")
    return changed and changed.with_text(changed.text + "\r\n-->\r\n")


def odd_tags(page):
    """Attributes of no meaning, with a '>' in quotes, before and behind those that have one."""
    def script(match):
        return f'<script title="a > b"\tdefer\r\n{match[1].strip()} data-x=\'</script>\' id=q9>'

    if page.classic or page.suffix in WHOLE:
        return None
    return page.with_text(re.sub(r"<script\b([^<>]*\brunat\s*=[^<>]*)>", script, page.text,
                                 flags=re.I))


def empty_blocks(page):
    if page.suffix not in MARKUP - {".asax"}:
        return None
    return behind_directive(page, "<%%>" * 20000 + "\r\n")


def pad_around(page):
    padded = pad_before(dataclasses.replace(page, padding=page.padding // 2))
    return padded and pad_after(padded)


def nulls_before(page):
    return header(b"\0" * (page.padding // 16))(page)


def double_extension(page):
    return dataclasses.replace(page, name="holiday.jpg" + page.suffix)


def source_file(page):
    """The class of a handler in a file of its own."""
    parts = pagetext.split(page.text, page.suffix) if page.suffix in (".ashx", ".asmx") else []
    if len(parts) != 2 or parts[1].language not in ("csharp", "vb"):
        return None
    name = "@NAME@." + {"csharp": "cs", "vb": "vb"}[parts[1].language]
    return dataclasses.replace(page, text=parts[0].text + f'\r\n<%@ Assembly Src="{name}" %>\r\n',
                               others={name: parts[1].text.encode("utf-8-sig")})


# ---- Bytes ---------------------------------------------------------------------------------------

def utf7_letters(page):
    """UTF-7 in which one letter of each word is shifted, and every sign that has to be."""
    def shift(match):
        word = match[0]
        at = len(word) // 2
        return word[:at] + utf7_run(word[at]) + word[at + 1:]

    def encode(text):
        text = re.sub(r"[+~\\]|[^\x00-\x7e]+", lambda m: utf7_run(m[0]), text)
        return re.sub(r"(?<![+\w])[A-Za-z]{4,}(?!-|\w)", shift, text).encode("ascii")

    if not bytes_may_change(page) or len(page.text) > 4 << 20:
        return None
    return encoded(encode, "utf-7")(page)


def mark_against_configuration(page):
    """A byte order mark wins over what web.config says."""
    if not bytes_may_change(page) or page.classic:
        return None
    return dataclasses.replace(page, data=page.text.encode("utf-8-sig"),
                               others={"web.config": CONFIG.format("utf-16").encode()})


def ascii_only(text):
    return "".join(c if ord(c) < 127 else "?" for c in text)


def hz(text):
    """Lines that go on, in the middle of words."""
    text = ascii_only(text).replace("~", "~~")
    return re.sub(r"(?<!~)\b(\w{2})(\w{2,})", "\\1~\n\\2", text).encode("ascii")


def iso2022jp(text):
    """Shifts to ASCII, in the middle of words."""
    return re.sub(r"\b(\w{2})(\w{2,})", "\\1\x1b(B\\2", ascii_only(text)).encode("ascii")


def shift_jis(page):
    """A character whose second byte is a backslash, at the end of a string."""
    if not bytes_may_change(page) or page.classic:
        return None
    parts = pagetext.split(page.text, page.suffix)
    script = next((part for part in parts if part.kind == "script" and
                   part.language in ("csharp", "jscript")), None)
    if not script:
        return None
    field = "static string z9 = " if script.language == "csharp" else "var z9 = "
    script.text = f'\r\n{field}"\u8868";\r\n' + script.text
    return encoded("cp932", "shift_jis")(page.with_text(pagetext.join(parts)))


def seven_bits(page):
    """Classic ASP leaves the eighth bit out where the code page is ASCII."""
    if not bytes_may_change(page) or not page.classic:
        return None
    parts = pagetext.split(page.text, page.suffix)
    code = [part for part in parts if part.kind in ("code", "expression")]
    if not code or any(part.kind == "script" for part in parts) or any(ord(c) > 126 for c in page.text):
        return None
    first = next((part for part in parts if part.kind == "directive"), None)
    if first and pagetext.codepage_of(first.text) not in (None, "65001", "1252"):
        return None
    if first:
        first.text = pagetext.with_codepage(first.text, 20127)
    for part in code:
        part.text = "".join(chr(ord(c) | 128) for c in part.text)
    text = ("" if first else "<%@codepage=20127%>\r\n") + pagetext.join(parts)
    return dataclasses.replace(page, data=text.encode("latin-1"))
