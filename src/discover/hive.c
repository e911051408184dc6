#include "discover/registry.h"

#include "base/err.h"
#include "base/span.h"
#include "os/os.h"

const char *const axr_registry_setups[] = {
	"Microsoft\\ExchangeServer\\v15\\Setup",
	"Microsoft\\ExchangeServer\\v14\\Setup",
	NULL,
};

const char *const axr_registry_version[4] = {
	"MsiProductMajor",
	"MsiProductMinor",
	"MsiBuildMajor",
	"MsiBuildMinor",
};

#ifdef AXR_HAVE_HIVEX

#include <errno.h>
#include <hivex.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	HIVE_LIMIT = 1 << 30 /* bytes; those of real servers: under 300 MB */
};

/*
 * Hives of a server that was not shut down are dirty: read what is there all the same (UNSAFE).  To
 * be read only a hive would be mapped, and an error of the disk, or a file that shrinks, would be
 * the end of us: to be written it is read to memory.  It is opened to be read all the same, and
 * nothing is written but by hivex_commit().
 */
static hive_h *open_hive(const char *path, struct axr_err *err)
{
	struct axr_os_stat stat;
	int code = axr_os_stat_path(path, &stat);
	char text[128];
	hive_h *hive;

	if (code) {
		axr_fail(err, AXR_EIO, "%s", axr_os_error(code, text, sizeof(text)));
		return NULL;
	}
	if (stat.size > HIVE_LIMIT) {
		axr_fail(err, AXR_EFORMAT, "it is too large to be a hive");
		return NULL;
	}
	hive = hivex_open(path, HIVEX_OPEN_UNSAFE | HIVEX_OPEN_WRITE);
	if (!hive)
		axr_fail(err, AXR_EFORMAT, "libhivex: %s", strerror(errno));
	return hive;
}

static hive_node_h walk_down(hive_h *hive, const char *key)
{
	struct axr_span rest = axr_span_str(key);
	hive_node_h node = hivex_root(hive);
	char name[64];

	while (node && rest.len) {
		struct axr_span next = axr_span_until(&rest, '\\');

		snprintf(name, sizeof(name), "%.*s", (int)next.len, (const char *)next.ptr);
		node = hivex_node_get_child(hive, node, name);
	}
	return node;
}

static struct axr_span get_string(hive_h *hive, hive_node_h node, const char *name,
				  struct axr_arena *arena)
{
	hive_value_h value = hivex_node_get_value(hive, node, name);
	char *text = value ? hivex_value_string(hive, value) : NULL;
	struct axr_span copy = axr_span(NULL, 0);

	if (text)
		copy = axr_arena_copy(arena, axr_span_str(text));
	free(text);
	return copy;
}

static bool get_number(hive_h *hive, hive_node_h node, const char *name, uint32_t *number)
{
	hive_value_h value = hivex_node_get_value(hive, node, name);
	hive_type type;
	size_t len;

	if (!value || hivex_value_type(hive, value, &type, &len) || type != hive_t_REG_DWORD ||
	    len != 4)
		return false;
	*number = (uint32_t)hivex_value_dword(hive, value);
	return true;
}

static void read_setup(hive_h *hive, hive_node_h setup, struct axr_arena *arena,
		       struct axr_registry_exchange *exchange)
{
	exchange->install_path = get_string(hive, setup, "MsiInstallPath", arena);
	exchange->has_version = true;
	for (size_t i = 0; i < 4; i++)
		exchange->has_version &= get_number(hive, setup, axr_registry_version[i],
						    &exchange->version[i]);
}

enum axr_registry_status axr_registry_hive(const char *path, struct axr_arena *arena,
					   struct axr_registry_exchange *exchange,
					   struct axr_err *err)
{
	hive_h *hive = open_hive(path, err);

	*exchange = (struct axr_registry_exchange){ 0 };
	if (!hive)
		return AXR_REGISTRY_BROKEN;
	for (size_t i = 0; axr_registry_setups[i] && !exchange->install_path.len; i++) {
		hive_node_h setup = walk_down(hive, axr_registry_setups[i]);

		if (setup)
			read_setup(hive, setup, arena, exchange);
	}
	hivex_close(hive);
	return AXR_REGISTRY_OK;
}

/* The set of services and names that the system was started with last. */
static struct axr_span read_computer(hive_h *hive, struct axr_arena *arena)
{
	hive_node_h select = walk_down(hive, "Select"), node;
	char key[64];
	uint32_t current;

	if (!select || !get_number(hive, select, "Current", &current) || current > 999)
		return axr_span(NULL, 0);
	snprintf(key, sizeof(key), "ControlSet%03u\\Control\\ComputerName\\ComputerName",
		 (unsigned)current);
	node = walk_down(hive, key);
	return node ? get_string(hive, node, "ComputerName", arena) : axr_span(NULL, 0);
}

enum axr_registry_status axr_registry_computer(const char *path, struct axr_arena *arena,
					       struct axr_span *name, struct axr_err *err)
{
	hive_h *hive = open_hive(path, err);

	*name = axr_span(NULL, 0);
	if (!hive)
		return AXR_REGISTRY_BROKEN;
	*name = read_computer(hive, arena);
	hivex_close(hive);
	return AXR_REGISTRY_OK;
}

#else

enum axr_registry_status axr_registry_computer(const char *path, struct axr_arena *arena,
					       struct axr_span *name, struct axr_err *err)
{
	(void)path, (void)arena;
	*name = axr_span(NULL, 0);
	axr_fail(err, AXR_EINTERNAL, "this program was built without libhivex");
	return AXR_REGISTRY_NOT_BUILT;
}

enum axr_registry_status axr_registry_hive(const char *path, struct axr_arena *arena,
					   struct axr_registry_exchange *exchange,
					   struct axr_err *err)
{
	(void)path, (void)arena;
	*exchange = (struct axr_registry_exchange){ 0 };
	axr_fail(err, AXR_EINTERNAL, "this program was built without libhivex");
	return AXR_REGISTRY_NOT_BUILT;
}

#endif
