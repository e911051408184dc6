"""Disguises of code: other ways to write its strings, its names and the space between them."""

import re

import pagetext
from pagetext import UNSEEN, Token
from rewrite import (BASIC, BASIC_WORDS, CFAMILY, KEYWORDS, after, at_line_start, each_code,
                     each_string, quote, solid)

FAR = "\u2028"  # ends a line in C# and Visual Basic .NET, and shows no end in most editors


# ---- Strings -------------------------------------------------------------------------------------

def verbatim_strings(page):
    def change(value, _language):
        return '@"' + value.replace('"', '""') + '"'

    return each_string(page, ("csharp",), 1, change, True)


def interpolated_strings(page):
    def change(value, _language):
        half = len(value) // 2
        left = value[:half].replace("{", "{{").replace("}", "}}").replace('"', '\\"')
        return f'$"{left}{{{quote(value[half:], "csharp")}}}"'

    return each_string(page, ("csharp",), 2, change, False)


def string_escapes(page):
    def change(value, language):
        forms = ("\\u%04x", "\\x%02x") if language == "jscript" else ("\\u%04x", "\\x%04x")
        return '"' + "".join(forms[i % 2] % ord(c) for i, c in enumerate(value)) + '"'

    return each_string(page, CFAMILY, 1, change, True)


def code_sums(page):
    """Chr(72+5), Chr(&H4D), Chr(154/2) in turn."""
    def change(value, _language):
        forms = ("Chr({}+5)", "Chr(&H{:X})", "Chr({}/2)")
        numbers = (lambda c: c - 5, lambda c: c, lambda c: 2 * c)
        return "(" + "&".join(forms[i % 3].format(numbers[i % 3](ord(c)))
                              for i, c in enumerate(value)) + ")"

    return each_string(page, ("vbscript",), 1, change, False)


def reversed_strings(page):
    return each_string(page, BASIC, 2,
                       lambda value, language: f"StrReverse({quote(value[::-1], language)})", False)


