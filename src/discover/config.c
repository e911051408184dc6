#include "discover/config.h"

#include "base/err.h"
#include "base/span.h"
#include "discover/winpath.h"
#include "page/xml.h"

enum {
	PATH_MAX_LEN = 1024 /* of the names of the open elements, joined */
};

struct reader {
	struct axr_iis_config *config;
	char path[PATH_MAX_LEN]; /* "configuration/system.webServer/handlers", locations left out */
	size_t ends[AXR_XML_DEPTH + 1];
	struct axr_span location;
	unsigned location_depth; /* 0: in none */
	unsigned beyond_depth;   /* of an element whose names have no room in path; 0: in none */
	struct axr_span section; /* that the root element is, of a configSource; empty: none */
	struct axr_span application;
};

static struct axr_span keep(struct reader *reader, struct axr_span s)
{
	return axr_arena_copy(&reader->config->arena, s);
}

static struct axr_span keep_attribute(struct reader *reader, const struct axr_xml_event *event,
				      const char *name)
{
	return keep(reader, axr_xml_get(event, name));
}

/* A new last element; NULL where the arena is exhausted, which it remembers. */
static void *append(struct reader *reader, void *array, size_t *count, size_t *cap, size_t size)
{
	char *items = *(void **)array;

	if (*count >= reader->config->items) {
		reader->config->is_full = true;
		return NULL;
	}
	if (*count == *cap) {
		items = axr_arena_grow(&reader->config->arena, items, *count, cap, size);
		if (!items)
			return NULL;
		*(void **)array = items;
	}
	return memset(items + size * (*count)++, 0, size);
}

static enum axr_iis_change change_of(const struct axr_xml_event *event)
{
	if (axr_span_iis(event->name, "remove"))
		return AXR_IIS_REMOVE;
	return axr_span_iis(event->name, "clear") ? AXR_IIS_CLEAR : AXR_IIS_ADD;
}

static void on_site(struct reader *reader, const struct axr_xml_event *event)
{
	struct axr_iis_config *config = reader->config;
	struct axr_iis_site *site = append(reader, &config->sites, &config->site_count,
					   &config->site_cap, sizeof(*site));

	if (site)
		*site = (struct axr_iis_site){ .name = keep_attribute(reader, event, "name"),
					       .id = keep_attribute(reader, event, "id") };
}

static void on_log_file(struct reader *reader, const struct axr_xml_event *event)
{
	struct axr_iis_config *config = reader->config;

	if (config->site_count)
		config->sites[config->site_count - 1].log_directory =
			keep_attribute(reader, event, "directory");
}

static void on_default_log_file(struct reader *reader, const struct axr_xml_event *event)
{
	reader->config->default_log_directory = keep_attribute(reader, event, "directory");
}

static void on_binding(struct reader *reader, const struct axr_xml_event *event)
{
	struct axr_iis_config *config = reader->config;
	struct axr_iis_binding *binding;

	if (!config->site_count)
		return;
	binding = append(reader, &config->bindings, &config->binding_count, &config->binding_cap,
			 sizeof(*binding));
	if (binding)
		*binding = (struct axr_iis_binding){
			.site = config->site_count - 1,
			.protocol = keep_attribute(reader, event, "protocol"),
			.information = keep_attribute(reader, event, "bindingInformation"),
		};
}

static void on_application(struct reader *reader, const struct axr_xml_event *event)
{
	reader->application = keep_attribute(reader, event, "path");
}

static void on_vdir(struct reader *reader, const struct axr_xml_event *event)
{
	struct axr_iis_config *config = reader->config;
	struct axr_iis_vdir *vdir;

	if (!config->site_count)
		return;
	vdir = append(reader, &config->vdirs, &config->vdir_count, &config->vdir_cap,
		      sizeof(*vdir));
	if (vdir)
		*vdir = (struct axr_iis_vdir){
			.site = config->site_count - 1,
			.application = reader->application,
			.path = keep_attribute(reader, event, "path"),
			.physical = keep_attribute(reader, event, "physicalPath"),
			.line = event->line,
		};
}

