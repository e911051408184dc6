#include "detect/regex.h"

#include <stdio.h>
#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/span.h"

enum {
	REGEX_MAX = 8192,
	/*
	 * What one search may cost: hostile expressions or names must not stall the scan.  Of the
	 * public lists no line comes near.
	 */
	MATCH_LIMIT = 100000,
	DEPTH_LIMIT = 1000,
	HEAP_LIMIT_KIB = 1024
};

struct axr_regex {
	pcre2_code *code;
};

struct axr_regex_search {
	pcre2_match_data *data;
	pcre2_match_context *limits;
};

/* ---- Compiling ---------------------------------------------------------------------------- */

/* (?i), (?si), ... anywhere */
static bool says_caseless(struct axr_span regex)
{
	for (size_t at = 0; (at = axr_span_find(regex, axr_span_str("(?"), at)) != SIZE_MAX;) {
		bool has_i = false;

		for (at += 2; at < regex.len && axr_is_alpha(regex.ptr[at]); at++)
			has_i |= regex.ptr[at] == 'i';
		if (has_i && at < regex.len && regex.ptr[at] == ')')
			return true;
	}
	return false;
}

static bool is_plain(struct axr_span regex)
{
	for (size_t i = 0; i < regex.len; i++)
		if (axr_span_find_byte(axr_span_str("\\^$.|?*+()[]{}"), regex.ptr[i], 0) !=
		    SIZE_MAX)
			return false;
	return true;
}

void axr_regex_expand(struct axr_buf *out, struct axr_span regex)
{
	static const struct {
		const char *name, *regex;
	} variables[] = {
		{ "%systemroot%", "\\\\Windows" },
		{ "%windir%", "\\\\Windows" },
		{ "%systemdrive%", "[A-Za-z]:" },
		{ "%programfiles%", "\\\\Program Files" },
		{ "%programfiles(x86)%", "\\\\Program Files \\(x86\\)" },
		{ "%programdata%", "\\\\ProgramData" },
		{ "%allusersprofile%", "\\\\ProgramData" },
		{ "%public%", "\\\\Users\\\\Public" },
		{ "%userprofile%", "\\\\Users\\\\[^\\\\]+" },
		{ "%appdata%", "\\\\AppData\\\\Roaming" },
		{ "%localappdata%", "\\\\AppData\\\\Local" },
		{ "%temp%", "\\\\Temp" },
		{ "%tmp%", "\\\\Temp" },
	};

	for (size_t at = 0; at < regex.len;) {
		struct axr_span rest = axr_span_from(regex, at);
		size_t i = 0, count = sizeof(variables) / sizeof(*variables);
		size_t plain = axr_span_find_byte(rest, '%', 0);

		while (!plain && i < count && !axr_span_istarts(rest, variables[i].name))
			i++;
		if (!plain && i < count) {
			axr_buf_puts(out, variables[i].regex);
			at += strlen(variables[i].name);
		} else {
			rest = axr_span_cut(rest, 0, plain ? plain : 1);
			axr_buf_put(out, rest);
			at += rest.len;
		}
	}
}

static pcre2_code *compile(struct axr_span regex, char *why, size_t size)
{
	uint32_t flags = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C |
			 PCRE2_DOLLAR_ENDONLY;
	struct axr_buf text = { .limit = 4 * REGEX_MAX };
	pcre2_code *code = NULL;
	PCRE2_SIZE at = 0;
	int error = 0;

	if (says_caseless(regex) || is_plain(regex))
		flags |= PCRE2_CASELESS;
	axr_regex_expand(&text, regex);
	if (regex.len > REGEX_MAX || text.failed) {
		snprintf(why, size, "the expression is too long");
	} else {
		code = pcre2_compile(text.ptr, text.len, flags, &error, &at, NULL);
		if (!code && pcre2_get_error_message(error, (PCRE2_UCHAR *)why, size) < 0)
			snprintf(why, size, "the expression does not compile");
	}
	axr_buf_free(&text);
	return code;
}

struct axr_regex *axr_regex_compile(struct axr_span text, char *why, size_t size)
{
	struct axr_regex *regex = calloc(1, sizeof(*regex));

	if (!regex) {
		snprintf(why, size, "no memory for the expression");
		return NULL;
	}
	regex->code = compile(text, why, size);
	if (regex->code)
		return regex;
	free(regex);
	return NULL;
}

void axr_regex_sharpen(struct axr_regex *regex)
{
	/* where it fails the expression is interpreted, as before */
	(void)pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE);
}

void axr_regex_free(struct axr_regex *regex)
{
	if (!regex)
		return;
	pcre2_code_free(regex->code);
	free(regex);
}

/* ---- Searching ---------------------------------------------------------------------------- */

struct axr_regex_search *axr_regex_search_new(void)
{
	struct axr_regex_search *search = calloc(1, sizeof(*search));

	if (!search)
		return NULL;
	search->data = pcre2_match_data_create(1, NULL);
	search->limits = pcre2_match_context_create(NULL);
	if (!search->data || !search->limits) {
		axr_regex_search_free(search);
		return NULL;
	}
	pcre2_set_match_limit(search->limits, MATCH_LIMIT);
	pcre2_set_depth_limit(search->limits, DEPTH_LIMIT);
	pcre2_set_heap_limit(search->limits, HEAP_LIMIT_KIB);
	return search;
}

void axr_regex_search_free(struct axr_regex_search *search)
{
	if (!search)
		return;
	pcre2_match_data_free(search->data);
	pcre2_match_context_free(search->limits);
	free(search);
}

enum axr_regex_end axr_regex_find(struct axr_regex_search *search, const struct axr_regex *regex,
				  struct axr_span text)
{
	int count = pcre2_match(regex->code, text.ptr, text.len, 0, 0, search->data,
				search->limits);

	if (count >= 0)
		return AXR_REGEX_FOUND;
	return count == PCRE2_ERROR_NOMATCH ? AXR_REGEX_NOT_FOUND : AXR_REGEX_GAVE_UP;
}
