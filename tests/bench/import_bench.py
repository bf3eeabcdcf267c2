#!/usr/bin/env python3
"""How long `import prospects` takes for a million rows, against `sqlite3 .import` of the same file.

    import_bench.py --seventh BINARY [--rows N] [--runs N] [--numbers e164|national|both]

Makes the file from a seed (people at example.com), imports it both ways in turn into empty databases, and prints one
JSON object a measurement: {"name","value","unit","baseline","ratio","peak_mb"}; value and baseline are the best of
the runs. Exit status 1 when a goal is missed: 2 times with numbers in E.164, 5 times with national ones, 64 MB.
"""
import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

HEADER = ("Email,First Name,Last Name,Job Title,Company,Phone,Country,City,Industry,Lead Source,Record ID,Employees")
FIRST = "Ana Bo Carla Deniz Emil Femi Gita Hugo Ines Jan Kofi Lena Mara Noor Olga Pia Quim Rosa Sami Tara Uwe Vera".split()
LAST = "Abel Berg Costa Diaz Eriksen Fuchs Garcia Hansen Ito Jansen Kaya Lopez Meyer Novak Okafor Petrov Quist".split()
TITLES = ["CTO", "Head of Sales", "Buyer", "VP Operations", "Managing Director", "Engineer", "Office Manager"]
PLACES = [  # country, city, prefix in E.164 and at home, digits that follow
    ("Germany", "Berlin", "+4930", "030 ", 7), ("France", "Lyon", "+33472", "04 72 ", 6),
    ("Spain", "Madrid", "+3491", "91 ", 7), ("United Kingdom", "Leeds", "+44113", "0113 ", 7),
    ("Italy", "Roma", "+3906", "06 ", 7), ("Sweden", "Malmö", "+4640", "040 ", 6)]
INDUSTRIES = ["Software", "Machinery", "Retail", "Logistics", "Health"]
SOURCES = ["Web", "Fair", "Referral", "Newsletter"]
GOALS = {"e164": 2.0, "national": 5.0}
GOAL_MB = 64


def make_file(path, rows, numbers):
    chance = random.Random(7)
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write(HEADER + "\n")
        for i in range(rows):
            first, last = chance.choice(FIRST), chance.choice(LAST)
            country, city, prefix, national, length = chance.choice(PLACES)
            company = chance.randrange(max(rows // 20, 1))
            digits = str(chance.randrange(10 ** (length - 1), 10 ** length))
            number = prefix + digits if numbers == "e164" else f"{national}{digits[:3]} {digits[3:]}"
            out.write(f"{first.lower()}.{last.lower()}{i}@c{company}.example.com,{first},{last},{chance.choice(TITLES)},"
                      f"Company {company} Ltd,{number},{country},{city},{chance.choice(INDUSTRIES)},"
                      f"{chance.choice(SOURCES)},R{i:08d},{chance.randrange(1, 5000)}\n")


def timed(command, **options):
    """Wall seconds and peak resident MB of one command."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
    output, errors = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command}: {errors}")
    return time.monotonic() - start, usage.ru_maxrss / 1024, output


def forget(folder, *names):
    for name in names:
        for path in pathlib.Path(folder).glob(name + "*"):
            path.unlink()


def measure(arguments, numbers, folder):
    file = pathlib.Path(folder) / f"{numbers}.csv"
    make_file(file, arguments.rows, numbers)
    best, baseline, peak = float("inf"), float("inf"), 0.0
    for _ in range(arguments.runs):
        forget(folder, "bare.db", "seventh.db")
        seconds, _, _ = timed(["sqlite3", f"{folder}/bare.db", f".import --csv {file} prospects"])
        baseline = min(baseline, seconds)
        env = dict(os.environ, SEVENTH_DB=f"sqlite:{folder}/seventh.db")
        timed([arguments.seventh, "init"], env=env)
        seconds, megabytes, output = timed([arguments.seventh, "--json", "import", "prospects", str(file)], env=env)
        best, peak = min(best, seconds), max(peak, megabytes)
        result = json.loads(output)
        if result["created"] != arguments.rows:
            sys.exit(f"created {result['created']} of {arguments.rows}: {result['errors'][:3]}")
    file.unlink()
    ratio = best / baseline
    print(json.dumps({"name": f"import.{numbers}", "value": round(best, 2), "unit": "s", "baseline": round(baseline, 2),
                      "ratio": round(ratio, 2), "peak_mb": round(peak, 1), "rows": arguments.rows}), flush=True)
    return ratio <= GOALS[numbers] and peak <= GOAL_MB


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seventh", required=True)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--numbers", choices=["e164", "national", "both"], default="both")
    parser.add_argument("--folder", help="where the files go; a temporary folder otherwise")
    arguments = parser.parse_args()
    kinds = ["e164", "national"] if arguments.numbers == "both" else [arguments.numbers]
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        fine = [measure(arguments, kind, folder) for kind in kinds]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
