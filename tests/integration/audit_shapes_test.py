#!/usr/bin/env python3
"""Exports of other shapes than the usual: small worlds with a planted truth, each for one habit of one kind of system.

    audit_shapes_test.py SEVENTH
"""
import csv
import json
import os
import pathlib
import subprocess
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import installation  # noqa: E402

SEVENTH = os.path.abspath(sys.argv[1])


def audit(*words):
    done = subprocess.run([SEVENTH, "--json", "--no-input", "--now", "2026-11-22T12:00:00Z", "audit", *words], capture_output=True, text=True,
                          timeout=60, check=False)
    assert done.returncode in (0, 3), (done.returncode, done.stderr)
    return json.loads(done.stdout)


def write(path, header, rows, delimiter=",", encoding="utf-8"):
    with open(path, "w", newline="", encoding=encoding) as out:
        csv.writer(out, delimiter=delimiter).writerows([header, *rows])
    return str(path)


def of(leads, *activities):
    return audit("--leads", leads, *[word for file in activities for word in ("--activities", file)])


def told(report, **keys):
    """Each key as planted; channels and attempts without what is nought."""
    for key, wanted in keys.items():
        got = report[key]
        if key == "attempts":
            got = {k: v for k, v in got.items() if v}
        assert got == wanted, (key, got, wanted, report["notes"])


def finding(report, kind):
    return {row["lead"] for f in report["findings"] if f["kind"] == kind for row in f["rows"]}


def test_headers_with_their_entity(folder):
    """Every header begins with what it belongs to; two people of one name are told apart by their company."""
    leads = write(folder / "people.csv", ["Person - Name", "Person - Organization", "Person - Email - Work", "Person - Person created", "Person - Won deals",
                                          "Person - ID"],
                  [["Ann Lee", "Acme", "ann@acme.example.com", "2026-03-02 09:00:00", "0", "7"],
                   ["Ann Lee", "Birch", "ann@birch.example.com", "2026-03-02 09:00:00", "0", "8"],
                   ["Bo Ray", "Cedar", "bo@cedar.example.com", "2026-03-02 09:00:00", "1", "9"]])
    header = ["Activity - Subject", "Activity - Due date", "Activity - Due time", "Activity - Type", "Activity - Done", "Activity - Contact person",
              "Activity - Organization", "Activity - Note", "Activity - Marked as done time", "Activity - ID"]
    acts = write(folder / "activities.csv", header,
                 [["Intro", "2026-03-02", "09:04:00", "Call", "Done", "Ann Lee", "Birch", "<p>left a voicemail</p>", "2026-03-02 09:04:30", "1"],
                  ["Again", "2026-03-05", "10:00:00", "Email", "Done", "Ann Lee", "Birch", "", "2026-03-05 10:00:00", "2"],
                  ["Later", "2026-03-09", "10:00:00", "Call", "To do", "Ann Lee", "Acme", "", "", "3"],
                  ["Lunch", "2026-03-06", "12:00:00", "Lunch", "Done", "Bo Ray", "Cedar", "", "2026-03-06 13:00:00", "4"]])
    report = of(leads, acts)
    told(report, leads=3, attempts={"0": 1, "1": 1, "2": 1}, channels={"call": 1, "email": 1, "meeting": 1}, unanswered_replies=None)
    assert finding(report, "never_contacted") == {"ann@acme.example.com"}
    assert finding(report, "gave_up_after_1_2") == {"ann@birch.example.com"}, "who bought was not given up on"
    assert abs(report["first_response"]["within_5_min"] - 1 / 3) < 1e-9
    assert any(note.startswith("Unanswered replies:") for note in report["notes"]), report["notes"]


