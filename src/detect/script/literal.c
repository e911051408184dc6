#include "detect/script/literal.h"

#include "base/span.h"

enum {
	BLOB_MIN = 1500, /* bytes of an encoded constant that carries a program */
	PATH_MAX_LEN = 260,
	NAME_MAX_LEN =
		200, /* of a class: no longer constant names one, and each may be asked often */
	LOOKED_AT = 512 /* with blanks, a prefix and its assembly behind it */
};

struct pattern {
	const char *text; /* lower case */
	uint32_t taint;
	uint8_t trait;
};

/* Searched for in every string constant of a page, without regard to case. */
static const struct pattern patterns[] = {
	{ "<%", AXR_T_MARKUP, 0 },
	{ "runat=", AXR_T_MARKUP, 0 },
	{ "runat =", AXR_T_MARKUP, 0 },
	{ "request", AXR_T_REQUESTS, 0 },
	{ "execute", AXR_T_RUNS, 0 },
	{ "eval(", AXR_T_RUNS, 0 },
	{ "eval ", AXR_T_RUNS, 0 },
	{ "wscript.shell", AXR_T_RUNS, 0 },
	{ "process.start", AXR_T_RUNS, 0 },
	{ "cmd.exe", AXR_T_COMMAND, AXR_TRAIT_INTERPRETER },
	{ "cmd /c", AXR_T_COMMAND, AXR_TRAIT_INTERPRETER },
	{ "cmd.exe /c", AXR_T_COMMAND, AXR_TRAIT_INTERPRETER },
	{ "powershell", AXR_T_COMMAND, AXR_TRAIT_INTERPRETER },
	{ "command.com", AXR_T_COMMAND, AXR_TRAIT_INTERPRETER },
	{ "comspec", AXR_T_COMMAND, AXR_TRAIT_INTERPRETER },
	{ "cscript", AXR_T_COMMAND, 0 },
	{ "wscript.exe", AXR_T_COMMAND, 0 },
	{ "mshta", AXR_T_COMMAND, 0 },
	{ "rundll32", AXR_T_COMMAND, 0 },
	{ "regsvr32", AXR_T_COMMAND, 0 },
	{ "msbuild", AXR_T_COMMAND, 0 },
	{ "installutil", AXR_T_COMMAND, 0 },
	{ "schtasks", AXR_T_COMMAND, 0 },
	{ "wmic", AXR_T_COMMAND, 0 },
	{ "certutil", AXR_T_COMMAND, 0 },
	{ "bitsadmin", AXR_T_COMMAND, 0 },
	{ "xp_cmdshell", 0, AXR_TRAIT_XPCMDSHELL },
	{ "sp_oacreate", 0, AXR_TRAIT_XPCMDSHELL },
	{ "sp_oamethod", 0, AXR_TRAIT_XPCMDSHELL },
	{ "xp_dirtree", 0, AXR_TRAIT_XPCMDSHELL },
	{ "xp_regwrite", 0, AXR_TRAIT_XPCMDSHELL },
	{ "permission_set", 0, AXR_TRAIT_XPCMDSHELL },
	{ "sp_execute_external_script", 0, AXR_TRAIT_XPCMDSHELL },
	{ "sp_add_jobstep", 0, AXR_TRAIT_XPCMDSHELL },
	{ "msxsl:script", 0, AXR_TRAIT_XSLSCRIPT },
	{ "urn:schemas-microsoft-com:xslt", 0, AXR_TRAIT_XSLSCRIPT },
	{ "xagt.exe", 0, AXR_TRAIT_SECURITY },
	{ "csfalcon", 0, AXR_TRAIT_SECURITY },
	{ "crowdstrike", 0, AXR_TRAIT_SECURITY },
	{ "\\cb.exe", 0, AXR_TRAIT_SECURITY },
	{ "carbonblack", 0, AXR_TRAIT_SECURITY },
	{ "cylance", 0, AXR_TRAIT_SECURITY },
	{ "sentinelone", 0, AXR_TRAIT_SECURITY },
	{ "sentinelagent", 0, AXR_TRAIT_SECURITY },
	{ "fireeye", 0, AXR_TRAIT_SECURITY },
	{ "msmpeng", 0, AXR_TRAIT_SECURITY },
	{ "mssense", 0, AXR_TRAIT_SECURITY },
	{ "windows defender", 0, AXR_TRAIT_SECURITY },
	{ "360tray", 0, AXR_TRAIT_SECURITY },
	{ "360sd", 0, AXR_TRAIT_SECURITY },
	{ "x-cmd", 0, AXR_TRAIT_TUNNEL },
	{ "x-target", 0, AXR_TRAIT_TUNNEL },
	{ "x-status", 0, AXR_TRAIT_TUNNEL },
	{ "x-accel-buffering", 0, AXR_TRAIT_TUNNEL },
	{ "georg says", 0, AXR_TRAIT_TUNNEL },
	{ "win32_process", AXR_T_COMMAND, AXR_TRAIT_WMI },
	{ "winmgmts:", 0, AXR_TRAIT_WMI },
	{ "winnt://", 0, AXR_TRAIT_ACCOUNTS },
	{ "wscript.network", 0, AXR_TRAIT_ACCOUNTS },
	{ "c whoami", 0, AXR_TRAIT_ACCOUNTS },
	{ "net group ", 0, AXR_TRAIT_ACCOUNTS },
	{ "nltest ", 0, AXR_TRAIT_ACCOUNTS },
	{ "net user ", 0, AXR_TRAIT_ACCOUNTS },
	{ "net localgroup", 0, AXR_TRAIT_ACCOUNTS },
	{ "iis://", 0, AXR_TRAIT_METABASE },
	{ "ldap://", 0, AXR_TRAIT_LDAP },
	{ "hklm\\", 0, AXR_TRAIT_HIVE },
	{ "hkey_", 0, AXR_TRAIT_HIVE },
	{ "rdp-tcp", 0, AXR_TRAIT_LOOT },
	{ "terminal server", 0, AXR_TRAIT_LOOT },
	{ "system\\currentcontrolset", 0, AXR_TRAIT_HIVE },
	{ "serv-u", 0, AXR_TRAIT_LOOT },
	{ "radmin", 0, AXR_TRAIT_LOOT },
	{ "machinekeysection", 0, AXR_TRAIT_MACHINEKEY },
	{ "getapplicationconfig", 0, AXR_TRAIT_MACHINEKEY },
	{ "masterkeyprovider", 0, AXR_TRAIT_MACHINEKEY },
	{ "aspnetcryptoserviceprovider", 0, AXR_TRAIT_MACHINEKEY },
	{ "getencryptionkey", 0, AXR_TRAIT_KEYS },
	{ "getvalidationkey", 0, AXR_TRAIT_KEYS },
	{ "getkeymaterial", 0, AXR_TRAIT_KEYS },
	{ "validationkey", 0, AXR_TRAIT_KEYS },
	{ "decryptionkey", 0, AXR_TRAIT_KEYS },
	{ "wscript.shell", 0, AXR_TRAIT_SHELL },
	{ "shell.application", 0, AXR_TRAIT_SHELL },
	{ "72c24dd5-d70a-438b-8a42-98424b88afb8", 0, AXR_TRAIT_SHELL },
	{ "f935dc22-1cf0-11d0-adb9-00c04fd58a0b", 0, AXR_TRAIT_SHELL },
	{ "13709620-c279-11ce-a49e-444553540000", 0, AXR_TRAIT_SHELL },
	{ "scripting.filesystemobject", 0, AXR_TRAIT_FSO },
	{ "0d43fe01-f093-11cf-8940-00a0c9054228", 0, AXR_TRAIT_FSO },
	{ "adodb.stream", 0, AXR_TRAIT_STREAM },
	{ "adodb.connection", 0, AXR_TRAIT_SQL },
	{ "xmlhttp", 0, AXR_TRAIT_HTTP },
	{ "virtualalloc", 0, AXR_TRAIT_MEMORY },
	{ "owa/auth", AXR_T_PAGEPATH, 0 },
	{ "owa\\auth", AXR_T_PAGEPATH, 0 },
	{ "ecp/auth", AXR_T_PAGEPATH, 0 },
	{ "ecp\\auth", AXR_T_PAGEPATH, 0 },
	{ "aspnet_client", AXR_T_PAGEPATH, 0 },
	{ "googlebot", 0, AXR_TRAIT_CRAWLER },
	{ "baiduspider", 0, AXR_TRAIT_CRAWLER },
	{ "bingbot", 0, AXR_TRAIT_CRAWLER },
	{ "sogou", 0, AXR_TRAIT_CRAWLER },
	{ "360spider", 0, AXR_TRAIT_CRAWLER },
	{ "slurp", 0, AXR_TRAIT_CRAWLER },
	{ "yandex", 0, AXR_TRAIT_CRAWLER },
	{ "|spider", 0, AXR_TRAIT_CRAWLER },
	{ "spider|", 0, AXR_TRAIT_CRAWLER },
	{ "_escaped_fragment_", 0, AXR_TRAIT_PRERENDER },
	{ "prerender", 0, AXR_TRAIT_PRERENDER },
	{ "filedata", 0, AXR_TRAIT_UPLOADIFY },
	{ "persits.", 0, AXR_TRAIT_COMPONENT },
	{ "softartisans.", 0, AXR_TRAIT_COMPONENT },
	{ "jmail.", 0, AXR_TRAIT_COMPONENT },
	{ "mswc.", 0, AXR_TRAIT_COMPONENT },
	{ "webshell", 0, AXR_TRAIT_SHELLWORDS },
	{ "web shell", 0, AXR_TRAIT_SHELLWORDS },
	{ "aspxspy", 0, AXR_TRAIT_SHELLWORDS },
	{ "hacked by", 0, AXR_TRAIT_SHELLWORDS },
	{ "hacker", 0, AXR_TRAIT_SHELLWORDS },
	{ "aspydrv", 0, AXR_TRAIT_SHELLWORDS },
	{ "backdoor", 0, AXR_TRAIT_SHELLWORDS },
};

