/* Runs a scan and keeps what a test wants to know of its records. */
#ifndef AXR_TEST_RECORD_H
#define AXR_TEST_RECORD_H

#include "tree.h"

struct told {
	unsigned starts, ends, findings, problems;
	unsigned by_trouble[AXR_TROUBLE_MEMORY + 1];
	enum axr_level worst;
	struct axr_root total;
	unsigned exit_status;
	bool stopped;
	struct axr_scan *scan;
	bool stop_at_once; /* with the first record that is no start */
};

static inline void told_record(void *user, const struct axr_record *record)
{
	struct told *told = user;

	assert_int_equal(told->ends, 0);
	switch (record->kind) {
	case AXR_RECORD_START:
		told->starts++;
		if (told->stop_at_once)
			axr_scan_stop(told->scan, "test");
		break;
	case AXR_RECORD_FINDING:
		told->findings++;
		if (record->finding->level > told->worst)
			told->worst = record->finding->level;
		break;
	case AXR_RECORD_PROBLEM:
		told->problems++;
		told->by_trouble[record->problem->trouble]++;
		break;
	case AXR_RECORD_STATE:
		break;
	case AXR_RECORD_END:
		told->ends++;
		told->total = record->end->total;
		told->exit_status = record->end->exit_status;
		told->stopped = record->end->stopped;
		break;
	}
}

static inline void told_scan(struct told *told, const struct axr_options *options,
			     const char *path)
{
	struct axr_engine *engine;
	struct axr_err err;
	unsigned status;

	assert_int_equal(axr_engine_open(&engine, options, &err), AXR_OK);
	assert_int_equal(axr_scan_open(&told->scan, engine, &path, 1, &err), AXR_OK);
	status = axr_scan_run(told->scan, told_record, told);
	assert_int_equal(told->starts, 1);
	assert_int_equal(told->ends, 1);
	assert_int_equal(status, told->exit_status);
	axr_scan_free(told->scan);
	axr_engine_free(engine);
}

#endif
