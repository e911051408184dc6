/* What hivex wants of iconv on Windows, which has none: UTF-8, UTF-16LE and Latin-1. */
#ifndef ASPXRAY_ICONV_H
#define ASPXRAY_ICONV_H

#include <stddef.h>

typedef struct iconv_pair *iconv_t;

iconv_t iconv_open(const char *to, const char *from);
size_t iconv(iconv_t pair, char **in, size_t *in_left, char **out, size_t *out_left);
int iconv_close(iconv_t pair);

#endif
