/* Classic ASP: pages in VBScript and JScript that hand the client the machine. */

rule classic_execute_request
{
	meta:
		description = "Runs what the client sent: eval, execute or executeglobal of Request"
		score = 95
		reference = "China Chopper, server page for ASP"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$flow = /(^|[^.\w])(eval|execute|executeglobal)[\s("'+&]{1,16}request\s{0,8}(\(|\[|\.\s{0,8}(item|form|querystring|cookies|servervariables)\s{0,8}(\.\s{0,8}item\s{0,8})?[(\[])/ nocase
	condition:
		$flow
}

rule classic_execute_statement
{
	meta:
		description = "Classic ASP runs text that is put together while the page runs: execute or executeglobal as a statement"
		score = 75
		alone = 25
		reference = "China Chopper, server page for ASP"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$run1 = /(^|[\r\n:%>])[ \t]{0,40}execute(global)?[ \t]{0,8}[ \t(][ \t("]{0,8}[a-z_\[#]/ nocase
		$global = /\bexecuteglobal[ \t]{0,8}[ \t(][ \t("]{0,8}[a-z_\[#]/ nocase
		$run2 = /\b(then|else)[ \t]{1,16}execute(global)?[ \t]{0,8}[ \t(][ \t("]{0,8}[a-z_\[#]/ nocase
		$source = /\brequest\s{0,8}(\(|\[|\.\s{0,8}(item|form|querystring|cookies|servervariables|binaryread|totalbytes)\b)/ nocase
		$session = /\bsession\s{0,8}\(/ nocase
		$decode1 = /\b(strreverse|unescape|chrw?|midb?|split)\s{0,4}\(/ nocase
	condition:
		any of ($run*, $global) and any of ($source, $session, $decode*) and
		extension matches /^\.(asp|asa|cer|cdx)$/i
}

rule classic_eval_statement
{
	meta:
		description = "Classic ASP evaluates a variable as a statement and takes input from the client"
		score = 75
		alone = 20
		reference = "China Chopper, server page for ASP"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$eval1 = /(^|[\r\n:%>])[ \t]{0,40}eval[ \t]{1,16}[a-z_\[]/ nocase
		$eval2 = /<%[^%>]{0,200}\beval\s{0,8}\(/ nocase
		$source = /\brequest\s{0,8}(\(|\.\s{0,8}(item|form|querystring|cookies|servervariables|binaryread)\s{0,8}\()/ nocase
		$session = /\bsession\s{0,8}\(/ nocase
	condition:
		any of ($eval*) and ($source or $session) and
		extension matches /^\.(asp|asa|cer|cdx)$/i
}

rule classic_execute_decoded
{
	meta:
		description = "Runs the outcome of a decoder that is given a constant: code hidden in a string"
		score = 80
		reference = "MITRE ATT&CK T1027"
		date = "2026-11-21"
		technique = "T1027"
	strings:
		$run = /(^|[\r\n:%> \t])(eval|execute|executeglobal)[ \t]{0,8}\(?[ \t]{0,8}[a-z_]\w{0,40}[ \t]{0,8}\([ \t]{0,8}("[^"\r\n]{12}|[a-z_]\w{0,40}[ \t]{0,8}\([ \t]{0,8}"[^"\r\n]{12})/ nocase
		$not = "replace(\"select" nocase
	condition:
		$run and not $not
}

rule classic_loader
{
	meta:
		description = "Classic ASP reads the whole body of the request, undoes a cipher and runs the outcome"
		score = 90
		reference = "Behinder, server page for ASP"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$read = /BinaryRead[ \t]{0,8}\(?/ nocase
		$total = "TotalBytes" nocase
		$cipher1 = /\bXor\b/ nocase
		$cipher2 = /\b(ascb|midb)[ \t]{0,8}\(/ nocase
		$cipher3 = "nodeTypedValue" nocase
		$run1 = /\bexecute(global)?[ \t]{0,8}[ \t(][ \t(]{0,8}[a-z_]/ nocase
		$run2 = /(^|[\r\n:%> \t])eval[ \t(]{1,8}[a-z_]/ nocase
	condition:
		$read and $total and any of ($cipher*) and any of ($run*)
}

rule classic_script_control
{
	meta:
		description = "Page drives the script control: it can run any text as a script"
		score = 80
		alone = 30
		reference = "MITRE ATT&CK T1059.005"
		date = "2026-11-21"
		technique = "T1059.005"
	strings:
		$name = "MSScriptControl" nocase
		$class = "0E59F1D5-1FBE-11D0-8FF2-00A0D10038BC" nocase
		$run = "ExecuteStatement" nocase
		$add = /\.\s{0,4}AddCode\b/ nocase
	condition:
		($run and ($add or any of ($name, $class))) or ($name and $add) or ($class and $add) or
		$run and extension matches /^\.(asp|asa|cer|cdx)$/i
}

rule classic_command_shell
{
	meta:
		description = "Page runs commands through WScript.Shell"
		score = 80
		reference = "MITRE ATT&CK T1059.003"
		date = "2026-11-21"
		technique = "T1059.003"
	strings:
		$shell1 = "WScript.Shell" nocase
		$shell2 = "72C24DD5-D70A-438B-8A42-98424B88AFB8" nocase
		$shell3 = "F935DC22-1CF0-11D0-ADB9-00C04FD58A0B" nocase
		$exec1 = /\.\s{0,4}exec\s{0,4}[ (]\s{0,4}["a-z_(]/ nocase
		$exec2 = /\.\s{0,4}run\s{0,4}[ (]\s{0,4}["a-z_(]/ nocase
		$word1 = "cmd.exe" nocase
		$word2 = "/c " nocase
		$word3 = "StdOut" nocase
		$word4 = "ReadAll" nocase
		$word5 = "comspec" nocase
	condition:
		any of ($shell*) and any of ($exec*) and any of ($word*)
}

rule classic_shell_request
{
	meta:
		description = "Page with access to the shell objects of Windows takes input from the client"
		score = 70
		reference = "MITRE ATT&CK T1059.005"
		date = "2026-11-21"
		technique = "T1059.005"
	strings:
		$shell1 = "WScript.Shell" nocase
		$shell2 = "72C24DD5-D70A-438B-8A42-98424B88AFB8" nocase
		$shell3 = "F935DC22-1CF0-11D0-ADB9-00C04FD58A0B" nocase
		$shell4 = "Shell.Application" nocase
		$shell5 = "13709620-C279-11CE-A49E-444553540000" nocase
		$shell6 = "093FF999-1EA0-4079-9525-9614C3504B74" nocase
		$use1 = /\.\s{0,4}(exec|run|open|regwrite|regread|explore|namespace)\s{0,4}[ (]/ nocase
		$use2 = "ShellExecute" nocase
		$source = /\brequest\s{0,8}(\(|\[|\.\s{0,8}(item|form|querystring|cookies|servervariables|binaryread)\s{0,8}[(\[])/ nocase
	condition:
		any of ($shell*) and any of ($use*) and $source
}

rule classic_object_by_class
{
	meta:
		description = "Page makes a shell object by its class number, which hides its name"
		score = 80
		reference = "F. Roth and A. Rupp, class numbers of shell objects"
		date = "2026-11-21"
		technique = "T1027"
	strings:
		$class1 = /clsid:\s{0,4}\{?(72C24DD5-D70A-438B-8A42-98424B88AFB8|F935DC22-1CF0-11D0-ADB9-00C04FD58A0B|13709620-C279-11CE-A49E-444553540000|0E59F1D5-1FBE-11D0-8FF2-00A0D10038BC|093FF999-1EA0-4079-9525-9614C3504B74|F935DC26-1CF0-11D0-ADB9-00C04FD58A0B)/ nocase
		$class2 = /new:\s{0,4}\{?(72C24DD5-D70A-438B-8A42-98424B88AFB8|F935DC22-1CF0-11D0-ADB9-00C04FD58A0B|13709620-C279-11CE-A49E-444553540000)/ nocase
	condition:
		any of them
}

rule classic_split_name
{
	meta:
		description = "Page puts the name of an object together from pieces to hide it"
		score = 70
		reference = "MITRE ATT&CK T1027"
		date = "2026-11-21"
		technique = "T1027"
	strings:
		$quote = /CreateObject\s{0,8}\(\s{0,8}"[a-z.]{0,16}"\s{0,4}&\s{0,4}("[a-z.]{0,16}"|x\s{0,4}&|chr\s{0,4}\()/ nocase
		$chr = /CreateObject\s{0,8}\(\s{0,8}chr[wb]?\s{0,4}\(/ nocase
		$reverse = /CreateObject\s{0,8}\(\s{0,8}(StrReverse|Replace|Unescape)\s{0,4}\(/ nocase
	condition:
		any of them
}

rule classic_file_tool
{
	meta:
		description = "Page browses and changes the files of the server at the client's will"
		score = 70
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1083"
	strings:
		$object1 = "FileSystemObject" nocase
		$object2 = "0D43FE01-F093-11CF-8940-00A0C9054228" nocase
		$object3 = /\bfso\w{0,4}\s{0,4}\./ nocase
		$list1 = /["'][a-z]:\\["']/ nocase
		$list2 = /\.\s{0,4}Drives\b/ nocase
		$list3 = "GetDrive" nocase
		$list4 = "DriveExists" nocase
		$change1 = "DeleteFile" nocase
		$change2 = "DeleteFolder" nocase
		$change3 = "CopyFile" nocase
		$change4 = "MoveFile" nocase
		$change5 = "CreateTextFile" nocase
		$change6 = "SaveToFile" nocase
		$change7 = "CreateFolder" nocase
		$change8 = "MoveFolder" nocase
		$change9 = "OpenTextFile" nocase
		$source = /\brequest\s{0,8}(\(|\[|\.\s{0,8}(item|form|querystring|cookies|servervariables|binaryread)\s{0,8}[(\[])/ nocase
	condition:
		any of ($object*) and any of ($list*) and 3 of ($change*) and $source
}

rule classic_write_request
{
	meta:
		description = "Classic ASP writes a file whose name or content the client gives"
		score = 80
		alone = 20
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$name1 = /\b(CreateTextFile|OpenTextFile|SaveToFile)\s{0,8}\(?\s{0,8}(server\s{0,4}\.\s{0,4}mappath\s{0,4}\(\s{0,4})?request\s{0,8}[(.\["]/ nocase
		$write = /\.\s{0,4}write(line|text)?[\s(]{1,8}(""\s{0,4}&\s{0,4})?request\s{0,8}[(.\["]/ nocase
		$create = /\b(CreateTextFile|OpenTextFile|SaveToFile)\b/ nocase
	condition:
		$name1 or ($write and $create)
}

rule classic_write_form
{
	meta:
		description = "Page writes a text file from what the client types into a form"
		score = 65
		alone = 20
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$create1 = /\.\s{0,4}CreateTextFile\s{0,8}[( ]\s{0,8}(server\s{0,4}\.\s{0,4}mappath\s{0,4}\(\s{0,4})?["a-z_]/ nocase
		$create3 = /OpenTextFile\s{0,4}\(?[^;\r\n]{1,80},\s{0,4}[28]\s{0,4}[,)\r\n]/ nocase
		$create2 = /\.\s{0,4}SaveToFile\s{0,8}[( ]\s{0,8}(server\s{0,4}\.\s{0,4}mappath\s{0,4}\(\s{0,4})?["a-z_]/ nocase
		$write = /\.\s{0,4}write(line|text)?[\s(]{1,8}[a-z_]/ nocase
		$form1 = "<textarea" nocase private
		$form2 = /type\s{0,4}=\s{0,4}["']?file\b/ nocase private
		$own1 = "PATH_TRANSLATED" nocase
		$own2 = /mappath\s{0,4}\(\s{0,4}request\s{0,4}\.\s{0,4}servervariables/ nocase
		$own3 = /mappath\s{0,4}\(\s{0,4}"\.?"\s{0,4}\)/ nocase
		$own5 = /value\s{0,4}=\s{0,4}["'][^"'<>]{1,60}\.(asp|asa|cer|cdx|aspx|ashx)["']/ nocase
		$own4 = /mappath\s{0,4}\(\s{0,4}"[^"]{1,40}\.(asp|asa|cer|cdx|aspx|ashx)"/ nocase
		$source = /\brequest\s{0,8}(\(|\.\s{0,8}(item|form|querystring)\s{0,8}\()/ nocase
	condition:
		any of ($create*) and $write and any of ($form*) and any of ($own*) and $source
}

rule classic_fetch_file
{
	meta:
		description = "Small page that does nothing but fetch a file from an address and store it"
		score = 70
		alone = 10
		reference = "MITRE ATT&CK T1105"
		date = "2026-11-21"
		technique = "T1105"
	strings:
		$http1 = "Microsoft.XMLHTTP" nocase
		$http2 = "MSXML2.XMLHTTP" nocase
		$http3 = "MSXML2.ServerXMLHTTP" nocase
		$http4 = "WinHttp.WinHttpRequest" nocase
		$body = "responseBody" nocase
		$part = /\b(function|sub|class)\s{1,4}[a-z_]\w{0,40}\s{0,4}[(\r\n]/ nocase
		$save = "SaveToFile" nocase
	condition:
		filesize < 3KB and (not $part or filesize < 1KB) and any of ($http*) and $body and $save
}



rule classic_accounts
{
	meta:
		description = "Page makes accounts, sets passwords or starts processes through ADSI or WMI"
		score = 75
		reference = "MITRE ATT&CK T1136.001"
		date = "2026-11-21"
		technique = "T1136.001"
	strings:
		$account = /GetObject\s{0,8}\(?\s{0,8}["']\s{0,4}WinNT:\/\// nocase
		$change1 = ".SetPassword" nocase
		$change2 = /\.\s{0,4}Create\s{0,4}[( ]\s{0,4}"user"/ nocase
		$change3 = /["']administrators["',]/ nocase
		$wmi = "winmgmts:" nocase
		$process = /Win32_Process\b/ nocase
		$start = /\.\s{0,4}Create\s{0,4}[( ]/ nocase
	condition:
		($account and any of ($change*)) or ($wmi and $process and $start)
}

rule classic_machine_objects
{
	meta:
		description = "Page lists or changes accounts, services or web sites of the machine through ADSI or WMI"
		score = 50
		reference = "MITRE ATT&CK T1087.001"
		date = "2026-11-21"
		technique = "T1087.001"
	strings:
		$object1 = /GetObject\s{0,8}\(?\s{0,8}["']\s{0,4}WinNT:\/\// nocase
		$object2 = /GetObject\s{0,8}\(?\s{0,8}["']\s{0,4}IIS:\/\// nocase
		$object3 = /GetObject\s{0,8}\(?\s{0,8}["']\s{0,4}winmgmts:/ nocase
		$use1 = /Win32_(Process|Service|UserAccount)\b/ nocase
		$use2 = "AnonymousUserPass" nocase
		$use3 = "ServerBindings" nocase
		$use4 = "StartService" nocase
		$use5 = /\.\s{0,4}(ServiceAccountName|StartType|LoginScript|AccountDisabled)\b/ nocase
	condition:
		any of ($object*) and any of ($use*)
}

rule classic_include_innocent
{
	meta:
		description = "Page that is nothing but the inclusion of a file which looks harmless: code hidden elsewhere"
		score = 70
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$include = /<!--\s{0,8}#\s{0,4}include\s{1,8}(file|virtual)\s{0,4}=\s{0,4}["']?[^"'>]{1,120}\.(txt|jpe?g|gif|png|bmp|ico|log|css|js|dat|tmp|bak|zip|rar|mdb|xml|pdf|docx?)\s{0,4}["']?/ nocase
	condition:
		$include at 0 and filesize < 160
}

rule classic_server_variables
{
	meta:
		description = "Page shows every variable of the server to anyone who asks"
		score = 40
		reference = "MITRE ATT&CK T1082"
		date = "2026-11-21"
		technique = "T1082"
	strings:
		$each = /for\s{1,8}each\s{1,8}\w{1,40}\s{1,8}in\s{1,8}request\s{0,4}\.\s{0,4}servervariables/ nocase
		$show = /<%=\s{0,8}request\s{0,4}\.\s{0,4}servervariables\s{0,4}\(\s{0,4}\w{1,40}\s{0,4}\)/ nocase
	condition:
		all of them
}

rule classic_script_writer
{
	meta:
		description = "Page writes a script into the file system and starts it"
		score = 85
		reference = "MITRE ATT&CK T1105"
		date = "2026-11-21"
		technique = "T1105"
	strings:
		$create = /CreateTextFile\s{0,8}\(\s{0,8}["'][^"'\r\n]{1,120}\.(vbs|bat|cmd|js|ps1|wsf|hta)["']/ nocase
		$shell = "WScript.Shell" nocase
	condition:
		all of them
}

rule classic_server_execute
{
	meta:
		description = "Classic ASP runs the page that the client names: Server.Execute or Server.Transfer of Request"
		score = 70
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$flow = /\bServer\s{0,4}\.\s{0,4}(Execute|Transfer)[\s(]{1,8}request\s{0,8}(\(|\[|\.\s{0,8}(item|form|querystring|params|cookies)\s{0,8}[(\[])/ nocase
	condition:
		$flow
}

rule classic_file_browser
{
	meta:
		description = "Page shows the drives, folders and files of the machine to the client"
		score = 65
		reference = "MITRE ATT&CK T1083"
		date = "2026-11-21"
		technique = "T1083"
	strings:
		$object1 = "FileSystemObject" nocase
		$object2 = "0D43FE01-F093-11CF-8940-00A0C9054228" nocase
		$list = ".SubFolders" nocase
		$drive1 = /\.\s{0,4}Drives\b/ nocase
		$drive2 = ".DriveLetter" nocase
		$drive3 = /["'][a-z]:\\["']/ nocase
		$read1 = "OpenTextFile" nocase
		$read2 = "ReadAll" nocase
		$read3 = "CopyFile" nocase
		$read4 = "DeleteFile" nocase
		$source = /\brequest\s{0,8}(\(|\[|\.\s{0,8}(item|form|querystring|cookies)\s{0,8}[(\[])/ nocase
	condition:
		any of ($object*) and $list and any of ($drive*) and any of ($read*) and $source
}

rule classic_upload_root
{
	meta:
		description = "Page stores an uploaded file in any folder of the machine that the client names"
		score = 65
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1105"
	strings:
		$file = /type\s{0,4}=\s{0,4}["']?file\b/ nocase
		$root = /value\s{0,4}=\s{0,4}["']?[a-z]:\\/ nocase
		$save1 = "CreateTextFile" nocase
		$save2 = "SaveToFile" nocase
		$save3 = /\.\s{0,4}SaveAs\b/ nocase
	condition:
		$file and $root and any of ($save*)
}

rule classic_remote_scriptlet
{
	meta:
		description = "Page runs a script that lies elsewhere: GetObject of a scriptlet"
		score = 85
		reference = "MITRE ATT&CK T1218.010"
		date = "2026-11-21"
		technique = "T1218.010"
	strings:
		$get = /\bGetObject\s{0,8}\(?\s{0,8}["']script:/ nocase
	condition:
		$get
}

rule classic_search_redirect
{
	meta:
		description = "Page sends those who come from search engines to another site"
		score = 62
		reference = "MITRE ATT&CK T1659"
		date = "2026-11-22"
		technique = "T1659"
	strings:
		$referrer = /\b(HTTP_REFERER|UrlReferrer)\b/ nocase
		$engine1 = /["'][^"'\r\n]{0,12}\bgoogle\./ nocase
		$engine2 = /["'][^"'\r\n]{0,12}\bbaidu\./ nocase
		$engine3 = /["'][^"'\r\n]{0,12}\b(so|sogou|soso|sm|haosou)\.c(om|n)\b/ nocase
		$engine4 = /["'][^"'\r\n]{0,12}\b(bing|yahoo|youdao)\./ nocase
		$away = /\b(google|baidu|bing|yahoo|youdao|so|sogou|soso|sm|haosou)\.[^\x00]{0,120}\bResponse\s{0,4}\.\s{0,4}(Redirect|Write)[\s(]{1,4}["'][^\r\n]{0,60}(https?:|src\s{0,4}=\s{0,4}\\?['"]{0,2})\/\// nocase
	condition:
		$referrer and 2 of ($engine*) and $away
}
