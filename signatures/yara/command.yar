/* Pages that start a process with what the client sends. */

rule command_process_request
{
	meta:
		description = "Page starts a process and takes input from the client"
		score = 80
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream|BinaryRead)\b)/ nocase
		$control = /\.\s{0,8}Text\b/
		$start1 = /\bProcess\s{0,8}\.\s{0,8}Start\s{0,8}\(/ nocase
		$start2 = /\bnew\s{1,16}(System\.Diagnostics\.)?Process\s{0,8}\(/ nocase
		$start3 = "ProcessStartInfo" nocase
		$output1 = "RedirectStandardOutput" nocase
		$output2 = "StandardOutput" nocase
		$shell1 = "cmd.exe" nocase
		$shell2 = "powershell" nocase
		$shell3 = /["']cmd["']/ nocase
	condition:
		any of ($start*) and ((any of ($output*) and any of ($source, $control, $shell*)) or ($source and any of ($shell*)))
}
