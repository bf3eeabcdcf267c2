#!/usr/bin/env python3
"""A real Dovecot for tests: IMAP only, on loopback ports of its own, all its files in a temporary folder.

Plain (with STARTTLS) and TLS with a certificate made on the spot; users from a password file; works as root and inside
containers, touches nothing of the system's Dovecot.

From Python:
    with Dovecot({"ada@seller.test": "secret"}) as server:
        server.deliver("ada@seller.test", message_bytes)         # server.port, server.tls_port, server.ca
From a shell:
    dovecot.py run [--user NAME:PASSWORD]... -- COMMAND...
runs COMMAND with SEVENTH_TEST_IMAP_PORT, SEVENTH_TEST_IMAPS_PORT, SEVENTH_TEST_IMAP_CA, SEVENTH_TEST_IMAP_STRANGER_CA (an
authority that signed nothing), SEVENTH_TEST_IMAP_USER and SEVENTH_TEST_IMAP_PASSWORD (the first user's), and ends with its exit code.
Inside COMMAND, an eye and a hand that owe nothing to the code under test (Python's imaplib):
    dovecot.py deliver [--folder F] [--at SECONDS] [--copies N] < MESSAGE
    dovecot.py flags [--folder F]        a line a message: UID FLAGS
    dovecot.py recreate FOLDER           the folder anew and empty, with another UIDVALIDITY
    dovecot.py expunge UID [--folder F]
    dovecot.py kick                      ends every session that is open, as a crash would
"""
import argparse
import contextlib
import getpass
import grp
import imaplib
import os
import pathlib
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import certificate

BINARIES = ("/usr/sbin/dovecot", "/usr/local/sbin/dovecot")
START_TRIES, START_WAIT_S = 5, 15

CONFIGURATION = """
protocols = imap
listen = 127.0.0.1, 127.0.0.2
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
instance_name = seventh-test
ssl = yes
ssl_cert = <{folder}/tls/cert.pem
ssl_key = <{folder}/tls/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login {token_mechanisms}
auth_failure_delay = 0 secs
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:~/Maildir
mail_max_userip_connections = 100
mail_fsync = never
{capability}
{accounts}
namespace inbox {{
  inbox = yes
  separator = /
}}
{token_check}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


# Tokens are asked about at the provider (RFC 7662).
TOKEN_CHECK = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf
}}
"""
TOKEN_SETTINGS = """
introspection_url = {url}
introspection_mode = post
active_attribute = active
active_value = true
username_attribute = sub
username_format = %u
"""


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def binary():
    found = shutil.which("dovecot") or next((path for path in BINARIES if os.path.exists(path)), None)
    if found is None:
        raise FileNotFoundError("no dovecot here: install the package dovecot-imapd")
    return found


