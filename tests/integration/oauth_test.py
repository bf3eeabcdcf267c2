#!/usr/bin/env python3
"""Signing in without passwords: a real OAuth2 provider (npm oidc-provider), a Dovecot that asks it about every token, and an
SMTP server that does."""
import base64
import datetime
import html
import pathlib
import re
import sys
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
from aiosmtpd.smtp import AuthResult
from dovecot import Dovecot
from installation import Installation, run_tests
from oidc import INSTALLED, Provider
from smtp_sink import SmtpSink, hush

REP, ANA, PUBLIC = "rep@example.com", "ana.lopez@acme.example.com", "https://seventh.example.com"
CALLBACK = PUBLIC + "/oauth/callback"
SECRET = {"SEVENTH_PASSWORD": "s3cret, really"}
NOW = datetime.datetime.now().astimezone().replace(microsecond=0)


def at(**later):
    return (NOW + datetime.timedelta(**later)).isoformat()


class TokenSink(SmtpSink):
    """Takes mail only from who shows a token the provider calls good."""

    def __init__(self, folder, provider):
        super().__init__(folder, require_auth="nobody:nothing")
        self.provider, self.shown = provider, []
        self.mailbox.auth_XOAUTH2 = self.by_token
        self.mailbox.auth_OAUTHBEARER = self.by_token

    async def by_token(self, server, words):
        said = base64.b64decode(words[1]).decode()
        user, token = re.search(r"(?:user=|a=)([^\x01,]+)", said)[1], re.search(r"auth=Bearer ([^\x01]+)", said)[1]
        verdict = self.provider.introspect(token)
        self.shown.append((words[0], token))
        good = verdict.get("active") and verdict.get("sub") == user == REP
        return AuthResult(success=bool(good), handled=False)


class World:
    def __init__(self, folder, life_s=3600):
        self.folder, self.life_s = folder, life_s

    def __enter__(self):
        self.provider = Provider(CALLBACK, self.life_s).__enter__()
        self.dovecot = Dovecot({REP: "unused"}, self.provider.introspection).__enter__()
        self.sink = TokenSink(self.folder / "mail", self.provider).__enter__()
        self.seventh = Installation(self.folder)
        do = self.seventh.do
        do("workspace", "set", "--public-url", PUBLIC)
        set_up = do("oauth", "set", self.provider.url, "--client-id", "seventh", environment=SECRET)[0]
        assert set_up["redirect_uri"] == CALLBACK and "secret" not in str(set_up), set_up
        do("mailbox", "add", "--address", REP, "--smtp", f"smtp+plain://127.0.0.1:{self.sink.port}", "--imap",
           f"imap://127.0.0.1:{self.dovecot.port}", "--ca-file", str(self.dovecot.ca), "--oauth", self.provider.url, "--pace", "0")
        return self

    def __exit__(self, *_):
        self.seventh.__exit__()
        self.sink.__exit__()
        self.dovecot.__exit__()
        self.provider.__exit__()

    def sign_in(self, **options):
        begun = self.seventh.do("mailbox", "sign-in", REP, **options)[0]
        back = self.provider.browse(begun["open"])
        assert back.startswith(CALLBACK), back
        return self.seventh.do("mailbox", "sign-in", REP, "--answer", back, **options)[0]

    def mailbox(self):
        return self.seventh.do("mailbox", "list")[0]

    def test(self, **options):
        status, rows, messages = self.seventh.command("mailbox", "test", REP, **options)
        assert rows, messages
        return status, rows[0]


def test_sign_in_and_mail(folder):
    with World(folder) as world:
        before = world.mailbox()
        assert before["state"] == "paused" and not before["signed_in"] and before["oauth"] == world.provider.url
        status, verdict = world.test()
        assert status == 3 and "sign-in" in verdict["smtp"]["message"], verdict
        after = world.sign_in()
        assert after["state"] == "active" and after["signed_in"], after
        status, verdict = world.test()
        assert status == 0, verdict
        assert world.sink.shown and world.sink.shown[0][0] in ("XOAUTH2", "OAUTHBEARER")
        seventh = world.seventh
        seventh.person(ANA)
        seventh.sequence("one")
        seventh.do("enroll", "--sequence", "one", "--all")
        done = seventh.do("work", "--until", at(days=5), now=at())[0]
        assert done["sent"] == 1, (done, world.mailbox())
        assert len(list((folder / "mail").glob("*.eml"))) == 1
        assert world.provider.refreshes() > 0, "five days went by on tokens of an hour"


