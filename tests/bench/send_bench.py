#!/usr/bin/env python3
"""How fast mail leaves, against nodemailer, smtp-source and a bare libcurl loop, to Postfix's smtp-sink on loopback.

    send_bench.py SEND_BENCH [--rounds N] [--mails N]

Each round sends the same number of 4 KB mails five ways, one after the other: the engine from the planned touch to the
recorded mail ("engine": render + MIME + durable states + send + record; SQLite with synchronous=FULL), the same from an
enrolled person on ("engine with planning"), nodemailer composing with a pool of eight and Nagle off, a bare libcurl multi loop over eight handles, and
smtp-source over eight sessions, which compose nothing. Prints one JSON object a figure: {"name","value","unit","baseline",
"ratio"}, medians of the rounds; the baseline of the engine is nodemailer. Processor time, which a busy machine changes less
than the clock, is printed beside: all of a program's, with its start and the making of its workspace. nodemailer is installed from tests/bench/peers/package-lock.json at the first run.
"""
import argparse
import contextlib
import json
import os
import pathlib
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

PEERS = pathlib.Path(__file__).resolve().parent / "peers"
MEMORY_GOAL_MB = 57


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def sink():
    """Postfix's own, in the foreground as a program; Postfix itself never runs."""
    port = free_port()
    as_user = ["-u", "nobody"] if os.geteuid() == 0 else []
    process = subprocess.Popen([shutil.which("smtp-sink") or "/usr/sbin/smtp-sink", *as_user, "-c",
                                f"127.0.0.1:{port}", "1000"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield port
    finally:
        process.kill()
        process.wait()


def run_json(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"send_bench.py: {command}: {done.stderr.strip()}")
    said = json.loads(done.stdout)
    return said["mails"] / said["seconds"], said["rss_mb"], said["mails"]


def run_source(port, mails):
    began = time.monotonic()
    subprocess.run([shutil.which("smtp-source") or "/usr/sbin/smtp-source", "-s", "8", "-m", str(mails), "-l", "4096", "-f",
                    "rep@seller.example.com", "-t", "ana@buyer.example.com", f"127.0.0.1:{port}"], check=True)
    return mails / (time.monotonic() - began), 0, mails


def processor_s():
    """Of all programs that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def composes(name):
    return name.startswith("engine") or name == "nodemailer"


def install_peers():
    if not (PEERS / "node_modules").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--prefix", str(PEERS)], check=True,
                       stdout=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--mails", type=int, default=4000)
    options = parser.parse_args()
    install_peers()
    ways = {
        "engine": lambda port: run_json([options.program, "planned", str(port), str(options.mails)]),
        "engine with planning": lambda port: run_json([options.program, "engine", str(port), str(options.mails)]),
        "nodemailer": lambda port: run_json(["node", str(PEERS / "nodemailer.mjs"), str(port), str(options.mails)]),
        "libcurl": lambda port: run_json([options.program, "curl", str(port), str(4 * options.mails), "8"]),
        "smtp-source": lambda port: run_source(port, 4 * options.mails),
    }
    rates, memory, processor = {name: [] for name in ways}, dict.fromkeys(ways, 0), {name: [] for name in ways}
    with sink() as port, tempfile.TemporaryDirectory():
        for _ in range(options.rounds):
            for name, way in ways.items():
                before = processor_s()
                rate, megabytes, mails = way(port)
                rates[name].append(rate)
                processor[name].append(1e6 * (processor_s() - before) / mails)
                memory[name] = max(memory[name], megabytes)
    middle = {name: statistics.median(values) for name, values in rates.items()}
    for name, value in middle.items():
        baseline = middle["nodemailer" if name.startswith("engine") else "engine"]
        print(json.dumps({"name": f"send: {name}", "value": round(value, 1), "unit": "mails/s",
                          "baseline": round(baseline, 1), "ratio": round(value / baseline, 3)}))
    most = max(memory[name] for name in ways if name.startswith("engine"))
    print(json.dumps({"name": "send: memory of the engine", "value": most, "unit": "MB",
                      "baseline": MEMORY_GOAL_MB, "ratio": round(most / MEMORY_GOAL_MB, 3)}))
    used = {name: statistics.median(values) for name, values in processor.items()}
    for name in filter(composes, ways):
        print(json.dumps({"name": f"send: processor time, {name}", "value": round(used[name], 1), "unit": "µs/mail",
                          "baseline": round(used["nodemailer"], 1), "ratio": round(used[name] / used["nodemailer"], 3)}))


if __name__ == "__main__":
    main()
