# a scan that met no file is not clean: an empty folder, all excluded, a mount point without a mount
mkdir empty full
echo hello >full/a.txt
status=0
$ASPXRAY scan empty || status=$?
echo "status $status"
status=0
$ASPXRAY scan -x '*' full || status=$?
echo "status $status"
for line in "--inventory empty" "--inventory -x *.txt full"; do
	status=0
	set -f
	$ASPXRAY scan $line >out || status=$?
	echo "$line: status $status"
done
