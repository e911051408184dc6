#include "report/attack.h"

/* ATT&CK v16, Enterprise */
static const struct axr_attack rows[] = {
	{ "T1003", "OS Credential Dumping", "TA0006", "Credential Access" },
	{ "T1027", "Obfuscated Files or Information", "TA0005", "Defense Evasion" },
	{ "T1036", "Masquerading", "TA0005", "Defense Evasion" },
	{ "T1036.005", "Match Legitimate Name or Location", "TA0005", "Defense Evasion" },
	{ "T1036.007", "Double File Extension", "TA0005", "Defense Evasion" },
	{ "T1036.008", "Masquerade File Type", "TA0005", "Defense Evasion" },
	{ "T1046", "Network Service Discovery", "TA0007", "Discovery" },
	{ "T1048", "Exfiltration Over Alternative Protocol", "TA0010", "Exfiltration" },
	{ "T1055", "Process Injection", "TA0005", "Defense Evasion" },
	{ "T1056", "Input Capture", "TA0006", "Credential Access" },
	{ "T1056.003", "Web Portal Capture", "TA0006", "Credential Access" },
	{ "T1059", "Command and Scripting Interpreter", "TA0002", "Execution" },
	{ "T1059.001", "PowerShell", "TA0002", "Execution" },
	{ "T1059.003", "Windows Command Shell", "TA0002", "Execution" },
	{ "T1059.005", "Visual Basic", "TA0002", "Execution" },
	{ "T1059.007", "JavaScript", "TA0002", "Execution" },
	{ "T1070", "Indicator Removal", "TA0005", "Defense Evasion" },
	{ "T1070.004", "File Deletion", "TA0005", "Defense Evasion" },
	{ "T1070.006", "Timestomp", "TA0005", "Defense Evasion" },
	{ "T1083", "File and Directory Discovery", "TA0007", "Discovery" },
	{ "T1090", "Proxy", "TA0011", "Command and Control" },
	{ "T1105", "Ingress Tool Transfer", "TA0011", "Command and Control" },
	{ "T1114", "Email Collection", "TA0009", "Collection" },
	{ "T1114.002", "Remote Email Collection", "TA0009", "Collection" },
	{ "T1132", "Data Encoding", "TA0011", "Command and Control" },
	{ "T1140", "Deobfuscate/Decode Files or Information", "TA0005", "Defense Evasion" },
	{ "T1190", "Exploit Public-Facing Application", "TA0001", "Initial Access" },
	{ "T1218", "System Binary Proxy Execution", "TA0005", "Defense Evasion" },
	{ "T1505", "Server Software Component", "TA0003", "Persistence" },
	{ "T1505.003", "Web Shell", "TA0003", "Persistence" },
	{ "T1505.004", "IIS Components", "TA0003", "Persistence" },
	{ "T1518", "Software Discovery", "TA0007", "Discovery" },
	{ "T1518.001", "Security Software Discovery", "TA0007", "Discovery" },
	{ "T1552", "Unsecured Credentials", "TA0006", "Credential Access" },
	{ "T1552.001", "Credentials In Files", "TA0006", "Credential Access" },
	{ "T1552.004", "Private Keys", "TA0006", "Credential Access" },
	{ "T1564", "Hide Artifacts", "TA0005", "Defense Evasion" },
	{ "T1564.001", "Hidden Files and Directories", "TA0005", "Defense Evasion" },
	{ "T1564.004", "NTFS File Attributes", "TA0005", "Defense Evasion" },
	{ "T1572", "Protocol Tunneling", "TA0011", "Command and Control" },
	{ "T1573", "Encrypted Channel", "TA0011", "Command and Control" },
	{ "T1606", "Forge Web Credentials", "TA0006", "Credential Access" },
	{ "T1620", "Reflective Code Loading", "TA0005", "Defense Evasion" },
};

const struct axr_attack *axr_attack_find(struct axr_span id)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (axr_span_iis(id, rows[i].id))
			return &rows[i];
	return NULL;
}
