/* What single elements of IIS's and ASP.NET's configuration mean when they are abused. */
#ifndef AXR_DETECT_CONFIG_ELEMENT_H
#define AXR_DETECT_CONFIG_ELEMENT_H

#include "page/xml.h"

enum axr_section { /* the element around */
		   AXR_SECTION_OTHER,
		   AXR_SECTION_HANDLERS,   /* handlers, httpHandlers */
		   AXR_SECTION_BUILD,	   /* buildProviders */
		   AXR_SECTION_EXTENSIONS, /* requestFiltering/fileExtensions */
		   AXR_SECTION_SEGMENTS,   /* requestFiltering/hiddenSegments */
		   AXR_SECTION_MODULES,	   /* modules, httpModules */
		   AXR_SECTION_GLOBAL,	   /* globalModules */
		   AXR_SECTION_FILTERS,	   /* isapiFilters */
		   AXR_SECTION_CGI	   /* isapiCgiRestriction */
};

struct axr_element_place { /* where the file stands, as far as it matters here */
	bool exchange;	   /* a folder of Exchange, or aspnet_client */
};

struct axr_element_verdict {
	const char *rule; /* NULL: nothing to say */
	const char *title;
	const char *technique;
	int score;
};

enum axr_section axr_section_of(struct axr_span element);

/* What a start event says, inside a section. */
struct axr_element_verdict axr_element(enum axr_section section, const struct axr_xml_event *event,
				       const struct axr_element_place *place);

#endif
