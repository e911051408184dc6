# without a PATH there is nothing to scan or to list, but on a running Windows server (tests/windows/live.py)
[ -z "${WINE:-}" ] || { echo "there it looks for the server that it runs on" >&2; exit 77; }
for command in scan "baseline create"; do
	status=0
	$ASPXRAY $command || status=$?
	echo "status $status"
done
