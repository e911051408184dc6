/* Configuration of IIS and ASP.NET that makes code out of files that are none. */

rule config_static_as_page
{
	meta:
		description = "Configuration hands files that look harmless (images, text, configuration) to the page or script engine"
		score = 85
		reference = "S. Dalili, Uploading web.config for fun and profit"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$handler1 = /<add[^>]{1,300}path\s{0,8}=\s{0,8}"[^"]{0,40}\.(config|txt|jpe?g|png|gif|bmp|ico|svg|css|js|log|dat|tmp|zip|pdf|docx?|woff2?)"[^>]{0,300}(PageHandlerFactory|SimpleHandlerFactory|WebServiceHandlerFactory|asp\.dll|aspnet_isapi\.dll|php-cgi\.exe|cmd\.exe|powershell)/ nocase
		$handler2 = /<add[^>]{1,300}(PageHandlerFactory|SimpleHandlerFactory|WebServiceHandlerFactory|asp\.dll|aspnet_isapi\.dll|cmd\.exe|powershell)[^>]{0,300}path\s{0,8}=\s{0,8}"[^"]{0,40}\.(config|txt|jpe?g|png|gif|bmp|ico|svg|css|js|log|dat|tmp|zip|pdf|docx?|woff2?)"/ nocase
		$provider1 = /<add[^>]{1,300}extension\s{0,8}=\s{0,8}"\.(config|txt|jpe?g|png|gif|bmp|ico|svg|css|js|log|dat|tmp|zip|pdf|docx?|woff2?)"[^>]{0,300}(PageBuildProvider|WebHandlerBuildProvider|WebServiceBuildProvider|UserControlBuildProvider|MasterPageBuildProvider|SourceFileBuildProvider)/ nocase
		$provider2 = /<add[^>]{1,300}(PageBuildProvider|WebHandlerBuildProvider|WebServiceBuildProvider|UserControlBuildProvider)[^>]{0,300}extension\s{0,8}=\s{0,8}"\.(config|txt|jpe?g|png|gif|bmp|ico|svg|css|js|log|dat|tmp|zip|pdf|docx?|woff2?)"/ nocase
	condition:
		any of them
}

rule config_holds_code
{
	meta:
		description = "Configuration file with server code inside"
		score = 90
		reference = "S. Dalili, Uploading web.config for fun and profit"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$config = "<configuration" nocase private
		$code1 = /<%\s{0,16}(@\s{0,8}(page|webhandler|webservice|import|language)|=|response|request|eval|execute|executeglobal|dim|set|function|sub|if|server|on error)\b/ nocase
		$code2 = /<script[^<>]{1,200}runat\s{0,8}=\s{0,8}["']?server/ nocase
		$code3 = /CreateObject\s{0,4}\(\s{0,4}["']WScript\.Shell/ nocase
	condition:
		any of ($code*) and (extension == ".config" or $config in (0..400))
}

rule config_unhides_itself
{
	meta:
		description = "Configuration makes configuration files readable from outside"
		score = 70
		reference = "S. Dalili, Uploading web.config for fun and profit"
		date = "2026-11-21"
		technique = "T1562.001"
	strings:
		$extension = /<remove\s{1,8}fileExtension\s{0,4}=\s{0,4}"\.config"/ nocase
		$allow = /<add\s{1,8}fileExtension\s{0,4}=\s{0,4}"\.config"\s{1,8}allowed\s{0,4}=\s{0,4}"true"/ nocase
		$segment = /<remove\s{1,8}segment\s{0,4}=\s{0,4}"web\.config"/ nocase
	condition:
		any of them
}

rule config_hidden_root
{
	meta:
		description = "IIS serves a folder that no site lives in: below ProgramData, a user's folder or Windows"
		score = 80
		reference = "Huntress, ProxyShell rapid response, 2021"
		date = "2026-11-21"
		technique = "T1505.004"
	strings:
		$root = /<virtualDirectory[^>]{1,200}physicalPath\s{0,4}=\s{0,4}"(c:|%SystemDrive%)\\(ProgramData|Users|PerfLogs|Recovery|Windows\\(Temp|Tasks|System32\\spool|debug))\\/ nocase
		$device = /<virtualDirectory[^>]{1,200}physicalPath\s{0,4}=\s{0,4}"[^"]{1,120}\\(COM[0-9]?|CON|AUX|NUL|PRN|WHO|XYZ|ZOO|ZING)"/ nocase
	condition:
		any of them
}

rule config_source_encoding
{
	meta:
		description = "Configuration has the server read source files in an encoding that hides their words"
		score = 65
		reference = "MITRE ATT&CK T1027"
		date = "2026-11-21"
		technique = "T1027"
	strings:
		$encoding = /<globalization[^>]{0,300}fileEncoding\s{0,4}=\s{0,4}"(utf-?7|unicode-1-1-utf-7|ibm\d{3,5}|cp\d{3,5}|ebcdic[a-z-]{0,16}|x-ebcdic[a-z-]{0,40}|37|500|1047|1140|65000)"/ nocase
	condition:
		$encoding
}

rule config_fixed_keys
{
	meta:
		description = "Exchange configuration with machine keys written out: whoever knows them needs no file"
		score = 45
		reference = "CVE-2020-0688"
		date = "2026-11-21"
		technique = "T1552.001"
	strings:
		$key = /<machineKey[^>]{0,300}validationKey\s{0,4}=\s{0,4}"[0-9A-Fa-f]{40,128}"/ nocase
		$exchange = "Microsoft.Exchange." nocase private
	condition:
		all of them
}

rule config_foreign_module
{
	meta:
		description = "Configuration loads a native module from a folder that a user can write"
		score = 75
		reference = "ESET, Anatomy of native IIS malware, 2021"
		date = "2026-11-21"
		technique = "T1505.004"
	strings:
		$image = /<add[^>]{1,200}image\s{0,4}=\s{0,4}"(c:|%SystemDrive%|%ProgramData%|%public%|%windir%|%SystemRoot%)?\\?(ProgramData|Users|Windows\\Temp|Temp|PerfLogs|inetpub\\(wwwroot|temp))\\[^"]{1,120}\.dll"/ nocase
		$image2 = /<add[^>]{1,200}image\s{0,4}=\s{0,4}"(%ProgramData%|%public%|%temp%)\\[^"]{1,120}\.dll"/ nocase
	condition:
		any of them
}
