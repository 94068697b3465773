@echo off
rem Set up (the first time) and run all tests. Arguments go to pytest.
setlocal
set "ROOT=%~dp0"
call "%ROOT%scripts\find-python.cmd" || exit /b 69
%PYTHON% "%ROOT%scripts\bootstrap.py" test %*
exit /b %ERRORLEVEL%
