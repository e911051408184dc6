# what is left out of a report still counts: in its first line, the end record, the exit status
mkdir site
printf 'pebble' >site/stone.txt
printf 'nothing' >site/other.txt
cat >pebble.yar <<'END'
rule pebble { meta: description = "a stone" score = 65 strings: $a = "pebble" condition: $a }
END
scan() {
	status=0
	$ASPXRAY scan --no-builtin --rules pebble.yar "$@" site >out || status=$?
	echo "status $status"
}
scan --color never --report malicious
cat out
scan --format ndjson --report malicious
jq -c 'select(.event.kind=="alert" or .event.action=="scan-end") | [.event.kind, .aspxray.levels]' <out
mv out out.ndjson
echo "-- converted"
$ASPXRAY report --color never out.ndjson >out
head -n 2 out
echo "-- below what is told"
sed -i 's/score = 65/score = 20/' pebble.yar
scan --color never --fail-on info
head -n 2 out
scan --color never
echo "-- a list of hashes holds no findings"
scan -o list.hashdeep
test ! -e list.hashdeep
$ASPXRAY scan --inventory --no-hash -o list.hashdeep site || echo "status $?"
test ! -e list.hashdeep
