/* Classic ASP: pages in VBScript and JScript that hand the client the machine. */

rule classic_execute_request
{
	meta:
		description = "Classic ASP runs what the client sent: eval, execute or executeglobal of Request"
		score = 95
		reference = "China Chopper, server page for ASP"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$flow = /\b(eval|execute|executeglobal)[\s("]{1,16}(request)\s{0,8}(\(|\[|\.\s{0,8}(item|form|querystring|cookies|servervariables)\s{0,8}[(\[])/ nocase
	condition:
		$flow
}
