#!/usr/bin/env python3
"""How long the audit takes, against `sqlite3` importing and grouping the same files.

    audit_bench.py --seventh BINARY [--leads N] [--activities N] [--mails N] [--runs N]

Makes the files from a seed (people at example.com), keeps them beside the build, and prints one JSON object a measurement:
{"name","value","unit","baseline","ratio","peak_mb"}. Exit status 1 when a goal is missed: 20 s and 500 MB for a million leads
with five million activities, 30 s for 100,000 mails. All of it on one core (taskset).
"""
import argparse
import datetime as dt
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

GOAL_S, GOAL_MB, GOAL_MAIL_S = 20, 500, 30
START = dt.datetime(2025, 1, 1)
REPS = [f"Rep {n}" for n in range(40)]
KINDS = ["Call", "Email", "Email", "Call", "LinkedIn", "Meeting"]
OUTCOMES = {"Call": ["No answer", "Left voicemail", "Connected", "Busy"], "Meeting": ["Completed"]}


def make_leads(path, leads):
    chance = random.Random(7)
    with open(path, "w", encoding="utf-8") as out:
        out.write("Lead ID,First Name,Last Name,Email,Company,Country,Industry,Lead Owner,Lead Source,Created Time,Lead Status\n")
        for n in range(leads):
            created = START + dt.timedelta(minutes=chance.randrange(400000))
            out.write(f"L{n:08d},Ann,Example{n},ann{n}@c{n // 3}.example.com,Company {n // 3},{('Germany', 'France', 'Spain')[n % 3]},"
                      f"{('Software', 'Retail', 'Health')[n % 3]},{REPS[n % 40]},{('Web', 'Fair', 'Referral')[n % 3]},"
                      f"{created:%Y-%m-%d %H:%M:%S},Open\n")


def make_activities(path, leads, activities):
    chance = random.Random(11)
    with open(path, "w", encoding="utf-8") as out:
        out.write("Activity ID,Lead ID,Type,Direction,Activity Date,Owner,Outcome,Status,Subject\n")
        for n in range(activities):
            kind = KINDS[chance.randrange(6)]
            at = START + dt.timedelta(minutes=chance.randrange(500000))
            inbound = kind == "Email" and n % 17 == 0
            outcome = chance.choice(OUTCOMES[kind]) if kind in OUTCOMES else ""
            out.write(f"A{n:09d},L{chance.randrange(leads):08d},{kind},{'Inbound' if inbound else 'Outbound'},{at:%Y-%m-%d %H:%M:%S},"
                      f"{REPS[n % 40]},{outcome},Completed,Subject {n % 5000}\n")


def make_mails(path, mails):
    chance = random.Random(13)
    words = [f"word{n}" for n in range(3000)]
    with open(path, "w", encoding="utf-8") as out:
        for n in range(mails):
            lead, at = n % (mails // 5), START + dt.timedelta(minutes=n)
            own, other = "rosa@seller.example.com", f"Ann Example <ann{lead}@c{lead}.example.org>"
            sender, to = (own, other) if n % 4 else (other, own)
            body = " ".join(chance.choice(words) for _ in range(120))
            out.write(f"From - {at:%a %b %d %H:%M:%S %Y}\nFrom: {sender}\nTo: {to}\nSubject: Point {n}\nDate: {at:%a, %d %b %Y %H:%M:%S} +0000\n"
                      f"Message-ID: <m{n}@example.com>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}\n\n")


def timed(command):
    """Processor seconds, peak resident MB and output of one command on one core. Others may be at work on this machine."""
    process = subprocess.Popen(["taskset", "-c", "0", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    output = process.stdout.read()
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        sys.exit(f"{command}: {errors}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output


GROUPING = """
SELECT n, count(*) FROM (SELECT l."Lead ID" AS id, count(a."Lead ID") AS n FROM leads l
  LEFT JOIN acts a ON a."Lead ID" = l."Lead ID" AND a.Direction = 'Outbound' GROUP BY 1) GROUP BY n ORDER BY n;
"""


def sqlite(folder, leads, acts):
    database = folder / "baseline.db"
    database.unlink(missing_ok=True)
    script = ("PRAGMA journal_mode=OFF;\nPRAGMA synchronous=OFF;\n.mode csv\n"
              f".import {leads} leads\n.import {acts} acts\nCREATE INDEX acts_lead ON acts(\"Lead ID\", Direction);\n{GROUPING}")
    sheet = folder / "baseline.sql"
    sheet.write_text(script)
    seconds, _, output = timed(["sh", "-c", f"sqlite3 {database} < {sheet}"])
    database.unlink(missing_ok=True)
    counts = dict(line.split(",") for line in output.split() if line.count(",") == 1)
    return seconds, counts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seventh", required=True)
    parser.add_argument("--leads", type=int, default=1_000_000)
    parser.add_argument("--activities", type=int, default=5_000_000)
    parser.add_argument("--mails", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--keep", help="folder of the files, kept for the next time")
    options = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(options.keep or scratch)
        folder.mkdir(parents=True, exist_ok=True)
        leads, acts, box = (folder / f"leads-{options.leads}.csv", folder / f"acts-{options.activities}.csv", folder / f"{options.mails}.mbox")
        for path, make in ((leads, lambda p: make_leads(p, options.leads)),
                           (acts, lambda p: make_activities(p, options.leads, options.activities)), (box, lambda p: make_mails(p, options.mails))):
            if not path.exists():
                make(path)
        common = [options.seventh, "--json", "--now", "2026-06-01T12:00:00Z", "audit", "--rows", "100"]
        best = min((timed([*common, "--leads", str(leads), "--activities", str(acts)]) for _ in range(options.runs)), key=lambda x: x[0])
        base, counts = sqlite(folder, leads, acts)
        report = json.loads(best[2])
        same = {k: str(v) for k, v in report["attempts"].items() if v} == counts
        print(json.dumps({"name": "audit", "value": round(best[0], 2), "unit": "s", "baseline": round(base, 2), "ratio": round(best[0] / base, 2),
                          "peak_mb": round(best[1]), "same_counts": same}), flush=True)
        failed |= best[0] > GOAL_S or best[1] > GOAL_MB or not same
        mail = min((timed([*common, str(box)]) for _ in range(options.runs)), key=lambda x: x[0])
        print(json.dumps({"name": "audit_mailbox", "value": round(mail[0], 2), "unit": "s", "baseline": GOAL_MAIL_S,
                          "ratio": round(mail[0] / GOAL_MAIL_S, 2), "peak_mb": round(mail[1])}), flush=True)
        failed |= mail[0] > GOAL_MAIL_S
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
