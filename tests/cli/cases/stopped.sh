# a scan that is cut off, by a signal or by its time limit: every line is JSON, the end is told,
# what was found stays found, bit 4 is set, and it ends within a second or little more
[ -z "${WINE:-}" ] || { echo "signals are of POSIX, and without a console Wine sends no Ctrl+C" >&2; exit 77; }
mkdir tree
$SAMPLES tree demo >/dev/null
dd if=/dev/zero of=tree/zz.bin bs=1M count=40 2>/dev/null
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
    time.sleep(3)
    begun = time.monotonic()
    run.send_signal(getattr(signal, "SIG" + sys.argv[1]))
    run.wait()
    if time.monotonic() - begun > 5:
        print("it took", time.monotonic() - begun)
sys.exit(run.returncode)
END
	echo "status $status"
	check
done
status=0
$ASPXRAY scan tree --format ndjson --max-rate 4 --max-runtime 2 >out.ndjson || status=$?
echo "status $status"
check
echo "-- an output file that was not finished does not stand under its name"
python3 - <<'END'
import os, signal, subprocess, time
run = subprocess.Popen([os.environ["ASPXRAY"], "scan", "tree", "-o", "killed.ndjson",
                        "--max-rate", "4"], stdout=subprocess.DEVNULL)
time.sleep(2)
run.kill()
run.wait()
END
[ ! -e killed.ndjson ] && echo "not there"
