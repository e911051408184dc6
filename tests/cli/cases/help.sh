# the help of the program and of each command is on standard output, with status 0
$ASPXRAY --help
for command in scan rules report version; do
	$ASPXRAY $command --help
done
$ASPXRAY --version
