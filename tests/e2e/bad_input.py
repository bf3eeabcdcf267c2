"""Bad input, from outside: whatever is wrong, the command names the place and the remedy, and nothing is half-written.

Drives the `seventh` command with broken files, wrong passwords, servers that misbehave, full disks and foreign databases.
"""
import contextlib
import json
import os
import pathlib
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]
from dovecot import Dovecot
from outside import Tap
from smtp_sink import SmtpSink, hush

BINARY = os.environ["SEVENTH_BINARY"]
USER, PASSWORD = "robin@seller.test", "correct horse"
PEOPLE = "email,first_name,last_name,company,country\n"
NOW = "2026-10-19T14:00:00Z"


class Command:
    """One finished call of the command."""

    def __init__(self, folder, *words, db="sqlite:seventh.db", stdin=None, env=None, prefix=(), timeout=60):
        environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "SEVENTH_DB": db, "LC_ALL": "C.UTF-8"} | (env or {})
        done = subprocess.run([*prefix, BINARY, "--no-input", *map(str, words)], cwd=folder, env=environment, input=stdin, text=True,
                              capture_output=True, check=False, timeout=timeout)
        self.words, self.code, self.out, self.err = words, done.returncode, done.stdout, done.stderr

    def json(self):
        return [json.loads(line) for line in self.out.splitlines()]

    def problems(self, code, *patterns):
        """What is not as a user would want it: exit status, the words said, and where they were said."""
        said = self.err
        if self.code != code:
            yield f"{self.words}: exit status {self.code}, not {code}: {said.strip()[:300]}"
        for pattern in patterns:
            if not re.search(pattern, said, re.IGNORECASE):
                yield f"{self.words}: nothing like /{pattern}/ in: {said.strip()[:300]}"
        if code and not said.startswith("seventh: "):
            yield f"{self.words}: says on stderr: {said.strip()[:300]}"
        if re.search(r"\(null\)|assert|core dumped|Sanitizer|CRITICAL|WARNING \*\*", said):
            yield f"{self.words}: {said.strip()[:300]}"


def fresh(folder, name):
    place = folder / name
    place.mkdir()
    assert Command(place, "init").code == 0
    return place


