/* Pages that are a console of a database. */

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

rule database_command
{
	meta:
		description = "Page makes a database server run commands of the system"
		score = 80
		reference = "MITRE ATT&CK T1505.001"
		date = "2026-11-21"
		technique = "T1505.001"
	strings:
		$run1 = "xp_cmdshell" nocase
		$run2 = "sp_oacreate" nocase
		$run3 = "xp_regwrite" nocase
		$source = /\brequest\s{0,8}(\(|\[|\.\s{0,8}(item|form|querystring|params|cookies)\s{0,8}[(\[])/ nocase
		$control = /\.\s{0,8}Text\b/ nocase
	condition:
		any of ($run*) and ($source or $control)
}

rule database_console
{
	meta:
		description = "Page connects to a database that the client names and runs statements that the client writes"
		score = 65
		reference = "MITRE ATT&CK T1213"
		date = "2026-11-21"
		technique = "T1213"
	strings:
		$connect1 = /ConnectionString\s{0,4}=\s{0,4}[a-z_]\w{0,40}\s{0,4}\.\s{0,4}(Text|Value)\b/ nocase
		$connect2 = /new\s{1,8}(System\.Data\.)?\w{0,12}\.?(Sql|OleDb|Odbc|MySql)Connection\s{0,4}\(\s{0,4}([a-z_]\w{0,40}\s{0,4}\.\s{0,4}(Text|Value)|Request\s{0,8}[\[(.]|\w{1,20}\s{0,4}\(\s{0,4}Request)/ nocase
		$connect3 = /(uid|user id|pwd|password|data source|server|driver)\s{0,4}=\s{0,4}"\s{0,4}[&+]\s{0,4}(trim\s{0,4}\(\s{0,4})?([a-z_]\w{0,40}\s{0,4}\.\s{0,4}(Text|Value)\b|Request\s{0,8}[\[(.])/ nocase
		$connect4 = /\.\s{0,4}open\s{0,4}[( ]\s{0,4}\(?\s{0,4}request\s{0,8}[(.\[]/ nocase
		$connect5 = /connection(string)?\s{0,4}=\s{0,4}request\s{0,8}[(.\[]/ nocase
		$run1 = /new\s{1,8}(System\.Data\.)?\w{0,12}\.?(Sql|OleDb|Odbc|MySql)(Command|DataAdapter)\s{0,4}\(\s{0,4}([a-z_]\w{0,40}\s{0,4}\.\s{0,4}(Text|Value)|Request\s{0,8}[\[(.])/ nocase
		$run2 = /(CommandText|SelectCommand)\s{0,4}=\s{0,4}([a-z_]\w{0,40}\s{0,4}\.\s{0,4}(Text|Value)|Request\s{0,8}[\[(.])/ nocase
		$run3 = /\.\s{0,4}execute\s{0,4}[( ]\s{0,4}\(?\s{0,4}request\s{0,8}[(.\[]/ nocase
		$schema1 = /\b(sysobjects|sysdatabases|adSchemaTables|information_schema)\b/ nocase
		$schema2 = /\b(OpenSchema|sp_stored_procedures|sp_sproc_columns|GetOleDbSchemaTable|SHOW TABLES|SHOW DATABASES)\b/ nocase
	condition:
		any of ($connect*) and (any of ($run*) or any of ($schema*))
}

rule database_login_parts
{
	meta:
		description = "Page puts the login of a database together from what the client types, and shows its tables"
		score = 60
		reference = "MITRE ATT&CK T1213"
		date = "2026-11-21"
		technique = "T1213"
	strings:
		$login1 = /["'][^"'\r\n]{0,40}(pwd|password)\s{0,4}=\s{0,4}["']\s{0,4}[+&]\s{0,4}\w/ nocase
		$login2 = /(pwd|password)\s{0,4}=\s{0,4}\{\d\}/ nocase
		$server1 = /["'](server|data source|host)\s{0,4}=\s{0,4}["']\s{0,4}[+&]\s{0,4}\w/ nocase
		$server2 = /\b(server|data source|host)\s{0,4}=\s{0,4}\{\d\}/ nocase
		$field = /\w\s{0,4}\.\s{0,4}(Text|Value)\b/ nocase
		$use1 = /\b(Sql|OleDb|Odbc|MySql)(Command|DataAdapter)\s{0,4}\(/ nocase
		$input = /<(asp:TextBox|input)\b/ nocase private
		$control = "runat" nocase private
	condition:
		page and any of ($login*) and any of ($server*) and $field and $use1 and
		($input or not $control) /* canonical text has lost its controls */
}

rule database_writes_page
{
	meta:
		description = "Page has the database write a server page: into a file, as a backup, or as a new database"
		score = 78
		reference = "MITRE ATT&CK T1505.001"
		date = "2026-11-22"
		technique = "T1505.001"
	strings:
		$into = /\binto\s{1,4}(\[|"")?[^\]"'\r\n]{0,60}\.(asp|aspx|asa|cer|cdx|ashx|php)\s{0,4}[;\]]/ nocase
		$backup = /\bbackup\s{1,4}(database|log)\s[^\r\n]{1,120}\.(asp|aspx|asa|cer|cdx|ashx|php)\b/ nocase
		$queryout = /\bqueryout\s{1,4}[^\r\n]{1,80}\.(asp|aspx|asa|cer|cdx|ashx|php)\b/ nocase
		$create = /\.\s{0,4}Create[\s(]{1,4}["'][^"'\r\n]{1,80}["']\s{0,4}&[^\r\n]{0,60}\brequest\b[^\r\n]{0,60}\.(asp|asa|cer|cdx)["']/ nocase
	condition:
		page and any of them
}
