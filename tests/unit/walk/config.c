#include "outcome.h"

/* A configuration here is its bytes behind those of the one above. */
struct made {
	size_t len;
	char text[64];
};

static atomic_int alive, calls, right;
static char last_path[512];

static void *configure(void *user, const struct axr_walk_config *found)
{
	const struct made *above = found->above;
	struct made *own = calloc(1, sizeof(*own));
	size_t got;

	(void)user;
	assert_non_null(own);
	if (above)
		*own = *above;
	assert_int_equal(axr_os_read(found->handle, own->text + own->len, 8, &got), 0);
	own->len += got;
	snprintf(last_path, sizeof(last_path), "%.*s", (int)found->path.len,
		 (const char *)found->path.ptr);
	atomic_fetch_add(&calls, 1);
	if (own->text[own->len - 1] == '!') { /* one that says nothing */
		free(own);
		return NULL;
	}
	atomic_fetch_add(&alive, 1);
	return own;
}

static void unconfigure(void *user, void *config)
{
	(void)user;
	atomic_fetch_sub(&alive, 1);
	free(config);
}

/* Counts a file that has the configuration which is to hold for one of that path below the root. */
static void check(struct axr_walk *walk, const struct axr_entry *entry)
{
	static const struct {
		const char *relative, *config;
	} files[] = {
		{ "page", "a" },       { "web.config", "a" }, { "plain/page", "a" },
		{ "plain/mixed/page", "ab" }, { "plain/mixed/deep/er/page", "ab" },
		{ "silent/page", "a" }, { "link/page", "a" }, { "folder/page", "a" },
	};
	const struct made *config = axr_walk_config(walk, entry);

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		if (axr_span_is(entry->relative, files[i].relative) && config &&
		    !strcmp(config->text, files[i].config))
			atomic_fetch_add(&right, 1);
}

static void *look(void *user)
{
	struct axr_walk *walk = user;
	struct axr_arena arena;
	struct axr_entry entry;

	axr_arena_init(&arena, 0);
	while (axr_walk_next(walk, &entry, &arena)) {
		check(walk, &entry);
		axr_walk_done(walk, &entry);
		axr_arena_reset(&arena, 1 << 16);
	}
	axr_arena_free(&arena);
	return NULL;
}

static void go(const char *path, const char *name)
{
	const struct axr_walk_root root = { path, axr_span_str(path), '/', "test", NULL };
	const struct axr_walk_setup setup = {
		.roots = &root,
		.root_count = 1,
		.config_name = name,
		.configure = configure,
		.unconfigure = unconfigure,
	};
	struct axr_walk *walk;
	struct axr_err err;
	pthread_t ids[4];

	atomic_store(&calls, 0);
	atomic_store(&right, 0);
	assert_int_equal(axr_walk_open(&walk, &setup, &err), 0);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&ids[i], NULL, look, walk), 0);
	for (size_t i = 0; i < 4; i++)
		pthread_join(ids[i], NULL);
	axr_walk_free(walk);
	assert_int_equal(atomic_load(&alive), 0);
}

static void make_tree(int dir)
{
	int plain = tree_dir(dir, "plain"), mixed = tree_dir(plain, "mixed"),
	    deep = tree_dir(mixed, "deep"), er = tree_dir(deep, "er"),
	    silent = tree_dir(dir, "silent"), link = tree_dir(dir, "link"),
	    folder = tree_dir(dir, "folder");
	const int all[] = { dir, plain, mixed, er, silent, link, folder };

	tree_text(dir, "web.config", "a");
	tree_text(mixed, "wEb.cOnfIG", "b");
	tree_text(silent, "Web.config", "!");
	/* where no link can be made the folder has none of its own either */
	assert_true(!symlinkat("../web.config", link, "web.config") || axr_os_separator() == '\\');
	tree_close(tree_dir(folder, "web.config"));
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		tree_text(all[i], "page", "x");
	tree_close(deep);
	for (size_t i = 1; i < sizeof(all) / sizeof(*all); i++)
		tree_close(all[i]);
}

static void what_is_above_holds_below(void **state)
{
	char path[256];
	int dir = tree_make(path);

	(void)state;
	make_tree(dir);
	go(path, "web.config");
	assert_int_equal(atomic_load(&calls), 3);
	assert_int_equal(atomic_load(&right), 8);
	/* without a name nothing is asked */
	atomic_store(&calls, 0);
	{
		const struct axr_walk_root root = { path, axr_span_str(path), '/', "test", NULL };
		const struct axr_walk_setup setup = { .roots = &root, .root_count = 1 };
		struct axr_walk *walk;
		struct axr_arena arena;
		struct axr_entry entry;
		struct axr_err err;

		axr_arena_init(&arena, 0);
		assert_int_equal(axr_walk_open(&walk, &setup, &err), 0);
		assert_true(axr_walk_next(walk, &entry, &arena));
		assert_null(axr_walk_config(walk, &entry));
		axr_walk_done(walk, &entry);
		axr_walk_free(walk);
		axr_arena_free(&arena);
	}
	assert_int_equal(atomic_load(&calls), 0);
	tree_remove(dir, path);
}

/* More files than one chunk of a listing: the first are read before the rest is known. */
static void large_folders_have_theirs(void **state)
{
	char path[256], name[64];
	int dir = tree_make(path);

	(void)state;
	for (unsigned i = 0; i < 1500; i++) {
		snprintf(name, sizeof(name), "a-file-of-a-rather-long-name-%u", i);
		tree_text(dir, name, "x");
	}
	tree_text(dir, "Web.Config", "a");
	tree_text(dir, "page", "x");
	go(path, "web.config");
	assert_int_equal(atomic_load(&calls), 1);
	assert_int_equal(atomic_load(&right), 1);
	assert_true(axr_span_ends(axr_span_str(last_path), "/Web.Config") ||
		    axr_os_separator() == '\\'); /* where any case opens it */
	tree_remove(dir, path);
}

static void a_file_named_alone_has_the_one_beside_it(void **state)
{
	char path[256], file[300], expected[300];
	int dir = tree_make(path);

	(void)state;
	tree_text(dir, "WEB.CONFIG", "a");
	tree_text(dir, "page", "x");
	snprintf(file, sizeof(file), "%s/page", path);
	snprintf(expected, sizeof(expected), "%s/WEB.CONFIG", path);
	go(file, "web.config");
	assert_int_equal(atomic_load(&calls), 1);
	assert_int_equal(atomic_load(&right), 1);
	assert_true(axr_span_iis(axr_span_str(last_path), expected));
	tree_text(dir, "other", "x");
	unlinkat(dir, "WEB.CONFIG", 0);
	snprintf(file, sizeof(file), "%s/other", path);
	go(file, "web.config");
	assert_int_equal(atomic_load(&calls), 0);
	tree_remove(dir, path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_above_holds_below),
		cmocka_unit_test(large_folders_have_theirs),
		cmocka_unit_test(a_file_named_alone_has_the_one_beside_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
