"""A page to be rewritten, what the disguises share, and those that touch names, strings and markup.

A disguise takes a Page and returns another, or None where it is not valid for that page: where the
language, the kind of file or the way it is written would not stand it.
"""

import base64
import dataclasses
import re

import pagetext
import screnc
from pagetext import CLASSIC, MARKUP, WHOLE, Token

CFAMILY = ("csharp", "jscript")
BASIC = ("vb", "vbscript")

KEYWORDS = {
    "csharp": set("""abstract as base bool break byte case catch char checked class const continue
        decimal default delegate do double else enum event explicit extern false finally fixed float
        for foreach goto if implicit in int interface internal is lock long namespace new null object
        operator out override params private protected public readonly ref return sbyte sealed short
        sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked
        unsafe ushort using virtual void volatile while get set value var dynamic partial where yield
        add remove await async from select global""".split()),
    "jscript": set("""break case catch class const continue debugger default delete do else enum
        export extends false final finally for function get if implements import in instanceof
        interface internal new null package private protected public return set static super switch
        this throw true try typeof var void while with byte int long float double boolean char short
        decimal ubyte uint ulong ushort sbyte String Object""".split()),
}


@dataclasses.dataclass
class Page:
    suffix: str
    text: str
    data: bytes = None  # the file, once text has been turned into bytes
    others: dict = dataclasses.field(default_factory=dict)  # name -> bytes of files beside it
    head: bytes = b""  # bytes before the text
    padding: int = 12 << 20
    mark: bool = False  # needs a byte order mark to be read as UTF-8
    name: str = ""  # of the file, where it matters

    @property
    def classic(self):
        return self.suffix in CLASSIC

    def with_text(self, text, **changes):
        return None if text == self.text else dataclasses.replace(self, text=text, **changes)

    def bytes(self):
        if self.data is not None:
            return self.data
        try:
            data = self.text.encode("latin-1") if not self.mark else self.text.encode("utf-8-sig")
        except UnicodeEncodeError:
            data = self.text.encode("utf-8-sig")
        return self.head + data


def open_page(path, data, padding):
    return Page(pagetext.suffix_of(path), pagetext.read_text(data), padding=padding)


def each_code(page, languages, change, kinds=("code", "expression", "script", "file")):
    """The page with change(tokens, part) over all code in these languages."""
    parts = pagetext.split(page.text, page.suffix)
    for part in parts:
        if part.kind in kinds and part.language in languages:
            part.text = "".join(t.text for t in change(pagetext.tokens(part.text, part.language), part))
    return pagetext.join(parts) if parts else page.text


def solid(tokens, at):
    """The nearest token before at that is not blank."""
    for i in range(at - 1, -1, -1):
        if tokens[i].kind not in ("space", "newline", "comment"):
            return tokens[i]
    return Token("none", "")


def after(tokens, at):
    for token in tokens[at + 1:]:
        if token.kind not in ("space", "newline", "comment"):
            return token
    return Token("none", "")


# ---- Names ---------------------------------------------------------------------------------------

def escape_names(page):
    def change(tokens, part):
        for i, token in enumerate(tokens):
            if token.kind == "word" and len(token.text) > 3 and token.text[0] != "@" and \
                    token.text not in KEYWORDS[part.language] and "\\" not in token.text:
                at = 1 + (i + len(token.text)) % (len(token.text) - 1)
                if ord(token.text[at]) < 128:
                    token.text = f"{token.text[:at]}\\u{ord(token.text[at]):04x}{token.text[at + 1:]}"
        return tokens

    return page.with_text(each_code(page, CFAMILY, change))


def format_characters(page):
    marks = "\u200c\u200d\u00ad\u2060"

    def change(tokens, part):
        words = KEYWORDS.get(part.language, BASIC_WORDS)
        for i, token in enumerate(tokens):
            name = token.text.lower() if part.language == "vb" else token.text
            if token.kind == "word" and len(token.text) > 3 and name not in words and \
                    token.text[0] not in "@[":
                at = 1 + (i + len(token.text)) % (len(token.text) - 1)
                token.text = token.text[:at] + marks[i % 4] + token.text[at:]
        return tokens

    if page.classic:
        return None  # classic ASP does not drop them
    return page.with_text(each_code(page, ("csharp", "vb"), change), mark=True)


