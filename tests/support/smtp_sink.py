#!/usr/bin/env python3
"""A real SMTP server for tests: keeps every message, and misbehaves on request.

Writes each message it took as DIR/NNNN.eml and one JSON line to DIR/log.jsonl: file, time (seconds since 1970), from, to,
message_id, connection (counted from 1) and answered (false when the client was left without the final reply).

A recipient chooses what goes wrong, by the beginning of the local part or of the domain:
  reject-550        550 at RCPT                         reject-data       554 after the dot
  defer-451         451 at RCPT                         defer-data        451 after the dot
  drop-before-dot   closes while the message arrives    drop-after-dot    keeps the message, closes without a reply
  stall-rcpt        never answers RCPT                  stall             keeps the message, never answers
  drop-data         closes instead of 354               slow              answers half a second late
  drop-at-354       closes right after 354              late              answers two seconds late
A sender beginning with reject-sender is refused with 550 at MAIL. From Python, `sink.mailbox.behaviours` gives any other
address (in small letters) one of these.

Use from Python: `with SmtpSink(folder) as sink: sink.port`. From a shell: `smtp_sink.py --port 0 --maildir DIR`, which prints
the port as its first line; with --with-parent it ends when its standard input does.
"""
import argparse
import asyncio
import json
import logging
import pathlib
import re
import ssl
import sys
import threading
import time
import warnings

from aiosmtpd.smtp import SMTP, AuthResult

BEHAVIOURS = ("reject-550", "reject-data", "defer-451", "defer-data", "drop-before-dot", "drop-after-dot", "drop-data",
              "drop-at-354", "stall-rcpt", "stall", "slow", "late")
DELAYS_S = {"slow": 0.5, "late": 2}
MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]*>)", re.IGNORECASE | re.MULTILINE)
FOREVER_S = 3600


def behaviour(address):
    local, _, domain = address.rpartition("@")
    for name in BEHAVIOURS:
        if local.startswith(name) or domain.startswith(name):
            return name
    return None


class Mailbox:
    """The handler: files what arrives and answers as the recipient's name asks."""

    def __init__(self, folder, drop_every=0, max_per_connection=0):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log = open(self.folder / "log.jsonl", "a", encoding="utf-8")
        self.count = self.connections = 0
        self.drop_every, self.max_per_connection = drop_every, max_per_connection
        self.behaviours = {}

    def keep(self, server, envelope, answered):
        self.count += 1
        name = f"{self.count:04d}.eml"
        (self.folder / name).write_bytes(envelope.original_content)
        found = MESSAGE_ID.search(envelope.original_content)
        self.log.write(json.dumps({
            "file": name, "time": time.time(), "from": envelope.mail_from, "to": envelope.rcpt_tos,
            "message_id": found.group(1).decode("ascii", "replace") if found else None,
            "connection": server.number, "answered": answered}) + "\n")
        self.log.flush()

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("reject-sender"):
            return "550 5.7.1 This sender is not allowed here"
        envelope.mail_from = address
        return "250 2.1.0 Sender fine"

    async def handle_RCPT(self, server, session, envelope, address, options):
        what = self.behaviours.get(address.lower()) or behaviour(address)
        if what == "reject-550":
            return "550-5.1.1 No such\r\n550 5.1.1 user here"
        if what == "defer-451":
            return "451 4.7.1 Greylisted, come back later"
        if what == "stall-rcpt":
            await asyncio.sleep(FOREVER_S)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Recipient fine"

    async def handle_DATA(self, server, session, envelope):
        what = {behaviour(address) for address in envelope.rcpt_tos}
        if "reject-data" in what:
            return "554 5.6.0 This message is not wanted"
        if "defer-data" in what:
            return "451 4.3.0 Try this message later"
        for name in what & DELAYS_S.keys():
            await asyncio.sleep(DELAYS_S[name])
        dropping = "drop-after-dot" in what or (self.drop_every and (self.count + 1) % self.drop_every == 0)
        self.keep(server, envelope, not dropping and "stall" not in what)
        if dropping:
            server.transport.abort()
        if dropping or "stall" in what:
            await asyncio.sleep(FOREVER_S)  # ends when the connection does
        server.taken += 1
        if self.max_per_connection and server.taken >= self.max_per_connection:
            asyncio.get_running_loop().call_later(0.05, server.close_when_idle)
        return "250 2.0.0 Kept"


