# a disk that fills while the report is written: one line, status 70; of a file that could not be
# written to its end nothing is left, under its name or another
[ -z "${WINE:-}" ] || { echo "there is no full device under Wine" >&2; exit 77; }
[ -c /dev/full ] || { echo "no /dev/full" >&2; exit 77; }
mkdir tree
echo hello >tree/a.txt
for format in text ndjson csv; do
	status=0
	$ASPXRAY scan tree --format $format >/dev/full || status=$?
	echo "$format: status $status"
done
# a file that may not grow, which a disk of one's own would be needed for
python3 - <<'END'
import os, resource, signal, subprocess
def small():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
for name in ("out.txt", "out.ndjson", "out.csv"):
    run = subprocess.run([os.environ["ASPXRAY"], "scan", "tree", "-o", name], check=False,
                         stdout=subprocess.DEVNULL, preexec_fn=small, restore_signals=False)
    print(name, "status", run.returncode, os.listdir("."))
END
for command in --help "scan --help" "baseline --help" version; do
	status=0
	$ASPXRAY $command >/dev/full || status=$?
	echo "$command: status $status"
done
