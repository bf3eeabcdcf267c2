#!/usr/bin/env python3
"""What an audit leaves behind: PDF, page, lists as CSV and as a workbook, read again by other programs.

    audit_out_test.py SEVENTH
"""
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
os.environ.setdefault("SEVENTH_BINARY", os.path.abspath(sys.argv[1]))
import audit_world  # noqa: E402
import installation  # noqa: E402

SEVENTH = os.path.abspath(sys.argv[1])
NOW = audit_world.NOW.strftime("%Y-%m-%dT%H:%M:%SZ")
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULA = "=HYPERLINK(\"http://evil.test\",\"x\")"


def audit(*words, status=3):
    done = subprocess.run([SEVENTH, "--json", "--no-input", "--now", NOW, "audit", *words], capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == status, (done.returncode, done.stderr)
    return json.loads(done.stdout) if status in (0, 3) else done.stderr


def world_files(folder, size=4):
    world = audit_world.World(size)
    world.leads[-1].first = FORMULA  # a name that a spreadsheet would run
    leads, activities = audit_world.generic(world, folder)
    return world, [*leads, *activities]


def pdf_text(path, *words):
    return subprocess.run(["pdftotext", "-layout", *words, path, "-"], capture_output=True, text=True, check=True).stdout


def pdf_about(path):
    lines = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout.splitlines()
    return {name.strip(): value.strip() for name, value in (line.split(":", 1) for line in lines if ":" in line)}


def test_pdf(folder):
    world, files = world_files(folder)
    report = audit(*files, "--pdf", f"{folder}/r.pdf", "--html", f"{folder}/r.html")
    about = pdf_about(f"{folder}/r.pdf")
    assert "595.28 x 841.89" in about["Page size"] and about["Title"] == "How persistent were we?", about
    pages = int(about["Pages"])
    for page in range(1, pages + 1):  # each says which it is
        assert f"{page} of {pages}" in pdf_text(f"{folder}/r.pdf", "-f", str(page), "-l", str(page)), page
    text = pdf_text(f"{folder}/r.pdf")
    flat = " ".join(text.split())
    share = report["never_contacted"]
    assert f"{share:.0%} of the leads were never tried by a person" in flat, flat[:400]
    for row in report["findings"]:
        assert not row["leads"] or f"{row['title']}: {row['leads']} lead" in flat, row["title"]
    # Each figure of the charts stands beside its bar, in the PDF as in the page.
    page = (folder / "r.html").read_text()
    for said in re.findall(r'<text x="\d+" y="\d+">([^<]+)</text>', page):
        assert said in flat, said
    first = report["hazard"]["per_attempt"][0]
    assert f"({first['low'] * 100:.0f} to {first['high'] * 100:.0f}) of {first['at_risk']}" in flat
    thin = [row for row in report["hazard"]["per_attempt"] if row["at_risk"] < 30]
    assert thin and f"{thin[0]['at_risk']} leads: too few to tell" in flat
    for who in (world.leads[0].email, world.leads[-1].email):
        assert who in text
    audit(*files, "--pdf", f"{folder}/letter.pdf", "--paper", "letter")
    assert "612 x 792" in pdf_about(f"{folder}/letter.pdf")["Page size"]


def test_pdf_in_any_script(folder):
    """Names in other scripts, right to left, emoji, control characters and very long ones."""
    names = ["Мария Иванова", "山田 太郎", "محمد علي", "Zoë 😀 Çelik", "A\x01B\tC", "W" * 180, "ไทย"]
    leads = audit_world.write(folder / "l.csv", ["Lead ID", "Name", "Company"], [[n, name, name] for n, name in enumerate(names)])
    acts = audit_world.write(folder / "a.csv", ["Lead ID", "Type", "Date"], [["0", "Call", "2026-03-03 10:00"]])
    audit("--leads", leads, "--activities", acts, "--pdf", f"{folder}/r.pdf")
    text = pdf_text(f"{folder}/r.pdf")
    assert "Мария Иванова" in text and "Çelik" in text, text
    done = subprocess.run(["pdftoppm", "-r", "20", "-png", f"{folder}/r.pdf", f"{folder}/p"], capture_output=True, text=True, check=True)
    assert not done.stderr, done.stderr


def test_ten_questions(folder):
    """What docs/audit-questions.md points at stands in the report: each heading and finding it names."""
    _, files = world_files(folder)
    with open(files[0], encoding="utf-8", newline="") as rows:
        people = list(csv.reader(rows))
    audit_world.write(files[0], [*people[0], "Industry"], [[*row, ("Machines", "Food")[n % 2]] for n, row in enumerate(people[1:])])
    audit(*files, "--pdf", f"{folder}/r.pdf", "--html", f"{folder}/r.html")
    page = (folder / "r.html").read_text()
    flat = " ".join(pdf_text(f"{folder}/r.pdf").split())
    questions = (HERE.parent.parent / "docs" / "audit-questions.md").read_text()
    assert len(re.findall(r"^\d+\. \*\*", questions, re.MULTILINE)) == 10
    named = [" ".join(name.split()) for name in re.findall('"([^"]+)"', questions)]
    assert len(named) > 15
    for name in named:
        if name != "Count":  # the button that makes the report
            assert name in page, name
            assert name in flat, name


def test_leads_without_activities(folder):
    """Nothing is told where nothing is known: no "nan", no share of nothing, no empty chart."""
    leads = audit_world.write(folder / "l.csv", ["Lead ID", "Name", "Owner"], [[1, "Ann", "Rosa"], [2, "Bert", ""]])
    audit(leads, "--pdf", f"{folder}/r.pdf", "--html", f"{folder}/r.html", status=0)
    for text in (pdf_text(f"{folder}/r.pdf"), (folder / "r.html").read_text()):
        assert not re.search(r"\bnan\b", text) and "not known of the leads" not in text and "nothing that was done about" in " ".join(text.split())
        assert "(not said)" in text and "How often we tried" not in text


def sheets(path):
    with zipfile.ZipFile(path) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            shared = ["".join(t.text or "" for t in si.iter(f"{SHEET}t")) for si in ET.fromstring(book.read("xl/sharedStrings.xml"))]
        names = [sheet.get("name") for sheet in ET.fromstring(book.read("xl/workbook.xml")).iter(f"{SHEET}sheet")]
        found = {}
        for number, name in enumerate(names, 1):
            root = ET.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
            assert root.find(f".//{SHEET}f") is None and root.find(f".//{SHEET}hyperlink") is None, name
            rows = []
            for row in root.iter(f"{SHEET}row"):
                cells = {}
                for cell in row:
                    column = re.match("[A-Z]+", cell.get("r"))[0]
                    value = cell.find(f"{SHEET}v")
                    inline = "".join(t.text or "" for t in cell.iter(f"{SHEET}t"))
                    cells[column] = shared[int(value.text)] if cell.get("t") == "s" else inline or (value.text if value is not None else "")
                rows.append(cells)
            found[name] = rows
        return found


def test_lists(folder):
    world, files = world_files(folder)
    report = audit(*files, "--rows", "2", "--lists", f"{folder}/lists", "--xlsx", f"{folder}/lists.xlsx")
    book = sheets(f"{folder}/lists.xlsx")
    kinds = {row["kind"]: row for row in report["findings"]}
    assert {entry["kind"] for entry in report["lists"]} == {*kinds, "revive"}
    for entry in report["lists"]:
        with open(entry["file"], encoding="utf-8", newline="") as rows:
            listed = list(csv.DictReader(rows))
        finding = kinds.get(entry["kind"])
        expected = finding["leads"] if finding else report["revive_count"]
        # All of them, though the report itself was asked for two rows.
        assert len(listed) == entry["rows"] == expected and (not finding or len(finding["rows"]) <= 2), entry
        sheet = book[finding["title"][:31] if finding else "Worth another touch"]
        assert len(sheet) == expected + 1 and list(sheet[0].values()) == list(listed[0] if listed else sheet[0].values()), entry
        for row, cells in zip(listed, sheet[1:]):
            assert row["Lead"] == cells["A"] and all(value[:1] not in "=+-@\t\r" for value in row.values() if value), row
    truth = world.truth["never_contacted"]
    by_email = {x.email: x.id for x in world.leads}
    with open(folder / "lists" / "never_contacted.csv", encoding="utf-8", newline="") as rows:
        assert {by_email[row["Lead"]] for row in csv.DictReader(rows)} == set(truth)
    # The formula came in as a name: text everywhere, with a quote before it in the CSV.
    whole = (folder / "lists" / "broken_promises.csv").read_text() + (folder / "lists" / "revive.csv").read_text()
    assert "'=HYPERLINK" in whole
    assert any(FORMULA in cell for rows in book.values() for row in rows for cell in row.values())
    message = audit(*files, "--lists", f"{folder}/lists.xlsx/no", status=1)
    assert "lists.xlsx" in message


if __name__ == "__main__":
    sys.exit(installation.run_tests(globals()))
