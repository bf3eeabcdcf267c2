"""SIGKILL during an import, at random moments and when most of the file is written but not all, on SQLite and PostgreSQL: whatever
was under way, the database is sound, holds all of a file or nothing of it, and the same command then ends where an undisturbed one does.

    killed_import.py [SEED]     the moments differ from run to run; a failure names its seed
"""
import array
import contextlib
import fcntl
import json
import os
import pathlib
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import termios
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]
import postgres
from bad_input import BINARY, PEOPLE, Command
from outside import Tap

NOW = ("--now", "2026-10-19T14:00:00Z")
KILLS = 5  # of each file and engine
ROWS = 5000
MANY = 60000  # more than the page cache of SQLite holds, so that most of an import stands in the file
PATIENCE = 60


class Workspace:
    def __init__(self, folder, db=None):
        self.folder, self.db = pathlib.Path(folder), db or "sqlite:seventh.db"
        self.is_file = db is None
        self.folder.mkdir()
        assert self.run("init").code == 0

    def run(self, *words):
        return Command(self.folder, *NOW, "--json", *words, db=self.db, timeout=120)

    def start(self, *words, stdin=None):
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "SEVENTH_DB": self.db, "LC_ALL": "C.UTF-8"}
        return subprocess.Popen([BINARY, "--no-input", *NOW, *map(str, words)], cwd=self.folder, env=environment, stdin=stdin,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def rows(self):
        """Everybody, but for the numbers the database gives, which an attempt that came to nothing may use up."""
        found = []
        for line in self.run("export", "prospects", "--format", "json").json():
            told = {key: value for key, value in line.items() if not key.endswith("_id") or key == "external_id"}
            found.append(re.sub(r'"#\d+"', '"#"', json.dumps(told, sort_keys=True)))
        return sorted(found)

    def size(self):
        return (self.folder / "seventh.db").stat().st_size if self.is_file else 0

    def schema(self):
        """What an import takes down and builds again."""
        if not self.is_file:
            return []
        with contextlib.closing(sqlite3.connect(self.folder / "seventh.db")) as db:
            return sorted(map(str, db.execute("SELECT name, sql FROM sqlite_schema")
                              .fetchall() + db.execute("SELECT tbl, idx, stat FROM sqlite_stat1").fetchall()))

    def damage(self):
        if not self.is_file:
            return []
        with contextlib.closing(sqlite3.connect(self.folder / "seventh.db")) as db:
            said = db.execute("PRAGMA integrity_check").fetchone()[0], db.execute("PRAGMA foreign_key_check").fetchall()
        return [] if said == ("ok", []) else [f"the database is damaged: {said}"]


def write_files(folder):
    """Two files that share people; some without an address, some who come twice."""
    files = []
    for name, first in (("first", 0), ("second", ROWS // 2)):
        lines = [PEOPLE.rstrip() + ",phone,id,industry\n"]
        for i in range(first, first + ROWS):
            address = f"p{i}@c{i % 900}.example.com" if i % 11 else ""
            lines.append(f"{address},Pat,Nümber{i},Company {i % 900},DE,+4930{1000000 + i},crm-{i},Branch {i % 7}\n")
            if i % 500 == 0:
                lines.append(lines[-1].replace("Pat", "Patricia"))
        path = folder / f"{name}.csv"
        path.write_text("".join(lines))
        files.append(path)
    return files


def kill_during(place, path, share, pause):
    """Gives an import so much of the file, and all of it from 1 on; -> whether it was still at work when it was killed."""
    child, text = place.start("import", "prospects", "-", stdin=subprocess.PIPE), path.read_bytes()
    child.stdin.write(text[:int(share * len(text))])
    child.stdin.flush()
    if share >= 1:
        child.stdin.close()
    time.sleep(pause)
    was_at_work = child.poll() is None
    child.send_signal(signal.SIGKILL)
    child.wait()
    with contextlib.suppress(BrokenPipeError):
        child.stdin.close()
    return was_at_work


def check(tap, engine, calm, place, files, dice):
    before = place.rows()
    for path in files:
        began = time.monotonic()
        assert calm.run("import", "prospects", path).code == 0
        seconds = time.monotonic() - began
        wanted, wrong, killed = calm.rows(), [], 0
        for i in range(KILLS):
            # The first always waits for the rest; those with all of the file may be building indexes, committing, or done.
            share, pause = dice.uniform(0, 1 if i == 0 else 1.6), dice.uniform(0, 0.2) * seconds
            killed += kill_during(place, path, share, pause)
            now = place.rows()
            moment = f"{pause:.3f} s after {min(share, 1):.0%} of the file"
            wrong += [f"{moment}: {problem}" for problem in place.damage()]
            if now not in (before, wanted):
                wrong.append(f"{moment}: {len(now)} people, neither {len(before)} nor {len(wanted)}")
        done = place.run("import", "prospects", path)
        before = place.rows()
        if done.code != 0 or before != wanted:
            wrong.append(f"then: {done.code} {done.err} {len(before)} people, not {len(wanted)}")
        again = place.run("import", "prospects", path).json()[0]
        if again["created"] or again["updated"]:
            wrong.append(f"once more changes something: {again['created']} created, {again['updated']} updated")
        if place.schema() != calm.schema():
            wrong.append(f"indexes or their sizes are not what they were: {set(place.schema()) ^ set(calm.schema())}")
        if not killed:
            wrong.append("no import was hit")
        tap.check(f"{engine}, {path.stem} file: killed {killed} times, all or nothing each time; then as if undisturbed", wrong, len(wanted))


def has_read_all(child):
    """Nothing is left in the pipe, and none of its threads has anything to do."""
    left = array.array("i", [0])
    fcntl.ioctl(child.stdin, termios.FIONREAD, left)
    if left[0] > 0:
        return False
    states = [path.read_text().rpartition(")")[2].split()[0] for path in pathlib.Path(f"/proc/{child.pid}/task").glob("*/stat")]
    return all(state == "S" for state in states)


def waits_for_more(child):
    """Gone through all it was given: 50 looks in a row find it idle."""
    until, idle = time.monotonic() + PATIENCE, 0
    while idle < 50 and time.monotonic() < until:
        idle = idle + 1 if has_read_all(child) else 0
        time.sleep(0.002)
    return idle == 50


def check_midway(tap, engine, place):
    """Killed while it waits for the last rows of a file that comes through a pipe."""
    many = MANY if place.is_file else ROWS
    lines = [PEOPLE] + [f"m{i}@c{i % 900}.example.com,Pat,Nümber{i},Company {i % 900},DE\n" for i in range(many)]
    path = place.folder / "many.csv"
    path.write_text("".join(lines))
    schema, size = place.schema(), place.size()
    child = place.start("import", "prospects", "-", stdin=subprocess.PIPE)
    child.stdin.write("".join(lines[:-100]).encode())
    child.stdin.flush()
    wrong = [] if waits_for_more(child) else ["it never came to wait for the rest"]
    grown = place.size() - size
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdin.close()
    if place.is_file and grown < 1 << 20:
        wrong.append(f"the file grew by {grown} bytes only: the test shows nothing")
    wrong += place.damage()
    if place.rows() or place.schema() != schema:
        wrong.append(f"{len(place.rows())} people are there, or the indexes are not what they were")
    done = place.run("import", "prospects", path)
    if done.code != 0 or len(place.rows()) != many:
        wrong.append(f"then: {done.code} {done.err} {len(place.rows())} people, not {many}")
    wrong += place.damage()
    tap.check(f"{engine}: killed with all but the last rows written ({grown >> 20} MB into the file): nothing of them is there; then all are",
              wrong, many)


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.randrange(1 << 30)
    print(f"# seed {seed}", flush=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="seventh-killed-") as temporary:
        folder = pathlib.Path(temporary)
        files = write_files(folder)
        check(tap, "SQLite", Workspace(folder / "calm"), Workspace(folder / "killed"), files, random.Random(seed))
        check_midway(tap, "SQLite", Workspace(folder / "midway"))
        try:
            with postgres.running() as calm, postgres.running() as killed:
                check(tap, "PostgreSQL", Workspace(folder / "calm-pg", calm), Workspace(folder / "killed-pg", killed), files,
                      random.Random(seed + 1))
            with postgres.running() as killed:
                check_midway(tap, "PostgreSQL", Workspace(folder / "midway-pg", killed))
        except postgres.Missing as missing:
            print(f"# PostgreSQL not tried: {missing}")
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
