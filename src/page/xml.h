/*
 * XML as a stream of events, for configuration files: bounded, without entities of its own and
 * without anything from outside.  Expat does the work.
 *
 * UTF-8, UTF-16, ISO-8859-1 and US-ASCII are understood, by BOM or declaration; names and values
 * arrive as UTF-8.
 */
#ifndef AXR_PAGE_XML_H
#define AXR_PAGE_XML_H

#include "aspxray.h"

enum {
	AXR_XML_DEPTH = 128,     /* elements below each other; IIS needs about ten */
	AXR_XML_ATTRIBUTES = 512 /* of one element */
};

struct axr_xml_attribute {
	struct axr_span name, value;
};

enum axr_xml_kind { AXR_XML_START, AXR_XML_END, AXR_XML_TEXT, AXR_XML_COMMENT };

struct axr_xml_event {
	enum axr_xml_kind kind;
	unsigned depth; /* of the element that starts, ends or holds the text; the root is 1 */
	struct axr_span name;  /* of an element; empty else */
	struct axr_span text;  /* of a text (perhaps only a piece of it) or a comment */
	const struct axr_xml_attribute *attributes; /* of a start */
	size_t attribute_count;
	uint32_t line; /* from 1 */
	size_t offset; /* in bytes of the input */
};

/* Gets every event; what it points to lives until it returns.  False ends the reading. */
typedef bool (*axr_xml_fn)(void *user, const struct axr_xml_event *event);

/*
 * Reads all of text.  AXR_OK at its end or when fn ended it; AXR_EFORMAT with "line N: ..." in
 * *err where it is malformed, too deep, or declares entities (events up to there were given);
 * AXR_ENOMEM.
 */
int axr_xml_read(struct axr_span text, axr_xml_fn fn, void *user, struct axr_err *err);

/* The value of an attribute of a start event; an empty span with ptr NULL where there is none. */
struct axr_span axr_xml_get(const struct axr_xml_event *event, const char *attribute);

#endif
