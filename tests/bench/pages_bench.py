#!/usr/bin/env python3
"""Pages under load: pages_bench.py SEVENTH FILE.

Starts `seventh serve` on the large database of fill.py, signs a rep in, and asks for each page with
wrk on 16 connections for 20 s. Prints the median, the 99th percentile and the rate of each, the
server's processor time for one answer (the figure to compare on a busy machine), and the most memory
the server ever held. The baseline of a page is the sign-in form: a page of the same
server, layout and template engine that asks the database nearly nothing.
"""
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.parse

import fill

SECONDS = int(os.environ.get("BENCH_SECONDS", "20"))
CONNECTIONS = 16
REP = "rep3@seller.example.com"
SKIPPED = 77
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3}


def report(name, value, unit, baseline=None):
    ratio = None if not baseline else round(value / baseline, 3)
    print(json.dumps({"name": name, "value": round(value, 2), "unit": unit,
                      "baseline": baseline, "ratio": ratio}, separators=(",", ":")), flush=True)


def start(program, url):
    """The server and its address."""
    server = subprocess.Popen(
        [program, "--db", url, "--now", fill.NOW, "serve", "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE, text=True)
    line = server.stdout.readline()
    found = re.search(r"http://([\d.]+:\d+)/", line)
    if found is None:
        sys.exit(f"pages_bench.py: the server said {line!r}")
    return server, found.group(1)


def sign_in(address):
    """The session's cookie."""
    connection = http.client.HTTPConnection(address, timeout=30)
    form = urllib.parse.urlencode({"email": REP, "password": fill.PASSWORD})
    connection.request("POST", "/sign-in", form, {
        "Content-Type": "application/x-www-form-urlencoded", "Origin": "http://" + address})
    answer = connection.getresponse()
    cookie = answer.getheader("Set-Cookie")
    if answer.status != 303 or cookie is None:
        sys.exit(f"pages_bench.py: sign-in answered {answer.status}: {answer.read()[:500]!r}")
    return cookie.split(";")[0]


def fetch(address, cookie, path):
    connection = http.client.HTTPConnection(address, timeout=30)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    return answer.status, len(answer.read())


def milliseconds(text, label):
    found = re.search(label + r"\s+([\d.]+)(us|ms|s)\b", text)
    return float(found.group(1)) * UNITS[found.group(2)]


def load(address, cookie, path):
    """(median ms, p99 ms, requests a second) of a page."""
    signed_in = ["-H", "Cookie: " + cookie] if cookie else []
    out = subprocess.run(
        ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", *signed_in,
         f"http://{address}{path}"], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in out:
        sys.exit(f"pages_bench.py: {path}: {out}")
    return (milliseconds(out, "50%"), milliseconds(out, "99%"),
            float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)))


def peak_mib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmHWM:\s+(\d+) kB", status.read()).group(1)) / 1024


def processor_ms(pid):
    """What the server has used so far, all its threads, in user and kernel."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        user, kernel = stat.read().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(kernel)) * 1000 / os.sysconf("SC_CLK_TCK")


def measure(server, address):
    cookie = sign_in(address)
    number = int(os.environ.get("PEOPLE", "1000000")) // 2 + 7
    pages = (("today", "/today"), ("prospect", f"/prospects/{number}"), ("list", "/prospects"),
             ("list, searched by name", "/prospects?search=gosmor"),
             ("list, searched by company", "/prospects?search=gosmorpal%20berlin"),
             ("list, a state searched by name", "/prospects?state=active&search=gos"),
             ("list, a state of one owner", "/prospects?state=active&owner=me"),
             ("replies", "/replies"))
    idle_mib = peak_mib(server.pid)
    _, _, form_rate = load(address, None, "/sign-in")
    for name, path in pages:
        status, size = fetch(address, cookie, path)
        if status != 200:
            print(f"# {path} answers {status}: not measured", flush=True)
            continue
        before = processor_ms(server.pid)
        median, p99, rate = load(address, cookie, path)
        used = processor_ms(server.pid) - before
        report(f"pages: {name}, median", median, "ms")
        report(f"pages: {name}, p99", p99, "ms")
        report(f"pages: {name}, processor time", used / (rate * SECONDS), "ms")
        report(f"pages: {name}, {size // 1024} KiB", rate, "requests/s", form_rate)
    report("pages: memory at the start", idle_mib, "MiB")
    report("pages: most memory", peak_mib(server.pid), "MiB")


def run(program, url):
    """Measures on a database of fill.py, wherever it is kept."""
    if shutil.which("wrk") is None:
        print("# wrk is missing (Debian package wrk): not measured")
        return SKIPPED
    server, address = start(program, url)
    began = time.monotonic()
    try:
        measure(server, address)
    finally:
        server.terminate()
        server.wait(timeout=30)
    print(f"# {time.monotonic() - began:.0f} s", flush=True)
    return 0


def main(program, path):
    fill.ensure(program, path, int(os.environ.get("PEOPLE", "1000000")))
    return run(program, "sqlite:" + path)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: pages_bench.py SEVENTH FILE")
    sys.exit(main(sys.argv[1], sys.argv[2]))
