#!/usr/bin/env python3
"""Reading against bare GMime and npm mailparser, in one run: read_bench.py BENCH SEVENTH [--peers FOLDER].

BENCH (read_bench.c) measures the library and GMime in turns, in one process. Then the command:
`seventh read` of some thousand files, with its sandboxed workers, files and JSON, and beside it a
program that loads the same files and has GMime parse them; by the clock, and by processor time of
all processes together. mailparser is looked for in FOLDER (tests/e2e, after `npm ci`); without it
its lines are left out, loudly.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

COPIES = 60
ROUNDS = 5


def run(command):
    """Seconds by the clock, and of processor time."""
    before = os.times()
    began = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall = time.monotonic() - began
    after = os.times()
    return wall, (after.children_user + after.children_system
                  - before.children_user - before.children_system)


def show(name, value, baseline):
    print(json.dumps({"name": name, "value": round(value, 1), "unit": "messages/s",
                      "baseline": round(baseline, 1), "ratio": round(value / baseline, 3)}),
          flush=True)


def command_lines(bench, seventh, folder, copies):
    """Prints the command's lines; messages a second by the clock."""
    files = [str(path) for path in sorted(folder.iterdir())] * copies
    ours, bare = [], []
    for _ in range(ROUNDS):
        ours.append(run([seventh, "--json", "read", *files]))
        bare.append(run([bench, "--parse", *files]))
    rates = [[len(files) / statistics.median(column) for column in zip(*times)]
             for times in (ours, bare)]
    show("read-command-clock", rates[0][0], rates[1][0])
    show("read-command-processor", rates[0][1], rates[1][1])
    return rates[0][0]


parser = argparse.ArgumentParser()
parser.add_argument("bench")
parser.add_argument("seventh")
parser.add_argument("--peers", type=pathlib.Path)
options = parser.parse_args()
here = pathlib.Path(__file__).parent

lines = subprocess.run([options.bench], check=True, capture_output=True, text=True).stdout
print(lines, end="", flush=True)
value = json.loads(lines.splitlines()[0])["value"]
with tempfile.TemporaryDirectory() as folder:
    subprocess.run([options.bench, "--write", folder], check=True)
    clock = command_lines(options.bench, options.seventh, pathlib.Path(folder), COPIES)
    if options.peers is None or not (options.peers / "node_modules/mailparser").is_dir():
        print("NOT MEASURED: npm mailparser is not installed in tests/e2e", file=sys.stderr)
        sys.exit(0)
    peer = float(subprocess.run(
        ["node", here / "read_peers.mjs", options.peers, folder, "5"],
        check=True, capture_output=True, text=True).stdout)
show("read-mailparser", value, peer)
show("read-command-mailparser", clock, peer)
