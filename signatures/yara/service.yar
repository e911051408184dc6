/* Web services and handlers that do what a shell does: the client is the parameter of a method. */

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

rule service_method_sink
{
	meta:
		description = "Web service with a method that starts processes, loads code or writes files"
		score = 75
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$page = /<%@\s{0,16}(WebService|ServiceHost)\b/ nocase private
		$method1 = /[\[<]\s{0,4}(System\.Web\.Services\.)?WebMethod/ nocase private
		$method2 = /[\[<]\s{0,4}(System\.ServiceModel\.)?OperationContract/ nocase private
		$sink1 = /\bProcess\s{0,8}\.\s{0,8}Start\s{0,8}\(/ nocase
		$sink2 = "ProcessStartInfo" nocase
		$sink3 = /\bAssembly\s{0,8}\.\s{0,8}Load\s{0,8}\(/ nocase
		$sink4 = "CompileAssemblyFrom" nocase
		$sink5 = "JScriptEvaluate" nocase
		$sink7 = /\beval\s{0,8}\([^;\r\n]{1,80}\bunsafe\b/
		$sink8 = "WScript.Shell" nocase
	condition:
		$page and any of ($method*) and any of ($sink*)
}

rule service_command_branches
{
	meta:
		description = "Handler with the commands of China Chopper's client: one letter chooses what is done to files and processes"
		score = 80
		reference = "China Chopper, customize.ashx"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$case1 = /case\s{0,4}["']A["']/ nocase
		$case2 = /case\s{0,4}["']C["']/ nocase
		$case3 = /case\s{0,4}["']M["']/ nocase
		$answer1 = "->|"
		$answer2 = "|<-"
		$act1 = "GetDirectories" nocase
		$act2 = "ProcessStartInfo" nocase
		$act3 = "FileSystemObject" nocase
		$act4 = "WScript.Shell" nocase
	condition:
		page and (all of ($case*) or all of ($answer*)) and any of ($act*)
}

rule service_soap_formatter
{
	meta:
		description = "SOAP or remoting file that holds server code with the abilities of a shell"
		score = 75
		reference = "China Chopper, Customize.soap"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$sink1 = /\bProcess\s{0,8}\.\s{0,8}Start\s{0,8}\(/ nocase
		$sink2 = "ProcessStartInfo" nocase
		$sink3 = /\bAssembly\s{0,8}\.\s{0,8}Load\s{0,8}\(/ nocase
		$sink4 = "CreateDecryptor" nocase
		$sink5 = /\bFile\s{0,4}\.\s{0,4}(WriteAll|Delete|Move|Copy)/ nocase
	condition:
		extension matches /^\.(soap|rem|svc)$/i and any of them
}
