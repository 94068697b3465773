@echo off
rem Set up (the first time) and start selfaudit. Without a terminal it runs the demo. Arguments go to selfaudit.
rem ASCII only: the console may be cp932. Sentences come from UTF-8 files that Python and PowerShell print.
setlocal
set "ROOT=%~dp0"
set "ENVIRONMENT=%ROOT%.venv"
if not defined SELFAUDIT_PROGRAM set "SELFAUDIT_PROGRAM=%~n0"
if defined SELFAUDIT_VENV set "ENVIRONMENT=%SELFAUDIT_VENV%"

rem The lock file is copied into the environment when an installation is complete: the usual start takes this short way.
if not exist "%ENVIRONMENT%\Scripts\python.exe" goto setup
if not exist "%ENVIRONMENT%\app.lock" goto setup
fc /b "%ROOT%requirements\app.lock" "%ENVIRONMENT%\app.lock" >nul 2>&1 || goto setup
set "PYTHONPATH=%ROOT%"
set "PYTHONSAFEPATH=1"
"%ENVIRONMENT%\Scripts\python.exe" -m selfaudit %*
exit /b %ERRORLEVEL%

:setup
call "%ROOT%scripts\find-python.cmd" || exit /b 69
%PYTHON% "%ROOT%scripts\bootstrap.py" run %*
exit /b %ERRORLEVEL%
