#include <stdlib.h>

#include "base/clock.h"
#include "base/span.h"
#include "discover/server.h"

enum {
	URLS_MAX = 8,      /* of one file: more bindings say nothing new */
	SITES_DEEP = 16,   /* applications inside each other */
	BINDING_MAX = 512, /* bytes: a host's name has 253, an address 40 */
	NAME_SHOWN = 256   /* bytes of a handler's name that are told */
};

/* What one file is asked for at one virtual directory after the other. */
struct asked {
	const struct axr_server *server;
	const struct axr_dirconfig *folder;
	struct axr_subject *subject;
	struct axr_clock *clock;
	struct axr_span *urls;
	struct axr_serving best; /* where any is */
	bool any;
};

/* A part of a path as it stands in a URL: '\' is '/', what is not plain is percent-encoded. */
static void put_path(struct axr_buf *url, struct axr_span path)
{
	for (size_t i = 0; i < path.len; i++) {
		uint8_t c = path.ptr[i];

		if (c == '\\' || c == '/')
			axr_buf_putc(url, '/');
		else if (axr_is_alpha(c) || axr_is_digit(c) || strchr("-._~!$&'()*+,;=@", c))
			axr_buf_putc(url, c);
		else
			axr_buf_printf(url, "%%%02X", c);
	}
}

/* "*:443:mail.example.com" and https to "https://mail.example.com". */
static void put_origin(struct axr_buf *url, const struct axr_iis_binding *binding)
{
	struct axr_span rest = binding->information, address, port;
	const char *usual = axr_span_iis(binding->protocol, "https") ? "443" : "80";

	/* an address in brackets holds colons */
	if (rest.len && rest.ptr[0] == '[') {
		address = axr_span_until(&rest, ']');
		rest = axr_span_from(rest, 1);
		axr_buf_puts(url, axr_span_iis(binding->protocol, "https") ? "https://" :
									     "http://");
		if (!rest.len)
			axr_buf_put(url, axr_span_from(address, 1));
	} else {
		address = axr_span_until(&rest, ':');
		axr_buf_puts(url, axr_span_iis(binding->protocol, "https") ? "https://" :
									     "http://");
	}
	port = axr_span_until(&rest, ':');
	if (rest.len)
		axr_buf_put(url, rest);
	else if (address.len && address.ptr[0] != '[')
		axr_buf_put(url, address);
	else
		axr_buf_putc(url, '*');
	if (port.len && !axr_span_is(port, usual)) {
		axr_buf_putc(url, ':');
		axr_buf_put(url, port);
	}
}

/* Copied only where it is kept: the arena holds what is told of the file. */
static void add_url(struct asked *asked, struct axr_span url)
{
	struct axr_subject *subject = asked->subject;

	for (size_t i = 0; i < subject->url_count; i++)
		if (axr_span_eq(asked->urls[i], url))
			return;
	url = axr_arena_copy(subject->arena, url);
	if (url.len)
		asked->urls[subject->url_count++] = url;
}

static void add_urls_of(struct asked *asked, const struct axr_server_vdir *vdir,
			struct axr_span below)
{
	const struct axr_iis_config *config = &asked->server->config;
	struct axr_buf url = { 0 };

	for (size_t i = 0; i < config->binding_count && asked->subject->url_count < URLS_MAX &&
			   axr_clock_token(asked->clock, i);
	     i++) {
		const struct axr_iis_binding *binding = &config->bindings[i];

		if (binding->site != vdir->site || !axr_span_istarts(binding->protocol, "http") ||
		    binding->information.len > BINDING_MAX)
			continue;
		axr_buf_reset(&url);
		put_origin(&url, binding);
		put_path(&url, vdir->url);
		put_path(&url, below);
		if (!axr_clock_step(asked->clock, url.len))
			break;
		if (!url.failed)
			add_url(asked, axr_buf_span(&url));
	}
	axr_buf_free(&url);
}

