/* What a file is by its first bytes: only those kinds that say something when a page has them. */
#ifndef AXR_DETECT_MAGIC_H
#define AXR_DETECT_MAGIC_H

#include "aspxray.h"

enum axr_magic {
	AXR_MAGIC_NONE,
	AXR_MAGIC_MAILBOX,     /* Outlook data file: "!BDN" */
	AXR_MAGIC_CERTIFICATE, /* DER: a certificate, or a request for one */
	AXR_MAGIC_IMAGE,
	AXR_MAGIC_PROGRAM,  /* PE, ELF */
	AXR_MAGIC_ARCHIVE,
	AXR_MAGIC_DOCUMENT  /* PDF, OLE */
};

enum axr_magic axr_magic(struct axr_span bytes);

/*
 * Most of the first bytes are neither text in any code page nor UTF-16: control characters that no
 * editor writes make up more than one in twenty.
 */
bool axr_looks_binary(struct axr_span bytes);

/*
 * Where server page syntax begins, or SIZE_MAX: a directive that ASP or ASP.NET knows, or a script
 * tag with runat=server.  <% alone occurs in images by chance.
 */
size_t axr_find_page_syntax(struct axr_span bytes, size_t *len);

#endif