def test_tokens_are_sealed(folder):
    with World(folder) as world:
        world.sign_in()
        world.test()
        stored = b"".join(file.read_bytes() for file in folder.glob("seventh.db*") if not file.name.endswith(".key"))
        token = world.sink.shown[0][1].encode()
        assert token not in stored and b"s3cret, really" not in stored


def test_an_old_token_is_refreshed_and_the_new_refresh_token_kept(folder):
    with World(folder) as world:
        world.sign_in()
        assert world.test()[0] == 0 and world.provider.refreshes() == 0
        for hours in (2, 4, 6):  # each refresh token works once (the provider rotates them)
            status, verdict = world.test(now=at(hours=hours))
            assert status == 0, verdict
        assert world.provider.refreshes() == 3, world.provider.refreshes()
        tokens = [token for _, token in world.sink.shown]
        assert len(set(tokens)) == 4, tokens


def test_a_provider_in_trouble_is_asked_again_later(folder):
    with World(folder) as world:
        world.sign_in()
        world.provider.control("broken?2")
        status, verdict = world.test(now=at(hours=2))
        assert status == 3 and "cannot answer now" in verdict["smtp"]["message"], verdict
        assert world.mailbox()["state"] == "active"
        assert world.test(now=at(hours=2))[0] == 0


def test_a_refused_refresh_pauses_the_mailbox(folder):
    with World(folder) as world:
        world.sign_in()
        world.provider.control("revoke")
        status, verdict = world.test(now=at(hours=2))
        assert status == 3 and "Sign in again" in verdict["smtp"]["message"], verdict
        paused = world.mailbox()
        assert paused["state"] == "paused" and "no longer lets Seventh in" in paused["paused_why"], paused
        assert f"seventh mailbox sign-in {REP}" in paused["paused_why"] and not paused["signed_in"]
        again = world.sign_in()
        assert again["state"] == "active" and world.test()[0] == 0


def test_on_the_pages(folder):
    with World(folder) as world:
        browse = world.seventh.browser()
        assert world.provider.url in browse("/oauth")[2] and CALLBACK in browse("/oauth")[2]
        assert "Nobody has signed in" in browse(f"/mailboxes/{REP}")[2]
        status, _, page = browse(f"/mailboxes/{REP}/sign-in", begin="yes")
        assert status == 200, (status, page)
        there = html.unescape(re.search(r'href="([^"]*response_type=code[^"]*)"', page).group(1))
        back = world.provider.browse(there)
        stranger = world.seventh.fetch(back.removeprefix(PUBLIC))
        assert stranger[0] == 303 and not world.mailbox()["signed_in"], "somebody without a session finished it"
        status, headers, page = browse(back.removeprefix(PUBLIC))
        assert status == 303 and headers["Location"].startswith(f"/mailboxes/{REP}"), (status, page)
        assert world.mailbox()["signed_in"] and "Nobody has signed in" not in browse(f"/mailboxes/{REP}")[2]
        status, _, page = browse("/oauth", provider="gogle", client_id="x")
        assert status == 422 and "not known" in page, status


def test_what_comes_back_wrong(folder):
    with World(folder) as world:
        refused = world.seventh.refused
        begun = world.seventh.do("mailbox", "sign-in", REP)[0]
        back = world.provider.browse(begun["open"])
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(back).query)
        state, code = query["state"][0], query["code"][0]
        forged = CALLBACK + "?" + urllib.parse.urlencode({"code": code, "state": state[:-3] + "AAA"})
        assert "begun here" in refused("mailbox", "sign-in", REP, "--answer", forged)
        assert "15 minutes" in refused("mailbox", "sign-in", REP, "--answer", back, now=at(hours=1))
        assert "whole address" in refused("mailbox", "sign-in", REP, "--answer", CALLBACK)
        denied = CALLBACK + "?error=access_denied&state=" + state
        assert "access_denied" in refused("mailbox", "sign-in", REP, "--answer", denied)
        wrong = CALLBACK + "?" + urllib.parse.urlencode({"code": "guessed", "state": state})
        assert "sign in again" in refused("mailbox", "sign-in", REP, "--answer", wrong)
        assert not world.mailbox()["signed_in"]
        assert "oauth set" in refused("mailbox", "add", "--address", "b@example.com", "--oauth", "google")
        assert "not known" in refused("oauth", "set", "gogle", "--client-id", "x", environment=SECRET)
        assert "https" in refused("oauth", "set", "http://example.com", "--client-id", "x", environment=SECRET)


if __name__ == "__main__":
    hush()
    if not INSTALLED:
        print("1..0 # SKIP npm oidc-provider is not there, and that matters; run `make setup`")
        sys.exit(0)
    sys.exit(run_tests(globals()))