BASIC_WORDS = set("""addhandler addressof alias and andalso as boolean byref byte byval call case catch
    cbool cbyte cchar cdate cdbl cdec char cint class clng cobj const continue csbyte cshort csng cstr
    ctype cuint culng cushort date decimal declare default delegate dim directcast do double each else
    elseif end endif enum erase error event exit explicit false finally for friend function get gettype
    global gosub goto handles if implements imports in inherits integer interface is isnot let lib like
    long loop me mod module mustinherit mustoverride mybase myclass namespace narrowing new next not
    nothing notinheritable notoverridable object of on operator option optional or orelse overloads
    overridable overrides paramarray partial private property protected public raiseevent randomize
    readonly redim rem removehandler resume return sbyte select set shadows shared short single static
    step stop string structure sub synclock then throw to true try trycast typeof uinteger ulong ushort
    using variant wend when while widening with withevents writeonly xor until preserve ansi unicode
    auto off strict compare binary text infer where from""".split())


def change_case(page):
    def flip(text):
        return "".join(c.upper() if i % 2 else c.lower() for i, c in enumerate(text))

    def change(tokens, _part):
        for token in tokens:
            if token.kind == "word":
                token.text = flip(token.text)
        return tokens

    text = each_code(page, BASIC, change)
    text = re.sub(r"\brunat(\s*=\s*[\"']?\s*)server\b", lambda m: "rUnAt" + m[1] + "SeRvEr", text,
                  flags=re.I)
    text = re.sub(r"(<%\s*@\s*)(page|webhandler|webservice|control|import)\b",
                  lambda m: m[1] + flip(m[2]), text, flags=re.I)
    text = re.sub(r"(<%\s*@[^%>]*?|<script[^<>]*?)\b(language)(\s*=\s*[\"']?)([\w#.]+)",
                  lambda m: m[1] + flip(m[2]) + m[3] + flip(m[4]), text, flags=re.I)
    return page.with_text(text)


# ---- Between the tokens --------------------------------------------------------------------------

def comments(page):
    def braces(tokens):
        out = []
        for i, token in enumerate(tokens):
            out.append(token)
            if i % 2 == 0 and token.kind in ("word", "sign", "string") and \
                    solid(tokens, i + 1).kind != "line" and i + 1 < len(tokens) and \
                    tokens[i + 1].kind in ("word", "sign", "string", "number") and \
                    not (token.text + tokens[i + 1].text).endswith(("//", "/*")) and \
                    token.text != "/":
                out.append(Token("comment", f"/*{'-' * (i % 3)}{i % 97}*/"))
        return out

    def basic(tokens):
        out, begun = [], True
        for i, token in enumerate(tokens):
            if token.kind == "newline" and begun and solid(tokens, i).text not in ("_", ",", "(", "&", "="):
                out.append(Token("comment", f" '{i}"))
                out.append(token)
                out.append(Token("comment", f"  ' {i}"))
                out.append(Token("newline", "\r\n"))
                begun = True
                continue
            begun = token.kind != "comment"
            out.append(token)
        return out

    def change(tokens, part):
        return braces(tokens) if part.language in CFAMILY else basic(tokens)

    return page.with_text(each_code(page, CFAMILY + BASIC, change, ("code", "script", "file")))


def continue_lines(page):
    def change(tokens, _part):
        out, run = [], 0
        for i, token in enumerate(tokens):
            if token.kind == "newline":
                run = 0
            if token.kind == "space" and 0 < i < len(tokens) - 1 and run < 8 and \
                    solid(tokens, i).kind not in ("none",) and not at_line_start(tokens, i) and \
                    tokens[i + 1].kind not in ("newline", "comment", "continued") and \
                    tokens[i - 1].kind not in ("comment", "continued") and tokens[i - 1].text != ":":
                out.append(Token("space", " _\r\n\t"))
                run += 1
            elif token.kind == "sign" and token.text == "(" and run < 8 and i and \
                    tokens[i - 1].kind == "word":
                out += [token, Token("space", " _\r\n ")]
                run += 1
            else:
                out.append(token)
        return out

    return page.with_text(each_code(page, BASIC, change, ("code", "script", "file")))


def at_line_start(tokens, at):
    return at == 0 or tokens[at - 1].kind == "newline"


