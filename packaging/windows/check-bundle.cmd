@echo off
rem Verifies bundles with the small verifier alone: check-bundle.cmd FILE [FILE...]
rem (VERIFY is a command of cmd.exe itself: no name that begins with it.)
setlocal
"%~dp0python\python.exe" -X utf8 -m evidence verify %*
exit /b %errorlevel%
