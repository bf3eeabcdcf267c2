#!/usr/bin/env python3
"""DKIM as receivers check it: python3-dkim and npm mailauth read the signatures of mail as it leaves."""
import datetime
import email
import email.policy
import json
import pathlib
import subprocess
import sys
import types

import dkim

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
from installation import MONDAY, Installation, run_tests

REP, ANA = "rep@example.com", "ana.lopez@acme.example.com"
MAILAUTH = HERE.parent / "e2e" / "node_modules" / "mailauth"


# The mails are of the virtual clock's day; a verifier refuses what is signed in its future.
dkim.time = types.SimpleNamespace(time=lambda: datetime.datetime.fromisoformat(MONDAY).timestamp() + 7 * 86400)


def installation(folder):
    seventh = Installation(folder)
    seventh.do("workspace", "set", "--public-url", "https://seventh.example.com")
    seventh.do("mailbox", "add", "--address", REP, "--name", "Zoë “Z” Ångström", "--smtp", "outbox:", "--pace", "0")
    seventh.person(ANA)
    return seventh


def send(seventh, name, **text):
    """The bytes of the one mail a sequence makes."""
    outbox = seventh.folder / "seventh.db.key.outbox"
    before = set(outbox.glob("*.eml"))
    seventh.sequence(name, **text)
    seventh.do("enroll", "--sequence", name, "--all", now=MONDAY)
    seventh.do("work", "--until", "2026-11-25T18:00:00+01:00", now=MONDAY)
    (file,) = set(outbox.glob("*.eml")) - before
    return file.read_bytes()


def python_accepts(message, key):
    def lookup(name, timeout=5):
        return key["value"].encode() if name.decode().rstrip(".") == key["name"] else None
    return dkim.verify(message, dnsfunc=lookup)


def mailauth_verdict(message, key):
    done = subprocess.run(["node", str(HERE.parent / "support" / "verify_dkim.mjs"), key["name"], key["value"]], input=message,
                          capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_nothing_is_signed_before_it_is_asked_for(folder):
    with installation(folder) as seventh:
        key = seventh.do("dkim", "add", "example.com")[0]
        assert key["name"] == f"{key['selector']}._domainkey.example.com" and key["type"] == "TXT" and not key["signs"]
        assert b"DKIM-Signature" not in send(seventh, "plain")
        database = (folder / "seventh.db").read_bytes() + (folder / "seventh.db-wal").read_bytes() \
            if (folder / "seventh.db-wal").exists() else (folder / "seventh.db").read_bytes()
        assert b"PRIVATE KEY" not in database, "the private key lies open in the database"


def test_others_accept_the_signature(folder):
    with installation(folder) as seventh:
        key = seventh.do("dkim", "add", "Example.COM", "--selector", "s1")[0]
        assert seventh.do("dkim", "on", "example.com", "--unchecked")[0]["signs"]
        message = send(seventh, "signed", subject="Grüße, {{first_name}} ✓",
                       body=".\n..\nFrom here on: größer.\n\n\n" + "x" * 1500 + "\n\n   blanks   \n")
        assert message.startswith(b"DKIM-Signature: ")
        assert python_accepts(message, key)
        header = email.message_from_bytes(message, policy=email.policy.default)["DKIM-Signature"]
        tags = {tag.strip()[0]: "".join(tag.split("=", 1)[1].split()) for tag in header.split(";") if "=" in tag}
        names = [name.lower() for name in tags["h"].split(":")]
        for name in ("from", "to", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post"):
            assert name in names, (name, names)
        assert names.count("from") == 2 and names.count("subject") == 2
        assert "l=" not in header
        # A relay may fold and trim; nobody may change what is read.
        assert python_accepts(message.replace(b"Subject: ", b"subject:   "), key)
        assert not python_accepts(message.replace(b"Ana", b"Eve", 1), key)
        post = b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
        assert post in message and not python_accepts(message.replace(post, b""), key)
        added = message.replace(b"\r\nMIME-Version", b"\r\nSubject: another\r\nMIME-Version", 1)
        assert added != message and not python_accepts(added, key)


def test_mailauth_accepts_it(folder):
    if not MAILAUTH.exists():
        print("# SKIPPED, and that matters: npm mailauth is not there; run `make setup`")
        return
    with installation(folder) as seventh:
        key = seventh.do("dkim", "add", "example.com")[0]
        seventh.do("dkim", "on", "example.com", "--unchecked")
        message = send(seventh, "signed")
        verdict = mailauth_verdict(message, key)
        assert [(found["status"], found["domain"]) for found in verdict] == [("pass", "example.com")], verdict
        broken = mailauth_verdict(message.replace(b"one number", b"two numbers"), key)
        assert [found["status"] for found in broken] != ["pass"], broken


def test_keys_change_without_a_gap(folder):
    with installation(folder) as seventh:
        old = seventh.do("dkim", "add", "example.com", "--selector", "old")[0]
        seventh.do("dkim", "on", "example.com", "--unchecked")
        new = seventh.do("dkim", "add", "example.com", "--selector", "new")[0]
        assert "--selector" in seventh.refused("dkim", "add", "example.com", "--selector", "new")
        assert "--selector" in seventh.refused("dkim", "on", "example.com", "--unchecked")
        assert "signs" in seventh.refused("dkim", "remove", "example.com", "--selector", "old")
        assert old["value"] != new["value"]
        assert python_accepts(send(seventh, "first"), old)
        seventh.do("dkim", "on", "example.com", "--selector", "new", "--unchecked")
        assert [row["selector"] for row in seventh.do("dkim", "list") if row["signs"]] == ["new"]
        seventh.do("dkim", "remove", "example.com", "--selector", "old")
        seventh.do("dkim", "off", "example.com")
        assert not any(row["signs"] for row in seventh.do("dkim", "list"))
        for wrong in (["example..com"], ["a b"], ["example.com", "--selector", "a;b"]):
            seventh.refused("dkim", "add", *wrong)


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
