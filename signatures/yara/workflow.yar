/* Services that are written in XAML and hold expressions in code. */

rule workflow_service_sink
{
	meta:
		description = "Workflow service whose expressions start processes or load code"
		score = 80
		reference = "MITRE ATT&CK T1505.003"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$service = "<WorkflowService" nocase private
		$activity = "schemas.microsoft.com/netfx/2009/xaml/activities" nocase private
		$run1 = /\bProcess\s{0,4}\.\s{0,4}Start\b/ nocase
		$run2 = "ProcessStartInfo" nocase
		$run3 = /\bAssembly\s{0,4}\.\s{0,4}Load\b/ nocase
		$run4 = "System.Diagnostics" nocase
	condition:
		any of ($service, $activity) and any of ($run*)
}
