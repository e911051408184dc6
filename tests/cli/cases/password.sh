# the password of a signing key: asked for once, not shown on a terminal, taken from a pipe as well
[ -z "${WINE:-}" ] || { echo "a terminal of this system is not one of Wine's" >&2; exit 77; }
mkdir tree
echo hello >tree/a.txt
# the key is sealed with "open", at the least cost
python3 - <<'END'
import os, pty, select, signal, subprocess, termios, time
KEY = """untrusted comment: minisign encrypted secret key
RWRTY0IyAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8AgAAAAAAAAAAAEAAAAAAAdUmN\
fHKAXI7KRzams3sYnrG910phntQEY+vqIHicKKbT3ADz0kuU6zi8hKZMrUGDl8AhnvsS/txLgVes\
dN8FTvWCl5w7SkgWAZ4j8cIAusBFL7KBBqciHpYvJCcL+ZuJCgYz8s0caos=
"""
open("locked.key", "w").write(KEY)
command = [os.environ["ASPXRAY"], "baseline", "create", "-q", "-o", "list.hashdeep", "-s", "locked.key", "tree"]


def on_terminal(typed):
    if os.path.exists("list.hashdeep.minisig"):
        os.unlink("list.hashdeep.minisig")
    ours, theirs = pty.openpty()
    run = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
                           preexec_fn=lambda: __import__("fcntl").ioctl(0, termios.TIOCSCTTY, 0))
    said = b""
    try:
        while b"Password of the key: " not in said:
            if not select.select([ours], [], [], 60)[0]:
                raise SystemExit(f"no question: {said}")
            said += os.read(ours, 1000)
        for _ in range(500):
            if not termios.tcgetattr(theirs)[3] & termios.ECHO:
                break
            time.sleep(0.01)
        os.write(ours, typed)
        status = run.wait(timeout=60)
    finally:
        run.kill()
    while select.select([ours], [], [], 0.2)[0]:
        said += os.read(ours, 1000)
    echo = bool(termios.tcgetattr(theirs)[3] & termios.ECHO)
    print("status", status, "echo again", echo, "shown", typed.strip() in said,
          "signed", os.path.exists("list.hashdeep.minisig"))


for typed in (b"open\n", b"closed\n", b"op\x03"):
    on_terminal(typed)
for given in (b"open\r\n", b"open", b"", b"closed\n"):
    done = subprocess.run(command, input=given, capture_output=True, check=False, timeout=60)
    print(given, done.returncode, done.stderr.decode().replace("\n", "|"))
END
