# 証跡バンドルの署名と中身を、Windows PowerShell 5.1 だけで確かめます(docs/format/README.md の手順 4 と 5)。
# 使い方:  .\verify.ps1 -Bundle C:\受領\bundle.asice.zip [-Pin 届出書の指紋64桁]
# 分かること: 署名後に改変がないこと、どの鍵で署名されたか。点検内容が真実であることは示しません。
# 監査依頼、役割、PCの署名、操作の記録は確かめません。verify.html か python -m evidence verify を使ってください。
# 終了コード: 0 有効 / 1 無効 / 2 判定できません
param([Parameter(Mandatory = $true)][string]$Bundle, [string]$Pin = "")
$ErrorActionPreference = "Stop"
if ($ExecutionContext.SessionState.LanguageMode -ne "FullLanguage") {
    Write-Output "このPCの設定では署名を確かめられません。verify.html を使ってください。"; exit 2
}
Add-Type -AssemblyName System.Security, System.IO.Compression, System.IO.Compression.FileSystem
function Stop-Invalid([string]$Code, [string]$Where) { Write-Output "無効 (INVALID): $Code $Where"; exit 1 }

$sha = [Security.Cryptography.SHA256]::Create()
$zip = [IO.Compression.ZipFile]::OpenRead((Resolve-Path $Bundle).Path)
try {
    $content = @{}
    foreach ($entry in $zip.Entries) {
        if ($content.ContainsKey($entry.FullName)) { Stop-Invalid "ZIP_DUP" $entry.FullName }
        $content[$entry.FullName] = $entry
    }
    function Read-Entry([string]$Name) {
        $memory = New-Object IO.MemoryStream
        $stream = $content[$Name].Open()
        $stream.CopyTo($memory); $stream.Dispose()
        , $memory.ToArray()
    }
    if (-not $content.ContainsKey("META-INF/ASiCManifest001.xml")) { Stop-Invalid "SIG_NONE" "" }
    $keys = @()
    for ($n = 1; $content.ContainsKey(("META-INF/ASiCManifest{0:d3}.xml" -f $n)); $n++) {
        $name = "META-INF/ASiCManifest{0:d3}.xml" -f $n
        $manifest = Read-Entry $name
        # 手順 5: 署名
        $cms = New-Object Security.Cryptography.Pkcs.SignedCms(
            (New-Object Security.Cryptography.Pkcs.ContentInfo(, $manifest)), $true)
        try { $cms.Decode((Read-Entry ("META-INF/signature{0:d3}.p7s" -f $n))); $cms.CheckSignature($true) }
        catch { Stop-Invalid "SIG_INVALID" $name }
        if ($cms.SignerInfos.Count -ne 1) { Stop-Invalid "SIG_SIGNER_COUNT" $name }
        $keys += $cms.SignerInfos[0].Certificate
        # 手順 4: 一覧と中身
        $text = [Text.Encoding]::UTF8.GetString($manifest)
        if ($text.Contains("<!DOCTYPE")) { Stop-Invalid "MANIFEST_DTD" $name }
        $listed = @{}
        foreach ($item in ([xml]$text).ASiCManifest.DataObjectReference) {
            $uri = [Uri]::UnescapeDataString($item.URI)
            if ($listed.ContainsKey($uri)) { Stop-Invalid "MANIFEST_DUP" $uri }
            $listed[$uri] = $item.DigestValue
            if (-not $content.ContainsKey($uri)) { Stop-Invalid "ENTRY_MISSING" $uri }
            $stream = $content[$uri].Open()
            $digest = [Convert]::ToBase64String($sha.ComputeHash($stream)); $stream.Dispose()
            if ($digest -ne $item.DigestValue) { Stop-Invalid "ENTRY_ALTERED" $uri }
        }
        foreach ($present in $content.Keys) {
            if ($present -ne "mimetype" -and -not $present.StartsWith("META-INF/") -and -not $listed.ContainsKey($present)) {
                Stop-Invalid "ENTRY_UNSIGNED" $present
            }
        }
        if ($n -eq 1) { Write-Output ("バンドルID: " + ([BitConverter]::ToString($sha.ComputeHash($manifest)) -replace "-").ToLower()) }
    }
}
finally { $zip.Dispose() }

# 手順 7: 鍵の指紋 = SHA-256(SubjectPublicKeyInfo)。.NET Framework には直接の口がないので、証明書から切り出します。
function Get-Spki([byte[]]$Der) {
    function Get-Item2([byte[]]$b, [int]$at) {
        $n = [int]$b[$at + 1]; $head = 2
        if ($n -ge 128) { $count = $n - 128; $n = 0; for ($i = 0; $i -lt $count; $i++) { $n = $n * 256 + $b[$at + 2 + $i] }; $head += $count }
        return @($head, $n)
    }
    $outer = Get-Item2 $Der 0; $tbs = Get-Item2 $Der $outer[0]
    $at = $outer[0] + $tbs[0]
    if ($Der[$at] -eq 0xA0) { $x = Get-Item2 $Der $at; $at += $x[0] + $x[1] }
    for ($i = 0; $i -lt 5; $i++) { $x = Get-Item2 $Der $at; $at += $x[0] + $x[1] }
    $x = Get-Item2 $Der $at
    , $Der[$at..($at + $x[0] + $x[1] - 1)]
}
$trusted = $false
foreach ($cert in $keys) {
    $print = ([BitConverter]::ToString($sha.ComputeHash((Get-Spki $cert.RawData))) -replace "-").ToLower()
    Write-Output ("署名: " + $cert.GetNameInfo("SimpleName", $false) + "  鍵の指紋 " + $print)
    if ($Pin -and ($Pin -replace "[ :-]").ToLower() -eq $print) { $trusted = $true }
}
Write-Output "この検証は、署名後に改変がないこと、誰の鍵で署名されたかを示します。点検内容が真実であることは示しません。"
if ($trusted) { Write-Output "有効 (VALID)"; exit 0 }
Write-Output "判定できません (INDETERMINATE): 鍵の指紋を届出書と見比べてください。"
exit 2