def test_numbers_alone(folder):
    """A dialer knows nobody but numbers; the leads' are written in four ways."""
    numbers = ["(201) 555-1000", "+1 201-555-1001", "2015551002", "1.201.555.1003"]
    leads = write(folder / "leads.csv", ["lead_id", "full_name", "email", "phone", "created_at"],
                  [[f"W{n}", f"Ann {'ABCD'[n]}", f"a{n}@example.com", number, "2026-02-18 15:00:00"] for n, number in enumerate(numbers)])
    header = ["call id", "datetime", "direction", "from", "to", "user", "duration (in call)", "answered", "tags"]
    calls = [[100 + n, f"2026-02-1{8 + n % 2} 16:0{n}:00", "outbound", "+15125550100", f"+1201555100{n}", "Ruth", "0", "No", ""] for n in range(3)]
    calls += [calls[0], [200, "2026-02-19 09:00:00", "outbound", "+15125550100", "+12015551000", "Ruth", "240", "Yes", ""],
              [201, "2026-02-19 09:30:00", "internal", "+15125550100", "+15125550101", "Ruth", "5", "Yes", ""],
              [202, "2026-02-19 10:00:00", "inbound", "+12015551003", "+15125550100", "Ruth", "60", "Yes", ""],
              [203, "2026-02-19 11:00:00", "outbound", "+15125550100", "+19995551234", "Ruth", "0", "No", ""]]
    report = of(leads, write(folder / "call_log.csv", header, calls))
    told(report, leads=4, attempts={"0": 1, "1": 2, "2": 1}, channels={"call": 4}, unanswered_replies=None)
    assert finding(report, "gave_up_after_1_2") == {"a1@example.com", "a2@example.com"}, "one picked up, one rang himself"


def test_known_by_what_stands_there(folder):
    """A board of one's own: no header says anything, so the values do, and the report says which."""
    leads = write(folder / "board.csv", ["Item", "Whose", "Box", "Arrived", "Where we are"],
                  [[f"{first} Novak", "Bo", f"{first.lower()}@example.com", f"0{n} Mar 2026, 10:00", "Signed" if n in (2, 4) else "Chasing"] for n, first in enumerate(["Ann", "Ben", "Cy", "Di", "Ed", "Flo"], 1)])
    rows = [("ann", "Phoned", "no answer", "Done"), ("ann", "Wrote", "", "Done"), ("ben", "Rang", "connected", "Done"), ("cy", "Dropped by", "", "Done"),
            ("di", "WhatsApp message sent", "", "Done"), ("ed", "Wrote", "", "Done"), ("ed", "They wrote back", "", "Done"), ("flo", "Memo", "nice shop", "Done"),
            ("flo", "Phoned", "", "Planned"), ("di", "Phoned", "busy", "Done"), ("cy", "Rang", "voicemail", "Done"), ("ann", "Rang", "busy", "Done"),
            ("ann", "Rang", "no answer", "Done")]
    log = write(folder / "log.csv", ["No", "Inquiry", "What happened", "On", "How it stands", "Said"],
                [[n, f"{who}@example.com", what, f"{10 + n} Mar 2026, 14:00", stands, said] for n, (who, what, said, stands) in enumerate(rows)], "\t")
    report = of(leads, log)
    told(report, leads=6, attempts={"0": 1, "1": 2, "2": 2, "4": 1}, channels={"email": 2, "call": 6, "sms": 1, "meeting": 1},
         unanswered_replies=1)
    assert finding(report, "unanswered_replies") == {"ed@example.com"}
    assert finding(report, "gave_up_after_1_2") == set(), "who signed was not given up on"
    note = next(note for note in report["notes"] if note.startswith("Columns taken by what stands in them"))
    for words in ('"Box" of board.csv as email', '"Where we are" of board.csv as status', '"Arrived" of board.csv as created', '"On" of log.csv as at', '"What happened" of log.csv as channel',
                  '"How it stands" of log.csv as status', '"Said" of log.csv as outcome'):
        assert words in note, (words, note)


