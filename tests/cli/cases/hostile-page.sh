# a page made to hold the scan up, and a rule that is slow with it: cut short after --file-timeout or by a
# signal, told as a problem and never clean; the other files are scanned, by one thread or by more
[ -z "${WINE:-}" ] || { echo "signals are of POSIX" >&2; exit 77; }
mkdir tree
$SAMPLES tree demo >/dev/null
python3 - <<'END'
with open("tree/slow.aspx", "w") as out:
    for _ in range(32):
        out.write("<script runat=server>" * 50000)
with open("slow.yar", "w") as out:
    out.write("rule slow { strings: $a = /s[<a-z =>]{0,2000}!/ condition: $a }")
END
told() {
	jq -r 'select(.aspxray.trouble=="timeout" or .aspxray.trouble=="stopped") |
		"\(.file.path): \(.aspxray.trouble)"' <out.ndjson | sort -u
	jq -r 'select(.event.action=="scan-end") | "status \(.aspxray.exit_status)"' <out.ndjson
}
for threads in 1 4; do
	$ASPXRAY scan tree --rules slow.yar --format ndjson --file-timeout 1 --threads $threads >out.ndjson || :
	echo "threads $threads"
	told
	jq -r 'select(.event.kind=="alert") | .file.name + " " + .aspxray.level' <out.ndjson |
		grep -v slow | sort >found.$threads
done
cmp found.1 found.4 && [ -s found.1 ] && echo "the same is found"
echo "-- SIGTERM while it is read"
python3 - <<'END'
import os, signal, subprocess, sys, time


def worked():
    """Seconds of processor time."""
    with open(f"/proc/{run.pid}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_until(done):
    late = time.monotonic() + 60
    while not done():
        if run.poll() is not None or time.monotonic() > late:
            run.kill()
            sys.exit("it did not begin")
        time.sleep(0.02)


with open("out.ndjson", "wb") as out:
    run = subprocess.Popen([os.environ["ASPXRAY"], "scan", "tree/slow.aspx", "--rules", "slow.yar",
                            "--format", "ndjson", "--file-timeout", "0"], stdout=out)
    wait_until(lambda: os.path.getsize("out.ndjson"))
    begun = worked()
    wait_until(lambda: worked() > begun + 0.5)  # there is but one file to work on
    run.send_signal(signal.SIGTERM)
    run.wait()
END
told
