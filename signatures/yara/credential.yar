/* Sign-in pages that were made to tell the passwords, and pages that pretend to be something else. */

/* A page that the server runs: by its text, or (where only its code is left) by its name. */
private rule page
{
	strings:
		$directive = /<%[@=#:]?\s{0,16}[a-z]{2}/ nocase
		$server = /runat\s{0,8}=\s{0,8}["']?server/ nocase
	condition:
		any of them or
		extension matches /^\.(aspx?|as[achm]x|asa|cer|cdx|soap|svc|master|[cv]bhtml|xamlx|rem)$/i
}

rule credential_logger
{
	meta:
		description = "Server code stores or sends the password that was typed into a sign-in page"
		score = 85
		reference = "FireEye, TRITON; Volexity, Operation Exchange Marauder, 2021"
		date = "2026-11-21"
		technique = "T1056.003"
	strings:
		$flow1 = /\b(AppendAllText|WriteAllText|AppendAllLines|UploadString|UploadValues|DownloadString|DownloadData)\s{0,4}\([^;\r\n]{0,200}\bRequest[^;\r\n]{0,30}["'](password|passwd|pass|pwd)["']/ nocase
		$flow2 = /[a-z_]\w{0,40}\s{0,4}\.\s{0,4}Write(Line)?\s{0,4}[( ][^;\r\n]{0,200}\bRequest[^;\r\n]{0,30}["'](password|passwd|pass|pwd)["']/ nocase
		$file1 = /\bnew\s{1,8}(System\.IO\.)?(StreamWriter|FileStream)\s{0,4}\(/ nocase
		$file2 = /\bFile\s{0,4}\.\s{0,4}(AppendText|CreateText)\b/ nocase
		$file3 = "OpenTextFile" nocase
		$file4 = "CreateTextFile" nocase
	condition:
		$flow1 or ($flow2 and any of ($file*))
}

rule credential_decoy_redirect
{
	meta:
		description = "Page sends strangers to a harmless page and runs code for those who know the parameter"
		score = 70
		reference = "HvS-Consulting, ProxyShell indicators, 2021"
		date = "2026-11-21"
		technique = "T1036"
	strings:
		$away = /\bResponse\s{0,4}\.\s{0,4}Redirect\s{0,4}\(\s{0,4}["'][^"'\r\n]{0,60}(errorFE|logon\.aspx|\/owa|\/ecp|OutlookCN)[^"'\r\n]{0,60}["']/ nocase
		$guard = /\bRequest\s{0,8}(\.\s{0,8}(Form|QueryString|Headers|Params|Item)\s{0,8})?[\[(]\s{0,4}["'][^"'\r\n]{1,40}["']\s{0,4}[\])]\s{0,4}(==|!=|=|is\s{1,4}nothing|<>)/ nocase
		$sink1 = /\bProcess\s{0,8}\.\s{0,8}Start\s{0,8}\(/ nocase
		$sink2 = /\bAssembly\s{0,8}\.\s{0,8}Load\s{0,8}\(/ nocase
		$sink3 = /\bFile\s{0,8}\.\s{0,8}WriteAll/ nocase
		$sink4 = "CreateDecryptor" nocase
		$sink5 = /\beval\s{0,8}\([^;\r\n]{1,120}\bunsafe\b/
	condition:
		page and $away and $guard and any of ($sink*)
}
