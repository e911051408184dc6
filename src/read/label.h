/* What a file's header says it is, in the words that YARA rule sets ask for (filetype). */
#ifndef AXR_READ_LABEL_H
#define AXR_READ_LABEL_H

#include "aspxray.h"

/* "EXE", "ZIP", "ASP", ...; "" where the header is unknown.  A static string. */
const char *axr_label_of(struct axr_span head);

#endif
