"""Real relays for tests, each on a loopback port of its own with all its files in a temporary folder: Postfix and OpenSMTPD.

    with Postfix(next_port) as relay:       # hands on to 127.0.0.1:next_port
        relay.port, relay.ca                # Postfix takes STARTTLS with a certificate of that authority; OpenSMTPD 6.8
                                            # of Debian 12 can't do TLS with OpenSSL 3. Mail to gone@buyer.test is refused

Both want to be started by root, and touch nothing of the system: Postfix is told other folders, OpenSMTPD (which cannot be
told) lives in a mount namespace with folders of its own. Debian lets only one of them be installed, so OpenSMTPD is unpacked
beside this file by tools/setup. Missing is raised where one cannot run.
"""
import os
import pathlib
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import time

import certificate

HERE = pathlib.Path(__file__).resolve().parent
UNPACKED = HERE.parent / "peers" / "opensmtpd"
POSTFIX_DAEMONS = pathlib.Path("/usr/lib/postfix/sbin")
START_S = 20

MAIN_CF = """
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = {daemons}
maillog_file_prefixes = {folder}
maillog_file = {folder}/log
mail_owner = postfix
myhostname = relay.test
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtp_dns_support_level = disabled
smtp_host_lookup = native
relayhost = [127.0.0.1]:{next_port}
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = check_recipient_access inline:{{ {{gone@buyer.test = 550 5.1.1 No such user here}} }}, permit_mynetworks, reject
smtpd_tls_security_level = may
smtpd_tls_cert_file = {folder}/tls/cert.pem
smtpd_tls_key_file = {folder}/tls/key.pem
smtpd_tls_loglevel = 1
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
alias_maps =
local_recipient_maps =
"""
MASTER_CF = """
127.0.0.1:{port} inet n - n - - smtpd
pickup  unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr    unix n - n 300 1 qmgr
tlsmgr  unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce  unix - - n - 0 bounce
defer   unix - - n - 0 bounce
trace   unix - - n - 0 bounce
verify  unix - - n - 1 verify
flush   unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp    unix - - n - - smtp
relay   unix - - n - - smtp
error   unix - - n - - error
retry   unix - - n - - error
discard unix - - n - - discard
anvil   unix - - n - 1 anvil
scache  unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
SMTPD_CONF = """
listen on 127.0.0.1 port {port} hostname relay.test
action "on" relay host smtp://127.0.0.1:{next_port}
match from any for rcpt-to "gone@buyer.test" reject
match from any for any action "on"
"""
# Its own users, spool and run folders; nobody outside the namespace sees them.
NAMESPACE = """
set -e
for name in passwd group; do cp /etc/$name {folder}/$name; done
printf 'opensmtpd:x:49991:49991::/var/lib/opensmtpd/empty:/usr/sbin/nologin\\nopensmtpq:x:49992:49992::/:/usr/sbin/nologin\\n' \\
    >> {folder}/passwd
printf 'opensmtpd:x:49991:\\nopensmtpq:x:49992:\\n' >> {folder}/group
mount --make-rprivate /
mount --bind {folder}/passwd /etc/passwd
mount --bind {folder}/group /etc/group
for place in /var/spool /var/lib /run; do mount -t tmpfs none $place; done
mkdir -p /var/lib/opensmtpd/empty /var/spool/smtpd
chmod 711 /var/spool/smtpd
exec {program} -d -f {folder}/smtpd.conf
"""


class Missing(Exception):
    """This relay cannot run here."""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Relay:
    name = None

    def __init__(self, next_port):
        self.next_port, self.process = next_port, None
        if os.geteuid() != 0:
            raise Missing(f"{self.name} can be started by root only")

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"seventh-{self.name.lower()}-"))
        self.folder.chmod(0o755)
        certificate.make(self.folder / "tls")
        for key in (self.folder / "tls").glob("*.pem"):
            key.chmod(0o600)
        self.ca, self.port = self.folder / "tls" / "ca.pem", free_port()
        self.prepare()
        with open(self.folder / "out", "wb") as out:
            self.process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                            start_new_session=True)
        until = time.monotonic() + START_S
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with smtplib.SMTP("127.0.0.1", self.port, timeout=5) as session:
                    session.noop()
                return self
            except (OSError, smtplib.SMTPException):
                time.sleep(0.1)
        words = self.words()
        self.__exit__()
        raise RuntimeError(f"{self.name} does not start:\n{words}")

    def words(self):
        return "".join((self.folder / name).read_text(errors="replace")[-2000:] for name in ("out", "log")
                       if (self.folder / name).exists())

    def __exit__(self, *_):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


class Postfix(Relay):
    name = "Postfix"

    def prepare(self):
        if not (POSTFIX_DAEMONS / "master").exists():
            raise Missing("postfix is not installed; run `make setup`")
        values = {"folder": self.folder, "port": self.port, "next_port": self.next_port, "daemons": POSTFIX_DAEMONS}
        (self.folder / "main.cf").write_text(MAIN_CF.format(**values))
        (self.folder / "master.cf").write_text(MASTER_CF.format(**values))
        (self.folder / "spool").mkdir()
        (self.folder / "data").mkdir()
        shutil.chown(self.folder / "data", "postfix")
        subprocess.run(["postfix", "-c", str(self.folder), "check"], capture_output=True, timeout=60, check=False)

    def command(self):
        return [str(POSTFIX_DAEMONS / "master"), "-c", str(self.folder), "-d"]


class OpenSmtpd(Relay):
    name = "OpenSMTPD"

    def prepare(self):
        program = UNPACKED / "usr" / "sbin" / "smtpd"
        if not program.exists():
            raise Missing("opensmtpd is not unpacked; run `make setup`")
        if subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode != 0:
            raise Missing("no mount namespace can be made here")
        values = {"folder": self.folder, "port": self.port, "next_port": self.next_port, "program": program}
        (self.folder / "smtpd.conf").write_text(SMTPD_CONF.format(**values))
        (self.folder / "smtpd.conf").chmod(0o600)
        (self.folder / "namespace").write_text(NAMESPACE.format(**values))

    def command(self):
        return ["unshare", "-m", "sh", str(self.folder / "namespace")]
