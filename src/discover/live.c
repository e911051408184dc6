#include "discover/live.h"

#include <stdio.h>

#include "base/err.h"
#include "base/span.h"
#include "os/os.h"
#include "os/registry.h"

static int host_text(void *user, const char *key, const char *name, struct axr_buf *text)
{
	(void)user;
	return axr_os_registry_text(key, name, text);
}

static int host_number(void *user, const char *key, const char *name, uint32_t *number)
{
	(void)user;
	return axr_os_registry_number(key, name, number);
}

static int host_variable(void *user, const char *name, struct axr_buf *value)
{
	(void)user;
	return axr_os_variable(name, value);
}

const struct axr_live axr_live_host = {
	.text = host_text,
	.number = host_number,
	.variable = host_variable,
};

static bool get_other(const void *user, const char *name, struct axr_buf *value)
{
	const struct axr_live *live = user;

	return !live->variable(live->user, name, value) && value->len;
}

/* A folder by the first of its names that has a value; without a trailing separator. */
static void get_folder(const struct axr_live *live, struct axr_arena *arena,
		       const char *const *names, struct axr_span *folder)
{
	struct axr_buf value = { 0 };
	struct axr_span found;

	for (; *names; names++) {
		axr_buf_reset(&value);
		if (!get_other(live, *names, &value))
			continue;
		found = axr_buf_span(&value);
		while (found.len && found.ptr[found.len - 1] == '\\')
			found.len--;
		/* what is no absolute path would be looked for in the current folder */
		if (!axr_winpath_drive(found))
			continue;
		*folder = axr_arena_copy(arena, found);
		break;
	}
	axr_buf_free(&value);
}

void axr_live_variables(const struct axr_live *live, struct axr_arena *arena,
			struct axr_winpath_variables *variables)
{
	static const char *const system_drive[] = { "SystemDrive", NULL };
	static const char *const system_root[] = { "SystemRoot", "windir", NULL };
	/* a 32-bit parent hands down a ProgramFiles of its own, but ProgramW6432 as it was */
	static const char *const program_files[] = { "ProgramW6432", "ProgramFiles", NULL };
	static const char *const program_data[] = { "ProgramData", "AllUsersProfile", NULL };
	static const char *const exchange[] = { "ExchangeInstallPath", NULL };

	*variables = axr_winpath_defaults;
	get_folder(live, arena, system_drive, &variables->system_drive);
	get_folder(live, arena, system_root, &variables->system_root);
	get_folder(live, arena, program_files, &variables->program_files);
	get_folder(live, arena, program_data, &variables->program_data);
	get_folder(live, arena, exchange, &variables->exchange);
	variables->other = get_other;
	variables->user = live;
}

static bool is_absent(int code)
{
	return axr_os_trouble(code) == AXR_TROUBLE_VANISHED;
}

enum axr_registry_status axr_live_exchange(const struct axr_live *live, struct axr_arena *arena,
					   struct axr_registry_exchange *exchange,
					   struct axr_err *err)
{
	struct axr_buf path = { 0 };
	char text[128];
	int code = 0;

	*exchange = (struct axr_registry_exchange){ 0 };
	for (size_t i = 0; axr_registry_setups[i] && !exchange->install_path.len; i++) {
		char key[64];

		snprintf(key, sizeof(key), "SOFTWARE\\%s", axr_registry_setups[i]);
		axr_buf_reset(&path);
		code = live->text(live->user, key, "MsiInstallPath", &path);
		if (code && !is_absent(code))
			break;
		if (code || !path.len)
			continue;
		exchange->install_path = axr_arena_copy(arena, axr_buf_span(&path));
		exchange->has_version = true;
		for (size_t k = 0; k < 4; k++)
			exchange->has_version &= !live->number(live->user, key,
							       axr_registry_version[k],
							       &exchange->version[k]);
	}
	axr_buf_free(&path);
	if (!code || is_absent(code))
		return AXR_REGISTRY_OK;
	axr_fail(err, AXR_EIO, "%s", axr_os_error(code, text, sizeof(text)));
	return AXR_REGISTRY_BROKEN;
}
