/*
 * Pages whose whole purpose is to run what a request says: the server side of China Chopper and
 * its many children in JScript.
 */

/* A page whose server code is JScript. */
private rule jscript
{
	strings:
		$page = /<%@[^%>]{0,200}language\s{0,16}=\s{0,16}["']?(jscript|js\b|javascript)/ nocase
		$script1 = /<script[^<>]{1,200}(jscript|javascript)[^<>]{1,200}runat\s{0,8}=\s{0,8}["']?server/ nocase
		$script2 = /<script[^<>]{1,200}runat\s{0,8}=\s{0,8}["']?server[^<>]{1,200}(jscript|javascript)/ nocase
	condition:
		any of them
}

rule chopper_eval_unsafe
{
	meta:
		description = "JScript evaluates text with the right to do anything: eval() with the second argument \"unsafe\""
		score = 90
		reference = "Microsoft, HAFNIUM targeting Exchange Servers, 2021; CVE-2021-27065"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$eval = /\beval\s{0,16}\(/
		$unsafe = /,\s{0,16}["']unsafe["']\s{0,16}\)/
	condition:
		all of them
}

rule chopper_eval_request
{
	meta:
		description = "Server script evaluates what the client sent: eval() of Request"
		score = 90
		reference = "CISA, MAR-10328877, 2021"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$flow = /\b(eval|new\s{1,8}Function)\s{0,16}\([^;<\r\n]{0,120}\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|ServerVariables|UserAgent|InputStream|RawUrl)\b)/
	condition:
		$flow
}

rule chopper_eval_jscript_page
{
	meta:
		description = "Page in JScript that takes input from the client and calls eval()"
		score = 75
		reference = "Unit 42, China Chopper still active, 2021"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$eval = /\beval\s{0,16}\(/
		$source = /\bRequest\s{0,8}[\[(.]/
		$decode = "FromBase64String"
		$two = /\beval\s{0,16}\(\s{0,16}\w{1,40}\s{0,16},\s{0,16}\w{1,40}\s{0,16}\)/
	condition:
		jscript and ($two or ($eval and ($source or $decode) and
		not extension matches /^\.(asp|asa|cer|cdx|inc)$/i))
}

rule chopper_constructor
{
	meta:
		description = "Server script makes a function of a text through the constructor of a constructor"
		score = 75
		reference = "MITRE ATT&CK T1027"
		date = "2026-11-22"
		technique = "T1027"
	strings:
		$call = /\.constructor(\s{0,4}\.\s{0,4}constructor|\s{0,4}\[\s{0,4}["']constructor["']\s{0,4}\])\s{0,4}\(/
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream|BinaryRead)\b)/
		$markup = "</" private
	condition:
		$call and $source and not $markup
}
