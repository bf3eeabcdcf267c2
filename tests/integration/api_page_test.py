#!/usr/bin/env python3
"""The examples of docs/api.md, run by a shell as they stand there, against a Seventh of its own."""
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import installation  # noqa: E402

PAGE = HERE.parents[1] / "docs" / "api.md"
PEOPLE = "email,first_name,last_name,company,country\nana@example.com,Ana,Lopez,Acme,Germany\nben@example.com,Ben,Berg,Berg,Germany\n"


def test_examples_work(folder):
    page = PAGE.read_text(encoding="utf-8")
    examples = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    assert len(examples) == 5, len(examples)
    with installation.Installation(folder) as seventh:
        made = re.search(r"^    seventh (token add .*)$", page, re.MULTILINE).group(1)
        shell = subprocess.run(f"{seventh.binary} --json {made}", shell=True, env=seventh.environment, check=True, stdout=subprocess.PIPE)
        assert json.loads(shell.stdout)["read_only"] is True, shell.stdout
        token = seventh.do("token", "add", "--name", "examples", "--user", "admin@localhost")[0]["token"]
        (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
        environment = {**seventh.environment, "SEVENTH": seventh.web(), "TOKEN": token}
        answers = []
        for example in examples:
            done = subprocess.run(["sh", "-euc", example], cwd=folder, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0, (example, done.stdout, done.stderr)
            answers.append([json.loads(line) for line in done.stdout.splitlines()] if "ndjson" in example else json.loads(done.stdout))
        imported, people, logged, events, suppressed = answers
        assert imported["created"] == 2, imported
        assert [row["prospect"] for row in people["rows"]] == ["ben@example.com", "ana@example.com"] and people["next"] is None, people
        assert logged["prospect"] == "ana@example.com" and logged["outcome"] == "no_answer", logged
        assert any(event["text"] == "Rang for a minute" for event in events), events
        assert suppressed["value"] == "ben@example.com", suppressed
        assert seventh.do("prospect", "show", "ben@example.com")[0]["opted_out"], "nobody writes to ben any more"


def test_table_of_errors_is_the_programs(folder):
    """Every status that the page names has the code that it names, as far as a request can bring it about."""
    page = dict(re.findall(r"^\| (\d{3}) \| `(\w+)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    with installation.Installation(folder) as seventh:
        token = seventh.do("token", "add", "--name", "errors", "--read-only")[0]["token"]
        writer = seventh.do("token", "add", "--name", "writes")[0]["token"]
        seventh.do("user", "add", "--email", "rita@example.com")
        one, two = {"Authorization": f"Bearer {token}"}, {"Authorization": f"Bearer {writer}", "Content-Type": "application/json"}
        requests = {
            "400": ("/api/v1/prospects/x", "{", "POST", two), "401": ("/api/v1/today", None, None, {}),
            "403": ("/api/v1/workspace", "{}", "POST", {**one, "Content-Type": "application/json"}),
            "404": ("/api/v1/prospects/nobody@example.com", None, None, one), "405": ("/api/v1/today", "{}", "POST", two),
            "409": ("/api/v1/users", '{"email": "rita@example.com", "password": "long enough, surely"}', "POST", two),
            "413": ("/api/v1/workspace", "x" * 1100000, "POST", two), "415": ("/api/v1/workspace", "a=b", "POST", two | {"Content-Type": "text/x"}),
            "422": ("/api/v1/today?limit=x", None, None, one),
        }
        for status, (path, body, method, headers) in requests.items():
            got, _, text = seventh.fetch(path, form=body, method=method, headers=headers)
            assert str(got) == status and json.loads(text)["error"]["code"] == page[status], (status, got, text)
        assert set(page) == set(requests) | {"429", "500", "503"}, page


if __name__ == "__main__":
    sys.exit(installation.run_tests(globals()))
