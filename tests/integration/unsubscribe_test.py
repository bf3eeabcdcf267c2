#!/usr/bin/env python3
"""Unsubscribing as mail programs and people do it: the headers, one-click POST (RFC 8058), the page, the mailto: form."""
import base64
import email
import email.policy
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from installation import MONDAY, Installation, run_tests

REP, ANA = "rep@example.com", "ana.lopez@acme.example.com"


def sent_mail(folder, url="https://seventh.example.com"):
    """An installation that sent Ana one mail, and that mail."""
    seventh = Installation(folder)
    if url:
        seventh.do("workspace", "set", "--public-url", url)
    seventh.do("mailbox", "add", "--address", REP, "--smtp", "outbox:", "--pace", "0")
    seventh.person(ANA)
    seventh.sequence("one")
    seventh.do("enroll", "--sequence", "one", "--all", now=MONDAY)
    seventh.do("work", "--until", "2026-11-27T18:00:00+01:00", now=MONDAY)
    (file,) = (folder / "seventh.db.key.outbox").glob("*.eml")
    return seventh, email.message_from_bytes(file.read_bytes(), policy=email.policy.default)


def links(mail):
    """The addresses of List-Unsubscribe, by scheme."""
    found = [part.strip(" <>\r\n\t") for part in mail["List-Unsubscribe"].split(",")]
    return {link.partition(":")[0]: link for link in found}


def is_out(seventh):
    return seventh.do("prospect", "show", ANA)[0]["shut"]


def test_headers_and_footer(folder):
    seventh, mail = sent_mail(folder)
    with seventh:
        both = links(mail)
        assert set(both) == {"https", "mailto"}, both
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        text = mail.get_body(("plain",)).get_content()
        html = mail.get_body(("html",)).get_content()
        for body in (text, html):
            assert both["https"] in body and "Main Street 1, Springfield" in body, body
        token = both["https"].rpartition("/")[2]
        assert both["mailto"].endswith("unsubscribe%20" + token)
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        assert b"ana" not in raw.lower() and "ana" not in both["https"].replace(token, "").lower()


def test_looking_changes_nothing(folder):
    seventh, mail = sent_mail(folder)
    with seventh:
        path = links(mail)["https"].removeprefix("https://seventh.example.com")
        for method in ("GET", "HEAD", "GET"):
            status, headers, page = seventh.fetch(path, method=method)
            assert status == 200 and headers["X-Robots-Tag"] == "noindex", (status, headers)
            assert method == "HEAD" or "<form" in page and 'method="post"' in page
        assert "set-cookie" not in {name.lower() for name in headers.keys()}
        assert not is_out(seventh)


def test_one_click_post(folder):
    seventh, mail = sent_mail(folder)
    with seventh:
        path = links(mail)["https"].removeprefix("https://seventh.example.com")
        for _ in range(2):  # a second time is no error
            status, _, page = seventh.fetch(path, form="List-Unsubscribe=One-Click")
            assert status == 200 and "will not hear from us again" in page, (status, page)
        assert is_out(seventh)
        told = [row["title"] for row in seventh.do("timeline", "--prospect", ANA)]
        assert told.count("They unsubscribed") == 1, told
        messages = seventh.command("enroll", "--sequence", "one", "--prospect", ANA)
        assert messages[1][0]["enrolled"] == 0, messages


def test_wrong_links_do_nothing(folder):
    seventh, mail = sent_mail(folder)
    with seventh:
        path = links(mail)["https"].removeprefix("https://seventh.example.com")
        for wrong in (path[:-1], path[:-2] + ("AA" if path[-2:] != "AA" else "BB"), "/u/x", "/u/" + "A" * 300):
            status, _, page = seventh.fetch(wrong, form="List-Unsubscribe=One-Click")
            assert status in (422, 400) and "not ours" in page, (wrong, status)
        assert not is_out(seventh)


def test_without_a_public_address(folder):
    seventh, mail = sent_mail(folder, url=None)
    with seventh:
        assert set(links(mail)) == {"mailto"} and mail["List-Unsubscribe-Post"] is None
        assert 'answer "stop"' in mail.get_body(("plain",)).get_content()
        for wrong in ("http://seventh.example.com", "ftp://x", "https://", "https://a.example/?q=1", "https://a b"):
            assert "https address" in seventh.refused("workspace", "set", "--public-url", wrong), wrong
        assert seventh.do("workspace", "set", "--public-url", "https://a.example/seventh/")[0]["public_url"] == \
            "https://a.example/seventh"


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