class Server(SMTP):
    """One connection, numbered."""

    def __init__(self, mailbox, **options):
        super().__init__(mailbox, hostname="sink.test", ident="Seventh test sink", **options)
        self.taken = self.number = 0

    def connection_made(self, transport):
        if self.number == 0:  # STARTTLS makes it a second time
            self.event_handler.connections += 1
            self.number = self.event_handler.connections
        super().connection_made(transport)

    def close_when_idle(self):
        if self.envelope is None or self.envelope.mail_from is None:
            self.transport.close()

    async def smtp_DATA(self, arg):
        what = {behaviour(address) for address in self.envelope.rcpt_tos} if self.envelope else set()
        if "drop-data" in what:
            self.transport.abort()
        elif "drop-at-354" in what:
            self.transport.write(b"354 Go ahead\r\n")
            self.transport.close()
        elif "drop-before-dot" in what:
            await self.push("354 Go ahead")
            await self._reader.readline()
            self.transport.abort()
        else:
            await super().smtp_DATA(arg)


def server_options(cert=None, key=None, tls=None, require_auth=None):
    """-> (ssl context for the listening socket or None, options of aiosmtpd.SMTP)"""
    options = {"data_size_limit": 64 << 20, "enable_SMTPUTF8": False}
    context = None
    if cert:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
    if require_auth:
        user, _, password = require_auth.partition(":")

        def authenticate(server, session, envelope, mechanism, data):
            good = data.login == user.encode() and data.password == password.encode()
            return AuthResult(success=good, handled=False)

        options |= {"auth_required": True, "auth_require_tls": False, "authenticator": authenticate}
    if tls == "starttls":
        options["tls_context"] = context
    return (context if tls == "implicit" else None), options


async def listen(mailbox, host, port, **settings):
    context, options = server_options(**settings)
    server = await asyncio.get_running_loop().create_server(lambda: Server(mailbox, **options), host, port, ssl=context)
    return server, server.sockets[0].getsockname()[1]


class SmtpSink:
    """The sink in a thread of its own."""

    def __init__(self, folder, host="127.0.0.1", port=0, drop_every=0, max_per_connection=0, **settings):
        self.mailbox = Mailbox(folder, drop_every, max_per_connection)
        self.address, self.settings = (host, port), settings
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        self.server, self.port = asyncio.run_coroutine_threadsafe(
            listen(self.mailbox, *self.address, **self.settings), self.loop).result(10)
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.server.close)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)


def hush():
    """aiosmtpd reports what the tests provoke: broken handshakes, sign-in without TLS."""
    warnings.simplefilter("ignore")
    logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)
    logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)


async def run(arguments):
    hush()
    mailbox = Mailbox(arguments.maildir, arguments.drop_every, arguments.max_per_connection)
    server, port = await listen(mailbox, arguments.host, arguments.port, cert=arguments.cert, key=arguments.key,
                                tls=arguments.tls, require_auth=arguments.require_auth)
    print(port, flush=True)
    if arguments.with_parent:
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    else:
        await server.serve_forever()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--maildir", required=True, metavar="DIR")
    parser.add_argument("--tls", choices=("starttls", "implicit"))
    parser.add_argument("--cert")
    parser.add_argument("--key")
    parser.add_argument("--require-auth", metavar="USER:PASSWORD")
    parser.add_argument("--drop-every", type=int, default=0, metavar="N", help="drop after the dot of each Nth message")
    parser.add_argument("--max-per-connection", type=int, default=0, metavar="N",
                        help="close a connection, without a word, shortly after its Nth message")
    parser.add_argument("--with-parent", action="store_true", help="end when standard input ends")
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
