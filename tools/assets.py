#!/usr/bin/env python3
"""Packs everything the browser needs into the binary.

Bundles the pinned npm packages with our own CSS and JavaScript, builds the icon sprite from the names in
web/icons.txt, compresses each bundle once, and writes

    BLOB     all bytes, one after the other
    ASM      an assembler file that embeds BLOB with .incbin
    TABLE    C tables: assets (address with content hash, type, bytes, gzip bytes, etag) and page templates

Run by Meson; BLOB, ASM and TABLE change only when what goes in does.
"""
import argparse
import gzip
import hashlib
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

# Pico sits in a cascade layer, so our own rules win whatever its selectors weigh.
CSS = [
    ("npm-layer", "@picocss/pico", "css/pico.min.css"),
    ("own", "css/tokens.css"),
    ("own", "css/base.css"),
    ("own", "css/shell.css"),
    ("own", "css/parts.css"),
    ("own", "css/people.css"),
    ("own", "css/pages.css"),
]
JS = [
    ("npm", "htmx.org", "dist/htmx.min.js"),
    ("npm", "htmx.org", "dist/ext/hx-csp.min.js"),
    ("npm", "tinykeys", "dist/tinykeys.umd.js"),
    ("own", "js/seventh.js"),
]
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
SVG = "http://www.w3.org/2000/svg"


class Sources:
    """Reads files and remembers them, for the dependency file."""

    def __init__(self, web):
        self.web = web
        self.npm = web / "node_modules"
        self.read_files = []

    def text(self, path):
        self.read_files.append(path)
        return path.read_text(encoding="utf-8")

    def banner(self, package):
        about = json.loads(self.text(self.npm / package / "package.json"))
        return f"/*! {about['name']} {about['version']}, licence {about['license']} */\n"

    def part(self, kind, *where):
        if kind == "own":
            return self.text(self.web / where[0])
        code = self.text(self.npm / where[0] / where[1])
        code = re.sub(r"(?m)^(//|/\*)# sourceMappingURL=.*$", "", code)
        if kind == "npm-layer":
            code = re.sub(r'@charset "[^"]*";', "", code)
            code = f"@layer pico {{\n{code}\n}}\n"
        return self.banner(where[0]) + code


def sprite(sources):
    """One <symbol> for each line of icons.txt, drawn with the colour of the text around it."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.Element(f"{{{SVG}}}svg")
    for name in sources.text(sources.web / "icons.txt").split():
        path = sources.npm / "lucide-static" / "icons" / f"{name}.svg"
        if not path.exists():
            sys.exit(f"web/icons.txt: lucide-static has no icon \"{name}\"; see https://lucide.dev/icons")
        icon = ElementTree.fromstring(sources.text(path))
        symbol = ElementTree.SubElement(root, f"{{{SVG}}}symbol", {
            "id": name, "viewBox": "0 0 24 24", "fill": "none", "stroke": "currentColor",
            "stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round"})
        for shape in icon:
            shape.tail = None
            symbol.append(shape)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def bundles(sources):
    yield "seventh.css", "\n".join(sources.part(*part) for part in CSS)
    yield "seventh.js", "\n;\n".join(sources.part(*part) for part in JS)
    yield "icons.svg", sprite(sources)
    yield "favicon.svg", sources.text(sources.web / "favicon.svg")


class Blob:
    def __init__(self):
        self.bytes = bytearray()

    def add(self, data):
        """Where the data lie, as a C expression. A NUL follows, so that text is a string."""
        offset = len(self.bytes)
        self.bytes += data + b"\0"
        return f"SEVENTH_BLOB + {offset}"


def quoted(text):
    return json.dumps(text)


def asset_rows(sources, blob):
    for name, text in bundles(sources):
        data = text.encode()
        packed = gzip.compress(data, 9, mtime=0)
        digest = hashlib.sha256(data).hexdigest()[:16]
        stem, dot, kind = name.rpartition(".")
        yield (f"    {{ {quoted(name)}, {quoted(f'/assets/{stem}.{digest}.{kind}')}, "
               f"{quoted(TYPES[dot + kind])},\n      {quoted(chr(34) + digest + chr(34))}, "
               f"{blob.add(data)}, {len(data)}, {blob.add(packed)}, {len(packed)} }},")


def page_rows(sources, blob, pages):
    for path in sorted(pages.glob("*.mustache")):
        data = sources.text(path).encode()
        yield f"    {{ {quoted(path.stem)}, {blob.add(data)}, {len(data)} }},"


TABLE = """/* Made by tools/assets.py: what the browser needs, and where it lies in the binary. */
#include "web/assets_table.h"

extern const char SEVENTH_BLOB[];

const Asset ASSETS[] = {{
{assets}
}};
const gsize ASSET_COUNT = G_N_ELEMENTS(ASSETS);

const PageSource PAGE_SOURCES[] = {{
{pages}
}};
const gsize PAGE_SOURCE_COUNT = G_N_ELEMENTS(PAGE_SOURCES);
"""

ASM = """/* Made by tools/assets.py, of {digest}. */
    .section .rodata
    .global SEVENTH_BLOB
    .type SEVENTH_BLOB, %object
    .balign 16
SEVENTH_BLOB:
    .incbin "{blob}"
    .size SEVENTH_BLOB, . - SEVENTH_BLOB
    .section .note.GNU-stack, "", %progbits
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for option in ("--web", "--pages", "--blob", "--asm", "--table", "--depfile"):
        parser.add_argument(option, type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    sources = Sources(arguments.web)
    for package in ("@picocss/pico", "htmx.org", "tinykeys", "lucide-static"):
        if not (sources.npm / package).is_dir():
            sys.exit(f"web/node_modules/{package} is missing. Run this, then build again:\n\n    make setup\n")
    blob = Blob()
    assets = "\n".join(asset_rows(sources, blob))
    pages = "\n".join(page_rows(sources, blob, arguments.pages))
    arguments.blob.write_bytes(blob.bytes)
    arguments.table.write_text(TABLE.format(assets=assets, pages=pages))
    arguments.asm.write_text(ASM.format(
        digest=hashlib.sha256(blob.bytes).hexdigest(), blob=arguments.blob.resolve()))
    # The folder, too: a page that comes in is as much a change as one that is edited.
    inputs = " ".join(str(path).replace(" ", "\\ ") for path in [arguments.pages, *sources.read_files])
    arguments.depfile.write_text(f"{arguments.blob}: {inputs}\n")


if __name__ == "__main__":
    main()
