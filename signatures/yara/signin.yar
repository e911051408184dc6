/* Client scripts of the sign-in pages: they lie on the server, and run where passwords are typed. */

rule signin_script_logger
{
	meta:
		description = "Script of a sign-in page reads the password field and sends it somewhere"
		score = 75
		reference = "FireEye, TRITON actor TTP profile, 2019"
		date = "2026-11-21"
		technique = "T1056.003"
	strings:
		$owa1 = "clkLgn" fullword private
		$owa2 = "signInInputText" private
		$owa3 = "logonForm" private
		$read = /(getElementById|gbid|\$)\s{0,4}\(\s{0,4}["']#?password["']\s{0,4}\)\s{0,4}\.\s{0,4}(value|val)/
		$send1 = /\bnew\s{1,4}XMLHttpRequest\b/
		$send2 = /\bnew\s{1,4}Image\b[^}]{0,96}src\s{0,4}=/
		$send3 = /\bfetch\s{0,4}\(\s{0,4}["'`]/
		$send4 = "sendBeacon"
		$send5 = /\$\.(ajax|post|get)\s{0,4}\(/
	condition:
		any of ($owa*) and $read and any of ($send*)
}
