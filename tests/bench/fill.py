#!/usr/bin/env python3
"""Makes the large database the benchmarks read: fill.py SEVENTH FILE [PEOPLE].

Users, mailboxes and sequences are made by the program itself; people, enrollments, touches, ledger
rows, promises and replies are inserted in bulk, as the use cases would have written them up to NOW.
The indexes are dropped meanwhile and made anew from the schema's own text. A finished file is kept
and used again as long as the schema and this script stay the same. With --copy a program is run on
a copy, which it may change. PEOPLE=20000 in the environment makes a small one.
"""
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time

NOW = "2026-11-23T10:00:00Z"  # a Monday; the benchmarks give it to the program with --now
NOW_US = 1795428000 * 1_000_000
MINUTE, HOUR, DAY = 60 * 1_000_000, 3600 * 1_000_000, 86400 * 1_000_000
REPS = 20
PASSWORD = "seven touches are the charm"
BATCH = 20_000

OUTREACH = """sequence: {name}
goal: book a first conversation
steps:
  - {{day: 0, {first}}}
  - {{day: 2, channel: call, objective: hear how they do it today, value_point: intro}}
  - day: 4
    channel: email
    automatic: true
    value_point: case-study
    subject: "How others at {{{{company}}}}'s size do it"
    body: |
      Hello {{{{first_name|there}}}},

      a team like yours halved the time to the first answer. **Two pages**, no form to fill in.
      Is it worth ten minutes on Thursday?
  - {{day: 7, channel: social, objective: comment on what they wrote, value_point: comment}}
  - {{day: 10, channel: call, objective: ask about the case study, value_point: numbers}}
  - day: 14
    channel: email
    automatic: true
    value_point: checklist
    subject: "A checklist for {{{{company}}}}"
    body: |
      Hello {{{{first_name|there}}}}, here is the checklist I spoke of. Which line is yours?
  - {{day: 18, channel: call, objective: offer two dates, value_point: dates}}
  - {{day: 25, channel: letter, objective: send the printed guide, value_point: guide}}
"""
MAIL_FIRST = (
    'channel: email, automatic: true, value_point: intro, subject: "{{first_name|Hello}}, a '
    'question", body: "Hello {{first_name|there}}, how does {{company}} follow up?"'
)
CALL_FIRST = "channel: call, objective: hear what made them ask, value_point: intro"

FIRST = ("Ana Ben Carla David Elif Farid Greta Hugo Ines Jonas Kaja Liam Mara Nils Olga Paul Rosa "
         "Sven Tara Uwe Vera Willem Yara Zeno").split()
SYLLABLES = "ba den fer gos hol kar lem mor nev or pal rin sol tam ver win".split()
TITLES = ("Head of Sales", "Managing Director", "Buyer", "Operations Manager", "CFO", None)
PLACES = (
    ("DE", "Europe/Berlin", "+4930", "Berlin"), ("US", "America/New_York", "+1212", "New York"),
    ("GB", "Europe/London", "+4420", "London"), ("US", "America/Los_Angeles", "+1415", "Oakland"),
    ("FR", "Europe/Paris", "+331", "Paris"), ("ES", "Europe/Madrid", "+3491", "Madrid"),
)


def mix(number, salt):
    """A reproducible 32-bit draw."""
    value = (number * 0x9E3779B1 + salt * 0x85EBCA77) & 0xFFFFFFFF
    value = ((value ^ (value >> 15)) * 0x2C1B3CE5) & 0xFFFFFFFF
    return value ^ (value >> 13)


class Product:
    """The program, called as a person would."""

    def __init__(self, program, path):
        self.start = [program, "--db", "sqlite:" + path, "--now", NOW, "--json"]

    def run(self, *words):
        run = subprocess.run([*self.start, *words], capture_output=True, text=True, check=False)
        if run.returncode != 0:
            sys.exit(f"fill.py: {' '.join(words)}: {run.stderr.strip()}")


def prepare(program, path):
    product = Product(program, path)
    product.run("init")
    product.run("user", "password", "admin@localhost", "--password", PASSWORD)
    for rep in range(REPS):
        email = f"rep{rep}@seller.example.com"
        zone = PLACES[rep % 3][1]
        product.run("user", "add", "--email", email, "--name", f"{FIRST[rep]} Seller",
                    "--zone", zone, "--password", PASSWORD)
        product.run("mailbox", "add", "--address", email, "--smtp", "outbox:", "--user", email,
                    "--daily-limit", "400", "--no-input")
    for name, first in (("outreach-mail", MAIL_FIRST), ("outreach-call", CALL_FIRST)):
        sequence = path + ".yaml"
        with open(sequence, "w", encoding="utf-8") as file:
            file.write(OUTREACH.format(name=name, first=first))
        product.run("sequence", "add", sequence)
        os.remove(sequence)


