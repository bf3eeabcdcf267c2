#!/usr/bin/env python3
"""Turns a file of phrases into the rows of a table for text/phrases.h.

    phrasegen.py IN.phrases OUT.inc

    # a comment
    [SAYS_AWAY]                      what the patterns below mean: a C expression of the including file
    out of the office
    on * leave|vacation|holiday      one pattern a line, as text/phrases.h describes them
    不在

Each heading begins an entry of the table, also when it stands there before: the order of entries counts.
"""
import pathlib
import sys

FORBIDDEN = set('";\\')


def entries_of(path: pathlib.Path) -> list[tuple[str, list[str]]]:
    """[(tag, [pattern])] in the order of the file; exits with place and remedy where a line is neither."""
    entries: list[tuple[str, list[str]]] = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            entries.append((line[1:-1], []))
        elif not entries:
            sys.exit(f"{path}:{number}: a [HEADING] comes before the first pattern")
        elif FORBIDDEN & set(line):
            sys.exit(f"{path}:{number}: {line}: one pattern a line, without quotes, semicolons and backslashes")
        elif " ".join(line.split()) in entries[-1][1]:
            sys.exit(f"{path}:{number}: {line}: stands under this heading already")
        else:
            entries[-1][1].append(" ".join(line.split()))
    for tag, patterns in entries:
        if not patterns:
            sys.exit(f"{path}: [{tag}] has no pattern")
    return entries


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source = pathlib.Path(sys.argv[1])
    rows = []
    for tag, patterns in entries_of(source):
        texts = ';"\n    "'.join(patterns)
        rows.append(f'{{ {tag},\n    "{texts}" }},\n')
    pathlib.Path(sys.argv[2]).write_text(f"/* Made from {source.name}. */\n" + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
