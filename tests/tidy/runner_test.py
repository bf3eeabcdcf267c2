#!/usr/bin/env python3
"""The test runner counts honestly: what fails, crashes or hangs is never among the passed."""
import contextlib
import io
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import run


def entry(result, stdout="", returncode=0):
    return {"name": "seventh:unit / room/thing", "result": result, "stdout": stdout,
            "stderr": "", "returncode": returncode}


def count(*entries, is_tap=True):
    tally = run.Tally()
    with contextlib.redirect_stdout(io.StringIO()):
        for one in entries:
            tally.take(one, is_tap)
    return tally.passed, len(tally.failures), len(tally.skips)


class Counting(unittest.TestCase):
    def test_each_sub_test_counts(self):
        self.assertEqual(count(entry("OK", "1..2\nok 1 /a\n# a note\nok 2 /b\n")), (2, 0, 0))

    def test_a_failed_sub_test_is_one_failure(self):
        text = "1..3\nok 1 /a\nnot ok 2 /b\nok 3 /c\n"
        self.assertEqual(count(entry("FAIL", text, 1)), (2, 1, 0))

    def test_a_crash_between_sub_tests_is_a_failure(self):
        self.assertEqual(count(entry("ERROR", "1..3\nok 1 /a\n", -11)), (1, 1, 0))

    def test_a_hang_is_a_failure(self):
        self.assertEqual(count(entry("TIMEOUT", "1..2\nok 1 /a\n", -15)), (1, 1, 0))

    def test_a_plan_not_kept_is_a_failure(self):
        self.assertEqual(count(entry("ERROR", "1..9\nok 1 /a\n")), (1, 1, 0))

    def test_skips_keep_their_reason(self):
        tally = run.Tally()
        tally.take(entry("OK", "1..2\nok 1 /a # SKIP no server here\nok 2 /b\n"), True)
        self.assertEqual(tally.skips, [("room/thing /a", "no server here")])
        self.assertEqual(tally.passed, 1)

    def test_a_program_without_tap_is_one_test(self):
        self.assertEqual(count(entry("OK", "ok 1 this is only talk\n"), is_tap=False), (1, 0, 0))
        self.assertEqual(count(entry("FAIL", "", 1), is_tap=False), (0, 1, 0))
        self.assertEqual(count(entry("SKIP", "no browser", 77), is_tap=False), (0, 0, 1))

    def test_a_failure_shows_its_output(self):
        shown = io.StringIO()
        with contextlib.redirect_stdout(shown):
            run.Tally().take(entry("FAIL", "the day came twice\n", 1), False)
        self.assertIn("the day came twice", shown.getvalue())


if __name__ == "__main__":
    unittest.main()
