/*
 * The settings of an OAB virtual directory, as Exchange exports them: with script in ExternalUrl
 * and a page's name they are the web shell of CVE-2021-27065.
 */
#ifndef AXR_DETECT_CONFIG_OAB_H
#define AXR_DETECT_CONFIG_OAB_H

#include "aspxray.h"

struct axr_oab {
	unsigned markers;    /* settings of such an export that are there, each once */
	size_t url, url_len; /* of the first ExternalUrl or InternalUrl with a value; len 0: none */
	bool script;	     /* a URL holds code */
	bool token;	     /* a URL has a host of one letter: the mark of the known attacks */
};

/* Looks through text; needs no memory. */
struct axr_oab axr_oab_read(struct axr_span text);

/* Whether any URL in text could hold code: much quicker than reading it, and mostly false. */
bool axr_oab_may_hold_script(struct axr_span text);

#endif
