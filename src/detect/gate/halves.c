#include "detect/gate/halves.h"

#include <stdlib.h>

#include "base/span.h"
#include "detect/gate/gate.h"

/* What is known of one text, and which of its rules go into which half. */
struct part {
	struct axr_gate gate;
	bool always;		  /* it is not understood: all of it is run over everything */
	bool in[AXR_HALVES];	  /* whether a half has any of it */
	struct axr_buf text;	  /* of the half at hand */
};

enum {
	ASKING,
	OTHERS,
	GOOD = 12 /* what a rule of the first half is worth at least */
};

static bool belongs(const struct part *part, const struct axr_gate_rule *rule, unsigned half)
{
	if (part->always)
		return half == OTHERS;
	if (part->gate.whole)
		return (half == OTHERS) == (axr_gate_below(&part->gate, GOOD) != NULL);
	return (half == ASKING) == (rule->worth >= GOOD);
}

/* False for want of memory. */
static bool read_part(struct part *part, struct axr_span text)
{
	const int status = axr_gate_read(&part->gate, text, 0);

	part->always = status == AXR_EFORMAT;
	part->in[OTHERS] = part->always;
	for (size_t i = 0; i < part->gate.count; i++)
		for (unsigned half = 0; half < AXR_HALVES; half++)
			part->in[half] |= belongs(part, &part->gate.rules[i], half);
	return status != AXR_ENOMEM;
}

/* The text with the rules of the other half blanked out: what is left stands where it stood. */
static void write_half(struct part *part, struct axr_span text, unsigned half)
{
	size_t at = 0;

	axr_buf_reset(&part->text);
	for (size_t i = 0; i < part->gate.count && !part->always; i++) {
		const struct axr_gate_rule *rule = &part->gate.rules[i];

		if (belongs(part, rule, half))
			continue;
		axr_buf_put(&part->text, axr_span_cut(text, at, rule->from - at));
		for (at = rule->from; at < rule->until; at++)
			axr_buf_putc(&part->text, text.ptr[at] == '\n' ? '\n' : ' ');
	}
	axr_buf_put(&part->text, axr_span_from(text, at));
}

/* Whether libyara found in the half what we did: else one of us has misread a text. */
static bool agrees(const struct axr_half *half, unsigned which, const struct part *parts,
		   const struct axr_texts *texts)
{
	const size_t total = axr_yara_rule_count(half->rules);
	size_t at = 0;

	for (size_t i = 0; i < texts->count; i++) {
		const struct part *part = &parts[i];

		for (; part->always && which == OTHERS && at < total; at++)
			if (strcmp(axr_yara_rule(half->rules, at)->space, texts->spaces[i]))
				break;
		for (size_t k = 0; k < part->gate.count && !part->always; k++) {
			const struct axr_gate_rule *rule = &part->gate.rules[k];

			if (!belongs(part, rule, which))
				continue;
			if (at == total ||
			    !axr_span_is(rule->name, axr_yara_rule(half->rules, at)->name) ||
			    strcmp(axr_yara_rule(half->rules, at)->space, texts->spaces[i]))
				return false;
			at++;
		}
	}
	return at == total;
}

/* What the rules of a half ask for; false: one of them asks for nothing. */
static bool pack(const struct part *parts, size_t count, unsigned half, struct axr_buf *out)
{
	for (size_t i = 0; i < count; i++) {
		const struct part *part = &parts[i];

		if (part->always && half == OTHERS)
			return false;
		for (size_t k = 0; k < part->gate.count; k++) {
			const struct axr_gate_rule *rule = &part->gate.rules[k];

			if (!belongs(part, rule, half) || rule->hidden)
				continue;
			if (!rule->needs_len)
				return false;
			axr_buf_put(out, axr_gate_needs(&part->gate, rule));
		}
	}
	return !out->failed;
}

static bool compile_half(struct axr_half *half, unsigned which, struct part *parts,
			 const struct axr_texts *texts)
{
	struct axr_span *spans = calloc(texts->count + 1, sizeof(*spans));
	const char **spaces = calloc(texts->count + 1, sizeof(*spaces));
	struct axr_yara_texts all = { spans, spaces, 0 };
	struct axr_yara_fault fault;
	struct axr_buf needs = { 0 };
	bool ok = spans && spaces;

	for (size_t i = 0; i < texts->count && ok; i++) {
		if (!parts[i].in[which])
			continue;
		write_half(&parts[i], texts->texts[i], which);
		ok = !parts[i].text.failed;
		spans[all.count] = axr_buf_span(&parts[i].text);
		spaces[all.count++] = texts->spaces[i];
	}
	if (ok && all.count)
		ok = axr_yara_compile(&half->rules, &all, &fault) == AXR_OK &&
		     agrees(half, which, parts, texts);
	/* where there is no memory for it, they run over everything */
	if (ok && all.count && pack(parts, texts->count, which, &needs))
		half->needs = axr_needs_new(axr_buf_span(&needs));
	axr_buf_free(&needs);
	free(spans);
	free(spaces);
	return ok;
}

bool axr_halves_compile(struct axr_half halves[AXR_HALVES], const struct axr_texts *texts)
{
	struct part *parts = calloc(texts->count + 1, sizeof(*parts));
	bool ok = parts;

	memset(halves, 0, AXR_HALVES * sizeof(*halves));
	for (size_t i = 0; i < texts->count && ok; i++)
		ok = read_part(&parts[i], texts->texts[i]);
	for (unsigned i = 0; i < AXR_HALVES && ok; i++)
		ok = compile_half(&halves[i], i, parts, texts);
	for (unsigned i = 0; i < AXR_HALVES && !ok; i++) {
		axr_yara_rules_free(halves[i].rules);
		axr_needs_free(halves[i].needs);
		halves[i] = (struct axr_half){ 0 };
	}
	for (size_t i = 0; i < texts->count && parts; i++) {
		axr_gate_free(&parts[i].gate);
		axr_buf_free(&parts[i].text);
	}
	free(parts);
	return ok;
}
