#!/usr/bin/env python3
"""Exports of more products and of people's own making: every key of INTERFACES.md as planted, from the raw files without options.

    audit_products_test.py SEVENTH
"""
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import audit_exports  # noqa: E402
import audit_products  # noqa: E402
import installation  # noqa: E402

SEVENTH = os.path.abspath(sys.argv[1])


def check(export, folder, seed):
    world = audit_products.World(export.kinds, seed=seed)
    folder.mkdir(parents=True)
    files = export(world, folder)
    done = subprocess.run([SEVENTH, "--json", "--no-input", "--now", "2026-11-22T12:00:00Z", "audit", *files], capture_output=True, text=True, timeout=60, check=False)
    if done.returncode not in (0, 3):
        return [f"exit {done.returncode}: {done.stderr.strip()}"]
    report = json.loads(done.stdout)
    wrong = audit_products.differences(report, world.truth(*export.cannot, keep=export.keep))
    return [*map(str, wrong), *report["notes"]] if wrong else []


def maker(export):
    def test(folder):
        wrong = check(export, folder / export.__name__, 5)
        assert not wrong, "\n".join(wrong)
    test.__doc__ = export.__doc__
    return test


for one in audit_exports.EXPORTS:
    globals()[f"test_{one.__name__}"] = maker(one)

if __name__ == "__main__":
    sys.exit(installation.run_tests(globals()))
