# the demo volume: every dropped shell at suspicious or above, no stock page at notable or above
status=0
$ASPXRAY scan "$DEMO" --format ndjson --report info >out.ndjson || status=$?
echo "status $status"
python3 "$TOOLS/demo.py" out.ndjson "$DEMO" "$EVIDENCE"
