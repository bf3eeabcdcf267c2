#!/usr/bin/env python3
"""The audit from the command line: planted worlds as several systems export them, and raw files counted again.

    audit_test.py SEVENTH
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import audit_world  # noqa: E402

SEVENTH = sys.argv[1]
NOW = audit_world.NOW.strftime("%Y-%m-%dT%H:%M:%SZ")


def audit(*words, status=3, now=NOW):
    done = subprocess.run([SEVENTH, "--json", "--no-input", "--now", now, "audit", *words], capture_output=True, text=True, timeout=100,
                          check=False)
    assert done.returncode == status, (done.returncode, done.stderr)
    return json.loads(done.stdout) if status in (0, 3) else done.stderr


def of_files(leads, activities, *words):
    return audit(*[w for f in leads for w in ("--leads", f)], *[w for f in activities for w in ("--activities", f)], "--rows", "100000", *words)


def finding(report, kind):
    return next(f for f in report["findings"] if f["kind"] == kind)


def check_world(world, report, name):
    leads = len(world.leads)
    assert report["leads"] == leads, (name, report["leads"])
    assert report["attempts"] == dict({"0": 0}, **world.histogram), (name, report["attempts"], world.histogram)
    for share in ("never_contacted", "gave_up_after_1_2", "reached_floor"):
        assert abs(report[share] - world.total(share) / leads) < 1e-9, (name, share, report[share] * leads, world.total(share))
    for count in ("unanswered_replies", "repeated_pitches", "outside_hours"):
        assert report[count] == world.total(count), (name, count, report[count], world.total(count))
    assert report["attempts_by_machines_total"] == world.total("machine"), name
    within = {"within_5_min": world.total("within_5_min"), "within_1_h": world.total("within_5_min") + world.total("within_1_h")}
    for key, count in within.items():
        assert abs(report["first_response"][key] - count / leads) < 1e-9, (name, key)
    by_email = {x.email: x.id for x in world.leads}
    for kind in ("never_contacted", "gave_up_after_1_2", "unanswered_replies", "repeated_pitches", "one_channel", "bunched", "outside_hours"):
        found = {by_email[row["lead"]] for row in finding(report, kind)["rows"]}
        truth = set(world.truth.get(kind, {}))
        assert found == truth, (name, kind, sorted(found - truth)[:3], sorted(truth - found)[:3])
    crowds = finding(report, "same_account")
    companies = {x.company for x in world.leads if x.company.startswith("Crowd")}
    assert crowds["leads"] >= len(companies) - 1, (name, crowds["leads"])
    assert all(row["company"].startswith("Crowd") for row in crowds["rows"])


def test_planted_worlds(folder):
    world = audit_world.World(12)
    for export in audit_world.EXPORTS:
        place = folder / export.__name__
        place.mkdir()
        report = of_files(*export(world, place))
        check_world(world, report, export.__name__)


def test_files_are_known_by_their_columns(folder):
    world = audit_world.World(2)
    leads, activities = audit_world.generic(world, folder)
    assert audit(*leads, *activities)["attempts"] == of_files(leads, activities)["attempts"]


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(pathlib.Path(folder))
                print(f"ok {number} - {name}")
            except Exception:  # noqa: BLE001: every failure is told as TAP
                failed += 1
                print(f"not ok {number} - {name}")
                print("# " + traceback.format_exc().replace("\n", "\n# "))
            except SystemExit as skipped:
                print(f"ok {number} - {name} # SKIP {skipped}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
