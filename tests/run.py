#!/usr/bin/python3
"""Runs every test and says what happened.

Starts what the integration tests need (one PostgreSQL of its own), lets Meson run the suites, then
reads Meson's log: every TAP sub-test counts, every skip is shown with its reason and every failure
with its output. The last line is always `N passed, N failed`, with `, N skipped` after it when there
were skips. Exit status 1 when anything failed or nothing ran.
"""
import argparse
import contextlib
import json
import os
import pathlib
import re
import signal
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))
import postgres
SUITES = ["tidy", "unit", "integration", "e2e"]
SHOWN_LINES = 80  # of a failing test's output
TAP = re.compile(r"^(not ok|ok)\b\s*\d*\s*-?\s*(.*?)\s*(?:#\s*(SKIP|TODO)\b\s*(.*))?$", re.I)


class Tally:
    """What was counted, and the lines worth repeating at the end."""

    def __init__(self):
        self.passed = 0
        self.skips = []  # (name, reason)
        self.failures = []  # (name, what)

    def take(self, entry, is_tap):
        name = entry["name"].split(" / ")[-1]
        failed_before = len(self.failures)
        if is_tap:
            self.take_tap(name, entry.get("stdout", ""))
        elif entry["result"] == "OK":
            self.passed += 1
        elif entry["result"] == "SKIP":
            self.skips.append((name, last_line(entry) or "no reason given"))
        # A crash, a timeout or a failing plain program; also a TAP program that died between tests.
        bad = entry["result"] not in ("OK", "SKIP", "EXPECTEDFAIL")
        if bad and len(self.failures) == failed_before:
            self.failures.append((name, describe(entry)))
        if len(self.failures) > failed_before:
            show_output(name, entry)

    def take_tap(self, name, text):
        for line in text.splitlines():
            found = TAP.match(line)
            if not found:
                continue
            verdict, test, directive, reason = found.groups()
            where = f"{name} {test}"
            if directive:
                self.skips.append((where, reason or directive.lower()))
            elif verdict.lower() == "ok":
                self.passed += 1
            else:
                self.failures.append((where, "not ok"))


def last_line(entry):
    lines = (entry.get("stdout", "") + entry.get("stderr", "")).strip().splitlines()
    return lines[-1] if lines else ""


def describe(entry):
    return f"{entry['result'].lower()}, exit status {entry.get('returncode')}"


def show_output(name, entry):
    print(f"---- {name}: {describe(entry)}")
    for stream in ("stdout", "stderr"):
        lines = entry.get(stream, "").splitlines()
        if len(lines) > SHOWN_LINES:
            print(f"  ({len(lines) - SHOWN_LINES} lines left out; all in meson-logs/testlog.txt)")
        for line in lines[-SHOWN_LINES:]:
            print(f"  {line}")


@contextlib.contextmanager
def environment(suites, tally):
    """The variables for the tests, with the servers they need behind them."""
    variables = {}
    with contextlib.ExitStack() as stack:
        if {"unit", "integration", "e2e"} & set(suites):
            try:
                variables[postgres.VARIABLE] = stack.enter_context(postgres.running())
            except (postgres.Missing, RuntimeError) as problem:
                tally.failures.append(("PostgreSQL", str(problem)))
        yield variables


def introspect(build, what):
    command = ["meson", "introspect", f"--{what}", str(build)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def patience(build):
    """How much longer a test may take in this build than its own limit says."""
    options = {option["name"]: option["value"] for option in introspect(build, "buildoptions")}
    return 1 if options.get("b_sanitize", "none") == "none" else 4


def run_meson(build, suites, variables):
    """Runs the suites, or all; returns Meson's log entries, one a test program."""
    log = build / "meson-logs" / "testlog.json"
    log.unlink(missing_ok=True)
    command = ["meson", "test", "-C", str(build), "--no-rebuild",
               "--timeout-multiplier", str(patience(build))]
    for suite in suites:
        command += ["--suite", suite]
    sys.stdout.flush()
    subprocess.run(command, stdin=subprocess.DEVNULL, env={**os.environ, **variables}, check=False)
    if not log.exists():
        return []
    return [json.loads(line) for line in log.read_text(errors="replace").splitlines() if line]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    options.add_argument("--suite", action="append", choices=SUITES, help="default: all")
    asked = options.parse_args()
    build = asked.build.resolve()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda caught, _: sys.exit(128 + caught))

    tap = {test["name"] for test in introspect(build, "tests") if test["protocol"] == "tap"}
    tally = Tally()
    with environment(asked.suite or SUITES, tally) as variables:
        entries = run_meson(build, asked.suite or [], variables)
    for entry in entries:
        tally.take(entry, entry["name"].split(" / ")[-1] in tap)
    for name, reason in tally.skips:
        print(f"SKIPPED {name}: {reason}")
    for name, what in tally.failures:
        print(f"FAILED {name}: {what}")
    if not entries:
        print("No test ran.")
    skipped = f", {len(tally.skips)} skipped" if tally.skips else ""
    print(f"{tally.passed} passed, {len(tally.failures)} failed{skipped}")
    return 1 if tally.failures or not entries else 0


if __name__ == "__main__":
    sys.exit(main())
