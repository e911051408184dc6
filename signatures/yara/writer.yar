/* Pages that put files of the client's choice on the server. */

rule writer_stream_request
{
	meta:
		description = "Page opens a file whose name the client gives, to write what the client sends"
		score = 85
		reference = "Volexity, Operation Exchange Marauder, 2021"
		date = "2026-11-21"
		technique = "T1505.003"
	strings:
		$name1 = /\bnew\s{1,16}(System\s{0,4}\.\s{0,4}IO\s{0,4}\.\s{0,4})?(StreamWriter|FileStream)\s{0,8}\([^;\r\n]{0,80}\bRequest\s{0,8}[\[(.]/ nocase
		$name2 = /\bFile\s{0,8}\.\s{0,8}(WriteAllText|WriteAllBytes|AppendAllText|CreateText|AppendText|Create|OpenWrite)\s{0,8}\([^;\r\n]{0,80}\bRequest\s{0,8}[\[(.]/ nocase
	condition:
		any of them
}