static void on_handler(struct reader *reader, const struct axr_xml_event *event)
{
	struct axr_iis_config *config = reader->config;
	struct axr_iis_handler *handler = append(reader, &config->handlers, &config->handler_count,
						 &config->handler_cap, sizeof(*handler));

	if (!handler)
		return;
	*handler = (struct axr_iis_handler){
		.change = change_of(event),
		.location = reader->location,
		.name = keep_attribute(reader, event, "name"),
		.path = keep_attribute(reader, event, "path"),
		.verb = keep_attribute(reader, event, "verb"),
		.type = keep_attribute(reader, event, "type"),
		.modules = keep_attribute(reader, event, "modules"),
		.script_processor = keep_attribute(reader, event, "scriptProcessor"),
		.require_access = keep_attribute(reader, event, "requireAccess"),
	};
}

static void on_handlers(struct reader *reader, const struct axr_xml_event *event)
{
	struct axr_iis_config *config = reader->config;
	struct axr_iis_access *access;

	if (!axr_xml_get(event, "accessPolicy").ptr)
		return;
	access = append(reader, &config->access, &config->access_count, &config->access_cap,
			sizeof(*access));
	if (access)
		*access = (struct axr_iis_access){
			.location = reader->location,
			.policy = keep_attribute(reader, event, "accessPolicy"),
		};
}

static void add_module(struct reader *reader, const struct axr_xml_event *event, bool native)
{
	struct axr_iis_config *config = reader->config;
	struct axr_iis_module *module = append(reader, &config->modules, &config->module_count,
					       &config->module_cap, sizeof(*module));

	if (module)
		*module = (struct axr_iis_module){
			.change = change_of(event),
			.native = native,
			.location = reader->location,
			.name = keep_attribute(reader, event, "name"),
			.image = keep_attribute(reader, event, "image"),
			.type = keep_attribute(reader, event, "type"),
			.line = event->line,
		};
}

static void on_global_module(struct reader *reader, const struct axr_xml_event *event)
{
	add_module(reader, event, true);
}

static void on_module(struct reader *reader, const struct axr_xml_event *event)
{
	add_module(reader, event, false);
}

static void add_filter(struct reader *reader, const struct axr_xml_event *event,
		       enum axr_iis_filter_kind kind, const char *attribute)
{
	struct axr_iis_config *config = reader->config;
	struct axr_iis_filter *filter = append(reader, &config->filters, &config->filter_count,
					       &config->filter_cap, sizeof(*filter));

	if (filter)
		*filter = (struct axr_iis_filter){
			.change = change_of(event),
			.kind = kind,
			.allowed = !axr_span_iis(axr_xml_get(event, "allowed"), "false"),
			.location = reader->location,
			.value = keep_attribute(reader, event, attribute),
		};
}

static void on_hidden_segment(struct reader *reader, const struct axr_xml_event *event)
{
	add_filter(reader, event, AXR_IIS_HIDDEN_SEGMENT, "segment");
}

static void on_extension(struct reader *reader, const struct axr_xml_event *event)
{
	add_filter(reader, event, AXR_IIS_EXTENSION, "fileExtension");
}

static void on_mime_map(struct reader *reader, const struct axr_xml_event *event)
{
	struct axr_iis_config *config = reader->config;
	struct axr_iis_mime *mime = append(reader, &config->mimes, &config->mime_count,
					   &config->mime_cap, sizeof(*mime));

	if (mime)
		*mime = (struct axr_iis_mime){
			.change = change_of(event),
			.location = reader->location,
			.extension = keep_attribute(reader, event, "fileExtension"),
		};
}

static void add_value(struct reader *reader, struct axr_span value, struct axr_iis_value **values,
		      size_t *count, size_t *cap)
{
	struct axr_iis_value *last;

	if (!value.len)
		return;
	if (*count >= AXR_CONFIG_VALUES) {
		reader->config->is_full = true;
		return;
	}
	last = append(reader, values, count, cap, sizeof(*last));
	if (last)
		*last = (struct axr_iis_value){ reader->location, keep(reader, value) };
}

