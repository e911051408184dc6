/*
 * An ASP.NET or classic ASP page as IIS reads it: directives, blocks of code, their tokens with
 * escapes undone and constants folded.  Tolerant (any bytes give a page, perhaps an empty one),
 * bounded, linear in the length of the text.
 *
 * Everything lies in the arena that axr_page_read() was given, or points into the text.
 */
#ifndef AXR_PAGE_PAGE_H
#define AXR_PAGE_PAGE_H

#include "base/arena.h"
#include "base/buf.h"

enum axr_lang {
	AXR_LANG_UNKNOWN,
	AXR_LANG_CSHARP,
	AXR_LANG_VB,       /* Visual Basic .NET */
	AXR_LANG_JSCRIPT,  /* JScript .NET and the classic one */
	AXR_LANG_VBSCRIPT, /* classic ASP */
	AXR_LANG_OTHER     /* named, and none of these: Perl, PHP, J# */
};

enum axr_block_kind {
	AXR_BLOCK_CODE,	      /* <% ... %> */
	AXR_BLOCK_EXPRESSION, /* <%= ... %>, <%: ... %> */
	AXR_BLOCK_BINDING,    /* <%# ... %> */
	AXR_BLOCK_BUILDER,    /* <%$ ... %> */
	AXR_BLOCK_SCRIPT,     /* <script runat=server> ... </script> */
	AXR_BLOCK_FILE,	 /* all of an .ashx, .asmx, .svc behind its directive, or of a .cs, .vb */
	AXR_BLOCK_RAZOR, /* @{ ... }, @( ... ), @functions { ... } of .cshtml and .vbhtml */
	AXR_BLOCK_EVALUATED /* a constant that the page gives to eval, Execute and the like: at and
			       len are of that constant, and so are those of all its tokens; these
			       blocks come behind all others */
};

struct axr_block {
	enum axr_block_kind kind;
	enum axr_lang lang;
	uint32_t at, len;      /* of the code in the text */
	uint32_t first, count; /* its tokens; in VB and VBScript the last one is a NEWLINE */
	bool encoded;          /* a Script Encoder language: decode before reading */
};

enum axr_token_kind {
	AXR_TOKEN_WORD, /* identifier or keyword; text has escapes undone, format characters and @
			   or
			   [] dropped, and is lower case in VB and VBScript */
	AXR_TOKEN_NUMBER,
	AXR_TOKEN_STRING,  /* text is the value: quotes and escapes undone */
	AXR_TOKEN_CHAR,	   /* 'c' in C#, "c"c in VB; text is the value */
	AXR_TOKEN_PUNCT,   /* operator or bracket, the longest that the language has */
	AXR_TOKEN_NEWLINE, /* a statement's end in VB and VBScript (':' too); not given elsewhere */
	AXR_TOKEN_REGEX	   /* /.../flags of JScript, as written */
};

enum axr_token_flag {
	AXR_TOKEN_FOLDED = 1 << 0, /* stands for a constant expression, or for a name whose value is
				      constant; at and len are of the whole expression or name */
	AXR_TOKEN_ESCAPED = 1 << 1,	 /* was written with escapes or format characters */
	AXR_TOKEN_INTERPOLATED = 1 << 2, /* of an interpolated string, which is given as what it
					    means: $"a{b}c" is ("a"+(b)+"c") */
	AXR_TOKEN_CUT = 1 << 3		 /* unterminated */
};

struct axr_token {
	uint8_t kind, flags;
	uint16_t block;        /* index; the last one stands for all above 65,535 */
	uint32_t at, len;      /* as written, in the text */
	uint32_t mate; /* of a bracket: the index of its partner; else, or unpaired, UINT32_MAX */
	struct axr_span text;  /* normalised */
};

struct axr_attribute_value {
	struct axr_span name; /* as written */
	struct axr_span value; /* quotes off, entities undone */
	uint32_t at;
};

