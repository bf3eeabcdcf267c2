"""A full disk: a small tmpfs of our own, with hardly any room left, under an import, mail on its way, a backup and an export.

Each says which place is full and what to do, leaves nothing half-written, and goes through once there is room. Needs a mount
namespace of its own (root, or a kernel that lets users have one); without, it says so and is skipped.
"""
import collections
import contextlib
import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]
from bad_input import BINARY, PEOPLE, Command, fresh
from outside import Tap
from smtp_sink import SmtpSink, hush

DISK = 48 << 20
INSIDE = "SEVENTH_TEST_DISK"  # the folder to mount on; set in the process that has the namespace
NAMED = ("full", "free", r"seventh\.db")
NOW = ("--now", "2026-10-19T14:00:00Z")


class Disk:
    """The tmpfs, with a file that takes up what nobody is to have."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=700", "seventh-test", folder], check=True)
        self.filler = self.folder / "filler"

    def leave(self, room):
        """Only so many bytes are free from here on."""
        self.free()
        about = os.statvfs(self.folder)
        with open(self.filler, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(about.f_bavail * about.f_frsize - room, 1))

    def free(self):
        self.filler.unlink(missing_ok=True)


def healthy(place, name="seventh.db"):
    with contextlib.closing(sqlite3.connect(place / name)) as db:
        said = db.execute("PRAGMA integrity_check").fetchone()[0], db.execute("PRAGMA foreign_key_check").fetchall()
    return [] if said == ("ok", []) else [f"the database is damaged: {said}"]


def people_of(place):
    """Everybody, as the export tells it."""
    return sorted(json.dumps(row, sort_keys=True) for row in Command(place, *NOW, "--json", "export", "prospects", "--format", "json").json())


def write_people(path, first, n):
    path.write_text(PEOPLE + "".join(f"p{i}@example.com,Pat,Number{i},Company {i % 700},US\n" for i in range(first, first + n)))


def imports(tap, disk, outside):
    write_people(outside / "first.csv", 0, 20000)
    write_people(outside / "second.csv", 15000, 20000)
    calm = fresh(outside, "calm")
    wanted = {}
    for name in ("first", "second"):
        assert Command(calm, *NOW, "import", "prospects", outside / f"{name}.csv").code == 0
        wanted[name] = people_of(calm)
    place = fresh(disk.folder, "import")
    before = []
    for name in ("first", "second"):  # into an empty workspace, which is another way in the program, and into a full one
        wrong = []
        for room in (0, 300_000, 2_500_000):
            disk.leave(room)
            done = Command(place, *NOW, "import", "prospects", outside / f"{name}.csv")
            wrong += [f"{room} bytes of room: {problem}" for problem in done.problems(75, *NAMED)]
            disk.free()
            wrong += healthy(place)
            if people_of(place) != before:
                wrong.append(f"{room} bytes of room: something was written all the same")
        done = Command(place, *NOW, "--json", "import", "prospects", outside / f"{name}.csv")
        before = people_of(place)
        if done.code != 0 or before != wanted[name]:
            wrong.append(f"with room again: {done.code} {done.err} {len(before)} people, not {len(wanted[name])}")
        tap.check(f"an import into a full disk ({name} file): named, nothing of it is in; with room all of it is, as if undisturbed",
                  wrong, len(before))


def work(place, sink, minutes):
    """A look at what is due; time goes on between two, so that what a worker had claimed and could not do is free again."""
    now = f"2026-10-19T{14 + minutes // 60}:{minutes % 60:02}:00Z"
    done = Command(place, "--now", now, "--json", "work", "--once", timeout=120)
    return done, collections.Counter(
        address for line in (pathlib.Path(sink) / "log.jsonl").read_text().splitlines() for address in json.loads(line)["to"]
    ) if (pathlib.Path(sink) / "log.jsonl").exists() else collections.Counter()


def sending(tap, disk, outside):
    place, mails = fresh(disk.folder, "send"), outside / "mails"
    mails.mkdir()
    write_people(outside / "few.csv", 0, 40)
    (outside / "s.yaml").write_text("sequence: s\nsteps:\n  - day: 0\n    channel: email\n    automatic: true\n    subject: Hello\n"
                                    "    body: Hello {{first_name}}, " + "what is said at length. " * 40 + "\n")
    wrong, told = [], 0
    with SmtpSink(mails) as sink:
        for words in (("workspace", "set", "--postal-address", "Main Street 1, Springfield"),
                      ("import", "prospects", outside / "few.csv"), ("sequence", "add", outside / "s.yaml"),
                      ("mailbox", "add", "--address", "robin@seller.test", "--smtp", f"smtp+plain://127.0.0.1:{sink.port}", "--pace", "0"),
                      ("enroll", "--sequence", "s", "--all")):
            done = Command(place, *NOW, *words)
            assert done.code == 0, done.err
        for i, room in enumerate((0, 8192, 16384, 32768, 65536, 131072, 262144)):
            disk.leave(room)
            done, seen = work(place, mails, 12 * i)
            if done.code != 0:
                told += 1
                wrong += [f"{room} bytes of room: {problem}" for problem in done.problems(75, *NAMED)]
            disk.free()
            wrong += healthy(place)
        for minutes in (90, 110, 130, 150, 170):
            done, seen = work(place, mails, minutes)
            wrong += list(done.problems(0))
        states = [(row["to"], row["state"]) for row in Command(place, *NOW, "--json", "outbox", "list").json()]
    wrong += [f"{address} got it {times} times" for address, times in seen.items() if times > 1]
    if told == 0:
        wrong.append("no disk was full: the test shows nothing")
    wrong += [f"{to}: {state} but it {'arrived' if seen[to] else 'did not arrive'}" for to, state in states
              if state not in (("accepted", "in_doubt", "dot") if seen[to] else ("in_doubt", "dot"))]
    if len(states) != 40 or len(seen) < 35:
        wrong.append(f"{len(states)} mails were written and {len(seen)} people got one, of 40")
    tap.check(f"mail on its way while the disk is full: said {told} times, nothing is lost, nothing twice; with room it leaves", wrong, len(seen))


def copies(tap, disk, outside):
    place = fresh(outside, "copies")
    assert Command(place, *NOW, "import", "prospects", outside / "first.csv").code == 0
    everybody, goal = people_of(place), disk.folder / "copy.db"
    wrong = []
    for room in (0, 4096, 1_000_000):
        disk.leave(room)
        wrong += Command(place, "backup", goal).problems(75, "full", "free", r"copy\.db")
        left = [path.name for path in disk.folder.iterdir() if path.name.startswith("copy.db")]
        if left:
            wrong.append(f"{room} bytes of room: a piece of the backup is left: {left}")
    disk.free()
    if Command(place, "backup", goal).code != 0 or Command(place, "restore", goal, "--verify").code != 0:
        wrong.append("with room again the backup fails")
    tap.check("a backup onto a full disk: named, no piece is left; with room it is whole", wrong)
    wrong = []
    there = disk.folder / "there"
    there.mkdir()
    for room in (0, 1_000_000):
        disk.leave(room)
        wrong += Command(there, "restore", goal).problems(75, "full", "free", r"seventh\.db")
        if [path.name for path in there.iterdir() if path.stat().st_size > 0 and not path.name.endswith(".key")]:
            wrong.append(f"{room} bytes of room: half a workspace is left: {list(there.iterdir())}")
    disk.free()
    if Command(there, "restore", goal).code != 0 or people_of(there) != everybody:
        wrong.append("with room again the workspace is not what it was")
    tap.check("a backup put back onto a full disk: named, nothing is left; with room everybody is there", wrong)
    wrong = []
    disk.leave(500_000)
    with open(disk.folder / "people.csv", "wb") as file:
        done = subprocess.run([BINARY, "export", "prospects"], cwd=place, stdout=file, stderr=subprocess.PIPE, text=True, check=False,
                              env={"SEVENTH_DB": "sqlite:seventh.db", "HOME": str(place), "LC_ALL": "C.UTF-8"})
    if done.returncode != 1 or "written" not in done.stderr or "space" not in done.stderr:
        wrong.append(f"{done.returncode} {done.stderr}")
    disk.free()
    tap.check("an export into a full disk ends with an error that says why", wrong)


def main():
    hush()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if INSIDE not in os.environ:
        with tempfile.TemporaryDirectory(prefix="seventh-disk-") as folder:
            own = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
            tried = subprocess.run([*own, "mount", "-t", "tmpfs", "seventh-test", folder], capture_output=True, text=True, check=False)
            if tried.returncode != 0:
                print(f"1..0 # SKIP no disk of our own to fill up: {tried.stderr.strip()}")
                return 0
            return subprocess.run([*own, sys.executable, __file__], env=os.environ | {INSIDE: folder}, check=False).returncode
    tap, disk = Tap(), Disk(os.environ[INSIDE])
    with tempfile.TemporaryDirectory(prefix="seventh-disk-out-") as outside:
        for part in (imports, sending, copies):
            part(tap, disk, pathlib.Path(outside))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
