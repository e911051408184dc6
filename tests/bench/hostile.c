#include "hostile.h"

#include "base/span.h"

#define PAGE "<%@ Page Language=\"C#\" %><% "
#define SCRIPT "<%@ Page Language=\"JScript\" %><% "
#define END " %>"
#define HANDLERS "<configuration><system.webServer><handlers>"

const struct hostile hostile_kinds[] = {
	{ "plus", "aspx", PAGE "x = 1 ", "+", " 1;" END, 10 << 20, NULL, NULL },
	{ "sum", "aspx", PAGE "x = \"a\"", "+\"b\"", ";" END, 4 << 20, NULL, NULL },
	{ "sum-of-names", "aspx", PAGE "var a = \"b\"; x = a", "+a", ";" END, 4 << 20, NULL, NULL },
	{ "quotes", "aspx", PAGE, "\"", END, 1000000, NULL, NULL },
	{ "quotes-vb", "asp", "<% ", "\"", END, 1000000, NULL, NULL },
	{ "quotes-verbatim", "aspx", PAGE "x = @", "\"", ";" END, 1000000, NULL, NULL },
	{ "round", "aspx", PAGE, "(", END, 4 << 20, NULL, NULL },
	{ "curly", "aspx", PAGE, "{", END, 4 << 20, NULL, NULL },
	{ "calls", "aspx", PAGE, "f(", END, 4 << 20, NULL, NULL },
	{ "if", "aspx", PAGE, "if(a){", END, 4 << 20, NULL, NULL },
	{ "interpolated", "aspx", PAGE "x = ", "$\"{", END, 4 << 20, NULL, NULL },
	{ "escapes", "aspx", PAGE, "\\u0065", END, 4 << 20, NULL, NULL },
	{ "long-name", "aspx", PAGE, "a", END, 10 << 20, NULL, NULL },
	{ "members", "aspx", PAGE "a", ".b", ";" END, 4 << 20, NULL, NULL },
	{ "assign", "aspx", PAGE, "a=b;b=a;", END, 4 << 20, NULL, NULL },
	{ "assign-request", "aspx", PAGE, "a=b+Request[\"c\"];b=a;", END, 4 << 20, NULL, NULL },
	{ "lambdas", "aspx", PAGE "var a=new[]{1,2,3,4};", "x=a.Select(b=>b+1);",
	  END, 4 << 20, NULL, NULL },
	{ "lists", "aspx", PAGE "var a=\"b\";", "x=new byte[512];x[1]=2;",
	  END, 4 << 20, NULL, NULL },
	{ "functions", "aspx", PAGE, "void f(a){f(a);}", END, 4 << 20, NULL, NULL },
	{ "blocks", "aspx", "", "<%a%>", "", 1 << 20, NULL, NULL },
	{ "open-tags", "aspx", "", "<%", "", 10 << 20, NULL, NULL },
	{ "directives", "aspx", "", "<%@ a=\"b\" %>", "", 10 << 20, NULL, NULL },
	{ "attributes", "aspx", "<%@ Page ", "a=\"b\" ", END, 10 << 20, NULL, NULL },
	{ "comments", "aspx", PAGE, "/*", END, 10 << 20, NULL, NULL },
	{ "html-comments", "aspx", "<% a %>", "<!--", "", 10 << 20, NULL, NULL },
	{ "scripts", "aspx", "", "<script runat=server>", "", 10 << 20, NULL, NULL },
	{ "less", "aspx", "<% a %>", "<", "", 10 << 20, NULL, NULL },
	{ "entities", "aspx", PAGE, "&#x25;", END, 10 << 20, NULL, NULL },
	{ "base64", "aspx", PAGE "x=\"", "PCVAIFBhZ2U", "\";" END, 4 << 20, NULL, NULL },
	{ "utf7", "aspx", "<% a %>", "+ADw-", "", 10 << 20, NULL, NULL },
	{ "concat-vb", "asp", "<% x = \"a\"", " & \"b\"", END, 4 << 20, NULL, NULL },
	{ "chr-vb", "asp", "<% x = chr(97)", "&chr(98)", END, 4 << 20, NULL, NULL },
	{ "colons-vb", "asp", "<% ", ":", END, 10 << 20, NULL, NULL },
	{ "razor", "cshtml", "", "@{", "", 4 << 20, NULL, NULL },
	{ "razor-at", "cshtml", "", "@", "", 10 << 20, NULL, NULL },
	{ "generic", "ashx", "<%@ WebHandler Language=\"C#\" %>", "a<", "", 4 << 20, NULL, NULL },
	{ "config", "config", "<configuration>", "<a>", "", 10 << 20, NULL, NULL },
	{ "zeros", "aspx", "<% a %>", "\t", "", 10 << 20, NULL, NULL },

	/* What might be looked at again for each level, each use or each miss. */
	{ "headers", "aspx", PAGE, "f(", END, 2 << 20, "", "){}" },
	{ "headers-two", "aspx", PAGE, "void f(a,", END, 2 << 20, "", "){}" },
	{ "headers-jscript", "aspx", SCRIPT, "function f(", END, 2 << 20, "", "){}" },
	{ "headers-typed", "aspx", SCRIPT, "function f(a:", END, 2 << 20, "", "){}" },
	{ "function-words", "aspx", SCRIPT, "function f ", END, 4 << 20, NULL, NULL },
	{ "functions-vb", "asp", "<% ", "Function f(a):f=a:", END, 4 << 20, NULL, NULL },
	{ "functions-run", "aspx", PAGE, "string f\1(string a){return a;}x=f\1(\"b\");", END,
	  2 << 20, NULL, NULL },
	{ "functions-deep", "aspx", PAGE, "string f(string a){return f(a);}x=f(\"b\");", END,
	  2 << 20, NULL, NULL },
	{ "lists-nested", "aspx", PAGE, "f(new byte[]{1},", END, 2 << 20, "", ")" },
	{ "lambdas-nested", "aspx", PAGE, "f(a=>", END, 2 << 20, "", ")" },
	{ "parameters-nested", "aspx", PAGE, "(a=", END, 2 << 20, "", "=>1)=>1" },
	{ "bodies-skipped", "aspx", SCRIPT "function f(a){", "if(0)a=\"b\";",
	  "return a;}x=f(1);" END,
	  4 << 20, NULL, NULL },
	{ "bodies-nested", "aspx", SCRIPT "function f(a){", "if(0){", "}x=f(1);" END, 2 << 20, "",
	  "}" },
	{ "loops", "aspx", PAGE "var a=\"\";", "for(int i=0;i<999999;i++){a+=\"b\";}",
	  END, 2 << 20, NULL, NULL },
	{ "loops-nested", "aspx", PAGE, "for(int i=0;i<9;i++)", ";" END, 2 << 20, NULL, NULL },
	{ "loops-vb", "asp", "<% ", "For i=1 To 999999:a=a&\"b\":Next:", END, 2 << 20, NULL, NULL },
	{ "name-in-loop", "aspx", SCRIPT "for(var i=0;i<9999999;i++){", "a", "=i;}"
	  END, 4 << 20, NULL, NULL },
	{ "names", "aspx", PAGE, "var a\1=b\1;x=a\1;", END, 2 << 20, NULL, NULL },
	{ "names-in-functions", "aspx", PAGE, "void f\1(){var a\1=b;}", END, 2 << 20, NULL, NULL },
	{ "keys", "aspx", PAGE, "x=Session[\"a\1\"];", END, 2 << 20, NULL, NULL },
	{ "gates", "aspx", PAGE, "if(Request[\"a\1\"]==\"b\"){}", END, 2 << 20, NULL, NULL },
	{ "aliases", "aspx", PAGE, "using a\1=b.c;a\1;", END, 4 << 20, NULL, NULL },
	{ "alias-long", "aspx", "<%@ Import Namespace=\"a=", "b", END, 4 << 20, "\" %><% ", "a;" },
	{ "alias-words", "aspx",
	  "<%@ Import Namespace=\"a=Namespaces.Of.A.Kind.That.Nobody.Would.Write\" %><% ",
	  "a;", END,
	  4 << 20, NULL, NULL },
	{ "text-used", "aspx", PAGE "var a=\"", "b", END, 4 << 20, "\";", "x=a;" },
	{ "text-lengths", "aspx", PAGE "var a=\"", "\303\251", END, 4 << 20, "\";var c=a+\"d\";",
	  "x=a.Length;y=c.Length;" },
	{ "text-trimmed", "aspx", PAGE "var a=\"", "b", END, 4 << 20, "\";", "x=a.Trim(\"b\");" },
	{ "text-trim-set", "aspx", PAGE "var a=\"", "b", END, 4 << 20, "\";", "x=\"bb\".Trim(a);" },
	{ "text-replaced", "aspx", PAGE "var a=\"", "b", END, 4 << 20, "\";",
	  "x=a.Replace(\"b\",\"c\");" },
	{ "text-set", "aspx", SCRIPT "var a=\"", "b", END, 4 << 20, "\";",
	  "x=a.replace(/[bc]/g,\"\");" },
	{ "text-found", "aspx", PAGE "var a=\"", "b", END, 4 << 20, "\";var c=a+\"d\";",
	  "x=c.IndexOf(a);" },
	{ "text-evaluated", "aspx", SCRIPT "var a=\"", "b", END, 4 << 20, "\";", "eval(a);" },
	{ "text-vb", "asp", "<% a=\"", "b", END, 4 << 20, "\"\n", "x=Mid(a,7,1)\n" },
	{ "text-class", "aspx", PAGE "a=Request[\"b\"];a=\"", " ", END, 2 << 20, "\";",
	  "x=Type.GetType(a);" },
	{ "text-path", "aspx", PAGE "File.WriteAllText(\"b\",c);a=Request[\"b\"];a=\"", " ", END,
	  2 << 20, "\";", "Server.Execute(a);" },
	{ "text-paths", "aspx", PAGE "a=Request[\"b\"];a=\"", "b", END, 2 << 20, "\";",
	  "File.WriteAllText(a,c);" },
	{ "text-program", "asp", "<% a=Request(\"b\")\na=\"", " ", END, 2 << 20, "\"\n",
	  "Set x=CreateObject(a)\n" },
	{ "razor-quotes", "cshtml", "", "@{\"", "", 4 << 20, NULL, NULL },
	{ "razor-calls", "cshtml", "", "@a.b(\"", "", 4 << 20, NULL, NULL },
	{ "razor-comments", "cshtml", "", "@{/*", "", 4 << 20, NULL, NULL },
	{ "code-vb", "vbhtml", "", "@Code ", "", 4 << 20, NULL, NULL },
	{ "regions", "aspx", PAGE, "#if a\n", END, 4 << 20, NULL, NULL },
	{ "raw-strings", "aspx", PAGE, "\"\"\"a", END, 4 << 20, NULL, NULL },
	{ "comments-in-script", "aspx", "<script runat=server>", "\"<%--a--%>\"",
	  "", 4 << 20, NULL, NULL },
	{ "deflated", "aspx", PAGE,
	  "x=\"q1YqSS0uUbJSKklMKk1RqgUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\";",
	  END, 4 << 20, NULL, NULL },
	{ "inflated", "aspx", PAGE, "x=\"H4sIAAAAAAAAAAAA\";", END, 4 << 20, NULL, NULL },
	{ "numbers", "aspx", PAGE, "77 90 ", END, 4 << 20, NULL, NULL },
	{ "handlers", "config", HANDLERS,
	  "<add path=\"*.png\" verb=\"*\" type=\"System.Web.UI.PageHandlerFactory\"/>",
	  "", 10 << 20, NULL, NULL },
	{ "code-in-comments", "config", "<configuration>", "<!--<%a%>-->",
	  "", 10 << 20, NULL, NULL },
	{ "elements", "config", "<configuration><!--", "<%@", "", 10 << 20, NULL, NULL },
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
