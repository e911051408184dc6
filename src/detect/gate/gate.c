#include "detect/gate/gate.h"

#include <stdlib.h>

#include "detect/gate/condition.h"

enum { NUMBER_LEN = 8, RULES_MAX = 1 << 20 };

void axr_gate_free(struct axr_gate *gate)
{
	free(gate->rules);
	axr_buf_free(&gate->needs);
	*gate = (struct axr_gate){ 0 };
}

static void write_number(struct axr_buf *out, uint64_t number)
{
	for (size_t i = 0; i < NUMBER_LEN; i++)
		axr_buf_putc(out, (uint8_t)(number >> 8 * i));
}

static void write_need(const struct axr_need *need, unsigned flags, struct axr_buf *out)
{
	axr_buf_putc(out, (uint8_t)(flags | need->place));
	axr_buf_putc(out, (uint8_t)(need->len + (need->place ? NUMBER_LEN : 0)));
	if (need->place)
		write_number(out, need->within);
	axr_buf_put(out, axr_span(need->bytes, need->len));
}

static void write_needs(const struct axr_clauses *clauses, const struct axr_need *table,
			struct axr_buf *out)
{
	if (clauses->most != UINT64_MAX) {
		axr_buf_putc(out, AXR_NEED_SIZE | (clauses->count ? 0 : AXR_NEED_ENDS_RULE));
		axr_buf_putc(out, NUMBER_LEN);
		write_number(out, clauses->most);
	}
	for (size_t c = 0; c < clauses->count; c++) {
		const struct axr_clause *clause = &clauses->list[c];
		const unsigned end = c + 1 == clauses->count
					     ? AXR_NEED_ENDS_RULE | AXR_NEED_ENDS_CLAUSE
					     : AXR_NEED_ENDS_CLAUSE;

		for (size_t i = 0; i < clause->count; i++)
			write_need(&table[clause->needs[i]], i + 1U == clause->count ? end : 0,
				   out);
	}
}

/* A rule of its own at the end of the list; NULL: no memory. */
static struct axr_gate_rule *add_rule(struct axr_gate *gate)
{
	const size_t wider = gate->cap ? 2 * gate->cap : 64;
	struct axr_gate_rule *grown = gate->rules;

	if (gate->count == gate->cap) {
		grown = wider > RULES_MAX ? NULL : realloc(grown, wider * sizeof(*grown));
		if (!grown)
			return NULL;
		gate->rules = grown;
		gate->cap = wider;
	}
	grown[gate->count] = (struct axr_gate_rule){ 0 };
	return &grown[gate->count++];
}

/* From the rule's name to the bracket behind its condition. */
static bool read_rule(struct axr_rule_tokens *tokens, struct axr_rule_strings *strings,
		      struct axr_condition *condition)
{
	strings->count = strings->needs.count = 0;
	strings->more = strings->needs.failed = false;
	while (tokens->token.len && !axr_rule_tokens_is(tokens, "strings") &&
	       !axr_rule_tokens_is(tokens, "condition"))
		axr_rule_tokens_next(tokens);
	if (axr_rule_tokens_is(tokens, "strings")) {
		axr_rule_tokens_next(tokens); /* : */
		axr_rule_tokens_next(tokens);
		axr_rule_strings_read(strings, tokens);
	}
	if (!axr_rule_tokens_is(tokens, "condition"))
		return false;
	axr_rule_tokens_next(tokens); /* : */
	axr_rule_tokens_next(tokens);
	return axr_condition_read(condition, strings, tokens);
}

/* What a rule asks for: nothing where one of its alternatives does. */
static void sum_up(struct axr_gate *gate, struct axr_gate_rule *rule,
		   struct axr_condition *condition, const struct axr_need_table *table)
{
	rule->needs_at = gate->needs.len;
	rule->refers = condition->refers;
	rule->worth = UINT32_MAX;
	for (size_t i = 0; i < condition->count; i++) {
		struct axr_clauses *clauses = &condition->alternatives[i];
		unsigned worth;

		axr_clauses_trim(clauses, table, gate->shorts);
		worth = axr_clauses_worth(clauses);
		if (worth < rule->worth)
			rule->worth = worth;
		if (!clauses->count && clauses->most == UINT64_MAX) {
			gate->needs.len = rule->needs_at;
			break;
		}
		write_needs(clauses, table->list, &gate->needs);
	}
	rule->needs_len = gate->needs.len - rule->needs_at;
}

static int read_rules(struct axr_gate *gate, struct axr_rule_tokens *tokens,
		      struct axr_rule_strings *strings, struct axr_condition *condition)
{
	size_t from = SIZE_MAX; /* of "private" or "global" before a rule */
	bool hidden = false, global = false;

