#!/usr/bin/env python3
"""Reading against bare GMime and npm mailparser, in one run: read_bench.py BENCH [--peers FOLDER].

BENCH (read_bench.c) measures the product and GMime in turns and writes the messages for mailparser,
which is looked for in FOLDER (tests/e2e, after `npm ci`); without it that line is left out, loudly.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

parser = argparse.ArgumentParser()
parser.add_argument("bench")
parser.add_argument("--peers", type=pathlib.Path)
options = parser.parse_args()
here = pathlib.Path(__file__).parent

lines = subprocess.run([options.bench], check=True, capture_output=True, text=True).stdout
print(lines, end="", flush=True)
value = json.loads(lines.splitlines()[0])["value"]
if options.peers is None or not (options.peers / "node_modules/mailparser").is_dir():
    print("NOT MEASURED: npm mailparser is not installed in tests/e2e", file=sys.stderr)
    sys.exit(0)
with tempfile.TemporaryDirectory() as folder:
    subprocess.run([options.bench, "--write", folder], check=True)
    peer = float(subprocess.run(
        ["node", here / "read_peers.mjs", options.peers, folder, "5"],
        check=True, capture_output=True, text=True).stdout)
print(json.dumps({"name": "read-mailparser", "value": value, "unit": "messages/s",
                  "baseline": round(peer, 1), "ratio": round(value / peer, 3)}))
