@echo off
rem Verifies bundles with the small verifier alone: verify.cmd FILE [FILE...]
setlocal
"%~dp0python\python.exe" -X utf8 -m evidence verify %*
exit /b %errorlevel%
