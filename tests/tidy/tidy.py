#!/usr/bin/env python3
"""House rules that a reader would otherwise have to check by eye.

Lines of at most 100 columns, no tabs or trailing blanks in C, a comment at the head of each file,
files of at most 600 lines, a README of at most 40 lines in each room, no notes to self. Above
base/ the clock, chance and waiting come from the World (base/world.h), and nothing writes without
knowing the room it has.
"""
import pathlib
import re
import sys

SOURCES = (".c", ".h", ".cc")
NOTES = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
WORLDLY = re.compile(r"\b(time|gettimeofday|clock_gettime|g_get_real_time|g_get_current_time"
                     r"|g_date_time_new_now\w*|rand|srand|random|srandom|getrandom|g_random_\w+"
                     r"|g_rand_new|sleep|usleep|nanosleep|g_usleep)\(")
UNBOUNDED = re.compile(r"\b(strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|strtok)\(")
COMMENT = re.compile(r"/\*.*?(\*/|$)|^\s*\*.*|\"(\\.|[^\"\\])*\"")
MAX_COLUMNS, MAX_LINES, MAX_README = 100, 600, 40


def findings(root):
    for folder in ("src", "tests"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in SOURCES:
                continue
            name = path.relative_to(root)
            lines = path.read_text().splitlines()
            if not lines or not lines[0].startswith("/*"):
                yield f"{name}:1: begin with a comment: what this is and why"
            if len(lines) > MAX_LINES:
                yield f"{name}: {len(lines)} lines; {MAX_LINES} is the most a reader holds"
            for number, line in enumerate(lines, 1):
                if len(line) > MAX_COLUMNS:
                    yield f"{name}:{number}: {len(line)} columns, {MAX_COLUMNS} at most"
                if "\t" in line or line != line.rstrip():
                    yield f"{name}:{number}: a tab or a trailing blank"
                if NOTES.search(line):
                    yield f"{name}:{number}: a note to self; do it or file it"
                code = COMMENT.sub("", line)
                above_base = name.parts[0] == "src" and name.parts[1] != "base"
                if above_base and WORLDLY.search(code):
                    yield f"{name}:{number}: ask the World (base/world.h) for time and chance"
                if name.parts[0] == "src" and UNBOUNDED.search(code):
                    yield f"{name}:{number}: use GLib's bounded or checked counterpart"
    for room in sorted((root / "src").iterdir()):
        if not room.is_dir() or not any(room.glob("*.[ch]")):
            continue
        readme = room / "README.md"
        if not readme.exists():
            yield f"{readme.relative_to(root)}: missing"
        elif len(readme.read_text().splitlines()) > MAX_README:
            yield f"{readme.relative_to(root)}: more than {MAX_README} lines"


def main():
    found = list(findings(pathlib.Path(sys.argv[1])))
    print("\n".join(found) or "tidy")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
