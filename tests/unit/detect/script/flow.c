#include "page_of.h"

static int begin(void **state)
{
	static struct axr_arena arena;
	static struct axr_script script;

	axr_arena_init(&arena, 0);
	script = (struct axr_script){ .arena = &arena, .told = &arena };
	axr_flow_node(&script, 0);
	*state = &script;
	return 0;
}

static int end(void **state)
{
	axr_arena_free(((struct axr_script *)*state)->arena);
	return 0;
}

static uint32_t taint_behind(struct axr_script *script, uint32_t taint, enum axr_effect effect)
{
	uint32_t a = axr_flow_source(script, 1, taint, 0), b = axr_flow_node(script, 2);

	axr_flow_edge(script, a, b, effect);
	axr_flow_solve(script);
	return script->nodes[b].taint;
}

static void effects(void **state)
{
	struct axr_script *s = *state;

	assert_int_equal(taint_behind(s, AXR_T_CLIENT, AXR_E_COPY), AXR_T_CLIENT);
	assert_int_equal(taint_behind(s, AXR_T_CLIENT, AXR_E_NOTHING), 0);
	assert_int_equal(taint_behind(s, AXR_T_CLIENT, AXR_E_NUMBER), AXR_T_NUMBER);
	assert_int_equal(taint_behind(s, AXR_T_NUMBER, AXR_E_CHAR),
			 AXR_T_NUMBER | AXR_T_CLIENT | AXR_T_DECODED);
	assert_int_equal(taint_behind(s, AXR_T_CLIENT, AXR_E_DECRYPT),
			 AXR_T_CLIENT | AXR_T_DECRYPTED);
	assert_int_equal(taint_behind(s, AXR_T_CLIENT | AXR_T_WHOLE, AXR_E_PART), AXR_T_CLIENT);
	assert_int_equal(taint_behind(s, AXR_T_LITERAL, AXR_E_PART), AXR_T_LITERAL);
	assert_int_equal(taint_behind(s, AXR_T_CLIENT, AXR_E_UPLOAD), AXR_T_UPLOAD);
	assert_int_equal(taint_behind(s, AXR_T_CLIENT | AXR_T_WHOLE, AXR_E_PATH),
			 AXR_T_PATH_CLIENT);
	assert_int_equal(taint_behind(s, AXR_T_CLIENT, AXR_E_PATH), AXR_T_PATH_PART);
	assert_int_equal(taint_behind(s, AXR_T_PAGEPATH, AXR_E_PATH), AXR_T_PATH_PAGE);
	assert_int_equal(taint_behind(s, AXR_T_PATH_PAGE, AXR_E_DERIVE), 0);
	assert_int_equal(taint_behind(s, 0, AXR_E_DECODE), 0);
	assert_int_equal(taint_behind(s, AXR_T_UPLOAD | AXR_T_WORDS, AXR_E_FILL), AXR_T_FILLED);
	assert_int_equal(taint_behind(s, AXR_T_LITERAL | AXR_T_FILE, AXR_E_FILL), 0);
	assert_int_equal(taint_behind(s, AXR_T_LITERAL | AXR_T_WORDS, AXR_E_PATTERN), AXR_T_WORDS);
	assert_int_equal(taint_behind(s, AXR_T_CLIENT, AXR_E_PATTERN),
			 AXR_T_CLIENT | AXR_T_ALTERED);
}

static void a_cycle_ends(void **state)
{
	struct axr_script *s = *state;
	uint32_t a = axr_flow_source(s, 1, AXR_T_CLIENT, 0), b = axr_flow_node(s, 2);
	uint32_t c = axr_flow_node(s, 3);

	axr_flow_edge(s, a, b, AXR_E_COPY);
	axr_flow_edge(s, b, c, AXR_E_DECODE);
	axr_flow_edge(s, c, b, AXR_E_ALTER);
	axr_flow_solve(s);
	assert_int_equal(s->nodes[b].taint, AXR_T_CLIENT | AXR_T_DECODED | AXR_T_ALTERED);
	assert_int_equal(s->nodes[b].from, 1);
}

