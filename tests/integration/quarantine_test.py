#!/usr/bin/env python3
"""Mail that kills its reader, at a real Dovecot: put aside with a note and untouched, while the rest goes on."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from dovecot import Dovecot
from installation import MONDAY, Installation, run_tests

REP, ANA = "rep@example.com", "ana.lopez@acme.example.com"


def message(number, fault):
    return (f"X-Seventh-Fault: {fault}\r\nFrom: Ana Lopez <{ANA}>\r\nTo: {REP}\r\nSubject: Mail {number}\r\n"
            f"Message-ID: <{number}@acme.example.com>\r\nContent-Type: text/plain\r\n\r\nWhat does it cost?\r\n").encode()


def test_the_rest_goes_on(folder):
    with Dovecot({REP: "secret"}) as dovecot, Installation(folder, {"SEVENTH_TEST_READER_FAULTS": "1"}) as seventh:
        seventh.person(ANA)
        seventh.do("mailbox", "add", "--address", REP, "--smtp", "outbox:", "--imap", f"imaps://127.0.0.1:{dovecot.tls_port}",
                   "--ca-file", str(dovecot.ca), environment={"SEVENTH_PASSWORD": "secret"})
        seventh.do("work", "--once", now=MONDAY)
        for number, fault in enumerate(("none", "crash", "none", "loop", "exit", "none")):
            dovecot.deliver(REP, message(number, fault))
        (done,) = seventh.do("work", "--once", now=MONDAY)
        assert done["replies"] == 3 and done["unreadable"] == 3, done
        rows = seventh.do("reply", "list")
        aside = {row["subject"]: row for row in rows if row["kind"] == "unreadable"}
        assert sorted(aside) == ["Mail 1", "Mail 3", "Mail 4"], rows
        assert all("could not be read" in row["snippet"] and row["prospect"] is None for row in aside.values()), aside
        with dovecot.session(REP) as session:
            session.select("INBOX", readonly=True)
            assert session.search(None, "SEEN")[1] == [b""]
        (again,) = seventh.do("work", "--once", now="2026-11-23T10:00:00+01:00")
        assert again["replies"] == again["unreadable"] == 0, again
        browse = seventh.browser()
        number = aside["Mail 1"]["reply_id"]
        status, _, page = browse(f"/replies/{number}")
        assert status == 200 and "could not be read" in page and "Mail 1" in page
        assert browse(f"/replies/{number}/done", note="")[0] == 303
        assert "Mail 1" not in browse("/replies")[2]


run_tests(globals())
