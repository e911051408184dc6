# the whole report for a person: what each finding says, in which order, and what to do next; what
# was covered, and what the exit status means.  Excerpts are turned by thirteen letters: no antivirus
# shall find them here
[ -z "${WINE:-}" ] || { echo "owners, times and types of files are told otherwise there" >&2; exit 77; }
mkdir -p site/owa/auth site/files
[ "$(stat -c %W site)" != 0 ] || { echo "this file system does not know when a file was made" >&2; exit 77; }
$SAMPLES . demo family >/dev/null
cp demo/oab/external_url.aspx site/owa/auth/help.aspx
cp demo/oab/external_url.aspx site/files/copy.aspx
cp demo/config/web.config site/files
cp family/memory/App_Web_pebble.dll site/owa
cp family/tunnel/proxy.aspx site/owa
echo '<html><body>hello</body></html>' >site/index.html
report() {
	status=0
	$ASPXRAY scan site --color never "$@" >out.txt || status=$?
	sed '/^ *| /y/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/nopqrstuvwxyzabcdefghijklmNOPQRSTUVWXYZABCDEFGHIJKLM/' \
		out.txt
	echo "status $status"
}
report
echo "-- when nothing else is found"
rm -r site/owa/auth site/files site/owa/App_Web_pebble.dll
report