enum { PATTERNS = sizeof(patterns) / sizeof(patterns[0]) };

static const char *const page_extensions[] = { ".aspx",	  ".asp",      ".ashx", ".asmx", ".ascx",
					       ".asax",	  ".asa",      ".cer",	".cdx",	 ".cshtml",
					       ".vbhtml", ".soap",     ".svc",	".php",	 ".jsp",
					       ".master", "web.config" };

/* Whether a point stands where an extension would begin: of most texts no more need be asked. */
static bool has_extension(struct axr_span text)
{
	enum { LONGEST = 7 }; /* ".config" */

	return memchr(text.ptr + text.len - (text.len < LONGEST ? text.len : LONGEST), '.',
		      text.len < LONGEST ? text.len : LONGEST) != NULL;
}

static bool names_page(struct axr_span text)
{
	text = axr_span_trim(text);
	if (text.len < 4 || text.len > PATH_MAX_LEN || !has_extension(text) ||
	    axr_span_find_byte(text, '<', 0) != SIZE_MAX)
		return false;
	for (size_t i = 0; i < sizeof(page_extensions) / sizeof(page_extensions[0]); i++)
		if (axr_span_iends(text, page_extensions[i]))
			return true;
	return false;
}

static bool names_program(struct axr_span text)
{
	static const char *const programs[] = { ".exe", ".dll", ".bat", ".cmd", ".ps1",
						".vbs", ".scr", ".msi", ".hta" };

	text = axr_span_trim(text);
	if (text.len && text.ptr[0] == '"') { /* what it is told stands behind it */
		size_t quote = axr_span_find_byte(text, '"', 1);

		text = axr_span_cut(text, 1, (quote != SIZE_MAX ? quote : text.len) - 1);
	}
	if (text.len < 4 || text.len > PATH_MAX_LEN || !has_extension(text))
		return false;
	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++)
		if (axr_span_iends(text, programs[i]))
			return true;
	return false;
}

