#include "detect/gate/clause.h"

#include "../../test.h"

static struct axr_clause clause_of(struct axr_need_table *table, const char *a, const char *b)
{
	struct axr_need_range range = { 0 };

	axr_need_add(table, &range, axr_span_str(a));
	if (b)
		axr_need_add(table, &range, axr_span_str(b));
	return axr_clause_of(table, range);
}

static struct axr_clauses clauses_of(const struct axr_clause *a, uint64_t most)
{
	struct axr_clauses clauses;

	axr_clauses_clear(&clauses);
	axr_clauses_add(&clauses, a);
	clauses.most = most;
	return clauses;
}

static void the_rarest_stand_first(void **state)
{
	struct axr_need_table table = { 0 };
	const struct axr_clause rare = clause_of(&table, "<?xq$", NULL),
				word = clause_of(&table, "eat", NULL),
				either = clause_of(&table, "<?xq$", "eat");
	struct axr_clauses clauses;

	(void)state;
	assert_true(axr_clause_worth(&rare) > axr_clause_worth(&word));
	assert_true(axr_clause_worth(&word) > axr_clause_worth(&either));
	axr_clauses_clear(&clauses);
	for (unsigned i = 0; i < 2; i++) {
		axr_clauses_add(&clauses, &either);
		axr_clauses_add(&clauses, &rare);
		axr_clauses_add(&clauses, &word);
	}
	assert_int_equal(clauses.count, AXR_CLAUSES_MAX); /* two had no room: the least ones */
	assert_memory_equal(&clauses.list[0], &rare, sizeof(rare));
	assert_memory_equal(&clauses.list[3], &word, sizeof(word));
	axr_need_table_free(&table);
}

static void either_asks_for_less(void **state)
{
	struct axr_need_table table = { 0 };
	const struct axr_clause a = clause_of(&table, "alpha", NULL),
				b = clause_of(&table, "bravo", NULL), none = { .count = 0 };
	struct axr_clauses both = clauses_of(&a, 10), other = clauses_of(&b, 20), some;

	(void)state;
	some = both;
	axr_clauses_or(&some, &other);
	assert_int_equal(some.count, 1);
	assert_int_equal(some.list[0].count, 2);
	assert_int_equal(some.most, 20);
	axr_clauses_and(&both, &other);
	assert_int_equal(both.count, 2);
	assert_int_equal(both.most, 10);
	some = clauses_of(&none, UINT64_MAX);
	axr_clauses_or(&both, &some);
	assert_int_equal(both.count, 0);
	assert_true(both.most == UINT64_MAX);
	axr_need_table_free(&table);
}

static void too_many_are_none(void **state)
{
	struct axr_need_table table = { 0 };
	struct axr_need_range range = { 0 };
	struct axr_clause clause, more;

	(void)state;
	for (unsigned i = 0; i < AXR_CLAUSE_MAX; i++)
		axr_need_add(&table, &range, axr_span_str("some"));
	clause = axr_clause_of(&table, range);
	assert_int_equal(clause.count, AXR_CLAUSE_MAX);
	more = clause_of(&table, "more", NULL);
	axr_clause_join(&clause, &more);
	assert_int_equal(clause.count, 0);
	assert_int_equal(axr_clause_worth(&clause), 0);
	axr_need_add(&table, &range, axr_span_str("some"));
	assert_int_equal(axr_clause_of(&table, range).count, 0);
	while (!table.failed)
		axr_need_add(&table, &range, axr_span_str("some"));
	range.count = 1;
	assert_int_equal(axr_clause_of(&table, range).count, 0); /* what was made of it is void */
	axr_need_table_free(&table);
}

static void a_place_is_kept(void **state)
{
	struct axr_need_table table = { 0 };
	struct axr_need_range anywhere = { 0 }, there = { 0 };
	struct axr_clause a, b;

	(void)state;
	axr_need_add(&table, &anywhere, axr_span_str("Word"));
	axr_need_place(&table, &there, anywhere, AXR_NEED_TAIL, 100);
	assert_int_equal(table.count, 2);
	assert_memory_equal(table.list[1].bytes, "word", 4);
	assert_int_equal(table.list[1].place, AXR_NEED_TAIL);
	assert_int_equal(table.list[1].within, 100);
	a = axr_clause_of(&table, anywhere);
	b = axr_clause_of(&table, there);
	assert_true(axr_clause_worth(&b) > axr_clause_worth(&a));
	axr_need_table_free(&table);
}

static void short_ones_are_left_out(void **state)
{
	struct axr_need_table table = { 0 };
	const struct axr_clause longer = clause_of(&table, "<$request[?", NULL),
				shorter = clause_of(&table, "eval", NULL);
	struct axr_clauses clauses = clauses_of(&longer, UINT64_MAX), alone;

	(void)state;
	axr_clauses_add(&clauses, &shorter);
	axr_clauses_trim(&clauses, &table, 0);
	assert_int_equal(clauses.count, 2);
	axr_clauses_trim(&clauses, &table, 4);
	assert_int_equal(clauses.count, 1);
	assert_memory_equal(&clauses.list[0], &longer, sizeof(longer));
	alone = clauses_of(&shorter, UINT64_MAX);
	axr_clauses_trim(&alone, &table, 4);
	assert_int_equal(alone.count, 1);
	axr_need_table_free(&table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rarest_stand_first),
		cmocka_unit_test(either_asks_for_less),
		cmocka_unit_test(too_many_are_none),
		cmocka_unit_test(a_place_is_kept),
		cmocka_unit_test(short_ones_are_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
