# the help of the program and of each command is on standard output, with status 0 (sh -e)
$ASPXRAY --help >help.txt
cat help.txt
for same in -h help; do
	$ASPXRAY $same | cmp - help.txt
done
for command in scan baseline rules report version; do
	$ASPXRAY $command --help >help.txt
	cat help.txt
	$ASPXRAY $command -h | cmp - help.txt
done
$ASPXRAY --version
$ASPXRAY -V
$ASPXRAY version
