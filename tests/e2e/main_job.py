"""The main job, from outside: a thousand contacts of a real export, seven touches, thirty virtual days.

Drives nothing but the `seventh` command. Mail goes to a real SMTP server and is answered in a real
Dovecot; the people who get it answer, bounce, are away, say stop, pick up the phone or stay silent
(people.py). At the end what happened is read from the server's files and from exports, and held
against what was promised to hold (outside.py). The whole is done on SQLite, then on PostgreSQL, and
the two are compared touch for touch.

    main_job.py [--days N] [--prospects N] [--engine sqlite|postgresql] [--keep DIR] [--figures FILE]
"""
import argparse
import csv
import datetime
import email
import email.policy
import io
import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]
import outside
import people
from dovecot import Dovecot, append, flags
from postgres import Postgres
from smtp_sink import SmtpSink, hush

UTC = datetime.timezone.utc
BEGIN = datetime.datetime(2026, 10, 19, 12, tzinfo=UTC)  # Monday 8:00 in New York; summer time ends on the way
DAYTIME = range(13, 29)  # UTC hours in which somebody between Puerto Rico and Hawaii has office hours
REP, PASSWORD = "robin@seller.test", "correct horse"
HOUR = datetime.timedelta(hours=1)
SECOND = datetime.timedelta(seconds=1)


def instant(when):
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def commands_cpu():
    """Seconds the commands used that have ended; the servers still run."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Seventh:
    """The command, one process a call."""

    def __init__(self, folder, url):
        self.binary, self.calls, self.seconds = os.environ["SEVENTH_BINARY"], 0, {}
        self.folder = folder
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "SEVENTH_DB": url, "LC_ALL": "C.UTF-8",
                            "SEVENTH_PASSWORD": PASSWORD, "TZ": "UTC"}

    def text(self, now, *words):
        began = time.monotonic()
        command = [self.binary, "--no-input", *(["--now", instant(now)] if now else []), *map(str, words)]
        done = subprocess.run(command, env=self.environment, cwd=self.folder, capture_output=True, text=True, check=False)
        self.calls += 1
        self.seconds[words[0] if words[0] != "--json" else words[1]] = (
            self.seconds.get(words[0] if words[0] != "--json" else words[1], 0) + time.monotonic() - began)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command[2:])}\nended with {done.returncode}: {done.stderr}")
        return done.stdout

    def rows(self, now, *words):
        return [json.loads(line) for line in self.text(now, "--json", *words).splitlines()]

    def __call__(self, now, *words):
        row, = self.rows(now, *words)
        return row

    def export(self, now, what):
        return list(csv.DictReader(io.StringIO(self.text(now, "export", what, "--format", "csv"))))


class Post:
    """What the two mail servers know: the sink's mails as they come, and the way into the inbox."""

    def __init__(self, folder, dovecot):
        self.folder, self.dovecot, self.read = folder, dovecot, 0
        self.mails, self.delivered = [], []

    def collect(self, begin, end):
        """The mails that came since the last time, with the slice of virtual time they came in."""
        new = []
        with open(self.folder / "log.jsonl", "rb") as log:
            log.seek(self.read)
            for line in log:
                entry = json.loads(line)
                mail = email.message_from_bytes((self.folder / entry["file"]).read_bytes(), policy=email.policy.default)
                new.append(outside.Mail(entry["to"], entry["from"], entry["answered"], mail, begin, end))
            self.read = log.tell()
        self.mails += new
        return new

    def deliver(self, letters):
        """Puts (when, person or None, what, message) into the inbox, oldest first."""
        if not letters:
            return
        with self.dovecot.session(REP) as session:
            for when, person, what, message in letters:
                data = message if isinstance(message, bytes) else message.as_bytes(policy=email.policy.SMTP)
                append(session, "INBOX", data, when.timestamp())
                self.delivered.append((when, person, what))

    def inbox_flags(self):
        with self.dovecot.session(REP) as session:
            return list(flags(session, "INBOX"))


