#!/usr/bin/env python3
"""A PostgreSQL server of the test run's own: in a temporary folder, on a socket, gone afterwards.

    postgres.py run -- COMMAND...      runs COMMAND with SEVENTH_TEST_POSTGRESQL set to its URL
    postgres.py run --binaries DIR -- COMMAND...

In Python: `with postgres.running() as url:`. The server keeps its durable settings (fsync on), so that tests
see what users see. It refuses to run as root; then it runs as the user "postgres".
"""
import argparse
import contextlib
import glob
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile

VARIABLE = "SEVENTH_TEST_POSTGRESQL"
SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "log_min_messages": "fatal",
    "timezone": "'UTC'",
    "track_commit_timestamp": "on",  # the race of stops against sends asks who was first
}


class Missing(Exception):
    """There is no PostgreSQL to run."""


def find_binaries():
    versions = [path for path in glob.glob("/usr/lib/postgresql/*/bin") if os.path.exists(path + "/initdb")]
    if versions:
        return max(versions, key=lambda path: float(path.split("/")[-2]))
    initdb = shutil.which("initdb")
    if initdb:
        return os.path.dirname(initdb)
    raise Missing("no PostgreSQL server found: install the package postgresql")


class Postgres:
    """Context manager: a cluster with one empty database."""

    def __init__(self, binaries=None, name="seventh"):
        self.binaries = binaries or find_binaries()
        self.name = name
        self.folder = None
        self.server = None
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name

    def command(self, program, *arguments):
        """The command line of one of PostgreSQL's programs, as a user it accepts."""
        words = [os.path.join(self.binaries, program), *arguments]
        if os.geteuid() != 0:
            return words
        return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", *words]

    def run(self, program, *arguments):
        done = subprocess.run(self.command(program, *arguments), cwd=self.folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{program} failed:\n{done.stdout}")

    @property
    def url(self):
        return f"postgresql:///{self.name}?host={self.folder}&user={self.user}"

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        self.folder = tempfile.mkdtemp(prefix="seventh-pg-")  # short: a socket's path has 107 bytes at most
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        data = os.path.join(self.folder, "data")
        self.run("initdb", "--pgdata", data, "--username", self.user, "--auth", "trust", "--encoding", "UTF8",
                 "--locale", "C.UTF-8", "--no-sync")
        settings = [f"{key} = {value}" for key, value in SETTINGS.items()]
        settings.append(f"unix_socket_directories = '{self.folder}'")
        with open(os.path.join(data, "postgresql.conf"), "a", encoding="utf-8") as file:
            file.write("\n".join(settings) + "\n")
        self.run("pg_ctl", "--pgdata", data, "--log", os.path.join(self.folder, "log"), "--wait", "--timeout", "60",
                 "start")
        self.server = data
        self.run("createdb", "--host", self.folder, "--username", self.user, self.name)

    def stop(self):
        if self.server:
            subprocess.run(self.command("pg_ctl", "--pgdata", self.server, "--wait", "--mode", "immediate", "stop"),
                           cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
            self.server = None
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None


@contextlib.contextmanager
def running(binaries=None):
    """Yields the URL of a server that runs until the block ends."""
    with Postgres(binaries) as server:
        yield server.url


def raise_exit(number, _frame):
    raise SystemExit(128 + number)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("verb", choices=["run"])
    parser.add_argument("--binaries", type=pathlib.Path, help="folder of initdb and pg_ctl")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="-- COMMAND...")
    args = parser.parse_args()
    command = args.command[1:] if args.command[:1] == ["--"] else args.command
    if not command:
        parser.error("name the command to run after --")
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, raise_exit)
    try:
        with Postgres(args.binaries) as server:
            child = subprocess.Popen(command, env={**os.environ, VARIABLE: server.url})
            try:
                return child.wait()
            except BaseException:
                child.terminate()
                child.wait()
                raise
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 77  # skipped, to meson


if __name__ == "__main__":
    sys.exit(main())
