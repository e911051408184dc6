#include "detect/literal.h"

#include "base/span.h"

struct reader {
	struct axr_span regex;
	size_t at;
	struct axr_literal run, best; /* of the branch being read */
};

static void end_run(struct reader *r)
{
	if (r->run.len > r->best.len)
		r->best = r->run;
	r->run.len = 0;
}

static void put(struct reader *r, uint8_t c)
{
	if (c >= 0x80) { /* case folding of other letters is PCRE2's business */
		end_run(r);
		return;
	}
	if (r->run.len == AXR_LITERAL_MAX)
		end_run(r);
	r->run.bytes[r->run.len++] = axr_lower(c);
}

/* What stands before at need not occur: it must not count. */
static void drop_last(struct reader *r)
{
	if (r->run.len)
		r->run.len--;
	end_run(r);
}

/* Behind the class that opens at r->at. */
static bool skip_class(struct reader *r)
{
	struct axr_span s = r->regex;
	size_t at = r->at + 1;

	if (at < s.len && s.ptr[at] == '^')
		at++;
	if (at < s.len && s.ptr[at] == ']')
		at++;
	for (; at < s.len && s.ptr[at] != ']'; at++)
		if (s.ptr[at] == '\\')
			at++;
		else if (s.ptr[at] == '[')
			return false; /* perhaps [:alpha:]; not worth the trouble */
	r->at = at + 1;
	return at < s.len;
}

/* Behind the group that opens at r->at. */
static bool skip_group(struct reader *r)
{
	struct axr_span s = r->regex;
	size_t depth = 0;

	while (r->at < s.len) {
		uint8_t c = s.ptr[r->at];

		if (c == '[') {
			if (!skip_class(r))
				return false;
			continue;
		}
		if (c == '\\') {
			if (r->at + 1 < s.len && axr_is_alpha(s.ptr[r->at + 1]) &&
			    s.ptr[r->at + 1] == 'Q')
				return false;
			r->at++;
		} else if (c == '(') {
			depth++;
		} else if (c == ')' && --depth == 0) {
			r->at++;
			return true;
		}
		r->at++;
	}
	return false;
}

/* An inline group that only sets flags, (?i), or opens with them; false for those not understood. */
static bool understood(struct axr_span group)
{
	size_t at = 2;

	if (group.len > 1 && group.ptr[1] == '*')
		return false;
	if (group.len < 3 || group.ptr[1] != '?')
		return true;
	while (at < group.len && (axr_is_alpha(group.ptr[at]) || group.ptr[at] == '-')) {
		if (group.ptr[at] == 'x') /* blanks and comments would have to be left out */
			return false;
		at++;
	}
	return true;
}

static bool read_escape(struct reader *r)
{
	struct axr_span s = r->regex;
	uint8_t c;

	if (r->at + 1 >= s.len)
		return false;
	c = s.ptr[r->at + 1];
	r->at += 2;
	if (c == 'x' && r->at + 1 < s.len && axr_hex_value(s.ptr[r->at]) >= 0 &&
	    axr_hex_value(s.ptr[r->at + 1]) >= 0) {
		put(r, (uint8_t)(axr_hex_value(s.ptr[r->at]) * 16 +
				 axr_hex_value(s.ptr[r->at + 1])));
		r->at += 2;
	} else if (!axr_is_alpha(c) && !axr_is_digit(c)) {
		put(r, c);
	} else if (axr_span_find_byte(axr_span_str("dDwWsSbBAzZ"), c, 0) != SIZE_MAX) {
		end_run(r);
	} else {
		return false;
	}
	return true;
}

/* One step in a branch; false where the expression is not understood. */
static bool read_step(struct reader *r)
{
	uint8_t c = r->regex.ptr[r->at];

	switch (c) {
	case '\\':
		return read_escape(r);
	case '[':
		end_run(r);
		return skip_class(r);
	case '(':
		end_run(r);
		return understood(axr_span_from(r->regex, r->at)) && skip_group(r);
	case '?':
	case '*':
		drop_last(r);
		break;
	case '{': /* perhaps a repetition of none; its digits are no text */
		drop_last(r);
		while (r->at < r->regex.len && r->regex.ptr[r->at] != '}')
			r->at++;
		break;
	case '+':
	case '.':
	case '^':
	case '$':
		end_run(r);
		break;
	case ')':
		return false;
	default:
		put(r, c);
	}
	r->at++;
	return true;
}

size_t axr_literals(struct axr_span regex, struct axr_literal literals[AXR_LITERALS_MAX])
{
	struct reader r = { .regex = regex };
	size_t count = 0;

	for (;;) {
		while (r.at < regex.len && regex.ptr[r.at] != '|')
			if (!read_step(&r))
				return 0;
		end_run(&r);
		if (count == AXR_LITERALS_MAX || r.best.len < AXR_LITERAL_LEAST)
			return 0;
		literals[count++] = r.best;
		r.best.len = 0;
		if (r.at >= regex.len)
			return count;
		r.at++;
	}
}