def test_mails_kept_as_tasks(folder):
    """Who wrote stands in the subject or the first line; day numbers, German headers and a footer below the table."""
    people = [("Jörg", "Böhm", "joerg@example.com"), ("Uta", "Fuchs", "uta@example.com"), ("Ida", "Kahl", "ida@example.com"), ("Max", "Zorn", "max@example.com")]
    leads = write(folder / "Leads.csv", ["Lead-Inhaber", "Vorname", "Nachname", "Firma / Account", "E-Mail", "Lead-Status", "Erstelldatum"],
                  [["Kim Pohl", first, last, f"{last} KG", mail, "Qualifiziert" if last == "Zorn" else "Offen", "04.11.2025"] for first, last, mail in people] +
                  [["", "", "", "", "", "", ""], ["Gesamtsummen (4 Datensätze)", "", "", "", "", "", ""]], ";", "cp1252")
    header = ["Zugewiesen", "Betreff", "Datum", "Status", "Lead", "Firma / Account", "Aufgabenuntertyp", "Anruftyp", "Anrufergebnis", "Vollständige Kommentare",
              "Aktivitäts-ID"]

    def row(n, subject, day, who, subtype, kind="", result="", text="", status="Abgeschlossen"):
        return ["Kim Pohl", subject, day, status, who, who.split()[1] + " KG", subtype, kind, result, text, f"00T{n}"]

    acts = write(folder / "Aufgaben.csv", header,
                 [row(1, "Anruf", "05.11.2025", "Jörg Böhm", "Anruf", "Ausgehend", "Nicht erreicht"),
                  row(2, "E-Mail: Angebot", "25.11.2025", "Uta Fuchs", "E-Mail"),
                  row(3, "E-Mail von Kunde: AW: Angebot", "26.11.2025", "Uta Fuchs", "E-Mail"),
                  row(4, "[Out] Email: Preise", "27.11.2025", "Ida Kahl", "E-Mail", text="An: ida@example.com"),
                  row(5, "AW: Preise", "28.11.2025", "Ida Kahl", "E-Mail", text="Von: ida@example.com\nAn: kim@seller.example\n\nWas kostet das?"),
                  row(6, "Nachfassen", "30.11.2025", "Jörg Böhm", "Aufgabe", status="Wartet auf jemand anderen"),
                  row(7, "Anruf", "05.11.2025", "Max Zorn", "Anruf", "Ausgehend", "Besetzt")], ";", "cp1252")
    report = of(leads, acts)
    told(report, leads=4, attempts={"1": 4}, channels={"call": 2, "email": 2}, unanswered_replies=2)
    assert finding(report, "gave_up_after_1_2") == {"joerg@example.com"}, "who was handed on was not given up on"
    assert report["first_response"]["within_5_min"] is None and report["first_response"]["within_24_h"] is not None


def test_words_that_decide_little(folder):
    """A stage that says they answered is believed; a reply of which only a subject is known is no refusal."""
    leads = write(folder / "contacts.csv", ["Contact Id", "Email", "Stage", "Created At"],
                  [[n + 1, f"a{n}@example.com", stage, "2026-03-02 09:00:00"] for n, stage in enumerate(["Interested", "Replied", "Not Interested", "Open", "Open"])])
    acts = write(folder / "activities.csv", ["Activity Id", "Contact Id", "Activity Type", "Activity Date", "Direction", "Details"],
                 [[n, n + 1, "Email", "2026-03-03 10:00:00", "Outbound", "Checking in"] for n in range(5)] +
                 [[9, 5, "Email", "2026-03-04 10:00:00", "Inbound", "Re: Checking in"]])
    report = of(leads, acts)
    told(report, attempts={"1": 5}, unanswered_replies=1)
    assert finding(report, "gave_up_after_1_2") == {"a2@example.com", "a3@example.com"}


