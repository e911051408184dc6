# a scan does not tell of its own report that lies below a root; that of an earlier run is a file
[ -z "${WINE:-}" ] || { echo "what a POSIX shell redirects has no file number under Wine" >&2; exit 77; }
mkdir tree && cd tree
mkdir site
$SAMPLES site demo >/dev/null
rm -rf site/clean
status=0
# the shell opens all three before the program starts
$ASPXRAY scan . --format ndjson -o r.ndjson -o r.txt >out.ndjson 2>err.txt || status=$?
echo "status $status"
jq -c 'select(.event.action=="scan-end") | .aspxray.total.skipped' <out.ndjson
jq -r 'select(.event.kind=="alert") | .file.path' <out.ndjson | grep -c /site/
echo "not of the site:"
jq -r 'select(.event.kind=="alert") | .file.path' <out.ndjson | grep -v /site/ || echo "none"
grep "of this run" r.txt
echo "-- an older one is a file like any other"
status=0
$ASPXRAY scan . --color never >out.txt || status=$?
grep -o "output of this run" out.txt
grep -q "r.ndjson" out.txt && echo "the report of the run before is told of"
echo "-- an inventory and a baseline leave themselves out as well"
rm out.* r.*
$ASPXRAY scan . --inventory --no-hash >rows.csv
grep -c "rows.csv" rows.csv || true
$ASPXRAY scan . --inventory >rows.csv
grep -c "rows.csv" rows.csv || true
$ASPXRAY baseline create . -o list.hashdeep >/dev/null
grep -c "list.hashdeep" list.hashdeep || true
