/* Extensions (without the dot, any case) and what IIS and ASP.NET do with such files by default. */
#ifndef AXR_DETECT_EXTENSION_H
#define AXR_DETECT_EXTENSION_H

#include "aspxray.h"

/*
 * Files that the server runs or compiles: .aspx and its kin, classic ASP with .asa, .cer and .cdx,
 * Razor, and the sources that App_Code takes in.
 */
bool axr_is_page_extension(struct axr_span extension);

/* Files that it sends as they are and never runs: images, styles, scripts, fonts, texts. */
bool axr_is_static_extension(struct axr_span extension);

#endif