static const char *say(struct axr_arena *arena, struct axr_serving serving)
{
	const char *of = serving.extension.len ? "" : "names without an extension";

	if (serving.unknown)
		return "not known: its handler was not looked up to the end";
	if (serving.mime == AXR_MIME_NONE)
		return axr_arena_printf(arena, "not served: no MIME type is set for %s%.*s", of,
					(int)serving.extension.len,
					(const char *)serving.extension.ptr);
	if (serving.mime == AXR_MIME_UNTOLD)
		return axr_arena_printf(arena,
					"not served unless a MIME type is set for %s%.*s", of,
					(int)serving.extension.len,
					(const char *)serving.extension.ptr);
	if (!serving.served)
		return axr_arena_printf(arena, "not served: %s", serving.because);
	serving.by = axr_span_cut(serving.by, 0, NAME_SHOWN);
	return axr_arena_printf(arena, "%s by %.*s", serving.runs ? "run" : "sent as it is",
				(int)serving.by.len, (const char *)serving.by.ptr);
}

/* What stands behind the virtual directory in the path of a file: "\auth\x.aspx", or nothing. */
static struct axr_span below_of(const struct axr_server_vdir *vdir, struct axr_span path)
{
	return axr_span_from(path, axr_winpath_trim(vdir->physical).len);
}

static void add_scope(struct axr_scope *scopes, size_t *count, const struct axr_iis_config *config,
		      struct axr_span path)
{
	if (path.len && path.ptr[0] == '/')
		path = axr_span_from(path, 1);
	if (*count < AXR_SERVER_CONFIGS)
		scopes[(*count)++] = (struct axr_scope){ config, path };
}

/*
 * Settings go down the URL: from the server to the site, to the application, to its folders.  below
 * is what stands behind the virtual directory in the file's URL; folders outside it do not count.
 */
static size_t gather_scopes(const struct axr_server *server, const struct axr_server_vdir *vdir,
			    const struct axr_dirconfig *folder, struct axr_span below,
			    struct axr_span url, struct axr_span site_path,
			    struct axr_scope *scopes)
{
	const struct axr_server_vdir *above = vdir;
	size_t count = 0;

	for (; folder; folder = folder->parent) {
		struct axr_span inside;

		if (!axr_winpath_below(folder->folder, vdir->physical))
			break;
		inside = below_of(vdir, axr_winpath_trim(folder->folder));
		add_scope(scopes, &count, &folder->config, axr_span_from(below, inside.len));
		if (!inside.len)
			above = vdir->above; /* its own is in already */
	}
	for (size_t deep = 0; above && deep < SITES_DEEP; deep++) {
		if (above->config)
			add_scope(scopes, &count, &above->config->config,
				  axr_span_from(url, above->url.len));
		above = above->above;
	}
	if (count == AXR_SERVER_CONFIGS)
		count--;
	add_scope(scopes, &count, &server->config, site_path);
	return count;
}

/* A name in a URL of the configuration, and what stands behind it on the disk. */
static void join_url(struct axr_buf *url, struct axr_span begin, struct axr_span below)
{
	axr_buf_put(url, begin);
	for (size_t i = 0; i < below.len; i++)
		axr_buf_putc(url, below.ptr[i] == '\\' ? '/' : below.ptr[i]);
}

