/* Backdoors that are modules of IIS: native DLLs and .NET assemblies. */

rule module_native_backdoor
{
	meta:
		description = "Native module of IIS with the words of a known backdoor"
		score = 90
		reference = "ESET, Anatomy of native IIS malware, 2021"
		date = "2026-11-21"
		technique = "T1505.004"
	strings:
		$register = "RegisterModule" fullword
		$raid1 = "X-Chrome-Variations"
		$raid2 = "COM_InterProt"
		$raid3 = "X-Forward-Verify"
		$raid4 = "X-Beserver-Verify"
		$raid5 = "creds.db"
		$rgdoor1 = "RGSESSIONID="
		$rgdoor2 = "upload$"
		$rgdoor3 = "download$"
		$stealer = "X-IIS-Data"
		$serpent = "DisplayModuleConfig=1"
		$session1 = "Wokring OK"
		$session2 = "SM_SESSIONID"
		$session3 = "Delete File Success :"
		$seo1 = "Googlebot" nocase
		$seo2 = "coccocbot" nocase
		$seo3 = /\b(bing|google|naver)(\||bot)/ nocase
		$seo4 = "Sogou" nocase
		$hrserv1 = "cadataKey="
		$hrserv2 = "cadataIV="
	condition:
		uint16(0) == 0x5a4d and $register and
		(any of ($raid*) or $rgdoor1 or all of ($rgdoor2, $rgdoor3) or $stealer or $serpent or
		 any of ($session*) or 3 of ($seo*) or all of ($hrserv*))
}

rule module_native_executes
{
	meta:
		description = "Native module of IIS that reads requests and starts processes"
		score = 60
		reference = "ESET, Anatomy of native IIS malware, 2021"
		date = "2026-11-21"
		technique = "T1505.004"
	strings:
		$register = "RegisterModule" fullword
		$event = "This module subscribed to event"
		$class1 = ".?AVCHttpModule@@"
		$class2 = "CHttpModule::On"
		$start1 = "CreateProcessA" fullword
		$start2 = "CreateProcessW" fullword
		$start3 = "cmd.exe" nocase ascii wide
		$start4 = "WinExec" fullword
		$inject1 = "VirtualAllocEx" fullword
		$inject2 = "CreateRemoteThread" fullword
	condition:
		uint16(0) == 0x5a4d and $register and ($event or any of ($class*)) and
		((any of ($start1, $start2) and $start3) or $start4 or all of ($inject*))
}

rule module_managed_backdoor
{
	meta:
		description = ".NET module of IIS that looks into requests and runs commands or loads code"
		score = 60
		reference = "Microsoft, Malicious IIS extensions quietly open persistent backdoors, 2022"
		date = "2026-11-21"
		technique = "T1505.004"
	strings:
		$clr = "BSJB" private
		$module = "IHttpModule"
		$event1 = "BeginRequest"
		$event2 = "EndRequest"
		$event3 = "PreSendRequestContent"
		$event4 = "PreSend_RequestContent"
		$event5 = "PostAuthorizeRequest"
		$act3 = "set_UseShellExecute"
		$act4 = "System.Management.Automation"
		$act5 = "RunspaceFactory"
		$act6 = "CompileAssemblyFromSource"
		$known1 = "ExtenderControlDesigner"
		$known2 = ".db.ses" wide
		$known3 = "sets-cookie" wide
		$known4 = "IIS_Server_dll"
		$microsoft = "Microsoft.Exchange." ascii
	condition:
		uint16(0) == 0x5a4d and $clr and $module and any of ($event*) and
		(any of ($known*) or (filesize < 200KB and any of ($act*) and not $microsoft))
}

rule module_credential_logger
{
	meta:
		description = ".NET module that takes passwords of Outlook on the web (Owowa)"
		score = 90
		reference = "Kaspersky, Owowa, 2021"
		date = "2026-11-21"
		technique = "T1556"
	strings:
		$clr = "BSJB" private
		$class = "ExtenderControlDesigner"
		$event = "PreSend_RequestContent"
		$file = ".db.ses" wide
		$command1 = "jFuLIXpzRdateYHoVwMlfc" wide
		$command2 = "dEUM3jZXaDiob8BrqSy2PQO1" wide
	condition:
		uint16(0) == 0x5a4d and $clr and (2 of ($class, $event, $file) or any of ($command*))
}

rule module_compiled_leftover
{
	meta:
		description = "Compiled page with the parts of a web shell, as ASP.NET leaves it after the page is gone"
		score = 75
		reference = "BSI, Microsoft Exchange Schwachstellen, Detektion und Reaktion, 2021"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$asp = "FastObjectFactory_app_web" nocase
		$compiled = /[a-z0-9_]{1,60}_as[phm]x/ nocase
		$eval1 = "JScriptEvaluate"
		$eval2 = "Microsoft.JScript"
		$unsafe = "unsafe" wide
		$start1 = "ProcessStartInfo"
		$start2 = "set_UseShellExecute"
		$load1 = "FromBase64String"
		$load2 = "CreateDecryptor"
		$load3 = "TransformFinalBlock"
		$load4 = "CreateInstance"
		$load5 = "System.Reflection"
		$request = "get_Request"
	condition:
		uint16(0) == 0x5a4d and filesize < 1MB and $request and ($asp or $compiled) and
		(($eval1 or ($eval2 and $unsafe)) or all of ($start*) or ($load4 and $load5 and 2 of ($load1, $load2, $load3)))
}
