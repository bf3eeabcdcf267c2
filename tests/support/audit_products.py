"""Worlds with a known truth, written as more products export them (audit_world.py has the others), each with its own habits.

An event is what really happened; an export tells as much of it as that product does. The truth is counted from the events
alone, by code that shares nothing with Seventh. Exports return their files and what they cannot tell.
"""
import csv
import datetime as dt
import random
import zipfile
import zoneinfo
from xml.sax.saxutils import escape

UTC, CHICAGO = dt.timezone.utc, zoneinfo.ZoneInfo("America/Chicago")  # where the leads' telephones are
REPS = ["Rosa Field", "Sam Stone", "Uwe Hill"]
FIRST = "Anna Ben Carla David Elena Felix Grace Hugo Ines Jack Karen Luis Maria Nora Oscar Paula Rosa Simon Tara Vera".split()
LAST = "Abbott Baker Castillo Dorsey Fischer Grant Hughes Jensen Moreno Nolan Ortega Quinn Romero Schmidt Tanaka Vogel".split()
TOPICS = ["Intro", "Prices", "Your question", "A case like yours", "Next steps", "Dates in May", "The checklist"]
OURS = ("call", "email", "meeting", "sms", "social")


class Event:
    def __init__(self, lead, kind, at, **more):
        self.lead, self.kind, self.at = lead, kind, at
        self.outcome = more.get("outcome", "")      # noanswer, voicemail, busy, connected
        self.way = more.get("way", "out")           # out, in, auto (an automatic reply)
        self.state = more.get("state", "done")      # done, open, planned, machine, note, todo
        self.topic, self.rep, self.id = more.get("topic", "Intro"), more.get("rep") or lead.rep, None

    @property
    def counts(self):
        return self.way == "out" and self.state == "done"

    @property
    def seconds(self):
        return {"connected": 245, "voicemail": 28}.get(self.outcome, 0)


class Lead:
    def __init__(self, number, first, last, created):
        self.number, self.first, self.last, self.created = number, first, last, created
        self.name, self.company = f"{first} {last}", f"Company {number}"
        self.email = f"{first}.{last}@c{number}.example.com".lower()
        self.phone = f"+1 (512) 555-{1000 + number}"
        self.rep, self.source, self.won = REPS[number % 3], ["Web", "Fair", "Referral"][number % 3], False
        self.events = []

    def add(self, kind, at, **more):
        self.events.append(Event(self, kind, at, **more))


def outside(at):
    return at.weekday() > 4 or not 8 <= at.hour < 18


def at_work(at, chance):
    """A weekday between 9:00 and 16:59, to the minute."""
    while at.weekday() > 4:
        at += dt.timedelta(days=1)
    return at.replace(hour=chance.randrange(9, 16), minute=chance.randrange(1, 59), second=0)


