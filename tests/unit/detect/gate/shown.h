/* What rules ask for, as text: "<=99 one|two & (0:head|(-9:tail", a rule's alternatives apart by ||. */
#ifndef AXR_TEST_DETECT_GATE_SHOWN_H
#define AXR_TEST_DETECT_GATE_SHOWN_H

#include "../../test.h"

#include "detect/gate/gate.h"
#include "detect/needs.h"

static inline void show_need(struct axr_buf *shown, unsigned flags, struct axr_span bytes)
{
	const bool numbered = flags & (AXR_NEED_SIZE | AXR_NEED_HEAD | AXR_NEED_TAIL);
	unsigned long long number = 0;

	for (size_t i = 0; numbered && i < 8; i++)
		number |= (unsigned long long)bytes.ptr[i] << 8 * i;
	if (flags & AXR_NEED_SIZE)
		axr_buf_printf(shown, "<=%llu%s", number, flags & AXR_NEED_ENDS_RULE ? "" : " ");
	if (flags & (AXR_NEED_HEAD | AXR_NEED_TAIL))
		axr_buf_printf(shown, "(%s%llu:", flags & AXR_NEED_TAIL ? "-" : "", number);
	bytes = axr_span_from(bytes, numbered ? 8 : 0);
	for (size_t i = 0; i < bytes.len; i++)
		axr_buf_putc(shown, bytes.ptr[i] ? bytes.ptr[i] : '_');
	if (!(flags & AXR_NEED_SIZE) && !(flags & AXR_NEED_ENDS_RULE))
		axr_buf_puts(shown, flags & AXR_NEED_ENDS_CLAUSE ? " & " : "|");
}

/* The needs of a rule; "none" where it may always match. */
static inline void show_needs(struct axr_buf *shown, struct axr_span packed)
{
	if (!packed.len)
		axr_buf_puts(shown, "none");
	while (packed.len) {
		show_need(shown, packed.ptr[0], axr_span(packed.ptr + 2, packed.ptr[1]));
		if (packed.ptr[0] & AXR_NEED_ENDS_RULE &&
		    packed.len > 2 + (size_t)packed.ptr[1])
			axr_buf_puts(shown, " || ");
		packed = axr_span_from(packed, 2 + (size_t)packed.ptr[1]);
	}
}

/* Of a rule with these strings and this condition; it lives up to the next call. */
static inline const char *needs_of(const char *strings, const char *condition)
{
	static struct axr_buf shown;
	struct axr_buf text = { 0 };
	struct axr_gate gate;

	axr_buf_printf(&text,
		       "/* rule x { */ rule r { meta: a = \"strings: b\" strings: %s "
		       "condition: %s } // rule y {\n",
		       strings, condition);
	axr_buf_reset(&shown);
	if (axr_gate_read(&gate, axr_buf_span(&text), 0) != AXR_OK)
		axr_buf_puts(&shown, "not understood");
	else
		show_needs(&shown, axr_gate_needs(&gate, &gate.rules[0]));
	axr_buf_putc(&shown, 0);
	axr_gate_free(&gate);
	axr_buf_free(&text);
	return (const char *)shown.ptr;
}

#endif
