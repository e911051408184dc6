# lists of other tools are read by their content; what is malformed is said with file and line
mkdir site
printf a >site/a.aspx
printf b >site/b.html
(cd site && sha256sum a.aspx b.html) >plain.list
(cd site && sha256sum --tag a.aspx b.html) >tagged.list
(cd site && md5sum a.aspx b.html) >md5.list
{
	echo '"Algorithm","Hash","Path"'
	echo "\"SHA256\",\"$(sha256sum site/a.aspx | cut -d' ' -f1 | tr a-f A-F)\",\"site\\a.aspx\""
	echo "\"SHA256\",\"$(sha256sum site/b.html | cut -d' ' -f1 | tr a-f A-F)\",\"site\\b.html\""
} >powershell.list
for list in plain tagged md5 powershell; do
	$ASPXRAY baseline show $list.list
	$ASPXRAY scan site --baseline $list.list >out.txt || true; head -n 1 out.txt
done
bad() {
	status=0
	$ASPXRAY scan site --baseline bad.list || status=$?
	echo "status $status"
}
echo 'hello world' >bad.list
bad
printf '%%%%%%%% HASHDEEP-1.0\n%%%%%%%% size,md5,sha256,filename\n1,2,3\n' >bad.list
bad
: >bad.list
bad