# ---- Strings -------------------------------------------------------------------------------------

def constant_needed(tokens, at, language):
    """Whether only a constant may stand here: a literal or, in C#, a sum of literals."""
    depth = 0
    for i in range(at - 1, max(-1, at - 200), -1):
        token = tokens[i]
        if token.kind == "sign" and token.text in ";{}":
            break
        if language in BASIC and token.kind == "newline" and tokens[i - 1].kind != "continued":
            break
        if token.kind == "sign" and token.text in ")]":
            depth += 1
        elif token.kind == "sign" and token.text == "(":
            depth -= 1
        elif token.kind == "sign" and token.text == "[":
            before = solid(tokens, i)
            if depth <= 0 and before.kind not in ("word", "string") and before.text not in (")", "]"):
                return True  # an attribute
            depth -= 1
        elif token.kind == "sign" and token.text == "<" and language == "vb" and \
                solid(tokens, i).kind in ("none", "newline", "sign"):
            return True
        elif token.kind == "word" and token.text.lower() in ("const", "case", "lib", "alias", "goto"):
            return True
    return False


def plain_value(token, language):
    """The value of a simple string of ASCII, or None."""
    text = token.text
    if language in BASIC:
        if not text.endswith('"'):
            return None
        value = text[1:-1].replace('""', '"')
    elif text[0] in "$@" or "\\" in text:
        return None
    else:
        value = text[1:-1]
    return value if value and all(32 <= ord(c) < 127 for c in value) else None


def each_string(page, languages, least, change, constants):
    def over(tokens, part):
        for i, token in enumerate(tokens):
            if token.kind != "string":
                continue
            value = plain_value(token, part.language)
            if value is None or len(value) < least or len(value) > 2000:
                continue
            if constant_needed(tokens, i, part.language) and \
                    not (constants and part.language == "csharp"):
                continue
            if part.language == "jscript" and after(tokens, i).text == ":":
                continue
            token.text = change(value, part.language)
        return tokens

    return page.with_text(each_code(page, languages, over))


def quote(value, language):
    return '"' + value.replace('"', '""' if language in BASIC else '\\"') + '"'