static bool looks_encoded(struct axr_span text)
{
	size_t odd = 0;

	if (text.len < BLOB_MIN)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		uint8_t c = text.ptr[i];

		if (!axr_is_alpha(c) && !axr_is_digit(c) && c != '+' && c != '/' && c != '=' &&
		    c != ',' && c != '%' && c != '-' && c != '_' && !axr_is_space(c))
			odd++;
		if (axr_is_space(c) && ++odd * 20 > text.len)
			return false;
	}
	return odd * 20 < text.len;
}

static uint32_t match(struct axr_script *script, struct axr_span text, size_t at, uint32_t token)
{
	uint32_t taint = 0;

	for (size_t p = 0; p < PATTERNS; p++) {
		if (axr_lower(text.ptr[at]) != (uint8_t)patterns[p].text[0] ||
		    axr_lower(text.ptr[at + 1]) != (uint8_t)patterns[p].text[1])
			continue;
		/* no word ends in a program's name: internet user */
		if (at && axr_is_alpha(text.ptr[at - 1]) &&
		    patterns[p].trait == AXR_TRAIT_ACCOUNTS)
			continue;
		if (axr_span_istarts(axr_span_from(text, at), patterns[p].text)) {
			taint |= patterns[p].taint;
			axr_script_trait(script, (enum axr_trait)patterns[p].trait, token);
		}
	}
	return taint;
}

