#!/usr/bin/env python3
"""The audit from the command line: planted worlds as several systems export them, and raw files counted again.

    audit_test.py SEVENTH
"""
import contextlib
import csv
import datetime as dt
import json
import os
import pathlib
import pty
import statistics
import subprocess
import sys
import tempfile
import traceback
import zipfile
from xml.sax.saxutils import escape

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import audit_mailbox  # noqa: E402
import audit_world  # noqa: E402
import postgres  # noqa: E402

SEVENTH = os.path.abspath(sys.argv[1])
NOW = audit_world.NOW.strftime("%Y-%m-%dT%H:%M:%SZ")


def audit(*words, status=3, now=NOW):
    done = subprocess.run([SEVENTH, "--json", "--no-input", "--now", now, "audit", *words], capture_output=True, text=True, timeout=100,
                          check=False)
    assert done.returncode == status, (done.returncode, done.stderr)
    return json.loads(done.stdout) if status in (0, 3) else done.stderr


def of_files(leads, activities, *words):
    return audit(*[w for f in leads for w in ("--leads", f)], *[w for f in activities for w in ("--activities", f)], "--rows", "100000", *words)


def finding(report, kind):
    return next(f for f in report["findings"] if f["kind"] == kind)


def check_world(world, report, name):
    leads = len(world.leads)
    assert report["leads"] == leads, (name, report["leads"])
    assert report["attempts"] == dict({"0": 0}, **world.histogram), (name, report["attempts"], world.histogram)
    for share in ("never_contacted", "gave_up_after_1_2", "reached_floor"):
        assert abs(report[share] - world.total(share) / leads) < 1e-9, (name, share, report[share] * leads, world.total(share))
    for count in ("unanswered_replies", "repeated_pitches", "outside_hours", "empty_follow_ups", "broken_promises"):
        assert report[count] == world.total(count), (name, count, report[count], world.total(count))
    assert report["attempts_by_machines_total"] == world.total("machine"), name
    within = {"within_5_min": world.total("within_5_min"), "within_1_h": world.total("within_5_min") + world.total("within_1_h")}
    for key, count in within.items():
        assert abs(report["first_response"][key] - count / leads) < 1e-9, (name, key)
    by_email = {x.email: x.id for x in world.leads}
    for kind in ("never_contacted", "gave_up_after_1_2", "unanswered_replies", "repeated_pitches", "one_channel", "bunched", "outside_hours",
                 "empty_follow_ups", "broken_promises"):
        found = {by_email[row["lead"]] for row in finding(report, kind)["rows"]}
        truth = set(world.truth.get(kind, {}))
        assert found == truth, (name, kind, sorted(found - truth)[:3], sorted(truth - found)[:3])
    crowds = finding(report, "same_account")
    companies = {x.company for x in world.leads if x.company.startswith("Crowd")}
    assert crowds["leads"] == len(companies), (name, crowds["leads"])
    assert all(row["company"].startswith("Crowd") for row in crowds["rows"])
    # Revived: whoever is owed an answer or a promise comes first, and each row says why and what next.
    reasons = {by_email[row["lead"]]: row["reason"] for row in report["revive"]}
    assert {lead for lead, reason in reasons.items() if reason == "unanswered_reply"} == set(world.truth["unanswered_replies"]), name
    assert {lead for lead, reason in reasons.items() if reason == "broken_promise"} == set(world.truth["broken_promises"]), name
    assert report["revive"][0]["reason"] in ("unanswered_reply", "broken_promise"), name
    assert all(row["why"] and row["suggestion"] for row in report["revive"])


def test_planted_worlds(folder):
    world = audit_world.World(12)
    for export in audit_world.EXPORTS:
        place = folder / export.__name__
        place.mkdir()
        report = of_files(*export(world, place))
        check_world(world, report, export.__name__)
        products = {entry["product"] for entry in report["inputs"]}
        assert export.__name__ == "generic" or export.__name__.split("_")[0] in products, (export.__name__, products)


