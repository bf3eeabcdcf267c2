#!/usr/bin/env python3
"""Contrast of the colour pairs named at the end of web/css/tokens.css, in light and in dark (WCAG 2.2, 1.4.3 and 1.4.11)."""
import pathlib
import re
import sys


def luminance(colour):
    def linear(part):
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    red, green, blue = (linear(colour[i:i + 2]) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def main():
    css = (pathlib.Path(sys.argv[1]) / "web/css/tokens.css").read_text()
    tokens = {name: sides for name, *sides in
              re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", css)}
    pairs = [(float(least), *pair.split())
             for least, names in re.findall(r"contrast ([\d.]+): ((?:[a-z -]+,\s*(?:\*\s)?\s*)*[a-z -]+)", css)
             for pair in re.sub(r"\*", " ", names).split(",")]
    wrong = 0
    for least, front, back in pairs:
        for side, name in enumerate(("light", "dark")):
            found = contrast(tokens[front][side], tokens[back][side])
            if found < least:
                wrong += 1
                print(f"--{front} on --{back} in {name}: {found:.2f}, {least} at least")
    print(f"{2 * len(pairs)} contrasts, {wrong} too low")
    return 1 if wrong or len(pairs) < 30 else 0


if __name__ == "__main__":
    sys.exit(main())
