#!/usr/bin/env python3
"""The SQL generator: what it makes of good sources, and where it says the mistake is in bad ones."""
import collections
import contextlib
import importlib.util
import io
import pathlib
import sys
import tempfile
import unittest
import unittest.mock

GENERATOR = sys.argv.pop(1)
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("sqlgen", GENERATOR)
sqlgen = sys.modules["sqlgen"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sqlgen)

Done = collections.namedtuple("Done", "returncode stdout stderr")
HEAD = "-- name: a_b :exec\n-- what: Does it.\n-- param: x int, y text\n"

# Source, line of the mistake, words of the message.
MISTAKES = [
    ("SELECT 1;", 1, "before the first"),
    ("-- name: a\nSELECT 1;", 1, "write -- name: NAME"),
    ("-- name: a :some\nSELECT 1;", 1, "write -- name: NAME"),
    ("-- name: A-b :exec\nSELECT 1;", 1, "small letters"),
    ("-- name: a :exec\nDELETE FROM t;", 1, "no -- what:"),
    ("-- name: a :exec\n-- what:\nDELETE FROM t;", 2, "says nothing"),
    ("-- name: a :exec\n-- what: x\n-- what: y\nDELETE FROM t;", 3, "a second -- what:"),
    ("-- name: a :exec\n-- whatt: x\nDELETE FROM t;", 2, "unknown"),
    ("-- name: a :one\n-- what: x\nSELECT 1;", 1, "needs a -- row:"),
    ("-- name: a :load\n-- what: x\nDELETE FROM t;", 1, "a :load is INSERT INTO"),
    ("-- name: a :load\n-- what: x\n-- row: a int\nINSERT INTO t (a) VALUES (1);", 1, "no -- row:"),
    (HEAD.replace(":exec", ":load") + "INSERT INTO t (a, b, c) VALUES (:x, :y, :x);", 1, "each parameter stands once"),
    (HEAD.replace(":exec", ":load") + "INSERT INTO t (a, b) VALUES (:x, :y) RETURNING a;", 1, "a :load is INSERT INTO"),
    ("-- name: a :exec\n-- what: x\n-- row: a int\nSELECT 1;", 1, "no -- row:"),
    ("-- name: a :one\n-- what: x\n-- row: a integer\nSELECT 1;", 3, "one of int, "),
    ("-- name: a :one\n-- what: x\n-- row: default int\nSELECT 1;", 3, "cannot be a field's name"),
    ("-- name: a :one\n-- what: x\n-- row: b int, b int\nSELECT 1;", 3, "stands twice"),
    (HEAD + "DELETE FROM t\n WHERE x = :x AND y = :z;", 5, ":z is not in its -- param:"),
    (HEAD + "DELETE FROM t\n WHERE x = :x;", 1, "parameter y is not used"),
    (HEAD + "DELETE FROM t WHERE x = :x AND\n y = $2;", 5, "write :name"),
    (HEAD + "DELETE FROM t WHERE x = :x AND\n\n y = ?;", 6, "write :name"),
    (HEAD + "DELETE FROM t WHERE x = :x AND y = :y", 4, "ends without ;"),
    (HEAD + "DELETE FROM t WHERE x = :x AND y = :y;\nDELETE FROM t;", 5, "one statement only"),
    (HEAD + "DELETE FROM t WHERE x = :x AND y = ':y;", 4, "never closed"),
    (HEAD + "-- sqlite:\nDELETE FROM t WHERE x = :x AND y = :y;", 1, "-- postgresql: body"),
    (HEAD + "-- sqlite:\nSELECT 1;\n-- sqlite:\nSELECT 1;", 6, "a second -- sqlite:"),
    (HEAD + "SELECT 1;\n-- sqlite:\nSELECT 1;", 5, "has a body before"),
    (HEAD + "SELECT 1;\n-- scan: late", 5, "belongs before the body"),
    ("-- name: a :exec\n-- what: x\nDELETE FROM t;\n-- name: a :exec\n-- what: x\nDELETE FROM t;", 4, "made already at"),
]


class Folder:
    """A folder of sources and what the generator made of it."""

    def __init__(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="seventh-sqlgen-")
        self.path = pathlib.Path(self.temporary.name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.temporary.cleanup()

    def run(self, sources):
        for name, text in sources.items():
            (self.path / name).write_text(text, encoding="utf-8")
        arguments = ["sqlgen.py", "--room", "r", "--symbol", "R", "--out", str(self.path)]
        arguments += [str(self.path / name) for name in sources]
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), \
                unittest.mock.patch.object(sys, "argv", arguments):
            status = sqlgen.main()
        return Done(status, out.getvalue(), err.getvalue())

    def read(self, name):
        return (self.path / name).read_text(encoding="utf-8")


class GeneratorTest(unittest.TestCase):
    def test_mistakes(self):
        for source, line, words in MISTAKES:
            with self.subTest(words=words, source=source), Folder() as folder:
                done = folder.run({"x.sql": source + "\n"})
                self.assertEqual(done.returncode, 1, done.stdout)
                self.assertIn(f"x.sql:{line}: ", done.stderr)
                self.assertIn(words, done.stderr)
                self.assertFalse((folder.path / "sql_x.c").exists())

    def test_gap_between_migrations(self):
        with Folder() as folder:
            done = folder.run({"0001_a.sql": "", "0003_b.sql": ""})
            self.assertEqual(done.returncode, 1)
            self.assertIn("0003_b.sql:1: migration 0002 is missing", done.stderr)

    def test_numbers_in_order_of_appearance(self):
        source = (HEAD + "UPDATE t SET a = :y::text, b = ':x', \"c:x\" = :x -- :z and 'tis\n"
                  " /* ; :z */ WHERE y = :y AND d = 'it''s ; :x';\n")
        with Folder() as folder:
            done = folder.run({"x.sql": source})
            self.assertEqual(done.returncode, 0, done.stderr)
            made = folder.read("sql_x.c")
            self.assertIn("a = $1::text, b = ':x', \\\"c:x\\\" = $2", made)
            self.assertIn("WHERE y = $1 AND d = 'it''s ; :x'\"", made)
            self.assertIn("{ DB_TEXT, DB_INT }", made)
            self.assertNotIn("tis", made)
            header = folder.read("sql_x.h")
            self.assertLess(header.index("int64_t x;"), header.index("const char *y;"))
            self.assertIn("/* Does it. */", header)
            self.assertIn("r: 1 queries, 0 with two bodies; 0 migrations", done.stdout)

    def test_two_bodies_share_numbers(self):
        source = (HEAD + "-- sqlite:\nDELETE FROM t WHERE x = :x AND y = :y;\n"
                  "-- postgresql:\nDELETE FROM t WHERE y = :y AND x = :x;\n")
        with Folder() as folder:
            done = folder.run({"x.sql": source})
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("WHERE x = $1 AND y = $2", folder.read("sql_x.c"))
            self.assertIn("WHERE y = $2 AND x = $1", folder.read("sql_x.c"))
            self.assertIn("1 with two bodies (a_b)", done.stdout)

    def test_nothing_changed_nothing_written(self):
        with Folder() as folder:
            sources = {"x.sql": HEAD + "DELETE FROM t WHERE x = :x AND y = :y;\n"}
            folder.run(sources)
            before = (folder.path / "sql_x.c").stat().st_mtime_ns
            folder.run(sources)
            self.assertEqual((folder.path / "sql_x.c").stat().st_mtime_ns, before)


if __name__ == "__main__":
    unittest.main()
