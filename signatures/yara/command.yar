/* Pages that start a process with what the client sends. */

rule command_shell_process
{
	meta:
		description = "Page starts a command line and takes its words from the client"
		score = 80
		reference = "MITRE ATT&CK T1059.003"
		date = "2026-11-21"
		technique = "T1059.003"
	strings:
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream|BinaryRead)\b)/ nocase
		$method = /[\[<]\s{0,4}([\w.]{1,40}\.)?(WebMethod|OperationContract)/ nocase
		$control = /\.\s{0,8}Text\b/ nocase
		$start1 = /\bProcess\s{0,8}\.\s{0,8}Start\s{0,8}\(/ nocase
		$start2 = /\bnew\s{1,16}(System\s{0,4}\.\s{0,4}Diagnostics\s{0,4}\.\s{0,4})?Process\s{0,8}\(/ nocase
		$start3 = "ProcessStartInfo" nocase
		$start4 = /\bas\s{1,16}new\s{1,16}(System\s{0,4}\.\s{0,4}Diagnostics\s{0,4}\.\s{0,4})?Process\b/ nocase
		$shell1 = "cmd.exe" nocase
		$shell2 = "powershell" nocase
		$shell3 = /["']cmd["']/ nocase
		$shell4 = /["']\/c["' ]/ nocase
		$shell5 = "comspec" nocase
	condition:
		any of ($start*) and any of ($shell*) and any of ($source, $method, $control)
}

rule command_process_argument
{
	meta:
		description = "Page hands what the client sent to a process as its name or its arguments"
		score = 80
		alone = 25
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$start = /\bProcess\s{0,8}\.\s{0,8}Start\s{0,8}\([^;\r\n]{0,100}\b(Request\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies)\b)|[a-z_]\w{0,40}\s{0,4}\.\s{0,4}Text\b)/ nocase
		$info1 = /\bnew\s{1,16}([\w.]{1,40}\.)?ProcessStartInfo\s{0,8}\([^;\r\n]{0,100}\b(Request\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies)\b)|[a-z_]\w{0,40}\s{0,4}\.\s{0,4}Text\b)/ nocase
		$info2 = /\.\s{0,4}(Arguments|FileName)\s{0,4}\+?=[^;=\r\n]{0,100}\b(Request\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies)\b)|[a-z_]\w{0,40}\s{0,4}\.\s{0,4}Text\b)/ nocase
		$process1 = "ProcessStartInfo" nocase
		$process2 = /\bDiagnostics\b/ nocase
		$process3 = ".StartInfo" nocase
	condition:
		$start or $info1 or ($info2 and any of ($process*))
}

rule command_process_output
{
	meta:
		description = "Page takes input from the client, starts a process and shows what it says"
		score = 65
		alone = 15
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream|BinaryRead)\b)/ nocase
		$control = /\.\s{0,8}Text\b/ nocase
		$start1 = /\bProcess\s{0,8}\.\s{0,8}Start\s{0,8}\(/ nocase
		$start2 = /\bnew\s{1,16}(System\s{0,4}\.\s{0,4}Diagnostics\s{0,4}\.\s{0,4})?Process\s{0,8}\(/ nocase
		$start3 = "ProcessStartInfo" nocase
		$show1 = /(Response\s{0,4}\.\s{0,4}Write|\.\s{0,4}(Text|InnerText|InnerHtml)\s{0,4}\+?=|return)[^;\r\n]{0,80}\b(StandardOutput|StandardError)\b/ nocase
		$redirect = "RedirectStandardOutput" nocase
		$input = "RedirectStandardInput" nocase
		$read = /\bStandardOutput\s{0,4}\.\s{0,4}Read/ nocase
	condition:
		any of ($start*) and any of ($source, $control) and ($show1 or ($redirect and $input) or ($redirect and $read))
}

rule command_wmi_process
{
	meta:
		description = "Page starts a process through WMI with input from the client"
		score = 80
		reference = "MITRE ATT&CK T1047"
		date = "2026-11-21"
		technique = "T1047"
	strings:
		$class = "Win32_Process" nocase
		$create1 = "InvokeMethod" nocase
		$create2 = /["']Create["']/ nocase
		$create3 = "ManagementClass" nocase
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream)\b)/ nocase
		$control = /\.\s{0,8}Text\b/ nocase
	condition:
		$class and 2 of ($create*) and ($source or $control)
}