struct axr_directive { /* <%@ Page Language="C#" %>; of .ashx, .asmx, .svc likewise */
	struct axr_span name; /* "Page", "WebHandler", ...; empty where only attributes stand */
	struct axr_attribute_value *attributes;
	uint32_t attribute_count;
	uint32_t at, len;
};

enum axr_reference_kind {
	AXR_REF_INCLUDE_FILE,    /* <!-- #include file="..." --> */
	AXR_REF_INCLUDE_VIRTUAL,
	AXR_REF_CODE,            /* Src=, CodeFile=, CodeBehind=; <script runat=server src=...> */
	AXR_REF_CONTROL,         /* Register Src=..., MasterPageFile= */
	AXR_REF_OBJECT           /* <object runat=server progid= / classid=> */
};

struct axr_reference {
	enum axr_reference_kind kind;
	struct axr_span target;
	uint32_t at;
};

struct axr_alias { /* using A = B.C; Imports A = B.C; <%@ Import Namespace="A = B.C" %> */
	struct axr_span name;   /* lower case in VB; empty where B.C is only imported */
	struct axr_span target; /* the same */
};

struct axr_page {
	struct axr_span text;
	enum axr_lang lang; /* of the page: by its directive, its extension or its looks */
	bool classic;       /* classic ASP rather than ASP.NET */
	bool server_code;   /* at least one block, or a directive that names code */
	struct axr_directive *directives;
	uint32_t directive_count;
	struct axr_block *blocks;
	uint32_t block_count;
	struct axr_token *tokens; /* of all blocks, in order; folded */
	uint32_t token_count;
	struct axr_reference *references;
	uint32_t reference_count;
	struct axr_alias *aliases;
	uint32_t alias_count;
	uint32_t
		escaped_words; /* identifiers that were written with escapes or format characters */
	uint32_t empty_blocks;    /* <%%> */
	bool truncated;           /* a limit was hit: what follows was not read */
	const char *limit;        /* which one; NULL where none was */
};

struct axr_page_limits {
	uint32_t blocks, tokens, directives, references;
	uint32_t fold_bytes; /* most bytes that all folded constants may take together */
};

extern const struct axr_page_limits axr_page_default_limits;

/*
 * Reads UTF-8 text (invalid bytes are taken as Latin-1 letters).  extension has no dot and decides
 * what a file without tags means (.ashx, .cs, .cshtml); it may be empty.  limits may be NULL.
 * Returns NULL only where the arena is exhausted.  text must be shorter than 4 GiB.  Where the
 * arena's clock runs out, the page is truncated, by the limit "time".
 */
struct axr_page *axr_page_read(struct axr_arena *arena, struct axr_span text,
			       struct axr_span extension, const struct axr_page_limits *limits);

struct axr_map_point; /* base/layer.h */

/*
 * The canonical text: the page with comments gone, escapes undone, constants folded, tokens set
 * apart by one space only where they would run together, aliases resolved, one statement a line:
 * f(x["y"],"z").  HTML between the blocks is left out; directives and references
 * stand first.  Strings stand in double quotes whatever the language; of their characters only the
 * quote, line ends and NUL are escaped.  map has a point for every token.  false where memory is
 * exhausted.  Where the arena's clock runs out, the text ends there.
 */
bool axr_page_canonical(const struct axr_page *page, struct axr_arena *arena, struct axr_span *text,
			struct axr_map_point **map, size_t *map_count);

/* The value of a directive's attribute, by name without regard to case; empty where there is none.
 */
struct axr_span axr_directive_get(const struct axr_directive *directive, const char *attribute);

/*
 * Where the '@' of the directive stands that begins at byte at, with "<%" and maybe blanks;
 * SIZE_MAX where none does.
 */
size_t axr_directive_mark(struct axr_span text, size_t at);

/* By what a Language attribute may say: "C#", "cs", "VB", "JScript.Encode", ... */
enum axr_lang axr_lang_parse(struct axr_span name, bool *encoded);

#endif