class Job:
    """One run on one database."""

    def __init__(self, folder, url, dovecot, sink_folder, sink, options):
        self.folder, self.options, self.dovecot, self.sink = folder, options, dovecot, sink
        self.seventh = Seventh(folder, url)
        self.post = Post(sink_folder, dovecot)
        self.coming = []  # (when, person, what, message), not yet delivered
        self.logged, self.held, self.heard, self.log = [], [], {}, []
        self.totals = {}

    def set_up(self, shared):
        run, now = self.seventh, BEGIN - HOUR
        run(now, "init")
        run(now, "user", "edit", "admin@localhost", "--name", "Robin Fox", "--zone", "America/Chicago")
        tls = self.dovecot.folder / "tls" / "ca.pem"
        run(now, "mailbox", "add", "--address", REP, "--name", "Robin Fox", "--smtp", f"smtp://127.0.0.1:{self.sink.port}", "--imap",
            f"imaps://127.0.0.1:{self.dovecot.tls_port}", "--ca-file", tls, "--daily-limit", "1500", "--pace", "5")
        tested = run(now, "mailbox", "test", REP)
        assert tested["smtp"]["ok"] and tested["imap"]["ok"], tested
        contacts = bring_in(self, shared, now)
        run(now, "sequence", "add", HERE / "seven_touches.yaml")
        chosen = contacts[:self.options.prospects]
        (self.folder / "list.txt").write_text("".join(address + "\n" for address in chosen))
        enrolled = run(BEGIN, "enroll", "--sequence", "seven-touches", "--list", self.folder / "list.txt", "--mailbox", REP)
        assert enrolled == {"enrolled": len(chosen), "refused": []}, enrolled
        self.people = people.cast(chosen)
        self.rejected = {person.address.lower() for person in self.people.values() if person.kind == "rejected"}
        self.sink.mailbox.behaviours.update({address: "reject-550" for address in self.rejected})
        self.plan = run.rows(BEGIN, "plan", "--days", "60")

    def react(self, mails):
        """What people do about the mails of this slice."""
        for mail in mails:
            person = self.people.get(mail.to.lower())
            if person is None:
                continue
            self.heard[person.address] = self.heard.get(person.address, 0) + 1
            first = self.heard[person.address] == 1
            at = mail.end + datetime.timedelta(seconds=person.delay_s)
            if person.number % 40 == 0 and first:  # the rep's own copy shows up in the inbox, as with a Bcc to oneself
                self.coming.append((at, None, "own copy", mail.message))
            if person.number % 25 == 7 and first:
                self.coming.append((at, person, "receipt", people.receipt(person, mail.message, at)))
            if self.heard[person.address] != person.after_mail:
                continue
            if person.kind in ("reply", "stop"):
                reply = people.human_reply(person, mail.message, at)
                self.coming.append((at, person, person.kind, reply))
                if person.number % 6 == 0:  # delivered twice, as forwarding rules do
                    self.coming.append((at + SECOND, person, "duplicate", reply))
            elif person.kind == "bounce":
                self.coming.append((at, person, "bounce", people.bounce(person, mail.message, at)))
            elif person.kind == "away":
                back = (at + datetime.timedelta(days=5 + person.number % 9)).date()
                self.coming.append((at, person, "away", people.away(person, mail.message, at, back)))

    def noise(self, day, at):
        self.coming.append((at, None, "newsletter", people.newsletter(day, REP, at)))
        if day % 3 == 0:
            self.coming.append((at + SECOND, None, "colleague", people.colleague(day, REP, at)))

    def hand_over(self, until):
        """Delivers what was written by then."""
        self.coming.sort(key=lambda letter: letter[0])
        ready = [letter for letter in self.coming if letter[0] <= until]
        self.coming = self.coming[len(ready):]
        self.post.deliver(ready)

    def pass_over_held(self, now):
        """Mail that would have had a gap in it waits for the rep, who has nothing to fill in and passes it over."""
        for row in self.seventh.rows(now, "held", "list"):
            self.seventh(now, "held", "skip", row["touch_id"])
            self.held.append((now, self.people[row["prospect"].lower()], row))

    def work_tasks(self, now):
        """The rep does every task whose window is open, and says how it went."""
        batch = []
        for task in self.seventh.rows(now, "today", "--all", "--limit", "500"):
            if not outside.parse(task["due_from"]) <= now <= outside.parse(task["due_until"]):
                continue
            person = self.people[task["prospect"].lower()]
            outcome, promise = ("sent" if task["channel"] == "email" else "done"), None
            if task["channel"] == "call":
                outcome, promise = ("no_answer", None) if task["promise"] else person.answer_call()
            entry = {"prospect": task["prospect"], "channel": task["channel"], "outcome": outcome, "touch_id": task["touch_id"]}
            if promise:
                entry["promise"] = promise
            batch.append(entry)
            self.logged.append((now, person, task, outcome, promise))
        if batch:
            (self.folder / "touches.ndjson").write_text("".join(json.dumps(entry) + "\n" for entry in batch))
            answers = self.seventh.rows(now, "touch", "batch", self.folder / "touches.ndjson")
            assert len(answers) == len(batch) and not any("error" in answer for answer in answers), answers
        return len(batch)

    def slices(self):
        """[begin, end) from the first working hour on: hours by day, whole nights."""
        when, end = BEGIN, BEGIN + datetime.timedelta(days=self.options.days)
        while when < end:
            day = (when - 5 * HOUR).date()  # a working day ends at 5:00 UTC
            hour = when.hour if when.hour >= 5 else when.hour + 24
            if day.weekday() < 5 and hour in DAYTIME:
                upto = when + HOUR
            else:
                upto = when.replace(hour=DAYTIME[0]) + (datetime.timedelta(days=1) if when.hour >= DAYTIME[0] else datetime.timedelta())
            yield when, upto
            when = upto

    def run(self):
        began, cpu_before = time.monotonic(), commands_cpu()
        last_day = None
        for begin, end in self.slices():
            day = (begin - BEGIN).days
            if day != last_day:
                self.noise(day, begin - SECOND)
                last_day = day
                self.pass_over_held(begin)
            self.hand_over(begin)
            count = self.seventh(begin, "work", "--until", instant(end - SECOND))
            for key, value in count.items():
                self.totals[key] = self.totals.get(key, 0) + value
            mails = self.post.collect(begin, end)
            self.react(mails)
            tasks = 0
            while True:
                done = self.work_tasks(end - SECOND)
                tasks += done
                if done < 400:
                    break
            self.log.append((begin, count, len(mails), tasks))
            if self.options.verbose:
                print(f"# {begin:%a %d %H:%M} {time.monotonic() - began:6.1f}s mails {len(mails)} tasks {tasks} {count}", flush=True)
        self.end = end
        self.seconds = time.monotonic() - began
        self.cpu = commands_cpu() - cpu_before

    def look(self):
        """Everything the checks need, read once."""
        return outside.Seen(
            begin=BEGIN, end=self.end, companies=self.companies, mails=self.post.mails, delivered=self.post.delivered, people=self.people, logged=self.logged, held=self.held,
            rejected=self.rejected, flags=self.post.inbox_flags(), totals=self.totals, sender=REP,
            touches=self.seventh.export(self.end, "touches"), ledger=self.seventh.export(self.end, "ledger"),
            promises=self.seventh.export(self.end, "promises"), prospects=self.seventh.export(self.end, "prospects"),
            enrollments=self.seventh.export(self.end, "enrollments"), replies=self.seventh.export(self.end, "replies"))