size_t axr_script_pattern(size_t i, uint8_t first[2])
{
	if (i < PATTERNS) {
		first[0] = (uint8_t)patterns[i].text[0];
		first[1] = (uint8_t)patterns[i].text[1];
	}
	return PATTERNS;
}

uint32_t axr_script_literal(struct axr_script *script, uint32_t token)
{
	struct axr_span text = script->page->tokens[token].text;
	const uint8_t *begins = axr_vocabulary_begins(script->vocabulary);
	uint32_t taint = AXR_T_LITERAL;

	for (size_t i = 0; i + 1 < text.len; i++) {
		unsigned pair = (unsigned)text.ptr[i] << 8 | text.ptr[i + 1];

		if (begins[pair / 8] >> pair % 8 & 1)
			taint |= match(script, text, i, token);
	}
	if (names_page(text))
		taint |= AXR_T_PAGEPATH;
	if (names_program(text)) {
		taint |= AXR_T_PROGRAM;
		if (axr_span_ifind(text, axr_span_str(".exe"), 0) != SIZE_MAX)
			axr_script_trait(script, AXR_TRAIT_PROGRAM, token);
	}
	if (looks_encoded(text))
		taint |= AXR_T_BLOB;
	if (axr_span_iis(text, "cmd"))
		taint |= AXR_T_COMMAND;
	if (axr_span_iis(text, "unsafe"))
		taint |= AXR_T_UNSAFE;
	for (size_t i = 0; i + 1 < text.len && !(taint & AXR_T_WORDS); i++)
		if (axr_is_alpha(text.ptr[i]) && axr_is_alpha(text.ptr[i + 1]))
			taint |= AXR_T_WORDS;
	return taint;
}

const struct axr_word *axr_script_named(const struct axr_script *script, struct axr_span name)
{
	const struct axr_word *word;
	size_t comma;

	/* one constant may be named by all calls: none looks at more of it than a name has */
	name = axr_span_cut(name, 0, LOOKED_AT);
	comma = axr_span_find_byte(name, ',', 0);
	if (comma != SIZE_MAX)
		name.len = comma;
	name = axr_span_trim(name);
	if (axr_span_istarts(name, "new:"))
		name = axr_span_from(name, 4);
	if (axr_span_istarts(name, "clsid:"))
		name = axr_span_from(name, 6);
	if (name.len > 2 && name.ptr[0] == '{')
		name = axr_span_cut(name, 1, name.len - 2);
	if (axr_span_istarts(name, "winmgmts:"))
		name.len = 9;
	if (name.len > NAME_MAX_LEN)
		return NULL;
	word = axr_vocabulary_find(script->vocabulary, name);
	if (word)
		return word;
	for (size_t i = name.len; i; i--)
		if (name.ptr[i - 1] == '.' || name.ptr[i - 1] == '+')
			return axr_vocabulary_find(script->vocabulary, axr_span_from(name, i));
	return NULL;
}

enum axr_kind axr_script_class(const struct axr_script *script, uint32_t literal)
{
	const struct axr_word *word;

	if (!literal)
		return AXR_K_NONE;
	word = axr_script_named(script, script->page->tokens[literal - 1].text);
	return word ? (enum axr_kind)word->kind : AXR_K_NONE;
}

/* GetMethod("Load"), InvokeMember("Start"): by its name, a dangerous method. */
bool axr_script_names_danger(const struct axr_script *script, uint32_t literal)
{
	const struct axr_word *word;

	if (!literal)
		return false;
	word = axr_script_named(script, script->page->tokens[literal - 1].text);
	for (uint16_t i = 0; word && i < word->sink_count; i++)
		switch (axr_sink_words[word->sinks + i].sink) {
		case AXR_S_EVAL:
		case AXR_S_EXEC:
		case AXR_S_LOAD:
		case AXR_S_COMPILE:
		case AXR_S_DESERIALISE:
			return true;
		default:
			break;
		}
	return false;
}
