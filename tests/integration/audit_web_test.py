#!/usr/bin/env python3
"""The audit on the web as a manager uses it: drop exports, drill down to a list and a person, take files away, enroll whom to revive.

    audit_web_test.py
"""
import csv
import io
import json
import pathlib
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import audit_world  # noqa: E402
import installation  # noqa: E402

SEQUENCE = "sequence: again\nsteps:\n  - day: 0\n    channel: call\n    objective: pick up the thread\n"


class Visitor:
    """Somebody signed in; bodies as bytes, redirects not followed."""

    def __init__(self, seventh):
        self.seventh = seventh
        seventh.web()
        _, headers, _ = seventh.fetch("/sign-in", form=urllib.parse.urlencode({"email": "admin@localhost", "password": installation.PASSWORD}))
        self.cookie = {"Cookie": headers["Set-Cookie"].partition(";")[0]}
        self.token = re.search(r'name="csrf" value="([^"]+)"', self.get("/settings")[2].decode()).group(1)

    def ask(self, path, data=None, headers=None):
        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *_):
                return None
        asked = urllib.request.Request(self.seventh.web() + path, data=data, headers={**self.cookie, **(headers or {})})
        try:
            answer = urllib.request.build_opener(Stay).open(asked, timeout=60)
        except urllib.error.HTTPError as problem:
            answer = problem
        with answer:
            return answer.status, answer.headers, answer.read()

    def get(self, path):
        return self.ask(path)

    def post(self, path, **form):
        return self.ask(path, urllib.parse.urlencode({"csrf": self.token, **form}).encode())

    def upload(self, path, files, **fields):
        parts = [f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                 for name, value in {"csrf": self.token, **fields}.items()]
        for field, file in files.items():
            parts.append(f'--edge\r\nContent-Disposition: form-data; name="{field}"; filename="{pathlib.Path(file).name}"\r\n'
                         "Content-Type: text/csv\r\n\r\n".encode() + pathlib.Path(file).read_bytes() + b"\r\n")
        return self.ask(path, b"".join(parts) + b"--edge--\r\n", {"Content-Type": "multipart/form-data; boundary=edge"})


def report_of(visitor, folder, size=3):
    world = audit_world.World(size)
    (leads,), (activities,) = audit_world.generic(world, folder)
    status, headers, _ = visitor.upload("/audit", {"leads": leads, "first": activities})
    assert status == 303, status
    return world, headers["Location"]


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


def test_drill_down(folder):
    with installation.Installation(folder) as seventh:
        visitor = Visitor(seventh)
        world, report = report_of(visitor, folder)
        status, _, page = visitor.get(report)
        assert status == 200 and f"{len(world.leads)} leads" in text_of(page)
        never = {x.email for x in world.leads if x.id in world.truth["never_contacted"]}
        status, _, page = visitor.get(f"{report}/list/never_contacted")
        assert status == 200 and all(email in page.decode() for email in never)
        # One person's part of the same list, reached by the links of the report.
        links = re.findall(r'href="(/audit/[^"]+/rep\?name=[^"]+)"', visitor.get(report)[2].decode())
        assert len(links) == 4, links
        rosa = next(link for link in links if "Rosa" in link).replace("&amp;", "&")
        status, _, page = visitor.get(rosa)
        own = [x for x in world.leads if x.owner == "Rosa Field"]
        assert status == 200 and f"{len(own)} leads" in text_of(page), text_of(page)[:600]
        link = re.search(r'href="(/audit/[^"]+/list/never_contacted\?rep=[^"]+)"', page.decode()).group(1)
        page = visitor.get(link)[2].decode()
        shown = set(re.findall(r"ann\d+@c\d+\.example\.com", page))
        assert shown == never & {x.email for x in own}, (shown, never)
        # Another person's report leads nowhere, and a made-up one does not either.
        assert visitor.get("/audit/" + "0" * 32)[0] == 404
        assert visitor.get(f"{report}/list/nonsense")[0] == 303


def test_files(folder):
    with installation.Installation(folder) as seventh:
        visitor = Visitor(seventh)
        world, report = report_of(visitor, folder)
        status, headers, body = visitor.get(f"{report}/file/report.pdf")
        assert status == 200 and body.startswith(b"%PDF-") and "attachment" in headers["Content-Disposition"]
        status, headers, body = visitor.get(f"{report}/file/lists.xlsx")
        assert status == 200 and len(zipfile.ZipFile(io.BytesIO(body)).namelist()) > 12
        rows = list(csv.DictReader(io.StringIO(visitor.get(f"{report}/file/unanswered_replies.csv")[2].decode())))
        assert {row["Lead"] for row in rows} == {x.email for x in world.leads if x.id in world.truth["unanswered_replies"]}
        assert json.loads(visitor.get(f"{report}/file/report.json")[2])["leads"] == len(world.leads)
        assert b"<svg" in visitor.get(f"{report}/file/report.html")[2]
        assert visitor.get(f"{report}/file/passwd")[0] == 303


