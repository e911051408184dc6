/* What LINQ and its like do with a list and a function without a name. */
#include "page/fold/run.h"

enum { LONGEST = 4096 }; /* list that is gone through */

enum method { L_NONE, L_SELECT, L_WHERE, L_AGGREGATE };

static enum method method_of(struct axr_span name)
{
	static const struct {
		const char *name;
		enum method method;
	} methods[] = { { "select", L_SELECT },	    { "convertall", L_SELECT },
			{ "map", L_SELECT },	    { "where", L_WHERE },
			{ "findall", L_WHERE },	    { "filter", L_WHERE },
			{ "aggregate", L_AGGREGATE } };

	for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
		if (axr_span_iis(name, methods[i].name))
			return methods[i].method;
	return L_NONE;
}

bool axr_takes_lambda(struct axr_span name)
{
	return method_of(name) != L_NONE;
}

struct lambda {
	struct axr_local *params[2];
	size_t count, body;
};

/* A parameter, with its type before it or behind it. */
static bool parameter(struct axr_run *run, struct lambda *lambda)
{
	if (axr_run_peek(run, 0)->kind != AXR_TOKEN_WORD || lambda->count == 2)
		return false;
	if (axr_run_peek(run, 1)->kind == AXR_TOKEN_WORD &&
	    !axr_token_word(axr_run_peek(run, 1), "as"))
		run->at++;
	lambda->params[lambda->count] = axr_run_local(run, axr_run_peek(run, 0)->text, true);
	run->at++;
	if (axr_run_word(run, "as"))
		run->at++;
	return lambda->params[lambda->count++] != NULL;
}

/* x => ..., (a, b) => ..., Function(x) ..., function (x) { return ...; up to the expression */
static bool head(struct axr_run *run, struct lambda *lambda)
{
	bool word = axr_run_word(run, "function");

	*lambda = (struct lambda){ .count = 0 };
	if (!axr_run_sign(run, '(')) {
		if (word || !parameter(run, lambda))
			return false;
	} else {
		do {
			if (!parameter(run, lambda))
				return false;
		} while (axr_run_sign(run, ','));
		if (!axr_run_sign(run, ')'))
			return false;
	}
	if (!run->vb && !word) {
		if (!axr_token_is(axr_run_peek(run, 0), "=>"))
			return false;
		run->at++;
	}
	if (word && !run->vb && (!axr_run_sign(run, '{') || !axr_run_word(run, "return")))
		return false;
	lambda->body = run->at;
	return true;
}

static bool call(struct axr_run *run, const struct lambda *lambda, const struct axr_value *first,
		 const struct axr_value *second, struct axr_value *value)
{
	run->at = lambda->body;
	lambda->params[0]->value = *first;
	lambda->params[0]->cap = 0;
	if (second) {
		lambda->params[1]->value = *second;
		lambda->params[1]->cap = 0;
	}
	return axr_run_step(run) && axr_run_evaluate(run, 0, value);
}

static bool each(struct axr_run *run, enum method method, const struct lambda *lambda,
		 const struct axr_value *list, struct axr_value *result)
{
	size_t count = axr_value_count(&run->folder->memory, list), kept = 0;
	struct axr_value item, value;

	if (!axr_value_array(&run->folder->memory, count, result))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!axr_value_item(&run->folder->memory, list, (int64_t)i, &item) ||
		    !call(run, lambda, &item, NULL, &value))
			return false;
		if (method == L_WHERE && value.kind != AXR_VALUE_BOOL)
			return false;
		if (method == L_SELECT)
			result->items[kept++] = value;
		else if (value.number)
			result->items[kept++] = item;
	}
	result->count = (uint32_t)kept;
	return true;
}

static bool aggregate(struct axr_run *run, const struct lambda *lambda, bool seeded,
		      const struct axr_value *list, struct axr_value *result)
{
	size_t count = axr_value_count(&run->folder->memory, list);
	struct axr_value item;

	for (size_t i = 0; i < count; i++) {
		if (!axr_value_item(&run->folder->memory, list, (int64_t)i, &item))
			return false;
		if (!i && !seeded)
			*result = item;
		else if (!call(run, lambda, result, &item, result))
			return false;
	}
	return count > 0;
}

bool axr_run_lambda(struct axr_run *run, struct axr_span name, const struct axr_value *list,
		    struct axr_value *value)
{
	enum method method = method_of(name);
	uint32_t close = axr_run_peek(run, 0)->mate;
	struct axr_value own, result = { 0 };
	struct lambda lambda;
	size_t locals = run->local_count;
	bool seeded = false, ok;

	if (method == L_NONE || close == UINT32_MAX || close <= run->at || close >= run->end)
		return false;
	run->at++;
	if (!list) { /* Array.ConvertAll(list, x => ...) */
		if (!axr_run_evaluate(run, 0, &own) || !axr_run_sign(run, ','))
			return false;
		list = &own;
	} else if (method == L_AGGREGATE && axr_token_sign(axr_run_peek(run, 0)) != '(') {
		seeded = axr_run_evaluate(run, 0, &result) && axr_run_sign(run, ',');
		if (!seeded)
			return false;
	}
	if (!head(run, &lambda) || lambda.count != (method == L_AGGREGATE ? 2 : 1))
		return false;
	if ((list->kind != AXR_VALUE_ARRAY && list->kind != AXR_VALUE_BYTES &&
	     list->kind != AXR_VALUE_STRING) ||
	    (list->kind == AXR_VALUE_STRING ? list->text.len : axr_value_count(
			&run->folder->memory, list)) > LONGEST)
		return false;
	ok = method == L_AGGREGATE ? aggregate(run, &lambda, seeded, list, &result)
				   : each(run, method, &lambda, list, &result);
	axr_run_sign(run, ';');
	axr_run_sign(run, '}');
	ok = ok && run->at == close;
	run->at = (size_t)close + 1;
	run->local_count = locals;
	*value = result;
	return ok;
}

bool axr_fold_lambda(struct axr_folder *folder, struct axr_span name, const struct axr_value *list,
		     struct axr_value *value)
{
	struct axr_run run = { .folder = folder, .lang = folder->lang, .vb = folder->vb };
	uint32_t open = folder->in[folder->at].mate;

	if (open == UINT32_MAX || open >= folder->at || folder->at < folder->quiet)
		return false;
	run.at = open;
	run.end = folder->at + 1;
	return axr_run_lambda(&run, name, list, value);
}