/* How the file is served through one virtual directory; better than what was found before? */
static void serve_through(struct asked *asked, const struct axr_server_vdir *vdir)
{
	const struct axr_span below = below_of(vdir, asked->subject->file.path);
	struct axr_scope scopes[AXR_SERVER_CONFIGS];
	struct axr_buf url = { 0 }, site_path = { 0 };
	struct axr_serving serving = { .unknown = true };
	size_t count;

	join_url(&url, vdir->url, below);
	join_url(&site_path, vdir->site_path, below);
	if (!url.failed && !site_path.failed) {
		count = gather_scopes(asked->server, vdir, asked->folder,
				      axr_span_from(axr_buf_span(&url), vdir->url.len),
				      axr_buf_span(&url), axr_buf_span(&site_path), scopes);
		serving = axr_handler_choose(scopes, count, axr_buf_span(&url), asked->clock);
		if (serving.served)
			add_urls_of(asked, vdir, below);
	}
	if (!asked->any || serving.runs || (serving.unknown && !asked->best.runs)) {
		asked->best = serving;
		/* it is a part of the URL, which goes */
		asked->best.extension =
			axr_arena_copy(asked->subject->scratch, serving.extension);
	}
	asked->any = true;
	axr_buf_free(&url);
	axr_buf_free(&site_path);
}

void axr_discover_serve(const struct axr_server *server, const struct axr_dirconfig *folder,
			struct axr_subject *subject)
{
	const struct axr_span path = subject->file.path;
	struct asked asked = { server, folder, subject, .clock = subject->scratch->clock };

	if (!server->vdir_count)
		return;
	asked.urls = axr_arena_array(subject->arena, URLS_MAX, sizeof(*asked.urls));
	if (!asked.urls)
		return;
	subject->urls = asked.urls;
	for (size_t i = 0; i < server->vdir_count; i++) {
		const struct axr_server_vdir *vdir = &server->vdirs[i];
		bool below;

		if (subject->url_count == URLS_MAX && asked.best.runs)
			break; /* the others have nothing to add */
		below = axr_winpath_below(path, vdir->physical);
		if (!axr_clock_token(asked.clock, i) ||
		    (below && !axr_clock_step(asked.clock, path.len))) {
			if (!asked.best.runs)
				asked.best = (struct axr_serving){ .unknown = true };
			asked.any = true;
			break;
		}
		if (below)
			serve_through(&asked, vdir);
	}
	axr_subject_late(subject, "its handler was looked for", NULL);
	subject->serving = asked.any ? say(subject->arena, asked.best) :
				       "not served: it lies outside every virtual directory";
}

bool axr_discover_is_served(const struct axr_server *server, struct axr_span path)
{
	bool below = false;

	for (size_t i = 0; i < server->vdir_count; i++) {
		if (axr_span_ieq(path, server->vdirs[i].physical))
			return false;
		below |= axr_winpath_below(path, server->vdirs[i].physical);
	}
	return below;
}

/* What the chain of virtual directories says of a file below one of them. */
static struct axr_span encoding_at(const struct axr_server_vdir *vdir, struct axr_span path)
{
	struct axr_span found = axr_span("", 0);
	struct axr_buf url = { 0 };

	join_url(&url, vdir->url, below_of(vdir, path));
	for (size_t deep = 0; vdir && deep < SITES_DEEP && !found.len; deep++) {
		struct axr_span rest = axr_span_from(axr_buf_span(&url), vdir->url.len);

		if (rest.len && rest.ptr[0] == '/')
			rest = axr_span_from(rest, 1);
		if (vdir->config)
			found = axr_iis_encoding(&vdir->config->config, rest);
		vdir = vdir->above;
	}
	axr_buf_free(&url);
	return found;
}

struct axr_span axr_discover_encoding(const struct axr_server *server,
				      const struct axr_dirconfig *folder, struct axr_span path)
{
	struct axr_span found = axr_span("", 0);

	for (; folder && !found.len; folder = folder->parent) {
		struct axr_span rest = axr_span_from(path, axr_winpath_trim(folder->folder).len);

		if (rest.len)
			rest = axr_span_from(rest, 1);
		found = axr_iis_encoding(&folder->config, rest);
	}
	/* where no web.config says anything there is nothing to look for */
	for (size_t i = 0; server && server->folder_count && !found.len && i < server->vdir_count;
	     i++)
		if (axr_winpath_below(path, server->vdirs[i].physical))
			found = encoding_at(&server->vdirs[i], path);
	return found;
}