def test_heads_of_mails(folder):
    """A mail kept as a note begins with its head, which says nothing: only what is behind it is compared and judged."""
    leads = write(folder / "leads.csv", ["Lead ID", "Email", "Create Date"], [["1", "ann@example.com", "3/13/2026"], ["2", "ben@example.com", "3/13/2026"]])
    head = "To: {0}@example.com\nCC: office@example.com\nBCC: \nAttachment: \n\nSubject: Your question about twelve seats in the Kiel office\nBody:\n"
    texts = [("ann", "The price list is attached: twelve seats cost 1,188 a year."), ("ann", "A shop like yours in Husum saved nine hours a week; here is how."),
             ("ben", "Just checking in, any news?")]
    acts = write(folder / "tasks.csv", ["Activity ID", "Lead ID", "Task Subtype", "Status", "Date", "Full Comments"],
                 [[n, "1" if who == "ann" else "2", "Email", "Completed", f"3/{16 + n}/2026", head.format(who) + text] for n, (who, text) in enumerate(texts)])
    report = of(leads, acts)
    told(report, attempts={"1": 1, "2": 1}, repeated_pitches=0, empty_follow_ups=1)
    assert finding(report, "empty_follow_ups") == {"ben@example.com"}
    # Days are all these records know: the terminal does not make seconds of them.
    said = subprocess.run([SEVENTH, "--no-input", "--now", "2026-11-22T12:00:00Z", "audit", "--leads", leads, "--activities", acts], capture_output=True,
                          text=True, timeout=60, check=False).stdout
    assert "median 4 days" in said and "0 s" not in said, said


def test_marks_before_the_subject(folder):
    """Tasks of a mail add-in say in brackets which way a mail went; a column called Time may hold the day, with or without a clock."""
    leads = write(folder / "leads.csv", ["Lead ID", "Email", "Created On"], [[str(n), f"a{n}@example.com", "2026-03-02"] for n in (1, 2, 3)])
    header = ["Task ID", "Lead ID", "Type", "Subject", "Time", "Status", "Created On"]
    tasks = [["10", "1", "Email", "[Email] [Out] Prices for twelve seats", "2026-03-03", "Completed", "2026-03-01"],
             ["11", "1", "Email", "[Email] [In] Re: Prices for twelve seats", "2026-03-04", "Completed", "2026-03-01"],
             ["12", "2", "Email", "[Email] [Out] A shop in Husum", "2026-03-03", "Completed", "2026-03-01"],
             ["13", "2", "Call", "[Call] [Out] No answer", "2026-03-06", "Completed", "2026-03-01"],
             ["14", "3", "Email", "[Inbound] Prices?", "2026-03-05", "Completed", "2026-03-01"]]
    report = of(leads, write(folder / "tasks.csv", header, tasks))
    told(report, attempts={"0": 1, "1": 1, "2": 1}, channels={"email": 2, "call": 1}, unanswered_replies=2)
    assert finding(report, "unanswered_replies") == {"a1@example.com", "a3@example.com"}
    assert finding(report, "gave_up_after_1_2") == {"a2@example.com"}
    assert report["attempts_total"] == 3 and report["first_response"]["median_s"] == 86400, report["first_response"]


def test_the_same_call_as_task_and_call(folder):
    """A task ticked off in the minute of the logged call is that call; one without a logged call is one more."""
    leads = write(folder / "leads.csv", ["Record ID", "Email", "Create Date"], [["1", "ann@example.com", "2026-03-02 09:00"]])
    calls = write(folder / "calls.csv", ["Record ID", "Call outcome", "Call direction", "Activity date", "Associated Contact IDs"],
                  [["10", "No answer", "Outbound", "2026-03-02 10:00", "1"], ["11", "Left voicemail", "Outbound", "2026-03-04 10:00", "1"]])
    tasks = write(folder / "tasks.csv", ["Record ID", "Task Title", "Task Type", "Task Status", "Completed at", "Associated Contact IDs"],
                  [["20", "Call Ann", "Call", "Completed", "2026-03-02 10:00", "1"], ["21", "Call Ann", "Call", "Completed", "2026-03-04 10:01", "1"],
                   ["22", "Call Ann", "Call", "Completed", "2026-03-09 10:00", "1"], ["23", "Check website", "To-do", "Completed", "2026-03-09 10:30", "1"]])
    report = of(leads, calls, tasks)
    told(report, attempts={"3": 1}, channels={"call": 3})
    assert any("2 activities were in the records twice" in note for note in report["notes"]), report["notes"]


