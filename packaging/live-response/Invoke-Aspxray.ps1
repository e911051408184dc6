<#
.SYNOPSIS
Runs aspxray from a live-response console: one program in, one NDJSON file out, its exit status kept.

.DESCRIPTION
For consoles that push a file and run a script (Defender for Endpoint, CrowdStrike Falcon and their
like). Windows PowerShell 4.0 and later; no module, no network.

Without -Path the web folders of this server are found from its IIS configuration and Exchange
installation. The scan runs with the lowest priority and ends after -MaxRuntime seconds with what it
has found until then. Nothing is written but -Output; the console gets the verdict and the counts.

.PARAMETER Path
Files and folders to scan. None: the web folders of this server.

.PARAMETER Program
aspxray.exe. Default: beside this script, else in the current folder.

.PARAMETER Sha256
What the program's SHA-256 must be. Where it is not, nothing is run and the exit status is 70.

.PARAMETER Output
The file for the findings; its name ends in .ndjson. Default: aspxray-HOST-TIME.ndjson beside the
program. There must be no such file yet. Where that folder is one of those that are scanned, the
scan passes over this file; those of earlier runs are files like any other, and full of excerpts:
take them away first.

.PARAMETER MaxRuntime
Seconds. Consoles cut off after about ten minutes, so the default is nine.

.PARAMETER Option
Further options of "aspxray scan", each word by itself: -Option '--exclude','*.log'

.OUTPUTS
The verdict and where the findings are. Exit status: that of aspxray, a sum of 1 (found), 2
(unexpected or modified file), 4 (incomplete); 0 is clean and complete, 64 wrong usage, 70 could not
run.

.EXAMPLE
.\Invoke-Aspxray.ps1 -Path 'C:\inetpub','D:\Exchange Server\' -Sha256 0123...

.EXAMPLE
powershell -NoProfile -ExecutionPolicy Bypass -File Invoke-Aspxray.ps1 -Output C:\ir\web.ndjson
#>
[CmdletBinding()]
param(
    [string[]] $Path = @(),
    [string] $Program = '',
    [string] $Sha256 = '',
    [string] $Output = '',
    [ValidateRange(1, 86400)] [int] $MaxRuntime = 540,
    [string[]] $Option = @()
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# One argument as the C run-time library of Windows takes a command line apart again: backslashes
# count only before a quote, and then twice.
function Format-Argument([string] $Text) {
    if ($Text -ne '' -and $Text -notmatch '[\s"]') {
        return $Text
    }
    $quoted = New-Object System.Text.StringBuilder
    $backslashes = 0
    [void] $quoted.Append('"')
    foreach ($letter in $Text.ToCharArray()) {
        if ($letter -eq [char] 92) {
            $backslashes++
            continue
        }
        if ($letter -eq [char] 34) {
            $backslashes = 2 * $backslashes + 1
        }
        [void] $quoted.Append([char] 92, $backslashes).Append($letter)
        $backslashes = 0
    }
    [void] $quoted.Append([char] 92, 2 * $backslashes).Append('"')
    return $quoted.ToString()
}

function Find-Program([string] $Named) {
    # a script that is sent as text has no folder
    $folders = @($PSScriptRoot, (Get-Location -PSProvider FileSystem).ProviderPath)
    if ($Named -ne '') {
        $places = @(Resolve-File $Named)
    } else {
        $places = @($folders | Where-Object { $_ } | ForEach-Object { [IO.Path]::Combine($_, 'aspxray.exe') })
    }
    foreach ($place in $places) {
        if ([IO.File]::Exists($place)) {
            return $place
        }
    }
    throw ('no such program: ' + ($places -join ', '))
}

# The full path, also of what does not exist: .NET and PowerShell differ over the current folder.
function Resolve-File([string] $Name) {
    return $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Name)
}

function Get-Sha256($Stream) {
    $digest = New-Object System.Security.Cryptography.SHA256CryptoServiceProvider
    return [BitConverter]::ToString($digest.ComputeHash($Stream)).Replace('-', '')
}

function Get-OutputName([string] $Named, [string] $Binary) {
    if ($Named -eq '') {
        $time = [DateTime]::UtcNow.ToString('yyyyMMddTHHmmssZ')
        $name = 'aspxray-{0}-{1}.ndjson' -f [Environment]::MachineName, $time
        return [IO.Path]::Combine([IO.Path]::GetDirectoryName($Binary), $name)
    }
    return Resolve-File $Named
}

function Invoke-Scan([string] $Binary, [string] $File) {
    # the text report goes to the console, of which only the head is shown: its first line is the verdict
    $arguments = @('scan', '--format', 'text', '--color', 'never', '--quiet', '--nice',
        '--max-runtime', "$MaxRuntime", '-o', $File) + $Option
    if ($Path.Count -gt 0) {
        $arguments += @('--') + $Path
    }
    $start = New-Object System.Diagnostics.ProcessStartInfo
    $start.FileName = $Binary
    $start.Arguments = (@($arguments | ForEach-Object { Format-Argument $_ }) -join ' ')
    $start.WorkingDirectory = (Get-Location -PSProvider FileSystem).ProviderPath
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.StandardOutputEncoding = [Text.Encoding]::UTF8
    $start.StandardErrorEncoding = [Text.Encoding]::UTF8
    $process = [Diagnostics.Process]::Start($start)
    # both pipes at once, or the fuller one would stop the program
    $errors = $process.StandardError.ReadToEndAsync()
    $report = $process.StandardOutput.ReadToEnd()
    $process.WaitForExit()
    return New-Object PSObject -Property @{
        Status = $process.ExitCode
        Verdict = ($report -split "`r?`n")[0]
        Errors = $errors.Result.Trim()
    }
}

function Write-Summary($Run, [string] $File) {
    if ($Run.Verdict -ne '') {
        Write-Output $Run.Verdict
    }
    if ($Run.Errors -ne '') {
        [Console]::Error.WriteLine($Run.Errors)
    }
    if ([IO.File]::Exists($File)) {
        Write-Output ('findings: {0} ({1} bytes)' -f $File, (New-Object IO.FileInfo $File).Length)
    }
    Write-Output ('exit status: {0}' -f $Run.Status)
}

$status = 70
$held = $null
try {
    $binary = Find-Program $Program
    $file = Get-OutputName $Output $binary
    # read by others, written by nobody, until it has run: what was checked is what runs
    $held = [IO.File]::Open($binary, 'Open', 'Read', 'Read')
    if (-not $file.ToLowerInvariant().EndsWith('.ndjson')) {
        $status = 64
        throw ('the name of the output does not end in .ndjson: ' + $file)
    }
    if ([IO.File]::Exists($file) -or [IO.Directory]::Exists($file)) {
        $status = 64
        throw ('the output is there already: ' + $file)
    }
    if ($Sha256 -ne '') {
        $found = Get-Sha256 $held
        if ($found -ne $Sha256.Trim()) {
            throw ('the SHA-256 of {0} is {1}: not run' -f $binary, $found.ToLowerInvariant())
        }
    }
    $run = Invoke-Scan $binary $file
    $status = $run.Status
    Write-Summary $run $file
} catch {
    [Console]::Error.WriteLine('Invoke-Aspxray: ' + $_.Exception.Message)
} finally {
    if ($null -ne $held) {
        $held.Dispose()
    }
}
exit $status