def test_files_are_known_by_their_columns(folder):
    world = audit_world.World(2)
    leads, activities = audit_world.generic(world, folder)
    assert audit(*leads, *activities)["attempts"] == of_files(leads, activities)["attempts"]


def test_mailboxes(folder):
    box = audit_mailbox.Mailbox(8)
    histogram = {"0": 0}
    for lead in box.leads:
        key = str(box.attempts.get(lead, 0))
        histogram[key] = histogram.get(key, 0) + 1
    for path in (box.mbox(folder / "all.mbox"), box.maildir(folder / "Maildir")):
        report = audit(path, "--rows", "1000")
        assert report["leads"] == len(box.leads) and report["attempts"] == histogram, (report["attempts"], histogram)
        for share in ("never_contacted", "gave_up_after_1_2", "reached_floor"):
            assert abs(report[share] * len(box.leads) - box.total(share)) < 1e-6, share
        for count in ("unanswered_replies", "repeated_pitches", "empty_follow_ups"):
            assert report[count] == box.total(count), (count, report[count], box.total(count))
            assert {row["lead"] for row in finding(report, count)["rows"]} == set(box.truth[count]), count
        assert report["attempts_by_machines_total"] == box.total("machine")
        judged = report["first_response"]["judged"]
        assert round(report["first_response"]["within_5_min"] * judged) == box.total("within_5_min")
        assert "seller.example.com" in report["inputs"][0]["own"]


def test_a_mailbox_beside_a_list_of_leads(folder):
    box = audit_mailbox.Mailbox(4)
    known = sorted(box.leads)[:9]
    leads = audit_world.write(folder / "leads.csv", ["Email", "Name"], [[lead, "Ann"] for lead in known])
    report = audit("--leads", leads, box.mbox(folder / "all.mbox"))
    assert report["leads"] == 9 and report["attempts_total"] == sum(box.attempts.get(lead, 0) for lead in known)


