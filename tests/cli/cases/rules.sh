# what would run, and what cannot be loaded: as a person reads it, and by the exit status
mkdir rules
echo 'rule broken { condition: unknown_thing }' >rules/broken.yar
echo 'rule fine { meta: score = 90 description = "says hello" strings: $a = "hello" condition: $a }' \
	>rules/fine.yar
printf '# list\n%s;a file\nnot-a-hash;comment\n' 275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f \
	>hash-iocs.txt
try() {
	echo "\$ aspxray rules $*"
	status=0
	$ASPXRAY rules "$@" 2>err.txt || status=$?
	cat err.txt
	echo "status $status"
}
try list --no-builtin -r rules --ioc hash-iocs.txt
try check --no-builtin -r rules --ioc hash-iocs.txt
try check --no-builtin -r rules/fine.yar
try list --no-builtin
echo "-- the built-in ones"
$ASPXRAY rules list >list.txt
sed -n '/chopper_eval_request/{p;n;p;}' list.txt
$ASPXRAY rules check >check.txt
tail -n 1 list.txt | cmp - check.txt && sed 's/^[0-9]\{3\}/N/' check.txt
