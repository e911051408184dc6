"""Pages taken apart and put together again: parts, languages, tokens.

Written apart from src/page on purpose: the tests must not share its mistakes.
"""

import dataclasses
import pathlib
import re

CLASSIC = {".asp", ".asa", ".cer", ".cdx"}
MARKUP = {".aspx", ".ascx", ".master", ".asax"} | CLASSIC
WHOLE = {".ashx", ".asmx", ".svc", ".soap"}  # a directive, and all the rest is code

PARTS = re.compile(
    r"(?P<dead><%--.*?--%>)"
    r"|(?P<directive><%\s*@.*?%>)"
    r"|(?P<open><%[=:#$]?)(?P<code>.*?)(?P<close>%>)"
    r"|(?P<tag><script\b[^<>]*\brunat\s*=\s*[\"']?\s*server\b[^<>]*>)(?P<script>.*?)(?P<end></script\s*>)",
    re.S | re.I)
LANGUAGE = re.compile(r"\blanguage\s*=\s*[\"']?\s*([\w#.]+)", re.I)
NAMES = {"c#": "csharp", "cs": "csharp", "csharp": "csharp", "vb": "vb", "vbs": "vbscript",
         "visualbasic": "vb", "vbscript": "vbscript", "jscript": "jscript", "js": "jscript",
         "javascript": "jscript"}

STRINGS = {
    "csharp": r'\$?@"(?:[^"]|"")*"|@\$"(?:[^"]|"")*"|\$?"(?:[^"\\\r\n]|\\.)*"',
    "jscript": r'"(?:[^"\\\r\n]|\\(?:\r\n|.))*"|\'(?:[^\'\\\r\n]|\\(?:\r\n|.))*\'',
    "vb": r'"(?:[^"\r\n]|"")*"c?',
}
UNSEEN = r"[\u00ad\u200b-\u200f\u2060]"  # characters that compilers drop from names
WORD = r"@?(?:[A-Za-z_\u00aa-\uffff]|\\u[0-9a-fA-F]{4})(?:\w|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|" + UNSEEN + ")*"
SIGN = r">>>=|<<=|>>=|===|!==|>>>|[-+*/%&|^!=<>]=|\+\+|--|&&|\|\||<<|>>|=>|->|::|\?\?|."


def lexer(strings, comment, word, extra=""):
    return re.compile(rf"(?P<comment>{comment})|(?P<string>{strings}){extra}|(?P<word>{word})"
                      rf"|(?P<number>\d[\w.]*|\.\d\w*)|(?P<newline>\r\n|\r|\n)|(?P<space>[ \t\f\v]+)"
                      rf"|(?P<sign>{SIGN})", re.S)


LEXERS = {
    "csharp": lexer(STRINGS["csharp"], r"//[^\r\n]*|/\*.*?\*/", WORD,
                    r"|(?P<char>'(?:[^'\\]|\\[^']+|\\')')|(?P<line>(?<=\n)[ \t]*\#[^\r\n]*)"),
    "jscript": lexer(STRINGS["jscript"], r"//[^\r\n]*|/\*.*?\*/", r"[$A-Za-z_](?:[\w$]|\\u[0-9a-fA-F]{4})*"),
    "vb": lexer(STRINGS["vb"], r"'[^\r\n]*|(?i:(?<![\w.])rem(?=[ \t])[^\r\n]*)", rf"\[?[A-Za-z_](?:\w|{UNSEEN})*\]?",
                r"|(?P<continued>[ \t]_[ \t]*(?:\r\n|\r|\n))"),
}
LEXERS["vbscript"] = LEXERS["vb"]


@dataclasses.dataclass
class Token:
    kind: str
    text: str


@dataclasses.dataclass
class Part:
    kind: str  # html, dead, directive, code (<% %>), expression (<%= and its kin), script, file
    text: str
    before: str = ""  # the tag that opens it
    after: str = ""
    language: str = ""


def tokens(code, language):
    """The tokens of code; joined they give it back."""
    found = []
    for match in LEXERS[language].finditer(code):
        kind, text = match.lastgroup, match.group()
        if language == "jscript" and text == "/" and regex_may_begin(found):
            return found + [Token("rest", code[match.start():])]  # a regex: we leave the rest alone
        found.append(Token(kind, text))
    return found


def regex_may_begin(found):
    solid = [t for t in found[-4:] if t.kind not in ("space", "newline", "comment")]
    return not solid or (solid[-1].kind == "sign" and solid[-1].text not in (")", "]")) or \
        solid[-1].text == "return"


def language_of(text):
    match = LANGUAGE.search(text)
    return NAMES.get(match.group(1).lower().removesuffix(".encode"), "other") if match else ""


def default_language(text, suffix):
    for match in PARTS.finditer(text):
        if match["directive"] and language_of(match["directive"]):
            return language_of(match["directive"])
    return "vbscript" if suffix in CLASSIC else "vb"


def split(text, suffix):
    """The parts of a page; joined they give it back."""
    language = default_language(text, suffix)
    if language == "vb" and suffix in CLASSIC:
        language = "vbscript"
    if suffix in WHOLE:
        match = re.match(r"\s*<%\s*@.*?%>", text, re.S)
        if not match:
            return []
        return [Part("directive", match.group()), Part("file", text[match.end():], language=language)]
    parts, at = [], 0
    for match in PARTS.finditer(text):
        if match.start() > at:
            parts.append(Part("html", text[at:match.start()]))
        at = match.end()
        if match["dead"]:
            parts.append(Part("dead", match["dead"]))
        elif match["directive"]:
            parts.append(Part("directive", match["directive"]))
        elif match["open"]:
            kind = "code" if match["open"] == "<%" else "expression"
            parts.append(Part(kind, match["code"], match["open"], match["close"], language))
        else:
            parts.append(Part("script", match["script"], match["tag"], match["end"],
                              language_of(match["tag"]) or language))
    if at < len(text):
        parts.append(Part("html", text[at:]))
    return parts


CODEPAGE = re.compile(r"""\bcodepage\s*=\s*("[^"]*"|'[^']*'|[^\s%]+)""", re.I)


def codepage_of(directive):
    """What the directive of a classic page says, as it is written but for quotes; None: nothing."""
    match = CODEPAGE.search(directive)
    return match and match[1].strip("\"' ")


def with_codepage(directive, number):
    """The directive of a classic page with this code page in place of its own, if it had one."""
    return f"{CODEPAGE.sub('', directive[:-2])} codepage={number}%>"


def join(parts):
    return "".join(part.before + part.text + part.after for part in parts)


def read_text(data):
    """Text of a page's bytes: one character a byte where they are neither UTF-8 nor UTF-16."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if data[1::2].count(0) > len(data) // 3:
        return data.decode("utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def suffix_of(path):
    return pathlib.PurePath(path).suffix.lower()
