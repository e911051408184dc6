/*
 * Pages that turn what the client sends into running .NET code: the server side of Behinder,
 * Godzilla, AntSword, SharPyShell and of what is rewritten from them.
 */

rule loader_decrypt_assembly
{
	meta:
		description = "Page decrypts what the client sent and loads it as an assembly"
		score = 95
		reference = "Behinder and Godzilla server pages"
		date = "2026-11-21"
		technique = "T1620"
	strings:
		$source1 = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream|BinaryRead|TotalBytes|ContentLength)\b)/ nocase
		$source2 = "GetBufferlessInputStream"
		$source4 = /=\s{0,8}([\w.]{1,40}\.)?Request\s{0,4}[;\r\n]/ nocase
		$source3 = /[\[<]\s{0,4}([\w.]{1,40}\.)?(WebMethod|OperationContract)/ nocase
		$crypt1 = "CreateDecryptor" nocase
		$crypt2 = "TransformFinalBlock" nocase
		$crypt3 = "RijndaelManaged" nocase
		$crypt4 = "FromBase64String" nocase
		$crypt5 = "CryptoStream" nocase
		$crypt6 = "AesManaged" nocase
		$crypt7 = "FromBase64CharArray" nocase
		$load7 = /\b(typeof|GetType)\s{0,4}\(\s{0,4}(System\.Reflection\.)?Assembly\s{0,4}\)/ nocase
		$load1 = /\bAssembly\s{0,8}\.\s{0,8}Load\s{0,8}[(;,)]/ nocase
		$load2 = /GetMethod\s{0,8}\(\s{0,8}["']Load["']/ nocase
		$load3 = /InvokeMember\s{0,8}\(\s{0,8}["']Load["']/ nocase
		$load4 = /\bAppDomain\s{0,8}\.\s{0,8}CurrentDomain\s{0,8}\.\s{0,8}Load\s{0,8}\(/ nocase
		$load6 = /\bGetDomain\s{0,4}\(\s{0,4}\)\s{0,4}\.\s{0,4}Load\s{0,4}\(/ nocase
		$load5 = /["'](System\.Reflection\.Assembly|System\.AppDomain)["',]/ nocase
	condition:
		any of ($source*) and any of ($crypt*) and any of ($load*)
}

rule loader_equals_entry
{
	meta:
		description = "Page makes an object out of loaded code and enters it through Equals(), as Behinder and Godzilla do"
		score = 90
		reference = "Behinder and Godzilla server pages"
		date = "2026-11-21"
		technique = "T1620"
	strings:
		$entry = /\bCreateInstance\s{0,8}\([^;\r\n]{0,80}\)\s{0,8}\.\s{0,8}Equals\s{0,8}\(/ nocase
		$create = /\bCreateInstance\s{0,8}\(/ nocase
		$equals = /\.\s{0,8}Equals\s{0,8}\(\s{0,8}(this|me|context|Page|HttpContext\.Current|\w{1,40})\s{0,8}\)\s{0,8};?\s{0,8}\w{1,40}\s{0,8}\.\s{0,8}(Equals|ToString)\s{0,8}\(/ nocase
		$load = /\bAssembly\b[^;\r\n]{0,120}\bLoad\b/ nocase
	condition:
		$load and ($entry or ($create and $equals))
}

rule loader_session_assembly
{
	meta:
		description = "Page keeps a loaded assembly in the session to run it with later requests"
		score = 85
		reference = "Godzilla server pages"
		date = "2026-11-21"
		technique = "T1620"
	strings:
		$session = /\b(Session|Application|Cache)\s{0,8}[\[(]\s{0,8}["'][^"'\r\n]{1,40}["']\s{0,8}[\])]\s{0,8}=[^=;\r\n]{0,80}Assembly/ nocase
		$create = /\bCreateInstance\s{0,8}\(/ nocase
	condition:
		all of them
}

rule loader_load_input
{
	meta:
		description = "Page takes input from the client, loads an assembly from bytes and makes an object of it"
		score = 75
		reference = "MITRE ATT&CK T1620"
		date = "2026-11-21"
		technique = "T1620"
	strings:
		$source1 = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream|BinaryRead|Files)\b)/ nocase
		$source2 = /=\s{0,8}([\w.]{1,40}\.)?Request\s{0,4}[;\r\n]/ nocase
		$load1 = /\bAssembly\s{0,8}\.\s{0,8}Load\s{0,8}(\(\s{0,8}[^"'\s)]|[;,)])/ nocase
		$load5 = /\b(typeof|GetType)\s{0,4}\(\s{0,4}(System\.Reflection\.)?Assembly\s{0,4}\)/ nocase
		$load2 = /GetMethod\s{0,8}\(\s{0,8}["']Load["']/ nocase
		$load3 = /\b(CurrentDomain|GetDomain\s{0,4}\(\s{0,4}\))\s{0,8}\.\s{0,8}Load\s{0,8}\(/ nocase
		$load4 = /InvokeMember\s{0,8}\(\s{0,8}["']Load["']/ nocase
		$run1 = "CreateInstance" nocase
		$run2 = "EntryPoint" nocase
		$run3 = /\.\s{0,8}GetMethod\s{0,8}\([^;\r\n]{0,80}\)\s{0,8}\.\s{0,8}Invoke\s{0,8}\(/ nocase
		$run4 = "GetExportedTypes" nocase
	condition:
		any of ($source*) and any of ($load*) and any of ($run*)
}
