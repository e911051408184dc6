/* Theft of the keys of the application and what can be done with them: deserialisation. */

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

rule machinekey_stealer
{
	meta:
		description = "Page shows the machine keys, which open the way in without any file"
		score = 95
		reference = "Eye Security, ToolShell (CVE-2025-53770), 2025"
		date = "2026-11-21"
		technique = "T1552.001"
	strings:
		$section = "MachineKeySection" nocase
		$get1 = "GetApplicationConfig" nocase
		$get2 = /GetSection\s{0,4}\(\s{0,4}["']system\.web\/machineKey["']/ nocase
		$get3 = /GetWebApplicationSection\s{0,4}\(/ nocase
		$key1 = "ValidationKey" nocase
		$key2 = "DecryptionKey" nocase
		$write = /\b(Response\s{0,4}\.\s{0,4}(Write|Output)|context\s{0,4}\.\s{0,4}Response|File\s{0,4}\.\s{0,4}WriteAll|\.\s{0,4}Text\s{0,4}=)/ nocase
	condition:
		page and any of ($key*) and (($section and any of ($get*)) or ($get2 and $write))
}

rule machinekey_deserialise_request
{
	meta:
		description = "Page deserialises what the client sent with a formatter that runs code"
		score = 80
		alone = 20
		reference = "ysoserial.net; MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$format1 = /\bnew\s{1,8}([\w.]{1,60}\.)?(LosFormatter|ObjectStateFormatter|BinaryFormatter|NetDataContractSerializer|SoapFormatter)\s{0,4}\(/ nocase
		$format2 = /\bnew\s{1,8}([\w.]{1,60}\.)?JavaScriptSerializer\s{0,4}\(\s{0,4}new\s{1,4}SimpleTypeResolver/ nocase
		$format3 = /TypeNameHandling\s{0,4}\.\s{0,4}(All|Objects|Auto)\b/ nocase
		$format5 = /\bnew\s{1,8}([\w.]{1,60}\.)?XmlSerializer\s{0,4}\(\s{0,4}(System\s{0,4}\.\s{0,4})?Type\s{0,4}\.\s{0,4}GetType\s{0,4}\(/ nocase
		$format4 = /\bCreateInstance\s{0,4}\([^;\r\n]{0,80}(LosFormatter|ObjectStateFormatter|BinaryFormatter)/ nocase
		$read = /\.\s{0,4}(UnsafeDeserialize|Deserialize(Object)?|ReadObject)\s{0,4}(<[^>;\r\n]{1,40}>)?\(/ nocase
		$source = /\bRequest\s{0,8}(\[|\(|\.\s{0,8}(Item|Form|QueryString|Params|Headers|Cookies|InputStream|BinaryRead|Files)\b)/ nocase
	condition:
		page and any of ($format*) and $read and $source
}
