#include "hostile.h"

#include "base/span.h"

#define PAGE "<%@ Page Language=\"C#\" %><% "
#define END " %>"

const struct hostile hostile_kinds[] = {
	{ "plus", "aspx", PAGE "x = 1 ", "+", " 1;" END, 10 << 20 },
	{ "sum", "aspx", PAGE "x = \"a\"", "+\"b\"", ";" END, 4 << 20 },
	{ "sum-of-names", "aspx", PAGE "var a = \"b\"; x = a", "+a", ";" END, 4 << 20 },
	{ "quotes", "aspx", PAGE, "\"", END, 1000000 },
	{ "quotes-vb", "asp", "<% ", "\"", END, 1000000 },
	{ "quotes-verbatim", "aspx", PAGE "x = @", "\"", ";" END, 1000000 },
	{ "round", "aspx", PAGE, "(", END, 4 << 20 },
	{ "curly", "aspx", PAGE, "{", END, 4 << 20 },
	{ "calls", "aspx", PAGE, "f(", END, 4 << 20 },
	{ "if", "aspx", PAGE, "if(a){", END, 4 << 20 },
	{ "interpolated", "aspx", PAGE "x = ", "$\"{", END, 4 << 20 },
	{ "escapes", "aspx", PAGE, "\\u0065", END, 4 << 20 },
	{ "long-name", "aspx", PAGE, "a", END, 10 << 20 },
	{ "members", "aspx", PAGE "a", ".b", ";" END, 4 << 20 },
	{ "assign", "aspx", PAGE, "a=b;b=a;", END, 4 << 20 },
	{ "assign-request", "aspx", PAGE, "a=b+Request[\"c\"];b=a;", END, 4 << 20 },
	{ "lambdas", "aspx", PAGE "var a=new[]{1,2,3,4};", "x=a.Select(b=>b+1);", END, 4 << 20 },
	{ "lists", "aspx", PAGE "var a=\"b\";", "x=new byte[512];x[1]=2;", END, 4 << 20 },
	{ "functions", "aspx", PAGE, "void f(a){f(a);}", END, 4 << 20 },
	{ "blocks", "aspx", "", "<%a%>", "", 1 << 20 },
	{ "open-tags", "aspx", "", "<%", "", 10 << 20 },
	{ "directives", "aspx", "", "<%@ a=\"b\" %>", "", 10 << 20 },
	{ "attributes", "aspx", "<%@ Page ", "a=\"b\" ", END, 10 << 20 },
	{ "comments", "aspx", PAGE, "/*", END, 10 << 20 },
	{ "html-comments", "aspx", "<% a %>", "<!--", "", 10 << 20 },
	{ "scripts", "aspx", "", "<script runat=server>", "", 10 << 20 },
	{ "less", "aspx", "<% a %>", "<", "", 10 << 20 },
	{ "entities", "aspx", PAGE, "&#x25;", END, 10 << 20 },
	{ "base64", "aspx", PAGE "x=\"", "PCVAIFBhZ2U", "\";" END, 4 << 20 },
	{ "utf7", "aspx", "<% a %>", "+ADw-", "", 10 << 20 },
	{ "concat-vb", "asp", "<% x = \"a\"", " & \"b\"", END, 4 << 20 },
	{ "chr-vb", "asp", "<% x = chr(97)", "&chr(98)", END, 4 << 20 },
	{ "colons-vb", "asp", "<% ", ":", END, 10 << 20 },
	{ "razor", "cshtml", "", "@{", "", 4 << 20 },
	{ "razor-at", "cshtml", "", "@", "", 10 << 20 },
	{ "generic", "ashx", "<%@ WebHandler Language=\"C#\" %>", "a<", "", 4 << 20 },
	{ "config", "config", "<configuration>", "<a>", "", 10 << 20 },
	{ "zeros", "aspx", "<% a %>", "\t", "", 10 << 20 },
};
const size_t hostile_count = sizeof(hostile_kinds) / sizeof(*hostile_kinds);

static void put(struct axr_buf *text, const char *unit, size_t number)
{
	for (; *unit; unit++)
		if (*unit == '\1')
			axr_buf_printf(text, "%zu", number);
		else
			axr_buf_putc(text, (uint8_t)*unit);
}

struct axr_buf hostile_make(const struct hostile *kind, size_t size)
{
	struct axr_buf text = { .limit = 64 << 20 };
	const size_t half = kind->back ? strlen(kind->unit) * size /
						 (strlen(kind->unit) + strlen(kind->back))
				       : size;
	size_t units = 0;

	axr_buf_put(&text, axr_span_str(kind->head));
	while (text.len < half && !text.failed)
		put(&text, kind->unit, units++);
	if (kind->back) {
		axr_buf_puts(&text, kind->middle);
		for (size_t i = units; i-- && !text.failed && text.len < size + size / 4;)
			put(&text, kind->back, i);
	}
	axr_buf_put(&text, axr_span_str(kind->tail));
	return text;
}
