#!/usr/bin/env python3
"""The REST API over real HTTP, on both engines: every operation is there, roles and tokens are kept, bad input is told apart."""
import contextlib
import json
import pathlib
import re
import sqlite3
import sys
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import installation  # noqa: E402
import postgres  # noqa: E402

PEOPLE = "email,first_name,last_name,company,country\n" + "".join(
    f"p{number:02}@example.com,Pat{number},Person{number:02},Acme,Germany\n" for number in range(25))
SEQUENCE = "sequence: again\nsteps:\n  - day: 0\n    channel: call\n    objective: pick up the thread\n"


class Client:
    """A program with a token."""

    def __init__(self, seventh, token):
        self.seventh, self.headers = seventh, {"Authorization": f"Bearer {token}"}

    def ask(self, method, path, body=None, **headers):
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None and not isinstance(body, str):
            body, more = json.dumps(body), {"Content-Type": "application/json", **more}
        return self.seventh.fetch(path, form=body, method=method, headers={**self.headers, **more})

    def do(self, method, path, body=None, **headers):
        status, _, text = self.ask(method, path, body, **headers)
        assert status == 200, (method, path, status, text[:600])
        return json.loads(text)

    def error(self, expected, method, path, body=None, **headers):
        status, got, text = self.ask(method, path, body, **headers)
        assert status == expected, (method, path, status, text[:600])
        assert got["Content-Type"] == "application/json", got
        return json.loads(text)["error"]


def client(seventh, *words):
    return Client(seventh, seventh.do("token", "add", "--name", "test", *words)[0]["token"])


def add_team(seventh):
    seventh.do("user", "add", "--email", "rita@example.com", "--name", "Rita", "--role", "rep", "--zone", "Europe/Berlin")
    seventh.do("user", "add", "--email", "mara@example.com", "--name", "Mara", "--role", "manager", "--zone", "Europe/Berlin")
    return (client(seventh, "--user", "rita@example.com"), client(seventh, "--user", "mara@example.com"),
            client(seventh, "--user", "admin@localhost"))


