/* Pages that bring an interpreter or a compiler for what the client sends. */

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

rule interpreter_compiler
{
	meta:
		description = "Page compiles what the client sent and runs the outcome"
		score = 85
		reference = "SharPyShell; MITRE ATT&CK T1027.004"
		date = "2026-11-21"
		technique = "T1027.004"
	strings:
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream|BinaryRead|Files)\b)/ nocase
		$method = /\[\s{0,4}(System\.Web\.Services\.)?WebMethod/ nocase
		$control = /\.\s{0,8}Text\b/ nocase
		$compile1 = "CompileAssemblyFrom" nocase
		$compile2 = "CSharpCodeProvider" nocase
		$compile3 = "VBCodeProvider" nocase
		$compile4 = "CodeDomProvider" nocase
		$compile5 = "JScriptCodeProvider" nocase
		$compile6 = /\bCSharpScript\s{0,4}\.\s{0,4}(EvaluateAsync|RunAsync|Create)\b/ nocase
		$run1 = "CompiledAssembly" nocase
		$run2 = "CreateInstance" nocase
		$run3 = /\.\s{0,4}Invoke(Member)?\s{0,4}\(/ nocase
		$run4 = "EvaluateAsync" nocase
	condition:
		any of ($compile*) and any of ($run*) and ($source or $method or $control)
}

rule interpreter_jscript_evaluate
{
	meta:
		description = "Page in another language evaluates JScript at the client's will"
		score = 85
		reference = "Huntress and J. Hammond, Exchange web shells, 2021"
		date = "2026-11-21"
		technique = "T1059.007"
	strings:
		$eval1 = "JScriptEvaluate" nocase
		$eval2 = "Microsoft.JScript.Vsa" nocase
		$eval3 = "Microsoft.JScript.Eval" nocase
		$eval4 = "VsaEngine" nocase
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream|BinaryRead)\b)/ nocase
	condition:
		any of ($eval*) and $source
}

rule interpreter_powershell
{
	meta:
		description = "Page runs PowerShell with what the client sends"
		score = 85
		reference = "Nishang Antak; MITRE ATT&CK T1059.001"
		date = "2026-11-21"
		technique = "T1059.001"
	strings:
		$space1 = "RunspaceFactory" nocase
		$space2 = "CreateRunspace" nocase
		$space3 = /\bPowerShell\s{0,4}\.\s{0,4}Create\s{0,4}\(/ nocase
		$space4 = "System.Management.Automation" nocase
		$add1 = /\.\s{0,4}AddScript\s{0,4}\(/ nocase
		$add2 = /\.\s{0,4}AddCommand\s{0,4}\(/ nocase
		$add3 = "CreatePipeline" nocase
		$add4 = "InvokeScript" nocase
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream|BinaryRead)\b)/ nocase
		$control = /\.\s{0,8}Text\b/ nocase
		$start = /powershell(\.exe)?["' ]/ nocase
		$process = "ProcessStartInfo" nocase
	condition:
		(any of ($space*) and any of ($add*) and ($source or $control)) or
		($start and $process and ($source or $control))
}

rule interpreter_xslt_script
{
	meta:
		description = "Page runs a style sheet with script in it, trusted to do anything"
		score = 85
		reference = "J. Hammond, DropHell, 2021; MITRE ATT&CK T1220"
		date = "2026-11-21"
		technique = "T1220"
	strings:
		$load1 = "XslCompiledTransform" nocase
		$load2 = "XslTransform" nocase
		$load3 = "TransformNode" nocase
		$trust1 = /\bXsltSettings\s{0,4}\.\s{0,4}TrustedXslt\b/ nocase
		$trust2 = /\bnew\s{1,4}XsltSettings\s{0,4}\(\s{0,4}\w{4,5}\s{0,4},\s{0,4}true/ nocase
		$trust3 = /\.\s{0,4}EnableScript\s{0,4}=\s{0,4}true/ nocase
		$script1 = "msxsl:script" nocase
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream|BinaryRead)\b)/ nocase
		$act = /\b(WScript\.Shell|ProcessStartInfo|ActiveXObject|System\.Diagnostics)\b/ nocase
	condition:
		any of ($load*) and ((any of ($trust*) and $source) or ($script1 and ($source or $act)))
}

rule interpreter_xaml
{
	meta:
		description = "Page makes objects out of XAML that the client sends, which can run anything"
		score = 85
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$parse = /\bXaml(Reader|Services)\s{0,4}\.\s{0,4}(Parse|Load)\s{0,4}\(/ nocase
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream|BinaryRead)\b)/ nocase
		$workflow1 = "ActivityXamlServices" nocase
		$provider = "ObjectDataProvider" nocase
		$process = "System.Diagnostics" nocase
	condition:
		($parse and $source) or ($workflow1 and $source) or ($provider and $process)
}

rule interpreter_shellcode
{
	meta:
		description = "Page puts machine code into memory and runs it"
		score = 90
		reference = "MITRE ATT&CK T1055"
		date = "2026-11-21"
		technique = "T1055"
	strings:
		$memory1 = "VirtualAlloc" nocase
		$memory2 = "VirtualProtect" nocase
		$memory3 = "WriteProcessMemory" nocase
		$memory4 = "NtAllocateVirtualMemory" nocase
		$run1 = "CreateThread" nocase
		$run2 = "CreateRemoteThread" nocase
		$run3 = "GetDelegateForFunctionPointer" nocase
		$run4 = "QueueUserAPC" nocase
		$run5 = "EnumSystemLocales" nocase
	condition:
		page and any of ($memory*) and any of ($run*)
}

rule interpreter_token
{
	meta:
		description = "Page steals a token of another account or starts a process under it"
		score = 85
		reference = "MITRE ATT&CK T1134"
		date = "2026-11-21"
		technique = "T1134"
	strings:
		$start1 = "CreateProcessAsUser" nocase
		$start2 = "CreateProcessWithToken" nocase
		$start3 = "CreateProcessWithLogon" nocase
		$token1 = "DuplicateTokenEx" nocase
		$token2 = "ImpersonateNamedPipeClient" nocase
		$token3 = "SeImpersonatePrivilege" nocase
		$token4 = "NtQuerySystemInformation" nocase
	condition:
		page and (any of ($start*) or 2 of ($token*))
}

rule interpreter_parse_control
{
	meta:
		description = "Page makes server controls out of text that the client sends"
		score = 70
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$flow = /\bParse(Control|Template)\s{0,4}\([^;\r\n]{0,60}\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream)\b)/ nocase
	condition:
		$flow
}

rule interpreter_eval_alias
{
	meta:
		description = "Server script gives eval another name, to call it unseen"
		score = 70
		reference = "MITRE ATT&CK T1027"
		date = "2026-11-21"
		technique = "T1027"
	strings:
		$alias = /["'\w]\s{0,4}[:=]\s{0,4}eval\s{0,4}[;,}\r\n]/
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies)\b)/ nocase private
	condition:
		jscript and $alias and $source
}
