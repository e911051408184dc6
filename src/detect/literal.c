#include "detect/literal.h"

#include "base/span.h"

struct reader {
	struct axr_span regex;
	size_t at;
	struct axr_literal run;         /* what is being read, up to here */
	struct axr_choice best, second; /* of the branch being read */
};

static bool offer(struct reader *r, const struct axr_choice *choice)
{
	if (choice->least > r->best.least) {
		r->second = r->best;
		r->best = *choice;
	} else if (choice->least > r->second.least) {
		r->second = *choice;
	} else {
		return false;
	}
	return true;
}

static void end_run(struct reader *r)
{
	struct axr_choice choice;

	if (r->run.len > r->second.least) {
		choice.literals[0] = r->run;
		choice.count = 1;
		choice.least = r->run.len;
		offer(r, &choice);
	}
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

/* Moves *at from where a class opens to behind it. */
static bool skip_class(struct axr_span s, size_t *start)
{
	size_t at = *start + 1;

	if (at < s.len && s.ptr[at] == '^')
		at++;
	if (at < s.len && s.ptr[at] == ']')
		at++;
	for (; at < s.len && s.ptr[at] != ']'; at++)
		if (s.ptr[at] == '\\')
			at++;
		else if (s.ptr[at] == '[')
			return false; /* perhaps [:alpha:]; not worth the trouble */
	*start = at + 1;
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
			if (!skip_class(s, &r->at))
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

/* False for a group that changes what the rest means: (?x), (*VERB). */
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

/* How the alternative at the beginning of s begins: plain characters only, behind those of run. */
static void read_alternative(struct axr_span s, struct axr_literal *run)
{
	for (size_t at = 0; at < s.len && run->len < AXR_LITERAL_MAX; at++) {
		uint8_t c = s.ptr[at];

		if (c == '\\' && at + 1 < s.len && s.ptr[at + 1] < 0x80 &&
		    !axr_is_alpha(s.ptr[at + 1]) && !axr_is_digit(s.ptr[at + 1]))
			c = s.ptr[++at];
		else if (c >= 0x80 ||
			 axr_span_find_byte(axr_span_str("\\|()[].^$?*+{"), c, 0) != SIZE_MAX)
			return;
		/* a repetition behind it makes it optional, perhaps */
		if (at + 1 < s.len &&
		    axr_span_find_byte(axr_span_str("?*{"), s.ptr[at + 1], 0) != SIZE_MAX)
			return;
		run->bytes[run->len++] = axr_lower(c);
	}
}

/* Takes the alternatives of a group, without its brackets, as a choice behind the run before it. */
static void read_choice(struct reader *r, struct axr_span group)
{
	struct axr_choice choice = { .least = SIZE_MAX };
	size_t depth = 0;
	bool begins = true;

	if (axr_span_starts(group, "?:"))
		group = axr_span_from(group, 2);
	else if (axr_span_starts(group, "?"))
		return;
	for (size_t at = 0; at <= group.len;) {
		if (begins) {
			struct axr_literal *literal = &choice.literals[choice.count];

			if (choice.count == AXR_LITERALS_MAX)
				return;
			*literal = r->run;
			read_alternative(axr_span_from(group, at), literal);
			if (literal->len < choice.least)
				choice.least = literal->len;
			choice.count++;
			begins = false;
		}
		if (at == group.len)
			break;
		if (group.ptr[at] == '[') { /* a bar in a class is none */
			if (!skip_class(group, &at))
				return;
			continue;
		}
		if (group.ptr[at] == '\\')
			at++;
		else if (group.ptr[at] == '(')
			depth++;
		else if (group.ptr[at] == ')')
			depth--;
		else if (group.ptr[at] == '|' && !depth)
			begins = true;
		at++;
	}
	if (offer(r, &choice))
		r->run.len = 0; /* it is in there */
}

static bool read_group(struct reader *r)
{
	size_t start = r->at;
	bool optional;

	if (!understood(axr_span_from(r->regex, start)) || !skip_group(r))
		return false;
	optional = r->at < r->regex.len &&
		   axr_span_find_byte(axr_span_str("?*{"), r->regex.ptr[r->at], 0) != SIZE_MAX;
	if (!optional)
		read_choice(r, axr_span_cut(r->regex, start + 1, r->at - start - 2));
	end_run(r);
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
	} else if (c == 't' || c == 'n' || c == 'r') {
		put(r, c == 't' ? '\t' : c == 'n' ? '\n' : '\r');
	} else if (!axr_is_alpha(c) && !axr_is_digit(c)) {
		put(r, c);
	} else if (axr_span_find_byte(axr_span_str("dDwWsSbBAzZ"), c, 0) != SIZE_MAX) {
		end_run(r);
	} else {
		return false;
	}
	return true;
}

/* {2,3}, perhaps a repetition of none; any other bracket is a character like others. */
static bool read_bracket(struct reader *r)
{
	const struct axr_span s = r->regex;
	size_t at = r->at + 1;

	if (at < s.len && axr_is_space(s.ptr[at])) /* newer libraries allow for blanks in it */
		return false;
	if (at == s.len || (!axr_is_digit(s.ptr[at]) && s.ptr[at] != ',')) {
		put(r, '{');
		r->at++;
		return true;
	}
	drop_last(r);
	while (at < s.len && (axr_is_digit(s.ptr[at]) || s.ptr[at] == ','))
		at++;
	r->at = at + 1;
	return at < s.len && s.ptr[at] == '}';
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
		return skip_class(r->regex, &r->at);
	case '(':
		return read_group(r);
	case '?':
	case '*':
		drop_last(r);
		break;
	case '{':
		return read_bracket(r);
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

void axr_literals(struct axr_span regex, size_t least, struct axr_choice *first,
		  struct axr_choice *second)
{
	struct reader r = { .regex = regex };

	first->count = second->count = 0;
	for (;;) {
		while (r.at < regex.len && regex.ptr[r.at] != '|')
			if (!read_step(&r))
				goto none;
		end_run(&r);
		if (r.best.least < least ||
		    first->count + r.best.count > AXR_LITERALS_MAX)
			goto none;
		if (!first->count && r.at >= regex.len && r.second.least >= least)
			*second = r.second;
		memcpy(&first->literals[first->count], r.best.literals,
		       r.best.count * sizeof(*first->literals));
		if (!first->count || r.best.least < first->least)
			first->least = r.best.least;
		first->count += r.best.count;
		if (r.at >= regex.len)
			return;
		r.best.count = r.best.least = r.second.count = r.second.least = 0;
		r.at++;
	}
none:
	first->count = second->count = 0;
}
