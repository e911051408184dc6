# results read back: cut off, spoilt, told twice, of several hosts, as PowerShell writes them
mkdir -p one/sub two
echo hello >one/sub/a.aspx
echo hello >two/b.aspx
echo fine >two/c.txt
echo 'rule greeting { meta: score = 90 strings: $a = "hello" condition: $a }' >r.yar
scan() { $ASPXRAY scan --no-builtin --rules r.yar --format ndjson "$@" || true; }
report() {
	echo "\$ aspxray report $*"
	status=0
	$ASPXRAY report "$@" >out || status=$?
	sed '/^$/d; /^---/,/^COVERAGE/{/^PROBLEMS/,/^COVERAGE/!d}; /^COVERAGE/,/exit status/{/exit status/!d}' out
	echo "status $status"
}
scan one >one.ndjson
scan two >two.ndjson
head -c -40 one.ndjson >cut.ndjson
report cut.ndjson two.ndjson
head -n -1 one.ndjson >even.ndjson
report even.ndjson
report even.ndjson one.ndjson
report even.ndjson two.ndjson
grep '"kind":"alert"' one.ndjson >alerts.ndjson
report alerts.ndjson
report nowhere.ndjson two.ndjson
report nowhere.ndjson
echo "-- told twice"
report two.ndjson two.ndjson
report cut.ndjson one.ndjson
scan two >later.ndjson
report two.ndjson later.ndjson
$ASPXRAY report --format ndjson two.ndjson two.ndjson >again.ndjson
cmp two.ndjson again.ndjson && echo "the same once more is the same"
echo "-- much that is none of ours"
seq 1000 >seq.ndjson
report seq.ndjson two.ndjson
: >nothing.ndjson
report nothing.ndjson
echo "-- as PowerShell writes it"
python3 - <<'END'
text = open("two.ndjson", encoding="utf-8").read().replace("\n", "\r\n")
open("wide.ndjson", "wb").write(text.encode("utf-16"))
open("marked.ndjson", "wb").write(text.encode("utf-8-sig"))
END
report wide.ndjson
report marked.ndjson
echo "-- two hosts"
sed 's/"host":{"name":"[^"]*"}/"host":{"name":"EXCH02"}/' one.ndjson >other.ndjson
$ASPXRAY report other.ndjson two.ndjson seq.ndjson | grep -E '^ *([0-9]+\. |same at|MALICIOUS|seq|EXCH02|HOST)' ||
	true
echo "-- a format that is none"
for file in x.html x.csv.bak .txt x; do
	status=0
	$ASPXRAY report -o "$file" two.ndjson >out 2>err || status=$?
	echo "$file: status $status $(head -n 1 err)"
done
[ -e x.html ] || echo "nothing was written"
$ASPXRAY report -o good.csv -o bad.html two.ndjson 2>/dev/null || [ -e good.csv ] || echo "nor anything else"
$ASPXRAY report --format csv -o x.html two.ndjson >/dev/null && head -c 9 x.html && echo