class World:
    def __init__(self, kinds=OURS, size=64, seed=5):
        chance = self.chance = random.Random(seed)
        names = [(a, b) for a in FIRST for b in LAST]
        chance.shuffle(names)
        self.leads = []
        for number in range(size):
            created = at_work(dt.datetime(2026, 2, 2) + dt.timedelta(days=chance.randrange(56)), chance)
            lead = Lead(number + 1, *names[number], created)
            self.leads.append(lead)
            self.story(lead, number, kinds)
        self.events = sorted((e for x in self.leads for e in x.events), key=lambda e: (e.at, e.lead.number))
        for number, event in enumerate(self.events):
            event.id = 5000 + number

    def story(self, lead, number, kinds):
        chance = self.chance
        count = [0, 1, 2, 1, 3, 2, 8, 4, 0, 1, 2, 7, 5, 2, 1, 9][number % 16]
        soon = [3, 45, 200, 3000][(number // 3) % 4]
        when, answer = lead.created + dt.timedelta(minutes=soon), number % 5
        if soon == 3000:
            when = at_work(when, chance)
        for step in range(count):
            kind = kinds[(number + step) % len(kinds)]
            if kind == "meeting" and (step == 0 or answer != 1):
                kind = "call" if "call" in kinds else kinds[0]
            outcome = chance.choice(["noanswer", "voicemail", "busy"]) if kind == "call" else ""
            if kind == "call" and answer == 2 and step == count - 1:
                outcome = "connected"
            lead.add(kind, when, outcome=outcome, topic=TOPICS[step % len(TOPICS)])
            last, when = when, at_work(when + dt.timedelta(days=chance.randrange(2, 8)), chance)
            if answer == 3 and step == max(0, count - 1 - number % 2) and "email" in kinds:
                lead.add("email", last + dt.timedelta(hours=26 if step == count - 1 else 3), way="in", topic="Re: " + TOPICS[step % len(TOPICS)])
        if count in (1, 2) and answer == 4 and "email" in kinds:
            lead.add("email", last + dt.timedelta(minutes=2), way="auto", topic="Automatic reply: out of office")
        end = lead.events[-1].at if lead.events else lead.created
        if number % 4 == 1:
            lead.add("call", at_work(end + dt.timedelta(days=5), chance), state="open", topic="Call back")
        if number % 6 == 2:
            lead.add("todo", at_work(end + dt.timedelta(days=1), chance), state="todo", topic=chance.choice(["Prepare offer", "Check website"]))
        if number % 7 == 3:
            lead.add("note", at_work(end + dt.timedelta(days=1), chance), state="note",
                     topic='Talked to the front desk:\n- budget is "open"\n- next year, perhaps; call the office')
        if number % 9 == 4:
            lead.add("meeting", dt.datetime(2029, 3, 5, 10, number % 60), state="planned", topic="Demo")
        if number % 5 == 0:
            lead.add("email", lead.created + dt.timedelta(seconds=30), state="machine", topic="Thanks for your interest", rep="Workflow")

    def truth(self, *cannot, keep=lambda event: True):
        """The keys of INTERFACES.md. `cannot`: hours, created, replies, zone (times have their offset, leads no
        place), offset (times have it, and leads a number) - what the export does not tell."""
        leads, told = len(self.leads), {"leads": len(self.leads)}
        attempts, channels, gave_up, unanswered = {}, {}, 0, 0
        within = {"within_5_min": 0, "within_1_h": 0, "within_24_h": 0}
        counts = []
        for lead in self.leads:
            ours = sorted((e for e in lead.events if e.counts and keep(e)), key=lambda e: e.at)
            theirs = [e for e in lead.events if e.way == "in" and e.state == "done" and keep(e)]
            answered = bool(theirs) or any(e.outcome == "connected" or e.kind == "meeting" for e in ours)
            counts.append(len(ours))
            attempts[str(len(ours))] = attempts.get(str(len(ours)), 0) + 1
            for event in ours:
                channels[event.kind] = channels.get(event.kind, 0) + 1
            gave_up += len(ours) in (1, 2) and not answered and not lead.won
            if theirs:
                unanswered += sum(1 for e in theirs if not any(o.at > e.at for o in ours))
            if ours:
                wait = ours[0].at - lead.created
                for key, most in (("within_5_min", dt.timedelta(minutes=5)), ("within_1_h", dt.timedelta(hours=1)), ("within_24_h", dt.timedelta(days=1))):
                    within[key] += wait <= most
        counts.sort()
        told.update(attempts=attempts, channels=channels, never_contacted=attempts.get("0", 0) / leads, gave_up_after_1_2=gave_up / leads,
                    reached_floor=sum(1 for c in counts if c >= 7) / leads, median_attempts=(counts[(leads - 1) // 2] + counts[leads // 2]) / 2,
                    unanswered_replies=None if "replies" in cannot else unanswered)
        if "created" not in cannot and "hours" not in cannot:
            told.update({f"first_response.{key}": count / leads for key, count in within.items()})
            told["first_response.never"] = attempts.get("0", 0) / leads
        told.update(repeated_pitches=None, empty_follow_ups=None)  # no export holds what was written
        told["outside_hours"] = None if "zone" in cannot or "hours" in cannot else sum(
            outside(e.at.replace(tzinfo=UTC).astimezone(CHICAGO) if "offset" in cannot else e.at)
            for lead in self.leads for e in lead.events if e.counts and keep(e))
        if "hours" in cannot:
            told.update({"first_response.within_5_min": None, "first_response.within_1_h": None})
        return told


def differences(report, truth):
    """Keys that are not as planted: (key, told, planted)."""
    found = []
    for key, wanted in truth.items():
        got = report
        for part in key.split("."):
            got = got.get(part) if isinstance(got, dict) else None
        if key == "channels":
            merged = {}
            for name, count in (got or {}).items():
                merged["call" if name == "voicemail" else name] = merged.get("call" if name == "voicemail" else name, 0) + count
            got = merged
        if key == "attempts":
            got = {k: v for k, v in (got or {}).items() if v}
        same = abs(got - wanted) < 1e-6 if isinstance(wanted, float) and isinstance(got, (int, float)) else got == wanted
        if not same:
            found.append((key, got, wanted))
    return found


def write(path, header, rows, delimiter=",", encoding="utf-8", before=(), after=()):
    with open(path, "w", newline="", encoding=encoding) as out:
        csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows([*before, header, *rows, *after])
    return str(path)


def day_number(at):
    return (at - dt.datetime(1899, 12, 30)).total_seconds() / 86400


def workbook(path, *sheets):
    """A workbook: each sheet is (name, rows); datetimes become day numbers in a format of dates, numbers stay numbers."""
    def cell(value, column, row):
        place = f"{chr(65 + column // 26 - 1) if column > 25 else ''}{chr(65 + column % 26)}{row}"
        if isinstance(value, dt.datetime):
            return f'<c r="{place}" s="1"><v>{day_number(value):.8f}</v></c>'
        if isinstance(value, (int, float)):
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>' if value not in ("", None) else ""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>' + "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, (name, _) in enumerate(sheets, 1)) + "</sheets></workbook>")
        book.writestr("xl/_rels/workbook.xml.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(
            f'<Relationship Id="rId{n}" Type="{kind}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(sheets) + 1)) + "</Relationships>")
        book.writestr("xl/styles.xml", f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>')
        for number, (_, rows) in enumerate(sheets, 1):
            book.writestr(f"xl/worksheets/sheet{number}.xml", f'<worksheet xmlns="{main}"><sheetData>' + "".join(
                f'<row r="{r}">' + "".join(cell(v, c, r) for c, v in enumerate(row)) + "</row>" for r, row in enumerate(rows, 1)) + "</sheetData></worksheet>")
    return str(path)
