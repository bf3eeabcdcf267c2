#!/usr/bin/env python3
"""Copies of sent mail in the Sent folder of a real Dovecot: once each, seen, byte for byte; none where they are not wanted."""
import contextlib
import imaplib
import pathlib
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from dovecot import Dovecot
from installation import MONDAY, Installation, run_tests
from smtp_sink import SmtpSink, hush

REP, ANA = "rep@example.com", "ana.lopez@acme.example.com"
AFTER = "2026-11-26T10:00:00+01:00"


class World(contextlib.ExitStack):
    def __init__(self, folder, *options, sent="Sent Items"):
        super().__init__()
        self.sent = sent
        self.dovecot = self.enter_context(Dovecot({REP: "secret"}))
        self.sink = self.enter_context(SmtpSink(folder / "mail"))
        if sent:
            with self.dovecot.session(REP) as session:
                session.create(f'"{sent}"')
        self.seventh = self.enter_context(Installation(folder))
        self.seventh.do("mailbox", "add", "--address", REP, "--smtp", f"smtp://127.0.0.1:{self.sink.port}", "--smtp-user", "",
                        "--imap", f"imaps://127.0.0.1:{self.dovecot.tls_port}", "--ca-file", str(self.dovecot.ca), "--pace", "0",
                        *options, environment={"SEVENTH_PASSWORD": "secret"})
        self.seventh.person(ANA)
        self.seventh.sequence("one", body="Grüße\n\n.\n\nFrom here on.")

    def send(self):
        self.seventh.do("enroll", "--sequence", "one", "--all", now=MONDAY)
        assert self.seventh.do("work", "--until", "2026-11-25T18:00:00+01:00", now=MONDAY)[0]["sent"] == 1

    def copies(self):
        with self.dovecot.session(REP) as session:
            session.select(f'"{self.sent}"', readonly=True)
            numbers = session.search(None, "ALL")[1][0].split()
            found = [session.fetch(number, "(FLAGS BODY.PEEK[])")[1] for number in numbers]
            return [(answer[0][0] + (answer[1] if len(answer) > 1 else b""), answer[0][1]) for answer in found]

    def mailbox(self):
        return self.seventh.do("mailbox", "list")[0]


def test_one_copy_as_it_left(folder):
    with World(folder) as world:
        world.send()
        for _ in range(3):
            world.seventh.do("work", "--once", now=AFTER)
        ((flags, copy),) = world.copies()
        (left,) = (folder / "mail").glob("*.eml")
        assert rb"\Seen" in flags, flags
        assert copy.replace(b"\r\n", b"\n").rstrip() == left.read_bytes().replace(b"\r\n", b"\n").rstrip()
        assert world.mailbox()["last_error"] is None, world.mailbox()


def test_a_copy_that_is_there_is_not_made_again(folder):
    with World(folder) as world:
        world.send()
        world.seventh.do("work", "--once", now=AFTER)
        assert len(world.copies()) == 1
        database = sqlite3.connect(folder / "seventh.db")  # as if we had died between the upload and writing that down
        with database:
            database.execute("INSERT INTO sent_copies SELECT workspace_id, mailbox_id, touch_id FROM outbox")
        database.close()
        world.seventh.do("work", "--once", now="2026-11-26T11:00:00+01:00")
        assert len(world.copies()) == 1
        database = sqlite3.connect(folder / "seventh.db")
        assert database.execute("SELECT COUNT(*) FROM sent_copies").fetchone() == (0,)
        database.close()


def test_none_where_not_wanted(folder):
    with World(folder, "--sent-copy", "off") as world:
        world.send()
        world.seventh.do("work", "--once", now=AFTER)
        assert world.copies() == [] and world.mailbox()["sent_copy"] == "off"


def test_the_folder_it_was_told(folder):
    with World(folder, "--sent-folder", "Archiv/Gesendet größer", sent=None) as world:
        world.send()
        world.seventh.do("work", "--once", now=AFTER)
        assert "Gesendet" in world.mailbox()["last_error"], "a folder that is not there has to be told"
        world.seventh.do("mailbox", "edit", REP, "--sent-folder", "Elsewhere", environment={"SEVENTH_PASSWORD": ""})
        with world.dovecot.session(REP) as session:
            session.create("Elsewhere")
        world.sent = "Elsewhere"
        world.seventh.do("work", "--once", now="2026-11-26T11:00:00+01:00")
        assert len(world.copies()) == 1


def forget_the_verdict(folder):
    """As if the connection had died after the final dot."""
    database = sqlite3.connect(folder / "seventh.db")
    with database:
        database.execute("UPDATE outbox SET state = 'in_doubt'")
        database.execute("UPDATE touches SET state = 'in_doubt' WHERE id IN (SELECT touch_id FROM outbox)")
    database.close()


def test_a_mail_in_doubt_is_settled_by_the_copy_the_server_kept(folder):
    with World(folder) as world:
        world.send()
        world.seventh.do("work", "--once", now=AFTER)
        assert len(world.copies()) == 1
        forget_the_verdict(folder)
        assert [row["in_doubt"] for row in world.seventh.do("held", "list")] == [True]
        world.seventh.do("work", "--once", now="2026-11-26T11:00:00+01:00")
        assert world.seventh.do("held", "list") == []
        (mail,) = world.seventh.do("outbox", "list")
        assert mail["state"] == "accepted", mail
        assert "Sent folder" in world.seventh.do("outbox", "show", str(mail["touch_id"]))[0]["reply_text"]


def test_no_copy_proves_nothing(folder):
    with World(folder, "--sent-copy", "off") as world:
        world.send()
        forget_the_verdict(folder)
        for _ in range(2):
            world.seventh.do("work", "--once", now=AFTER)
        assert [row["in_doubt"] for row in world.seventh.do("held", "list")] == [True], "a human has to say"


if __name__ == "__main__":
    hush()
    imaplib.IMAP4.debug = 0
    sys.exit(run_tests(globals()))
