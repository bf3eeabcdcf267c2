#!/usr/bin/env python3
"""Layer test: a room may include only rooms on a lower floor, as the table in docs/DESIGN.md says.

Reads every #include "room/..." below src/ and prints each arrow that the table does not allow.
"""
import pathlib
import re
import sys

BELOW = {
    "base": set(),
    "text": {"base"},
    "learn": {"base"},
    "db": {"base"},
    "core": {"base", "text"},
    "mail": {"base", "text"},
    "http": {"base", "text"},
    "store": {"base", "core", "db"},
    "channel": {"base", "text", "core", "mail"},
    "app": {"base", "text", "learn", "db", "core", "mail", "store", "channel"},
    "jobs": {"base", "app"},
    "web": {"base", "text", "http", "channel", "app"},
    "api": {"base", "text", "http", "app"},
    "cli": {"base", "app", "jobs", "web", "api"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s+"([a-z_]+)/')


def arrows(root):
    for path in sorted((root / "src").rglob("*")):
        if path.suffix not in (".c", ".h", ".cc"):
            continue
        parts = path.relative_to(root / "src").parts
        if len(parts) < 2:
            continue  # main.c: wiring may see everything
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = INCLUDE.match(line)
            if found:
                yield path.relative_to(root), number, parts[0], found.group(1)


def main():
    root = pathlib.Path(sys.argv[1])
    wrong = seen = 0
    for path, number, room, target in arrows(root):
        seen += 1
        if target != room and target not in BELOW.get(room, set()):
            wrong += 1
            print(f"{path}:{number}: {room}/ must not include {target}/")
    if seen == 0:
        print("no includes found: the layer test looked in the wrong place")
        wrong = 1
    verdict = f"{wrong} against the layers" if wrong else "all point to a lower floor"
    print(f"{seen} includes read, {verdict}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