def count(place, table, database="seventh.db"):
    with contextlib.closing(sqlite3.connect(place / database)) as db:
        return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def csv_files(tap, folder):
    place = fresh(folder, "csv")

    def bring(content):
        path = place / "people.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Command(place, "--json", "import", "prospects", path)

    wrong = []
    done = bring(PEOPLE + "ana@example.com,Ana,Lopez,Acme,DE\nno-address,Bo,Holm,Acme,DE\ncy@example.com,Cy,Ng,Bolt,Neverland\n")
    row = done.json()[0] if done.code == 0 else {"errors": [], "created": -1}
    wrong += list(done.problems(0))
    bad = [error for error in row["errors"] if error["line"] == 3]
    if not bad or bad[0]["value"] != "no-address" or not bad[0]["message"] or not bad[0]["column"]:
        wrong.append(f"line 3 is not reported with column, value and message: {row['errors']}")
    if count(place, "prospects") != row["created"] or row["created"] < 1:
        wrong.append(f"created {row['created']}, in the database {count(place, 'prospects')}")
    tap.check("a bad row is named by line, column and value, and does not stop the good ones", wrong)

    before = count(place, "prospects")
    wrong = list(bring("").problems(1, "empty"))
    wrong += list(bring(b"\x00\x01\x02\x03" * 400).problems(1))
    wrong += list(bring("colour,size\nred,4\n").problems(1, "column|header"))
    wrong += list(Command(place, "import", "prospects", place / "not-there.csv").problems(1, "not-there.csv"))
    wrong += list(Command(place, "import", "prospects", place).problems(1, re.escape(place.name)))
    if count(place, "prospects") != before:
        wrong.append("something was written all the same")
    tap.check("an empty file, bytes that are no text, a file without a known column, no file, a folder", wrong)

    done = bring(PEOPLE.encode() + b"joe@example.com,J\xf6rg,M\xfcller,Acme,DE\n"
                 + "zoe@example.com,Zoë,Łódzka,Γάλα,FR\n".encode())
    wrong = [] if done.code == 0 else [done.err]
    strays = {(error["line"], error["column"], error["value"]) for error in (done.json() or [{"errors": []}])[0]["errors"]
              if "Windows-1252" in error["message"]}
    if strays != {(2, "first_name", "Jörg"), (2, "last_name", "Müller")}:
        wrong.append(f"reported as strays: {strays}")
    with contextlib.closing(sqlite3.connect(place / "seventh.db")) as db:
        names = db.execute("SELECT p.first_name, p.last_name, a.name FROM prospects p LEFT JOIN accounts a ON a.id = p.account_id"
                           " WHERE p.email IN ('joe@example.com', 'zoe@example.com') ORDER BY p.email").fetchall()
    if names != [("Jörg", "Müller", "Acme"), ("Zoë", "Łódzka", "Γάλα")]:
        wrong.append(f"names: {names}")
    done = bring(PEOPLE.encode() + b"sue@example.com,S\xfcmeyra,K\xf6hler,Acme,DE\njos@example.com,"
                 + "José".encode() + b",L\xf3pez,CAF\xc9\x92S,ES\n")
    odd = [(error["line"], error["column"], error["value"]) for error in (done.json() or [{"errors": []}])[0]["errors"]]
    if odd != [(3, "first_name", "José")] or done.json()[0]["encoding"] != "WINDOWS-1252":
        wrong.append(f"UTF-8 in a file of Windows-1252: {odd} {done.err}")
    with contextlib.closing(sqlite3.connect(place / "seventh.db")) as db:
        if db.execute("SELECT count(*) FROM accounts WHERE name = 'CAFÉ’S'").fetchone()[0] != 1:
            wrong.append("a Windows-1252 cell that happens to be valid UTF-8 was not read as the rest of its file")
    tap.check("UTF-8 and Windows-1252 in one file: no name is garbled, and each stray cell is named", wrong)

    endless = PEOPLE + "dee@example.com,Dee,Dow,Acme,DE\n\"eve@example.com,Eve,Ek,Acme,DE\n" + "x" * 3_000_000
    done = bring(endless)
    wrong = list(done.problems(done.code))
    text = done.err + done.out
    if done.code not in (0, 1) or "line 3" not in text and '"line":3' not in text:
        wrong.append(f"exit status {done.code}; the line that begins it is not named: {text[:300]}")
    tap.check("a quote that never closes and a line without end", wrong)
    wrong = []
    shared = pathlib.Path(os.environ.get("SEVENTH_SHARED_DATA", "missing")) / "spec/csv/csvs"
    for path in sorted(shared.glob("*.csv")):
        done = Command(place, "--json", "import", "prospects", path)
        if done.code not in (0, 1) or done.code == 1 and not done.err.startswith("seventh: "):
            wrong.append(f"{path.name}: {done.code} {done.err[:200]}")
    tap.check("files of other shapes are refused or read, never crashed on", wrong, len(list(shared.glob("*.csv"))))


