#include "detect/texts.h"

#include <stdlib.h>

#include "base/err.h"

void axr_texts_tell(const struct axr_detect_setup *setup, const struct axr_rule_info *info)
{
	if (setup->loaded)
		setup->loaded(setup->user, info);
}

void axr_texts_tell_fault(const struct axr_detect_setup *setup, const char *source,
			  const struct axr_yara_fault *fault)
{
	const struct axr_rule_info info = {
		.source = source,
		.failure = fault->why,
		.line = fault->line,
	};

	axr_texts_tell(setup, &info);
}

void axr_texts_free(struct axr_texts *texts)
{
	free(texts->sources);
	free(texts->texts);
	free(texts->spaces);
}

int axr_texts_init(struct axr_texts *texts, size_t most, struct axr_err *err)
{
	texts->sources = calloc(most + 1, sizeof(*texts->sources));
	texts->texts = calloc(most + 1, sizeof(*texts->texts));
	texts->spaces = calloc(most + 1, sizeof(*texts->spaces));
	if (!texts->sources || !texts->texts || !texts->spaces)
		return axr_fail(err, AXR_ENOMEM, "no memory for rules");
	return AXR_OK;
}

void axr_texts_add(struct axr_texts *texts, const struct axr_source *source, const char *space)
{
	texts->sources[texts->count] = source;
	texts->texts[texts->count] = source->bytes;
	texts->spaces[texts->count++] = space;
}

static void texts_drop(struct axr_texts *texts, size_t at, const struct axr_yara_fault *fault,
		       const struct axr_detect_setup *setup)
{
	axr_texts_tell_fault(setup, texts->sources[at]->name, fault);
	texts->count--;
	for (size_t i = at; i < texts->count; i++) {
		texts->sources[i] = texts->sources[i + 1];
		texts->texts[i] = texts->texts[i + 1];
		texts->spaces[i] = texts->spaces[i + 1];
	}
}

/* Compiles each from the given one on alone, and drops those that cannot be. */
static int texts_sift(struct axr_texts *texts, size_t from, const struct axr_detect_setup *setup)
{
	for (size_t i = from; i < texts->count;) {
		struct axr_yara_texts one = { &texts->texts[i], &texts->spaces[i], 1 };
		struct axr_yara_rules *rules = NULL;
		struct axr_yara_fault fault;
		int status = axr_yara_compile(&rules, &one, &fault);

		axr_yara_rules_free(rules);
		if (status == AXR_ENOMEM)
			return status;
		if (status < 0)
			texts_drop(texts, i, &fault, setup);
		else
			i++;
	}
	return AXR_OK;
}

int axr_texts_compile(struct axr_texts *texts, struct axr_yara_rules **rules,
		      const struct axr_detect_setup *setup, struct axr_err *err)
{
	bool sifted = false;

	*rules = NULL;
	while (texts->count) {
		struct axr_yara_texts all = { texts->texts, texts->spaces, texts->count };
		struct axr_yara_fault fault;
		int status = axr_yara_compile(rules, &all, &fault);

		if (status == AXR_OK)
			return AXR_OK;
		if (status == AXR_EFORMAT) {
			texts_drop(texts, fault.text, &fault, setup);
			status = sifted ? AXR_OK : texts_sift(texts, fault.text, setup);
			sifted = true;
		}
		if (status < 0)
			return axr_fail(err, status, "no memory for rules");
	}
	return AXR_OK;
}
