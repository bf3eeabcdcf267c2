#!/usr/bin/env python3
"""docs/cli.md says what the program says.

    cli_page.py SEVENTH docs/cli.md
"""
import pathlib
import subprocess
import sys

PROGRAM, PAGE = sys.argv[1:]
said = subprocess.run([PROGRAM, "help", "--markdown"], check=True, stdout=subprocess.PIPE, text=True).stdout
if said.count("\n## ") < 10:
    sys.exit("the program tells of hardly any command")
if pathlib.Path(PAGE).read_text() != said:
    sys.exit(f"{PAGE} is out of date: build/seventh help --markdown > docs/cli.md")
print(f"{said.count(chr(10) + '## ')} commands described")