def sequences(tap, folder):
    place = fresh(folder, "yaml")

    def check(text, verb="add"):
        (place / "s.yaml").write_text(text)
        return Command(place, "sequence", verb, place / "s.yaml")

    head = "sequence: s\nsteps:\n"
    cases = {
        "a tab": (head + "  - day: 0\n\tchannel: call\n", r"s\.yaml.*\b4\b"),
        "an unknown key": (head + "  - day: 0\n    chanel: call\n", r"s\.yaml.*\b4\b.*chanel.*channel"),
        "an unknown channel": (head + "  - day: 0\n    channel: pigeon\n", r"s\.yaml.*\b4\b.*pigeon"),
        "a day that goes back": (head + "  - day: 3\n    channel: call\n  - day: 1\n    channel: social\n", r"s\.yaml.*\b5\b"),
        "a mail without a body": (head + "  - day: 0\n    channel: email\n    automatic: true\n    subject: s\n", r"s\.yaml.*\b[3-6]\b.*body"),
        "a template that does not close": (
            head + "  - day: 0\n    channel: email\n    automatic: true\n    subject: Hi\n    body: \"{{first_name\"\n", r"s\.yaml.*\b7\b"),
        "no steps": ("sequence: s\n", r"s\.yaml.*steps"),
    }
    wrong = []
    for name, (text, pattern) in cases.items():
        wrong += [f"{name}: {problem}" for problem in check(text).problems(1, pattern)]
        done = check(text, "check")
        if done.code != 3:
            wrong.append(f"{name}: sequence check ends with {done.code}, not 3 (findings): {(done.err + done.out)[:200]}")
    if count(place, "sequences") or count(place, "sequence_versions"):
        wrong.append("a wrong sequence was stored")
    tap.check("wrong YAML is refused with its line, and nothing of it is kept", wrong, len(cases))


def words_and_zones(tap, folder):
    place = fresh(folder, "words")
    wrong = list(Command(place, "user", "edit", "admin@localhost", "--zone", "Mars/Olympus").problems(1, "Mars/Olympus", "zone|Europe/"))
    (place / "p.csv").write_text("email,country,timezone\nzed@example.com,US,Mars/Olympus\n")
    done = Command(place, "--json", "import", "prospects", place / "p.csv")
    if "Mars/Olympus" not in done.out + done.err:
        wrong.append(f"a zone nobody knows is taken without a word: {done.out[:300]}")
    wrong += list(Command(place, "prospect", "edit", "zed@example.com", "--zone", "Nowhere").problems(1, "Nowhere"))
    tap.check("an unknown zone is named", wrong)
    wrong = []
    for words in (("--now", "yesterday", "today"), ("touch",), ("bogus",), ("enroll",), ("touch", "log", "--outcome", "no_answer"),
                  ("plan", "--days", "many"), ("plan", "--days", "100000"), ("work", "--bogus")):
        wrong += list(Command(place, *words).problems(2))
    wrong += list(Command(place, "enroll", "--sequence", "none", "--all").problems(1, "none"))
    wrong += list(Command(place, "prospect", "show", "nobody@example.com").problems(1, "nobody@example.com"))
    wrong += list(Command(place, "work", "--until", NOW).problems(1, "--now"))
    tap.check("wrong words end with 2, unknown names with 1", wrong)


def batches(tap, folder):
    place = fresh(folder, "batch")
    (place / "p.csv").write_text(PEOPLE + "ana@example.com,Ana,Lopez,Acme,DE\n")
    Command(place, "import", "prospects", place / "p.csv")
    good = '{"prospect":"ana@example.com","channel":"call","outcome":"no_answer"}\n'
    wrong = []
    for bad, pattern in (("{\n", "line 2"), ('{"prospect":"who@example.com","channel":"call","outcome":"no_answer"}\n', "line 2.*who@example.com"),
                         ('{"prospect":"ana@example.com","channel":"call","outcome":"sang"}\n', "line 2.*sang"),
                         ('{"prospect":"ana@example.com","chanel":"call","outcome":"busy"}\n', "line 2.*chanel")):
        (place / "b.ndjson").write_text(good + bad)
        wrong += list(Command(place, "touch", "batch", place / "b.ndjson").problems(1, r"b\.ndjson.*" + pattern))
    if count(place, "touches") or count(place, "ledger WHERE kind <> 'import'"):
        wrong.append("half of a bad batch was logged")
    (place / "b.ndjson").write_text(good * 3)
    done = Command(place, "--json", "touch", "batch", place / "b.ndjson")
    if done.code != 0 or len(done.json()) != 3 or count(place, "touches") != 3:
        wrong.append(f"a good batch: {done.code} {done.err}")
    tap.check("a batch with a bad line names it and logs nothing, a good one logs all", wrong)


