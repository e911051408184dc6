/* Web shells for other servers, which lie on this one: in passing, or because it runs those too. */

rule foreign_php_eval
{
	meta:
		description = "PHP that runs what the client sent"
		score = 85
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$flow = /\b(eval|assert|system|exec|shell_exec|passthru|popen|proc_open|create_function)\s{0,4}\(\s{0,4}[^;\r\n]{0,60}\$_(POST|GET|REQUEST|COOKIE|SERVER)\s{0,4}[\[{]/ nocase
	condition:
		$flow
}

rule foreign_jsp_exec
{
	meta:
		description = "JSP that starts a process with what the client sent"
		score = 75
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$runtime = "getRuntime"
		$exec = /\.\s{0,4}exec\s{0,4}\(\s{0,4}[a-z]/
		$start = /\bnew\s{1,4}ProcessBuilder\s{0,4}\(/
		$source = /\brequest\s{0,4}\.\s{0,4}get(Parameter|Header|InputStream|Reader|Cookies)\s{0,4}\(/
	condition:
		(($runtime and $exec) or $start) and $source
}

rule foreign_jsp_define
{
	meta:
		description = "JSP that makes classes out of what the client sent"
		score = 80
		reference = "Behinder and Godzilla server pages"
		date = "2026-11-21"
		technique = "T1620"
	strings:
		$define = /\bdefineClass\s{0,4}\(/
		$source = /\brequest\s{0,4}\.\s{0,4}get(Parameter|Header|InputStream|Reader)\s{0,4}\(/
		$run = /\bnewInstance\s{0,4}\(/
	condition:
		all of them
}
