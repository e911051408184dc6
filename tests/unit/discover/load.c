#include "../tree.h"
#include "sample.h"
#include "discover/server.h"
#include "os/os.h"

static char told[4096];

static void on_problem(void *user, const struct axr_problem *problem)
{
	(void)user;
	snprintf(told + strlen(told), sizeof(told) - strlen(told), "%.*s: %.*s\n",
		 (int)problem->path.len, (const char *)problem->path.ptr, (int)problem->text.len,
		 (const char *)problem->text.ptr);
}

static const struct axr_discover_setup setup = { .image = "v", .problem = on_problem };

static void begin(struct axr_server *server)
{
	*server = (struct axr_server){
		.image = { .folder = "v", .drive = 'C' },
		.variables = axr_winpath_defaults,
	};
	axr_arena_init(&server->arena, 0);
	told[0] = '\0';
	tree_drop(AT_FDCWD, "v");
	tree_dirs(AT_FDCWD, "v/Windows/System32/inetsrv/config/more");
	tree_dirs(AT_FDCWD, "v/inetpub/history/CFGHISTORY_0000000001");
	tree_dirs(AT_FDCWD, "v/inetpub/history/CFGHISTORY_0000000002");
}

static void end(struct axr_server *server)
{
	axr_iis_config_free(&server->config);
	axr_arena_free(&server->arena);
}

/* The system's words for what is not there, between two texts. */
static const char *not_found(const char *before, const char *behind)
{
	static char text[512];
	char words[128];

	snprintf(text, sizeof(text), "%s%s%s", before,
		 axr_os_error(ENOENT, words, sizeof(words)), behind);
	return text;
}

static const char config[] = "v/Windows/System32/inetsrv/config/applicationHost.config";

static void sections_in_other_files(void **state)
{
	struct axr_server server;

	(void)state;
	begin(&server);
	tree_text(AT_FDCWD, config,
		  "<configuration><system.applicationHost><sites configSource='more\\s.config'/>"
		  "</system.applicationHost><system.webServer><handlers configSource='no.config'/>"
		  "<modules configSource='..\\..\\secret'/></system.webServer></configuration>");
	tree_text(AT_FDCWD, "v/Windows/System32/inetsrv/config/more/S.config",
		  "<sites><site name='a'><application path='/'><virtualDirectory path='/' "
		  "physicalPath='C:\\w'/></application></site></sites>");
	tree_text(AT_FDCWD, "v/Windows/System32/secret", "<modules><add name='x'/></modules>");
	axr_server_read_config(&server, &setup);
	assert_int_equal(server.config.vdir_count, 1);
	assert_int_equal(server.config.module_count, 0); /* it leads out of the folder */
	assert_non_null(strstr(told, "secret: outside the folder"));
	assert_non_null(strstr(told, not_found("config\\no.config: ", "")));
	end(&server);
}

/* A limit that is hit is told; a section that is not read costs nothing and is not looked for. */
static void too_many_files_are_told(void **state)
{
	struct axr_server server;
	struct axr_buf text = { 0 };

	(void)state;
	for (int more = 0; more < 2; more++) {
		begin(&server);
		axr_buf_reset(&text);
		axr_buf_puts(&text, "<configuration><connectionStrings configSource='none'/>"
				    "<system.webServer>");
		for (int i = 0; i < 64 + more; i++)
			axr_buf_puts(&text, "<handlers configSource='more\\h.config'/>");
		axr_buf_puts(&text, "</system.webServer></configuration>");
		tree_file(AT_FDCWD, config, text.ptr, text.len);
		tree_text(AT_FDCWD, "v/Windows/System32/inetsrv/config/more/h.config",
			  "<handlers><add name='a' path='*.b'/></handlers>");
		axr_server_read_config(&server, &setup);
		assert_int_equal(server.config.handler_count, 64);
		assert_int_equal(told[0] != '\0', more);
		assert_int_equal(strstr(told, "too many sections lie in other files") != NULL,
				 more);
		end(&server);
	}
	axr_buf_free(&text);
}

