#!/usr/bin/env python3
"""Why: for each planned, moved, held and skipped touch the pages say what the planner says, sentence for sentence.

Each sentence is taken from the JSON of the command and looked for in the text of the page, on the same day.
"""
import html
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from installation import MONDAY, PASSWORD, Installation, run_tests

ANA, BO, CY, DI = (f"{name}@{name}.example.com" for name in ("ana", "bo", "cy", "di"))

CALLS = """sequence: calls
steps:
  - {day: 0, channel: call, objective: hear how they do it, value_point: intro}
  - {day: 5, channel: call, objective: ask about the case, value_point: intro}
  - {day: 8, channel: email, subject: s, body: b, value_point: intro}
"""
LETTERS = """sequence: letters
steps:
  - {day: 0, channel: email, subject: s, body: b, value_point: intro}
  - {day: 2, channel: email, subject: s, body: b, value_point: intro}
  - {day: 4, channel: call, objective: ask about the case, value_point: intro}
"""
MIXED = """sequence: mixed
steps:
  - {day: 0, channel: call, objective: hear how they do it}
  - {day: 0, channel: email, automatic: true, subject: "A word, {{first_name}}", body: "One number for {{first_name}}."}
"""


class Team(Installation):
    """An installation whose present is given; its pages have the same."""

    def __init__(self, folder, now=MONDAY):
        super().__init__(folder)
        self.now = now

    def command(self, *words, now=None, **options):
        return super().command(*words, now=now or getattr(self, "now", None), **options)

    def add(self, text):
        file = self.folder / "sequence.yaml"
        file.write_text(text, encoding="utf-8")
        self.do("sequence", "add", str(file))

    def page(self, path):
        """What a person reads there, in one line."""
        status, _, text = self.browser()(path)
        assert status == 200, (path, status)
        return plain(text)

    def prospect(self, address):
        (person,) = self.do("prospect", "show", address)
        return person, self.page(f"/prospects/{person['prospect_id']}")


