/* The virtual directories of a server: what its configuration names, and what lies in what. */
#include <stdlib.h>

#include "base/span.h"
#include "discover/server.h"

enum {
	VDIRS_MAX = 5000, /* real servers: under 3,000 */
	NAME_MAX_LEN = 8192 /* of a site and a URL in it: IIS takes URLs of 4096 */
};

static bool expand(struct axr_server *server, const struct axr_iis_vdir *from,
		   struct axr_server_vdir *to)
{
	struct axr_span name = server->config.sites[from->site].name;
	struct axr_span app = from->application, path = from->path;

	/* "/" stands for nothing: the root of a site, or of an application */
	if (axr_span_is(app, "/"))
		app.len = 0;
	if (axr_span_is(path, "/"))
		path.len = 0;
	if (name.len + app.len + path.len > NAME_MAX_LEN)
		return false;
	to->site = from->site;
	to->url = axr_span_str(axr_arena_printf(&server->arena, "%.*s%.*s", (int)app.len,
						(const char *)app.ptr, (int)path.len,
						(const char *)path.ptr));
	to->site_path = axr_span_str(axr_arena_printf(
		&server->arena, "%.*s%.*s", (int)name.len, (const char *)name.ptr,
		(int)to->url.len, (const char *)to->url.ptr));
	to->physical =
		axr_winpath_expand(&server->arena, from->physical, &server->variables);
	return true;
}

/* qsort() hands down nothing: what is sorted by stands beside the directory. */
struct place {
	struct axr_span path;
	size_t site;
	struct axr_server_vdir *vdir;
};

static int by_place(const void *a, const void *b)
{
	const struct place *first = a, *second = b;
	int order;

	if (first->site != second->site)
		return first->site < second->site ? -1 : 1;
	order = axr_winpath_cmp(first->path, second->path);
	if (order)
		return order;
	return first->vdir < second->vdir ? -1 : first->vdir > second->vdir;
}

static bool lies_in(struct axr_span url, struct axr_span above)
{
	return url.len > above.len && (!above.len || axr_winpath_below(url, above));
}

/* In their order each URL comes behind those that it lies in, so that the chain leads to them. */
static void find_above(struct place *places, size_t count)
{
	const struct axr_server_vdir *last = NULL;

	for (size_t i = 0; i < count; i++) {
		struct axr_server_vdir *vdir = places[i].vdir;

		if (last && last->site == vdir->site && axr_span_ieq(last->url, vdir->url)) {
			vdir->above = last->above;
			continue;
		}
		while (last && (last->site != vdir->site || !lies_in(vdir->url, last->url)))
			last = last->above;
		vdir->above = last;
		last = vdir;
	}
}

static void set_in_order(struct axr_server *server)
{
	struct place *places = axr_arena_array(&server->arena, server->vdir_count, sizeof(*places));

	server->by_folder = axr_arena_array(&server->arena, server->vdir_count,
					    sizeof(*server->by_folder));
	if (!places || !server->by_folder || !server->vdir_count)
		return;
	for (size_t i = 0; i < server->vdir_count; i++) {
		struct axr_server_vdir *vdir = &server->vdirs[i];

		places[i] = (struct place){ vdir->url, vdir->site, vdir };
	}
	qsort(places, server->vdir_count, sizeof(*places), by_place);
	find_above(places, server->vdir_count);
	for (size_t i = 0; i < server->vdir_count; i++)
		places[i] = (struct place){ server->vdirs[i].physical, 0, &server->vdirs[i] };
	qsort(places, server->vdir_count, sizeof(*places), by_place);
	for (size_t i = 0; i < server->vdir_count; i++)
		server->by_folder[i] = places[i].vdir;
}

/* There is no way to another computer's files without the network: said once for each. */
static void tell_elsewhere(const struct axr_server *server, const struct axr_discover_setup *setup)
{
	for (size_t i = 0; i < server->vdir_count && setup->problem; i++) {
		struct axr_problem problem = {
			.trouble = AXR_TROUBLE_ROOT,
			.path = server->by_folder[i]->physical,
			.text = axr_span_str("it lies on another computer: scan it there, or "
					     "name it to scan it"),
			.incomplete = true,
		};

		if (axr_winpath_is_unc(problem.path) &&
		    (!i || axr_winpath_cmp(server->by_folder[i - 1]->physical, problem.path)))
			setup->problem(setup->user, &problem);
	}
}

void axr_server_read_vdirs(struct axr_server *server, const struct axr_discover_setup *setup)
{
	const struct axr_iis_config *config = &server->config;
	const size_t most = config->vdir_count < VDIRS_MAX ? config->vdir_count : VDIRS_MAX;
	size_t left = config->vdir_count - most;

	server->vdirs = axr_arena_array(&server->arena, most, sizeof(*server->vdirs));
	for (size_t i = 0; server->vdirs && i < most; i++) {
		if (expand(server, &config->vdirs[i], &server->vdirs[server->vdir_count]))
			server->vdir_count++;
		else
			left++;
	}
	if (left)
		axr_server_trouble(setup, axr_server_config_path(server),
				   axr_arena_printf(&server->arena,
						    "%zu virtual directories were left out: there "
						    "are more than %d, or their names are longer "
						    "than IIS takes",
						    left, VDIRS_MAX));
	set_in_order(server);
	if (!server->arena.failed)
		tell_elsewhere(server, setup);
}
