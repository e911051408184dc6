# a web shell that was there when the baseline was made is known good, unless everything is scanned
mkdir site
$SAMPLES . demo >/dev/null
cp demo/command/process.aspx site
echo hello >site/index.html
$ASPXRAY baseline create -q -o list.hashdeep site
for paranoid in "" --paranoid; do
	status=0
	$ASPXRAY scan site -b list.hashdeep $paranoid -o out.ndjson >out.txt || status=$?
	head -n 1 out.txt
	jq -r 'select(.event.kind=="alert") | [.aspxray.level, .aspxray.class, .file.path] | @tsv' <out.ndjson
	jq -c 'select(.event.action=="scan-end") | .aspxray.total' <out.ndjson
	echo "status $status"
	rm out.ndjson
done
