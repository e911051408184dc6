# a folder that was moved by a junction, which a mounted volume shows as a link, is not "not there"
[ -z "${WINE:-}" ] || { echo "links are not made under Wine" >&2; exit 77; }
config=Windows/System32/inetsrv/config
mkdir -p volume/$config moved/wwwroot
ln -s ../moved volume/inetpub
cat >volume/$config/applicationHost.config <<'END'
<configuration><system.applicationHost><sites><site name="Site" id="1">
<application path="/"><virtualDirectory path="/" physicalPath="C:\inetpub\wwwroot" /></application>
<application path="/gone"><virtualDirectory path="/" physicalPath="C:\gone" /></application>
</site></sites></system.applicationHost></configuration>
END
status=0
$ASPXRAY scan --image volume --format ndjson >out.ndjson || status=$?
jq -r 'select(.aspxray.trouble=="root") | .file.path + ": " + .error.message' <out.ndjson | sort
jq -r 'select(.event.action=="scan-end") | .aspxray.missing_roots[]' <out.ndjson | sort
echo "status $status"
$ASPXRAY scan --image volume 'C:\inetpub\wwwroot' || echo "status $?"
echo "-- a link in a folder that is served leads to what is served"
rm volume/inetpub
mkdir -p volume/inetpub/wwwroot volume/inetpub/custerr volume/gone
ln -s ../../../moved volume/inetpub/wwwroot/more
ln -s ../../../moved volume/inetpub/custerr/more
status=0
$ASPXRAY scan --image volume --color never >out.txt || status=$?
head -n 2 out.txt
grep -A 3 "links in web" out.txt
echo "status $status"