	while (tokens->token.len) {
		struct axr_gate_rule *rule;

		if (from == SIZE_MAX)
			from = tokens->at - tokens->token.len;
		if (!axr_rule_tokens_is(tokens, "rule")) {
			hidden |= axr_rule_tokens_is(tokens, "private");
			global |= axr_rule_tokens_is(tokens, "global");
			if (!hidden && !global)
				from = SIZE_MAX;
			axr_rule_tokens_next(tokens);
			continue;
		}
		rule = add_rule(gate);
		if (!rule)
			return AXR_ENOMEM;
		axr_rule_tokens_next(tokens);
		*rule = (struct axr_gate_rule){ .name = tokens->token,
						.from = from,
						.hidden = hidden,
						.global = global };
		if (!read_rule(tokens, strings, condition))
			return AXR_EFORMAT;
		sum_up(gate, rule, condition, &strings->needs);
		rule->until = tokens->at;
		axr_rule_tokens_next(tokens);
		from = SIZE_MAX;
		hidden = global = false;
	}
	return gate->needs.failed ? AXR_ENOMEM : AXR_OK;
}

static int by_name(const void *a, const void *b)
{
	const struct axr_gate_rule *const *left = a, *const *right = b;

	return axr_span_cmp((*left)->name, (*right)->name);
}

/* Whether a name begins with what this word says, up to a wildcard. */
static bool names_any(struct axr_span word, const struct axr_gate_rule *const *sorted,
		      size_t count)
{
	size_t low = 0, high = count;

	word = axr_span_cut(word, 0, axr_span_find_byte(word, '*', 0));
	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (axr_span_cmp(sorted[middle]->name, word) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return word.len && low < count &&
	       axr_span_eq(axr_span_cut(sorted[low]->name, 0, word.len), word);
}

/* Whether the condition of a rule names another rule of the text, or a few of them. */
static bool refers(const struct axr_gate_rule *rule, struct axr_span text,
		   const struct axr_gate_rule *const *sorted, size_t count)
{
	struct axr_rule_tokens tokens;

	axr_rule_tokens_begin(&tokens, axr_span_cut(text, 0, rule->until));
	tokens.at = (size_t)(rule->name.ptr - text.ptr) + rule->name.len;
	while (tokens.token.len && !axr_rule_tokens_is(&tokens, "condition"))
		axr_rule_tokens_next(&tokens);
	for (; tokens.token.len; axr_rule_tokens_next(&tokens))
		if (names_any(tokens.token, sorted, count))
			return true;
	return false;
}

/* Sees whether rules can be taken apart: false for want of memory. */
static bool relate(struct axr_gate *gate, struct axr_span text)
{
	const struct axr_gate_rule **sorted = calloc(gate->count + 1, sizeof(*sorted));

	if (!sorted)
		return false;
	for (size_t i = 0; i < gate->count; i++)
		sorted[i] = &gate->rules[i];
	qsort(sorted, gate->count, sizeof(*sorted), by_name);
	for (size_t i = 0; i < gate->count && !gate->whole; i++) {
		const struct axr_gate_rule *rule = &gate->rules[i];

		gate->whole = rule->global || rule->hidden ||
			      (i && axr_span_eq(sorted[i - 1]->name, sorted[i]->name)) ||
			      (rule->refers && refers(rule, text, sorted, gate->count));
	}
	free(sorted);
	return true;
}

int axr_gate_read(struct axr_gate *gate, struct axr_span text, size_t shorts)
{
	struct axr_rule_strings *strings = calloc(1, sizeof(*strings));
	struct axr_condition *condition = calloc(1, sizeof(*condition));
	struct axr_rule_tokens tokens;
	int status = AXR_ENOMEM;

	*gate = (struct axr_gate){ .shorts = shorts };
	axr_rule_tokens_begin(&tokens, text);
	if (strings && condition)
		status = read_rules(gate, &tokens, strings, condition);
	if (status == AXR_OK && !relate(gate, text))
		status = AXR_ENOMEM;
	if (strings)
		axr_need_table_free(&strings->needs);
	free(strings);
	free(condition);
	return status;
}

const struct axr_gate_rule *axr_gate_below(const struct axr_gate *gate, unsigned worth)
{
	for (size_t i = 0; i < gate->count; i++)
		if (!gate->rules[i].hidden && gate->rules[i].worth < worth)
			return &gate->rules[i];
	return NULL;
}

struct axr_span axr_gate_needs(const struct axr_gate *gate, const struct axr_gate_rule *rule)
{
	return axr_span_cut(axr_buf_span(&gate->needs), rule->needs_at, rule->needs_len);
}