/* Beyond the first few hundred as well, and once where several have the same folder. */
static void each_folder_of_a_virtual_directory_is_read(void **state)
{
	struct axr_server server;
	struct axr_buf text = { 0 };
	char path[64];

	(void)state;
	begin(&server);
	axr_buf_puts(&text, "<configuration><system.applicationHost><sites><site name='s'>"
			    "<application path='/'>");
	for (int i = 0; i < 600; i++) {
		axr_buf_printf(&text, "<virtualDirectory path='/%d' physicalPath='C:\\w\\%d'/>", i,
			       i / 2);
		snprintf(path, sizeof(path), "v/w/%d", i / 2);
		tree_dirs(AT_FDCWD, path);
		snprintf(path, sizeof(path), "v/w/%d/web.config", i / 2);
		tree_text(AT_FDCWD, path, "<configuration/>");
	}
	axr_buf_puts(&text, "</application></site></sites></system.applicationHost>"
			    "</configuration>");
	tree_file(AT_FDCWD, config, text.ptr, text.len);
	axr_server_read_config(&server, &setup);
	axr_server_read_vdirs(&server, &setup);
	axr_server_read_folders(&server, &setup);
	assert_string_equal(told, "");
	assert_int_equal(server.folder_count, 300);
	for (size_t i = 0; i < 600; i++)
		assert_non_null(server.vdirs[i].config);
	assert_ptr_equal(server.vdirs[0].config, server.vdirs[1].config);
	assert_ptr_not_equal(server.vdirs[1].config, server.vdirs[2].config);
	for (size_t i = 0; i < server.folder_count; i++)
		axr_dirconfig_free(server.folders[i]);
	axr_buf_free(&text);
	end(&server);
}

static void an_old_copy_stands_in(void **state)
{
	struct axr_server server;

	(void)state;
	begin(&server);
	tree_text(AT_FDCWD, "v/inetpub/history/CFGHISTORY_0000000001/applicationHost.config",
		  sample_config);
	tree_text(AT_FDCWD, "v/inetpub/history/CFGHISTORY_0000000002/applicationHost.config",
		  "<configuration");
	axr_server_read_config(&server, &setup);
	assert_int_equal(server.config.vdir_count, 3);
	assert_non_null(strstr(told, not_found("", "; C:\\inetpub\\history\\CFGHISTORY_0000000001"
						   "\\applicationHost.config was read")));
	end(&server);
}

static void what_stands_before_an_error_counts(void **state)
{
	struct axr_server server;

	(void)state;
	begin(&server);
	tree_file(AT_FDCWD, config, sample_config, 500);
	tree_text(AT_FDCWD, "v/inetpub/history/CFGHISTORY_0000000001/applicationHost.config",
		  sample_config);
	axr_server_read_config(&server, &setup);
	assert_int_equal(server.config.vdir_count, 1);
	assert_null(strstr(told, "history"));
	end(&server);
}

static void write_redirection(const char *enabled, const char *path)
{
	char text[512];

	snprintf(text, sizeof(text),
		 "<configuration><configSections><section name='configurationRedirection'/>"
		 "</configSections><configurationRedirection enabled='%s' path='%s' "
		 "userName='x'/></configuration>",
		 enabled, path);
	tree_text(AT_FDCWD, "v/Windows/System32/inetsrv/config/redirection.config", text);
}

static void a_shared_configuration_counts(void **state)
{
	struct axr_server server;

	(void)state;
	begin(&server);
	tree_text(AT_FDCWD, config, "<configuration/>");
	tree_dirs(AT_FDCWD, "v/shared");
	tree_text(AT_FDCWD, "v/shared/applicationHost.config", sample_config);
	write_redirection("true", "%SystemDrive%\\Shared");
	axr_server_read_config(&server, &setup);
	assert_string_equal(told, "");
	assert_int_equal(server.config.vdir_count, 3);
	assert_span(server.config_folder, "C:\\Shared");
	end(&server);
	begin(&server);
	tree_text(AT_FDCWD, config, "<configuration/>");
	write_redirection("false", "%SystemDrive%\\Shared");
	axr_server_read_config(&server, &setup);
	assert_string_equal(told, "");
	assert_int_equal(server.config.vdir_count, 0);
	assert_int_equal(server.config_folder.len, 0);
	end(&server);
}

static void without_a_shared_one_the_own_copy_counts(void **state)
{
	static const char *const paths[] = { "\\\\files\\iis", "C:\\gone", "C:\\bad" };
	struct axr_server server;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		begin(&server);
		tree_dirs(AT_FDCWD, "v/bad");
		tree_text(AT_FDCWD, "v/bad/applicationHost.config",
			  "<configuration><system.applicationHost><sites><site name='x'/>");
		tree_text(AT_FDCWD, config, sample_config);
		write_redirection("true", paths[i]);
		axr_server_read_config(&server, &setup);
		assert_non_null(strstr(told, "the shared configuration: "));
		assert_non_null(strstr(told, "the copy of this server was read instead"));
		assert_ptr_equal(strchr(told, '\n'), told + strlen(told) - 1);
		assert_int_equal(server.config.site_count, 1);
		assert_int_equal(server.config.vdir_count, 3);
		end(&server);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sections_in_other_files),
		cmocka_unit_test(too_many_files_are_told),
		cmocka_unit_test(each_folder_of_a_virtual_directory_is_read),
		cmocka_unit_test(an_old_copy_stands_in),
		cmocka_unit_test(what_stands_before_an_error_counts),
		cmocka_unit_test(a_shared_configuration_counts),
		cmocka_unit_test(without_a_shared_one_the_own_copy_counts),
	};

	return cmocka_run_group_tests(tests, tree_enter, tree_leave);
}
