@echo off
rem The cordon command for Windows: finds Java and hands over.
setlocal
if defined JAVA_HOME (
    set "JAVA=%JAVA_HOME%\bin\java.exe"
) else (
    set "JAVA=java.exe"
)
"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -cp "%~dp0lib\*" health.cordon.distribution.Main %*
exit /b %ERRORLEVEL%
