@echo off
rem Installs once from this folder, without a network, then serves. Settings: HOST, PORT, MALLDRILL_DATA.
setlocal
set "HERE=%~dp0"
set "VPY=%HERE%venv\Scripts\python.exe"
set PYTHONUTF8=1
set "PY=py -3"
where py >nul 2>nul || set "PY=python"
%PY% -c "import sys; sys.exit(sys.version_info < (3, 11))"
if errorlevel 1 (
  echo Python 3.11 or newer is needed
  exit /b 2
)
if exist "%HERE%venv\.ready" goto start
echo installing
%PY% -m venv "%HERE%venv" || exit /b 1
"%VPY%" -m pip install -q --disable-pip-version-check --no-index --find-links "%HERE%wheels" --require-hashes -r "%HERE%requirements.txt" || exit /b 1
for %%w in ("%HERE%wheels\malldrill-*.whl") do "%VPY%" -m pip install -q --disable-pip-version-check --no-index --no-deps "%%w" || exit /b 1
echo ready> "%HERE%venv\.ready"
:start
if "%MALLDRILL_DATA%"=="" set "MALLDRILL_DATA=%HERE%data"
cd /d "%HERE%"
if "%~1"=="" (
  "%VPY%" -m app.cli serve
) else (
  "%VPY%" -m app.cli %*
)