def test_whole_lists(folder):
    """What is taken away holds every row, though the page shows the first thousand."""
    leads = ["Lead ID,Email,Lead Owner,Company"]
    leads += [f"L{n},ann{n}@c{n}.example.com,{'Rosa' if n % 4 else 'Ben'},{'=1+1' if n == 7 else f'Company {n}'}" for n in range(2500)]
    (folder / "leads.csv").write_text("\n".join(leads))
    (folder / "calls.csv").write_text("Lead ID,Type,Date,Direction\nL0,Call,2026-11-02 10:00,Outbound\n")
    with installation.Installation(folder) as seventh:
        visitor = Visitor(seventh)
        status, headers, _ = visitor.upload("/audit", {"leads": folder / "leads.csv", "first": folder / "calls.csv"})
        report = headers["Location"]
        status, _, page = visitor.get(f"{report}/list/never_contacted")
        assert "The first 1000 are here; the CSV has all of them" in text_of(page), text_of(page)[:500]
        status, headers, body = visitor.get(f"{report}/file/never_contacted.csv")
        rows = list(csv.DictReader(io.StringIO(body.decode())))
        assert status == 200 and {row["Lead"] for row in rows} == {f"ann{n}@c{n}.example.com" for n in range(1, 2500)} and len(rows) == 2499
        assert int(headers["Content-Length"]) == len(body)
        own = list(csv.DictReader(io.StringIO(visitor.get(f"{report}/file/never_contacted.csv?rep=Ben")[2].decode())))
        assert len(own) == 624 and {row["Whose"] for row in own} == {"Ben"}
        book = zipfile.ZipFile(io.BytesIO(visitor.get(f"{report}/file/lists.xlsx")[2]))
        sheets = {name: book.read(name).decode() for name in book.namelist() if "worksheets/" in name}
        assert sum(text.count("ann1234@c1234.example.com") for text in sheets.values()) == 2, "once never contacted, once to revive"
        # A cell that a spreadsheet would run: defused in the CSV, text in the workbook.
        assert next(row for row in rows if row["Id"] == "L7")["Company"] == "'=1+1"
        assert sum(text.count(">=1+1<") for text in sheets.values()) == 2 and not any("<f>" in text for text in sheets.values())


def test_choices(folder):
    """The zone of times that do not tell it, and whose the steps of sequences are."""
    (folder / "leads.csv").write_text("Lead ID,Email,Created At\nL1,ann@example.com,2026-03-02 09:00\n")
    (folder / "my mails.csv").write_text("Email ID,Lead ID,Owner,Mailing Type,Sent At\n1,L1,Rosa Field,sequence,2026-03-02T08:30:00Z\n2,L9,Rosa Field,single,2026-03-03T08:30:00Z\n")
    with installation.Installation(folder) as seventh:
        visitor = Visitor(seventh)
        assert re.search(r'name="zone" value="[^"]+"', visitor.get("/audit")[2].decode()), "the workspace's zone is there to begin with"
        files = {"leads": folder / "leads.csv", "first": folder / "my mails.csv"}
        status, _, page = visitor.upload("/audit", files, zone="Mars/Olympus", sequences="apart")
        assert status == 422 and 'value="Mars/Olympus"' in page.decode() and 'value="apart" selected' in page.decode(), (status, text_of(page)[:300])
        reports = {}
        for sequences in ("apart", "people"):
            status, headers, _ = visitor.upload("/audit", files, zone="Europe/Berlin", sequences=sequences)
            assert status == 303
            reports[sequences] = json.loads(visitor.get(headers["Location"] + "/file/report.json")[2])
        assert [reports[s]["attempts_total"] for s in ("apart", "people")] == [0, 1]
        assert [i["file"] for i in reports["people"]["inputs"]] == ["leads.csv", "my mails.csv"], "files are called as their owner calls them"
        assert reports["people"]["problems"][0]["examples"][0]["file"] == "my mails.csv"
        # 9:00 in Berlin is 8:00 UTC: half an hour before the mail.
        assert reports["people"]["first_response"]["median_s"] == 1800 and "lists" not in reports["people"]


def test_enrolling(folder):
    with installation.Installation(folder) as seventh:
        (folder / "again.yaml").write_text(SEQUENCE)
        seventh.do("sequence", "add", str(folder / "again.yaml"))
        visitor = Visitor(seventh)
        _, report = report_of(visitor, folder)
        page = visitor.get(f"{report}/revive")[2].decode()
        ticked = re.findall(r'name="(p\d+)" value="1"[^>]*checked', page)
        assert len(ticked) == 25, len(ticked)
        three = {name: "1" for name in ticked[:3]}
        status, _, page = visitor.post(f"{report}/enroll", sequence="again", **three)
        people = re.findall(r"ann\d+@c\d+\.example\.com", page.decode())
        assert status == 200 and "3 people into again" in text_of(page) and len(people) == 3
        assert seventh.do("prospect", "list") == [], "somebody came in before it was confirmed"
        status, _, page = visitor.post(f"{report}/enroll", sequence="again", confirmed="1", **three)
        assert status == 200 and "Enrolled: 3" in text_of(page), text_of(page)
        rows = seventh.do("prospect", "list")
        assert {row["prospect"] for row in rows} == set(people) and all(row["sequence"] == "again" for row in rows)
        # Once more: nobody is enrolled twice, and each is named with the reason.
        page = visitor.post(f"{report}/enroll", sequence="again", confirmed="1", **three)[2]
        assert "Enrolled: 0" in text_of(page) and all(email in page.decode() for email in people), text_of(page)
        status, _, page = visitor.post(f"{report}/enroll", sequence="again")
        assert status == 422 and "Tick at least one person" in text_of(page)
        # What was imported can be audited as the workspace's own.
        status, headers, _ = visitor.post("/audit/own")
        assert status == 303 and "3 leads" in text_of(visitor.get(headers["Location"])[2])


if __name__ == "__main__":
    sys.exit(installation.run_tests(globals()))
