# wrong command lines of each kind: one clear line, where to read on, status 64
for arguments in "" "frob" "scan --frob x" "scan --threads many x" "scan --threads" \
	"scan --nice=yes x" "scan --fail-on awful x" "scan --window 5X x" "scan --color blue ." \
	"scan --trust key.pub ." "scan --inventory --trust key.pub ." \
	"rules" "rules frob" "version now" "report" "baseline" "baseline frob" \
	"baseline create --sign key x" "baseline verify list" "baseline verify --trust key" \
	"baseline show"; do
	echo "\$ aspxray $arguments"
	$ASPXRAY $arguments 2>&1 || echo "status $?"
done
