#!/usr/bin/env python3
"""A reply read wrongly, corrected on its page and by command: it says so, and the next in such words is read right."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from dovecot import Dovecot
from installation import MONDAY, Installation, run_tests

REP, ANA = "rep@example.com", "ana.lopez@acme.example.com"
WORDS = ("Our books are shut for this crop year.", "The books stay shut until the new crop year begins.",
         "Sorry, books shut, the crop year is sold.", "Crop year sold out, our books are shut for now.",
         "Good to hear of you, but the books are shut for the crop year.")


def test_corrected_on_the_page(folder):
    with Dovecot({REP: "secret"}) as dovecot, Installation(folder) as seventh:
        seventh.person(ANA)
        seventh.do("mailbox", "add", "--address", REP, "--smtp", "outbox:", "--imap", f"imaps://127.0.0.1:{dovecot.tls_port}",
                   "--ca-file", str(dovecot.ca), environment={"SEVENTH_PASSWORD": "secret"})
        seventh.do("work", "--once", now=MONDAY)
        browse = seventh.browser()

        def receive(number):
            dovecot.deliver(REP, (f"From: Ana Lopez <{ANA}>\r\nTo: {REP}\r\nSubject: Re: a word\r\nMessage-ID: <{number}@acme.example.com>"
                                  f"\r\nContent-Type: text/plain\r\n\r\n{WORDS[number]}\r\n").encode())
            assert seventh.do("work", "--once", now=MONDAY)[0]["replies"] == 1
            return seventh.do("reply", "list")[0]

        for number in range(len(WORDS) - 1):
            reply = receive(number)["reply_id"]
            assert "It means something else" in browse(f"/replies/{reply}")[2]
            if number % 2 == 0:
                assert browse(f"/replies/{reply}/intent", intent="not_now")[0] == 303
            else:
                seventh.do("reply", "intent", str(reply), "not_now")
            row = seventh.do("reply", "show", str(reply))[0]
            assert row["intent"] == "not_now" and row["sure"], row
        last = receive(len(WORDS) - 1)
        assert last["intent"] == "not_now" and last["sure"], last


run_tests(globals())
