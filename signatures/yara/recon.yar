/* Pages that look around: which defence runs here, what can be taken. */

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

rule recon_defence_paths
{
	meta:
		description = "Page asks whether the files of security products are there"
		score = 85
		reference = "FireEye, Detection and response to exploitation of Microsoft Exchange zero-days, 2021"
		date = "2026-11-21"
		technique = "T1518.001"
	strings:
		$ask1 = /\bFile\s{0,4}\.\s{0,4}Exists\s{0,4}\(/ nocase
		$ask2 = /\bDirectory\s{0,4}\.\s{0,4}Exists\s{0,4}\(/ nocase
		$ask3 = /\.\s{0,4}FileExists\s{0,4}\(/ nocase
		$ask4 = "GetProcesses" nocase
		$product1 = "xagt.exe" nocase
		$product2 = "csfalcon" nocase
		$product3 = "cb.exe" nocase
		$product4 = "CarbonBlack" nocase
		$product5 = "SentinelOne" nocase
		$product6 = "Cylance" nocase
		$product7 = "MsMpEng" nocase
		$product8 = "\\FireEye\\" nocase
		$product9 = "CrowdStrike" nocase
		$product10 = "Symantec Endpoint" nocase
		$product11 = "ekrn.exe" nocase
		$product12 = "avp.exe" nocase
		$product13 = "360tray" nocase
	condition:
		page and any of ($ask*) and any of ($product*)
}

rule recon_registry_secrets
{
	meta:
		description = "Page reads places of the registry where passwords and ports of remote access lie"
		score = 75
		reference = "MITRE ATT&CK T1552.002"
		date = "2026-11-21"
		technique = "T1552.002"
	strings:
		$read1 = "RegRead" nocase
		$read2 = "OpenSubKey" nocase
		$read3 = /Registry\s{0,4}\.\s{0,4}GetValue/ nocase
		$key1 = /RDP-Tcp\\{1,2}PortNumber/ nocase
		$key2 = /WinStations\\{1,2}RDP-Tcp/ nocase
		$key3 = /RealVNC\\{1,2}WinVNC/ nocase
		$key4 = /RAdmin\\{1,2}v2\.0\\{1,2}Server/ nocase
		$key5 = /Winlogon\\{1,2}(DefaultPassword|AutoAdminLogon|DefaultUserName)/ nocase
		$key6 = /Symantec\\{1,2}pcAnywhere/ nocase
		$key7 = /Serv-?U/ nocase
		$key8 = /Mysql\\{1,2}|MySQL AB/ nocase
	condition:
		page and any of ($read*) and 2 of ($key*)
}

rule recon_registry_walk
{
	meta:
		description = "Page walks the registry of the machine and shows what it finds"
		score = 65
		reference = "MITRE ATT&CK T1012"
		date = "2026-11-21"
		technique = "T1012"
	strings:
		$walk1 = "GetSubKeyNames" nocase
		$walk2 = "GetValueNames" nocase
		$hive = /\bRegistry\s{0,4}\.\s{0,4}(LocalMachine|CurrentUser|ClassesRoot|Users)\b/ nocase
		$show = /\bResponse\s{0,4}\.\s{0,4}Write\s{0,4}\(/ nocase
	condition:
		page and all of them
}

rule recon_memory_dump
{
	meta:
		description = "Page reaches for the memory or the password store of the system"
		score = 85
		reference = "MITRE ATT&CK T1003"
		date = "2026-11-21"
		technique = "T1003"
	strings:
		$dump1 = "MiniDumpWriteDump" nocase
		$dump2 = /comsvcs(\.dll)?[, ]{1,4}(#24|MiniDump)/ nocase
		$memory = "lsass" nocase fullword
		$start = /\b(ProcessStartInfo|Process\s{0,4}\.\s{0,4}Start|WScript\.Shell|DllImport)\b/ nocase
		$dump4 = /reg(\.exe)?\s{1,4}save\s{1,4}hklm\\{1,2}(sam|system|security)/ nocase
	condition:
		page and (any of ($dump*) or ($memory and $start))
}

rule recon_read_any_file
{
	meta:
		description = "Page hands out any file of the machine that the client names"
		score = 60
		reference = "MITRE ATT&CK T1005"
		date = "2026-11-21"
		technique = "T1005"
	strings:
		$send = /\b(WriteFile|TransmitFile)\s{0,4}\(\s{0,4}((HttpContext\s{0,4}\.\s{0,4}Current|context|Page|this)\s{0,4}\.\s{0,4})?Request\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies)\b)/ nocase
		$read = /\bFile\s{0,4}\.\s{0,4}(ReadAllText|ReadAllBytes|ReadAllLines|OpenRead|OpenText)\s{0,4}\(\s{0,4}((HttpContext\s{0,4}\.\s{0,4}Current|context|Page|this)\s{0,4}\.\s{0,4})?Request\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies)\b)/ nocase
		$open = /\bOpenTextFile\s{0,4}\(\s{0,4}request\s{0,8}(\(|\.\s{0,8}(item|form|querystring)\s{0,8}\()/ nocase
		$list = /\b(Directory\s{0,4}\.\s{0,4}(GetFiles|GetDirectories|GetFileSystemEntries)|new\s{1,4}(System\.IO\.)?DirectoryInfo)\s{0,4}\(\s{0,4}((HttpContext\s{0,4}\.\s{0,4}Current|context|Page|this)\s{0,4}\.\s{0,4})?Request\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies)\b)/ nocase
	condition:
		any of them
}

rule recon_change_any_file
{
	meta:
		description = "Page deletes, moves or copies any file of the machine that the client names"
		score = 70
		reference = "MITRE ATT&CK T1070.004"
		date = "2026-11-21"
		technique = "T1070.004"
	strings:
		$change = /\b(File|Directory)\s{0,4}\.\s{0,4}(Delete|Move|Copy|SetAttributes|SetLastWriteTime|SetCreationTime)\s{0,4}\(\s{0,4}((HttpContext\s{0,4}\.\s{0,4}Current|context|Page|this)\s{0,4}\.\s{0,4})?Request\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies)\b)/ nocase
		$classic = /\b(DeleteFile|DeleteFolder|MoveFile|CopyFile)\s{0,4}\(?\s{0,4}request\s{0,8}(\(|\.\s{0,8}(item|form|querystring)\s{0,8}\()/ nocase
	condition:
		any of them
}

rule recon_accounts
{
	meta:
		description = "Page makes accounts of the machine or changes their passwords"
		score = 75
		reference = "MITRE ATT&CK T1136.001"
		date = "2026-11-21"
		technique = "T1136.001"
	strings:
		$entry = /\bDirectoryEntry\s{0,4}\(\s{0,4}[^;\r\n]{0,20}["']WinNT:\/\// nocase
		$change1 = "SetPassword" nocase
		$change2 = /\.\s{0,4}Children\s{0,4}\.\s{0,4}Add\s{0,4}\(/ nocase
		$change3 = /["'](Administrators|Administrateurs|Administratoren)["']/
		$command = /\bnet(1|\.exe|1\.exe)?\s{1,4}(user|localgroup)\s{1,4}[^"'\r\n]{1,60}\/add\b/ nocase
		$start = /\b(ProcessStartInfo|Process\s{0,4}\.\s{0,4}Start|WScript\.Shell|ShellExecute)\b/ nocase
	condition:
		page and (($entry and any of ($change*)) or ($command and $start))
}

rule recon_application_pool_password
{
	meta:
		description = "Page reads the passwords under which IIS runs its application pools"
		score = 80
		reference = "Microsoft, IIS configuration: processModel"
		date = "2026-11-22"
		technique = "T1552.001"
	strings:
		$pool = /\bProcessModel\s{0,8}\.\s{0,8}Password\b/ nocase
		$list = /appcmd(\.exe)?["']?\s{1,8}list\s{1,8}apppools?\b[^"'\r\n]{0,80}(\/text|\/config)/ nocase
	condition:
		page and any of them
}

rule recon_connection_strings
{
	meta:
		description = "Page shows every connection string of the application to the client"
		score = 72
		reference = "MITRE ATT&CK T1552.001"
		date = "2026-11-22"
		technique = "T1552.001"
	strings:
		$each1 = /\bforeach\s{0,4}\(\s{0,4}\w{1,40}\s{1,4}\w{1,40}\s{1,4}in\s{1,4}[\w.]{0,80}\bConnectionStrings\s{0,4}\)/
		$each2 = /\bfor\s{1,4}each\s{1,4}[^\r\n]{1,80}\sin\s{1,4}[\w.]{0,80}\bconnectionstrings\b/ nocase
		$show = /\bResponse\s{0,4}\.\s{0,4}Write\s{0,4}\([^;\r\n]{0,160}\.\s{0,4}ConnectionString\b/ nocase
	condition:
		page and any of ($each*) and $show
}

rule recon_own_configuration
{
	meta:
		description = "Page reads a web.config or the server's own configuration and shows it to the client"
		score = 62
		reference = "MITRE ATT&CK T1552.001"
		date = "2026-11-22"
		technique = "T1552.001"
	strings:
		$read = /\b(ReadAllText|ReadAllLines|OpenText|OpenTextFile|StreamReader|LoadFromFile|WriteFile|TransmitFile)\s{0,4}\(?[^;\r\n]{0,80}(web|applicationHost|machine)\.config["']/ nocase
		$show = /\bResponse\s{0,4}\.\s{0,4}(Write|BinaryWrite|WriteFile|TransmitFile)\b/ nocase
		$change1 = /\b(WriteAllText|StreamWriter|CreateTextFile|AppendAllText)\b/ nocase
		$change2 = /\.\s{0,4}Save\s{0,4}\(/ nocase
	condition:
		page and $read and $show and not any of ($change*)
}

rule recon_mailbox
{
	meta:
		description = "Page reads the mailbox that the client names, in its owner's place"
		score = 72
		reference = "MITRE ATT&CK T1114.002"
		date = "2026-11-22"
		technique = "T1114.002"
	strings:
		$service = /\bExchangeService\s{0,4}\(/
		$owner = /\b(ImpersonatedUserId|PrivilegedUserId|ManagementRoles)\b/
		$local = /https?:\/\/(localhost|127\.0\.0\.1)(:\d{2,5})?\/ews\// nocase
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies)\b)/ nocase
	condition:
		page and all of them
}

rule recon_all_configuration
{
	meta:
		description = "Page looks for every configuration file below a folder and shows what they hold"
		score = 72
		reference = "MITRE ATT&CK T1552.001"
		date = "2026-11-22"
		technique = "T1552.001"
	strings:
		$search = /\b(GetFiles|EnumerateFiles)\s{0,4}\([^;\r\n]{0,160}["'](\*|web|machine|applicationHost)\.config["'][^;\r\n]{0,60}\bAllDirectories\b/ nocase
		$read = /\b(ReadAllText|ReadAllLines|ReadAllBytes|OpenText|StreamReader|WriteFile|TransmitFile)\s{0,4}\(/
		$show = /\bResponse\s{0,4}\.\s{0,4}(Write|BinaryWrite|WriteFile|TransmitFile)\b/ nocase
	condition:
		page and all of them
}
