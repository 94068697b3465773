@echo off
rem Called by run.cmd and test.cmd: sets PYTHON to a command that starts Python 3.11 or newer, or says what is missing.
rem The name python alone may be the Microsoft Store placeholder, which fails, so every candidate has to run.
set "PYTHON="
if defined SELFAUDIT_PYTHON call :try "%SELFAUDIT_PYTHON%" && exit /b 0
call :try py -3 && exit /b 0
call :try py -3.13 && exit /b 0
call :try py -3.12 && exit /b 0
call :try py -3.14 && exit /b 0
call :try py -3.11 && exit /b 0
call :try python && exit /b 0
call :try python3 && exit /b 0
powershell -NoProfile -Command "Get-Content -Encoding UTF8 -LiteralPath ($env:ROOT + 'scripts\no-python.txt')" 1>&2
exit /b 1

:try
call %* -c "import sys, ssl, sqlite3, venv; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 || exit /b 1
set "PYTHON=%*"
exit /b 0