def form(fields, name="people.csv", content=PEOPLE, field="file"):
    """A multipart body and its header."""
    parts = [f'--parted\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()]
    parts.append(f'--parted\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n{content}\r\n--parted--\r\n')
    return "".join(parts), {"Content_Type": "multipart/form-data; boundary=parted"}


def operations(seventh):
    """Method, path with plausible values in it, role: of every operation in the description."""
    document = json.loads(seventh.fetch("/api/v1/openapi.json")[2])
    values = {"touch_id": "1", "token_id": "999", "reply_id": "1", "promise_id": "1", "day_off_id": "1", "prospect": "nobody@example.com",
              "email": "nobody@example.com", "address": "nobody@example.com", "what": "touches", "country": "DE"}
    for path, item in document["paths"].items():
        filled = re.sub(r"{(\w+)}", lambda found: urllib.parse.quote(values.get(found.group(1), "nothing")), path)
        for method, entry in item.items():
            yield method.upper(), filled, entry["x-role"], entry["operationId"]


def check_walk(seventh, rep, manager, admin):
    """Everything in the table is reachable, and only for those whose it is."""
    looks = client(seventh, "--read-only")
    nobody, seen = Client(seventh, "svn_" + "0" * 64), 0
    for method, path, role, name in operations(seventh):
        seen += 1
        body = None if method in ("GET", "DELETE") else {}
        assert nobody.error(401, method, path, body)["code"] == "unauthorized", name
        allowed = {"rep": [], "manager": [rep], "admin": [rep, manager]}[role]
        for caller in allowed:
            assert caller.error(403, method, path, body)["code"] == "denied", name
        if method != "GET":
            assert "only look" in looks.error(403, method, path, body)["message"], name
        # An unknown parameter is refused before anything happens: the operation is there, and nothing changes.
        surplus = path + "?surplus=1" if body is None else path
        error = admin.error(422, method, surplus, {"surplus": 1} if body is not None else None)
        assert error["code"] == "invalid" and error["parameter"] == "surplus", (name, error)
        if method == "GET":
            status, _, text = admin.ask(method, path)
            assert status in (200, 404, 422), (name, status, text)
            assert "there is nothing at" not in text, name
    assert seen > 80, seen


def check_people(seventh, rep):
    body, headers = form({"dry_run": "false"})
    assert rep.do("POST", "/api/v1/prospects/import", body, **headers)["created"] == 25
    again = rep.do("POST", "/api/v1/prospects/import", {"text": PEOPLE})
    assert again["created"] == 0 and again["skipped"] == 25, again
    # Pages, until there is no next one.
    names, after, pages = [], None, 0
    while True:
        query = "?limit=10" + (f"&after={urllib.parse.quote(after)}" if after else "")
        page = rep.do("GET", "/api/v1/prospects" + query)
        names += [row["prospect"] for row in page["rows"]]
        pages, after = pages + 1, page["next"]
        if after is None:
            break
    assert pages == 3 and len(names) == 25 and len(set(names)) == 25, (pages, names)
    status, answer, text = rep.ask("GET", "/api/v1/prospects?limit=10", Accept="application/x-ndjson")
    assert status == 200 and answer["Content-Type"] == "application/x-ndjson" and answer["Seventh-Next"], answer
    assert [json.loads(line)["prospect"] for line in text.splitlines()] == names[:10]
    # The same through the command line.
    shown = rep.do("GET", "/api/v1/prospects/p03@example.com")
    assert shown["first_name"] == "Pat3" and shown == seventh.do("prospect", "show", "p03@example.com")[0] | {"local_time": shown["local_time"]}
    by_number = rep.do("GET", f"/api/v1/prospects/%23{shown['prospect_id']}")
    assert by_number["prospect"] == "p03@example.com"
    assert rep.do("POST", "/api/v1/prospects/p03@example.com", {"title": "Baker"})["title"] == "Baker"


def check_work(seventh, rep, manager):
    found = rep.ask("POST", "/api/v1/sequences/check", {"text": "sequence: x"})
    assert found[0] == 200 and found[1]["Seventh-Findings"] == "true" and json.loads(found[2])["problems"], found
    sound = rep.ask("POST", "/api/v1/sequences/check", {"text": SEQUENCE})
    assert sound[0] == 200 and sound[1]["Seventh-Findings"] is None, sound
    rep.do("POST", "/api/v1/sequences", {"text": SEQUENCE})
    enrolled = rep.do("POST", "/api/v1/enrollments", {"sequence": "again", "prospects": ["p01@example.com", "p02@example.com"]})
    assert enrolled["enrolled"] == 2, enrolled
    assert {row["prospect"] for row in rep.do("GET", "/api/v1/plan?days=20")["rows"]} == {"p01@example.com", "p02@example.com"}
    logged = rep.do("POST", "/api/v1/touches", {"prospect": "p01@example.com", "channel": "call", "outcome": "busy"})
    told = rep.do("GET", "/api/v1/prospects/p01@example.com/timeline")["rows"]
    assert any(row["outcome"] == "busy" and row["by"] == {"name": "Rita"} for row in told), told
    assert logged["prospect"] == "p01@example.com", logged
    rep.do("POST", "/api/v1/suppressions", {"value": "gone@example.com"})
    assert rep.error(403, "DELETE", "/api/v1/suppressions/gone@example.com")["code"] == "denied"
    manager.do("DELETE", "/api/v1/suppressions/gone@example.com")
    assert manager.error(404, "DELETE", "/api/v1/suppressions/gone@example.com")["code"] == "not_found"
    # An export goes through as it is.
    status, answer, text = manager.ask("GET", "/api/v1/export/prospects")
    assert status == 200 and answer["Content-Type"].startswith("text/csv") and len(text.splitlines()) == 26, text[:200]
    assert len(manager.do("GET", "/api/v1/export/prospects?format=json")["rows"]) == 25


def check_bad_input(rep):
    path = "/api/v1/prospects/p01@example.com"
    assert rep.error(422, "GET", "/api/v1/prospects?limit=900")["parameter"] == "limit"
    assert rep.error(422, "GET", "/api/v1/prospects?limit=ten")["parameter"] == "limit"
    assert rep.error(422, "GET", "/api/v1/prospects?limit=1&limit=2")["message"].endswith("twice")
    assert rep.error(422, "GET", "/api/v1/today?all=perhaps")["parameter"] == "all"
    assert rep.error(422, "POST", path, {"first_name": 7})["parameter"] == "first_name"
    assert rep.error(422, "POST", path, {"prospect": "p02@example.com"})["parameter"] == "prospect"
    assert rep.error(422, "POST", "/api/v1/enrollments", {"all": True})["parameter"] == "sequence"
    assert rep.error(422, "POST", "/api/v1/touches/one/undo", {})["parameter"] == "touch_id"
    assert rep.error(404, "GET", "/api/v1/prospects/who@example.com")["code"] == "not_found"
    assert "/api/v1/nothing" in rep.error(404, "GET", "/api/v1/nothing")["message"]
    assert rep.error(405, "PUT", path, {})["code"] == "method_not_allowed"
    assert rep.ask("PATCH", path, {})[1]["Allow"] == "GET, HEAD, POST"
    for body in ("{", "[]", "7", '{"title": "a", "title": "b"}', '{"title": "a\\u0000b"}', '{"title": "a"} x', "\x00"):
        assert rep.error(400, "POST", path, body, Content_Type="application/json")["code"] == "bad_request", body
    assert rep.error(415, "POST", path, "title=Baker", Content_Type="application/x-www-form-urlencoded")
    assert rep.error(415, "POST", path, '{"title": "x"}', Content_Type="text/plain")
    assert rep.error(400, "POST", path + "?title=x", {})["code"] == "bad_request"
    assert rep.error(413, "POST", path, json.dumps({"title": "x" * 1200000}), Content_Type="application/json")["code"] == "too_large"
    body, headers = form({}, content="x")
    assert rep.error(413, "POST", path, body, **headers)["code"] == "too_large"  # no file belongs there


def check_files_are_sent(seventh, rep, folder):
    """What a request names is never read from the server's disk."""
    secret = folder / "secret.csv"
    secret.write_text("email\nsecret@example.com\n")
    for path, body in (("/api/v1/prospects/import", {"file": str(secret)}), ("/api/v1/sequences", {"file": str(secret)}),
                       ("/api/v1/enrollments", {"sequence": "again", "list": str(secret)})):
        assert "send the file itself" in rep.error(422, "POST", path, body)["message"], path
    body, headers = form({"file": str(secret)}, field="other")
    assert rep.error(422, "POST", "/api/v1/prospects/import", body, **headers)["parameter"] == "file"
    box = {"address": "box@example.com", "smtp": "outbox:", "ca_file": str(secret)}
    assert rep.error(422, "POST", "/api/v1/mailboxes", box)["parameter"] == "ca_file"
    body, headers = form({"key": "sheet", "title": "The sheet"}, name="Sheet.txt", content="one page")
    rep.do("POST", "/api/v1/assets", body, **headers)
    assert seventh.do("asset", "show", "sheet")[0]["file"]["name"] == "Sheet.txt"
    # An upload of somebody who may not is refused before it is read.
    assert "only look" in client(seventh, "--read-only").error(403, "POST", "/api/v1/prospects/import", body, **headers)["message"]
    stranger = Client(seventh, "svn_none")
    body, headers = form({})
    assert stranger.error(401, "POST", "/api/v1/prospects/import", body, **headers)


def check_nothing_twice(seventh, rep, manager):
    call = {"prospect": "p05@example.com", "channel": "call", "outcome": "no_answer"}
    made = lambda: len([row for row in rep.do("GET", "/api/v1/prospects/p05@example.com/timeline")["rows"] if row["outcome"] == "no_answer"])
    status, headers, first = rep.ask("POST", "/api/v1/touches", call, Idempotency_Key="call 1")
    assert status == 200 and headers["Idempotency-Replayed"] is None and made() == 1, (status, first)
    status, headers, again = rep.ask("POST", "/api/v1/touches", dict(reversed(call.items())), Idempotency_Key="call 1")
    assert status == 200 and headers["Idempotency-Replayed"] == "true" and again == first and made() == 1, again
    other = rep.error(422, "POST", "/api/v1/touches", {**call, "outcome": "busy"}, Idempotency_Key="call 1")
    assert "another request" in other["message"], other
    assert rep.error(422, "POST", "/api/v1/prospects/p05@example.com", {"title": "x"}, Idempotency_Key="call 1")["code"] == "invalid"
    # Without a key, or with another token's, it is another call.
    rep.do("POST", "/api/v1/touches", call, Idempotency_Key="call 2")
    manager.do("POST", "/api/v1/touches", call, Idempotency_Key="call 1")
    rep.do("POST", "/api/v1/touches", call)
    assert made() == 4
    # What was refused is tried again, findings are told again, files count by name and size.
    assert rep.error(422, "POST", "/api/v1/sequences", {"text": "sequence: x"}, Idempotency_Key="plan")
    rep.do("POST", "/api/v1/sequences", {"text": SEQUENCE.replace("again", "second")}, Idempotency_Key="plan")
    for replayed in (None, "true"):
        _, headers, _ = rep.ask("POST", "/api/v1/sequences/check", {"text": "sequence: x"}, Idempotency_Key="check")
        assert headers["Seventh-Findings"] == "true" and headers["Idempotency-Replayed"] == replayed, headers
    more = PEOPLE + "late@example.com,Lee,Late,Acme,Germany\n"
    body, headers = form({}, content=more)
    assert rep.do("POST", "/api/v1/prospects/import", body, Idempotency_Key="import", **headers)["created"] == 1
    assert rep.do("POST", "/api/v1/prospects/import", body, Idempotency_Key="import", **headers)["created"] == 1, "the first answer"
    body, headers = form({}, content=PEOPLE)
    assert rep.error(422, "POST", "/api/v1/prospects/import", body, Idempotency_Key="import", **headers)
    for key in (" ", "k" * 201):
        assert "Idempotency-Key" in rep.error(422, "POST", "/api/v1/touches", call, Idempotency_Key=key)["message"], key
    assert rep.do("GET", "/api/v1/today/counts", Idempotency_Key="call 1")
    assert made() == 4


def check_tokens(seventh, rep, admin):
    made = seventh.do("token", "add", "--name", "short", "--user", "rita@example.com", "--expires", "2999-12-31")[0]
    late = Client(seventh, made["token"])
    assert late.do("GET", "/api/v1/today/counts")["tasks"] >= 0
    mine = rep.do("GET", "/api/v1/tokens")["rows"]
    assert {row["user"] for row in mine} == {"rita@example.com"} and all(row["last_used"] for row in mine if row["name"] == "short"), mine
    assert len(admin.do("GET", "/api/v1/tokens")["rows"]) > len(mine)
    assert all("token" not in row and len(row["begins"]) == 8 for row in mine), mine
    theirs = next(row for row in admin.do("GET", "/api/v1/tokens")["rows"] if row["user"] == "mara@example.com")
    assert rep.error(404, "POST", f"/api/v1/tokens/{theirs['token_id']}/revoke", {})
    assert rep.do("POST", f"/api/v1/tokens/{made['token_id']}/revoke", {})["state"] == "revoked"
    status, answer, text = late.ask("GET", "/api/v1/today")
    assert status == 401 and "revoked" in text and "invalid_token" in answer["WWW-Authenticate"], (answer, text)
    assert admin.error(405, "POST", "/api/v1/tokens", {"name": "successor"})  # made on the command line or by its owner only
    # Its user's fate is the token's.
    admin.do("POST", "/api/v1/users/rita@example.com", {"inactive": True})
    assert "inactive" in rep.error(401, "GET", "/api/v1/today")["message"]
    admin.do("POST", "/api/v1/users/rita@example.com", {"role": "manager"})
    assert rep.ask("GET", "/api/v1/export/touches")[0] == 200
    admin.do("POST", "/api/v1/users/rita@example.com", {"role": "rep"})


def check_expiry(folder, environment):
    with installation.Installation(folder, environment) as seventh:
        made = seventh.do("token", "add", "--name", "old", "--expires", "2026-12-01", now=installation.MONDAY)[0]
        assert made["expires"] == "2026-12-02T00:00:00+01:00", made
        seventh.now = "2026-12-01T23:59:00+01:00"
        assert Client(seventh, made["token"]).ask("GET", "/api/v1/today")[0] == 200
    with installation.Installation(folder, environment) as seventh:
        seventh.now = "2026-12-02T00:01:00+01:00"
        assert "expired" in Client(seventh, made["token"]).error(401, "GET", "/api/v1/today")["message"]
        assert "passed" in seventh.refused("token", "add", "--name", "late", "--expires", "2026-11-01", now=installation.MONDAY)


def check_everything(folder, environment):
    with installation.Installation(folder, environment) as seventh:
        rep, manager, admin = add_team(seventh)
        check_walk(seventh, rep, manager, admin)
        check_people(seventh, rep)
        check_work(seventh, rep, manager)
        check_bad_input(rep)
        check_files_are_sent(seventh, rep, folder)
        check_nothing_twice(seventh, rep, manager)
        check_tokens(seventh, rep, admin)


def test_on_sqlite(folder):
    check_everything(folder, {})


def test_on_postgresql(folder):
    with postgres.running() as url:
        check_everything(folder, {"SEVENTH_DB": url})


def test_expiry(folder):
    check_expiry(folder, {})


def test_no_cookies_and_no_other_origins(folder):
    with installation.Installation(folder) as seventh:
        _, headers, _ = seventh.fetch("/sign-in", form=urllib.parse.urlencode({"email": "admin@localhost", "password": installation.PASSWORD}))
        cookie = {"Cookie": headers["Set-Cookie"].partition(";")[0]}
        assert seventh.fetch("/settings", headers=cookie)[0] == 200
        status, answer, _ = seventh.fetch("/api/v1/workspace", headers=cookie)
        assert status == 401 and answer["WWW-Authenticate"] == 'Bearer realm="seventh"', (status, answer)
        token = client(seventh)
        _, answer, _ = token.ask("GET", "/api/v1/workspace", Origin="https://elsewhere.example.com")
        assert answer["Access-Control-Allow-Origin"] is None and answer["Set-Cookie"] is None, answer
        assert token.ask("OPTIONS", "/api/v1/workspace", Origin="https://elsewhere.example.com")[0] == 405


def test_page_of_tokens(folder):
    with installation.Installation(folder) as seventh:
        seventh.do("user", "add", "--email", "rita@example.com", "--name", "Rita", environment={"SEVENTH_PASSWORD": installation.PASSWORD})
        rita, admin = seventh.browser("rita@example.com"), seventh.browser()
        status, _, page = rita("/settings/tokens", name="Nightly <report>", read_only="on")
        token = re.search(r"svn_[0-9a-f]{64}", page).group(0)
        assert status == 200 and "Nightly &lt;report&gt;" in page and "copy it now" in page, page
        looks = Client(seventh, token)
        assert looks.do("GET", "/api/v1/today/counts") and looks.error(403, "POST", "/api/v1/touches", {})
        # Never again: neither on the page nor in the database.
        assert token not in rita("/settings/tokens")[2] and token[:8] in rita("/settings/tokens")[2]
        assert token.encode() not in b"".join(file.read_bytes() for file in folder.glob("seventh.db*")), "a token lies in the database"
        # Others do not see it, an admin does, and ends it.
        assert "Nightly" in admin("/settings/tokens")[2]
        number = seventh.do("token", "list")[0]["token_id"]
        seventh.do("user", "add", "--email", "paul@example.com", "--name", "Paul")
        paul = seventh.browser("paul@example.com")
        assert "Nightly" not in paul("/settings/tokens")[2] and paul(f"/settings/tokens/{number}/revoke", sure="yes")[0] == 404
        assert admin(f"/settings/tokens/{number}/revoke", sure="yes")[0] == 303
        assert "revoked" in looks.error(401, "GET", "/api/v1/today")["message"] and "Revoked" in rita("/settings/tokens")[2]
        status, _, page = rita("/settings/tokens", name="Too late", expires="2020-01-01")
        assert status == 422 and "has passed" in page and 'value="Too late"' in page, (status, page)


def test_cut_off_and_forgotten(folder):
    """A server that died between the work and its answer does not do the work again; a day later the key is free."""
    with installation.Installation(folder) as seventh:
        seventh.now = installation.MONDAY
        seventh.person("ana@example.com")
        caller = client(seventh)
        call = {"prospect": "ana@example.com", "channel": "call", "outcome": "busy"}
        made = lambda: len([row for row in seventh.do("timeline", "--prospect", "ana@example.com") if row["outcome"] == "busy"])
        caller.do("POST", "/api/v1/touches", call, Idempotency_Key="one")
        with contextlib.closing(sqlite3.connect(folder / "seventh.db")) as database:
            assert database.execute("UPDATE api_answers SET status = 0, body = NULL").rowcount == 1
            database.commit()
        assert "cut off" in caller.error(409, "POST", "/api/v1/touches", call, Idempotency_Key="one")["message"] and made() == 1
        seventh.server.terminate()
        seventh.server.wait(timeout=20)
        seventh.server.stdout.close()
        seventh.address, seventh.now = None, "2026-11-24T09:00:01+01:00"
        _, headers, _ = caller.ask("POST", "/api/v1/touches", call, Idempotency_Key="one")
        assert headers["Idempotency-Replayed"] is None and made() == 2, headers


def test_too_often(folder):
    with installation.Installation(folder) as seventh:
        seventh.now = installation.MONDAY  # the clock stands still, so nothing flows back
        busy, calm = client(seventh), client(seventh)
        statuses = [busy.ask("GET", "/api/v1/today/counts")[0] for _ in range(601)]
        assert statuses == [200] * 600 + [429], (statuses.count(200), statuses[-1])
        _, answer, text = busy.ask("GET", "/api/v1/today/counts")
        assert answer["Retry-After"] == "1" and json.loads(text)["error"]["code"] == "limit", (answer, text)
        assert calm.ask("GET", "/api/v1/today/counts")[0] == 200


if __name__ == "__main__":
    sys.exit(installation.run_tests(globals()))
