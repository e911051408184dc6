#include "outbox.h"

#include "test.h"

enum { SENDERS = 4, EACH = 2000 };

static void *send_many(void *arg)
{
	struct axr_outbox *outbox = arg;

	for (int i = 0; i < EACH; i++) {
		struct axr_parcel *parcel = axr_outbox_blank(outbox);

		axr_subject_init(&parcel->subject, &parcel->arena, &parcel->arena);
		axr_subject_problem(&parcel->subject, AXR_TROUBLE_READ, i, "number %d", i);
		if (i % 2)
			axr_outbox_post(outbox, parcel);
		else
			axr_outbox_return(outbox, parcel);
	}
	axr_outbox_leave(outbox);
	return NULL;
}

static void everything_posted_arrives(void **state)
{
	struct axr_outbox outbox;
	pthread_t threads[SENDERS];
	unsigned taken = 0;
	bool done = false;

	(void)state;
	assert_int_equal(axr_outbox_open(&outbox, SENDERS + 1, SENDERS, 0), AXR_OK);
	for (int i = 0; i < SENDERS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, send_many, &outbox), 0);
	while (!done) {
		struct axr_parcel *parcel = axr_outbox_take(&outbox, 1000, &done);
		char text[32];

		if (!parcel)
			continue;
		snprintf(text, sizeof(text), "number %d", parcel->subject.problems[0].code);
		assert_span(parcel->subject.problems[0].text, text);
		axr_outbox_return(&outbox, parcel);
		taken++;
	}
	for (int i = 0; i < SENDERS; i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(taken, SENDERS * EACH / 2);
	axr_outbox_free(&outbox);
}

static void waiting_ends(void **state)
{
	struct axr_outbox outbox;
	bool done = true;

	(void)state;
	assert_int_equal(axr_outbox_open(&outbox, 2, 1, 0), AXR_OK);
	assert_null(axr_outbox_take(&outbox, 1, &done));
	assert_false(done);
	axr_outbox_post(&outbox, axr_outbox_blank(&outbox));
	axr_outbox_leave(&outbox);
	assert_non_null(axr_outbox_take(&outbox, 1, &done));
	assert_false(done);
	assert_null(axr_outbox_take(&outbox, 1, &done));
	assert_true(done);
	axr_outbox_free(&outbox);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_posted_arrives),
		cmocka_unit_test(waiting_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
