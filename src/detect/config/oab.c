#include "detect/config/oab.h"

#include "base/span.h"

static const char *const settings[] = { "ExternalUrl",
					"InternalUrl",
					"InternalAuthenticationMethods",
					"ExternalAuthenticationMethods",
					"ExtendedProtectionTokenChecking",
					"ExchangeVersion",
					"WhenChangedUTC",
					"WhenCreatedUTC",
					"OfflineAddressBooks",
					"PollInterval",
					"RequireSSL",
					"BasicAuthentication",
					"WindowsAuthentication",
					"MetabasePath",
					"AdminDisplayVersion",
					"OriginatingServer" };

enum { SETTINGS = sizeof(settings) / sizeof(settings[0]) };

/* "Name      : value"; false for any other line. */
static bool setting(struct axr_span line, struct axr_span *name, struct axr_span *value)
{
	size_t colon = axr_span_find_byte(line, ':', 0);

	if (colon == SIZE_MAX || colon == 0 || line.ptr[colon - 1] != ' ')
		return false;
	*name = axr_span_trim(axr_span_cut(line, 0, colon));
	*value = axr_span_trim(axr_span_from(line, colon + 1));
	return true;
}

bool axr_oab_may_hold_script(struct axr_span text)
{
	for (size_t i = axr_span_find_byte(text, '<', 0) + 1; i && i < text.len;
	     i = axr_span_find_byte(text, '<', i) + 1)
		if (text.ptr[i] == '%' || (axr_lower(text.ptr[i]) == 's' &&
					   axr_span_istarts(axr_span_from(text, i), "script")))
			return true;
	return false;
}

static void read_url(struct axr_oab *oab, struct axr_span text, struct axr_span value)
{
	size_t at = axr_span_ifind(value, axr_span_str("://"), 0);

	if (!value.len)
		return;
	if (!oab->url_len || axr_span_find_byte(value, '<', 0) != SIZE_MAX) {
		oab->url = (size_t)(value.ptr - text.ptr);
		oab->url_len = value.len;
	}
	oab->script |= axr_oab_may_hold_script(value);
	if (at != SIZE_MAX && at + 4 < value.len && axr_is_alpha(value.ptr[at + 3]) &&
	    value.ptr[at + 4] == '/')
		oab->token = true;
}

struct axr_oab axr_oab_read(struct axr_span text)
{
	struct axr_oab oab = { .markers = 0 };
	struct axr_span rest = text, line, name, value;
	uint32_t seen = 0;

	while (axr_span_line(&rest, &line)) {
		if (!setting(line, &name, &value))
			continue;
		for (unsigned i = 0; i < SETTINGS; i++) {
			if (!axr_span_iis(name, settings[i]))
				continue;
			oab.markers += !(seen >> i & 1);
			seen |= UINT32_C(1) << i;
			if (i < 2) /* the two URLs */
				read_url(&oab, text, value);
		}
	}
	return oab;
}
