#!/usr/bin/env python3
"""Mail through real relays, Postfix (over STARTTLS with a checked certificate) and OpenSMTPD: every mail once, whole, its signature
intact on the other side; what the relay refuses is a bounce."""
import collections
import datetime
import email
import email.policy
import pathlib
import sys
import time
import types

import dkim

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from installation import MONDAY, Installation, run_tests
from relay import Missing, OpenSmtpd, Postfix
from smtp_sink import SmtpSink, hush

REP, PEOPLE, WAIT_S = "rep@seller.test", 40, 30
BODY = "Hello {{first_name}},\n\n.\n\n..\n\nFrom here on: größer.\n\n" + "x" * 1200 + "\n\nend."
dkim.time = types.SimpleNamespace(time=lambda: datetime.datetime.fromisoformat(MONDAY).timestamp() + 7 * 86400)


def people(folder):
    lines = ["email,first_name,last_name,company,country"]
    lines += [f"p{i}@buyer{i}.test,Änne{i},Lee,Firm {i},Germany" for i in range(PEOPLE)]
    lines.append("gone@buyer.test,Gone,Lee,Firm,Germany")
    (folder / "people.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(folder / "people.csv")


def arrived(sink, count):
    """What came out behind the relay, once it has had its time."""
    until = time.monotonic() + WAIT_S
    while len(list(sink.mailbox.folder.glob("*.eml"))) < count and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(0.5)  # a second copy would come now
    return [file.read_bytes() for file in sorted(sink.mailbox.folder.glob("*.eml"))]


def through(kind, folder):
    with SmtpSink(folder / "behind") as sink:
        try:
            relay = kind(sink.port)
            relay.__enter__()
        except Missing as why:
            print(f"# SKIPPED, and that matters: {why}")
            return
        try:
            check(folder, relay, sink)
        except AssertionError:
            print("# " + relay.words().replace("\n", "\n# "))
            raise
        finally:
            relay.__exit__()


def check(folder, relay, sink):
    seventh = Installation(folder)
    seventh.do("mailbox", "add", "--address", REP, "--smtp", f"smtp://127.0.0.1:{relay.port}", "--ca-file", str(relay.ca), "--pace",
               "0", environment={"SEVENTH_PASSWORD": ""})
    key = seventh.do("dkim", "add", "seller.test")[0]
    seventh.do("dkim", "on", "seller.test", "--unchecked")
    seventh.do("import", "prospects", people(folder))
    seventh.sequence("one", body=BODY, subject="Grüße an {{company}} ✓")
    seventh.do("enroll", "--sequence", "one", "--all", now=MONDAY)
    done = seventh.do("work", "--until", "2026-11-25T18:00:00+01:00", now=MONDAY)[0]
    assert done["sent"] == PEOPLE and done["bounces"] == 1, (done, seventh.do("mailbox", "list"))
    raws = arrived(sink, PEOPLE)
    mails = [email.message_from_bytes(raw, policy=email.policy.default) for raw in raws]
    ids = collections.Counter(mail["Message-ID"] for mail in mails)
    assert len(ids) == PEOPLE and set(ids.values()) == {1}, ids.most_common(3)
    for raw, mail in zip(raws, mails):
        assert dkim.verify(raw, dnsfunc=lambda name, timeout=5: key["value"].encode()), mail["To"]
        text = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
        for part in ("Hello Änne", "\n.\n", "\n..\n", "\nFrom here on: größer.\n", "x" * 1200, "end."):
            assert part in text, (part, text)
        assert mail["Subject"].startswith("Grüße an Firm")
    gone = seventh.do("prospect", "show", "gone@buyer.test")[0]
    assert gone["email_state"] == "bounced", gone["email_state"]
    seventh.__exit__()


def test_through_postfix(folder):
    through(Postfix, folder)


def test_through_opensmtpd(folder):
    through(OpenSmtpd, folder)


if __name__ == "__main__":
    hush()
    sys.exit(run_tests(globals()))
