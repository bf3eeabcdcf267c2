"""A world of leads with planted gaps, written as the exports of several systems, with its known truth.

Every lead is a story; a story tells what it adds to each figure of the audit. Nothing here knows how the audit counts.
"""
import csv
import datetime as dt
import random

UTC = dt.timezone.utc
NOW = dt.datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
REPS = ["Rosa Field", "Sam Stone", "Tara Brook", "Uwe Hill"]
SOURCES = ["Web form", "Trade show", "Referral"]
PITCH = ("We help teams like yours to cut the time between quote and order by a third. Our customers in machinery "
         "do it with two screens and one import. Shall I show you how on Tuesday?")
CASE = ("A maker of pumps with 40 people used to lose one quote in five. After the change it was one in twelve; the "
        "story with all figures is at https://example.com/pumps. Would that be worth ten minutes to you?")
OTHERS = [
    "Here is the checklist of {n} points that your colleagues at a plant in Ulm asked me for: https://example.com/{n}.",
    "Since you asked how long it takes: {n} days from the first call to the first order, with an import on day two.",
    "New since March: prices can be locked for {n} days. That answers the point your industry raises most, I believe.",
    "A question, because it decides what I should send you: do you quote more than {n} times a month, or fewer?",
    "Would a visit to a user near you help? There are {n} within an hour's drive, and two like to show their line.",
    "You may find the figure useful even without us: firms of your size answer {n} of 100 inquiries within the hour.",
    "The study I mentioned is out, {n} pages, no form to fill in: https://example.com/study-{n}. Page four is yours.",
]
EMPTY = "Hi there, just checking in to see if you had a chance to look at my last email. Any thoughts?"


class Lead:
    def __init__(self, number, story, chance):
        self.number, self.story = number, story
        self.id = f"L{number:05d}"
        self.first, self.last = f"Ann{number}", f"Example{number}"
        self.email = f"ann{number}@c{number}.example.com"
        self.company = f"Company {number}"
        self.owner = REPS[number % len(REPS)]
        self.source = SOURCES[number % len(SOURCES)]
        # A weekday morning in Berlin, by the minute.
        day = dt.date(2026, 2, 2) + dt.timedelta(days=7 * chance.randrange(8) + chance.randrange(4))
        self.created = dt.datetime(day.year, day.month, day.day, 9, chance.randrange(60), tzinfo=UTC)
        self.status = "Open"
        self.events = []

    def add(self, kind, at, *, inbound=False, machine=False, outcome="", body="", subject="", rep=None, status="Completed",
            due=None, channel=None):
        self.events.append({"kind": kind, "at": at, "inbound": inbound, "machine": machine, "outcome": outcome,
                            "body": body, "subject": subject, "rep": rep or self.owner, "status": status, "due": due,
                            "channel": channel or kind, "id": f"A{self.number:05d}-{len(self.events)}", "lead": self})


def day_after(lead, days, hour=10, minute=0):
    """Working hours in Berlin (8 to 16 UTC), never on a weekend."""
    at = (lead.created + dt.timedelta(days=days)).replace(hour=hour, minute=minute)
    while at.weekday() > 4:
        at += dt.timedelta(days=1)
    return at


def text(n):
    return OTHERS[n % len(OTHERS)].format(n=n + 11)


class World:
    """`size` leads of each story."""

    def __init__(self, size=10, seed=7):
        self.chance = random.Random(seed)
        self.leads, self.truth = [], {}
        for story in STORIES:
            for _ in range(size):
                lead = Lead(len(self.leads) + 1, story.__name__, self.chance)
                story(self, lead)
                self.leads.append(lead)
        self.histogram = {}
        for lead in self.leads:
            n = sum(1 for e in lead.events if not e["inbound"] and not e["machine"] and e["status"] == "Completed")
            self.histogram[str(n)] = self.histogram.get(str(n), 0) + 1

    def count(self, figure, lead, n=1):
        found = self.truth.setdefault(figure, {})
        found[lead.id] = found.get(lead.id, 0) + n

    def total(self, figure):
        return sum(self.truth.get(figure, {}).values())


def never(world, lead):
    world.count("never_contacted", lead)


def machine_only(world, lead):
    for n in range(3):
        lead.add("email", day_after(lead, 1 + 3 * n), machine=True, body=text(n), subject=f"News {n}", rep="Workflow")
    world.count("never_contacted", lead)
    world.count("machine", lead, 3)


