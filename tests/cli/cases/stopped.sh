# a scan that is cut off, by a signal or by its time limit: every line is JSON, the end is told,
# what was found stays found, bit 4 is set, and it ends within ten seconds
[ -z "${WINE:-}" ] || { echo "signals are of POSIX, and without a console Wine sends no Ctrl+C" >&2; exit 77; }
mkdir tree
$SAMPLES tree demo >/dev/null
# at four megabytes a second it is busy until long after it was stopped
truncate -s 400M tree/zz.bin
check() {
	jq -c . <out.ndjson >/dev/null && echo "all JSON"
	jq -r 'select(.event.action=="scan-end") | "stopped by \(.aspxray.stopped), status \(.aspxray.exit_status)"' <out.ndjson
	jq -r 'select(.aspxray.trouble=="stopped") | .aspxray.trouble' <out.ndjson | sort -u
	[ "$(jq -r 'select(.event.kind=="alert") | .file.path' <out.ndjson | wc -l)" -gt 3 ] && echo "findings are there"
}
for signal in INT TERM; do
	status=0
	python3 - "$signal" <<'END' || status=$?
import os, signal, subprocess, sys, time
with open("out.ndjson", "wb") as out:
    run = subprocess.Popen([os.environ["ASPXRAY"], "scan", "tree", "--format", "ndjson",
                            "--max-rate", "4"], stdout=out,
                           preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    late = time.monotonic() + 60
    while open("out.ndjson", "rb").read().count(b'"kind":"alert"') < 4:
        if run.poll() is not None or time.monotonic() > late:
            run.kill()
            sys.exit("it found nothing")
        time.sleep(0.02)
    begun = time.monotonic()
    run.send_signal(getattr(signal, "SIG" + sys.argv[1]))
    run.wait()
    if time.monotonic() - begun > 10:
        print("it took", time.monotonic() - begun)
sys.exit(run.returncode)
END
	echo "status $status"
	check
done
status=0
$ASPXRAY scan tree --format ndjson --max-rate 4 --max-runtime 5 >out.ndjson || status=$?
echo "status $status"
check
echo "-- an output file that was not finished does not stand under its name"
python3 - <<'END'
import glob, os, subprocess, sys, time
run = subprocess.Popen([os.environ["ASPXRAY"], "scan", "tree", "-o", "killed.ndjson",
                        "--max-rate", "4"], stdout=subprocess.DEVNULL)
late = time.monotonic() + 60
begun = False
while not begun:
    begun = any(os.path.getsize(name) for name in glob.glob("killed.ndjson?*"))
    if run.poll() is not None or time.monotonic() > late:
        run.kill()
        sys.exit("nothing was written")
    time.sleep(0.02)
run.kill()
print("ended by signal", -run.wait())
END
[ ! -e killed.ndjson ] && echo "not there"
