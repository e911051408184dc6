/*
 * What an applicationHost.config or a web.config says, section by section and in its own order.
 * One reader for both: a web.config is the part of an applicationHost.config that a folder may
 * set for itself.
 */
#ifndef AXR_DISCOVER_CONFIG_H
#define AXR_DISCOVER_CONFIG_H

#include "base/arena.h"

enum {
	AXR_CONFIG_BYTES = 32 << 20,   /* the arena of one file; a real one needs under 2 MB */
	AXR_CONFIG_ITEMS = 20000,      /* of one list: sites, handlers; real ones: under 3,000 */
	AXR_CONFIG_FOLDER_ITEMS = 2000, /* the same of a web.config; real ones: under 200 */
	AXR_CONFIG_VALUES = 200 /* encodings, folders of compiled pages; real ones: under 5 */
};

struct axr_iis_site {
	struct axr_span name, id;
	struct axr_span log_directory; /* as written; empty where the default holds */
};

struct axr_iis_binding {
	size_t site;
	struct axr_span protocol, information; /* "https", "*:443:mail.example.com" */
};

struct axr_iis_vdir {
	size_t site;
	struct axr_span application; /* "/owa" */
	struct axr_span path;        /* within the application: "/" or "/Calendar" */
	struct axr_span physical;    /* as written: with variables */
	uint32_t line;
};

enum axr_iis_change { AXR_IIS_ADD, AXR_IIS_REMOVE, AXR_IIS_CLEAR };

struct axr_iis_handler {
	enum axr_iis_change change;
	struct axr_span location; /* "Default Web Site/owa"; empty for all that is below the file */
	struct axr_span name, path, verb, type, modules, script_processor, require_access;
};

struct axr_iis_module {
	enum axr_iis_change change;
	bool native; /* of globalModules: image is a DLL; else type is a class */
	struct axr_span location, name, image, type;
	uint32_t line;
};

enum axr_iis_filter_kind { AXR_IIS_HIDDEN_SEGMENT, AXR_IIS_EXTENSION };

struct axr_iis_filter { /* of requestFiltering */
	enum axr_iis_change change;
	enum axr_iis_filter_kind kind;
	bool allowed; /* of an extension */
	struct axr_span location, value;
};

struct axr_iis_access { /* accessPolicy of <handlers> */
	struct axr_span location, policy;
};

struct axr_iis_mime { /* mimeMap of <staticContent>: what is not mapped is not sent */
	enum axr_iis_change change;
	struct axr_span location, extension; /* ".html"; "." for names without one */
};

/* The value of an attribute, and where it holds. */
struct axr_iis_value {
	struct axr_span location, value;
};

struct axr_iis_reference { /* a section that lies in another file */
	struct axr_span location, section, file;
};

/* Arrays in the order of the file; all in the arena. */
struct axr_iis_config {
	struct axr_arena arena;
	struct axr_iis_site *sites;
	size_t site_count, site_cap;
	struct axr_iis_binding *bindings;
	size_t binding_count, binding_cap;
	struct axr_iis_vdir *vdirs;
	size_t vdir_count, vdir_cap;
	struct axr_iis_handler *handlers;
	size_t handler_count, handler_cap;
	struct axr_iis_module *modules;
	size_t module_count, module_cap;
	struct axr_iis_filter *filters;
	size_t filter_count, filter_cap;
	struct axr_iis_access *access;
	size_t access_count, access_cap;
	struct axr_iis_mime *mimes;
	size_t mime_count, mime_cap;
	struct axr_iis_reference *references;
	size_t reference_count, reference_cap;
	struct axr_span default_log_directory;
	struct axr_iis_value *encodings; /* fileEncoding of globalization */
	size_t encoding_count, encoding_cap;
	struct axr_iis_value *temp_directories; /* of compilation */
	size_t temp_directory_count, temp_directory_cap;
	struct axr_span redirection;    /* folder that it is shared from; of redirection.config */
	unsigned sections;              /* elements directly below a section group or location */
	size_t items; /* as given to axr_iis_config_read() */
	bool is_full; /* there were more */
};

/*
 * Reads the bytes of a file; lists grow to so many items.  On AXR_EFORMAT *err says where it is
 * malformed or that there is too much, and the configuration holds what stood before that.  Always
 * to be freed.
 */
int axr_iis_config_read(struct axr_iis_config *config, struct axr_span bytes, size_t items,
			struct axr_err *err);

/* The bytes of the file that a section of config refers to, read to what is there already. */
int axr_iis_config_add(struct axr_iis_config *config, const struct axr_iis_reference *reference,
		       struct axr_span bytes, struct axr_err *err);
/* Whether anything is read of a section (by its path), or of what is below it. */
bool axr_iis_config_reads(struct axr_span section);

/*
 * Whether a <location> of this path is, or lies above, what has that path from where its
 * configuration stands ("sub/x.aspx", '/' or '\').  An empty one always is.
 */
bool axr_iis_location_holds(struct axr_span location, struct axr_span path);

/* What is said for that path; empty where nothing is.  The nearest location counts. */
struct axr_span axr_iis_encoding(const struct axr_iis_config *config, struct axr_span path);

/* Of a section's file: IIS takes none outside the folder of the configuration. */
bool axr_iis_reference_leads_out(struct axr_span file);
void axr_iis_config_free(struct axr_iis_config *config);

#endif
