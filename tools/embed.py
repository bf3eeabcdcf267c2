#!/usr/bin/env python3
"""Writes a text file as a C string: embed.py NAME INPUT OUTPUT.c gives `const char NAME[]` and its length."""
import pathlib
import sys


def main():
    name, source, output = sys.argv[1:]
    data = pathlib.Path(source).read_bytes()
    if not data.isascii():
        sys.exit(f"embed.py: {source}: only ASCII, please; write other characters as entities")
    rows = [", ".join(f"0x{byte:02x}" for byte in data[n:n + 20]) for n in range(0, len(data), 20)]
    body = ",\n    ".join([*rows, "0x00"])
    pathlib.Path(output).write_text(
        f"/* Made by tools/embed.py from {pathlib.Path(source).name}. */\n#include <stddef.h>\n\n"
        f"extern const char {name}[];\nextern const size_t {name}_LENGTH;\n\n"
        f"const char {name}[] = {{\n    {body}\n}};\nconst size_t {name}_LENGTH = {len(data)};\n", encoding="utf-8")


main()