class Table:
    """Rows for one table, inserted a batch at a time; ids count from 1."""

    def __init__(self, db, name, columns):
        marks = ",".join("?" * len(columns.split()))
        self.sql = f"INSERT INTO {name} ({','.join(columns.split())}) VALUES ({marks})"
        self.db, self.rows, self.next_id = db, [], 1

    def add(self, *row):
        self.rows.append(row)
        if len(self.rows) >= BATCH:
            self.flush()

    def add_keyed(self, *row):
        """With an id of its own, which it returns."""
        self.next_id += 1
        self.add(self.next_id - 1, *row)
        return self.next_id - 1

    def flush(self):
        self.db.executemany(self.sql, self.rows)
        self.rows.clear()


class World:
    """All tables, and what each kind of person has been through."""

    def __init__(self, db, people):
        self.db, self.people = db, people
        self.counts = {}
        self.workspace = db.execute("SELECT id FROM workspaces").fetchone()[0]
        self.users = [row[0] for row in db.execute(
            "SELECT id FROM users WHERE role = 'rep' ORDER BY id")]
        self.boxes = dict(db.execute("SELECT user_id, id FROM mailboxes"))
        self.versions = [row[0] for row in db.execute(
            "SELECT id FROM sequence_versions ORDER BY id")]
        self.accounts = Table(db, "accounts", "id workspace_id name name_key domain created_us")
        self.prospects = Table(
            db, "prospects",
            "id workspace_id account_id owner_id email email_key external_id first_name last_name "
            "name_key title phone country city zone zone_source source fields email_bounced "
            "phone_wrong channels_shut attempts last_touch_us enrollments created_us updated_us")
        self.enrollments = Table(
            db, "enrollments",
            "id workspace_id prospect_id version_id mailbox_id user_id state finish_reason step "
            "started_us finished_us answered_us due_us created_us name_key owner_id")
        self.touches = Table(
            db, "touches",
            "id workspace_id prospect_id enrollment_id version_id step user_id mailbox_id "
            "promise_id channel automatic state priority planned_us due_from_us due_until_us "
            "made_us outcome objective value_point subject body message_id reasons created_us")
        self.ledger = Table(
            db, "ledger",
            "id workspace_id prospect_id at_us recorded_us kind touch_id enrollment_id user_id "
            "channel outcome step value_point text detail")
        self.promises = Table(
            db, "promises",
            "id workspace_id prospect_id user_id touch_id channel from_us until_us state note "
            "created_us settled_us")
        self.outbox = Table(
            db, "outbox",
            "workspace_id touch_id mailbox_id state tries envelope_to reply_code "
            "reply_text updated_us")
        self.messages = Table(db, "outbox_messages", "touch_id workspace_id message")
        self.replies = Table(
            db, "replies",
            "id workspace_id mailbox_id prospect_id touch_id user_id message_key from_address "
            "subject received_us kind intent confidence new_text quoted_text state handled_us")
        self.suppressions = Table(
            db, "suppressions", "workspace_id kind value_key channel reason created_us")

    def count(self, version, step, kind):
        self.counts[(version, step, kind)] = self.counts.get((version, step, kind), 0) + 1

    def note(self, person, at_us, kind, touch=None, **more):
        self.ledger.add_keyed(
            self.workspace, person["id"], at_us, at_us, kind, touch, more.get("enrollment"),
            more.get("user"), more.get("channel"), more.get("outcome"), more.get("step"),
            more.get("value_point"), more.get("text"), more.get("detail"))

    def touch(self, person, step, state, from_us, **more):
        """A touch of a step with its ledger rows; a mail with its outbox row."""
        mail = step == 1
        reasons = json.dumps([{"code": "step_due", "text": f"Step {step} of 8 is due."}],
                             separators=(",", ":"))
        made_us = from_us + 5 * MINUTE if state == "made" else None
        outcome = None if made_us is None else "sent" if mail else "no_answer"
        channel = "email" if mail else "call"
        subject = f"{person['first']}, a question" if mail else None
        body = f"Hello {person['first']}, how does {person['company']} follow up?" if mail else None
        key = f"{person['id']:x}.{step}.b3nch@seller.example.com" if mail else None
        ident = self.touches.add_keyed(
            self.workspace, person["id"], person["enrollment"], person["version"], step,
            person["user"], self.boxes[person["user"]] if mail else None, None, channel,
            int(mail), state, 2, from_us, from_us, more.get("until_us", from_us + 4 * HOUR),
            made_us, outcome, None if mail else "hear how they do it today",
            "intro" if mail else "case-study", subject, body, key, reasons, from_us)
        self.note(person, from_us, "queued" if mail else "task", ident,
                  enrollment=person["enrollment"], channel=channel, step=step,
                  value_point="intro", text=subject, detail=reasons)
        if made_us is None:
            return ident
        self.count(person["version"], step, "made")
        self.note(person, made_us, "outcome", ident, enrollment=person["enrollment"],
                  user=None if mail else person["user"], channel=channel, outcome=outcome,
                  step=step)
        if mail:
            message = (f"From: rep@seller.example.com\r\nTo: {person['email']}\r\n"
                       f"Subject: {subject}\r\nMessage-ID: <{key}>\r\nMIME-Version: 1.0\r\n"
                       f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n").encode()
            self.outbox.add(self.workspace, ident, self.boxes[person["user"]], "accepted", 1,
                            person["email"], 250, "2.0.0 Ok: queued", made_us)
            self.messages.add(ident, self.workspace, message)
        return ident

    def promise(self, person, at_us):
        """A promise given in the last call, due on some day of this week."""
        from_us = NOW_US + (person["id"] % 5) * DAY + 4 * HOUR
        ident = self.promises.next_id
        touch = self.touches.add_keyed(
            self.workspace, person["id"], None, None, 0, person["user"], None, ident, "call", 0,
            "task", 0, from_us, from_us, from_us + 2 * HOUR, None, None, "talk about the numbers",
            None, None, None, None, None, at_us)
        self.promises.add_keyed(
            self.workspace, person["id"], person["user"], touch, "call", from_us,
            from_us + 2 * HOUR, "open", "talk about the numbers", at_us, None)
        self.note(person, at_us, "promise", touch, user=person["user"], channel="call",
                  text="talk about the numbers")
        return from_us + 2 * HOUR

    def reply(self, person, touch, at_us):
        is_open = person["id"] % 200 == 0
        self.replies.add_keyed(
            self.workspace, self.boxes[person["user"]], person["id"], touch, person["user"],
            f"{person['id']}@buyer.example.com", person["email"], "Re: a question", at_us, "human",
            "interested", 0.9, "Thursday works. Who else should join?", "> how do you follow up?",
            "open" if is_open else "done", None if is_open else at_us + HOUR)
        self.note(person, at_us, "reply", touch, enrollment=person["enrollment"],
                  channel="email", text="Thursday works. Who else should join?")
        self.count(person["version"], 1, "replied")

    def life(self, person, kind, draw):
        """What happened so far: (state, step, due, finished, attempts, last touch)."""
        start_us = person["started_us"]
        if kind < 10:  # a call is due around now
            self.touch(person, 1, "made", start_us)
            if draw % 50 == 0:
                due_us = self.promise(person, start_us + DAY)
                return "active", 1, due_us, None, 1, start_us + 5 * MINUTE
            from_us = NOW_US - 2 * DAY + draw % (7 * DAY)
            until_us = max(from_us + DAY, NOW_US + HOUR + draw % DAY)
            self.touch(person, 2, "task", from_us, until_us=until_us)
            return "active", 2, until_us, None, 1, start_us + 5 * MINUTE
        if kind < 25:  # a mail and a call were made, the next step comes later
            self.touch(person, 1, "made", start_us)
            self.touch(person, 2, "made", start_us + 2 * DAY)
            due_us = NOW_US + HOUR + draw % (6 * DAY)
            return "active", 2, due_us, None, 2, start_us + 2 * DAY + 5 * MINUTE
        if kind < 35:  # answered the first mail
            touch = self.touch(person, 1, "made", start_us)
            at_us = start_us + 30 * HOUR
            if draw % 5 == 0:
                self.reply(person, touch, at_us)
            self.note(person, at_us, "finished", enrollment=person["enrollment"],
                      outcome="replied", text="they answered")
            self.count(person["version"], 0, "replied")
            return "finished", 1, None, at_us, 1, start_us + 5 * MINUTE
        return "pending", 0, start_us, None, 0, None  # not yet begun

    def person(self, number):
        kind, draw = mix(number, 1) % 100, mix(number, 2) * 997
        syllable = [SYLLABLES[(mix(number, 3) >> shift) % 16] for shift in (0, 4, 8)]
        first, last = FIRST[mix(number, 4) % len(FIRST)], "".join(syllable).capitalize()
        country, zone, prefix, city = PLACES[mix(number, 5) % len(PLACES)]
        user = self.users[number % REPS]
        account = 1 + (number - 1) // 10
        if (number - 1) % 10 == 0:
            name = f"{last} {city} {account}"
            self.accounts.add(account, self.workspace, name, name.lower(),
                              f"c{account}.example.com", NOW_US - 90 * DAY)
            self.company = name
        started_us = NOW_US + HOUR + draw % (60 * DAY) if kind >= 35 else (
            NOW_US - 5 * DAY - draw % (30 * DAY if kind >= 25 else 2 * DAY))
        person = {
            "id": number, "first": first, "company": self.company, "user": user,
            "email": f"{first}.{last}.{number}@c{account}.example.com".lower(),
            "version": self.versions[0 if kind < 35 else draw % 2],
            "enrollment": self.enrollments.next_id, "started_us": started_us,
        }
        created_us = min(started_us, NOW_US) - DAY
        version_name = "outreach-mail" if person["version"] == self.versions[0] else "outreach-call"
        self.note(person, created_us, "enrolled", enrollment=person["enrollment"],
                  text=version_name)
        state, step, due_us, ended_us, attempts, last_us = self.life(person, kind, draw)
        name_key = f"{last} {first}".lower()
        self.prospects.add(
            number, self.workspace, account, user, person["email"], person["email"],
            f"crm-{number}", first, last, name_key, TITLES[draw % 6],
            f"{prefix}{5550000 + number % 9999:07d}{number // 9999:03d}", country, city, zone,
            "country", "import",
            f'{{"Industry":"{SYLLABLES[draw % 16]}","Employees":"{draw % 900}"}}', 0, 0, 0,
            attempts, last_us, 1, created_us - 30 * DAY, created_us)
        self.enrollments.add_keyed(
            self.workspace, number, person["version"], self.boxes[user], user, state,
            "replied" if ended_us else None, step, started_us, ended_us, ended_us, due_us,
            created_us, name_key, user)
        self.count(person["version"], 0, "enrolled")
        if number % 100 == 0:
            self.suppressions.add(self.workspace, "email", f"left.{number}@gone.example.com", "",
                                  "opt-out", created_us)

    def fill(self):
        self.company = ""
        for number in range(1, self.people + 1):
            self.person(number)
        for table in (self.accounts, self.prospects, self.enrollments, self.touches, self.ledger,
                      self.promises, self.outbox, self.messages, self.replies, self.suppressions):
            table.flush()
        counts = Table(self.db, "sequence_counts", "workspace_id version_id step kind n")
        for (version, step, kind), n in sorted(self.counts.items()):
            counts.add(self.workspace, version, step, kind, n)
        counts.flush()


def fill(path, people):
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000;"
                     "PRAGMA foreign_keys=OFF; PRAGMA temp_store=MEMORY;")
    statistics = db.execute("SELECT tbl, idx, stat FROM sqlite_stat1").fetchall()
    indexes = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT "
                         "NULL").fetchall()
    db.execute("BEGIN")
    for name, _ in indexes:
        db.execute(f"DROP INDEX {name}")
    World(db, people).fill()
    for _, sql in indexes:
        db.execute(sql)
    db.execute("DELETE FROM sqlite_stat1")  # what the schema tells of sizes goes with an index
    db.executemany("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", statistics)
    db.execute("COMMIT")
    db.executescript("PRAGMA journal_mode=WAL;")
    db.close()


