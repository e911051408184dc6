# a disk that fills while the report is written: one line, status 70, no file under the final name
[ -z "${WINE:-}" ] || { echo "there is no full device under Wine" >&2; exit 77; }
[ -c /dev/full ] || { echo "no /dev/full" >&2; exit 77; }
mkdir tree
echo hello >tree/a.txt
for format in text ndjson csv; do
	status=0
	$ASPXRAY scan tree --format $format >/dev/full || status=$?
	echo "$format: status $status"
done
for command in --help "scan --help" "baseline --help" version; do
	status=0
	$ASPXRAY $command >/dev/full || status=$?
	echo "$command: status $status"
done