def test_times_called_from_and_to(folder):
    """Meetings have a From and a To that are no people; a thread is no mail of its own; a person's mail through a mail program is no machine's."""
    leads = write(folder / "leads.csv", ["Record Id", "Email", "Created Time"], [[f"z{n}", f"a{n}@example.com", "2026-03-02 09:00:00"] for n in range(3)])
    events = write(folder / "Events.csv", ["Record Id", "Title", "From", "To", "Related To.id", "Created Time"],
                   [["e1", "Demo", "2026-03-04 10:00:00", "2026-03-04 11:00:00", "z0", "2026-03-01 10:00:00"],
                    ["e2", "Demo", "2029-03-04 10:00:00", "2029-03-04 11:00:00", "z1", "2026-03-01 10:00:00"]])
    mixed = write(folder / "engagements.csv", ["Engagement ID", "Contact email", "Engagement type", "Direction", "Performed by", "Source", "Occurred at"],
                  [["1", "a1@example.com", "1:1 email sent", "Outbound", "Wen Li", "GMAIL_INTEGRATION", "2026-03-03 10:00"],
                   ["2", "a1@example.com", "EmailThread", "Outbound", "Wen Li", "CRM_UI", "2026-03-03 10:00"],
                   ["3", "a2@example.com", "Automated email sent", "Outbound", "Workflow: Thanks", "WORKFLOW", "2026-03-02 09:00"]])
    report = of(leads, events, mixed)
    told(report, attempts={"0": 1, "1": 2}, channels={"meeting": 1, "email": 1}, attempts_by_machines_total=1)
    assert report["first_response"]["within_5_min"] == 0, "the workflow's thanks are no response"


def test_steps_of_sequences(folder):
    """The attempts of the person in whose name they went out, or apart, as a machine's; newsletters never. A call begins before it ends."""
    leads = write(folder / "prospects.csv", ["id", "email", "stage", "created_at"],
                  [[n, f"a{n}@example.com", "Meeting Booked" if n == 4 else "Prospecting", "2026-03-02T10:00:00Z"] for n in range(1, 5)])
    mails = write(folder / "mailings.csv", ["id", "prospect_id", "user", "mailing_type", "sequence", "subject", "state", "sent_at", "bounced_at"],
                  [["1", "1", "Colby Marsh", "sequence", "Spring", "Intro", "delivered", "2026-03-02T11:00:00Z", ""],
                   ["2", "1", "Colby Marsh", "single", "", "Prices", "delivered", "2026-03-05T11:00:00Z", ""],
                   ["3", "2", "Colby Marsh", "sequence", "Spring", "Intro", "bounced", "2026-03-02T11:00:00Z", "2026-03-02T11:01:00Z"],
                   ["4", "3", "Marketing", "campaign", "News", "News", "delivered", "2026-03-02T11:00:00Z", ""],
                   ["5", "4", "Colby Marsh", "sequence", "Spring", "Intro", "queued", "", ""],
                   ["6", "3", "Colby Marsh", "single", "", "Intro", "failed", "", ""]])
    calls = write(folder / "calls.csv", ["id", "prospect_id", "user", "direction", "outcome", "dialed_at", "completed_at", "state"],
                  [["9", "4", "Nadia Brook", "outbound", "No Answer", "2026-03-02T10:04:00Z", "2026-03-02T10:09:00Z", "completed"]])
    report = audit("--leads", leads, "--activities", mails, "--activities", calls, "--sequences", "apart")
    told(report, attempts={"0": 2, "1": 2}, attempts_total=2, attempts_by_machines_total=3)
    note = next(note for note in report["notes"] if note.startswith("2 of what machines did were steps that a sequence sent"))
    assert "1 leads had nothing else: with --sequences people" in note, note
    assert report["first_response"]["within_5_min"] == 0.25 and finding(report, "gave_up_after_1_2") == {"a1@example.com"}
    report = of(leads, mails, calls)
    told(report, attempts={"0": 1, "1": 2, "2": 1}, attempts_total=4, attempts_by_machines_total=1)
    note = next(note for note in report["notes"] if note.startswith("2 attempts were steps that a sequence sent"))
    assert "1 leads had nothing else: with --sequences apart" in note, note
    assert report["counts"]["sequence_steps"] == 2 and report["counts"]["only_by_sequences"] == 1


