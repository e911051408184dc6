# nothing to find: the first line says clean and complete, the status is 0
mkdir -p site/images
echo '<html><body>hello</body></html>' >site/index.html
printf 'GIF89a...' >site/images/dot.gif
$ASPXRAY scan site
