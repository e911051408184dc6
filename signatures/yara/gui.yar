/* Pages that are a console of the machine: the ASPXSpy kind, large or small. */

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

rule gui_capabilities
{
	meta:
		description = "Page joins abilities that no honest page needs together: files, processes, registry, databases, sockets, accounts"
		score = 85
		reference = "ASPXSpy and its relatives"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$process1 = /\bProcess\s{0,8}\.\s{0,8}(Start|GetProcesses)\b/ nocase
		$process2 = "ProcessStartInfo" nocase
		$process3 = "Win32_Process" nocase
		$files1 = /\b(DriveInfo\s{0,4}\.\s{0,4}GetDrives|Environment\s{0,4}\.\s{0,4}GetLogicalDrives|Directory\s{0,4}\.\s{0,4}GetLogicalDrives)\b/ nocase
		$files2 = /\.\s{0,4}GetDirectories\s{0,4}\(/ nocase
		$write1 = /\bFile\s{0,4}\.\s{0,4}(WriteAll|Copy|Move|Delete|SetAttributes|SetLastWriteTime|SetCreationTime)/ nocase
		$write2 = /\bnew\s{1,8}(System\.IO\.)?StreamWriter\s{0,4}\(/ nocase
		$write3 = /\.\s{0,4}SaveAs\s{0,4}\(/ nocase
		$registry = /\bRegistry\s{0,4}\.\s{0,4}(LocalMachine|CurrentUser|ClassesRoot|Users)\b/ nocase
		$service = /\b(ServiceController|Win32_Service|Win32_UserAccount)\b/ nocase
		$account1 = /["']WinNT:\/\// nocase
		$account2 = /["']IIS:\/\// nocase
		$database1 = /\b(xp_cmdshell|sp_oacreate|xp_dirtree|xp_regread)\b/ nocase
		$database2 = /\bnew\s{1,8}(OleDb|Sql|Odbc)Connection\s{0,4}\(/ nocase
		$socket = /\bnew\s{1,8}(TcpClient|Socket|TcpListener)\s{0,4}\(/ nocase
		$native = /\bDllImport\s{0,4}\(\s{0,4}"(kernel32|advapi32|user32|ntdll|netapi32|shell32)/ nocase
	condition:
		page and any of ($process*) and any of ($files*) and any of ($write*) and
		(2 of ($registry, $service, $native, $socket) or any of ($account*) or any of ($database*))
}

rule gui_file_tool
{
	meta:
		description = "Page browses the drives of the machine and reads, writes or deletes what the client names"
		score = 70
		reference = "MITRE ATT&CK T1083"
		date = "2026-11-21"
		technique = "T1083"
	strings:
		$drives1 = /\b(DriveInfo\s{0,4}\.\s{0,4}GetDrives|Environment\s{0,4}\.\s{0,4}GetLogicalDrives|Directory\s{0,4}\.\s{0,4}GetLogicalDrives)\b/ nocase
		$drives2 = /["'][c-f]:\\{1,2}["']/ nocase
		$list1 = /\.\s{0,4}GetDirectories\s{0,4}\(/ nocase
		$list2 = /\.\s{0,4}GetFiles\s{0,4}\(/ nocase
		$list3 = /\.\s{0,4}GetFileSystemInfos\s{0,4}\(/ nocase
		$act1 = /\bFile\s{0,4}\.\s{0,4}(WriteAll|Copy|Move|Delete|SetAttributes|SetLastWriteTime|Create)/ nocase
		$act2 = /\bnew\s{1,8}(System\.IO\.)?(StreamWriter|FileStream)\s{0,4}\(/ nocase
		$act3 = /\.\s{0,4}SaveAs\s{0,4}\(/ nocase
		$act4 = /\bResponse\s{0,4}\.\s{0,4}(WriteFile|TransmitFile)\s{0,4}\(/ nocase
		$act5 = /\bDirectory\s{0,4}\.\s{0,4}Delete\s{0,4}\(/ nocase
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|Files)\b)/ nocase
		$control = /\.\s{0,8}Text\b/ nocase
	condition:
		page and any of ($drives*) and any of ($list*) and any of ($act*) and ($source or $control)
}

rule gui_process_list
{
	meta:
		description = "Page lists or ends the processes or services of the machine"
		score = 60
		reference = "MITRE ATT&CK T1057"
		date = "2026-11-21"
		technique = "T1057"
	strings:
		$list1 = /\bProcess\s{0,8}\.\s{0,8}GetProcesses\b/ nocase
		$list2 = /select\s{1,8}[\w*, ]{1,60}\s{1,8}from\s{1,8}Win32_(Process|Service|UserAccount|SystemDriver)\b/ nocase
		$end = /\.\s{0,4}Kill\s{0,4}\(/ nocase
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params)\b)/ nocase
	condition:
		page and any of ($list*) and ($end or $source)
}

rule gui_login_gate
{
	meta:
		description = "Page with tools of an intruder behind a password of its own, kept as a hash or in the text"
		score = 75
		reference = "ASPXSpy"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$gate1 = /HashPasswordForStoringInConfigFile\s{0,4}\(/ nocase
		$gate2 = /(const\s{1,8})?string\s{1,8}\w{0,12}(pass|pwd|password)\w{0,12}\s{0,4}=\s{0,4}"[^"]{1,64}"/ nocase
		$gate3 = /\bpass(word|wd)?\s{0,4}=\s{0,4}"[0-9a-f]{32}"/ nocase
		$gate4 = /Response\s{0,4}\.\s{0,4}Cookies\s{0,4}\.\s{0,4}Add\s{0,4}\(\s{0,4}new\s{1,4}HttpCookie/ nocase
		$tool2 = /\bProcess\s{0,8}\.\s{0,8}(Start|GetProcesses)\b|ProcessStartInfo/ nocase
		$tool3 = "xp_cmdshell" nocase
		$tool4 = /\bnew\s{1,8}TcpClient\s{0,4}\(/ nocase
		$tool5 = /\bRegistry\s{0,4}\.\s{0,4}LocalMachine\b/ nocase
		$tool6 = /["']IIS:\/\// nocase
	condition:
		page and any of ($gate*) and 2 of ($tool*)
}

rule gui_signature_words
{
	meta:
		description = "Words that the authors of well-known web shells leave in their pages"
		score = 75
		reference = "ASPXSpy, DevilzShell, InsomniaShell, ASPyDrv, Zehir, Kacak, Antak, SharPyShell"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$word1 = "ASPXSpy" nocase fullword
		$word2 = "aspydrv" nocase
		$word3 = "DevilzShell" nocase
		$word4 = "InsomniaShell" nocase
		$word5 = "Antak" fullword
		$word6 = "ZehirIV" nocase
		$word7 = "zehirhacker" nocase
		$word8 = "KacakFSO" nocase
		$word9 = "SharPyShell" nocase
		$word10 = "RedHat Hacker" nocase
		$word11 = "NTDaddy" nocase
		$word12 = "EFSO_" fullword
		$word13 = "Caterpillar WebShell" nocase
		$word14 = "WSO.NET" nocase
		$word15 = "ASP.NET Web BackDoor" nocase
		$word16 = "FaTaLisTiCz" nocase
		$word17 = "Georg says" nocase
		$act1 = /\b(Process|ProcessStartInfo|StreamWriter|FileSystemObject|WScript\.Shell|CreateTextFile|SaveAs|Assembly)\b/ nocase
	condition:
		page and any of ($word*) and $act1
}