def stamp(program, people):
    """Changes when the script, the schema or the number of people does."""
    schema = subprocess.run([program, "--version"], capture_output=True, check=True).stdout
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../src/store/migrations")
    digest = hashlib.sha256(schema + str(people).encode())
    for path in [__file__, *sorted(os.path.join(folder, name) for name in os.listdir(folder))]:
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def ensure(program, path, people):
    """Makes the database unless it is there already."""
    mark, wanted = path + ".stamp", stamp(program, people)
    if os.path.exists(path) and os.path.exists(mark):
        with open(mark, encoding="utf-8") as file:
            if file.read() == wanted:
                return
    for suffix in ("", ".stamp", "-wal", "-shm", ".key"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)
    began = time.monotonic()
    prepare(program, path)
    fill(path, people)
    with open(mark, "w", encoding="utf-8") as file:
        file.write(wanted)
    print(f"# {path}: {people} people, {os.path.getsize(path) >> 20} MiB, "
          f"made in {time.monotonic() - began:.0f} s", file=sys.stderr)


def run_on_copy(path, program):
    """Runs a program that may change what it is given."""
    copy = path + ".copy"
    shutil.copyfile(path, copy)
    try:
        return subprocess.run([program, copy], check=False).returncode
    finally:
        for suffix in ("", "-wal", "-shm", ".key", ".key.outbox"):
            if os.path.isfile(copy + suffix):
                os.remove(copy + suffix)


def main(words):
    if len(words) not in (3, 5) or (len(words) == 5 and words[3] != "--copy"):
        sys.exit("usage: fill.py SEVENTH FILE [--copy PROGRAM]; PEOPLE=N for fewer")
    ensure(words[1], words[2], int(os.environ.get("PEOPLE", "1000000")))
    return run_on_copy(words[2], words[4]) if len(words) == 5 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
