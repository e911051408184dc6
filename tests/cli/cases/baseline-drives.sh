# a list of a Windows server: a triage folder holds its drives, the copy of a folder holds none
sum() {
	printf '%s' "$1" | sha256sum | cut -d ' ' -f 1
}
cat >clean.hashdeep <<END
%%%% HASHDEEP-1.0
%%%% size,sha256,filename
## Root: C:\\inetpub\\wwwroot
## Root: D:\\Mail
1,$(sum a),C:\\inetpub\\wwwroot\\Default.aspx
1,$(sum b),C:\\inetpub\\wwwroot\\a\\b.aspx
1,$(sum c),C:\\inetpub\\wwwroot\\logs\\c.aspx
1,$(sum d),D:\\Mail\\d.aspx
END
told() {
	echo "-- $*"
	status=0
	$ASPXRAY scan --format ndjson -b clean.hashdeep "$@" >out.ndjson || status=$?
	jq -r 'select(.event.kind=="alert") | .aspxray.class + " " + .file.path' <out.ndjson | sort
	jq -r 'select(.aspxray.trouble!=null) | .aspxray.trouble + ": " + .error.message' <out.ndjson
	echo "status $status"
}
web=triage/C/inetpub/wwwroot
mkdir -p $web/a triage/C/Windows copy/a copy/c/inetpub
printf a >$web/Default.aspx
printf new >$web/a/new.aspx
printf new >triage/C/Windows/notepad.aspx
told triage
told triage -x logs -x a
cp $web/Default.aspx copy
printf b >copy/a/b.aspx
printf new >copy/a/new.aspx
printf new >copy/c/inetpub/new.aspx
told copy
