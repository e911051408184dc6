#include "detect/detect.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/err.h"
#include "detect/ioc.h"

/* Cheap ones first; hash last, since content that the user trusts takes the others' word back. */
static const struct axr_detector *const table[] = {
	&axr_detector_name,
	&axr_detector_type,
	&axr_detector_yara,
	&axr_detector_script,
	&axr_detector_config,
	&axr_detector_hash,
};

enum { COUNT = sizeof(table) / sizeof(*table) };

struct axr_detectors {
	void *shared[COUNT];
};

struct axr_detect_worker {
	const struct axr_detectors *detectors;
	void *workers[COUNT];
	atomic_bool stop;
};

/* A list whose kind nobody can tell is nobody's; it must not be left out in silence. */
static void tell_unknown_lists(const struct axr_detect_setup *setup)
{
	for (size_t i = 0; i < setup->ioc_count && setup->loaded; i++) {
		struct axr_rule_info info = {
			.source = setup->iocs[i].name,
			.indicator = true,
			.failure = "neither its name nor its lines say that it is a list of hashes "
				   "or file names",
		};

		if (axr_ioc_kind(&setup->iocs[i]) == AXR_IOC_UNKNOWN)
			setup->loaded(setup->user, &info);
	}
}

int axr_detectors_open(struct axr_detectors **out, const struct axr_detect_setup *setup,
		       struct axr_err *err)
{
	struct axr_detectors *detectors = calloc(1, sizeof(*detectors));
	int status = AXR_OK;

	if (!detectors)
		return axr_fail(err, AXR_ENOMEM, "no memory for detectors");
	tell_unknown_lists(setup);
	for (size_t i = 0; i < COUNT && status == AXR_OK; i++)
		if (table[i]->open)
			status = table[i]->open(&detectors->shared[i], setup, err);
	if (status < 0)
		axr_detectors_free(detectors);
	else
		*out = detectors;
	return status;
}

void axr_detectors_free(struct axr_detectors *detectors)
{
	if (!detectors)
		return;
	for (size_t i = 0; i < COUNT; i++)
		if (table[i]->close)
			table[i]->close(detectors->shared[i]);
	free(detectors);
}

unsigned axr_detectors_digests(const struct axr_detectors *detectors)
{
	unsigned digests = 0;

	for (size_t i = 0; i < COUNT; i++)
		if (table[i]->digests)
			digests |= table[i]->digests(detectors->shared[i]);
	return digests;
}

unsigned axr_detectors_digests_of(const struct axr_detectors *detectors,
				  const struct axr_subject *subject)
{
	unsigned digests = 0;

	for (size_t i = 0; i < COUNT; i++)
		if (table[i]->digests_of)
			digests |= table[i]->digests_of(detectors->shared[i], subject);
	return digests;
}

struct axr_detect_counts axr_detectors_count(const struct axr_detectors *detectors)
{
	struct axr_detect_counts counts = { 0 };

	for (size_t i = 0; i < COUNT; i++)
		if (table[i]->count)
			table[i]->count(detectors->shared[i], &counts);
	return counts;
}

int axr_detect_worker_open(struct axr_detect_worker **out, const struct axr_detectors *detectors,
			   struct axr_err *err)
{
	struct axr_detect_worker *worker = calloc(1, sizeof(*worker));
	int status = AXR_OK;

	if (!worker)
		return axr_fail(err, AXR_ENOMEM, "no memory for a worker");
	worker->detectors = detectors;
	for (size_t i = 0; i < COUNT && status == AXR_OK; i++)
		if (table[i]->worker_open)
			status = table[i]->worker_open(&worker->workers[i], detectors->shared[i],
						       err);
	if (status < 0)
		axr_detect_worker_free(worker);
	else
		*out = worker;
	return status;
}

void axr_detect_worker_free(struct axr_detect_worker *worker)
{
	if (!worker)
		return;
	for (size_t i = 0; i < COUNT; i++)
		if (table[i]->worker_close)
			table[i]->worker_close(worker->workers[i]);
	free(worker);
}

void axr_detect_interrupt(struct axr_detect_worker *worker)
{
	atomic_store(&worker->stop, true);
	for (size_t i = 0; i < COUNT; i++)
		if (table[i]->interrupt)
			table[i]->interrupt(worker->workers[i]);
}

void axr_detect(struct axr_detect_worker *worker, struct axr_subject *subject)
{
	for (size_t i = 0; i < COUNT; i++) {
		size_t problems = subject->problem_count;

		table[i]->inspect(worker->detectors->shared[i], worker->workers[i], subject);
		if (!atomic_load(&worker->stop))
			continue;
		/* the detector that was interrupted has said so */
		axr_clock_end(subject->scratch->clock);
		if (i + 1 < COUNT && subject->problem_count == problems &&
		    !axr_subject_late(subject, "detectors looked", NULL))
			axr_subject_problem(subject, AXR_TROUBLE_STOPPED, 0,
					    "stopped before every detector had looked");
		return;
	}
}
