/* Pages that leave something running in the worker process when they are gone. */

/* A page that the server runs: by its text, or (where only its code is left) by its name. */
private rule page
{
	strings:
		$directive = /<%[@=#:]?\s{0,16}[a-z]{2}/ nocase
		$server = /runat\s{0,8}=\s{0,8}["']?server/ nocase
	condition:
		any of them or
		extension matches /^\.(aspx?|as[achm]x|asa|cer|cdx|soap|svc|master|[cv]bhtml|xamlx|rem)$/i
}

rule memory_path_provider
{
	meta:
		description = "Code that serves pages which lie on no disk: it registers a virtual path provider"
		score = 85
		reference = "ysoserial.net, GhostWebShell; Eye Security, ToolShell, 2025"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$register = "RegisterVirtualPathProvider" nocase
		$class1 = /:\s{0,4}(System\.Web\.Hosting\.)?VirtualPathProvider\b/
		$class2 = /Inherits\s{1,8}(System\.Web\.Hosting\.)?VirtualPathProvider\b/ nocase
		$trick1 = "_theBuildManager"
		$trick2 = "_isPrecompiledApp"
		$trick3 = "RegisterVirtualPathProviderInternal"
		$trick4 = "ghostfile" nocase
		$trick5 = "fakepath31337" nocase
		$act1 = "FromBase64String" nocase
		$act2 = /\b(Process|Assembly|JScriptEvaluate)\b/ nocase
		$act3 = /\bRequest\s{0,8}[\[(.]/ nocase
	condition:
		any of ($trick*) and ($register or any of ($class*)) or
		(page and $register and any of ($class*)) or
		(page and any of ($class*) and 2 of ($act*))
}

rule memory_pipeline
{
	meta:
		description = "Page changes the route table, the filters or the event handlers of the running application"
		score = 80
		reference = "Memory shells for ASP.NET: routes, filters, listeners"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$page = /<%@\s{0,16}(Page|WebHandler|WebService)\b/ nocase private
		$route1 = /\bRouteTable\s{0,4}\.\s{0,4}Routes\s{0,4}\.\s{0,4}(Add|Insert|Map)/ nocase
		$filter1 = /\bGlobalFilters\s{0,4}\.\s{0,4}Filters\s{0,4}\.\s{0,4}Add/ nocase
		$filter2 = "IAuthorizationFilter" nocase
		$listen1 = /\bnew\s{1,4}(System\.Net\.)?HttpListener\s{0,4}\(/ nocase
		$module1 = "DynamicModuleUtility" nocase
		$module2 = "RegisterModule" nocase
		$module3 = "IntegratedModuleList" nocase
		$handler1 = "_handlerMappings" nocase
		$handler2 = "_eventHandlers" nocase
		$act1 = /\b(Process|Assembly)\b/ nocase
		$act2 = "FromBase64String" nocase
		$act3 = "JScriptEvaluate" nocase
		$act4 = "CreateDecryptor" nocase
	condition:
		$page and any of ($route1, $filter*, $listen1, $module*, $handler*) and any of ($act*)
}

rule memory_module_registered
{
	meta:
		description = "Page adds a module or handler to the configuration of IIS"
		score = 80
		reference = "MITRE ATT&CK T1505.004"
		date = "2026-11-22"
		technique = "T1505.004"
	strings:
		$section = /["']system\.webServer\/(modules|globalModules|handlers)["']/ nocase
		$commit = /\.\s{0,8}CommitChanges\s{0,8}\(/ nocase
		$add = /\.\s{0,8}(CreateElement|CreateNewElement)\s{0,8}\(/ nocase
	condition:
		page and all of them
}

rule memory_assembly_cache
{
	meta:
		description = "Page puts an assembly into the machine's cache, where IIS finds its modules"
		score = 85
		reference = "MITRE ATT&CK T1505.004"
		date = "2026-11-22"
		technique = "T1505.004"
	strings:
		$install = /\.\s{0,8}GacInstall\s{0,8}\(/ nocase
	condition:
		page and $install
}