def test_files_that_break(folder):
    """A row that cannot be read costs that row, not what stands behind it; what is no table is called by its name."""
    leads = write(folder / "leads.csv", ["Lead ID", "Email", "Created"], [[n, f"a{n}@example.com", "2026-02-02 09:00"] for n in range(1, 6)])
    head, row = "Activity ID,Lead ID,Type,Date,Owner,Subject\n", "A{0},{0},Call,2026-02-03 10:00,Rosa,S\n"

    def of_text(text):
        (folder / "acts.csv").write_text(text)
        return of(leads, str(folder / "acts.csv"))

    def problems(report):
        return {p["code"]: (p["count"], p["examples"][0]["line"]) for p in report["problems"]}
    rows = [row.format(n) for n in range(1, 6)]
    report = of_text(head + rows[0] + rows[1].replace("Rosa", '"Rosa') + "".join(rows[2:]))
    told(report, attempts={"0": 1, "1": 4})
    assert problems(report) == {"bad_row": (1, 3)}, report["problems"]
    report = of_text(head + "".join(rows[:3]) + rows[3].replace("S\n", '"' + "x" * 2_100_000 + '"\n') + rows[4].replace("Rosa", "Ro\0sa") + rows[4])
    told(report, attempts={"0": 1, "1": 4})
    assert problems(report) == {"bad_row": (2, 5)}, report["problems"]
    report = of_text(head + rows[0] + ('A9,2,"Call,2026-02-03\n') * 201 + rows[1])
    assert problems(report)["cut_short"][0] == 1 and any("NOT counted" in note for note in report["notes"]), report["notes"]
    report = of_text(head)
    told(report, attempts={"0": 5})
    assert any("1 files hold nothing but the names of columns" in note for note in report["notes"]), report["notes"]
    report = of_text(head + rows[0].replace("S\n", "S,one,more\n"))
    assert problems(report) == {"too_many_cells": (1, 2)}, report["problems"]
    for name, content, word in (("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel"), ("page.xlsx", b"\xef\xbb\xbf\n<HTML><table>", "HTML")):
        (folder / name).write_bytes(content)
        done = subprocess.run([SEVENTH, "audit", "--leads", str(folder / name), "--activities", leads], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 1 and name in done.stderr and word in done.stderr, done.stderr
    with zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", '<workbook xmlns:r="x"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>')
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(300):
                sheet.write(b" " * (1 << 20))
    done = subprocess.run([SEVENTH, "audit", "--leads", str(folder / "bomb.xlsx"), "--activities", leads], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0 and "unpacks to more than 200 times" in done.stderr, done.stderr


def test_spam_and_drafts(folder):
    def mail(sender, to, day, label, subject, body="Can you send me your prices please?"):
        return (f"From - Mon Mar 2 09:00:00 2026\nX-Gmail-Labels: {label}\nFrom: {sender}\nTo: {to}\nSubject: {subject}\n"
                f"Date: Mon, {day:02} Mar 2026 09:00:00 +0000\nMessage-ID: <{day}.{subject.replace(' ', '')}@example.net>\n\n{body}\n\n")
    us, ann, ben = "rep@seller.example.com", "Ann <ann@acme.example.com>", "Ben <ben@birch.example.com>"
    (folder / "all.mbox").write_text(mail(us, ann, 2, "Sent", "Prices", "Here are the prices for twelve seats, Ann.") + mail(ann, us, 3, "Inbox", "Re Prices") +
                                     mail("Win <win@prize.example.net>", us, 4, "Spam", "You won") + mail(us, ben, 5, "Drafts", "Hello") +
                                     mail(us, ben, 9, "Sent", "Offer", "The offer for your shop in Kiel is attached, Ben."))
    report = audit(str(folder / "all.mbox"))
    told(report, leads=2, attempts={"1": 2}, channels={"email": 2}, unanswered_replies=1)
    assert report["inputs"][0]["junk"] == 2


if __name__ == "__main__":
    sys.exit(installation.run_tests(globals()))
