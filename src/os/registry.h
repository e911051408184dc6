/*
 * What a running Windows says of itself: its registry and its environment.  Elsewhere there is
 * none: axr_os_has_registry() is false and the acts fail.
 *
 * Acts return 0 or the system's own error code, as in os.h.  Keys lie below HKEY_LOCAL_MACHINE and
 * are read as 64-bit programs see them, whatever program asks.
 */
#ifndef AXR_OS_REGISTRY_H
#define AXR_OS_REGISTRY_H

#include "base/buf.h"

bool axr_os_has_registry(void);

/*
 * Appends a text of the key ("SOFTWARE\\Microsoft\\..."), its variables as they are written; up to
 * the first NUL.  A value of another type is "not found".
 */
int axr_os_registry_text(const char *key, const char *name, struct axr_buf *text);

int axr_os_registry_number(const char *key, const char *name, uint32_t *number);

/*
 * Appends the value of a variable of the environment.  SystemRoot and windir are what the system
 * says, not what whoever started us says.
 */
int axr_os_variable(const char *name, struct axr_buf *value);

#endif
