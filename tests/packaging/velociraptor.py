#!/usr/bin/env python3
"""The Velociraptor artifact: its keys, its VQL, and the options and fields that it names, as TAP.

usage: velociraptor.py ASPXRAY
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import tap

ASPXRAY = sys.argv[1]
TREE = pathlib.Path(__file__).resolve().parents[2]
ARTIFACTS = sorted((TREE / "packaging/velociraptor").glob("*.yaml"))
KEYS = {"name", "description", "author", "type", "required_permissions", "implied_permissions", "tools",
        "resources", "precondition", "parameters", "sources", "column_types", "reference", "export", "imports"}
TYPES = {"csv", "int", "bool", "choices", "string", "regex", "timestamp", "yara", "hidden"}
COLUMN_TYPES = {"timestamp", "preview_upload", "nobreak", "url", "hex", "tree", "mb"}
PLUGINS = {"info", "execve", "parse_jsonl", "if", "scope", "Artifact.Generic.Utils.FetchBinary"}
FUNCTIONS = {"if", "log", "path_join", "str", "tempdir", "timestamp", "upload"}


def load():
    try:
        import yaml
    except ImportError as why:
        raise tap.Skip("python3-yaml is not installed") from why
    assert len(ARTIFACTS) == 1
    artifact = yaml.safe_load(ARTIFACTS[0].read_text(encoding="ascii"))
    assert artifact["name"] == ARTIFACTS[0].stem
    return artifact


def queries(artifact):
    return [artifact["precondition"]] + [source["query"] for source in artifact["sources"]]


def bare(query):
    """The query without its strings; the backticks of names stay."""
    return re.sub(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'', '""', query)


def check_keys():
    artifact = load()
    assert set(artifact) <= KEYS, set(artifact) - KEYS
    assert artifact["type"] == "CLIENT"
    assert "EXECVE" in artifact["required_permissions"]
    assert [tool["name"] for tool in artifact["tools"]] == ["Aspxray"]
    for parameter in artifact["parameters"]:
        assert parameter["type"] in TYPES and parameter["description"], parameter
        if parameter["type"] == "choices":
            assert parameter["default"] in parameter["choices"]
    names = [source["name"] for source in artifact["sources"]]
    assert len(set(names)) == len(names) and all(re.fullmatch(r"\w+", name) for name in names)
    # a precondition of a single source would give it a scope of its own, without our variables
    assert not any("precondition" in source for source in artifact["sources"])
    # the console's limit, and room for fetching the tool
    runtime = next(p["default"] for p in artifact["parameters"] if p["name"] == "MaxRuntime")
    assert runtime < 600 <= artifact["resources"]["timeout"]


def check_shape_of_queries():
    artifact = load()
    for query in queries(artifact):
        text, stack = bare(query), []
        for at, sign in enumerate(text):
            if sign in "([{":
                stack.append(sign)
            elif sign in ")]}":
                assert stack and stack.pop() + sign in ("()", "[]", "{}"), text[:at + 1][-60:]
        assert not stack and text.count("`") % 2 == 0
        statements = [s for s in re.split(r"^(?=LET|SELECT)", text, flags=re.M) if s.strip()]
        assert all(re.match(r"LET \w+ <?= |SELECT\s", s) for s in statements), statements
        # a source gives the rows of its last statement, and that is its only query
        assert statements[-1].startswith("SELECT") and not any(s.startswith("SELECT") for s in statements[:-1])
        for statement in statements:
            assert statement.count("SELECT") == len(re.findall(r"\bFROM\b", statement)), statement


def check_names_are_known():
    artifact = load()
    known = set(PLUGINS) | {parameter["name"] for parameter in artifact["parameters"]}
    for query in queries(artifact):
        text = bare(query)
        for statement in re.split(r"^(?=LET|SELECT)", text, flags=re.M):
            for name in re.findall(r"\bFROM\s+([\w.]+)", statement):
                assert name in known, name
            for name in re.findall(r"(?<![\w.])(\w+)\(", statement):
                assert name in FUNCTIONS | PLUGINS or name == "FetchBinary", name
            known |= set(re.findall(r"^LET (\w+)", statement))
        for name in re.findall(r"\b(?:Tool|Folder|Output|Named|Arguments|Run|Records)\b", text):
            assert name in known, name
    text = "".join(queries(artifact))
    for parameter in artifact["parameters"]:
        assert re.search(rf"\b{parameter['name']}\b", text), parameter["name"]
    columns = set(re.findall(r"\bAS (\w+)", text))
    for column in artifact["column_types"]:
        assert column["name"] in columns and column["type"] in COLUMN_TYPES, column


def run_as_told(artifact, folder):
    """The program run with the arguments of the artifact, over something to find and something missing."""
    query = artifact["sources"][0]["query"]
    block = re.search(r"LET Arguments <= \[(.*?)\]\s*\n", query, re.S)[1]
    values = {"Tool[0].OSPath": ASPXRAY, "MaxRuntime": "540", "Output": f"{folder}/aspxray.ndjson"}
    arguments = []
    for word in re.findall(r'str\(str=[^)]+\)|"[^"]*"|\w+', block):
        name = re.sub(r"str\(str=(.*)\)", r"\1", word)
        arguments.append(word.strip('"') if word[0] == '"' else values.get(name, "notable"))
    arguments += ["--max-rate", "100", "--", f"{folder}/volume", f"{folder}/missing"]
    run = subprocess.run(arguments, capture_output=True, check=False)
    assert run.returncode & 5 == 5, run
    return [json.loads(line) for line in pathlib.Path(values["Output"]).read_text().splitlines()]


def has(record, path):
    for name in path.split("."):
        if not isinstance(record, dict) or name not in record:
            return False
        record = record[name]
    return True


def check_options_and_fields_exist():
    artifact = load()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, TREE / "tests/demo/make", f"{folder}/volume", "--evidence",
                        f"{folder}/evidence.tsv"], check=True, stdout=subprocess.DEVNULL)
        records = run_as_told(artifact, folder)
    wanted = {"Findings": [r for r in records if r["event"]["kind"] == "alert"],
              "Problems": [r for r in records if r["event"]["action"] == "file-problem"],
              "Summary": [r for r in records if r["event"]["action"].startswith("scan-")]}
    for source in artifact["sources"]:
        if source["name"] not in wanted:
            continue
        rows = wanted[source["name"]]
        assert rows, source["name"]
        selected = bare(source["query"]).rsplit("SELECT", 1)[1]
        for path in set(re.findall(r"\b(?:aspxray|file|event|error)(?:\.\w+)*", selected)):
            # URLs need an image or a server
            assert path == "aspxray.url" or any(has(r, path) for r in rows), path


tap.run({name: f for name, f in globals().items() if name.startswith("check_")})
