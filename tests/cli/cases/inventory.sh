# every file's facts, with and without hashes, and what is refused
[ -z "${WINE:-}" ] || { echo "links and permissions are not made under Wine" >&2; exit 77; }
mkdir -p site/sub
printf a >site/a.aspx
printf 'two\n' >'site/sub/b,"c.txt'
ln -s a.aspx site/link.aspx
chmod 640 site/a.aspx
$ASPXRAY scan --inventory -q site >facts.csv
head -n 1 facts.csv | tr -d '\r'
python3 - <<'END'
import csv
with open("facts.csv", newline="") as file:
    for row in sorted(csv.DictReader(file), key=lambda row: row["path"]):
        print(row["kind"], row["path"], row["size"], row["mode"], row["md5"], row["sha256"][:16])
END
echo "-- unread"
chmod 0 site/a.aspx
# to root everything is readable
nobody() {
	python3 - "$@" <<'END'
import os, sys
if not os.geteuid():
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
os.execv(sys.argv[1], sys.argv[1:])
END
}
cp "$ASPXRAY" program
chmod 755 .
nobody ./program scan --inventory --no-hash -q --format ndjson site >facts.ndjson
jq -rc 'select(.event.kind=="state") | [.file.path, .file.size, .file.mode, .file.hash]' \
	<facts.ndjson | sort
jq -c 'select(.event.action=="scan-end") | .aspxray.total' <facts.ndjson
nobody ./program scan --inventory -q --format ndjson site >facts.ndjson || echo "to hash it: status $?"
jq -r 'select(.aspxray.trouble!=null) | .aspxray.trouble + ": " + .file.path' <facts.ndjson
chmod 640 site/a.aspx
echo "-- hashdeep, which follows links"
rm site/link.aspx
$ASPXRAY scan --inventory -q --format hashdeep site >list.hashdeep
hashdeep -a -k list.hashdeep -r -l site && echo "hashdeep agrees"
echo "-- refused"
for line in "--no-hash" "--inventory --rules list.hashdeep" "--inventory --format text" \
	"--inventory -o facts.txt" "--inventory -o facts.sarif.json" \
	"--inventory --no-hash --format hashdeep"; do
	status=0
	$ASPXRAY scan $line site >out 2>err || status=$?
	head -n 1 err
	echo "status $status"
done
