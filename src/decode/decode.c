#include "decode/decoder.h"

#include "base/clock.h"
#include "base/span.h"

const struct axr_decode_limits axr_decode_default_limits = {
	.depth = 8,
	.layers = AXR_LAYERS_MAX,
	.bytes = 256u << 20,
	.ratio = 64,
	.slack = 4u << 20,
};

/* Each sees every layer, those that came before it and those that it made; the order counts. */
static const struct axr_decoder *const decoders[] = {
	&axr_decoder_charset,  &axr_decoder_polyglot, &axr_decoder_screnc,
	&axr_decoder_entities, &axr_decoder_page,     &axr_decoder_blobs,
};

void axr_decode_cut(struct axr_decoding *decoding, const struct axr_layer *layer, const char *limit)
{
	const struct axr_subject *subject = decoding->subject;

	if (axr_subject_late(decoding->subject, "decoding layer", layer->name))
		return;
	for (size_t i = 0; i < subject->problem_count && !decoding->cut; i++)
		decoding->cut = axr_span_starts(subject->problems[i].text, "decoding was cut");
	if (decoding->cut)
		return;
	decoding->cut = true;
	axr_subject_problem(decoding->subject, AXR_TROUBLE_LIMIT, 0,
			    "decoding was cut short in layer %s by the limit of %s", layer->name,
			    limit);
}

/* The extensions that ASP, ASP.NET and its build run or compile. */
static bool is_page_extension(struct axr_span extension)
{
	static const char *const names[] = {
		"ascx",	  "ashx",   "asmx",  "aspx", "asax", "aspq",	"master",
		"svc",	  "soap",   "rem",   "asp",  "asa",  "cer",	"cdx",
		"cshtml", "vbhtml", "xamlx", "xoml", "skin", "browser", "config",
		"cs",	  "vb",	    "shtml", "shtm", "stm",  "sitemap", "inc",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (axr_span_iis(extension, names[i]))
			return true;
	return false;
}

bool axr_decode_is_page(const struct axr_decoding *decoding, const struct axr_layer *layer)
{
	return layer->content == AXR_CONTENT_PAGE ||
	       (decoding->page_name && layer->content != AXR_CONTENT_PE &&
		(layer->is_text || !layer->parent) &&
		!axr_decode_is_by(decoding, layer, &axr_decoder_blobs));
}

bool axr_decode_is_by(const struct axr_decoding *decoding, const struct axr_layer *layer,
		      const struct axr_decoder *decoder)
{
	for (; layer; layer = layer->parent)
		if (decoding->maker[layer - decoding->subject->layers] == decoder)
			return true;
	return false;
}

static void begin_raw(struct axr_decoding *decoding)
{
	struct axr_subject *subject = decoding->subject;
	struct axr_layer *raw = &subject->layers[0];

	*raw = (struct axr_layer){
		.bytes = subject->window,
		.name = "raw",
		.shift = subject->window_at,
	};
	raw->content = axr_probe_text(raw->bytes, &raw->is_text);
	subject->layer_count = 1;
	if (raw->content == AXR_CONTENT_PE && decoding->page_name) {
		struct axr_signs signs;

		axr_signs_find(raw->bytes, true, &signs);
		if (signs.page != SIZE_MAX)
			raw->content = AXR_CONTENT_PAGE;
	}
}

/* False where the time is up, which is told. */
static bool decode_layer(struct axr_decoding *decoding, struct axr_layer *layer)
{
	struct axr_clock *clock = decoding->subject->scratch->clock;

	for (size_t k = 0; k < sizeof(decoders) / sizeof(*decoders); k++) {
		decoding->now = decoders[k];
		if (!decoders[k]->again && axr_decode_is_by(decoding, layer, decoders[k]))
			continue;
		decoders[k]->decode(decoding, layer);
		axr_clock_step(clock, layer->bytes.len);
		if (axr_subject_late(decoding->subject, "decoding layer", layer->name))
			return false;
	}
	return true;
}

void axr_decode(struct axr_subject *subject, const struct axr_decode_limits *limits,
		struct axr_span charset)
{
	struct axr_decoding decoding = {
		.subject = subject,
		.limits = limits ? limits : &axr_decode_default_limits,
		.charset = charset,
		.page_name = is_page_extension(subject->file.extension),
	};

	decoding.bytes_left = decoding.limits->bytes;
	begin_raw(&decoding);
	if (subject->window.len >= UINT32_MAX) {
		axr_decode_cut(&decoding, &subject->layers[0], "bytes");
		return;
	}
	for (size_t i = 0; i < subject->layer_count; i++)
		if (!decode_layer(&decoding, &subject->layers[i]))
			return;
}
