@echo off
rem Verifies bundles with the small verifier alone: verify-bundle.cmd FILE [FILE...]
rem (Not verify.cmd: VERIFY is a command of cmd.exe itself.)
setlocal
"%~dp0python\python.exe" -X utf8 -m evidence verify %*
exit /b %errorlevel%
