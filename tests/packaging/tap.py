"""Runs the functions check_* of a test as TAP.  A check that ends has passed; Skip says why not."""
import traceback


class Skip(Exception):
    """What is missing on this machine."""


def run(names):
    checks = [(name[6:].replace("_", " "), f) for name, f in names.items() if name.startswith("check_")]
    print(f"1..{len(checks)}", flush=True)
    for number, (name, check) in enumerate(checks, 1):
        try:
            check()
            print(f"ok {number} - {name}", flush=True)
        except Skip as why:
            print(f"ok {number} - {name} # SKIP {why}", flush=True)
        except Exception:  # whatever it is, it is told and the next check runs
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
            print(f"not ok {number} - {name}", flush=True)
