#!/usr/bin/env python3
"""A server that speaks some IMAP and then misbehaves: `imap_liar.py MODE` prints its port and serves until its input ends.

It takes any password. Every folder holds one message, UID 5, unless the mode says otherwise.
"""
import socketserver
import sys
import threading
import time

MESSAGE = b"Subject: hi\r\n\r\nhello\r\n"
FOREVER_S = 3600
MODES = {
    "honest": "does all it should",
    "http": "greets as a web server",
    "silent": "accepts and says nothing",
    "closes": "closes at once",
    "bye": "greets with BYE",
    "preauth": "greets with PREAUTH",
    "stall-login": "never answers LOGIN",
    "drip": "answers NOOP and CAPABILITY with an endless line, a byte at a time",
    "flood": "answers EXAMINE with untagged lines without end",
    "no-uidvalidity": "tells none",
    "no-uidnext": "tells none",
    "backwards": "tells a UIDNEXT of 3 although there was a message 5",
    "stranger": "answers FETCH with a message nobody asked for",
    "twice": "answers FETCH with each message twice",
    "endless-literal": "announces a message of four gigabytes and sends on and on",
    "short-literal": "announces a kilobyte, sends ten bytes and closes",
    "liar-size": "announces a message of 20 bytes that has 20 megabytes",
    "deep": "answers FETCH with a body structure nested a million deep",
    "bad-dates": "gives messages senseless dates",
    "injects": "mixes plain text into the start of TLS",
    "garbage": "answers EXAMINE with bytes from nowhere",
    "wrong-search": "answers SEARCH with numbers that are none",
    "drops-append": "closes in the middle of APPEND",
}


class Session(socketserver.StreamRequestHandler):
    mode = "honest"
    greetings = {"http": b"HTTP/1.1 400 Bad Request\r\nServer: web\r\n\r\n", "bye": b"* BYE too busy\r\n", "preauth": b"* PREAUTH root\r\n"}

    def say(self, *lines):
        for line in lines:
            self.wfile.write((line if isinstance(line, bytes) else line.encode()) + b"\r\n")

    def handle(self):
        if self.mode == "closes":
            return
        if self.mode == "silent":
            time.sleep(FOREVER_S)
        self.wfile.write(self.greetings.get(self.mode, b"* OK ready {99999999999} (((\r\n"))
        try:
            for line in self.rfile:
                tag, _, command = line.decode("latin-1").strip().partition(" ")
                if not self.answer(tag, command):
                    return
        except (ConnectionError, BrokenPipeError):
            pass

    def answer(self, tag, command):
        """-> whether the session goes on"""
        verb = command.upper().removeprefix("UID ").partition(" ")[0]
        method = getattr(self, "do_" + verb.lower(), None)
        if method is not None and method(tag, command.upper()) is False:
            return False
        self.say(f"{tag} OK done")
        return verb != "LOGOUT"

    def drip(self):
        while self.mode == "drip":
            self.wfile.write(b"x")
            time.sleep(0.05)

    def do_capability(self, tag, command):
        self.drip()
        self.say("* CAPABILITY IMAP4rev1" + (" STARTTLS" if self.mode == "injects" else ""))

    def do_starttls(self, tag, command):
        self.wfile.write(f"{tag} OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=EVIL\r\n".encode())
        time.sleep(FOREVER_S)

    def do_login(self, tag, command):
        if self.mode == "stall-login":
            time.sleep(FOREVER_S)

    def do_examine(self, tag, command):
        while self.mode == "flood":
            self.say("* OK still thinking about it, one moment please")
        if self.mode == "garbage":
            self.say(bytes(range(128, 256)) * 8, b"* * * \0\0\0", b"( ( (")
        self.say("* FLAGS (\\Seen)", "* 1 EXISTS", "* 0 RECENT")
        if self.mode != "no-uidvalidity":
            self.say("* OK [UIDVALIDITY 77] fine")
        if self.mode != "no-uidnext":
            self.say(f"* OK [UIDNEXT {3 if self.mode == 'backwards' else 6}] fine")

    def do_search(self, tag, command):
        if self.mode == "wrong-search":
            self.say("* SEARCH five -1 99999999999999999999 5")
        else:
            self.say("* SEARCH 5 5 5")

    def do_fetch(self, tag, command):
        uid = 9 if self.mode == "stranger" else 5
        date = "99-Xyz-0000 99:99:99 +9999" if self.mode == "bad-dates" else "17-Jul-2026 02:44:25 -0700"
        if self.mode == "deep":
            self.wfile.write(b"* 1 FETCH (UID 5 BODYSTRUCTURE " + b"(" * 1000000)
            return False
        for _ in range(2 if self.mode == "twice" else 1):
            if "RFC822.SIZE" in command:
                size = 20 if self.mode == "liar-size" else len(MESSAGE)
                self.say(f'* 1 FETCH (UID {uid} RFC822.SIZE {size} INTERNALDATE "{date}")')
            elif not self.body(uid):
                return False
        return True

    def body(self, uid):
        lengths = {"endless-literal": 4000000000, "short-literal": 1024, "liar-size": 20 << 20}
        self.wfile.write(b"* 1 FETCH (UID %d BODY[] {%d}\r\n" % (uid, lengths.get(self.mode, len(MESSAGE))))
        if self.mode == "short-literal":
            self.wfile.write(b"0123456789")
            return False
        if self.mode == "endless-literal":
            while True:
                self.wfile.write(b"All work and no play makes Jack a dull boy.\r\n" * 1000)
        self.wfile.write(b"x" * (20 << 20) if self.mode == "liar-size" else MESSAGE)
        self.say(")")
        return True

    def do_append(self, tag, command):
        size = int(command.rpartition("{")[2].rstrip("+}"))
        self.say("+ go ahead")
        if self.mode == "drops-append":
            self.rfile.read(size // 2)
            return False
        self.rfile.read(size + 2)
        return True


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = allow_reuse_address = True

    def handle_error(self, request, client_address):
        pass  # clients hang up on liars


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in MODES:
        sys.exit("usage: imap_liar.py MODE\n" + "\n".join(f"  {mode}: {what}" for mode, what in MODES.items()))
    Session.mode = sys.argv[1]
    with Server(("127.0.0.1", 0), Session) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(server.server_address[1], flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