def server(answer):
    """A server on loopback that answers each connection with `answer(socket)`; -> port"""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=lambda: answer_one(connection), daemon=True).start()

    def answer_one(connection):
        with connection:
            try:
                answer(connection)
            except OSError:
                pass

    threading.Thread(target=serve, daemon=True).start()
    return listener.getsockname()[1]


def mailboxes(tap, folder):
    place = fresh(folder, "mail")

    def test(smtp, imap, password=PASSWORD, *more):
        Command(place, "mailbox", "add", "--address", USER, "--smtp", smtp, "--imap", imap, "--daily-limit", "10", *more,
                env={"SEVENTH_PASSWORD": PASSWORD})
        Command(place, "mailbox", "edit", USER, "--smtp", smtp, "--imap", imap, env={"SEVENTH_PASSWORD": password})
        done = Command(place, "--json", "mailbox", "test", USER, timeout=120)
        return done, done.json()[0] if done.out else {"smtp": {"ok": None, "message": done.err}, "imap": {"ok": None, "message": done.err}}

    def expect(name, verdict, patterns):
        problems = [f"{name}: passed as good"] if verdict["ok"] else []
        return problems + [f"{name}: nothing like /{pattern}/ in: {verdict['message']}" for pattern in patterns
                           if not re.search(pattern, verdict["message"], re.IGNORECASE)]

    wrong = []
    with tempfile.TemporaryDirectory() as mails, Dovecot({USER: PASSWORD}) as dovecot, SmtpSink(mails, require_auth=f"{USER}:{PASSWORD}") as sink:
        smtp, imap = f"smtp+plain://127.0.0.1:{sink.port}", f"imap+plain://127.0.0.1:{dovecot.port}"
        done, good = test(smtp, imap)
        if done.code != 0 or not (good["smtp"]["ok"] and good["imap"]["ok"]):
            wrong.append(f"the right password does not pass: {done.code} {good}")
        done, bad = test(smtp, imap, "wrong horse")
        wrong += expect("SMTP with a wrong password", bad["smtp"], ["password|sign"])
        wrong += expect("IMAP with a wrong password", bad["imap"], ["password|sign"])
        if "wrong horse" in done.out + done.err or "correct horse" in done.out + done.err:
            wrong.append("a password is shown")
        if done.code not in (1, 3):
            wrong.append(f"mailbox test that fails ends with {done.code}")
        _, closed = test("smtp+plain://127.0.0.1:1", "imap+plain://127.0.0.1:1")
        wrong += expect("SMTP where nobody listens", closed["smtp"], ["127.0.0.1.*1|refused|connect"])
        wrong += expect("IMAP where nobody listens", closed["imap"], ["127.0.0.1.*1|refused|connect"])
        refuses = server(lambda c: c.sendall(b"554 5.3.2 No service here\r\n") or c.recv(100))
        drops = server(lambda c: None)
        liar = server(lambda c: c.sendall(b"* OK hello\r\n") or c.recv(1000) and c.sendall(b"* 99999999999 EXISTS\r\n\x00\xff{}{99}\r\n" * 50))
        _, first = test(f"smtp+plain://127.0.0.1:{refuses}", f"imap+plain://127.0.0.1:{liar}")
        wrong += expect("SMTP that refuses", first["smtp"], ["554|refus|No service"])
        wrong += expect("IMAP that lies", first["imap"], [r"127\.0\.0\.1|answer|understand|protocol"])
        _, second = test(f"smtp+plain://127.0.0.1:{drops}", f"imap+plain://127.0.0.1:{drops}")
        wrong += expect("SMTP that drops", second["smtp"], ["clos|drop|connect|answer"])
        wrong += expect("IMAP that drops", second["imap"], ["clos|drop|connect|answer"])
        _, swapped = test(f"smtp+plain://127.0.0.1:{dovecot.port}", f"imap+plain://127.0.0.1:{sink.port}")
        wrong += expect("SMTP that is IMAP", swapped["smtp"], ["."]) + expect("IMAP that is SMTP", swapped["imap"], ["."])
        strict = "smtps://127.0.0.1:" + str(sink.port)
        _, tls = test(strict, f"imaps://127.0.0.1:{dovecot.tls_port}")
        wrong += expect("TLS where there is none", tls["smtp"], ["."]) + expect("a certificate nobody vouches for", tls["imap"], ["certificate"])
    tap.check("mailbox test says what is wrong with which server, and never a password", wrong)
    wrong = list(Command(place, "mailbox", "add", "--address", "a@seller.test", "--smtp", "gopher://x").problems(1, "gopher://x", "smtp"))
    wrong += list(Command(place, "mailbox", "add", "--address", "not-an-address", "--smtp", "smtp://x").problems(1, "not-an-address"))
    wrong += list(Command(place, "mailbox", "test", "other@seller.test").problems(1, "other@seller.test", "mailbox list"))
    os.truncate(place / "seventh.db.key", 0)
    wrong += list(Command(place, "mailbox", "add", "--address", "b@seller.test", "--smtp", "smtp://x", env={"SEVENTH_PASSWORD": "x"}).problems(
        1, r"seventh\.db\.key"))
    tap.check("a mailbox that cannot be is refused, and a broken key file is named", wrong)


