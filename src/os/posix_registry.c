#include "os/registry.h"

#include <errno.h>

bool axr_os_has_registry(void)
{
	return false;
}

int axr_os_registry_text(const char *key, const char *name, struct axr_buf *text)
{
	(void)key, (void)name, (void)text;
	return ENOENT;
}

int axr_os_registry_number(const char *key, const char *name, uint32_t *number)
{
	(void)key, (void)name, (void)number;
	return ENOENT;
}

/* The environment of this system names none of its folders as Windows does. */
int axr_os_variable(const char *name, struct axr_buf *value)
{
	(void)name, (void)value;
	return ENOENT;
}
