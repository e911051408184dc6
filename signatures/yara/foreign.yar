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

rule foreign_perl_script
{
	meta:
		description = "Page in PerlScript that runs what the client sent"
		score = 80
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-22"
		technique = "T1505.003"
	strings:
		$language = /\blanguage\s{0,4}=\s{0,4}["']?\s{0,4}PerlScript\b/ nocase
		$source = /\$Request\s{0,4}->\s{0,4}(Form|QueryString|Item|Cookies|ServerVariables|BinaryRead)\b/
		$run1 = /\bWrite\s{0,4}\(?\s{0,4}`[^`\r\n]{0,80}\$\w/
		$run2 = /\b(system|exec|eval|qx)\s{0,4}[({]?\s{0,4}["']?\$\w/
		$run3 = /\bopen\s{0,4}\(?[^;\r\n]{0,60}\$\w{1,40}\s{0,4}\|/
	condition:
		$language and $source and any of ($run*)
}

rule foreign_python_script
{
	meta:
		description = "Page in Python that runs what the client sent"
		score = 80
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-22"
		technique = "T1505.003"
	strings:
		$language = /\blanguage\s{0,4}=\s{0,4}["']?\s{0,4}Python\b/ nocase
		$source = /\bRequest\s{0,4}(\(|\.\s{0,4}(Form|QueryString|Cookies|BinaryRead)\b)/
		$run = /\b(os\s{0,4}\.\s{0,4}(popen|system|spawn\w{0,4})|subprocess\s{0,4}\.\s{0,4}\w{2,20}|exec|eval)\s{0,4}\(/
	condition:
		all of them
}