def sheet(path, rows):
    """A workbook as others write it: shared and inline texts, dates as numbers with a format."""
    texts, lines = [], []
    for number, row in enumerate(rows, 1):
        cells = []
        for column, value in enumerate(row):
            place = f"{chr(65 + column)}{number}"
            if value == "":
                continue
            if isinstance(value, dt.datetime):
                days = (value - dt.datetime(1899, 12, 30, tzinfo=dt.timezone.utc)).total_seconds() / 86400
                cells.append(f'<c r="{place}" s="1"><v>{days!r}</v></c>')
            elif isinstance(value, int):
                cells.append(f'<c r="{place}"><v>{value}</v></c>')
            elif column == 1:
                cells.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>')
            else:
                texts.append(value)
                cells.append(f'<c r="{place}" t="s"><v>{len(texts) - 1}</v></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    main_ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel_ns = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", f'<workbook {main_ns} {rel_ns}><sheets><sheet name="Hidden" sheetId="1" state="hidden" r:id="rId1"/>'
                      '<sheet name="Export" sheetId="2" r:id="rId2"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                      '<Relationship Id="rId2" Type="x" Target="worksheets/sheet2.xml"/></Relationships>')
        book.writestr("xl/styles.xml", f'<styleSheet {main_ns}><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts>'
                      '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>')
        book.writestr("xl/sharedStrings.xml", f'<sst {main_ns}>' + "".join(f"<si><r><t>{escape(t[:3])}</t></r><r><t>{escape(t[3:])}</t></r></si>"
                                                                           for t in texts) + "</sst>")
        book.writestr("xl/worksheets/sheet2.xml", f'<worksheet {main_ns}><sheetData>{"".join(lines)}</sheetData></worksheet>')
    return str(path)


def test_workbooks(folder):
    world = audit_world.World(3)
    leads, activities = audit_world.generic(world, folder)
    expected = of_files(leads, activities)
    people = [["Lead ID", "First Name", "Email", "Company", "Country", "Owner", "Created"]]
    people += [[x.id, x.first, x.email, x.company, "Germany", x.owner, x.created] for x in world.leads]
    done = [["Activity ID", "Lead ID", "Type", "Direction", "Date", "User", "Outcome", "Status", "Due Date", "Subject", "Body"]]
    done += [[e["id"], e["lead"].id, e["kind"].capitalize(), "inbound" if e["inbound"] else "outbound", e["at"], e["rep"], e["outcome"], e["status"],
              dt.datetime.combine(e["due"], dt.time(), dt.timezone.utc) if e["due"] else "", e["subject"], e["body"]]
             for x in world.leads for e in x.events]
    report = audit(sheet(folder / "leads.xlsx", people), sheet(folder / "done.xlsx", done))
    for key in ("leads", "attempts", "never_contacted", "unanswered_replies", "outside_hours", "broken_promises"):
        assert report[key] == expected[key], (key, report[key], expected[key])
    broken = folder / "broken.xlsx"
    broken.write_bytes((folder / "leads.xlsx").read_bytes()[:-200])
    assert "broken.xlsx" in audit(str(broken), status=1)


def problem(report, code):
    return sum(entry["count"] for entry in report["problems"] if entry["code"] == code)


def test_hostile_exports(folder):
    many = [f"Custom {n}" for n in range(500)]
    header = ["Lead ID", "Name", "Email", "Company", "Created", "Status"] + many
    rows = [["1", "=cmd|' /C calc'!A0", "a@example.com", "@SUM(1+1)", "2026-02-02 09:00", "New"] + [""] * 500,
            ["1", "Again", "b@example.com", "Twice", "2026-02-02 09:00", "New"] + [""] * 500,
            ["2", "Bert", "c@example.com", "C", "31.12.2027", "New"] + [""] * 500,
            ["3", "Cara", "d@example.com", "D", "no day at all", "New"] + [""] * 500]
    leads = audit_world.write(folder / "leads.csv", header, rows)
    # Windows-1252 behind plain ASCII, a stray quote, one row too short, one too long.
    activities = folder / "acts.csv"
    lines = ["Activity ID,Lead ID,Type,Date,Owner,Subject"]
    lines += ["A1,1,Call,2026-02-03 10:00,Rosa,First", "A1,1,Call,2026-02-03 10:00,Rosa,First"]  # twice
    lines += ["A2,2,Email,2026-02-04 10:00,Rosa,=HYPERLINK(0)", "A3,1,Call,2027-12-31 10:00,Rosa,Ahead", "A4,1,Call,2025-01-01 10:00,Rosa,Before"]
    lines += ["A5,9,Call,2026-02-04 10:00,Rosa,Unknown", "A6,1,Call,31.31.2026,Rosa,No day", "A7,1", 'A8,2,Call,2026-02-05 10:00,Ro"sa,Quote',
              "A9,2,Call,2026-02-06 10:00,J\u00fcrgen,Umlaut,more,cells", "A10,2,Carrier pigeon,2026-02-06 11:00,Rosa,Coo"]
    activities.write_bytes("\r\n".join(lines).encode("cp1252") + b"\r\n")
    report = audit("--leads", leads, "--activities", str(activities))
    assert report["leads"] == 3 and report["attempts"] == {"0": 1, "2": 1, "3": 1}, report["attempts"]
    told = {"duplicate_lead": 1, "unknown_person": 1, "unknown_kind": 2, "formula": 2}
    for code, count in told.items():
        assert problem(report, code) == count, (code, problem(report, code), report["problems"])
    assert problem(report, "bad_date") == 2, report["problems"]  # a lead's and a call's
    notes = " ".join(report["notes"])
    assert "1 activities were in the records twice" in notes and "1 activities lie in the future" in notes, notes
    assert "come before the lead" in notes
    assert any(row["name"] == "J\u00fcrgen" for row in report["by_rep"]) or "WINDOWS-1252" in {x.get("encoding") for x in report["inputs"]}
    unclosed = folder / "unclosed.csv"
    unclosed.write_text('Activity ID,Lead ID,Type,Date\nA1,1,Call,2026-02-03 10:00\nA2,1,"Call,2026-02-03 11:00\n' + "x\n" * 50)
    report = audit("--leads", leads, "--activities", str(unclosed))
    assert problem(report, "bad_row") == 1 and "line 3" in json.dumps(report["problems"]), report["problems"]


def test_two_habits_of_dates(folder):
    leads = audit_world.write(folder / "leads.csv", ["Lead ID", "Created"],
                              [["1", "03/04/2026 09:00"], ["2", "15 Apr, 2026 09:00:00"], ["3", "2026-04-03 09:00"], ["4", "25/04/2026 09:00"]])
    acts = audit_world.write(folder / "acts.csv", ["Lead ID", "Type", "Date"],
                             [["1", "Call", "04/03/2026 09:04 AM"], ["2", "Call", "04/15/2026 09:04 AM"], ["3", "Call", "04/03/2026 9:04 AM"],
                              ["4", "Call", "04/25/2026 09:04 AM"]])
    report = audit("--leads", leads, "--activities", acts)
    assert report["first_response"]["within_5_min"] == 1 and report["first_response"]["median_s"] == 240, report["first_response"]
    assert problem(report, "ambiguous_date") == 0
    acts = audit_world.write(folder / "open.csv", ["Lead ID", "Type", "Date"], [["1", "Call", "05/04/2026 09:04"]])
    assert problem(audit("--leads", leads, "--activities", acts), "ambiguous_date") == 1


def test_what_cannot_be_told(folder):
    leads = audit_world.write(folder / "leads.csv", ["Lead ID", "Name"], [["1", "Ann"], ["2", "Bert"]])
    alone = audit(leads, status=0)
    assert alone["leads"] == 2 and alone["never_contacted"] is None and "--activities" in " ".join(alone["notes"])
    acts = audit_world.write(folder / "calls.csv", ["Lead ID", "Date"], [["1", "2026-03-03"]])
    report = audit("--leads", leads, "--activities", acts)
    assert report["channels"] == {"call": 1}
    for key in ("outside_hours", "unanswered_replies", "empty_follow_ups", "repeated_pitches", "broken_promises"):
        assert report[key] is None, key
    assert report["first_response"]["median_s"] is None and report["grades"]["promptness"] is None
    assert len(report["notes"]) >= 5
    message = audit(audit_world.write(folder / "odd.csv", ["Foo", "Bar"], [["1", "2"]]), status=1)
    assert "--map" in message and "Foo" in message
    odd = audit_world.write(folder / "odd2.csv", ["Partei", "Moment", "Sache"], [["1", "2026-03-03 10:00", "Anruf"]])
    mapped = audit("--leads", leads, "--activities", odd, "--map", "lead_id=Partei", "--map", "at=Moment", "--map", "channel=Sache")
    assert mapped["attempts"] == {"0": 1, "1": 1}
    known = audit_world.write(folder / "odd3.csv", ["Kunde", "Wann", "Was"], [["1", "2026-03-03 10:00", "Anruf"]])
    mapped = audit("--leads", leads, "--activities", known)
    assert mapped["attempts"] == {"0": 1, "1": 1}


def test_answers_and_returns_told_by_a_column(folder):
    """A mailing's row says when it was answered, and when it came back."""
    leads = audit_world.write(folder / "prospects.csv", ["Prospect ID", "Email", "Created At"],
                              [[n, f"a{n}@example.com", "2026-03-02 09:00"] for n in (1, 2, 3)])
    mails = audit_world.write(folder / "mailings.csv",
                              ["ID", "PROSPECT_ID", "MAILING_TYPE", "DELIVERED_AT", "BOUNCED_AT", "REPLIED_AT", "OPENED_AT", "CREATED_AT", "SUBJECT"],
                              [["m1", "1", "single", "2026-03-03 10:00", "", "2026-03-04 08:00", "2026-03-03 11:00", "2026-03-03 09:59", "One"],
                               ["m2", "2", "single", "", "2026-03-03 10:00", "", "", "2026-03-03 09:59", "Two"],
                               ["m3", "3", "single", "2026-03-03 10:00", "", "", "2026-03-03 12:00", "2026-03-03 09:59", "Three"]])
    report = audit("--leads", leads, "--activities", mails)
    assert report["attempts"] == {"0": 0, "1": 3} and report["unanswered_replies"] == 1, report["attempts"]
    assert report["counts"]["attempts_undelivered"] == 1 and report["counts"]["answered"] == 1, report["counts"]
    assert [row["lead"] for row in finding(report, "unanswered_replies")["rows"]] == ["a1@example.com"]


def test_against_an_earlier_report(folder):
    world = audit_world.World(2)
    leads, activities = audit_world.generic(world, folder)
    earlier = folder / "earlier.json"
    earlier.write_text(json.dumps(of_files(leads, activities)))
    audit_world.write(folder / "more.csv", ["Lead ID", "Type", "Date"], [[x.id, "Call", "2026-05-20T10:00:00Z"] for x in world.leads])
    report = of_files(leads, activities + [str(folder / "more.csv")], "--baseline", str(earlier))
    figures = {row["name"]: row for row in report["baseline"]["figures"]}
    assert figures["never_contacted"]["now"] == 0 and figures["never_contacted"]["verdict"] == "better"


def check_ledger(folder, url):
    """What a report says of an export comes true in the workspace: imported, it is audited alike, and revived."""
    def seventh(*words, status=0):
        done = subprocess.run([SEVENTH, "--json", "--no-input", "--now", NOW, "--db", url, *words], capture_output=True, text=True, timeout=60,
                              check=False)
        assert done.returncode == status, (words, done.returncode, done.stderr)
        return json.loads(done.stdout)
    world = audit_world.World(2)
    leads, activities = audit_world.generic(world, folder)
    seventh("init")
    seventh("import", "prospects", *leads)
    seventh("import", "activities", *activities)
    report = seventh("audit", status=3)
    assert report["source"] == "ledger" and report["leads"] == len(world.leads)
    # The import takes attempts only, and knows no machines: the others are counted alike.
    for lead in world.leads:
        lead.events = [e for e in lead.events if not e["inbound"] and e["status"] == "Completed"]
    histogram = {"0": 0}
    for lead in world.leads:
        histogram[str(len(lead.events))] = histogram.get(str(len(lead.events)), 0) + 1
    assert report["attempts"] == histogram, (report["attempts"], histogram)
    (folder / "s.yaml").write_text("sequence: again\nsteps:\n  - day: 0\n    channel: call\n    objective: pick up the thread\n")
    seventh("sequence", "add", str(folder / "s.yaml"))
    done = seventh("audit", *leads, *activities, "--enroll", "again", "--top", "3", status=3)["enrolled"]
    assert done["enrolled"] == 3 and done["created"] == 0 and done["refused"] == [], done
    return report


def test_the_ledger_and_enrolling(folder):
    by_sqlite = check_ledger(folder, f"sqlite:{folder / 'w.db'}")
    with postgres.running() as url:
        by_postgresql = check_ledger(folder, url)
    for report in (by_sqlite, by_postgresql):
        report.pop("inputs")
    assert by_sqlite == by_postgresql
    message = subprocess.run([SEVENTH, "--no-input", "--db", f"sqlite:{folder / 'none.db'}", "audit"], capture_output=True, text=True, timeout=60,
                             check=False)
    assert message.returncode == 1 and message.stderr


def test_asks_on_a_terminal(folder):
    audit_world.write(folder / "l.csv", ["Lead ID", "Name"], [["1", "Ann"], ["2", "Bert"]])
    audit_world.write(folder / "a.csv", ["Partei", "Moment", "Sache"], [["1", "2026-03-03 10:00", "Anruf"]])
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execv(SEVENTH, [SEVENTH, "--now", NOW, "audit", "--leads", "l.csv", "--activities", "a.csv"])
    # No column says when leads came in; the second says when, by number; the first who, by name; the third what, at the second try.
    os.write(terminal, b"\n2\nPartei\n9\n3\n")
    said = b""
    with contextlib.suppress(OSError):  # the terminal closes when the program ends
        while chunk := os.read(terminal, 4096):
            said += chunk
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3, said
    assert b"There is no such column" in said and b"2 leads, 1 attempts by people" in said, said.decode()
    report = audit(str(folder / "l.csv"), "--activities", str(folder / "a.csv"), status=1)
    assert "--map" in report


def test_for_people(folder):
    world = audit_world.World(4)
    leads, activities = audit_world.generic(world, folder)
    done = subprocess.run([SEVENTH, "--now", NOW, "audit", *leads, *activities], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 3, done.stderr
    for words in ("72 leads", "Promptness", "Replies left unanswered", "Worth another touch", "Rosa Field", "█", "Notes"):
        assert words in done.stdout, words
    assert max(len(line) for line in done.stdout.splitlines()) <= 130


def shared(*names):
    """Files of the shared data; skips loudly where they are missing."""
    root = pathlib.Path(os.environ.get("SEVENTH_SHARED_DATA", "")) / "crm"
    if not root.is_dir():
        raise SystemExit("SEVENTH_SHARED_DATA has no crm/: the raw exports are not audited")
    return [str(root / name) for name in names]


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


def test_zoho_counted_again(_folder):
    files = shared(*[f"zoho/zoho_{name}.csv" for name in ("Leads", "Contacts", "Calls", "Events", "Tasks")])
    leads, contacts, calls, events, tasks = [table(path) for path in files]
    person = {("lead", row["LEADID"]): row["Email"].lower() for row in leads}
    person |= {("contact", row["CONTACTID"]): row["Email"].lower() for row in contacts}
    attempts, channels, inbound, lost = {}, {"call": 0, "meeting": 0}, 0, 0
    for row, kind in [(r, "call") for r in calls] + [(r, "meeting") for r in events]:
        lead, contact = (row[c] if row[c] not in ("", "0") else None for c in ("LEADID", "CONTACTID"))
        who = person.get(("lead", lead)) or person.get(("contact", contact))
        if lead is None and contact is None and row["Who Id Id"]:
            who = person.get(("lead", row["Who Id Id"])) or person.get(("contact", row["Who Id Id"]))
        if who is None:
            lost += 1
        elif kind == "call" and row["Call Type"] == "Inbound":
            inbound += 1
        else:
            attempts[who] = attempts.get(who, 0) + 1
            channels[kind] += 1
    everybody = set(person.values())
    histogram = {"0": len(everybody) - len(attempts)}
    for count in attempts.values():
        histogram[str(count)] = histogram.get(str(count), 0) + 1
    report = audit("--leads", files[0], "--leads", files[1], "--activities", files[2], files[3])
    assert report["leads"] == len(everybody) and report["attempts"] == histogram, (report["attempts"], histogram)
    assert report["channels"] == channels and report["counts"]["replies"] == inbound
    assert problem(report, "names_nobody") + problem(report, "unknown_person") == lost
    # The tasks name nobody, which is said, and changes nothing.
    with_tasks = audit("--leads", files[0], "--leads", files[1], "--activities", *files[2:])
    assert with_tasks["attempts"] == histogram
    assert sum(entry["count"] for entry in with_tasks["problems"]) >= lost + len(tasks)
    assert report["counts"]["won"] == sum(row["CONVERTED"] == "Yes" for row in leads)
    by_rep = {row["name"]: row["leads"] for row in report["by_rep"]}
    owners = {}
    for row in leads:
        owners[row["Lead Owner"]] = owners.get(row["Lead Owner"], 0) + 1
    assert by_rep == owners
    created = {row["Email"].lower(): dt.datetime.strptime(row["Created Time"], "%d %b, %Y %H:%M:%S") for row in leads}
    first = {}
    for row, at in [(r, "Call Start Time") for r in calls] + [(r, "Start DateTime") for r in events]:
        lead, contact = (row[c] if row[c] not in ("", "0") else None for c in ("LEADID", "CONTACTID"))
        who = person.get(("lead", lead)) or person.get(("contact", contact))
        if lead is None and contact is None and row["Who Id Id"]:
            who = person.get(("lead", row["Who Id Id"])) or person.get(("contact", row["Who Id Id"]))
        when = dt.datetime.fromisoformat(row[at])
        if who in created and row.get("Call Type") != "Inbound" and when >= created[who]:
            first[who] = min(first.get(who, dt.datetime.max), when)
    waits = sorted((first[who] - created[who]).total_seconds() for who in first)
    assert report["counts"]["first_response_known"] == len(waits)
    assert abs(report["first_response"]["median_s"] - statistics.median(waits)) < 1


def test_maven_counted_again(_folder):
    file, = shared("maven/sales_pipeline.csv")
    deals = table(file)
    report = audit(file, status=0)
    assert report["leads"] == len(deals) and report["counts"]["won"] == sum(row["deal_stage"] == "Won" for row in deals)
    weeks = {}
    for row in deals:
        if row["engage_date"]:
            day = dt.datetime.strptime(row["engage_date"], "%d-%m-%y").date()
            monday = (day - dt.timedelta(days=day.weekday())).isoformat()
            weeks[monday] = weeks.get(monday, 0) + 1
    assert {row["name"]: row["leads"] for row in report["by_week"]} == weeks
    assert problem(report, "ambiguous_date") == 0 and report["never_contacted"] is None


def test_hubspot_and_salesforce_tables(_folder):
    folder = "fivetran+dbt_hubspot/"
    names = ["contact_data", "engagement_contact_data", "engagement_call_data", "engagement_email_data", "engagement_meeting_data", "engagement_task_data"]
    files = shared(*[f"{folder}{name}.csv" for name in names])
    report = audit("--leads", files[0], *[w for f in files[1:] for w in ("--activities", f)])
    contacts = {row["id"] for row in table(files[0])}
    linked = {row["engagement_id"] for row in table(files[1]) if row["contact_id"] in contacts}
    done = [row for path in files[2:5] for row in table(path) if row["engagement_id"] in linked]
    assert report["leads"] == len(contacts) and report["attempts_total"] == len(done)
    folder = "fivetran+dbt_salesforce/sf_"
    files = shared(*[f"{folder}{name}_data.csv" for name in ("lead", "contact", "task", "event")])
    report = audit("--leads", files[0], "--leads", files[1], "--activities", files[2], files[3])
    people = {row["id"][:15] for path in files[:2] for row in table(path)}
    known = [row for path in files[2:] for row in table(path) if row["who_id"][:15] in people]
    assert report["leads"] == len(people) and report["attempts_total"] == len(known)
    assert problem(report, "unknown_person") + problem(report, "not_contact") == len(table(files[2])) + len(table(files[3])) - len(known)


def test_hazard_of_real_calls(_folder):
    shared()
    file = pathlib.Path(os.environ["SEVENTH_SHARED_DATA"]) / "calls" / "bank-additional-full.csv"
    done = subprocess.run([SEVENTH, "--json", "learn", "hazard", str(file), "--attempts", "campaign", "--target", "y", "--positive", "yes"],
                          capture_output=True, text=True, timeout=60, check=True)
    fit = json.loads(done.stdout)
    assert fit["model"] == "cure_geometric" and abs(fit["pi"] - 0.282) < 0.005 and abs(fit["h"] - 0.204) < 0.005 and abs(fit["aic"] - 37213) < 1, fit
    assert fit["rows"] == 41188 and [row["at_risk"] for row in fit["per_attempt"]][:2] == [41188, 23546]


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(pathlib.Path(folder))
                print(f"ok {number} - {name}")
            except Exception:  # noqa: BLE001: every failure is told as TAP
                failed += 1
                print(f"not ok {number} - {name}")
                print("# " + traceback.format_exc().replace("\n", "\n# "))
            except SystemExit as skipped:
                print(f"ok {number} - {name} # SKIP {skipped}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
