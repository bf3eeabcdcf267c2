#!/usr/bin/env python3
"""The funnel review, on both engines: who comes up, what the ledger answers, and that a decision is taken down and done.

    review_test.py
"""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import installation  # noqa: E402
import postgres  # noqa: E402

PAST, LATE = "2026-09-01T10:00:00+02:00", "2026-11-23T10:00:00+01:00"
SEQUENCE = "sequence: again\nsteps:\n  - day: 0\n    channel: call\n    objective: pick up the thread\n"


def questions(row):
    return [entry["verdict"] for entry in row["questions"]], " ".join(entry["say"] for entry in row["questions"])


def tell_story(seventh, folder):
    """Ana got two mails and has a number nobody called; Ben was called last week; Cleo said not now; Dora was never tried."""
    (folder / "people.csv").write_text("email,first_name,last_name,company,country,phone\n"
                                       "ana@a.example.com,Ana,Lopez,Acme,Germany,+49 30 1234567\nben@b.example.com,Ben,Berg,Berg,Germany,\n"
                                       "cleo@c.example.com,Cleo,Cole,Cole,Germany,+49 30 7654321\ndora@d.example.com,Dora,Dorn,Dorn,Germany,\n")
    seventh.do("import", "prospects", str(folder / "people.csv"), now=PAST)
    (folder / "again.yaml").write_text(SEQUENCE)
    seventh.do("sequence", "add", str(folder / "again.yaml"))
    seventh.do("value-point", "add", "kiel", "--title", "The Kiel study", "--says", "A third fewer errors")
    log = lambda who, channel, outcome, at: seventh.do("touch", "log", "--prospect", who, "--channel", channel, "--outcome", outcome, "--at", at,
                                                       now=LATE)
    log("ana@a.example.com", "email", "sent", "2026-09-01T10:00:00+02:00")
    log("ana@a.example.com", "email", "sent", "2026-09-08T10:00:00+02:00")
    log("ben@b.example.com", "call", "no_answer", "2026-11-18T10:00:00+01:00")
    log("cleo@c.example.com", "call", "not_now", "2026-10-10T10:00:00+02:00")


def check_review(folder, environment):
    with installation.Installation(folder, environment) as seventh:
        tell_story(seventh, folder)
        rows = {row["prospect"]: row for row in seventh.do("review", "list", now=LATE)}
        assert set(rows) == {"ana@a.example.com", "cleo@c.example.com"}, rows
        verdicts, said = questions(rows["ana@a.example.com"])
        assert verdicts == ["yes", "unknown", "yes"], verdicts
        assert "The Kiel study" in said and "never answered in 2 attempts" in said and "Not tried: call" in said, said
        assert rows["ana@a.example.com"]["proposal"] == "again"
        verdicts, said = questions(rows["cleo@c.example.com"])
        assert verdicts[1] == "yes" and "not now" in said and rows["cleo@c.example.com"]["proposal"] == "leave", (said, rows)
        # What cannot be done is refused, and nothing is taken down.
        assert "--sequence" in seventh.refused("review", "decide", "ana@a.example.com", "--decision", "again", now=LATE)
        assert "--until" in seventh.refused("review", "decide", "ana@a.example.com", "--decision", "later", now=LATE)
        assert len(seventh.do("review", "list", now=LATE)) == 2
        seventh.do("review", "decide", "ana@a.example.com", "--decision", "again", "--sequence", "again", "--note", "the study fits", now=LATE)
        seventh.do("review", "decide", "cleo@c.example.com", "--decision", "leave", now=LATE)
        assert seventh.do("review", "list", now=LATE) == []
        ana = seventh.do("prospect", "show", "ana@a.example.com", now=LATE)[0]
        assert ana["enrollment"]["sequence"] == "again", ana["enrollment"]
        told = [row for row in seventh.do("timeline", "--prospect", "ana@a.example.com", now=LATE) if row["kind"] == "review"]
        assert [row["title"] for row in told] == ["Reviewed: Back into a sequence. the study fits"], told
        # Eight weeks later Cleo comes up again; Ana is at work, Ben was left alone meanwhile.
        later = {row["prospect"] for row in seventh.do("review", "list", now="2027-01-25T10:00:00+01:00")}
        assert later == {"cleo@c.example.com", "ben@b.example.com"}, later


def test_on_sqlite(folder):
    check_review(folder, {})


def test_on_postgresql(folder):
    with postgres.running() as url:
        check_review(folder, {"SEVENTH_DB": url})


def test_on_the_web(folder):
    with installation.Installation(folder) as seventh:
        tell_story(seventh, folder)
        browse = seventh.browser()
        status, _, page = browse("/review")
        assert status == 200 and "Lopez" in page and "Is there something real to say?" in page and "Not tried: call" in page, page[:500]
        person = next(row for row in seventh.do("review", "list") if row["prospect"] == "ana@a.example.com")["prospect_id"]
        status, _, page = browse(f"/review/{person}", decision="later")
        assert status == 422 and "Say when to come back, and why" in page, (status, page[:300])
        status, headers, _ = browse(f"/review/{person}", decision="never", note="sold the company")
        assert status == 303 and headers["Location"].startswith("/review"), headers
        assert "Lopez" not in browse("/review")[2]
        assert seventh.do("prospect", "show", "ana@a.example.com")[0]["shut"]


if __name__ == "__main__":
    sys.exit(installation.run_tests(globals()))
