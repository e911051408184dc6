# colour on a terminal alone, unless NO_COLOR is set; --color has the last word
[ -z "${WINE:-}" ] || { echo "a terminal of this system is not one of Wine's" >&2; exit 77; }
mkdir site
echo hello >site/index.html
python3 - <<'END'
import os, pty, subprocess


def first_line(no_color, on_terminal, *options):
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": no_color}
    command = [os.environ["ASPXRAY"], "scan", "-q", *options, "site"]
    ours, theirs = pty.openpty() if on_terminal else os.pipe()
    with subprocess.Popen(command, env=environment, stdout=theirs) as run:
        os.close(theirs)
        said = b""
        while True:
            try:
                part = os.read(ours, 1000)
            except OSError:  # how a terminal ends
                break
            if not part:
                break
            said += part
    os.close(ours)
    assert run.returncode == 0 and b"index" not in said and b"aspxray" in said
    return said.split(b":")[0].decode()


for no_color, on_terminal, *options in (
        ("", True), ("1", True), ("", False), ("", True, "--color", "never"),
        ("1", True, "--color", "always"), ("1", False, "--color=always"),
        ("1", True, "--color", "auto"), ("", True, "--color", "auto")):
    print("NO_COLOR" if no_color else "        ", "terminal" if on_terminal else "pipe    ",
          *options, repr(first_line(no_color, on_terminal, *options)))
END