/* The beginning that is told is the client's, whichever came first. */
static void worst_origin_wins(void **state)
{
	struct axr_script *s = *state;
	uint32_t file = axr_flow_source(s, 7, AXR_T_FILE, 0);
	uint32_t client = axr_flow_source(s, 9, AXR_T_CLIENT, 0), v = axr_flow_node(s, 2);

	axr_flow_edge(s, file, v, AXR_E_COPY);
	axr_flow_solve(s);
	assert_int_equal(s->nodes[v].from, 7);
	axr_flow_edge(s, client, v, AXR_E_COPY);
	axr_flow_solve(s);
	assert_int_equal(s->nodes[v].from, 9);
	assert_int_equal(s->nodes[v].taint, AXR_T_FILE | AXR_T_CLIENT);
}

static void kinds_stay_where_they_belong(void **state)
{
	struct axr_script *s = *state;
	uint32_t shell = axr_flow_source(s, 1, 0, axr_kind_bit(AXR_K_SHELL));
	uint32_t loaded = axr_flow_source(s, 1, 0, axr_kind_bit(AXR_K_LOADED));
	uint32_t copy = axr_flow_node(s, 2), member = axr_flow_node(s, 3);

	axr_flow_edge(s, shell, copy, AXR_E_COPY);
	axr_flow_edge(s, shell, member, AXR_E_DERIVE);
	axr_flow_edge(s, loaded, member, AXR_E_DERIVE);
	axr_flow_solve(s);
	assert_int_equal(s->nodes[copy].kinds, axr_kind_bit(AXR_K_SHELL));
	assert_int_equal(s->nodes[member].kinds, axr_kind_bit(AXR_K_LOADED));
}

static void variables_have_scopes(void **state)
{
	static struct axr_function functions[2] = { { .parent = 0 }, { .parent = 1 } };
	static struct axr_symbol symbols[5000];
	struct axr_script *s = *state;
	uint32_t global, local;

	s->functions = functions;
	s->function_count = 2;
	s->symbols = symbols;
	global = axr_flow_variable(s, 0, 5, false, 1)->node;
	assert_int_equal(axr_flow_variable(s, 2, 5, false, 1)->node, global);
	local = axr_flow_variable(s, 1, 5, true, 1)->node;
	assert_int_not_equal(local, global);
	assert_int_equal(axr_flow_variable(s, 2, 5, false, 1)->node, local);
	assert_int_equal(axr_flow_variable(s, 0, 5, false, 1)->node, global);
	assert_null(axr_flow_find(s, 0, 6));
	for (uint32_t i = 10; i < 5000; i++)
		assert_non_null(axr_flow_variable(s, 0, i, false, 1));
	assert_int_equal(axr_flow_variable(s, 0, 5, false, 1)->node, global);
	s->symbols = NULL;
	s->functions = NULL;
	s->function_count = 0;
}

static void no_memory(void **state)
{
	struct axr_script *s = *state;
	struct axr_arena small;

	axr_arena_init(&small, 300);
	s->arena = &small;
	for (unsigned i = 0; i < 100; i++)
		axr_flow_node(s, i);
	assert_true(s->failed);
	assert_int_equal(axr_flow_source(s, 1, AXR_T_CLIENT, 0), 0);
	assert_int_equal(s->nodes[0].taint, 0);
	axr_arena_free(&small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(effects, begin, end),
		cmocka_unit_test_setup_teardown(a_cycle_ends, begin, end),
		cmocka_unit_test_setup_teardown(worst_origin_wins, begin, end),
		cmocka_unit_test_setup_teardown(kinds_stay_where_they_belong, begin, end),
		cmocka_unit_test_setup_teardown(variables_have_scopes, begin, end),
		cmocka_unit_test_setup(no_memory, begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