def plain(text):
    text = re.sub(r"<(script|style|svg).*?</\1>", "", text, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def assert_told(page, reasons, *codes):
    """Every reason stands on the page word for word, each is a sentence with a figure, and these codes are among them."""
    assert reasons, "no reason at all"
    for reason in reasons:
        assert reason["text"] in page, f"not on the page: {reason}"
        assert re.match(r"[A-Z].*\.$", reason["text"]), reason
    assert set(codes) <= {reason["code"] for reason in reasons}, (codes, reasons)
    assert any(re.search(r"\d", reason["text"]) for reason in reasons), reasons


def rows(seventh, kind, address):
    return [row for row in seventh.do("timeline", "--prospect", address) if row["kind"] == kind]


def test_planned_and_promised(folder):
    with Team(folder) as seventh:
        for key, title in (("intro", "Why teams begin"), ("case", "What Acme saved")):
            seventh.do("value-point", "add", key, "--title", title, "--says", title)
        seventh.person(ANA, phone="+493012345678")
        seventh.add(LETTERS)
        seventh.do("enroll", "--sequence", "letters", "--all", "--start", "2026-11-26T09:00:00+01:00")
        plan = seventh.do("plan", "--prospect", ANA)[:3]
        assert [row["step"] for row in plan] == [1, 2, 3], plan
        assert [row["value_point"] for row in plan] == ["intro", "case", None], plan
        assert [row["value_point_say"] for row in plan] == ["Why teams begin", "What Acme saved", None], plan
        assert_told(" ".join(reason["text"] for reason in plan[1]["reasons"]), plan[1]["reasons"], "step_due", "weekend",
                    "value_heard")
        assert "value_dry" in {reason["code"] for reason in plan[2]["reasons"]}, "the library ran dry, and it says so"
        person, page = seventh.prospect(ANA)
        assert [row["reasons"] for row in person["next"]][:3] == [row["reasons"] for row in plan]
        for row in plan:
            assert_told(page, row["reasons"], "step_due")
        assert "To say: Why teams begin" in page and "To say: What Acme saved" in page
        seventh.do("promise", "add", "--prospect", ANA, "--window", "2026-11-27 morning")
        plan = seventh.do("plan", "--prospect", ANA)[:3]
        _, page = seventh.prospect(ANA)
        for row in plan:
            assert_told(page, row["reasons"])
        assert {"promise", "after_promise"} <= {reason["code"] for row in plan for reason in row["reasons"]}, plan


def test_terminal_says_why(folder):
    with Team(folder) as seventh:
        seventh.person(ANA, phone="+493012345678")
        seventh.add(CALLS)
        seventh.do("enroll", "--sequence", "calls", "--all")
        told = seventh.text("plan", "--prospect", ANA, now=MONDAY)
        for row in seventh.do("plan", "--prospect", ANA):
            assert " ".join(reason["text"] for reason in row["reasons"])[:150] in told, told


def test_moved(folder):
    with Team(folder) as seventh:
        seventh.person(ANA, phone="+493012345678")
        seventh.add(CALLS)
        seventh.do("enroll", "--sequence", "calls", "--all")
        seventh.do("work", "--until", "2026-11-24T10:00:00+01:00")
        seventh.now = "2026-11-24T10:00:00+01:00"
        (moved,) = rows(seventh, "moved", ANA)
        _, page = seventh.prospect(ANA)
        assert_told(page, moved["reasons"], "late")
        (task,) = seventh.do("today")
        today = seventh.page("/today")
        assert task["why"] in today
        for reason in task["reasons"]:
            if reason["code"] != "step_due":  # the card says the step in its own place
                assert reason["text"] in today, reason
        assert "late" in {reason["code"] for reason in task["reasons"]}


def test_held(folder):
    with Team(folder) as seventh:
        seventh.do("mailbox", "add", "--address", "admin@example.com", "--smtp", "outbox:")
        seventh.person(BO, first_name="", last_name="")
        seventh.add(MIXED)
        seventh.do("enroll", "--sequence", "mixed", "--all")
        seventh.do("work", "--until", "2026-11-24T18:00:00+01:00")
        seventh.now = "2026-11-24T18:00:00+01:00"
        (held,) = seventh.do("held", "list")
        assert "first_name" in held["why"] and held["missing"] == ["first_name"]
        page = seventh.page("/held")
        assert_told(page, held["reasons"], "step_due")
        assert "first name is not known" in page
        (told,) = rows(seventh, "held", BO)
        _, page = seventh.prospect(BO)
        assert told["text"] in page, "what is missing, in the timeline too"
        (row,) = [row for row in seventh.do("plan", "--prospect", BO) if row["state"] == "held"]
        assert_told(page, row["reasons"])


def test_skipped(folder):
    with Team(folder) as seventh:
        seventh.do("mailbox", "add", "--address", "admin@example.com", "--smtp", "outbox:")
        seventh.person(CY)  # a mail address, no number
        seventh.add(MIXED)
        seventh.do("enroll", "--sequence", "mixed", "--all")
        seventh.do("work", "--until", "2026-11-24T18:00:00+01:00")
        seventh.now = "2026-11-24T18:00:00+01:00"
        (skipped,) = rows(seventh, "skipped", CY)
        _, page = seventh.prospect(CY)
        assert skipped["title"] in page
        assert_told(page, skipped["reasons"], "channel_unusable")


def test_nothing_ahead(folder):
    with Team(folder) as seventh:
        seventh.person(ANA, phone="+493012345678")
        seventh.add(CALLS)
        seventh.do("enroll", "--sequence", "calls", "--all")
        seventh.do("prospect", "pause", ANA, "--until", "2027-11-30")
        assert seventh.do("plan", "--prospect", ANA) == []
        person, page = seventh.prospect(ANA)
        assert_told(page, person["rest"], "paused")


def test_a_colleague_was_there(folder):
    """Kim calls a person of the admin's: it is said by name, and it moves what was planned."""
    with Team(folder, now="2026-11-23T16:00:00+01:00") as seventh:
        seventh.do("user", "add", "--email", "kim@example.com", "--name", "Kim Rep", "--role", "rep", "--password", PASSWORD)
        seventh.person(DI, phone="+493012345678")
        seventh.do("import", "prospects", str(folder / "people.csv"), "--owner", "admin@localhost")
        seventh.add(CALLS)
        seventh.do("enroll", "--sequence", "calls", "--all", "--start", "2026-11-24T09:00:00+01:00")
        before = seventh.do("plan", "--prospect", DI)[0]
        person, _ = seventh.prospect(DI)
        browse = seventh.browser("kim@example.com")
        status, headers, text = browse("/touches", prospect=f"#{person['prospect_id']}", channel="call",
                                       outcome="no_answer", back="/today")
        assert status == 303, (status, text[:500])
        after = seventh.do("plan", "--prospect", DI)[0]
        assert after["due_from"] > before["due_from"], (before, after)
        person, page = seventh.prospect(DI)
        (who,) = [reason for reason in person["gauge"]["reasons"] if "Kim Rep" in reason]
        assert "Call on Mon 23 Nov" in who and who in page, who
        assert_told(page, after["reasons"], "min_gap")


def test_a_promise_without_a_sequence(folder):
    with Team(folder) as seventh:
        seventh.person(ANA, phone="+493012345678")
        for day in ("2026-11-26", "2026-11-30"):
            seventh.do("promise", "add", "--prospect", ANA, "--window", f"{day} morning")
        everybody = seventh.do("plan")
        assert [(row["state"], row["due_from"][:10]) for row in everybody] == [("promise", "2026-11-26"),
                                                                              ("promise", "2026-11-30")], everybody
        assert everybody == seventh.do("plan", "--prospect", ANA)


def test_who_keeps_promises(folder):
    with Team(folder) as seventh:
        for name, address in (("ana", ANA), ("bo", BO)):
            seventh.person(address, phone="+493012345678", first_name=name)
            seventh.do("promise", "add", "--prospect", address, "--window", "2026-11-24 morning")
        seventh.do("promise", "add", "--prospect", ANA, "--window", "2026-12-01 morning")
        seventh.do("touch", "log", "--prospect", ANA, "--channel", "call", "--outcome", "no_answer",
                   now="2026-11-24T10:00:00+01:00")
        seventh.do("work", "--until", "2026-11-25T10:00:00+01:00", now="2026-11-24T10:00:00+01:00")
        seventh.now = "2026-11-25T10:00:00+01:00"
        (rate,) = seventh.do("promise", "rates")
        assert (rate["kept"], rate["broken"], rate["open"], rate["kept_rate"]) == (1, 1, 1, 0.5), rate
        page = seventh.page("/promises")
        assert rate["say"] == "1 of 2 kept" and "1 of 2 kept" in page and "Tue 1 Dec" in page, page


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
