# a mounted volume without a registry, and with pipes where its files should be
[ -z "${WINE:-}" ] || { echo "FIFOs are not made under Wine" >&2; exit 77; }
python3 "$TOOLS/../demo/make" volume --image-extras --evidence evidence.tsv
rm volume/Windows/System32/config/SOFTWARE volume/Windows/System32/inetsrv/config/applicationHost.config
mkfifo volume/Windows/System32/config/SOFTWARE volume/Windows/System32/inetsrv/config/applicationHost.config
status=0
$ASPXRAY scan --image volume --format ndjson >out.ndjson || status=$?
echo "status $status"
jq -r 'select(.event.action=="scan-start") | .aspxray.roots[].path, .aspxray.build' <out.ndjson
jq -r 'select(.event.kind=="alert") | [.aspxray.level, .aspxray.class, .file.path] | @tsv' <out.ndjson |
	sort | grep config
jq -r 'select(.aspxray.trouble != null) | [.aspxray.trouble, .file.path, .error.message] | @tsv' \
	<out.ndjson | grep config