def servers_in_trouble(tap, folder):
    """Mail on its way while servers refuse, drop and vanish: nothing is lost, nothing is sent twice."""
    place = fresh(folder, "trouble")
    people = ["fine", "drop-after-dot", "drop-before-dot", "defer-451", "reject-550", "reject-data"]
    (place / "p.csv").write_text(PEOPLE.replace("country", "timezone") + "".join(
        f"{name}@example.com,Pat,Doe{number},Company {number},America/New_York\n" for number, name in enumerate(people)))
    (place / "s.yaml").write_text("sequence: s\nsteps:\n  - day: 0\n    channel: email\n    automatic: true\n    subject: Hello\n"
                                  "    body: Hello {{first_name}}\n")

    def run(begin, *words):
        return Command(place, "--json", "--now", f"2026-10-{begin}:00Z", *words, env={"SEVENTH_PASSWORD": PASSWORD}, timeout=200)

    def work(begin, end):
        done = run(begin, "work", "--until", f"2026-10-{end}:00Z")
        return done.json()[0] if done.code == 0 else {"sent": done.err}

    def trouble(begin):
        return run(begin, "mailbox", "list").json()[0]["last_error"] or ""

    with tempfile.TemporaryDirectory() as mails, SmtpSink(mails) as sink, Dovecot({USER: PASSWORD}) as dovecot:
        smtp, imap = f"smtp+plain://127.0.0.1:{sink.port}", f"imap+plain://127.0.0.1:{dovecot.port}"
        for words in (("import", "prospects", "p.csv"), ("sequence", "add", "s.yaml"),
                      ("mailbox", "add", "--address", USER, "--smtp", "smtp+plain://127.0.0.1:1", "--imap", "imap+plain://127.0.0.1:1",
                       "--pace", "0"), ("enroll", "--sequence", "s", "--all")):
            done = run("19T12:00", *words)
            assert done.code == 0, done.err
        first, said = work("19T12:00", "19T15:00"), trouble("19T15:00")
        wrong = [] if first["sent"] == 0 and "127.0.0.1" in said else [f"inbox that cannot be read: {first} {said}"]
        run("19T15:00", "mailbox", "edit", USER, "--imap", imap)
        second, said = work("19T15:00", "19T17:00"), trouble("19T17:00")
        if second["sent"] != 0 or "127.0.0.1" not in said:
            wrong.append(f"server that is not there: {second} {said}")
        tap.check("nothing leaves while the inbox cannot be read or the server is away, and the mailbox says why", wrong)
        sink.mailbox.behaviours["fine@example.com"] = "slow"
        run("19T17:00", "mailbox", "edit", USER, "--smtp", smtp)
        work("19T17:00", "20T20:59")
        log = [json.loads(line) for line in (pathlib.Path(mails) / "log.jsonl").read_text().splitlines()]
        arrived = sorted(address for entry in log for address in entry["to"])
        states = {row["to"]: row["state"] for row in run("20T21:00", "outbox", "list").json()}
        held = [row["prospect"] for row in run("20T21:00", "held", "list").json()]
    wrong = [] if arrived == ["drop-after-dot@example.com", "fine@example.com"] else [f"arrived: {arrived}"]
    for name, allowed in (("fine", ("accepted",)), ("drop-after-dot", ("in_doubt",)), ("reject-550", ("failed",)),
                          ("drop-before-dot", ("in_doubt", "deferred")), ("defer-451", ("deferred", "queued", "cancelled")),
                          ("reject-data", ("failed",))):
        if states.get(f"{name}@example.com") not in allowed:
            wrong.append(f"{name}: {states.get(f'{name}@example.com')}")
    if "drop-after-dot@example.com" not in held:
        wrong.append(f"what is in doubt is not put before a human: {held}")
    tap.check("a server that refuses, drops or defers loses nothing and gets nothing twice; doubt is put before a human", wrong)


