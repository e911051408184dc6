# every kind of wrong command line: one clear line, where to read on, status 64
for arguments in "" "frob" "scan --frob x" "scan --threads many x" "scan --threads" \
	"scan --nice=yes x" "scan --fail-on awful x" "scan --window 5X x" "scan --color blue ." \
	"rules" "rules frob" "version now" "report"; do
	echo "\$ aspxray $arguments"
	$ASPXRAY $arguments 2>&1 || echo "status $?"
done
