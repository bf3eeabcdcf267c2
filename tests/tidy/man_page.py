#!/usr/bin/env python3
"""docs/seventh.1 says what the program says, mandoc finds no fault in it, and every command is in what a reader sees.

    man_page.py SEVENTH docs/seventh.1
"""
import pathlib
import re
import shutil
import subprocess
import sys

PROGRAM, PAGE = sys.argv[1:]


def run(*words):
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode, done.stdout


_, said = run(PROGRAM, "help", "--man")
if pathlib.Path(PAGE).read_text() != said:
    sys.exit(f"{PAGE} is out of date: build/seventh help --man > docs/seventh.1")
commands = re.findall(r"^## (.*)$", run(PROGRAM, "help", "--markdown")[1], re.MULTILINE)
if shutil.which("mandoc") is None:
    print("mandoc is not installed")
    sys.exit(77)
status, found = run("mandoc", "-T", "lint", "-W", "warning", PAGE)
if status != 0 or found:
    sys.exit(found[:3000])
_, shown = run("mandoc", "-T", "utf8", "-O", "width=100", PAGE)
shown = re.sub(".\b", "", shown)
missing = [name for name in commands if not re.search(rf"^   seventh {re.escape(name)}$", shown, re.MULTILINE)]
if missing or len(commands) < 80:
    sys.exit(f"not in the page: {missing}")
print(f"{len(commands)} commands in the manual page")
