/* Pages that hide what they do. */

rule obfuscation_script_encoder
{
	meta:
		description = "Server code hidden by Microsoft's Script Encoder"
		score = 65
		reference = "MITRE ATT&CK T1027"
		date = "2026-11-21"
		technique = "T1027"
	strings:
		$code = /#@~\^[A-Za-z0-9+\/]{6}==/
		$language = /(VB|J)Script\.Encode/ nocase private
		$end = "^#~@%>" private
	condition:
		$code and ($language or $end or extension matches /^\.(aspx?|as[hmc]x|asax|asa|cer|cdx|soap|svc)$/i)
}

rule obfuscation_image_header
{
	meta:
		description = "Page that begins like a picture, to get past a check of uploads"
		score = 75
		reference = "MITRE ATT&CK T1036.008"
		date = "2026-11-21"
		technique = "T1036.008"
	strings:
		$code1 = /<%\s{0,16}[@=#:]?\s{0,16}(page|webhandler|webservice|import|language|eval|execute|executeglobal|response|request|dim|set|if|function|sub|server|on error|var)\b/ nocase
		$code2 = /<script[^<>]{1,200}runat\s{0,8}=\s{0,8}["']?server/ nocase
	condition:
		(uint32be(0) == 0x47494638 or uint32be(0) == 0x67696638 or uint32be(0) == 0x89504e47 or
		 (uint16be(0) == 0xffd8 and uint8(2) == 0xff) or uint32be(0) == 0x25504446 or
		 uint32be(0) == 0x504b0304 or uint32be(0) == 0xd0cf11e0) and any of them
}

rule obfuscation_chr_chain
{
	meta:
		description = "Text put together from character numbers, a way to hide words from a search"
		score = 60
		reference = "MITRE ATT&CK T1027"
		date = "2026-11-21"
		technique = "T1027"
	strings:
		$vb = /chrw?\(\s{0,2}(&h[4-7][0-9a-f]|[4-9][0-9]|1[0-2][0-9])\s{0,2}\)\s{0,3}&\s{0,3}chrw?\(\s{0,2}(&h[4-7][0-9a-f]|[4-9][0-9]|1[0-2][0-9])\s{0,2}\)\s{0,3}&\s{0,3}chrw?\(\s{0,2}(&h[4-7][0-9a-f]|[4-9][0-9]|1[0-2][0-9])\s{0,2}\)\s{0,3}&\s{0,3}chrw?\(\s{0,2}(&h[4-7][0-9a-f]|[4-9][0-9]|1[0-2][0-9])\s{0,2}\)\s{0,3}&\s{0,3}chrw?\(\s{0,2}(&h[4-7][0-9a-f]|[4-9][0-9]|1[0-2][0-9])\s{0,2}\)/ nocase
		$cast = /\(char\)\s{0,2}[0-9a-fx]{2,5}\s{0,3}[+,]\s{0,3}\(char\)\s{0,2}[0-9a-fx]{2,5}\s{0,3}[+,]\s{0,3}\(char\)\s{0,2}[0-9a-fx]{2,5}\s{0,3}[+,]\s{0,3}\(char\)\s{0,2}[0-9a-fx]{2,5}\s{0,3}[+,]\s{0,3}\(char\)/ nocase
	condition:
		any of them
}

rule obfuscation_comment_noise
{
	meta:
		description = "Comments without a word between the parts of expressions, to break up what a search looks for"
		score = 75
		reference = "MITRE ATT&CK T1027"
		date = "2026-11-21"
		technique = "T1027"
	strings:
		$noise1 = /\/\*[^a-zA-Z\r\n]{0,12}\*\/\w{1,20}\/\*[^a-zA-Z\r\n]{0,12}\*\/[=(+]\/\*[^a-zA-Z\r\n]{0,12}\*\//
		$noise2 = /"\s{0,4}\/\*[^a-zA-Z\r\n]{0,12}\*\/\s{0,4}\+\s{0,4}(\/\*[^a-zA-Z\r\n]{0,12}\*\/)?\s{0,4}"/
		$noise3 = /\beval\s{0,8}\/\*[^\r\n]{0,40}\*\/\s{0,8}\(/ nocase
	condition:
		any of them
}

rule obfuscation_identifier_escapes
{
	meta:
		description = "Names in code written with unicode escapes: nobody does this but to hide"
		score = 80
		reference = "MITRE ATT&CK T1027"
		date = "2026-11-21"
		technique = "T1027"
	strings:
		$name1 = /[a-zA-Z]\\u00[4-7][0-9a-fA-F][a-zA-Z]{1,20}\s{0,4}[.(]/
		$name2 = /\.\s{0,4}[a-zA-Z]{0,20}\\u00[4-7][0-9a-fA-F]/
		$name3 = /[a-zA-Z.]\\U000000[4-7][0-9a-fA-F]/
		$page1 = /<%@\s{0,16}(page|webhandler|webservice|control|import|language)\b/ nocase private
		$page2 = /runat\s{0,8}=\s{0,8}["']?server/ nocase private
	condition:
		any of ($page*) and (#name1 + #name2 + #name3) > 2
}

rule obfuscation_byte_constants
{
	meta:
		description = "Page that carries a long encoded constant and loads code while it runs"
		score = 75
		reference = "SharPyShell"
		date = "2026-11-21"
		technique = "T1027.009"
	strings:
		$base64 = /FromBase64String\s{0,4}\(\s{0,4}@?["'][A-Za-z0-9+\/]{800}/ nocase
		$bytes = /new\s{1,4}(byte|ulong|long|uint|int)\s{0,4}\[\s{0,4}\d{0,8}\s{0,4}\]\s{0,4}\{\s{0,4}((0x)?[0-9a-f]{1,20}u?l?\s{0,4},\s{0,4}){100}/ nocase
		$load1 = /\bAssembly\s{0,8}\.\s{0,8}Load\s{0,8}\(/ nocase
		$load2 = "CompileAssemblyFromSource" nocase
		$load3 = /["']Load["']/
		$load4 = "VirtualAlloc" nocase
		$load5 = "GetDelegateForFunctionPointer" nocase
	condition:
		any of ($base64, $bytes) and any of ($load*)
}

rule obfuscation_utf7
{
	meta:
		description = "Server code written in UTF-7, which a page may ask for to hide from a search"
		score = 80
		reference = "MITRE ATT&CK T1027"
		date = "2026-11-21"
		technique = "T1027"
	strings:
		$page = /<%@[^%>]{0,200}code\s{0,4}page\s{0,8}=\s{0,8}["']?65000/ nocase
		$text = /\+AD(w|wA)JQ?[A-Za-z0-9+\/]{0,40}-?(page|import|eval|script|@)/
		$utf7 = "+ADwAJQ"
		$utf7b = "+ADw-%"
		$utf7c = "+ADw-script" nocase
	condition:
		any of them
}

rule obfuscation_hidden_answer
{
	meta:
		description = "Page that answers \"not found\" to a stranger and runs code for those who know the word"
		score = 65
		alone = 12
		reference = "MITRE ATT&CK T1564"
		date = "2026-11-21"
		technique = "T1564"
	strings:
		$status = /\bResponse\s{0,4}\.\s{0,4}Status(Code)?\s{0,4}=\s{0,4}["']?(404|500|403)/ nocase
		$sink1 = /\bProcess\s{0,8}\.\s{0,8}Start\s{0,8}\(/ nocase
		$sink2 = /\bAssembly\s{0,8}\.\s{0,8}Load\s{0,8}\(/ nocase
		$sink4 = "WScript.Shell" nocase
		$sink5 = "CompileAssemblyFromSource" nocase
		$sink6 = /(^|[\r\n:%>])[ \t]{0,40}execute(global)?[ \t(]{1,8}[a-z_]/ nocase
	condition:
		$status and any of ($sink*)
}

rule obfuscation_component_encoder
{
	meta:
		description = "Classic ASP whose code is decoded by a component while it runs"
		score = 65
		reference = "MITRE ATT&CK T1027"
		date = "2026-11-21"
		technique = "T1027"
	strings:
		$encoder1 = "ASPEncodeDLL" nocase
		$encoder2 = "Scripting.Encoder" nocase
		$call = /\.\s{0,4}(En|De)Code\s{0,4}\(\s{0,4}"[A-Za-z0-9+\/=]{100}/ nocase
	condition:
		$encoder1 or ($encoder2 and $call) or #call > 3
}
