# what a user may name and cannot be used
mkdir rules tree
echo hello >tree/a.txt
try() {
	echo "\$ aspxray $*"
	status=0
	$ASPXRAY "$@" >out 2>err || status=$?
	head -n 1 out
	cat err
	echo "status $status"
}
try scan nowhere
try scan nowhere neither
try scan tree --rules nowhere
try scan tree --rules rules
echo 'rule broken { condition: unknown_thing }' >rules/broken.yar
echo 'rule fine { strings: $a = "hello" condition: $a }' >rules/fine.yar
try scan tree --rules rules --format csv
printf '# list\nnot-a-hash;comment\n' >hash-iocs.txt
try scan tree --ioc hash-iocs.txt --format csv
try scan tree --exclude '[' --format csv
try scan tree -o /nowhere/out.ndjson
try scan tree -o out.unknown
try scan tree --format unknown
