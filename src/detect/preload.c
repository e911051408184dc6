#include "detect/preload.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/err.h"

struct item {
	struct axr_span bytes; /* of the source: tells it from the others */
	struct axr_yara_rules *rules;
	struct axr_yara_fault fault;
	int status;
};

struct axr_preload {
	pthread_t thread;
	bool running, started;
	size_t count;
	struct item items[];
};

static void *work(void *arg)
{
	struct axr_preload *preload = arg;
	struct axr_err err;

	preload->started = axr_yara_start(&err) == AXR_OK;
	for (size_t i = 0; i < preload->count && preload->started; i++) {
		struct item *item = &preload->items[i];

		item->status = axr_yara_load_masked(&item->rules, item->bytes, &item->fault);
	}
	return NULL;
}

struct axr_preload *axr_preload_start(const struct axr_source *sources, size_t count)
{
	struct axr_preload *preload =
		calloc(1, sizeof(*preload) + count * sizeof(*preload->items));

	for (size_t i = 0; preload && i < count; i++)
		if (sources[i].masked)
			preload->items[preload->count++].bytes = sources[i].bytes;
	if (preload && preload->count)
		preload->running = !pthread_create(&preload->thread, NULL, work, preload);
	if (preload && preload->running)
		return preload;
	free(preload);
	return NULL;
}

void axr_preload_wait(struct axr_preload *preload)
{
	if (!preload || !preload->running)
		return;
	pthread_join(preload->thread, NULL);
	preload->running = false;
}

bool axr_preload_take(struct axr_preload *preload, const struct axr_source *source, int *status,
		      struct axr_yara_rules **rules, struct axr_yara_fault *fault)
{
	if (!preload)
		return false;
	axr_preload_wait(preload);
	for (size_t i = 0; i < preload->count && preload->started; i++) {
		struct item *item = &preload->items[i];

		if (item->bytes.ptr != source->bytes.ptr)
			continue;
		*status = item->status;
		*rules = item->rules;
		*fault = item->fault;
		item->bytes.ptr = NULL;
		item->rules = NULL;
		return true;
	}
	return false;
}

void axr_preload_free(struct axr_preload *preload)
{
	if (!preload)
		return;
	axr_preload_wait(preload);
	for (size_t i = 0; i < preload->count; i++)
		axr_yara_rules_free(preload->items[i].rules);
	if (preload->started)
		axr_yara_stop();
	free(preload);
}
