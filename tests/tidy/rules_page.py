#!/usr/bin/env python3
"""docs/rules.md says what the registry of rules says.

    rules_page.py SEVENTH docs/rules.md
"""
import pathlib
import subprocess
import sys

PROGRAM, PAGE = sys.argv[1:]
said = subprocess.run([PROGRAM, "ruleset", "rules", "--markdown"], check=True, stdout=subprocess.PIPE, text=True).stdout
rules = said.count("\n| `")
if rules < 30:
    sys.exit(f"the registry tells of {rules} rules only")
if pathlib.Path(PAGE).read_text() != said:
    sys.exit(f"{PAGE} is out of date: build/seventh ruleset rules --markdown > docs/rules.md")
print(f"{rules} rules described")
