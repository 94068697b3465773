@echo off
rem Installs selfaudit from this folder alone, without internet: install.cmd [FOLDER]
setlocal
set "target=%~1"
if "%target%"=="" set "target=%USERPROFILE%\selfaudit"
py -3 -m venv "%target%" || exit /b 1
"%target%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --no-index --find-links="%~dp0wheels" --only-binary :all: --require-hashes -r "%~dp0requirements.txt" || exit /b 1
echo %target%\Scripts\selfaudit.exe