def split_strings(page):
    def change(value, language):
        size = max(1, min(4, len(value) // 2))
        pieces = [quote(value[i:i + size], language) for i in range(0, len(value), size)]
        return "(" + ("&" if language in BASIC else "+").join(pieces) + ")"

    return each_string(page, CFAMILY + BASIC, 2, change, True)


def character_codes(page):
    def change(value, language):
        codes = [str(ord(c)) for c in value]
        if language in BASIC:
            return "(" + "&".join(f"Chr({c})" for c in codes) + ")"
        if language == "jscript":
            return "String.fromCharCode(" + ",".join(codes) + ")"
        return "new string(new char[]{" + ",".join(f"(char){c}" for c in codes) + "})"

    return each_string(page, CFAMILY + BASIC, 1, change, False)


def base64_strings(page):
    def change(value, language):
        text = base64.b64encode(value.encode()).decode()
        return f'System.Text.Encoding.UTF8.GetString(System.Convert.FromBase64String("{text}"))'

    if page.classic:
        return None
    return each_string(page, ("csharp", "jscript", "vb"), 1, change, False)


# ---- Markup --------------------------------------------------------------------------------------

def behind_directive(page, text):
    """text put where the page allows any: first, or in classic ASP behind the @ directive."""
    match = re.match(r"\s*<%\s*@.*?%>", page.text, re.S) if page.classic else None
    if page.classic and not match and re.search(r"<%\s*@", page.text):
        return None
    at = match.end() if match else 0
    return page.with_text(page.text[:at] + text + page.text[at:])


LINE = "<p>All of us at Example Trading wish our customers a quiet season. " \
       '<a href="/about.htm">Read on</a> about lanterns, pebbles and willows.</p>\r\n'


def wrap_in_html(page):
    if page.suffix not in MARKUP - {".asax"}:
        return None
    head = "<!DOCTYPE html>\r\n<html><head><title>Example Trading</title></head>\r\n<body>\r\n"
    wrapped = behind_directive(page, head + LINE * 100)
    return wrapped and wrapped.with_text(wrapped.text + LINE * 100 + "</body></html>\r\n")


def pad_before(page):
    if page.suffix not in MARKUP:
        return None
    return behind_directive(page, (" " * 126 + "\r\n") * (page.padding // 128))


def pad_after(page):
    if page.suffix in WHOLE:
        parts = pagetext.split(page.text, page.suffix)
        mark = {"csharp": "//", "jscript": "//", "vb": "'"}.get(parts[-1].language if parts else "")
        return mark and page.with_text(page.text + ("\r\n" + mark + "." * 124) * (page.padding // 128))
    if page.suffix not in MARKUP:
        return None
    return page.with_text(page.text + "\r\n" + ("." * 126 + "\r\n") * (page.padding // 128))


def header(data):
    def disguise(page):
        if page.suffix not in MARKUP - {".asax", ".asa"} or page.head:
            return None
        if page.classic and re.search(r"<%\s*@", page.text):
            return None
        return dataclasses.replace(page, head=data)

    return disguise


def blanks_in_tags(page):
    def directive(match):
        inner = re.sub(r"\s+(?=\w+\s*=)", "\r\n\t ", match[2])
        return "<%\t@\r\n " + re.sub(r"(\w)\s*=\s*(?=[\"'\w])", r"\1 \t= ", inner.strip()) + "\r\n%>"

    def script(match):
        return "<script\r\n\t" + re.sub(r"\s*=\s*", " =\r\n ", match[1].strip()) + "\r\n>"

    text = re.sub(r"<%(\s*)@(.*?)%>", directive, page.text, flags=re.S)
    if not page.classic:
        text = re.sub(r"<script\b([^<>]*\brunat\s*=[^<>]*)>", script, text, flags=re.I)
    return page.with_text(text)


def entities(page):
    def hide(match):
        value = match[3]
        return f'{match[1]}{match[2]}"&#{ord(value[0])};{value[1:-1]}&#x{ord(value[-1]):x};"'

    if page.classic or page.suffix in WHOLE:
        return None
    return page.with_text(re.sub(
        r"(<script\b[^<>]*?\b)((?:runat|language)\s*=\s*)[\"']([\w#]{2,})[\"']", hide, page.text,
        flags=re.I))


def split_blocks(page):
    """Statements in blocks of their own; members in script tags of their own."""
    parts = pagetext.split(page.text, page.suffix)
    if page.suffix not in MARKUP or any(re.search(r"\bclass\b", p.text, re.I) for p in parts
                                        if p.language == "vbscript"):
        return None
    for part in parts:
        if part.language not in pagetext.LEXERS or part.kind not in ("code", "script"):
            continue
        if part.kind == "script" and part.language in CFAMILY:
            part.text = split_members(part)
        elif part.kind == "code":
            part.text = split_statements(part)
    return page.with_text(pagetext.join(parts))


def split_members(part):
    out, depth = [], 0
    found = pagetext.tokens(part.text, part.language)
    for i, token in enumerate(found):
        out.append(token.text)
        if token.kind == "sign" and token.text in "{}":
            depth += 1 if token.text == "{" else -1
            follows = after(found, i)
            if token.text == "}" and depth == 0 and follows.kind == "word" and \
                    follows.text not in ("catch", "else", "finally", "while"):
                out.append(part.after + "\r\n<b></b>\r\n" + part.before)
    return "".join(out)


def split_statements(part):
    out, depth, curly = [], 0, []
    found = pagetext.tokens(part.text, part.language)
    for i, token in enumerate(found):
        out.append(token.text)
        if part.language in BASIC:
            if token.kind == "newline" and solid(found, i).kind != "none" and \
                    after(found, i).kind != "none" and \
                    solid(found, i).text not in ("_", ",", "(", "&", "=") and \
                    after(found, i).text.lower() != "case":
                out.append("%>\r\n<%")
        elif token.kind == "sign" and token.text in "([":
            depth += 1
        elif token.kind == "sign" and token.text in ")]":
            depth -= 1
        elif token.kind == "sign" and token.text == "{":
            curly.append(solid(found, i).text)
        elif token.kind == "sign" and token.text == "}" and curly:
            curly.pop()
        elif token.text == ";" and not depth and all(c == ")" for c in curly) and \
                after(found, i).text not in ("else", "case", "default", "") and \
                not re.search(r"\b(switch|class|import)\b", part.text):
            out.append(" %>\r\n<% ")
    return "".join(out)


def include(page):
    if page.suffix not in MARKUP - {".asax", ".asa"} or not page.text.strip():
        return None
    head, text = "", page.text
    if page.classic:
        match = re.match(r"\s*<%\s*@.*?%>", text, re.S)
        if not match and re.search(r"<%\s*@", text):
            return None
        if match:
            head, text = match.group(), text[match.end():]
    page_bytes = dataclasses.replace(page, text=text).bytes()
    return dataclasses.replace(page, text=head + '<!--#include file="@NAME@.png"-->\r\n',
                               others={"@NAME@.png": page_bytes}, head=b"")


# ---- Bytes ---------------------------------------------------------------------------------------

CONFIG = '<configuration><system.web><globalization fileEncoding="{}" /></system.web></configuration>\n'


def bytes_may_change(page):
    """Whether this is text with server code, in no other form yet, that ASP.NET or ASP decodes."""
    return page.suffix in MARKUP | WHOLE and page.data is None and not page.head and \
        not page.others and not re.search(r"[\0-\x08\x0e-\x1f]", page.text) and \
        any(part.kind in ("code", "script", "file", "expression")
            for part in pagetext.split(page.text, page.suffix))


def encoded(codec, name, mark=b""):
    """The file in another encoding, which a web.config beside it names."""
    def disguise(page):
        if not bytes_may_change(page) or page.classic or (page.mark and not name.startswith("utf")):
            return None
        data = mark + (codec(page.text) if callable(codec) else page.text.encode(codec, "replace"))
        others = {} if mark else {"web.config": CONFIG.format(name).encode()}
        return dataclasses.replace(page, data=data, others=others)

    return disguise


IBM1047 = {"[": 0xAD, "]": 0xBD, "^": 0x5F, "\u00ac": 0xB0, "\u00dd": 0xBA, "\u00a8": 0xBB}


def ibm1047(text):
    return b"".join(bytes([IBM1047[c]]) if c in IBM1047 else c.encode("cp037", "replace")
                    for c in text)


def utf7_run(text):
    return "+" + base64.b64encode(text.encode("utf-16-be")).decode().rstrip("=") + "-"


def utf7(page):
    """ASP.NET: the whole file; classic ASP: the code, under @codepage."""
    if not bytes_may_change(page) or len(page.text) > 4 << 20:
        return None
    if not page.classic:
        lines = [utf7_run(line) if line else "" for line in page.text.split("\r\n")]
        return dataclasses.replace(page, data="\r\n".join(lines).encode("ascii"),
                                   others={"web.config": CONFIG.format("utf-7").encode()})
    parts = pagetext.split(page.text, page.suffix)
    code = [part for part in parts if part.kind in ("code", "expression")]
    if not code or any(part.kind == "script" for part in parts):
        return None
    first = next((part for part in parts if part.kind == "directive"), None)
    if first:
        first.text = pagetext.with_codepage(first.text, 65000)
    for part in code:
        if part.text.strip():
            part.text = "\r\n" + utf7_run(part.text) + "\r\n"
    text = ("" if first else "<%@codepage=65000%>\r\n") + pagetext.join(parts)
    return dataclasses.replace(page, data=text.encode("latin-1", "replace"))


def script_encoder(page):
    if not page.classic or page.head:
        return None
    parts = pagetext.split(page.text, page.suffix)
    code = [part for part in parts if part.kind == "code" and part.text.strip()]
    languages = {part.language for part in code}
    if not code or len(languages) != 1 or not languages <= {"vbscript", "jscript"}:
        return None
    if any(part.kind == "script" for part in parts) or "#@~^" in page.text:
        return None
    name = {"vbscript": "VBScript", "jscript": "JScript"}[languages.pop()] + ".Encode"
    first = next((part for part in parts if part.kind == "directive"), None)
    if first and pagetext.LANGUAGE.search(first.text):
        first.text = pagetext.LANGUAGE.sub("language=" + name, first.text)
    elif first:
        first.text = first.text[:-2] + f" language={name}%>"
    for part in code:
        part.text = screnc.encode(part.text.encode("latin-1", "replace")).decode("latin-1")
    head = "" if first else f"<%@ LANGUAGE={name} %>\r\n"
    return page.with_text(head + pagetext.join(parts))
