#!/usr/bin/env python3
"""Followed links: counted for people, told apart from scanners, off unless chosen; everybody gets where the link said."""
import email
import email.policy
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from installation import Installation, run_tests

REP, ANA, PUBLIC = "rep@example.com", "ana.lopez@acme.example.com", "https://seventh.example.com"
FIREFOX = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"}
LAST_MONDAY = "2025-11-24T09:00:00+01:00"  # long sent when the pages' clock, the real one, looks at it
BODY = "Hello {{first_name}},\n\n[the case](https://cases.example.com/a?x=1&y=2) and https://plain.example.com/b here."


def send(folder, track=True):
    seventh = Installation(folder)
    seventh.do("workspace", "set", "--public-url", PUBLIC)
    if track:
        assert seventh.do("workspace", "set", "--track-clicks", "on")[0]["track_clicks"] == "on"
    seventh.do("mailbox", "add", "--address", REP, "--smtp", "outbox:", "--pace", "0")
    seventh.person(ANA)
    seventh.sequence("one", body=BODY)
    seventh.do("enroll", "--sequence", "one", "--all", now=LAST_MONDAY)
    seventh.do("work", "--until", "2025-11-28T18:00:00+01:00", now=LAST_MONDAY)
    (file,) = (folder / "seventh.db.key.outbox").glob("*.eml")
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    html = mail.get_body(("html",)).get_content()
    return seventh, mail.get_body(("plain",)).get_content(), re.findall(re.escape(PUBLIC) + r"(/c/[^\"<]+)", html), html


def followed(seventh):
    return [row["text"] for row in seventh.do("timeline", "--prospect", ANA) if row["kind"] == "click"]


def counts(seventh):
    (mail,) = seventh.do("outbox", "list")
    return [(link["url"], link["clicks"], link["scans"]) for link in seventh.do("outbox", "show", str(mail["touch_id"]))[0]["links"]]


def test_off_unless_chosen(folder):
    seventh, text, links, html = send(folder, track=False)
    with seventh:
        assert links == [] and "https://cases.example.com/a?x=1&amp;y=2" in html and "<img" not in html


def test_people_count_and_arrive(folder):
    seventh, text, links, html = send(folder)
    with seventh:
        assert len(links) == 2 and "https://cases.example.com/a?x=1&y=2" in text, "the plain text keeps your links"
        assert PUBLIC + "/u/" in html and "<img" not in html
        for _ in range(2):
            status, headers, _ = seventh.fetch(links[0], headers=FIREFOX)
            assert status == 302 and headers["Location"] == "https://cases.example.com/a?x=1&y=2", (status, headers)
        assert followed(seventh) == ["https://cases.example.com/a?x=1&y=2"], "told once"
        assert counts(seventh) == [("https://cases.example.com/a?x=1&y=2", 2, 0), ("https://plain.example.com/b", 0, 0)]


def test_programs_arrive_but_do_not_count(folder):
    seventh, _, links, _ = send(folder)
    with seventh:
        scanner = {"User-Agent": "Mozilla/5.0 (compatible; BarracudaCentral)"}
        for method, headers in (("HEAD", FIREFOX), ("GET", scanner), ("GET", {"User-Agent": "python-requests/2.31"}),
                                ("GET", {**FIREFOX, "Sec-Purpose": "prefetch"})):
            status, answer, _ = seventh.fetch(links[1], method=method, headers=headers)
            assert status == 302 and answer["Location"] == "https://plain.example.com/b", (method, headers, status)
        seventh.fetch(links[0], headers=FIREFOX)  # at once after another link of the mail: the same gateway, dressed up
        assert followed(seventh) == [] and [count[1:] for count in counts(seventh)] == [(0, 1), (0, 4)], counts(seventh)


def test_forged_links_lead_nowhere(folder):
    seventh, _, links, _ = send(folder)
    with seventh:
        for wrong in (links[0][:-1], "/c/https://evil.example.com", links[0].replace("/c/", "/c/A")):
            status, headers, _ = seventh.fetch(wrong, headers=FIREFOX)
            assert status in (404, 422) and headers["Location"] is None, (wrong, status)
        assert seventh.fetch(links[0].replace("/c/", "/u/"), form="List-Unsubscribe=One-Click")[0] == 422
        assert not seventh.do("prospect", "show", ANA)[0]["shut"]


def test_needs_a_public_address(folder):
    with Installation(folder) as seventh:
        assert "public" in seventh.refused("workspace", "set", "--track-clicks", "on")
        assert seventh.do("workspace", "show")[0]["track_clicks"] == "off"


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
