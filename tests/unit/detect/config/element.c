#include "../../test.h"

#include "detect/config/element.h"

struct look {
	struct axr_element_place place;
	enum axr_section sections[16];
	struct axr_element_verdict worst;
};

static bool on_event(void *user, const struct axr_xml_event *event)
{
	struct look *look = user;
	struct axr_element_verdict v;

	if (event->kind != AXR_XML_START)
		return true;
	look->sections[event->depth] = axr_section_of(event->name);
	v = axr_element(look->sections[event->depth - 1], event, &look->place);
	if (v.rule && v.score > look->worst.score)
		look->worst = v;
	return true;
}

static struct axr_element_verdict worst_of(const char *xml, bool exchange)
{
	struct look look = { .place = { .exchange = exchange } };
	struct axr_err err;

	assert_int_equal(axr_xml_read(axr_span_str(xml), on_event, &look, &err), AXR_OK);
	return look.worst;
}

static void rule_is(const char *xml, bool exchange, const char *rule, int score)
{
	struct axr_element_verdict v = worst_of(xml, exchange);

	if (!rule) {
		if (v.rule)
			fail_msg("%s for %s", v.rule, xml);
		return;
	}
	if (!v.rule)
		fail_msg("nothing for %s", xml);
	assert_string_equal(v.rule, rule);
	assert_int_equal(v.score, score);
}

static void handlers(void **state)
{
	(void)state;
	rule_is("<handlers><add path='*.config' "
		"scriptProcessor='%windir%\\system32\\inetsrv\\asp.dll'/>"
		"</handlers>",
		false, "handler-runs-innocent-files", 88);
	rule_is("<httpHandlers><add path='*.jpg' type='System.Web.UI.PageHandlerFactory'/>"
		"</httpHandlers>",
		false, "handler-runs-innocent-files", 88);
	rule_is("<handlers><add path='*.html' type='System.Web.UI.PageHandlerFactory'/></handlers>",
		false, "handler-runs-static-files", 20);
	rule_is("<handlers><add path='*.html' type='System.Web.UI.PageHandlerFactory'/></handlers>",
		true, "handler-runs-static-files", 35);
	rule_is("<handlers><add path='*' "
		"scriptProcessor='c:\\windows\\system32\\cmd.exe'/></handlers>",
		false, "handler-is-shell", 95);
	rule_is("<handlers><add path='*.x' "
		"scriptProcessor='C:\\ProgramData\\a\\b.dll'/></handlers>",
		false, "handler-in-odd-folder", 80);
	/* as they ought to be */
	rule_is("<handlers><add path='*.aspx' type='System.Web.UI.PageHandlerFactory'/>"
		"<add path='*.config' type='System.Web.HttpForbiddenHandler'/>"
		"<add path='*.css' type='My.Css.Handler'/><add path='*.asp' scriptProcessor="
		"'%windir%\\system32\\inetsrv\\asp.dll'/></handlers>",
		true, NULL, 0);
}

static void compiling_and_filtering(void **state)
{
	(void)state;
	rule_is("<buildProviders><add extension='.txt' "
		"type='System.Web.Compilation.PageBuildProvider'/>"
		"</buildProviders>",
		false, "build-innocent-files", 85);
	rule_is("<buildProviders><add extension='.html' "
		"type='System.Web.Compilation.PageBuildProvider'/></buildProviders>",
		false, "build-innocent-files", 25);
	rule_is("<buildProviders><add extension='.html' "
		"type='System.Web.Compilation.PageBuildProvider'/></buildProviders>",
		true, "build-innocent-files", 60);
	rule_is("<hiddenSegments><remove segment='bin'/></hiddenSegments>", false,
		"serves-hidden-folders", 20);
	rule_is("<hiddenSegments><remove segment='bin'/></hiddenSegments>", true,
		"serves-hidden-folders", 40);
	rule_is("<buildProviders><add extension='.rdlc' type='X.ReportBuildProvider'/>"
		"<add extension='.aspx' type='System.Web.Compilation.PageBuildProvider'/>"
		"</buildProviders>",
		false, NULL, 0);
	rule_is("<hiddenSegments><remove segment='web.config'/></hiddenSegments>", false,
		"serves-configuration", 65);
	rule_is("<fileExtensions><add fileExtension='.config' allowed='true'/></fileExtensions>",
		false, "serves-configuration", 65);
	rule_is("<fileExtensions><add fileExtension='.config' allowed='false'/></fileExtensions>",
		false, NULL, 0);
	rule_is("<hiddenSegments><add segment='web.config'/></hiddenSegments>", false, NULL, 0);
}