def databases(tap, folder):
    place = folder / "databases"
    place.mkdir()
    wrong = list(Command(place, "today").problems(1, r"seventh\.db", "init"))
    if (place / "seventh.db").exists():
        wrong.append("a database was made by looking for one")
    (place / "text.db").write_text("This is a letter and no database.\n" * 100)
    wrong += list(Command(place, "today", db="sqlite:text.db").problems(1, r"text\.db"))
    if not (place / "text.db").read_text().startswith("This is a letter"):
        wrong.append("a file that is no database was written to")
    with sqlite3.connect(place / "other.db") as db:
        db.execute("CREATE TABLE songs (title TEXT)")
    wrong += list(Command(place, "init", db="sqlite:other.db").problems(1, r"other\.db"))
    wrong += list(Command(place, "today", db="sqlite:/nowhere/at/all.db").problems(1, "/nowhere/at/all.db"))
    wrong += list(Command(place, "today", db="oracle:x").problems(1, "oracle:x", "sqlite:"))
    wrong += list(Command(place, "today", db="postgresql://nobody@127.0.0.1:1/none").problems(75, "127.0.0.1|connect"))
    tap.check("no database, no database of ours, and no database at all", wrong)

    assert Command(place, "init", db="sqlite:newer.db").code == 0
    with sqlite3.connect(place / "newer.db") as db:
        tables = {name: [column[1] for column in db.execute(f"PRAGMA table_info({name})")]
                  for name, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        ledger = next(name for name, columns in tables.items() if "version" in columns and "schema" in name or "migration" in name)
        columns = tables[ledger]
        values = db.execute(f"SELECT * FROM {ledger} ORDER BY 1 DESC LIMIT 1").fetchone()
        newer = [9999 if column in ("version", "id", "number") else value for column, value in zip(columns, values)]
        db.execute(f"INSERT INTO {ledger} VALUES ({','.join('?' * len(newer))})", newer)
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    before = (place / "newer.db").read_bytes()
    wrong = list(Command(place, "today", db="sqlite:newer.db").problems(1, r"newer\.db|newer", "upgrade|update|newer version|install"))
    wrong += list(Command(place, "init", db="sqlite:newer.db").problems(1))
    if (place / "newer.db").read_bytes() != before:
        wrong.append("it was written to all the same")
    tap.check("a database from a newer version is left alone", wrong)


def full_disk(tap, folder):
    """No room: files may not grow beyond a limit (ulimit -f), which the kernel refuses as it refuses a full disk."""
    place = fresh(folder, "full")
    (place / "big.csv").write_text(PEOPLE + "".join(f"p{i}@example.com,Pat,Number{i},Company {i},US\n" for i in range(20000)))
    limit = (place / "seventh.db").stat().st_size // 1024 + 600
    tight = ("/bin/sh", "-c", f"trap '' XFSZ; ulimit -f {limit * 2}; exec \"$@\"", "sh")
    done = Command(place, "import", "prospects", place / "big.csv", prefix=tight)
    wrong = list(done.problems(done.code or 1, r"full|room|space|disk|large", r"seventh\.db"))
    if done.code not in (1, 75):
        wrong.append(f"exit status {done.code}")
    with sqlite3.connect(place / "seventh.db") as db:
        if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            wrong.append("the database is damaged")
    half = count(place, "prospects")
    done = Command(place, "--json", "import", "prospects", place / "big.csv")
    if done.code != 0 or count(place, "prospects") != 20000 or done.json()[0]["created"] != 20000 - half:
        wrong.append(f"with room again: {done.code} {done.err} {done.out[:200]} {half} {count(place, 'prospects')}")
    tap.check("a full disk is named, nothing is damaged, and the same command goes through with room again", wrong)
    if os.path.exists("/dev/full"):
        with open("/dev/full", "w") as full:
            done = subprocess.run([BINARY, "--json", "export", "prospects"], cwd=place, stdout=full, stderr=subprocess.PIPE, text=True,
                                  check=False, env={"SEVENTH_DB": "sqlite:seventh.db", "HOME": str(place)})
        tap.check("output that cannot be written is an error", [] if done.returncode == 1 and "written" in done.stderr else [
            f"{done.returncode} {done.stderr}"])


def pure_json(tap, folder):
    place = fresh(folder, "json")
    (place / "p.csv").write_text(PEOPLE + "ana@example.com,\"Ana \u2028\",\"Lo\"\"pez\",\"A\\cme\",DE\n")
    (place / "s.yaml").write_text("sequence: s\nsteps:\n  - day: 0\n    channel: call\n    script: |\n      Hi {{first_name}}\n")
    wrong, lines = [], 0
    calls = [("init",), ("import", "preview", "p.csv"), ("import", "prospects", "p.csv", "--dry-run"), ("import", "prospects", "p.csv"),
             ("sequence", "check", "s.yaml"), ("sequence", "add", "s.yaml"), ("sequence", "list"), ("sequence", "show", "s"),
             ("enroll", "--sequence", "s", "--all"), ("plan",), ("work", "--once"), ("today", "--all"), ("today", "counts"),
             ("prospect", "list"), ("prospect", "show", "ana@example.com"), ("timeline", "--prospect", "ana@example.com"),
             ("touch", "log", "--prospect", "ana@example.com", "--channel", "call", "--outcome", "call_back", "--promise", "Thursday morning"),
             ("promise", "list"), ("prospect", "opt-out", "ana@example.com"), ("suppress", "list"), ("mailbox", "list"), ("user", "list"),
             ("reply", "list"), ("held", "list"), ("outbox", "list"), ("ruleset", "show"), ("workspace", "show")]
    for kind in ("prospects", "touches", "ledger", "promises", "replies", "enrollments"):
        calls.append(("export", kind, "--format", "json"))
    for words in calls:
        done = Command(place, "--json", "--now", NOW, *words)
        if done.code != 0:
            wrong.append(f"{' '.join(words)}: {done.code} {done.err.strip()[:200]}")
        for line in done.out.split("\n")[:-1]:
            lines += 1
            try:
                if not isinstance(json.loads(line), dict):
                    wrong.append(f"{' '.join(words)}: not an object: {line[:100]}")
            except ValueError as problem:
                wrong.append(f"{' '.join(words)}: {problem}: {line[:100]}")
    tap.check("with --json every line on stdout is one JSON object", wrong, lines)


def main():
    hush()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="seventh-bad-") as temporary:
        for part in (csv_files, sequences, words_and_zones, batches, mailboxes, servers_in_trouble, databases, full_disk, pure_json):
            part(tap, pathlib.Path(temporary))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
