# a mounted volume: roots, URLs, build and classes come from the server's own configuration
command -v hivexsh >/dev/null || { echo "no hivexsh" >&2; exit 77; }
python3 "$TOOLS/../demo/make" volume --image-extras --evidence evidence.tsv
python3 "$TOOLS/../demo/make" before --image-extras --clean --evidence none.tsv
printf 'cd \\Microsoft\\ExchangeServer\\v15\\Setup\nlsval\n' |
	hivexsh volume/Windows/System32/config/SOFTWARE
findings() {
	jq -r 'select(.event.kind=="alert") | [.aspxray.level, .aspxray.class, .file.path,
		(.aspxray.url // [])[0]] | @tsv' <out.ndjson | sort
	jq -r 'select(.aspxray.trouble != null) | [.aspxray.trouble, .file.path, .error.message] | @tsv' \
		<out.ndjson
}
status=0
$ASPXRAY scan --image volume --format ndjson >out.ndjson || status=$?
echo "status $status"
jq -r 'select(.event.action=="scan-start") | .aspxray.roots[].path, .aspxray.build' <out.ndjson
jq -r 'select(.event.action=="scan-end") | .aspxray.build, (.aspxray.classes | tostring)' <out.ndjson
findings
python3 "$TOOLS/demo.py" out.ndjson C: evidence.tsv
jq -r '.host.name // "none"' <out.ndjson | sort | uniq -c | sed 's/^ *[0-9]* //'
echo "-- whose findings they are"
$ASPXRAY scan --image volume 'C:\inetpub' >out.txt || true; head -n 1 out.txt
$ASPXRAY scan --image volume 'C:\inetpub' --host mail-1.example.com >out.txt || true; head -n 1 out.txt
mv volume/Windows/System32/config/SYSTEM .
$ASPXRAY scan --image volume 'C:\inetpub' --color never -o nameless.ndjson -o nameless.sarif -o nameless.csv >out.txt || true
head -n 1 out.txt
jq -r '.host.name // "none"' <nameless.ndjson | sort -u
jq -c '[.runs[0].invocations[0].machine, .runs[0].results[0].properties.host]' <nameless.sarif
sed -n 2p nameless.csv | cut -d , -f 2-4
cp -r volume second
$ASPXRAY scan --image second 'C:\inetpub' -o second.ndjson >/dev/null || true
mv SYSTEM volume/Windows/System32/config
$ASPXRAY report nameless.ndjson >out.txt; head -n 1 out.txt
$ASPXRAY report nameless.ndjson second.ndjson >out.txt; head -n 1 out.txt; grep "without a name" out.txt
for name in '' 'two words' "$(printf 'esc\033[31m')" "$(head -c 256 /dev/zero | tr '\0' n)"; do
	$ASPXRAY scan --image volume --host "$name" >/dev/null 2>err.txt || echo "status $?"
	tr '\033' ESC <err.txt | cut -c 1-60
done
echo "-- before anybody broke in"
$ASPXRAY scan --image before >out.txt; grep -E '^CLEAN|^  Exchange|of no list' out.txt
echo "-- a stock page that was edited, by a baseline"
$ASPXRAY baseline create -q --image before -o before.hashdeep
printf '<!-- <%%= DateTime.Now %%> -->\n' >>"volume/Program Files/Microsoft/Exchange Server/V15/FrontEnd/HttpProxy/owa/auth/errorFE.aspx"
rm volume/inetpub/wwwroot/iisstart.htm
$ASPXRAY scan --image volume --baseline before.hashdeep --format ndjson >out.ndjson || true
findings | grep -v 'unexpected'
jq -r 'select(.event.action=="scan-end") | .aspxray.classes | tostring' <out.ndjson
echo "-- just one folder of it"
$ASPXRAY scan --image volume 'C:\inetpub\wwwroot\aspnet_client' --format ndjson |
	jq -r 'select(.event.kind=="alert") | .file.path' | sort
for image in nowhere evidence.tsv volume/inetpub; do
	status=0
	$ASPXRAY scan --image $image || status=$?
	echo "status $status"
done
