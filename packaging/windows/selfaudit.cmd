@echo off
rem Starts selfaudit from this folder. Nothing is installed; nothing outside this folder and the data folder is written.
setlocal
set "SELFAUDIT_PROGRAM=selfaudit"
"%~dp0python\python.exe" -X utf8 -m selfaudit %*
exit /b %errorlevel%
