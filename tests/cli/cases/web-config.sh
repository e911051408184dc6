# what a web.config says holds for the files below it: their encoding, and which of them run
config=Windows/System32/inetsrv/config
mkdir -p volume/$config volume/inetpub/wwwroot/sub/deep volume/inetpub/wwwroot/other
cat >volume/$config/applicationHost.config <<'END'
<configuration><system.applicationHost><sites><site name="Site" id="1">
<application path="/"><virtualDirectory path="/" physicalPath="C:\inetpub\wwwroot" /></application>
<bindings><binding protocol="https" bindingInformation="*:443:mail.example.com" /></bindings>
</site></sites></system.applicationHost></configuration>
END
cat >volume/inetpub/wwwroot/sub/WEB.Config <<'END'
<configuration><system.webServer><handlers>
<add name="odd" path="*.foo" verb="*" type="System.Web.UI.PageHandlerFactory" />
</handlers></system.webServer></configuration>
END
$SAMPLES . demo >/dev/null
cd volume/inetpub/wwwroot
for folder in sub sub/deep other; do
	cp ../../../demo/command/process.aspx $folder/x.foo
done
cd ../../..
show() {
	jq -r 'select(.event.kind=="alert") | [.file.path, (.aspxray.url // [])[0], .aspxray.serving]
		| @tsv' <out.ndjson | sort
	jq -r 'select(.aspxray.trouble != null) | [.aspxray.trouble, .file.path, .error.message]
		| @tsv' <out.ndjson | sort
}
$ASPXRAY scan --image volume --format ndjson >out.ndjson || true
show
echo "-- a page whose web.config names its code page, and one without"
mkdir -p site/plain site/told/below
cat >site/told/web.config <<'END'
<configuration><system.web><globalization fileEncoding="utf-7" /></system.web>
</configuration>
END
# one letter of one word is shifted: nobody would guess it, and as ASCII it is a sum of three names
python3 - <<'END'
page = open("demo/chopper/jscript_eval.aspx", "rb").read().decode("utf-8-sig")
assert page.count("eval") == 1
for name in ("plain", "told/below"):
    with open(f"site/{name}/page.aspx", "wb") as file:
        file.write(page.replace("+", "+-").replace("eval", "ev+AGE-l").encode())
END
$ASPXRAY scan site --format ndjson >out.ndjson || true
jq -r 'select(.event.kind=="alert") | [.file.path, .aspxray.level, ([.aspxray.reasons[].layer]
	| unique | join(" "))] | @tsv' <out.ndjson | sort
echo "-- one that is broken"
cp demo/command/process.aspx site/told/below/page.aspx
printf '<configuration><system.web>' >site/told/web.config
status=0
$ASPXRAY scan site/told --format ndjson >out.ndjson || status=$?
show
echo "status $status"
