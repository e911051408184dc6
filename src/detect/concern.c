#include "detect/concern.h"

#include "base/span.h"
#include "detect/extension.h"

bool axr_concerns(const struct axr_subject *subject, const struct axr_layer *layer,
		  unsigned contents)
{
	bool page_name = axr_is_page_extension(subject->file.extension);
	unsigned is = 1U << layer->content;

	if (!contents)
		return true;
	/*
	 * It shows no server code, yet IIS would take it for a page.  The rules for pages are also
	 * those for text and for anything else, so these need not look again.
	 */
	if (page_name &&
	    (layer->content == AXR_CONTENT_TEXT || layer->content == AXR_CONTENT_OTHER))
		return contents & 1U << AXR_CONTENT_PAGE;
	if (contents & is)
		return true;
	if (page_name && layer->content == AXR_CONTENT_PE)
		return contents & 1U << AXR_CONTENT_PAGE;
	/* a configuration that carries code */
	if (layer->content == AXR_CONTENT_PAGE && contents & 1U << AXR_CONTENT_CONFIG)
		return axr_span_is(subject->file.extension, "config");
	return false;
}