rule command_native_process
{
	meta:
		description = "Page calls a function of Windows that starts a process"
		score = 75
		reference = "MITRE ATT&CK T1106"
		date = "2026-11-21"
		technique = "T1106"
	strings:
		$import = /\b(DllImport\s{0,4}\(|Declare\s{1,4}(Auto\s{1,4}|Ansi\s{1,4}|Unicode\s{1,4})?(Function|Sub)\s)/ nocase
		$start = /\b(CreateProcess(A|W)?|WinExec|ShellExecute(Ex)?(A|W)?)\s{0,4}[("]/ nocase
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream|BinaryRead)\b)/ nocase
		$control = /\.\s{0,8}Text\b/ nocase
	condition:
		$import and $start and ($source or $control)
}

rule command_process_reflection
{
	meta:
		description = "Page reaches for the class that starts processes by its name in a string, to hide it"
		score = 75
		reference = "MITRE ATT&CK T1620"
		date = "2026-11-21"
		technique = "T1620"
	strings:
		$name = /["']System\.Diagnostics\.Process(StartInfo)?["',]/ nocase
		$call1 = /\.\s{0,4}Invoke(Member)?\s{0,4}\(/ nocase
		$call2 = "CreateInstance" nocase
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream|BinaryRead)\b)/ nocase
	condition:
		$name and any of ($call*) and $source
}

rule command_basic_shell
{
	meta:
		description = "Page in Visual Basic hands what the client sent to Shell()"
		score = 85
		reference = "MITRE ATT&CK T1059.005"
		date = "2026-11-21"
		technique = "T1059.005"
	strings:
		$flow = /(^|[^.\w]|Interaction\s{0,4}\.\s{0,4})Shell\s{0,4}\([^;\r\n]{0,80}\b(Request\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies)\b)|\w{1,40}\.Text\b)/ nocase
	condition:
		$flow
}

rule command_data_source
{
	meta:
		description = "Control of the page calls a process, a file or an assembly with what the client sends"
		score = 85
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-22"
		technique = "T1505.003"
	strings:
		$type = /<\w{1,20}:ObjectDataSource\b[^>]{0,400}\bTypeName\s{0,8}=\s{0,8}["']?\s{0,8}(System\.Diagnostics\.Process|System\.Activator|System\.AppDomain|System\.Reflection\.\w{1,30}|System\.IO\.(File|StreamWriter|FileStream|Directory)|Microsoft\.VisualBasic\.\w{1,30})["' ,]/ nocase
	condition:
		$type
}

rule command_process_unnamed
{
	meta:
		description = "Page takes input from the client and holds the method that starts processes, without calling it by its name"
		score = 80
		reference = "MITRE ATT&CK T1027"
		date = "2026-11-22"
		technique = "T1027"
	strings:
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream|BinaryRead)\b)/ nocase
		$delegate = /[(=,]\s{0,8}(\([^()\r\n]{1,60}\)\s{0,4})?(AddressOf\s{1,8})?(System\.Diagnostics\.)?Process\s{0,8}\.\s{0,8}Start\s{0,8}[;,)\r\n]/ nocase
		$type1 = /\btypeof\s{0,4}\(\s{0,4}(System\.Diagnostics\.)?Process\s{0,4}\)\s{0,8}\.\s{0,8}(GetMethod|GetMember|InvokeMember|GetRuntimeMethod)/
		$type2 = /\bGetType\s{0,4}\(\s{0,4}(System\.Diagnostics\.)?Process\s{0,4}\)\s{0,8}\.\s{0,8}(GetMethod|GetMember|InvokeMember|GetRuntimeMethod)/ nocase
	condition:
		$source and ($delegate or any of ($type*))
}
