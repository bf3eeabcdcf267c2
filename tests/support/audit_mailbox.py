"""A mailbox with planted gaps: an mbox or a Maildir of one company's people, with its known truth."""
import datetime as dt
import pathlib
import random

import audit_world as world

OWN = ["rosa@seller.example.com", "sam@seller.example.com"]
UTC = dt.timezone.utc
ENDS = "\n-- \nRosa Field\nSeller Ltd, https://seller.example.com\n"


def stamp(at):
    return at.strftime("%a, %d %b %Y %H:%M:%S +0000")


class Mailbox:
    def __init__(self, size=10, seed=11):
        self.chance = random.Random(seed)
        self.mails, self.truth, self.attempts, self.number = [], {}, {}, 0
        self.leads = set()
        for story in STORIES:
            for _ in range(size):
                self.number += 1
                story(self, f"ann{self.number}@c{self.number}.example.org", OWN[self.number % 2],
                      dt.datetime(2026, 2, 2, 9, self.chance.randrange(60), tzinfo=UTC) + dt.timedelta(days=self.chance.randrange(60)))
        for n in range(size):  # who is no lead
            self.mail(f"news{n}@list.example.net", OWN[0], dt.datetime(2026, 3, 1, 8, n % 60, tzinfo=UTC), "Our news", "Buy " * 30,
                      headers="List-Unsubscribe: <https://example.net/u>\nPrecedence: bulk\n")
            self.mail(OWN[0], OWN[1], dt.datetime(2026, 3, 2, 8, n % 60, tzinfo=UTC), "Lunch?", f"Shall we eat at {n}?")
            self.mail("noreply@shop.example.net", OWN[1], dt.datetime(2026, 3, 3, 8, n % 60, tzinfo=UTC), "Your order", "Thank you for your order.")

    def mail(self, sender, to, at, subject, body, *, reply_to=None, headers=""):
        ident = f"<m{len(self.mails)}@{sender.split('@')[1]}>"
        thread = f"In-Reply-To: {reply_to}\nReferences: {reply_to}\n" if reply_to else ""
        name = "Ann Example" if sender.startswith("ann") else sender.split("@")[0].capitalize()
        self.mails.append((at, f"From: {name} <{sender}>\nTo: {to}\nSubject: {subject}\nDate: {stamp(at)}\nMessage-ID: {ident}\n"
                               f"{thread}{headers}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}\n"))
        return ident

    def ours(self, lead, rep, at, subject, body, reply_to=None, headers="", machine=False):
        self.leads.add(lead)
        if not machine:
            self.attempts[lead] = self.attempts.get(lead, 0) + 1
        return self.mail(rep, lead, at, subject, body + ENDS, reply_to=reply_to, headers=headers)

    def theirs(self, lead, rep, at, subject, body, reply_to=None, headers=""):
        self.leads.add(lead)
        return self.mail(lead, rep, at, subject, body, reply_to=reply_to, headers=headers)

    def count(self, figure, lead, n=1):
        found = self.truth.setdefault(figure, {})
        found[lead] = found.get(lead, 0) + n

    def total(self, figure):
        return sum(self.truth.get(figure, {}).values())

    def mbox(self, path):
        with open(path, "w", encoding="utf-8") as out:
            for at, text in self.mails:
                out.write(f"From - {at.strftime('%a %b %d %H:%M:%S %Y')}\n{text}\n")
        return str(path)

    def maildir(self, path):
        path = pathlib.Path(path)
        for name in ("cur", "new", "tmp", ".Sent/cur", ".Sent/new", ".Sent/tmp"):
            (path / name).mkdir(parents=True)
        for n, (_, text) in enumerate(self.mails):
            own = any(f"<{address}>" in text.split("\n")[0] for address in OWN)
            (path / (".Sent/cur" if own else "cur") / f"{n}.example:2,S").write_text(text, encoding="utf-8")
        return str(path)


def days(at, n, hours=0):
    return at + dt.timedelta(days=n, hours=hours)


def inquiry_ignored(box, lead, rep, at):
    box.theirs(lead, rep, at, "A question", "Hello, what does your system cost for 12 people?")
    box.count("unanswered_replies", lead)
    box.count("never_contacted", lead)


def inquiry_fast(box, lead, rep, at):
    first = box.theirs(lead, rep, at, "A question", "Hello, what does your system cost for 12 people?")
    box.ours(lead, rep, at + dt.timedelta(minutes=4), "Re: A question", "480 a month; the sheet is at https://example.com/12.", first)
    box.count("within_5_min", lead)


def inquiry_slow(box, lead, rep, at):
    first = box.theirs(lead, rep, at, "A question", "Hello, do you have a user in Ulm whom I could ask?")
    box.ours(lead, rep, days(at, 3), "Re: A question", "Yes: 3 of them, and two like to show their line.", first)


def once(box, lead, rep, at):
    box.ours(lead, rep, at, "Quotes", world.PITCH)
    box.count("gave_up_after_1_2", lead)


def steady(box, lead, rep, at):
    for n in range(7):
        box.ours(lead, rep, days(at, 4 * n), f"Point {n}", world.text(n))
    box.count("reached_floor", lead)


def unanswered(box, lead, rep, at):
    first = box.ours(lead, rep, at, "Quotes", world.PITCH)
    box.theirs(lead, rep, days(at, 1), "Re: Quotes", "Can you send me the price list, please?\n\nOn Monday Rosa wrote:\n> "
               + world.PITCH, first)
    box.count("unanswered_replies", lead)


def refused(box, lead, rep, at):
    first = box.ours(lead, rep, at, "Quotes", world.PITCH)
    box.theirs(lead, rep, days(at, 1), "Re: Quotes", "No thanks, we are not interested.", first)


def away(box, lead, rep, at):
    first = box.ours(lead, rep, at, "Quotes", world.PITCH)
    box.theirs(lead, rep, at + dt.timedelta(seconds=40), "Automatic reply: Quotes", "I am out of the office until Monday.", first,
               headers="Auto-Submitted: auto-replied\n")
    box.count("gave_up_after_1_2", lead)


def same_pitch(box, lead, rep, at):
    for n in range(3):
        box.ours(lead, rep, days(at, 5 * n), "Quotes", world.PITCH)
    box.count("repeated_pitches", lead, 2)


def campaign(box, lead, rep, at):
    for n in range(2):
        box.ours(lead, rep, days(at, 5 * n), f"News {n}", world.text(n), headers="List-Unsubscribe: <https://example.com/u>\n", machine=True)
    box.count("never_contacted", lead)
    box.count("machine", lead, 2)


def empty(box, lead, rep, at):
    box.ours(lead, rep, at, "Pumps", world.CASE)
    box.ours(lead, rep, days(at, 5), "Re: Pumps", world.EMPTY)
    box.count("gave_up_after_1_2", lead)
    box.count("empty_follow_ups", lead)


STORIES = [inquiry_ignored, inquiry_fast, inquiry_slow, once, steady, unanswered, refused, away, same_pitch, campaign, empty]
