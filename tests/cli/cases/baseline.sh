# a baseline made, checked by the real hashdeep and minisign, and found out of date
[ -z "${WINE:-}" ] || { echo "hashdeep here reads no Windows paths" >&2; exit 77; }
for tool in hashdeep minisign; do
	command -v $tool >/dev/null || { echo "no $tool" >&2; exit 77; }
done
mkdir -p site/sub
printf a >site/kept.aspx
printf b >site/sub/edited.html
printf c >site/lost.txt
printf d >site/sub/original.txt
$ASPXRAY baseline create -o clean.hashdeep site
# two workers: their rows come in any order
grep "^[%#]" clean.hashdeep; grep -v "^[%#]" clean.hashdeep | sort
$ASPXRAY baseline show clean.hashdeep
hashdeep -a -k clean.hashdeep -r -l site || echo "hashdeep does not agree"
$ASPXRAY scan site --baseline clean.hashdeep >out.txt || true; head -n 1 out.txt
printf new >site/new.aspx
printf changed >site/sub/edited.html
mv site/sub/original.txt site/moved.txt
rm site/lost.txt
status=0
$ASPXRAY scan site --baseline clean.hashdeep --format ndjson >out.ndjson || status=$?
jq -r 'select(.event.kind=="alert") | .aspxray.class + " " + .file.path' <out.ndjson | sort
echo "status $status"
hashdeep -c md5,sha256 -r -l site >theirs.hashdeep
$ASPXRAY scan site --baseline theirs.hashdeep >out.txt || true; head -n 1 out.txt
echo "-- signed"
minisign -G -W -p key.pub -s key.sec >/dev/null
$ASPXRAY baseline create -o signed.hashdeep --sign key.sec site
minisign -V -p key.pub -m signed.hashdeep
$ASPXRAY baseline verify --trust key.pub signed.hashdeep
$ASPXRAY scan site --baseline signed.hashdeep --trust key.pub >out.txt || true; head -n 1 out.txt
rm signed.hashdeep.minisig
minisign -S -s key.sec -m signed.hashdeep >/dev/null
$ASPXRAY baseline verify --trust "$(tail -n 1 key.pub)" signed.hashdeep
refused() {
	status=0
	$ASPXRAY scan site --baseline signed.hashdeep --trust key.pub || status=$?
	echo "status $status"
}
echo >>signed.hashdeep
refused
rm signed.hashdeep.minisig
refused
minisign -G -W -f -p other.pub -s other.sec >/dev/null
minisign -S -s other.sec -m signed.hashdeep >/dev/null
refused
