#!/usr/bin/env python3
"""What a page template must hold to: nothing the Content-Security-Policy would refuse, a nonce on every element htmx
reads, a token in every form that changes something, nothing from another host, and icons that are in the sprite."""
import pathlib
import re
import sys

RULES = [
    (re.compile(r"<style|\sstyle="), "style goes into web/css"),
    (re.compile(r"\son[a-z]+="), "script goes into web/js/seventh.js"),
    (re.compile(r"<script(?![^>]*nonce=\"\{\{nonce\}\}\")"), "a script needs nonce=\"{{nonce}}\""),
    (re.compile(r"<[a-z]+(?=[^>]*\shx-(?!nonce))(?![^>]*hx-nonce=\"\{\{nonce\}\}\")"),
     "an element with hx- attributes needs hx-nonce=\"{{nonce}}\""),
    (re.compile(r"(src|href|action)=\"(https?:)?//"), "nothing comes from another host"),
    (re.compile(r"<form(?=[^>]*method=\"post\")(?![^>]*>\s*\{\{> csrf\}\})"),
     "a form that posts begins with {{> csrf}}"),
    (re.compile(r"<img(?![^>]*\salt=)"), "an image needs an alt text, if only an empty one"),
]
ICON = re.compile(r"\{\{icons\}\}#([a-z0-9-]+)")


def main():
    root = pathlib.Path(sys.argv[1])
    icons = set((root / "web/icons.txt").read_text().split())
    wrong = seen = 0
    for path in sorted((root / "src/web/pages").glob("*.mustache")):
        text = path.read_text()
        seen += 1
        found = [(hit, why) for rule, why in RULES for hit in rule.finditer(text)]
        found += [(hit, f"web/icons.txt has no \"{hit[1]}\"") for hit in ICON.finditer(text) if hit[1] not in icons]
        for hit, why in found:
            wrong += 1
            print(f"{path.relative_to(root)}:{text.count(chr(10), 0, hit.start()) + 1}: {why}")
    print(f"{seen} pages, {wrong} wrong")
    return 1 if wrong or not seen else 0


if __name__ == "__main__":
    sys.exit(main())
