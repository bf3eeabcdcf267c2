#!/usr/bin/env python3
"""What keeps an installation in order, from the command line: doctor, backup, restore, config show, read.

    care_test.py SEVENTH
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

SEVENTH = sys.argv[1]

AWAY = b"""From: Ana Lopez <ana@example.com>\r
To: rep@example.org\r
Subject: Automatic reply: A word\r
Auto-Submitted: auto-replied\r
Message-ID: <away@example.com>\r
Date: Mon, 23 Nov 2026 09:00:00 +0100\r
\r
I am out of the office and back on 30 November 2026.\r
"""


def run(db, *words, stdin=""):
    """Exit status, JSON lines, messages."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SEVENTH_")}
    done = subprocess.run([SEVENTH, "--db", f"sqlite:{db}", "--json", "--no-input", *words], input=stdin,
                          env={**environment, "SEVENTH_PASSWORD": "a long enough password"},
                          capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_read_needs_no_workspace(folder):
    away, noise = folder / "away.eml", folder / "noise.eml"
    away.write_bytes(AWAY)
    noise.write_bytes(bytes(range(256)))
    status, rows, _ = run(folder / "none.db", "read", str(away), str(noise))
    assert status == 0 and not (folder / "none.db").exists()
    assert list(rows[0])[0] == "file" and rows[0]["file"] == str(away)
    assert rows[0]["kind"] == "out_of_office" and rows[0]["return_date"] == "2026-11-30", rows[0]
    assert rows[1]["kind"] == "human" and rows[1]["confidence"] == 0
    status, _, message = run(folder / "none.db", "read", str(folder / "missing.eml"))
    assert status == 1 and "missing.eml" in message


def test_doctor_finds_what_is_missing(folder):
    db = folder / "young.db"
    assert run(db, "init")[0] == 0
    status, rows, _ = run(db, "doctor")
    wrong = {row["check"] for row in rows if not row["ok"]}
    assert status == 3 and {"sign-in", "postal address", "mailboxes"} <= wrong, wrong
    assert all(row["remedy"] for row in rows if not row["ok"])
    assert run(db, "user", "password", "admin@localhost")[0] == 0
    assert run(db, "workspace", "set", "--postal-address", "1 Main Street")[0] == 0
    rows = run(db, "doctor")[1]
    assert {row["check"] for row in rows if not row["ok"]} == {"mailboxes"}, rows


def test_doctor_sees_an_open_key(folder):
    db = folder / "key.db"
    run(db, "init")
    key = folder / "key.db.key"
    key.write_bytes(bytes(32))
    key.chmod(0o644)
    rows = run(db, "doctor")[1]
    assert [row["ok"] for row in rows if row["check"] == "key file"] == [False]
    key.chmod(0o600)
    rows = run(db, "doctor")[1]
    assert [row["ok"] for row in rows if row["check"] == "key file"] == [True]


def test_backup_and_restore(folder):
    db, copy, other = folder / "a.db", folder / "copy.backup", folder / "b.db"
    run(db, "init")
    run(db, "workspace", "set", "--name", "Before")
    status, rows, message = run(db, "backup", str(copy))
    assert status == 0 and rows[0]["file"] == str(copy), message
    assert copy.stat().st_mode & 0o077 == 0
    assert run(db, "backup", str(copy))[0] == 1, "a backup must not be written over"
    run(db, "workspace", "set", "--name", "After")

    assert run(other, "restore", str(copy), "--verify")[0] == 0 and not other.exists()
    status, rows, message = run(other, "restore", str(copy))
    assert status == 0 and rows[0]["sending"] == "off", message
    workspace = run(other, "workspace", "show")[1][0]
    assert workspace["name"] == "Before" and workspace["sending"] == "off"

    status, _, message = run(db, "restore", str(copy))
    assert status == 1 and "--force" in message
    assert run(db, "workspace", "show")[1][0]["name"] == "After"
    assert run(db, "restore", str(copy), "--force")[0] == 0
    assert run(db, "workspace", "show")[1][0]["name"] == "Before"
    assert not list(folder.glob("*.part*")), "something half-made was left behind"


def test_damage_is_found(folder):
    db, copy, target = folder / "c.db", folder / "c.backup", folder / "d.db"
    run(db, "init")
    run(db, "backup", str(copy))
    data = bytearray(copy.read_bytes())
    for page in range(2, len(data) // 4096):
        data[page * 4096:page * 4096 + 64] = b"\xff" * 64
    copy.write_bytes(data)
    status, _, message = run(target, "restore", str(copy), "--verify")
    assert status == 1 and "c.backup" in message
    assert run(target, "restore", str(copy))[0] == 1 and not target.exists()
    copy.write_text("no database at all, but long enough to be looked at " * 20)
    assert run(target, "restore", str(copy))[0] == 1 and not target.exists()


def test_help_and_wrong_words(folder):
    """Every command tells its options, those that are no operation too; a wrong word is told with the way to the right one, and makes nothing."""
    def said(*words):
        done = subprocess.run([os.path.abspath(SEVENTH), *words], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
        return done.returncode, done.stdout + done.stderr
    for form in (("help", "serve"), ("serve", "--help"), ("--help", "serve")):
        status, text = said(*form)
        assert status == 0 and "--role ROLE" in text and "--secure-cookies" in text and "import" not in text, text
    assert "--country COUNTRY" in said("help", "import", "prospects")[1]
    status, text = said("help", "sequence")
    assert status == 0 and "seventh sequence check" in text and "prospect" not in text, text
    for words, remedy in ((("serve", "--role", "both"), "all|web|worker"), (("init", "now"), "seventh init --help"), (("demo", "--port", "80"), "seventh demo --help"),
                          (("restore",), "needs file"), (("restore", "a", "b"), "one word too many"), (("sequence",), "sequence show"), (("help", "nothing"), "seventh --help")):
        status, text = said(*words)
        assert status == 2 and remedy in text, (words, status, text)
    assert not list(folder.glob("*.db")), list(folder.iterdir())


def test_config_show(folder):
    db = folder / "e.db"
    run(db, "init")
    config = run(db, "config", "show")[1][0]
    assert config["db"] == f"sqlite:{db}" and config["engine"] == "sqlite"
    assert config["key_file"] == f"{db}.key"


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(pathlib.Path(folder))
                print(f"ok {number} {name}")
            except (AssertionError, KeyError, IndexError, ValueError) as problem:
                failed += 1
                where = traceback.extract_tb(problem.__traceback__)[1].lineno
                print(f"not ok {number} {name}\n# line {where}: {str(problem)[:400]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
