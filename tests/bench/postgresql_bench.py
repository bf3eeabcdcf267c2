#!/usr/bin/env python3
"""The same on PostgreSQL: postgresql_bench.py SEVENTH DUE_BENCH FILE.

Makes the database of fill.py, smaller (PEOPLE, 200,000 otherwise), copies its rows into a server of its own
(tests/support/postgres.py, its settings as Debian ships them but for 64 MB of shared buffers), and measures there what
pages_bench.py and due_bench.c measure on SQLite, and `import prospects` of IMPORT_ROWS rows (200,000 otherwise) beside
`COPY` of the same file. PARTS=pages,due,import chooses.
"""
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../support"))

import fill
import import_bench
import pages_bench
import postgres

SKIPPED = 77
BATCH = 5_000
PARTS = os.environ.get("PARTS", "pages,due,import").split(",")


def psql(server, *words, **options):
    return [os.path.join(server.binaries, "psql"), "--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1",
            "--host", server.folder, "--username", server.user, options.get("database", server.name),
            *[part for word in words for part in ("--command", word)]]


def written(value):
    """A value in the text format of COPY."""
    if value is None:
        return b"\\N"
    if isinstance(value, bytes):
        return b"\\\\x" + value.hex().encode()
    text = str(value)
    for plain, escaped in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(plain, escaped)
    return text.encode()


def copy_table(db, server, table):
    cursor = db.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    words = ["SET session_replication_role = replica", f"\\copy {table} ({','.join(names)}) FROM STDIN"]
    if "id" in names:
        words.append(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), MAX(id)) FROM {table} HAVING MAX(id) > 0")
    load = subprocess.Popen(psql(server, *words), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    while rows := cursor.fetchmany(BATCH):
        load.stdin.write(b"".join(b"\t".join(map(written, row)) + b"\n" for row in rows))
    load.stdin.close()
    if load.wait() != 0:
        sys.exit(f"postgresql_bench.py: {table} was not copied")


def copy_all(path, server):
    db = sqlite3.connect(path)
    tables = [row[0] for row in db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_version'")]
    subprocess.run(psql(server, f"TRUNCATE {','.join(tables)}"), check=True)
    for table in tables:
        copy_table(db, server, table)
    subprocess.run(psql(server, "VACUUM ANALYZE"), check=True)
    db.close()


def bench_import(program, server, rows):
    """Both into empty tables; COPY into one of texts without an index."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "people.csv"
        import_bench.make_file(file, rows, "e164")
        columns = ",".join(f"c{i} text" for i in range(len(import_bench.HEADER.split(","))))
        subprocess.run(psql(server, f"CREATE TABLE bare ({columns})"), check=True)
        bare, _, _ = import_bench.timed(psql(server, f"\\copy bare FROM '{file}' CSV HEADER"))
        subprocess.run(psql(server, "CREATE DATABASE fresh"), check=True)
        env = dict(os.environ, SEVENTH_DB=server.url.replace("/" + server.name + "?", "/fresh?"))
        import_bench.timed([program, "init"], env=env)
        seconds, megabytes, _ = import_bench.timed([program, "--json", "import", "prospects", str(file)], env=env)
    pages_bench.report(f"postgresql: import of {rows}, E.164", seconds, "s", round(bare, 2))
    pages_bench.report("postgresql: import, peak memory", megabytes, "MB")


def main(program, due_bench, path):
    fill.ensure(program, path, int(os.environ.setdefault("PEOPLE", "200000")))
    try:
        server = postgres.Postgres()
    except postgres.Missing as missing:
        print(f"# {missing}: not measured")
        return SKIPPED
    with server:
        if "import" in PARTS:
            bench_import(program, server, int(os.environ.get("IMPORT_ROWS", "200000")))
        if PARTS == ["import"]:
            return 0
        began = time.monotonic()
        subprocess.run([program, "--db", server.url, "init"], check=True, stdout=subprocess.DEVNULL)
        copy_all(path, server)
        print(f"# copied in {time.monotonic() - began:.0f} s", flush=True)
        if "pages" in PARTS:
            pages_bench.run(program, server.url)
        return subprocess.run([due_bench, server.url], check=False).returncode if "due" in PARTS else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: postgresql_bench.py SEVENTH DUE_BENCH FILE")
    sys.exit(main(*sys.argv[1:]))
