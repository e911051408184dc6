#include "page/xml.h"

#include <expat.h>
#include <limits.h>

#include "base/err.h"
#include "base/span.h"

struct reader {
	XML_Parser parser;
	axr_xml_fn fn;
	void *user;
	unsigned depth;
	bool ended;          /* fn has had enough */
	const char *refused; /* what we do not read, though it may be well-formed */
	uint32_t line;       /* of that */
};

static void refuse(struct reader *reader, const char *why)
{
	if (!reader->refused) {
		reader->refused = why;
		reader->line = (uint32_t)XML_GetCurrentLineNumber(reader->parser);
	}
	XML_StopParser(reader->parser, XML_FALSE);
}

static void give(struct reader *reader, struct axr_xml_event *event)
{
	XML_Index offset = XML_GetCurrentByteIndex(reader->parser);

	if (reader->ended || reader->refused)
		return; /* expat still ends an empty element after it was stopped in its start */
	event->depth = reader->depth;
	event->line = (uint32_t)XML_GetCurrentLineNumber(reader->parser);
	event->offset = offset < 0 ? 0 : (size_t)offset;
	if (!reader->fn(reader->user, event)) {
		reader->ended = true;
		XML_StopParser(reader->parser, XML_FALSE);
	}
}

static void XMLCALL on_start(void *user, const XML_Char *name, const XML_Char **pairs)
{
	struct reader *reader = user;
	struct axr_xml_attribute attributes[AXR_XML_ATTRIBUTES];
	struct axr_xml_event event = { .kind = AXR_XML_START, .name = axr_span_str(name) };

	if (reader->depth == AXR_XML_DEPTH) {
		refuse(reader, "elements are nested too deeply");
		return;
	}
	for (; pairs[0]; pairs += 2) {
		if (event.attribute_count == AXR_XML_ATTRIBUTES) {
			refuse(reader, "an element has too many attributes");
			return;
		}
		attributes[event.attribute_count++] = (struct axr_xml_attribute){
			axr_span_str(pairs[0]), axr_span_str(pairs[1])
		};
	}
	event.attributes = attributes;
	reader->depth++;
	give(reader, &event);
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
	struct reader *reader = user;
	struct axr_xml_event event = { .kind = AXR_XML_END, .name = axr_span_str(name) };

	give(reader, &event);
	reader->depth--;
}

static void XMLCALL on_text(void *user, const XML_Char *text, int len)
{
	struct axr_xml_event event = { .kind = AXR_XML_TEXT,
				       .text = axr_span(text, (size_t)len) };

	give(user, &event);
}

static void XMLCALL on_comment(void *user, const XML_Char *text)
{
	struct axr_xml_event event = { .kind = AXR_XML_COMMENT, .text = axr_span_str(text) };

	give(user, &event);
}

/* No configuration of IIS declares entities; who does wants them to multiply. */
static void XMLCALL on_entity(void *user, const XML_Char *name, int is_parameter,
			      const XML_Char *value, int len, const XML_Char *base,
			      const XML_Char *system, const XML_Char *public_id,
			      const XML_Char *notation)
{
	(void)name, (void)is_parameter, (void)value, (void)len, (void)base;
	(void)system, (void)public_id, (void)notation;
	refuse(user, "it declares entities");
}

static int parse(struct reader *reader, struct axr_span text, struct axr_err *err)
{
	enum XML_Error error;

	do { /* an int counts what expat takes at once */
		size_t len = text.len < INT_MAX / 2 ? text.len : INT_MAX / 2;
		bool last = len == text.len;

		if (XML_Parse(reader->parser, (const char *)text.ptr, (int)len, last) !=
		    XML_STATUS_OK)
			break;
		text = axr_span_from(text, len);
		if (last)
			return AXR_OK;
	} while (true);
	if (reader->ended)
		return AXR_OK;
	if (reader->refused)
		return axr_fail(err, AXR_EFORMAT, "line %u: %s", reader->line, reader->refused);
	error = XML_GetErrorCode(reader->parser);
	if (error == XML_ERROR_NO_MEMORY)
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	return axr_fail(err, AXR_EFORMAT, "line %u: %s",
			(unsigned)XML_GetCurrentLineNumber(reader->parser), XML_ErrorString(error));
}

int axr_xml_read(struct axr_span text, axr_xml_fn fn, void *user, struct axr_err *err)
{
	struct reader reader = { .fn = fn, .user = user };
	int status;

	reader.parser = XML_ParserCreate(NULL);
	if (!reader.parser)
		return axr_fail(err, AXR_ENOMEM, "out of memory");
	XML_SetUserData(reader.parser, &reader);
	XML_SetElementHandler(reader.parser, on_start, on_end);
	XML_SetCharacterDataHandler(reader.parser, on_text);
	XML_SetCommentHandler(reader.parser, on_comment);
	XML_SetEntityDeclHandler(reader.parser, on_entity);
	XML_SetParamEntityParsing(reader.parser, XML_PARAM_ENTITY_PARSING_NEVER);
	status = parse(&reader, text, err);
	XML_ParserFree(reader.parser);
	return status;
}

struct axr_span axr_xml_get(const struct axr_xml_event *event, const char *attribute)
{
	for (size_t i = 0; i < event->attribute_count; i++)
		if (axr_span_is(event->attributes[i].name, attribute))
			return event->attributes[i].value;
	return axr_span(NULL, 0);
}
