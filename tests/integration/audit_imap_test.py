#!/usr/bin/env python3
"""The audit of a mailbox on a real IMAP server (Dovecot): the report of its mbox, and the mailbox as untouched as before.

    audit_imap_test.py SEVENTH
"""
import glob
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
os.environ.setdefault("SEVENTH_BINARY", os.path.abspath(sys.argv[1]))
import audit_mailbox  # noqa: E402
import audit_world  # noqa: E402
import installation  # noqa: E402
from dovecot import Dovecot  # noqa: E402

SEVENTH = os.path.abspath(sys.argv[1])
NOW = audit_world.NOW.strftime("%Y-%m-%dT%H:%M:%SZ")
USER, PASSWORD = audit_mailbox.OWN[0], "sesame street"


def run(folder, *words, stdin="", password=None):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SEVENTH_P")}
    environment["TMPDIR"] = str(folder)
    if password is not None:
        environment["SEVENTH_PASSWORD"] = password
    return subprocess.run([SEVENTH, "--json", "--now", NOW, "audit", *words], input=stdin, capture_output=True, text=True, timeout=100, check=False,
                          env=environment)


def fill(server, box):
    session = server.session(USER)
    session.create("Sent")
    session.logout()
    for at, text in box.mails:
        own = any(f"<{address}>" in text.split("\n")[0] for address in audit_mailbox.OWN)
        server.deliver(USER, text.replace("\n", "\r\n").encode(), folder="Sent" if own else "INBOX", at=at.timestamp())


def state(server):
    """Folders with their mails' flags."""
    session = server.session(USER)
    found = {}
    for folder in ("INBOX", "Sent"):
        session.select(folder, readonly=True)
        found[folder] = session.uid("fetch", "1:*", "(FLAGS)")[1]
    session.logout()
    return found


def test_the_same_as_its_mbox(folder):
    box = audit_mailbox.Mailbox(2)
    expected = json.loads(run(folder, box.mbox(folder / "all.mbox")).stdout)
    with Dovecot({USER: PASSWORD}) as server:
        fill(server, box)
        before = state(server)
        words = ["--imap", f"imaps://127.0.0.1:{server.tls_port}", "--imap-user", USER, "--ca-file", str(server.ca)]
        for given in ({"password": PASSWORD}, {"stdin": PASSWORD + "\n"}):
            done = run(folder, *words, **given)
            assert done.returncode == 3, done.stderr
            report = json.loads(done.stdout)
            for key in ("leads", "attempts", "never_contacted", "gave_up_after_1_2", "first_response", "unanswered_replies", "empty_follow_ups",
                        "repeated_pitches", "broken_promises", "grades", "revive"):
                assert report[key] == expected[key], (key, report[key], expected[key])
            assert report["source"] == "mailbox" and report["inputs"][0]["file"] == words[1], report["inputs"]
            assert PASSWORD not in done.stdout + done.stderr
        assert state(server) == before, "the mailbox changed"
        assert not glob.glob(f"{folder}/seventh-audit-*"), "copies of mails stayed behind"
        late = json.loads(run(folder, *words, "--since", "2026-03-15", password=PASSWORD).stdout)
        assert 0 < late["inputs"][0]["rows"] < report["inputs"][0]["rows"], late["inputs"]


def test_what_goes_wrong_is_said(folder):
    with Dovecot({USER: PASSWORD}) as server:
        words = ["--imap", f"imaps://127.0.0.1:{server.tls_port}", "--imap-user", USER, "--ca-file", str(server.ca)]
        for extra, given, said in (
                (words, {"password": "wrong"}, "wrong user or password"),
                (words[:-2], {"password": PASSWORD}, "certificate"),
                (words[:2], {"password": PASSWORD}, "--imap-user"),
                (words, {"password": PASSWORD}, "no mail from or to anybody outside"),  # an empty mailbox
                ([*words, "--imap-folder", "Nowhere"], {"password": PASSWORD}, "Nowhere")):
            done = run(folder, *extra, **given)
            assert done.returncode in (1, 75) and said in done.stderr, (extra, done.returncode, done.stderr)
        assert not glob.glob(f"{tempfile.gettempdir()}/seventh-audit-*/inbox/*"), "copies of mails stayed behind"


if __name__ == "__main__":
    sys.exit(installation.run_tests(globals()))
