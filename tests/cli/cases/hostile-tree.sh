# links, loops, a FIFO, names of any bytes, depth: every line is JSON, everything is counted
[ -z "${WINE:-}" ] || { echo "links, FIFOs and such names are not made under Wine" >&2; exit 77; }
mkdir -p tree/a/b tree/loop
echo hello >tree/plain.txt
ln -s ../plain.txt tree/a/link.txt
ln -s .. tree/loop/up
ln -s nowhere tree/dangling
mkfifo tree/fifo
printf x >"tree/$(printf 'new\nline.txt')"
printf x >"tree/$(printf 'bidi\342\200\256xpsa.txt')"
printf x >"tree/$(printf 'bad\377utf8.txt')"
printf x >"tree/$(printf 'esc\033[31m.txt')"
printf x >"tree/$(head -c 251 /dev/zero | tr '\0' n).txt"
python3 - <<'END'
import os
os.chdir("tree/a/b")
for _ in range(400):
    os.mkdir("deep" * 20)
    os.chdir("deep" * 20)
open("bottom.txt", "w").write("x")
END
status=0
$ASPXRAY scan tree --format ndjson >out.ndjson || status=$?
jq -c . <out.ndjson >/dev/null && echo "all JSON"
echo "status $status"
jq -c 'select(.event.action=="scan-end") | .aspxray | {total, exit_status}' <out.ndjson
status=0
$ASPXRAY scan tree --format ndjson --max-depth 100 >out.ndjson || status=$?
jq -r 'select(.event.kind=="event" and .aspxray.trouble!=null) | .aspxray.trouble' <out.ndjson
echo "status $status"
