/* XML to events: the depth, the counts and the bounds that the reader promises. */
#include "page/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
	unsigned depth;
	uint32_t line;
	size_t size;
};

static bool on_event(void *user, const struct axr_xml_event *event)
{
	struct seen *seen = user;

	if (event->depth > AXR_XML_DEPTH || event->attribute_count > AXR_XML_ATTRIBUTES ||
	    event->line < seen->line || event->offset > seen->size)
		__builtin_trap();
	if (event->kind == AXR_XML_START && event->depth != ++seen->depth)
		__builtin_trap();
	if (event->kind == AXR_XML_END && event->depth != seen->depth--)
		__builtin_trap();
	seen->line = event->line;
	axr_xml_get(event, "name");
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct seen seen = { .size = size };
	struct axr_err err;

	axr_xml_read((struct axr_span){ data, size }, on_event, &seen, &err);
	return 0;
}
