# what a scan did not look at is not missing; of what it did look at, the lost file still is
mkdir -p site/sub/deep site/logs site/moved
printf a >site/kept.aspx
printf b >site/lost.txt
printf c >site/sub/deep/far.aspx
printf d >site/logs/a.log
printf e >site/b.log
printf f >site/moved/m.txt
$ASPXRAY baseline create -o clean.hashdeep site >/dev/null
rm site/lost.txt
told() {
	echo "-- $*"
	status=0
	$ASPXRAY scan --format ndjson -b clean.hashdeep "$@" >out.ndjson || status=$?
	jq -r 'select(.event.kind=="alert") | .aspxray.class + " " + .file.path' <out.ndjson | sort
	jq -r 'select(.aspxray.trouble!=null) | .aspxray.trouble + ": " + .error.message' <out.ndjson
	echo "status $status"
}
told site
told site -x '*.log'
told site '-x*.log'
told site -x logs
told site -x 'sub/**'
told site --max-depth 1
told site/kept.aspx
told site/kept.aspx site/sub
told site site/sub
cp clean.hashdeep elsewhere.hashdeep
sed -i 's|,[^,]*site[\\/]|,/srv/www/|' elsewhere.hashdeep
sed -i 's|Root: .*site|Root: /srv/www|' elsewhere.hashdeep
cp elsewhere.hashdeep clean.hashdeep
echo "-- a list of another place"
told site -x 'sub' -x b.log
told site/kept.aspx
$ASPXRAY scan site -b clean.hashdeep -x logs --color never >out.txt || true
sed -n '1p;/PROBLEMS/,/^$/p' out.txt
