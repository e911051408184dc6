/* The configuration detector: configuration that runs code, or that hides it. */
#include "base/clock.h"
#include "base/err.h"
#include "base/span.h"
#include "detect/config/element.h"
#include "detect/config/oab.h"
#include "detect/detect.h"
#include "detect/extension.h"

enum {
	DEPTH = 16,	  /* elements below each other that sections are remembered of */
	OAB_MARKERS = 3,  /* settings that make an export, by what the known samples share */
	OAB_MAX = 1 << 20, /* such an export is a few kilobytes */
	EVENT = 256	   /* steps of the clock */
};

struct reading {
	struct axr_subject *subject;
	const struct axr_layer *layer;
	struct axr_element_place place;
	enum axr_section sections[DEPTH]; /* by depth */
};

static void tell(struct reading *reading, size_t at, size_t len,
		 const struct axr_element_verdict *verdict)
{
	struct axr_reason reason = {
		.detector = "config",
		.rule = verdict->rule,
		.title = verdict->title,
		.score = verdict->score,
		.technique = verdict->technique,
	};

	axr_subject_reason_at(reading->subject, reading->layer, at, len, reason);
}

/* Code in a comment is no comment where the file itself is run as a page. */
static void read_comment(struct reading *reading, const struct axr_xml_event *event)
{
	static const struct axr_element_verdict code = {
		.rule = "code-in-configuration",
		.title = "code stands in a comment of the configuration",
		.technique = "T1505.003",
		.score = 80,
	};
	size_t at = axr_span_find(event->text, axr_span_str("<%"), 0);

	while (at != SIZE_MAX && at + 2 < event->text.len && event->text.ptr[at + 2] == '@')
		at = axr_span_find(event->text, axr_span_str("<%"), at + 2);
	if (at != SIZE_MAX && axr_span_find(event->text, axr_span_str("%>"), at) != SIZE_MAX)
		tell(reading, event->offset, 4, &code);
}

static bool on_event(void *user, const struct axr_xml_event *event)
{
	struct reading *reading = user;
	struct axr_element_verdict verdict;

	if (!axr_clock_step(reading->subject->scratch->clock, EVENT))
		return false;
	if (event->kind == AXR_XML_COMMENT)
		read_comment(reading, event);
	if (event->kind != AXR_XML_START || event->depth >= DEPTH || !event->depth)
		return true;
	reading->sections[event->depth] = axr_section_of(event->name);
	verdict = axr_element(reading->sections[event->depth - 1], event, &reading->place);
	if (verdict.rule)
		tell(reading, event->offset, event->name.len + 1, &verdict);
	return true;
}

static bool holds(struct axr_span s, const char *needle)
{
	return axr_span_ifind(s, axr_span_str(needle), 0) != SIZE_MAX;
}

static bool is_configuration(const struct axr_subject *subject, const struct axr_layer *layer)
{
	return layer->content == AXR_CONTENT_CONFIG ||
	       axr_span_iis(subject->file.extension, "config");
}

/* A page has no business among the elements, and what cannot be read may still be run. */
static void read_configuration(struct axr_subject *subject, const struct axr_layer *layer)
{
	struct reading reading = { .subject = subject, .layer = layer };
	struct axr_span path = subject->file.path;
	struct axr_err err;

	reading.place.exchange = holds(path, "\\Exchange Server\\") ||
				 holds(path, "/Exchange Server/") || holds(path, "HttpProxy") ||
				 holds(path, "aspnet_client") || holds(path, "\\ClientAccess\\") ||
				 holds(path, "/ClientAccess/");
	axr_xml_read(layer->bytes, on_event, &reading, &err);
}

static void read_oab(struct axr_subject *subject, const struct axr_layer *layer)
{
	const struct axr_span text = axr_span_cut(layer->bytes, 0, OAB_MAX);
	const bool page = axr_is_page_extension(subject->file.extension);
	struct axr_oab oab = { .markers = 0 };
	struct reading reading = { .subject = subject, .layer = layer };
	struct axr_element_verdict verdict = {
		.rule = "oab-export",
		.title = "the settings of an OAB virtual directory were exported as a server page",
		.technique = "T1505.003",
		.score = 95,
	};

	/* of what is no page by its name, nearly all is told by this alone */
	if (page || axr_oab_may_hold_script(text))
		oab = axr_oab_read(text);
	if (oab.markers < OAB_MARKERS || !(page || oab.script))
		return;
	if (oab.script) {
		verdict.title = "the settings of an OAB virtual directory hold code in a URL";
		verdict.score = page ? 98 : 85;
	} else if (oab.token) {
		verdict.title =
			"the settings of an OAB virtual directory, with the mark of an attack in a "
			"URL, were exported as a server page";
	}
	tell(&reading, oab.url, oab.url_len, &verdict);
}

static void config_inspect(const void *shared, void *worker, struct axr_subject *subject)
{
	(void)shared;
	(void)worker;
	for (size_t i = 0; i < subject->layer_count; i++) {
		const struct axr_layer *layer = &subject->layers[i];

		/* the bytes themselves too: XML says its own encoding */
		if (!layer->canonical && is_configuration(subject, layer))
			read_configuration(subject, layer);
		if (layer->is_text && !layer->canonical)
			read_oab(subject, layer);
		if (axr_subject_late(subject, "the configuration was read in layer", layer->name))
			return;
	}
}

const struct axr_detector axr_detector_config = {
	.name = "config",
	.inspect = config_inspect,
};