static void on_globalization(struct reader *reader, const struct axr_xml_event *event)
{
	struct axr_iis_config *config = reader->config;

	add_value(reader, axr_xml_get(event, "fileEncoding"), &config->encodings,
		  &config->encoding_count, &config->encoding_cap);
}

static void on_compilation(struct reader *reader, const struct axr_xml_event *event)
{
	struct axr_iis_config *config = reader->config;

	add_value(reader, axr_xml_get(event, "tempDirectory"), &config->temp_directories,
		  &config->temp_directory_count, &config->temp_directory_cap);
}

static void on_redirection(struct reader *reader, const struct axr_xml_event *event)
{
	if (axr_span_iis(axr_xml_get(event, "enabled"), "true"))
		reader->config->redirection = keep_attribute(reader, event, "path");
}

/* Below <configuration>, and whatever <location> stands between. */
static const struct {
	const char *path; /* "*" as the last name: add, remove and clear */
	void (*read)(struct reader *reader, const struct axr_xml_event *event);
} elements[] = {
	{ "system.applicationHost/sites/site", on_site },
	{ "system.applicationHost/sites/site/logFile", on_log_file },
	{ "system.applicationHost/sites/siteDefaults/logFile", on_default_log_file },
	{ "system.applicationHost/sites/site/bindings/binding", on_binding },
	{ "system.applicationHost/sites/site/application", on_application },
	{ "system.applicationHost/sites/site/application/virtualDirectory", on_vdir },
	{ "system.webServer/handlers", on_handlers },
	{ "system.webServer/handlers/*", on_handler },
	{ "system.webServer/globalModules/*", on_global_module },
	{ "system.webServer/modules/*", on_module },
	{ "system.webServer/security/requestFiltering/hiddenSegments/*", on_hidden_segment },
	{ "system.webServer/security/requestFiltering/fileExtensions/*", on_extension },
	{ "system.webServer/staticContent/mimeMap", on_mime_map },
	{ "system.webServer/staticContent/*", on_mime_map }, /* remove and clear */
	{ "configurationRedirection", on_redirection },
	{ "system.web/globalization", on_globalization },
	{ "system.web/compilation", on_compilation },
};

static bool is_list_change(struct axr_span name)
{
	return axr_span_iis(name, "add") || axr_span_iis(name, "remove") ||
	       axr_span_iis(name, "clear");
}

static void dispatch(struct reader *reader, const struct axr_xml_event *event)
{
	struct axr_span path = axr_span_str(reader->path), parent = path;

	while (parent.len && parent.ptr[parent.len - 1] != '/')
		parent.len--;
	for (size_t i = 0; i < sizeof(elements) / sizeof(*elements); i++) {
		struct axr_span wanted = axr_span_str(elements[i].path);

		if (axr_span_ends(wanted, "/*")) {
			wanted.len--;
			if (!axr_span_ieq(wanted, parent) || !is_list_change(event->name))
				continue;
		} else if (!axr_span_ieq(wanted, path)) {
			continue;
		}
		elements[i].read(reader, event);
		return;
	}
}

static void note_reference(struct reader *reader, const struct axr_xml_event *event)
{
	struct axr_iis_config *config = reader->config;
	struct axr_span file = axr_xml_get(event, "configSource");
	struct axr_iis_reference *reference;

	if (!file.len)
		return;
	reference = append(reader, &config->references, &config->reference_count,
			   &config->reference_cap, sizeof(*reference));
	if (reference)
		*reference = (struct axr_iis_reference){
			.location = reader->location,
			.section = keep(reader, axr_span_str(reader->path)),
			.file = keep(reader, file),
		};
}