static void modules(void **state)
{
	(void)state;
	rule_is("<modules><add name='a' type='Evil.Module, Evil'/></modules>", true,
		"foreign-module", 65);
	rule_is("<modules><add name='a' type='Evil.Module, Evil'/></modules>", false,
		"foreign-module", 10);
	rule_is("<modules><add name='a' "
		"type='Microsoft.Exchange.HttpProxy.ProxyModule,Microsoft.Exchange."
		"FrontEndHttpProxy'/><add name='UriCacheModule'/><remove name='x'/></modules>",
		true, NULL, 0);
	rule_is("<globalModules><add name='a' image='C:\\ProgramData\\x.dll'/></globalModules>",
		false, "native-module", 90);
	rule_is("<globalModules><add name='a' image='%windir%\\System32\\inetsrv\\loghttp.dll'/>"
		"<add name='b' image='F:\\Program Files\\Microsoft\\Exchange "
		"Server\\V15\\bin\\kerbauth.dll'/>"
		"</globalModules>",
		false, NULL, 0);
	rule_is("<isapiFilters><filter name='a' path='D:\\x\\y.dll'/></isapiFilters>", false,
		"isapi-filter", 60);
}

static void folders(void **state)
{
	(void)state;
	rule_is("<virtualDirectory path='/owa/auth' physicalPath='C:\\ProgramData\\COM1\\x'/>",
		false, "site-in-hidden-folder", 95);
	rule_is("<virtualDirectory path='/x' physicalPath='C:\\ProgramData\\Mine'/>", false,
		"site-in-hidden-folder", 80);
	rule_is("<virtualDirectory path='/' physicalPath='%SystemDrive%\\inetpub\\wwwroot'/>",
		false, NULL, 0);
	rule_is("<virtualDirectory path='/' physicalPath='D:\\Company.Com\\site'/>", false, NULL,
		0);
}

static void single_elements(void **state)
{
	(void)state;
	rule_is("<compiler language='c#' compilerOptions='/res:\\\\h\\a'/>", false,
		"compiler-reads-remote-files", 78);
	rule_is("<compiler compilerOptions='/r:\\\\h\\a.dll'/>", false, "compiler-reads-remote-files",
		78);
	rule_is("<compiler compilerOptions='/o @&quot;\\\\10.0.0.1\\a&quot;'/>", false,
		"compiler-reads-remote-files", 78);
	rule_is("<compiler compilerOptions='/res:C:\\\\web\\a /doc:&quot;D:\\\\a&quot; /r:\\a'/>", false,
		NULL, 0);
	rule_is("<compiler compilerOptions='/r:a\\\\b /r:\\\\?\\C:\\a'/>", false, NULL, 0);
	rule_is("<compiler language='c#' compilerOptions='/langversion:6 /nowarn:1659;1699'/>",
		false, NULL, 0);
	rule_is("<globalization fileEncoding='utf-7'/>", false, "odd-file-encoding", 78);
	rule_is("<globalization fileEncoding='IBM037'/>", false, "odd-file-encoding", 78);
	rule_is("<globalization fileEncoding='utf-8' requestEncoding='gb2312'/>", false, NULL, 0);
	rule_is("<machineKey validationKey='0123456789012345678901234567890123456789ABCDEF'/>",
		true, "fixed-machine-key", 60);
	rule_is("<machineKey validationKey='0123456789012345678901234567890123456789ABCDEF'/>",
		false, NULL, 0);
	rule_is("<machineKey validationKey='AutoGenerate,IsolateApps'/>", true, NULL, 0);
	rule_is("<codeBase version='1.0.0.0' href='http://192.0.2.9/h.dll'/>", false,
		"assembly-from-network", 82);
	rule_is("<codeBase version='1.0.0.0' href='\\\\192.0.2.9\\s\\h.dll'/>", false,
		"assembly-from-network", 82);
	rule_is("<codeBase version='1.0.0.0' href='file:///C:/app/h.dll'/>", false, NULL, 0);
	rule_is("<codeBase version='1.0.0.0' href='plugins/h.dll'/>", false, NULL, 0);
	rule_is("<httpRedirect enabled='true' destination='/owa'/>", true, NULL, 0);
	rule_is("<rewrite><rules><rule name='X-BEResource Abort - inbound'><match url='.*'/>"
		"<action type='AbortRequest'/></rule></rules></rewrite>",
		true, NULL, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(handlers),
		cmocka_unit_test(compiling_and_filtering),
		cmocka_unit_test(modules),
		cmocka_unit_test(folders),
		cmocka_unit_test(single_elements),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
