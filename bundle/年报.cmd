@echo off
rem Double-click: the local page. With arguments: the command line, e.g.  nianbao.exe build report.xlsx -o out
setlocal
set "here=%~dp0"
if "%~1"=="" (
    "%here%nianbao.exe" page
    if errorlevel 1 pause
) else (
    "%here%nianbao.exe" %*
)
exit /b %errorlevel%