class Dovecot:
    def __init__(self, users, introspection_url=None, idle=True):
        """`introspection_url`: take OAuth2 tokens too, and ask there whose they are. `idle`: offer IDLE."""
        self.idle = idle
        self.users = dict(users)
        self.introspection_url = introspection_url
        self.process = None

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="seventh-dovecot-"))
        self.folder.chmod(0o755)
        certificate.make(self.folder / "tls")
        self.ca, self.stranger_ca = self.folder / "tls" / "ca.pem", self.folder / "tls" / "stranger.pem"
        (self.folder / "users").write_text("".join(f"{user}:{{PLAIN}}{password}\n" for user, password in self.users.items()))
        (self.folder / "mail").mkdir()
        self.uid, self.gid = os.geteuid(), os.getegid()
        if self.uid == 0:  # Dovecot opens no mail as root
            nobody = pwd.getpwnam("nobody")
            self.uid, self.gid = nobody.pw_uid, nobody.pw_gid
            os.chown(self.folder / "mail", self.uid, self.gid)
        for _ in range(START_TRIES):
            if self.start():
                return self
        log = self.folder / "dovecot.log"
        words = log.read_text() if log.exists() else "no log"
        self.__exit__()
        raise RuntimeError("dovecot does not start:\n" + words)

    def start(self):
        self.port, self.tls_port = free_ports(2)
        accounts = "" if os.geteuid() == 0 else "\n".join(
            f"{key} = {name}" for key, name in (("default_internal_user", getpass.getuser()),
                                                ("default_login_user", getpass.getuser()),
                                                ("default_internal_group", grp.getgrgid(os.getegid()).gr_name)))
        token = self.introspection_url is not None
        if token:
            (self.folder / "oauth2.conf").write_text(TOKEN_SETTINGS.format(url=self.introspection_url))
        (self.folder / "dovecot.conf").write_text(CONFIGURATION.format(
            folder=self.folder, capability="" if self.idle else "imap_capability = IMAP4rev1 UIDPLUS", token_mechanisms="xoauth2 oauthbearer" if token else "",
            token_check=TOKEN_CHECK.format(folder=self.folder) if token else "", port=self.port, tls_port=self.tls_port, uid=self.uid, gid=self.gid, accounts=accounts))
        self.process = subprocess.Popen([binary(), "-F", "-c", str(self.folder / "dovecot.conf")], start_new_session=True,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + START_WAIT_S
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with imaplib.IMAP4("127.0.0.1", self.port, timeout=5) as session:
                    session.noop()
                return True
            except (OSError, imaplib.IMAP4.error):
                time.sleep(0.05)
        self.stop()
        return False

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()  # the master ends its children
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait(10)

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def session(self, user):
        session = imaplib.IMAP4("127.0.0.1", self.port, timeout=20)
        session.login(user, self.users[user])
        return session

    def deliver(self, user, message, folder="INBOX", at=None):
        """Puts a message into the user's folder, unseen; `at` is its INTERNALDATE in seconds since 1970."""
        with self.session(user) as session:
            append(session, folder, message, at)


def append(session, folder, message, at=None):
    date = imaplib.Time2Internaldate(at) if at is not None else None
    check(session.append(f'"{folder}"', None, date, message))


def check(answer):
    kind, data = answer
    if kind != "OK":
        raise RuntimeError(f"{kind} {data}")
    return data


def flags(session, folder):
    check(session.select(f'"{folder}"', readonly=True))
    for line in check(session.uid("FETCH", "1:*", "(FLAGS)")):
        if line:
            uid = re.search(rb"UID (\d+)", line).group(1).decode()
            names = re.search(rb"FLAGS \(([^)]*)\)", line).group(1).decode()
            yield f"{uid} {names}"


def run(arguments):
    users = dict(user.split(":", 1) for user in arguments.user or ["ada@seller.test:secret"])
    with Dovecot(users, idle=not arguments.no_idle) as server:
        user, password = next(iter(users.items()))
        environment = os.environ | {
            "SEVENTH_TEST_IMAP_PORT": str(server.port), "SEVENTH_TEST_IMAPS_PORT": str(server.tls_port),
            "SEVENTH_TEST_IMAP_CA": str(server.ca), "SEVENTH_TEST_IMAP_STRANGER_CA": str(server.stranger_ca),
            "SEVENTH_TEST_IMAP_USER": user, "SEVENTH_TEST_IMAP_PASSWORD": password,
            "SEVENTH_TEST_IMAP_PID": str(server.process.pid)}
        if arguments.no_idle:
            environment["SEVENTH_TEST_IMAP_NO_IDLE"] = "1"
        return subprocess.run(arguments.command, env=environment, check=False).returncode


def kick():
    """Kills the processes that serve a session; the server goes on."""
    master = os.environ["SEVENTH_TEST_IMAP_PID"]
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            name, rest = re.match(r"\d+ \((.*)\) (.*)", stat.read_text(), re.DOTALL).groups()
            if name == "imap" and rest.split()[1] == master:
                os.kill(int(stat.parent.name), signal.SIGKILL)
    return 0


def inside(arguments):
    if arguments.action == "kick":
        return kick()
    with imaplib.IMAP4("127.0.0.1", int(os.environ["SEVENTH_TEST_IMAP_PORT"]), timeout=20) as session:
        session.login(os.environ["SEVENTH_TEST_IMAP_USER"], os.environ["SEVENTH_TEST_IMAP_PASSWORD"])
        if arguments.action == "deliver":
            message = sys.stdin.buffer.read()
            for _ in range(arguments.copies):
                append(session, arguments.folder, message, arguments.at)
        elif arguments.action == "flags":
            print("\n".join(flags(session, arguments.folder)))
        elif arguments.action == "recreate":
            session.delete(f'"{arguments.name}"')
            check(session.create(f'"{arguments.name}"'))
        elif arguments.action == "expunge":
            check(session.select(f'"{arguments.folder}"'))
            check(session.uid("STORE", arguments.uid, "+FLAGS", r"(\Deleted)"))
            check(session.expunge())
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    actions = parser.add_subparsers(dest="action", required=True)
    running = actions.add_parser("run")
    running.add_argument("--user", action="append", metavar="NAME:PASSWORD")
    running.add_argument("--no-idle", action="store_true", help="a server that tells no news by itself")
    running.add_argument("command", nargs="+")
    for name in ("deliver", "flags", "expunge"):
        actions.add_parser(name).add_argument("--folder", default="INBOX")
    actions.choices["deliver"].add_argument("--at", type=float)
    actions.choices["deliver"].add_argument("--copies", type=int, default=1)
    actions.choices["expunge"].add_argument("uid")
    actions.add_parser("kick")
    actions.add_parser("recreate").add_argument("name")
    arguments = parser.parse_args()
    sys.exit(run(arguments) if arguments.action == "run" else inside(arguments))


if __name__ == "__main__":
    main()