static void on_start(struct reader *reader, const struct axr_xml_event *event)
{
	size_t end = reader->ends[event->depth - 1];

	reader->ends[event->depth] = end;
	if (reader->beyond_depth)
		return;
	if (event->depth == 1) {
		if (!reader->section.len || reader->section.len >= sizeof(reader->path))
			return; /* <configuration> */
		memcpy(reader->path, reader->section.ptr, reader->section.len);
		reader->path[reader->section.len] = '\0';
		reader->ends[1] = reader->section.len;
		dispatch(reader, event);
		return;
	}
	if (axr_span_iis(event->name, "location") && !reader->location_depth) {
		reader->location = keep_attribute(reader, event, "path");
		if (axr_span_is(reader->location, "."))
			reader->location.len = 0;
		reader->location_depth = event->depth;
		return;
	}
	if (end + event->name.len + 2 > sizeof(reader->path)) {
		reader->beyond_depth = event->depth; /* no path of ours is that long */
		return;
	}
	if (end)
		reader->path[end++] = '/';
	else
		reader->config->sections++;
	memcpy(reader->path + end, event->name.ptr, event->name.len);
	end += event->name.len;
	reader->path[end] = '\0';
	reader->ends[event->depth] = end;
	note_reference(reader, event);
	dispatch(reader, event);
}

static bool on_event(void *user, const struct axr_xml_event *event)
{
	struct reader *reader = user;

	if (event->kind == AXR_XML_START) {
		on_start(reader, event);
	} else if (event->kind == AXR_XML_END) {
		if (event->depth == reader->location_depth) {
			reader->location_depth = 0;
			reader->location = axr_span("", 0);
		}
		if (event->depth == reader->beyond_depth)
			reader->beyond_depth = 0;
		reader->path[reader->ends[event->depth - 1]] = '\0';
	}
	return !reader->config->arena.failed && !reader->config->is_full;
}

static int read_into(struct reader *reader, struct axr_span bytes, struct axr_err *err)
{
	const struct axr_iis_config *config = reader->config;
	int status = axr_xml_read(bytes, on_event, reader, err);

	if (status == AXR_OK && (config->arena.failed || config->is_full))
		return axr_fail(err, AXR_EFORMAT, "it is too large to be a configuration of IIS");
	return status;
}

int axr_iis_config_read(struct axr_iis_config *config, struct axr_span bytes, size_t items,
			struct axr_err *err)
{
	struct reader reader = { .config = config };

	*config = (struct axr_iis_config){ .items = items };
	axr_arena_init(&config->arena, AXR_CONFIG_BYTES);
	return read_into(&reader, bytes, err);
}

int axr_iis_config_add(struct axr_iis_config *config, const struct axr_iis_reference *reference,
		       struct axr_span bytes, struct axr_err *err)
{
	struct reader reader = {
		.config = config,
		.section = reference->section,
		.location = reference->location,
	};

	return read_into(&reader, bytes, err);
}

bool axr_iis_config_reads(struct axr_span section)
{
	for (size_t i = 0; i < sizeof(elements) / sizeof(*elements); i++) {
		struct axr_span path = axr_span_str(elements[i].path);

		if (path.len >= section.len && (path.len == section.len ||
						path.ptr[section.len] == '/') &&
		    axr_span_ieq(axr_span_cut(path, 0, section.len), section))
			return true;
	}
	return false;
}

bool axr_iis_location_holds(struct axr_span location, struct axr_span path)
{
	return !location.len || axr_winpath_below(path, location);
}

struct axr_span axr_iis_encoding(const struct axr_iis_config *config, struct axr_span path)
{
	const struct axr_iis_value *nearest = NULL;

	for (size_t i = 0; i < config->encoding_count; i++) {
		const struct axr_iis_value *value = &config->encodings[i];

		if (axr_iis_location_holds(value->location, path) &&
		    (!nearest || value->location.len >= nearest->location.len))
			nearest = value;
	}
	return nearest ? nearest->value : axr_span("", 0);
}

bool axr_iis_reference_leads_out(struct axr_span file)
{
	return axr_winpath_drive(file) || axr_winpath_is_unc(file) ||
	       axr_span_find(file, axr_span_str(".."), 0) != SIZE_MAX;
}

void axr_iis_config_free(struct axr_iis_config *config)
{
	if (config)
		axr_arena_free(&config->arena);
}