def bring_in(job, shared, now):
    """All accounts and contacts of the export, joined by the account's number. Twice changes nothing."""
    def read(name):
        with open(shared / "crm/zoho" / name, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    accounts, contacts = read("zoho_Accounts.csv"), read("zoho_Contacts.csv")
    for contact in contacts:
        contact["Mobile"] = "+1 " + contact["Mobile"]  # the export has American numbers as Americans write them
    with open(job.folder / "contacts.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, contacts[0].keys())
        writer.writeheader()
        writer.writerows(contacts)
    for again in (False, True):
        for what, file, rows in (("accounts", shared / "crm/zoho/zoho_Accounts.csv", accounts),
                                 ("prospects", job.folder / "contacts.csv", contacts)):
            done = job.seventh(now, "import", what, file)
            assert (done["rows"], done["created"], done["updated"], done["errors"]) == (len(rows), 0 if again else len(rows), 0, []), done
    names = {account["ACCOUNTID"]: account["Account Name"].strip() for account in accounts}
    job.companies = {contact["Email"].lower(): names[contact["Account Id"]] for contact in contacts}
    return [contact["Email"] for contact in contacts]


def run_engine(engine, shared, options, folder):
    with Dovecot({REP: PASSWORD}) as dovecot:
        tls = dovecot.folder / "tls"
        sink_folder = folder / "sink"
        with SmtpSink(sink_folder, cert=tls / "cert.pem", key=tls / "key.pem", tls="starttls", require_auth=f"{REP}:{PASSWORD}") as sink:
            def go(url):
                job = Job(folder, url, dovecot, sink_folder, sink, options)
                job.set_up(shared)
                job.run()
                return job, job.look()
            if engine == "sqlite":
                return go(f"sqlite:{folder}/seventh.db")
            with Postgres() as server:
                return go(server.url)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--prospects", type=int, default=1000)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"))
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--figures", type=pathlib.Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    hush()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the servers started here must not outlive the test
    shared = pathlib.Path(os.environ.get("SEVENTH_SHARED_DATA", "missing"))
    if not (shared / "crm/zoho").is_dir():
        print("1..1\nok 1 main job # SKIP there is no crm/zoho in SEVENTH_SHARED_DATA: the main job did not run")
        return 0
    tap = outside.Tap()
    seen = {}
    with tempfile.TemporaryDirectory(prefix="seventh-job-") as temporary:
        for engine in [options.engine] if options.engine else ["sqlite", "postgresql"]:
            folder = (options.keep or pathlib.Path(temporary)) / engine
            folder.mkdir(parents=True)
            job, seen[engine] = run_engine(engine, shared, options, folder)
            seen[engine].plan = job.plan
            outside.check(tap, engine, seen[engine], outside.read_prefixes(shared / "phone/prefix_timezones.txt"))
            figures = outside.figures(seen[engine]) | {"seconds": round(job.seconds), "commands": job.seventh.calls, "cpu_seconds": round(job.cpu)}
            if options.verbose:
                print(f"# {job.seventh.seconds}")
            print(f"# {engine}: {json.dumps(figures)}", flush=True)
            if options.figures:
                with open(options.figures, "a", encoding="utf-8") as file:
                    file.write(json.dumps({"engine": engine} | figures) + "\n")
    if len(seen) == 2:
        outside.compare(tap, *seen.values())
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
