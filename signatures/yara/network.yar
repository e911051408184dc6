/* Pages that carry or listen to traffic: tunnels, proxies, sniffers. */

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

rule network_tunnel
{
	meta:
		description = "Page carries what the client sends to a socket and back: a tunnel into the network"
		score = 90
		reference = "Mandiant, reGeorg; Neo-reGeorg; suo5"
		date = "2026-11-21"
		technique = "T1572"
	strings:
		$socket1 = /\bnew\s{1,8}(System\.Net\.Sockets\.)?(Socket|TcpClient)\s{0,4}\(/ nocase
		$socket2 = /\bas\s{1,8}new\s{1,8}(System\.Net\.Sockets\.)?(Socket|TcpClient)\b/ nocase
		$input1 = /\bRequest\s{0,8}\.\s{0,8}(Headers|InputStream|GetBufferlessInputStream|BinaryRead|ContentLength)\b/ nocase
		$input2 = /\.\s{0,8}Headers\s{0,8}\.\s{0,8}Get\s{0,8}\(/ nocase
		$output1 = /\bResponse\s{0,8}\.\s{0,8}(BinaryWrite|OutputStream|AddHeader|AppendHeader)\b/ nocase
		$send1 = /\.\s{0,4}Receive\s{0,4}\(/ nocase
		$send2 = /\.\s{0,4}GetStream\s{0,4}\(/ nocase
		$send3 = /\.\s{0,4}Send\s{0,4}\(/ nocase
	condition:
		any of ($socket*) and any of ($input*) and $output1 and any of ($send*)
}

rule network_tunnel_words
{
	meta:
		description = "Words of a known tunnel (reGeorg, Neo-reGeorg, suo5, pivotnacci, ABPTTS) in a page"
		score = 85
		reference = "Mandiant, reGeorg; Neo-reGeorg; suo5; ABPTTS"
		date = "2026-11-21"
		technique = "T1572"
	strings:
		$regeorg1 = "X-CMD" fullword
		$regeorg2 = "X-TARGET" fullword
		$regeorg3 = "X-STATUS" fullword
		$regeorg4 = "X-PORT" fullword
		$regeorg5 = "Georg says"
		$neo1 = "BLVHEAD_LEN"
		$neo2 = "BLV_L_OFFSET"
		$neo3 = /\bStrTr\s{0,4}\(/ nocase
		$neo4 = "HTTPCODE" fullword
		$suo1 = "X-Accel-Buffering"
		$suo2 = "key len error"
		$suo3 = "tunnel not found"
		$suo4 = "Suo5"
		$abptts1 = "headerValueKey"
		$abptts2 = "OPMODEOPENCONNECTION"
		$pivot1 = "X-Operation"
		$pivot2 = "X-Svc"
		$socket = /\b(Socket|TcpClient|Sockets)\b/ nocase
	condition:
		$socket and (2 of ($regeorg*) or 2 of ($neo*) or 2 of ($suo*) or 2 of ($abptts*) or all of ($pivot*))
}

rule network_proxy_request
{
	meta:
		description = "Page fetches an address that the client gives and hands the answer back: a way into the inner network"
		score = 50
		reference = "MITRE ATT&CK T1090"
		date = "2026-11-21"
		technique = "T1090"
	strings:
		$fetch1 = /\bWebRequest\s{0,4}\.\s{0,4}Create(Http)?\s{0,4}\(\s{0,4}(new\s{1,4}Uri\s{0,4}\(\s{0,4})?((HttpContext\s{0,4}\.\s{0,4}Current|context|Page|this)\s{0,4}\.\s{0,4})?Request\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies)\b)/ nocase
		$fetch2 = /\.\s{0,4}Download(String|Data)\s{0,4}\(\s{0,4}((HttpContext\s{0,4}\.\s{0,4}Current|context|Page|this)\s{0,4}\.\s{0,4})?Request\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies)\b)/ nocase
	condition:
		any of them
}

rule network_sniffer
{
	meta:
		description = "Page opens a raw socket and listens to the traffic of the server"
		score = 80
		reference = "MITRE ATT&CK T1040"
		date = "2026-11-21"
		technique = "T1040"
	strings:
		$raw1 = /\bSocketType\s{0,4}\.\s{0,4}Raw\b/ nocase
		$raw2 = /\bIOControl(Code)?\s{0,4}[.(]/ nocase
		$raw3 = "ReceiveAll" nocase
	condition:
		page and $raw1 and ($raw2 or $raw3)
}

rule network_sniffer_form
{
	meta:
		description = "Form that starts to listen to the traffic of the server for passwords; its code may lie elsewhere"
		score = 65
		reference = "MITRE ATT&CK T1040"
		date = "2026-11-22"
		technique = "T1040"
	strings:
		$button = /<asp:(Link|Image)?Button\b/ nocase
		$sniff = /\bsniff(er|ing)?\b/ nocase
		$catch1 = /\b(ftp|smtp|pop3?|imap|telnet|http)\s{1,4}(password|credential|login)s?\b/ nocase
		$catch2 = /\b(smtp|pop3?|imap|http|post)\s{1,4}(post\s{1,4})?data\b/ nocase
		$wire1 = /\b(size|packets|bytes)_?to_?capture/ nocase
		$wire2 = /\b(bind|listen)\s{0,2}(ip|address)\b/ nocase
		$wire3 = /\bport\s{0,2}filter|\bfilter\s{0,2}ports?\b/ nocase
	condition:
		page and $button and $sniff and any of ($catch*) and any of ($wire*)
}

rule network_port_scan
{
	meta:
		description = "Page tries ports of machines that the client names"
		score = 65
		reference = "MITRE ATT&CK T1046"
		date = "2026-11-21"
		technique = "T1046"
	strings:
		$socket1 = /\bnew\s{1,8}(System\.Net\.Sockets\.)?TcpClient\s{0,4}\(/ nocase
		$socket2 = /\bnew\s{1,8}(System\.Net\.Sockets\.)?Socket\s{0,4}\(/ nocase
		$ports1 = /["']21,2[235],/
		$ports2 = /["'][0-9,]{0,20}\b(80|139|445|1433|3306|3389)(,[0-9]{2,5}){3,20}["']/
	condition:
		page and any of ($socket*) and any of ($ports*)
}

rule network_proxy_classic
{
	meta:
		description = "Classic ASP fetches an address that the client gives and hands the answer back"
		score = 50
		reference = "MITRE ATT&CK T1090"
		date = "2026-11-21"
		technique = "T1090"
	strings:
		$http = /(MSXML2\.(Server)?XMLHTTP|Microsoft\.XMLHTTP|WinHttp\.WinHttpRequest)/ nocase
		$url1 = /\brequest\s{0,4}(\.\s{0,4}(querystring|form|item)\s{0,4})?[(\[]\s{0,4}["']url["']/ nocase
		$url2 = /\.\s{0,4}open\s{0,4}\(?\s{0,4}["'](GET|POST)["']\s{0,4},\s{0,4}request\b/ nocase
		$out1 = "responseBody" nocase
		$out2 = /\bResponse\s{0,4}\.\s{0,4}(Binary)?Write\b/ nocase
	condition:
		$http and any of ($url*) and all of ($out*)
}

rule network_file_server_commands
{
	meta:
		description = "Page talks to a file server's own port of administration: new domain, new user, commands"
		score = 85
		reference = "MITRE ATT&CK T1068"
		date = "2026-11-22"
		technique = "T1068"
	strings:
		$login = "SITE MAINTENANCE" nocase
		$domain = "-SETDOMAIN" nocase
		$user = "-SETUSERSETUP" nocase
		$command = /\bSITE\s{1,4}EXEC\b/ nocase
	condition:
		page and $login and any of ($domain, $user, $command)
}