def once(world, lead):
    lead.add("call", lead.created + dt.timedelta(minutes=3), outcome="No answer")
    world.count("within_5_min", lead)
    world.count("gave_up_after_1_2", lead)


def twice(world, lead):
    lead.add("call", lead.created + dt.timedelta(minutes=40), outcome="Left voicemail")
    lead.add("email", day_after(lead, 3), body=text(1), subject="A checklist")
    world.count("within_1_h", lead)
    world.count("gave_up_after_1_2", lead)


def steady(world, lead):
    for n in range(8):
        kind = ["call", "email", "social"][n % 3]
        lead.add(kind, day_after(lead, 2 + 4 * n), outcome="No answer" if kind == "call" else "", body=text(n) if kind != "call" else "",
                 subject=f"Point {n}" if kind == "email" else "")
    world.count("reached_floor", lead)


def answered(world, lead):
    lead.add("email", day_after(lead, 1), body=PITCH, subject="Quotes")
    lead.add("email", day_after(lead, 2), inbound=True, body="Interesting. What does it cost for twelve people?", subject="Re: Quotes")
    lead.add("email", day_after(lead, 2, 14), body="For twelve people it is 480 a month; the sheet is at https://example.com/12.",
             subject="Re: Quotes")


def unanswered(world, lead):
    lead.add("email", day_after(lead, 1), body=PITCH, subject="Quotes")
    lead.add("email", day_after(lead, 4), inbound=True, body="Can you send me the price list, please?", subject="Re: Quotes")
    world.count("unanswered_replies", lead)


def said_no(world, lead):
    lead.add("call", day_after(lead, 1), outcome="Not interested")


def away(world, lead):
    """An automatic reply is no answer; the lead was given up on."""
    lead.add("email", day_after(lead, 1), body=PITCH, subject="Quotes")
    lead.add("email", day_after(lead, 1, 11), inbound=True, body="I am out of the office until Monday.",
             subject="Automatic reply: Quotes")
    world.count("gave_up_after_1_2", lead)


def same_pitch(world, lead):
    for n in range(3):
        lead.add("email", day_after(lead, 1 + 5 * n), body=("Hello Ann, " if n == 1 else "") + PITCH, subject="Quotes")
    world.count("repeated_pitches", lead, 2)
    world.count("one_channel", lead)


def empty(world, lead):
    lead.add("call", day_after(lead, 1), outcome="No answer")
    lead.add("email", day_after(lead, 3), body=CASE, subject="Pumps")
    lead.add("email", day_after(lead, 9), body=EMPTY, subject="Checking in")
    world.count("empty_follow_ups", lead)


def one_channel(world, lead):
    for n in range(4):
        lead.add("call", day_after(lead, 1 + 4 * n), outcome="No answer")
    world.count("one_channel", lead)


def bunched(world, lead):
    for n in range(3):
        lead.add(["call", "email", "call"][n], day_after(lead, 5, 9 + n), outcome="No answer" if n != 1 else "",
                 body=text(2) if n == 1 else "", subject="Prices" if n == 1 else "")
    world.count("bunched", lead)


def at_night(world, lead):
    lead.add("call", day_after(lead, 2, 21, 30), outcome="No answer")
    lead.add("email", day_after(lead, 4, 10), body=text(3), subject="A question")
    lead.add("call", day_after(lead, 9, 3, 15), outcome="No answer")
    world.count("outside_hours", lead, 2)


def broken_task(world, lead):
    lead.add("call", day_after(lead, 1), outcome="Reached")
    lead.add("task", day_after(lead, 1, 11), subject="Call back as promised", status="Not Started",
             due=day_after(lead, 6).date(), channel="call")
    world.count("broken_promises", lead)


def kept_word(world, lead):
    at = day_after(lead, 0, 14)  # Monday to Thursday, so that tomorrow is a working day
    lead.add("email", at, body="Thanks for your time. I will call you tomorrow with the figures for 12 people.", subject="Figures")
    lead.add("call", at + dt.timedelta(days=1), outcome="Reached")


def broken_word(world, lead):
    lead.add("email", day_after(lead, 1), body="Good talk. I'll send you the offer for 12 seats tomorrow.", subject="Offer")
    lead.add("call", day_after(lead, 8), outcome="Reached")
    world.count("broken_promises", lead)