def replaced_strings(page):
    def change(value, language):
        noise = "Zq9"
        if noise in value:
            return quote(value, language)
        size = max(1, len(value) // 3)
        text = quote(noise.join(value[i:i + size] for i in range(0, len(value), size)), language)
        if language in BASIC:
            return f'Replace({text},"{noise}","")'
        if language == "jscript":
            return f"{text}.replace(/{noise}/g,'')"
        return f'{text}.Replace("{noise}","")'

    return each_string(page, BASIC + CFAMILY, 3, change, False)


def joined_strings(page):
    def change(value, language):
        size = max(1, len(value) // 4)
        pieces = ",".join(quote(value[i:i + size], language) for i in range(0, len(value), size))
        if language == "vbscript":
            return f'Join(Array({pieces}),"")'
        if language == "vb":
            return f'String.Join("",New String(){{{pieces}}})'
        if language == "jscript":
            return f"[{pieces}].join('')"
        return f'string.Join("",new string[]{{{pieces}}})'

    return each_string(page, BASIC + CFAMILY, 3, change, False)


def in_front(page, text, kinds):
    """The page with text put before its first code of these kinds."""
    parts = pagetext.split(page.text, page.suffix)
    first = next(part for part in parts if part.kind in kinds)
    first.text = "\r\n" + text + first.text
    return page.with_text(pagetext.join(parts))


def first_code(page):
    return next((part for part in pagetext.split(page.text, page.suffix)
                 if part.kind in ("code", "script", "expression")), None)


def takes_names(page):
    """Whether names may be set at the beginning of a page of classic ASP."""
    first = first_code(page)
    return page.classic and first and first.kind == "code" and first.language == "vbscript" and \
        not re.search(r"option\s+explicit", page.text, re.I)


def named_strings(page):
    """Variables that are set once: of the page in VBScript, of the class in C#."""
    declared = []

    def change(value, language):
        declared.append(quote(value, language))
        return f"v9q{len(declared)}"

    if takes_names(page):
        changed = each_string(page, ("vbscript",), 3, change, False)
        return changed and in_front(changed, "".join(
            f"v9q{i} = {value}\r\n" for i, value in enumerate(declared, 1)), ("code",))
    first = first_code(page)
    if page.suffix in pagetext.WHOLE or not first or first.kind != "script" or \
            first.language != "csharp" or re.search(r"\bclass\b", first.text):
        return None
    changed = each_string(page, ("csharp",), 3, change, False)
    return changed and in_front(changed, "".join(
        f"static string v9q{i} = {value};\r\n" for i, value in enumerate(declared, 1)), ("script",))


def helper_function(page):
    """A function of the page gives each string back that it is given in reverse."""
    if not takes_names(page):
        return None
    changed = each_string(page, ("vbscript",), 3,
                          lambda value, language: f"q9r({quote(value[::-1], language)})", False)
    return changed and in_front(changed, "Function q9r(s)\r\nDim i\r\nFor i=1 To Len(s)\r\n"
                                "q9r=Mid(s,i,1)&q9r\r\nNext\r\nEnd Function\r\n", ("code",))


def executed_text(page):
    """The code of a page of one block becomes a text that is executed."""
    parts = pagetext.split(page.text, page.suffix)
    code = [part for part in parts if part.kind in ("code", "expression", "script")]
    if not page.classic or len(code) != 1 or code[0].kind != "code" or \
            code[0].language != "vbscript" or len(code[0].text) > 20000 or \
            any(ord(c) > 126 for c in code[0].text):
        return None
    text = code[0].text.strip()
    if not text or re.match(r"(?i)option\s+explicit", text):
        return None
    pieces, line = [], ""
    for i, c in enumerate(text):
        line += ("&" if line else "") + (f"Chr({ord(c) - 7}+7)" if i % 2 else f"ChrW({ord(c)})")
        if len(line) > 900:
            pieces, line = pieces + [line], ""
    pieces += [line] if line else []
    code[0].text = "\r\n" + "".join(f"x9=x9&{piece}\r\n" for piece in pieces) + "Execute(x9)\r\n"
    return page.with_text(pagetext.join(parts))


# ---- Names ---------------------------------------------------------------------------------------

def at_names(page):
    """@name in C#, [name] in the Basics."""
    def change(tokens, part):
        words = KEYWORDS.get(part.language, BASIC_WORDS | {"me", "rem", "wscript"})
        for i, token in enumerate(tokens):
            name = token.text.lower() if part.language in BASIC else token.text
            if token.kind != "word" or name in words or not re.fullmatch(rf"[A-Za-z](?:\w|{UNSEEN})*", name):
                continue
            if part.language == "csharp" and solid(tokens, i).text != "#":
                token.text = "@" * bool(i) + token.text  # "<%@" would be a directive
            elif part.language == "vb" and solid(tokens, i).text not in ("#", "&", "<") or \
                    part.language == "vbscript" and solid(tokens, i).text == ".":
                if after(tokens, i).text != "=" or solid(tokens, i).text == ".":
                    token.text = f"[{token.text}]"
        return tokens

    return page.with_text(each_code(page, ("csharp", "vb", "vbscript"), change,
                                    ("code", "script", "file")))


def wide(text):
    return "".join(chr(ord(c) + 0xfee0) if "!" <= c <= "~" else c for c in text)


def wide_letters(page):
    """Keywords, signs and numbers of Visual Basic .NET in full width."""
    def change(tokens, _part):
        for i, token in enumerate(tokens):
            if token.kind == "word" and token.text.lower() in BASIC_WORDS - {"rem"}:
                token.text = wide(token.text)
            elif token.kind == "number" and token.text.isdigit():
                token.text = wide(token.text)
            elif token.kind == "sign" and token.text in ("(", ")", "=", ".", ",", "&", "{", "}"):
                token.text = wide(token.text)
        return tokens

    if page.classic:
        return None
    return page.with_text(each_code(page, ("vb",), change, ("code", "script", "file")), mark=True)


def typographic_quotes(page):
    def change(tokens, _part):
        for token in tokens:
            if token.kind == "string" and re.fullmatch(r'"[^"]*"', token.text):
                token.text = "\u201c" + token.text[1:-1] + "\u201d"
            elif token.kind == "comment" and token.text[0] == "'":
                token.text = "\u2018" + token.text[1:]
        return tokens

    if page.classic:
        return None
    return page.with_text(each_code(page, ("vb",), change), mark=True)


TYPES = {
    "Process": "System.Diagnostics.Process",
    "ProcessStartInfo": "System.Diagnostics.ProcessStartInfo",
    "Assembly": "System.Reflection.Assembly",
    "Activator": "System.Activator",
    "Convert": "System.Convert",
    "File": "System.IO.File",
    "StreamWriter": "System.IO.StreamWriter",
    "RijndaelManaged": "System.Security.Cryptography.RijndaelManaged",
    "HttpContext": "System.Web.HttpContext",
    "Encoding": "System.Text.Encoding",
}


def type_aliases(page):
    used = {}

    def change(tokens, _part):
        for i, token in enumerate(tokens):
            if token.kind == "word" and token.text in TYPES and solid(tokens, i).text != "." and \
                    after(tokens, i).text in (".", "(", ")") or \
                    token.text in TYPES and after(tokens, i).kind == "word" and \
                    solid(tokens, i).text in (";", "{", "}"):
                used[token.text] = f"T9{len(TYPES[token.text])}{token.text[0]}"
                token.text = used[token.text]
        return tokens

    if page.classic:
        return None
    text = each_code(page, ("csharp",), change)
    if not used:
        return None
    if page.suffix in pagetext.WHOLE:
        parts = pagetext.split(text, page.suffix)
        parts[-1].text = "\r\n" + "".join(f"using {alias} = {TYPES[name]};\r\n"
                                          for name, alias in used.items()) + parts[-1].text
        return page.with_text(pagetext.join(parts))
    return page.with_text("".join(f'<%@ Import Namespace="{alias} = {TYPES[name]}" %>\r\n'
                                  for name, alias in used.items()) + text)


def request_alias(page):
    """Request under another name, in classic ASP."""
    def change(tokens, _part):
        for i, token in enumerate(tokens):
            if token.kind == "word" and token.text.lower() == "request" and \
                    solid(tokens, i).text != ".":
                token.text = "w9k"
        return tokens

    if not takes_names(page):
        return None
    changed = page.with_text(each_code(page, ("vbscript",), change))
    return changed and in_front(changed, "Set w9k = Request\r\n", ("code",))


# ---- Between the tokens --------------------------------------------------------------------------

def rem_comments(page):
    def change(tokens, _part):
        out, begun = [], True
        for i, token in enumerate(tokens):
            out.append(token)
            if token.kind == "newline" and begun and \
                    solid(tokens, i).text not in ("_", ",", "(", "&", "=", "+", ".", "{") and \
                    solid(tokens, i).kind != "none":
                out.append(Token("comment", f'Rem "{i}" function(eval) {{ unsafe; }} " _'))
                out.append(Token("newline", "\r\n"))
            begun = token.kind not in ("comment", "continued") if token.kind != "space" else begun
        return out

    return page.with_text(each_code(page, BASIC, change, ("code", "script", "file")))


def line_separators(page):
    """Every line of code behind a comment that seems to go on."""
    def change(tokens, part):
        mark = "//" if part.language == "csharp" else "'"
        out = []
        for i, token in enumerate(tokens):
            before = tokens[i - 1].kind if i else "none"
            joined = part.language == "vb" and solid(tokens, i).text in ("_", ",", "(", "&", "=",
                                                                         "+", ".", "{")
            if token.kind == "newline" and before not in ("comment", "line", "continued") and \
                    (i + 1 == len(tokens) or tokens[i + 1].kind != "line") and not joined and \
                    solid(tokens, i).kind != "none":
                out.append(Token("comment", f" {mark} x"))
                out.append(Token("newline", FAR))
                continue
            out.append(token)
        return out

    if page.classic:
        return None
    return page.with_text(each_code(page, ("csharp", "vb"), change, ("code", "script", "file")),
                          mark=True)


def return_only(page):
    """Lines that end as they did on the Macintosh."""
    return page.with_text(re.sub(r"\r\n|\n", "\r", page.text))


def conditions(page):
    """Code that the compiler leaves out around the code that it does not."""
    def change(tokens, part):
        if part.language == "csharp":
            return [Token("line", "\r\n#if NONE\r\n \" ' /* } ) \r\n#elif !NONE\r\n")] + tokens + \
                [Token("line", "\r\n#else\r\n { ( /* \r\n#endif\r\n")]
        return [Token("line", "\r\n#If False Then\r\n ( \"x\r\n#Else\r\n")] + tokens + \
            [Token("line", "\r\n#End If\r\n")]

    if page.classic:
        return None
    parts = pagetext.split(page.text, page.suffix)
    if any(part.kind == "code" for part in parts):
        return None
    return page.with_text(each_code(page, ("csharp", "vb"), change, ("script", "file")))


def pad_inside(page):
    """Megabytes of comments between the first lines of code."""
    done = []

    def change(tokens, part):
        if done:
            return tokens
        for i, token in enumerate(tokens):
            if token.kind == "newline" and at_line_start(tokens, i + 1) and \
                    solid(tokens, i).text not in ("_", ",", "(", "&", "=", "+", ".", "{") and \
                    tokens[i - 1].kind not in ("continued",):
                done.append(True)
                mark = "'" if part.language in BASIC else "//"
                line = mark + "." * (126 - len(mark)) + "\r\n"
                return tokens[:i + 1] + [Token("comment", line * (page.padding // 128))] + \
                    tokens[i + 1:]
        return tokens

    return page.with_text(each_code(page, BASIC + CFAMILY, change, ("code", "script", "file")))
