# a mounted volume: roots, URLs and classes come from the server's own configuration
python3 "$TOOLS/../demo/make" volume --image-extras --evidence evidence.tsv
status=0
$ASPXRAY scan --image volume --format ndjson >out.ndjson || status=$?
echo "status $status"
jq -r 'select(.event.action=="scan-start") | .aspxray.roots[].path' <out.ndjson
jq -r 'select(.event.kind=="alert") | [.aspxray.level, .aspxray.class, .file.path,
	(.aspxray.url // [])[0]] | @tsv' <out.ndjson | sort
jq -r 'select(.aspxray.trouble != null) | [.aspxray.trouble, .file.path, .error.message] | @tsv' <out.ndjson
echo "-- just one folder of it"
$ASPXRAY scan --image volume 'C:\inetpub\wwwroot\aspnet_client' --format ndjson |
	jq -r 'select(.event.kind=="alert") | .file.path' | sort
for image in nowhere evidence.tsv volume/inetpub; do
	status=0
	$ASPXRAY scan --image $image || status=$?
	echo "status $status"
done
