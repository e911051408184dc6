"""Runs commands and says what they took."""

import os
import statistics
import sys
import time


class Failed(Exception):
    pass


def spend(command, limit=0, cpus=None, out=os.devnull):
    """One run: wall and CPU seconds, peak memory in KiB, exit status.  From limit on it failed."""
    actions = [(os.POSIX_SPAWN_OPEN, 1, str(out), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
               (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    before = os.sched_getaffinity(0)
    if cpus:
        os.sched_setaffinity(0, cpus)
    began = time.perf_counter()
    child = os.posix_spawnp(command[0], [str(word) for word in command], os.environ,
                            file_actions=actions)
    os.sched_setaffinity(0, before)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - began
    code = os.waitstatus_to_exitcode(status)
    if code < 0 or code > limit:
        raise Failed(f"status {code}: {' '.join(map(str, command))}")
    return {"wall": wall, "user": usage.ru_utime, "system": usage.ru_stime,
            "rss_kib": usage.ru_maxrss, "status": code}


def spend_all(commands, limit, repeat):
    """Commands one after the other, as one run; repeated where they are too short to time."""
    total = {"wall": 0.0, "user": 0.0, "system": 0.0, "rss_kib": 0, "status": 0}
    for _ in range(repeat):
        for command in commands:
            run = spend(command, limit)
            for key in ("wall", "user", "system"):
                total[key] += run[key] / repeat
            total["rss_kib"] = max(total["rss_kib"], run["rss_kib"])
            total["status"] |= run["status"]
    return total


def race(contenders, rounds, repeat, say):
    """
    Every contender once to warm up, then all of them in each round: what else goes on on the
    machine meets them alike.  contenders: name -> (commands, highest good status).
    """
    runs = {name: [] for name in contenders}
    for turn in range(rounds + 1):
        say(f"  round {turn} of {rounds}" if turn else "  warm-up")
        for name, (commands, limit) in contenders.items():
            run = spend_all(commands, limit, repeat)
            if turn:
                runs[name].append(run)
    return {name: summary(list_) for name, list_ in runs.items()}


def summary(runs):
    walls = [run["wall"] for run in runs]
    return {
        "median": statistics.median(walls), "best": min(walls), "walls": walls,
        "cpu": statistics.median(run["user"] + run["system"] for run in runs),
        "rss_kib": max(run["rss_kib"] for run in runs),
        "status": runs[-1]["status"],
    }


def say(text):
    print(text, file=sys.stderr, flush=True)
