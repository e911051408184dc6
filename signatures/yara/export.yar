/*
 * What Exchange's own export cmdlets leave when they are made to write into a web folder: virtual
 * directory settings, mailboxes, certificate requests.
 */

rule export_oab_virtual_directory
{
	meta:
		description = "Settings of an OAB virtual directory, written out by Exchange under a page's name"
		score = 95
		reference = "CVE-2021-27065; Microsoft, HAFNIUM targeting Exchange Servers, 2021"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$head = /OfflineAddressBooks[ \t]{0,40}:/
		$external = /ExternalUrl[ \t]{0,40}:/
		$internal = /InternalUrl[ \t]{0,40}:/
		$methods = /InternalAuthenticationMethods[ \t]{0,40}:/
		$token = /ExtendedProtectionTokenChecking[ \t]{0,40}:/
		$version = /ExchangeVersion[ \t]{0,40}:/
		$changed = /WhenChangedUTC[ \t]{0,40}:/
	condition:
		3 of them and extension matches /^\.(aspx?|as[hmcp]x|asax|soap|svc|cer|cdx|asa|master|cshtml|vbhtml|config)$/i
}

rule export_external_url_script
{
	meta:
		description = "A virtual directory's external or internal URL holds a script instead of an address"
		score = 95
		reference = "CVE-2021-27065; Unit 42, China Chopper webshells in OAB configuration, 2021"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$url = /(Ex|In)ternalUrl[ \t]{0,40}:[ \t]{0,40}https?:\/\/[^\r\n]{0,200}(<script|<%)/ nocase
	condition:
		$url
}

rule export_mailbox_page
{
	meta:
		description = "Outlook data file (mailbox export) under the name of a page that IIS runs"
		score = 95
		reference = "CVE-2021-34473, CVE-2021-34523, CVE-2021-31207 (ProxyShell)"
		date = "2026-11-21"
		technique = "T1505.003"
	condition:
		uint32be(0) == 0x2142444e and
		extension matches /^\.(aspx?|as[hmcp]x|asax|soap|svc|cer|cdx|asa|master|cshtml|vbhtml|config)$/i
}

rule export_mailbox_script
{
	meta:
		description = "Outlook data file (mailbox export) that holds a script for the server"
		score = 90
		reference = "The DFIR Report, APT35 automates initial access using ProxyShell, 2022"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$script = /<script[^<>]{1,200}runat\s{0,8}=\s{0,8}["']?server/ nocase
		$directive = /<%@\s{0,16}(page|webhandler|webservice|import)\b/ nocase
	condition:
		uint32be(0) == 0x2142444e and any of them
}

rule export_certificate_page
{
	meta:
		description = "Certificate request in binary form under the name of a page that IIS runs"
		score = 90
		reference = "The DFIR Report, Exchange exploit leads to domain wide ransomware, 2021"
		date = "2026-11-21"
		technique = "T1505.003"
	condition:
		uint16be(0) == 0x3082 and filesize < 64KB and
		extension matches /^\.(aspx?|as[hmcp]x|asax|soap|svc|master|cshtml|vbhtml)$/i
}

rule export_certificate_script
{
	meta:
		description = "Certificate or certificate request in binary form that holds a script for the server"
		score = 90
		reference = "The DFIR Report, Exchange exploit leads to domain wide ransomware, 2021"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$script = /<script[^<>]{1,200}runat\s{0,8}=\s{0,8}["']?server/ nocase
		$directive = /<%@\s{0,16}(page|webhandler|webservice|import)\b/ nocase
	condition:
		uint16be(0) == 0x3082 and filesize < 64KB and any of them
}
