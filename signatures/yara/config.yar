/* Configuration of IIS and ASP.NET that makes code out of files that are none. */

rule config_static_as_page
{
	meta:
		description = "Configuration hands files that look harmless (images, text, configuration) to the page or script engine"
		score = 85
		reference = "S. Dalili, Uploading web.config for fun and profit"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$handler1 = /<add[^>]{1,300}path\s{0,8}=\s{0,8}"[^"]{0,40}\.(config|txt|jpe?g|png|gif|bmp|ico|svg|css|js|log|html?|xml|json|dat|tmp|zip|pdf|docx?|woff2?)"[^>]{0,300}(PageHandlerFactory|SimpleHandlerFactory|WebServiceHandlerFactory|asp\.dll|aspnet_isapi\.dll|php-cgi\.exe|cgi\.exe)/ nocase
		$handler2 = /<add[^>]{1,300}(PageHandlerFactory|SimpleHandlerFactory|WebServiceHandlerFactory|asp\.dll|aspnet_isapi\.dll)[^>]{0,300}path\s{0,8}=\s{0,8}"[^"]{0,40}\.(config|txt|jpe?g|png|gif|bmp|ico|svg|css|js|log|html?|xml|json|dat|tmp|zip|pdf|docx?|woff2?)"/ nocase
		$provider1 = /<add[^>]{1,300}extension\s{0,8}=\s{0,8}"\.(config|txt|jpe?g|png|gif|bmp|ico|svg|css|js|log|html?|json|dat|tmp|zip|pdf|docx?|woff2?)"[^>]{0,300}(PageBuildProvider|WebHandlerBuildProvider|WebServiceBuildProvider|UserControlBuildProvider|MasterPageBuildProvider|SourceFileBuildProvider)/ nocase
		$provider2 = /<add[^>]{1,300}(PageBuildProvider|WebHandlerBuildProvider|WebServiceBuildProvider|UserControlBuildProvider)[^>]{0,300}extension\s{0,8}=\s{0,8}"\.(config|txt|jpe?g|png|gif|bmp|ico|svg|css|js|log|html?|json|dat|tmp|zip|pdf|docx?|woff2?)"/ nocase
	condition:
		any of them
}
