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
import audit_lists  # noqa: E402
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


for one in [*audit_exports.EXPORTS, *audit_lists.LISTS]:
    globals()[f"test_{one.__name__}"] = maker(one)

def test_what_is_neither_is_left_out(folder):
    """A price list among the files ends nothing: it is left out, and a note says how to have it read."""
    folder.mkdir(parents=True, exist_ok=True)
    export = audit_lists.italian_list
    files = export(audit_products.World(export.kinds, seed=5), folder)
    done = subprocess.run([SEVENTH, "--json", "--no-input", "--now", "2026-11-22T12:00:00Z", "audit", *files], capture_output=True, text=True, timeout=60, check=False)
    report = json.loads(done.stdout)
    assert [i["kind"] for i in report["inputs"] if i["file"].endswith("Listino.csv")] == ["neither"]
    note = next(note for note in report["notes"] if note.startswith("Left out"))
    assert "Listino.csv" in note and "--map" in note, note
    done = subprocess.run([SEVENTH, "--no-input", "audit", files[0]], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1 and "Listino.csv" in done.stderr and "--map" in done.stderr, done.stderr


if __name__ == "__main__":
    sys.exit(installation.run_tests(globals()))
