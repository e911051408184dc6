/* Pages that put files of the client's choice on the server. */

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

rule writer_stream_request
{
	meta:
		description = "Page opens a file whose name the client gives, to write what the client sends"
		score = 85
		alone = 20
		reference = "Volexity, Operation Exchange Marauder, 2021"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$name1 = /\bnew\s{1,16}(System\s{0,4}\.\s{0,4}IO\s{0,4}\.\s{0,4})?(StreamWriter|FileStream)\s{0,8}\([^;\r\n]{0,80}\bRequest\s{0,8}[\[(.]\s{0,4}(Item|Form|QueryString|Params|Headers|Cookies|Files|["'a-z0-9])/ nocase
		$name2 = /\bFile\s{0,8}\.\s{0,8}(WriteAllText|WriteAllBytes|AppendAllText|CreateText|AppendText|Create|OpenWrite)\s{0,8}\([^;\r\n]{0,80}\bRequest\s{0,8}[\[(.]\s{0,4}(Item|Form|QueryString|Params|Headers|Cookies|Files|["'a-z0-9])/ nocase
		$not = /\(\s{0,4}(HttpContext\s{0,4}\.\s{0,4}Current\s{0,4}\.\s{0,4})?(Server\s{0,4}\.\s{0,4}MapPath\s{0,4}\(\s{0,4})?Request\s{0,4}\.\s{0,4}(PhysicalApplicationPath|PhysicalPath|ApplicationPath|MapPath|Url)\b/ nocase
	condition:
		($name1 or $name2) and not $not
}

rule writer_content_request
{
	meta:
		description = "Small page that takes input from the client and writes a file which is a page itself"
		score = 60
		alone = 20
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$open1 = /\b(StreamWriter|FileStream|CreateText|AppendText|WriteAllText|WriteAllBytes|AppendAllText|SaveAs|DownloadFile|CreateTextFile|SaveToFile|CreateTextFile)\s{0,8}\(?[^;\r\n]{0,120}["'][^"'\r\n]{0,60}\.(aspx?|as[hm]x|asa|cer|cdx|soap|php|jspx?|asax)["']/ nocase
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|BinaryRead|InputStream)\b)/ nocase
	condition:
		filesize < 4KB and $open1 and $source
}

rule writer_upload_anywhere
{
	meta:
		description = "Page stores an uploaded file where the client wants it"
		score = 70
		alone = 25
		reference = "Volexity, SIMPLESEESHARP, 2021"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$save1 = /\.\s{0,8}SaveAs\s{0,8}\([^;\r\n]{0,160}\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies)\s{0,4}[\[(])/ nocase
		$save2 = /\.\s{0,8}SaveAs\s{0,8}\(\s{0,8}([a-z_]\w{0,40}\s{0,4}\.\s{0,4})?[a-z_]\w{0,40}\s{0,4}\.\s{0,4}Text\b/ nocase
	condition:
		any of them
}

rule writer_upload_beside
{
	meta:
		description = "Page stores an uploaded file in its own folder, under the name that the client gave"
		score = 65
		alone = 20
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$files1 = /\bRequest\s{0,8}\.\s{0,8}Files\b/ nocase
		$files2 = "HttpPostedFile" nocase
		$files3 = "PostedFile" nocase
		$own1 = "Request.PhysicalPath" nocase
		$own2 = /MapPath\s{0,4}\(\s{0,4}["']\.?\/?["']\s{0,4}\)/ nocase
		$own3 = /MapPath\s{0,4}\(\s{0,4}Request\s{0,4}\.\s{0,4}(FilePath|Path|ServerVariables)/ nocase
		$store1 = /\.\s{0,8}SaveAs\s{0,8}\(/ nocase
		$store2 = /\bnew\s{1,8}(System\.IO\.)?FileStream\s{0,8}\(/ nocase
		$check1 = "GetExtension" nocase
		$check2 = /EndsWith\s{0,4}\(\s{0,4}"\./ nocase
		$check3 = "Guid.NewGuid" nocase
	condition:
		filesize < 20KB and any of ($files*) and any of ($own*) and any of ($store*) and
		not any of ($check*)
}

rule writer_text_box
{
	meta:
		description = "Page writes a text of the client's into a file of the client's, both from text boxes"
		score = 70
		alone = 20
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$open1 = /new\s{1,8}(System\s{0,4}\.\s{0,4}IO\s{0,4}\.\s{0,4})?(StreamWriter|FileStream|FileInfo)\s{0,8}\(\s{0,8}((this|me)\s{0,4}\.\s{0,4})?[a-z_]\w{0,40}\s{0,4}\.\s{0,4}(Text|Value)\b/ nocase
		$open2 = /\bFile\s{0,8}\.\s{0,8}(WriteAllText|WriteAllBytes|AppendAllText|CreateText|AppendText|Create|OpenWrite)\s{0,8}\(\s{0,8}((this|me)\s{0,4}\.\s{0,4})?[a-z_]\w{0,40}\s{0,4}\.\s{0,4}(Text|Value)\b/ nocase
		$write1 = /\.\s{0,4}Write(Line|AllText)?\s{0,4}\([^;\r\n]{0,80}\.\s{0,4}(Text|Value)\b/ nocase
		$write2 = /\bWriteAll(Text|Bytes)\s{0,4}\([^;\r\n]{0,160}\.\s{0,4}(Text|Value)\b/ nocase
	condition:
		any of ($open*) and any of ($write*)
}

rule writer_fetch_request
{
	meta:
		description = "Page fetches a file from an address that the client gives and stores it"
		score = 80
		alone = 25
		reference = "MITRE ATT&CK T1105"
		date = "2026-11-21"
		technique = "T1105"
	strings:
		$fetch1 = /\.\s{0,4}DownloadFile\s{0,4}\([^;\r\n]{0,120}\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies)\b)/ nocase
		$fetch2 = /\.\s{0,4}DownloadFile\s{0,4}\([^;\r\n]{0,120}\.\s{0,4}(Text|Value)\b/ nocase
		$tool1 = "certutil" nocase
		$tool2 = "-urlcache" nocase
		$tool3 = "bitsadmin" nocase
		$tool4 = "/transfer" nocase
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies)\b)/ nocase
	condition:
		any of ($fetch*) or ($source and (($tool1 and $tool2) or ($tool3 and $tool4)))
}

rule writer_drops_shell
{
	meta:
		description = "Page carries the text of another server page and writes it into a file"
		score = 85
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$text1 = /["'][^"'\r\n]{0,80}<%[^\r\n]{0,200}\b(execute|eval|executeglobal)[\s("]{1,8}request\b/ nocase
		$text2 = /["'][^"'\r\n]{0,80}<%@\s{0,8}(Page|WebHandler|WebService)[^\r\n]{0,300}(eval|Process|Assembly|SaveAs|StreamWriter)/ nocase
		$write1 = "StreamWriter" nocase
		$write2 = "CreateText" nocase
		$write3 = "WriteAll" nocase
		$write4 = "CreateTextFile" nocase
		$write5 = "SaveToFile" nocase
		$write6 = "OpenTextFile" nocase
		$write7 = /\bWriteText\b/ nocase
	condition:
		any of ($text*) and any of ($write*)
}

rule writer_probes_folders
{
	meta:
		description = "Page walks the folders of the machine and tries where it may write"
		score = 70
		reference = "MITRE ATT&CK T1083"
		date = "2026-11-21"
		technique = "T1083"
	strings:
		$walk1 = "GetDirectories" nocase
		$walk2 = "GetSubKeyNames" nocase
		$walk3 = ".SubFolders" nocase
		$create1 = /\bFile\s{0,4}\.\s{0,4}Create\s{0,4}\([^;\r\n]{0,120}\)\s{0,4}\.\s{0,4}(Close|Dispose)\b/ nocase
		$create2 = /\.\s{0,4}CreateTextFile\s{0,4}\(/ nocase
		$delete1 = /\bFile\s{0,4}\.\s{0,4}Delete\s{0,4}\(/ nocase
		$delete2 = /\.\s{0,4}DeleteFile\b/ nocase
		$root1 = /["'][a-z]:\\\\?["']/ nocase
		$root2 = "Registry.LocalMachine" nocase
		$root3 = "HKEY_LOCAL_MACHINE" nocase
		$root4 = /program files/ nocase
	condition:
		any of ($walk*) and (($create1 and $delete1) or ($create2 and $delete2)) and any of ($root*) and page
}

rule writer_lone_page
{
	meta:
		description = "Small page without controls that writes what the client sends into a file of the client's"
		score = 60
		alone = 15
		reference = "Volexity, Operation Exchange Marauder, 2021"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|BinaryRead|InputStream)\b)/ nocase
		$write1 = /\bnew\s{1,16}(System\s{0,4}\.\s{0,4}IO\s{0,4}\.\s{0,4})?(StreamWriter|FileStream)\s{0,8}\(\s{0,8}(@?"|[a-z_]\w{0,40}\s{0,8}[,)+&]|Request\b|([a-z_]\w{0,40}\s{0,4}\.\s{0,4}){0,3}MapPath\b)/ nocase
		$write2 = /\bFile\s{0,8}\.\s{0,8}(WriteAllText|WriteAllBytes|AppendAllText|CreateText|AppendText|OpenWrite)\s{0,8}\(/ nocase
		$write3 = /\b(CreateTextFile|SaveToFile)\b/ nocase
		$upload1 = "HttpPostedFile" nocase
		$upload2 = /\bRequest\s{0,4}\.\s{0,4}Files\b/ nocase
		$control = /(<asp:[a-z]|\.\s{0,4}(Text|SelectedValue|Checked)\b)/ nocase
		$fixed1 = "~/" 
		$fixed2 = "App_Data" nocase
		$fixed3 = /MapPath\s{0,4}\(\s{0,4}["'][^"'\r\n]{1,60}\.(txt|log|xml|csv|html?|json|mdb|dat)["']/ nocase
	condition:
		page and filesize < 4KB and #source > 1 and any of ($write*) and not any of ($control, $upload*) and
		not any of ($fixed*)
}