def crowded(world, lead):
    """Four people of one company, each called by another rep."""
    group = (lead.number - 1) // 4
    lead.company = f"Crowd {group}"
    lead.add("call", day_after(lead, 1), outcome="Reached", rep=REPS[lead.number % 4])
    lead.add("email", day_after(lead, 3), body=text(4), subject="A visit", rep=REPS[lead.number % 4])


STORIES = [crowded, never, machine_only, once, twice, steady, answered, unanswered, said_no, away, same_pitch, empty,
           one_channel, bunched, at_night, broken_task, kept_word, broken_word]


# --- exports ---------------------------------------------------------------------------------------------------------

def write(path, header, rows, delimiter=","):
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(rows)
    return str(path)


def iso(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def plain(at):
    return at.strftime("%Y-%m-%d %H:%M:%S")


def generic(world, folder):
    """One file of leads, one of everything done."""
    leads = write(folder / "people.csv", ["Lead ID", "First Name", "Last Name", "Email", "Company", "Country", "Owner", "Lead Source",
                                         "Created", "Status"],
                  [[x.id, x.first, x.last, x.email, x.company, "Germany", x.owner, x.source, iso(x.created), x.status] for x in world.leads])
    rows = [[e["id"], e["lead"].id, e["kind"].capitalize(), "inbound" if e["inbound"] else "outbound", iso(e["at"]), e["rep"],
             e["outcome"], e["status"], e["due"] or "", e["subject"], e["body"]] for x in world.leads for e in x.events]
    world.chance.shuffle(rows)
    return [leads], [write(folder / "acts.csv", ["Activity ID", "Lead ID", "Type", "Direction", "Date", "User", "Outcome", "Status", "Due Date",
                                                 "Subject", "Body"], rows)]


def hubspot(world, folder):
    """Contacts, and one file each of calls, mails, tasks and notes, as the user interface exports them."""
    contacts = write(folder / "hubspot-contacts.csv",
                     ["Record ID", "First Name", "Last Name", "Email", "Company name", "Country/Region", "Contact owner", "Original Source",
                      "Create Date", "Lead Status", "Lifecycle Stage"],
                     [[x.number + 70000, x.first, x.last, x.email, x.company, "Germany", x.owner, x.source, plain(x.created), "NEW", "Lead"]
                      for x in world.leads])
    calls, mails, tasks, socials = [], [], [], []
    for lead in world.leads:
        for e in lead.events:
            who = f"{lead.first} {lead.last} ({lead.email})"
            if e["kind"] == "call":
                calls.append([e["id"], plain(e["at"]), e["rep"], "INBOUND" if e["inbound"] else "OUTBOUND",
                              {"Reached": "Connected"}.get(e["outcome"], e["outcome"]), who, e["body"]])
            elif e["kind"] == "email":
                mails.append([e["id"], plain(e["at"]), e["rep"], "INCOMING_EMAIL" if e["inbound"] else "EMAIL", e["subject"], e["body"], who,
                              "AUTOMATION" if e["machine"] else "CRM_UI"])
            elif e["kind"] == "task":
                tasks.append([e["id"], e["at"].strftime("%m/%d/%Y %H:%M"), e["due"].strftime("%m/%d/%Y"), e["rep"], "CALL", "NOT_STARTED",
                              e["subject"], who])
            else:
                socials.append([e["id"], plain(e["at"]), e["rep"], "LinkedIn message", e["body"], who])
    return [contacts], [
        write(folder / "hubspot-calls.csv", ["Record ID", "Activity date", "Activity assigned to", "Call direction", "Call outcome",
                                             "Associated Contact", "Call notes"], calls),
        write(folder / "hubspot-emails.csv", ["Record ID", "Activity date", "Activity assigned to", "Email direction", "Email subject",
                                              "Email body", "Associated Contact", "Engagement source"], mails),
        write(folder / "hubspot-tasks.csv", ["Record ID", "Create date", "Due date", "Assigned to", "Task type", "Task status", "Task title",
                                             "Associated Contact"], tasks),
        write(folder / "hubspot-messages.csv", ["Record ID", "Activity date", "Activity assigned to", "Channel", "Message body",
                                                "Associated Contact"], socials)]


def hubspot_mixed(world, folder):
    """All activities in one file: each kind has its own columns for direction, outcome, title and text."""
    contacts, _ = hubspot(world, folder)
    rows = []
    for lead in world.leads:
        for e in lead.events:
            call, mail, task = (e["kind"] == kind for kind in ("call", "email", "task"))
            kind = {"email": "Email", "call": "Call", "social": "LinkedIn Message", "task": "Task"}[e["kind"]]
            direction = "INBOUND" if e["inbound"] else "OUTBOUND"
            rows.append([e["id"], kind, plain(e["at"]), "Automation" if e["machine"] else e["rep"], lead.number + 70000, direction if call else "",
                         e["outcome"] if call else "", e["body"] if call else "", direction if not call and not task else "",
                         e["subject"] if mail else "", e["body"] if not call and not task else "", e["subject"] if task else "",
                         "NOT_STARTED" if task else "", e["due"].isoformat() if task else ""])
    return contacts, [write(folder / "activities.csv", ["Record ID", "Activity type", "Activity date", "Activity assigned to", "Associated Contact IDs",
                                                        "Call direction", "Call outcome", "Call notes", "Email direction", "Email subject",
                                                        "Email body", "Task title", "Task status", "Due date"], rows)]


def salesforce(world, folder):
    """Leads and tasks; ids with 18 letters in one file and 15 in the other, days without hours where it has none."""
    def lead_id(lead, length):
        return f"00Q5e00000{lead.number:05d}"[:15] + ("AAQ" if length == 18 else "")
    leads = write(folder / "sf-leads.csv", ["Id", "FirstName", "LastName", "Email", "Company", "Country", "OwnerName", "LeadSource", "CreatedDate",
                                            "Status", "IsConverted"],
                  [[lead_id(x, 18), x.first, x.last, x.email, x.company, "Germany", x.owner, x.source,
                    x.created.strftime("%Y-%m-%dT%H:%M:%S.000+0000"), "Open - Not Contacted", "false"] for x in world.leads])
    rows = []
    for lead in world.leads:
        for e in lead.events:
            done = e["status"] == "Completed"
            rows.append([f"00T{e['id']}", lead_id(lead, 15), {"email": "Email", "call": "Call", "social": "Task", "task": "Task"}[e["kind"]],
                         {"email": "Email", "call": "Call", "social": "LinkedIn", "task": "Call"}[e["kind"]],
                         (e["due"] or e["at"].date()).isoformat(), e["at"].strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                         "Completed" if done else "Not Started", "true" if done else "false",
                         "Inbound" if e["inbound"] else "Outbound", e["outcome"], e["subject"], e["body"],
                         "Automated Process" if e["machine"] else e["rep"]])
    return [leads], [write(folder / "sf-tasks.csv", ["Id", "WhoId", "TaskSubtype", "Type", "ActivityDate", "CreatedDate", "Status", "IsClosed",
                                                     "CallType", "CallDisposition", "Subject", "Description", "Owner"], rows)]


def pipedrive(world, folder):
    """Persons, and activities with day and hour in two columns, day first, separated by semicolons."""
    people = write(folder / "people.csv", ["Person - ID", "Person - Name", "Person - Email - Work", "Organization - Name", "Person - Owner",
                                           "Person - Person created", "Person - Country of postal address"],
                   [[x.number, f"{x.first} {x.last}", x.email, x.company, x.owner, x.created.strftime("%d/%m/%Y %H:%M:%S"), "Germany"]
                    for x in world.leads], ";")
    rows = []
    for lead in world.leads:
        for e in lead.events:
            at, done = e["at"], e["status"] == "Completed"
            kind = {"email": "Email", "call": "Call", "social": "LinkedIn", "task": "Call"}[e["kind"]]
            if e["machine"]:
                kind = "Automated email"
            elif e["inbound"]:
                kind = "Email received"
            day = e["due"] or at.date()
            rows.append([e["id"], kind, e["subject"], day.strftime("%d/%m/%Y"), "" if e["due"] else at.strftime("%H:%M:%S"),
                         "Done" if done else "To do", e["outcome"], e["body"], f"{lead.first} {lead.last}", lead.email, e["rep"],
                         at.strftime("%d/%m/%Y %H:%M:%S")])
    return [people], [write(folder / "activities.csv", ["Activity ID", "Type", "Subject", "Due date", "Due time", "Done", "Outcome", "Note",
                                                        "Contact person", "Person email", "Assigned to user", "Add time"], rows, ";")]


def zoho(world, folder):
    """Leads and calls with "15 Apr, 2026 09:03:00" in one file and ISO in the other, mails and tasks apart."""
    def words(at):
        return at.strftime("%d %b, %Y %H:%M:%S")
    leads = write(folder / "zoho_Leads.csv", ["LEADID", "First Name", "Last Name", "Company", "Lead Owner", "Email", "Country", "Lead Source",
                                              "Lead Status", "Created Time"],
                  [[x.number, x.first, x.last, x.company, x.owner, x.email, "Germany", x.source, "Not Contacted", words(x.created)]
                   for x in world.leads])
    calls, mails, tasks = [], [], []
    for lead in world.leads:
        for e in lead.events:
            at = e["at"]
            if e["kind"] == "call":
                calls.append([e["id"], plain(at), 240 if e["outcome"] == "Reached" else 0, e["rep"], e["subject"],
                              "Inbound" if e["inbound"] else "Outbound", {"Reached": ""}.get(e["outcome"], e["outcome"]), lead.number])
            elif e["kind"] == "task":
                tasks.append([e["rep"], e["subject"], words(at), e["due"].strftime("%d %b, %Y"), "Not Started", "Call", lead.number])
            else:
                mails.append([e["id"], "Email" if e["kind"] == "email" else "LinkedIn", words(at), "Received" if e["inbound"] else "Sent",
                              e["subject"], e["body"], "System" if e["machine"] else e["rep"], lead.number])
    return [leads], [
        write(folder / "zoho_Calls.csv", ["CALLID", "Call Start Time", "Call Duration (in seconds)", "Call Owner", "Subject", "Call Type",
                                          "Call Result", "LEADID"], calls),
        write(folder / "zoho_Emails.csv", ["EMAILID", "Channel", "Sent On", "Status", "Subject", "Body", "Owner", "LEADID"], mails),
        write(folder / "zoho_Tasks.csv", ["Task Owner", "Subject", "Created Time", "Due Date", "Status", "Type", "LEADID"], tasks)]


def outreach(world, folder):
    """Prospects known by address, times in New York with their offset, sequence steps told by their kind."""
    east = dt.timezone(dt.timedelta(hours=-5))
    def local(at):
        return at.astimezone(east).strftime("%m/%d/%Y %I:%M:%S %p -0500")
    people = write(folder / "prospects.csv", ["Prospect ID", "First Name", "Last Name", "Email", "Company", "Country", "Owner", "Source", "Created At",
                                              "Stage"],
                   [[x.number, x.first, x.last, x.email, x.company, "DE", x.owner, x.source, local(x.created), "Open"] for x in world.leads])
    rows = []
    for lead in world.leads:
        for e in lead.events:
            step = {"email": "Auto email" if e["machine"] else "Manual email", "call": "Call", "social": "LinkedIn message", "task": "Call"}[e["kind"]]
            rows.append([e["id"], lead.email, step, "Inbound" if e["inbound"] else "Outbound", "" if e["due"] else local(e["at"]),
                         e["due"].strftime("%m/%d/%Y") if e["due"] else "", local(e["at"]), "Pending" if e["due"] else "Completed",
                         {"Reached": "Answered - Connected", "No answer": "No Answer"}.get(e["outcome"], e["outcome"]), e["subject"], e["body"],
                         e["rep"]])
    return [people], [write(folder / "activities.csv", ["Activity ID", "Prospect Email", "Step Type", "Direction", "Completed At", "Due At", "Created At",
                                                        "Status", "Call Disposition", "Subject", "Body", "Assigned To"], rows)]


def close(world, folder):
    """Contacts, and activities with the offset in each time."""
    leads = write(folder / "contacts.csv", ["id", "name", "email", "company_name", "country", "lead_owner", "source", "date_created", "status_label"],
                  [[f"cont_{x.number}", f"{x.first} {x.last}", x.email, x.company, "Germany", x.owner, x.source,
                    x.created.strftime("%Y-%m-%dT%H:%M:%S.000000+00:00"), "Potential"] for x in world.leads])
    rows = []
    for lead in world.leads:
        for e in lead.events:
            kind = {"email": "Email", "call": "Call", "social": "LinkedIn", "task": "TaskCompleted"}[e["kind"]]
            rows.append([f"acti_{e['id']}", "Task" if e["due"] else kind, f"cont_{lead.number}", e["at"].isoformat(),
                         e["due"].isoformat() if e["due"] else "", "incoming" if e["inbound"] else "outgoing",
                         {"Reached": "answered", "Left voicemail": "vm-left", "No answer": "no-answer"}.get(e["outcome"], e["outcome"]),
                         "open" if e["due"] else "sent" if e["kind"] == "email" else "completed", e["subject"], e["body"],
                         "Workflow Bot" if e["machine"] else e["rep"]])
    return [leads], [write(folder / "activity.csv", ["id", "_type", "contact_id", "activity_at", "due_date", "direction", "disposition", "status",
                                                     "subject", "body_text", "user_name"], rows)]


def apollo(world, folder):
    """Contacts, and a file each of mails (with when they were answered or came back), calls and tasks."""
    contacts = write(folder / "apollo-contacts-export.csv",
                     ["First Name", "Last Name", "Title", "Company Name", "Company Name for Emails", "Email", "Email Status", "Seniority",
                      "Contact Owner", "Work Direct Phone", "Mobile Phone", "Corporate Phone", "Stage", "Lists", "Last Contacted",
                      "# Employees", "Industry", "Person Linkedin Url", "Country", "Company Country", "Email Sent", "Email Open", "Email Bounced",
                      "Replied", "Demoed", "Apollo Contact Id", "Apollo Account Id", "Created At"],
                     [[x.first, x.last, "Buyer", x.company, x.company, x.email, "Verified", "Manager", x.owner, "", "", "", "Approaching", "Inbound",
                       "", 40, "Machinery", "", "Germany", "Germany", "true", "false", "false", "false", "false", f"6{x.number:023d}",
                       "", iso(x.created)] for x in world.leads])
    mails, calls, tasks = [], [], []
    for lead in world.leads:
        contact = f"6{lead.number:023d}"
        for e in lead.events:
            if e["kind"] == "call":
                calls.append([contact, f"{lead.first} {lead.last}", e["rep"], "inbound" if e["inbound"] else "outbound",
                              e["at"].strftime("%b %d, %Y %I:%M %p"), 240 if e["outcome"] == "Reached" else 0,
                              {"Reached": "Connected - Positive", "No answer": "No Answer", "Left voicemail": "Left Voicemail"}
                              .get(e["outcome"], e["outcome"]), e["body"]])
            elif e["kind"] == "task":
                tasks.append([contact, "call", e["due"].isoformat(), iso(e["at"]), "", "scheduled", e["subject"], e["rep"]])
            else:
                mails.append([e["id"], contact, lead.email, "" if e["inbound"] else f"{e['rep'].split()[0].lower()}@seller.example.com",
                              {"email": "auto_email" if e["machine"] else "manual_email", "social": "linkedin_send_message"}[e["kind"]],
                              "inbound" if e["inbound"] else "outbound", e["subject"], e["body"], iso(e["at"]),
                              "Completed", "" if e["machine"] else e["rep"], "New leads" if e["machine"] else ""])
    return [contacts], [
        write(folder / "apollo-emails.csv", ["Message Id", "Apollo Contact Id", "Contact Email", "From Email", "Step Type", "Direction", "Subject",
                                             "Body Text", "Completed At", "Status", "User Name", "Sequence Name"], mails),
        write(folder / "apollo-calls.csv", ["Apollo Contact Id", "Contact Name", "Caller Name", "Direction", "Start Time", "Duration",
                                            "Disposition", "Note"], calls),
        write(folder / "apollo-tasks.csv", ["Apollo Contact Id", "Type", "Due At", "Created At", "Completed At", "Status", "Title", "Assigned To"],
              tasks)]


def outreach_tables(world, folder):
    """A table each of prospects, mailings, calls and tasks as the shared data has them: upper case, ids, one row a mailing; an answer is
    a time in the row of what it answers, or a row of its own."""
    def stamp(at):
        return at.strftime("%Y-%m-%d %H:%M:%S.000")
    prospects = write(folder / "outreach-prospects.csv",
                      ["ID", "FIRST_NAME", "LAST_NAME", "COMPANY", "EMAIL", "OWNER", "STAGE_NAME", "SOURCE", "CREATED_AT", "UPDATED_AT", "COUNTRY",
                       "OPTED_OUT"],
                      [[x.number, x.first, x.last, x.company, x.email, x.owner, "Approaching", x.source, stamp(x.created), "", "Germany", "false"]
                       for x in world.leads])
    mailings, calls, tasks = [], [], []
    for lead in world.leads:
        for e in lead.events:
            if e["kind"] == "call":
                calls.append([e["id"], lead.number, e["rep"], "inbound" if e["inbound"] else "outbound", stamp(e["at"]),
                              {"Reached": "Answered", "No answer": "No Answer"}.get(e["outcome"], e["outcome"]), e["body"]])
            elif e["kind"] == "task":
                tasks.append([e["id"], lead.number, "call", e["due"].isoformat() + " 16:00:00.000", stamp(e["at"]), "", "incomplete", e["subject"],
                              e["rep"]])
            else:
                mailings.append([e["id"], lead.number, e["rep"], "sequence" if e["machine"] else "single", "", stamp(e["at"]),
                                 "", "", "", e["subject"], e["body"], "inbound" if e["inbound"] else "outbound",
                                 "linkedin message" if e["kind"] == "social" else "email"])
    return [prospects], [
        write(folder / "outreach-mailings.csv", ["ID", "PROSPECT_ID", "USER_NAME", "MAILING_TYPE", "BOUNCED_AT", "DELIVERED_AT", "OPENED_AT",
                                                 "CLICKED_AT", "REPLIED_AT", "SUBJECT", "BODY_TEXT", "DIRECTION", "CHANNEL"], mailings),
        write(folder / "outreach-calls.csv", ["ID", "PROSPECT_ID", "USER_NAME", "DIRECTION", "CREATED_AT", "CALL_DISPOSITION", "NOTE"], calls),
        write(folder / "outreach-tasks.csv", ["ID", "PROSPECT_ID", "ACTION", "DUE_AT", "CREATED_AT", "COMPLETED_AT", "STATE", "NOTE", "OWNER"], tasks)]


def close_files(world, folder):
    """Leads with their contact in one row; calls, mails and tasks as the API names them; people of the lead, not of a contact."""
    leads = write(folder / "close-leads.csv",
                  ["id", "display_name", "status_label", "primary_contact_name", "primary_contact_primary_email", "primary_contact_primary_phone",
                   "lead_owner", "custom.Source", "addresses_1_country", "date_created", "num_calls", "num_emails"],
                  [[f"lead_{x.number:05d}", x.company, "Potential", f"{x.first} {x.last}", x.email, "", x.owner, x.source, "DE",
                    x.created.strftime("%Y-%m-%dT%H:%M:%S.123000+00:00"), 0, 0] for x in world.leads])
    calls, mails, tasks = [], [], []
    for lead in world.leads:
        owner = f"lead_{lead.number:05d}"
        for e in lead.events:
            at = e["at"].strftime("%Y-%m-%dT%H:%M:%S.000000+00:00")
            if e["kind"] == "call":
                calls.append([f"acti_{e['id']}", "Call", owner, e["rep"], "inbound" if e["inbound"] else "outbound",
                              {"Reached": "answered", "No answer": "no-answer", "Left voicemail": "vm-left", "Not interested": "answered"}
                              .get(e["outcome"], "no-answer"), "completed", 240 if e["outcome"] == "Reached" else 0, e["body"] or
                              ("Not interested" if e["outcome"] == "Not interested" else ""), at, at])
            elif e["kind"] == "task":
                tasks.append([f"task_{e['id']}", "lead", owner, e["subject"], e["due"].isoformat(), "false", at, e["rep"]])
            else:
                ours = f"{e['rep'].split()[0]} <{e['rep'].split()[0].lower()}@seller.example.com>"
                theirs = f"{lead.first} <{lead.email}>"
                mails.append([f"acti_{e['id']}", "Email" if e["kind"] == "email" else "LinkedInMessage", owner, "Workflow" if e["machine"] else e["rep"],
                              "incoming" if e["inbound"] else "outgoing", "inbox" if e["inbound"] else "sent", theirs if e["inbound"] else ours,
                              ours if e["inbound"] else theirs, e["subject"], e["body"], at, at])
    return [leads], [
        write(folder / "close-calls.csv", ["id", "_type", "lead_id", "user_name", "direction", "disposition", "status", "duration", "note",
                                           "activity_at", "date_created"], calls),
        write(folder / "close-emails.csv", ["id", "_type", "lead_id", "user_name", "direction", "status", "sender", "to", "subject", "body_text",
                                            "date_sent", "date_created"], mails),
        write(folder / "close-tasks.csv", ["id", "_type", "lead_id", "text", "due_date", "is_complete", "date_created", "assigned_to_name"], tasks)]


def salesforce_report(world, folder):
    """Reports as a user exports them: labels instead of fields, month first, names instead of ids, Windows line ends."""
    def us(at):
        return at.strftime("%-m/%-d/%Y, %-I:%M %p")
    leads = write(folder / "report-leads.csv", ["Lead ID", "First Name", "Last Name", "Company / Account", "Email", "Country", "Lead Owner", "Lead Source",
                                                "Lead Status", "Create Date", "Converted"],
                  [[f"00Q5e00000{x.number:05d}", x.first, x.last, x.company, x.email, "Germany", x.owner, x.source, "Open - Not Contacted",
                    us(x.created), "0"] for x in world.leads])
    rows = []
    for lead in world.leads:
        for e in lead.events:
            done = e["status"] == "Completed"
            kind = {"email": "Email", "call": "Call", "social": "LinkedIn", "task": "Call"}[e["kind"]]
            rows.append([f"00T{e['id']}", f"00Q5e00000{lead.number:05d}", f"{lead.first} {lead.last}", kind, us(e["at"]) if done else "",
                         e["due"].strftime("%-m/%-d/%Y") if e["due"] else "", "Completed" if done else "Not Started",
                         "Inbound" if e["inbound"] else "Outbound", e["outcome"], e["subject"], e["body"],
                         "Automated Process" if e["machine"] else e["rep"], us(e["at"])])
    return [leads], [write(folder / "report-activities.csv", ["Activity ID", "Lead ID", "Name", "Type", "Completed Date/Time", "Due Date", "Status",
                                                              "Call Type", "Call Result", "Subject", "Full Comments", "Assigned", "Created Date"], rows)]


def salesloft(world, folder):
    """People and their mails and calls; who clicked or opened is no contact."""
    people = write(folder / "people-export.csv", ["Person Id", "First Name", "Last Name", "Email Address", "Company Name", "Country", "Owner", "Person Stage",
                                                  "Lead Source", "Created"],
                   [[x.number, x.first, x.last, x.email, x.company, "Germany", x.owner, "Open", x.source, plain(x.created)] for x in world.leads])
    mails, calls, tasks = [], [], []
    for lead in world.leads:
        for e in lead.events:
            if e["kind"] == "call":
                calls.append([lead.number, lead.email, e["rep"], "inbound" if e["inbound"] else "outbound", plain(e["at"]),
                              {"Reached": "Connected", "No answer": "No Answer", "Left voicemail": "Left Voicemail"}.get(e["outcome"], e["outcome"]),
                              "", e["body"]])
            elif e["kind"] == "task":
                tasks.append([lead.number, "Call", e["subject"], e["due"].isoformat(), plain(e["at"]), "scheduled", e["rep"]])
            else:
                mails.append([lead.number, lead.email, "Received" if e["inbound"] else "Sent", "LinkedIn" if e["kind"] == "social" else "Email",
                              e["subject"], e["body"], plain(e["at"]), "Automation" if e["machine"] else "Manual", e["rep"]])
                if not e["inbound"]:
                    mails.append([lead.number, lead.email, "Opened", "Email opened", e["subject"], "", plain(e["at"] + dt.timedelta(hours=1)), "", ""])
    return [people], [
        write(folder / "emails-export.csv", ["Person Id", "Person Email", "Email Status", "Activity Type", "Email Subject", "Email Body", "Sent At",
                                             "Send Type", "Sent By"], mails),
        write(folder / "calls-export.csv", ["Person Id", "Person Email", "Called By", "Direction", "Call Time", "Disposition", "Sentiment", "Notes"],
              calls),
        write(folder / "tasks-export.csv", ["Person Id", "Task Type", "Subject", "Due Date", "Created At", "Current State", "User"], tasks)]


EXPORTS = [generic, hubspot, hubspot_mixed, salesforce, pipedrive, zoho, outreach, close, apollo, outreach_tables, close_files, salesforce_report,
           salesloft]
