# below a folder that became a link, or that cannot be listed, nothing is missing
[ -z "${WINE:-}" ] || { echo "links are not made under Wine" >&2; exit 77; }
mkdir -p site/moved
printf a >site/kept.aspx
printf f >site/moved/m.txt
printf g >site/gone.txt
$ASPXRAY baseline create -o clean.hashdeep site >/dev/null
rm site/gone.txt
mv site/moved elsewhere
ln -s ../elsewhere site/moved
status=0
$ASPXRAY scan --format ndjson -b clean.hashdeep site >out.ndjson || status=$?
jq -r 'select(.event.kind=="alert") | .aspxray.class + " " + .file.path' <out.ndjson
jq -r 'select(.aspxray.trouble!=null) | .aspxray.trouble + ": " + .error.message' <out.ndjson
echo "status $status"
