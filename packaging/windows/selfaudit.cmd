@echo off
rem Starts selfaudit from this folder. Nothing is installed; nothing outside the data folder is written.
setlocal
set "SELFAUDIT_PROGRAM=selfaudit"
"%~dp0python\python.exe" -X utf8 -m selfaudit %*
set "code=%errorlevel%"
rem After a double click the window would close before anybody has read what went wrong.
if not "%code%"=="0" if "%~1"=="" pause
exit /b %code%
