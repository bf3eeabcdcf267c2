#!/usr/bin/env python3
"""Text: what commands print for people has no JSON in it, whatever is nested inside.

The same answer with --json is the measure: each name and address of it stands in the text too.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from installation import Installation, run_tests

SEQUENCE = """sequence: talk
goal: a talk
steps:
  - {day: 0, channel: call, objective: hear how they do it}
  - after: 3 business days
    channel: letter
    objective: thank them
    script: |
      Dear {{first_name}},

      thank you.
"""


def started(folder):
    installation = Installation(folder)
    file = folder / "talk.yaml"
    file.write_text(SEQUENCE, encoding="utf-8")
    installation.person("ana@acme.example.com", seats="12")
    installation.do("sequence", "add", str(file))
    installation.do("enroll", "--sequence", "talk", "--all")
    return installation


def printed(installation, *words):
    """What a person reads, and the same answer as a program reads it."""
    text = installation.text(*words)
    for sign in ('{"', '":', "[]"):
        assert sign not in text, (words, text)
    (answer,) = installation.do(*words)
    return text, answer


def test_steps_are_a_table_with_each_column_any_step_has(folder):
    installation = started(folder)
    text, answer = printed(installation, "sequence", "check", str(folder / "talk.yaml"))
    header = next(line for line in text.splitlines() if "objective" in line).split()
    assert "day" in header and "after" in header, header
    for step in answer["steps"]:
        assert step["objective"] in text, text
    text, _ = printed(installation, "sequence", "show", "talk")
    assert "3 working days later" in text and "\n  sequence: talk\n" in text, text  # the source, line by line


def test_a_refused_person_is_named_by_address(folder):
    installation = started(folder)
    text, answer = printed(installation, "enroll", "--sequence", "talk", "--all")
    assert answer["enrolled"] == 0 and answer["refused"][0]["prospect"] == "ana@acme.example.com", answer
    assert "ana@acme.example.com  is already in" in text, text


def test_a_person_and_what_comes_next_are_read_without_json(folder):
    text, person = printed(started(folder), "prospect", "show", "ana@acme.example.com")
    assert "enrollment:\n  " in text and "  sequence: talk" in text, text
    assert "promises: none" in text, text
    for touch in person["next"]:
        assert touch["due_from"] in text, text


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
