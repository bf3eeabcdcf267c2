"""A Seventh of its own in a folder, driven as its owner would: by commands, and by its pages where people outside come in.

    with Installation(folder) as seventh:
        seventh.do("workspace", "set", "--name", "Us")            # rows; fails loudly
        seventh.person("ana@example.com")
        seventh.web()                                             # "http://127.0.0.1:PORT", started once

    run_tests(globals())   # every test_* function, with a fresh folder, as TAP
"""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import traceback
import urllib.error
import urllib.parse
import urllib.request

PASSWORD = "a long enough password"
MONDAY = "2026-11-23T09:00:00+01:00"

SEQUENCE = """sequence: {name}
steps:
  - day: 0
    channel: email
    automatic: true
    subject: "{subject}"
    body: |
{body}
"""


class Refused(Exception):
    """The command ended otherwise than asked for."""


class Installation:
    def __init__(self, folder, environment=None):
        self.folder, self.server, self.address = pathlib.Path(folder), None, None
        self.now = None  # the present of the pages; the real one otherwise
        own = {name: value for name, value in os.environ.items() if not name.startswith("SEVENTH_")}
        self.environment = {**own, "SEVENTH_PASSWORD": PASSWORD, "SEVENTH_DB": f"sqlite:{self.folder}/seventh.db",
                            **(environment or {})}
        self.binary = os.environ["SEVENTH_BINARY"]
        self.do("init")
        self.do("workspace", "set", "--zone", "Europe/Berlin", "--postal-address", "Main Street 1, Springfield")
        self.do("user", "password", "admin@localhost")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.server is not None:
            self.server.terminate()
            self.server.wait(timeout=20)
            self.server.stdout.close()

    def command(self, *words, now=None, stdin="", environment=None):
        """Status, JSON rows, messages."""
        at = ["--now", now] if now else []
        done = subprocess.run([self.binary, "--json", "--no-input", *at, *words], input=stdin, capture_output=True,
                              env={**self.environment, **(environment or {})}, text=True, timeout=120, check=False)
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr

    def do(self, *words, **options):
        status, rows, messages = self.command(*words, **options)
        if status != 0:
            raise Refused(f"{' '.join(words)}: {status}: {messages}")
        return rows

    def text(self, *words, now=None):
        """What the command prints on a terminal."""
        at = ["--now", now] if now else []
        return subprocess.run([self.binary, "--no-input", *at, *words], stdout=subprocess.PIPE, env=self.environment, text=True,
                              timeout=120, check=True).stdout

    def refused(self, *words, **options):
        status, _, messages = self.command(*words, **options)
        assert status == 1, (words, status, messages)
        return messages

    def person(self, address, **fields):
        columns = {"email": address, "first_name": "Ana", "last_name": "Lopez", "company": "Acme", "country": "Germany",
                   **fields}
        file = self.folder / "people.csv"
        file.write_text(",".join(columns) + "\n" + ",".join(columns.values()) + "\n", encoding="utf-8")
        self.do("import", "prospects", str(file))

    def sequence(self, name, body="Hello {{first_name}}, one number for you.", subject="A word on {{company}}", extra=""):
        file = self.folder / f"{name}.yaml"
        text = SEQUENCE.format(name=name, subject=subject, body="\n".join("      " + line for line in body.split("\n")))
        file.write_text(text + extra, encoding="utf-8")
        self.do("sequence", "add", str(file))

    def web(self):
        if self.address is None:
            at = ["--now", self.now] if self.now else []
            self.server = subprocess.Popen([self.binary, *at, "serve", "--listen", "127.0.0.1:0", "--role", "web"],
                                           env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            for line in self.server.stdout:
                found = re.search(r"http://127\.0\.0\.1:\d+", line)
                if found:
                    self.address = found.group(0)
                    break
        return self.address

    def browser(self, user="admin@localhost"):
        """A signed-in user: browse(path, form) -> status, headers, text."""
        _, headers, _ = self.fetch("/sign-in", form=urllib.parse.urlencode({"email": user, "password": PASSWORD}))
        cookie = {"Cookie": headers["Set-Cookie"].partition(";")[0]}

        def browse(path, **form):
            if not form:
                return self.fetch(path, headers=cookie)
            token = re.search(r'name="csrf" value="([^"]+)"', self.fetch("/settings", headers=cookie)[2]).group(1)
            return self.fetch(path, form=urllib.parse.urlencode({"csrf": token, **form}), headers=cookie)
        return browse

    def fetch(self, path, form=None, method=None, headers=None):
        """Status, headers and text of a page; no cookies, no redirects followed."""
        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *_):
                return None
        body = form.encode() if form is not None else None
        asked = urllib.request.Request(self.web() + path, data=body, method=method, headers=headers or {})
        try:
            answer = urllib.request.build_opener(Stay).open(asked, timeout=30)
        except urllib.error.HTTPError as problem:
            answer = problem
        with answer:
            return answer.status, answer.headers, answer.read().decode()


def run_tests(names):
    tests = [(name, test) for name, test in names.items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(pathlib.Path(folder))
                print(f"ok {number} {name}", flush=True)
            except Exception as problem:  # pylint: disable=broad-except
                failed += 1
                frames = [frame.lineno for frame in traceback.extract_tb(problem.__traceback__)]
                words = str(problem)[:1500].replace("\n", "\n# ")
                print(f"not ok {number} {name}\n# lines {frames}: {type(problem).__name__}: {words}", flush=True)
    return 1 if failed else 0
