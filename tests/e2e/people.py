"""The people of the main job: who answers, bounces, is away or says stop, and the mails they write.

What a person does depends on their address alone, so that the same people behave the same on every
run and on every database.
"""
import datetime
import email.message
import email.policy
import email.utils
import hashlib
import random

UTC = datetime.timezone.utc

# How many in a thousand play which part; the rest stay silent.
PARTS = (("reply", 110), ("bounce", 40), ("rejected", 20), ("away", 50), ("callback", 60), ("call_end", 30))

WORDINGS = (
    ("interested", "Thanks for writing. That sounds interesting, can you send me some more details?"),
    ("meeting", "Happy to talk. Does Tuesday at 10 work for a short call? Send me an invite."),
    ("question", "How does this work together with the system we have, and what does it cost?"),
    ("not_now", "Not a good moment, we are in the middle of a reorganisation. Ask me again next spring."),
    ("referral", "I am not the right person for this. Please contact our head of operations."),
    ("not_interested", "We are not interested, thank you."),
    ("other", "ok"),
    ("other", "Received it, I will have a look over the weekend.\n\nSent from my phone"),
)
QUIET_CALLS = ("no_answer", "voicemail", "no_answer", "busy", "gatekeeper", "no_answer")
CALL_ENDINGS = ("meeting", "not_interested", "interested", "not_now", "stop", "wrong_number")


class Person:
    """One prospect and what they will do."""

    def __init__(self, address, kind, number):
        self.address, self.kind, self.number = address, kind, number
        digest = hashlib.sha256(address.lower().encode()).digest()
        self.chance = random.Random(int.from_bytes(digest[:8], "big"))
        self.after_mail = 1 if kind in ("bounce", "away") else self.chance.randint(1, 3)
        self.on_call = self.chance.randint(1, 2)
        self.delay_s = (self.chance.randint(5, 120) if kind in ("bounce", "away")
                        else self.chance.randint(300, 50 * 3600))
        self.wording = WORDINGS[number % len(WORDINGS)]
        self.calls = 0

    def answer_call(self):
        """-> (outcome, promise or None) of the next call to them."""
        self.calls += 1
        if self.kind == "callback" and self.calls == self.on_call:
            return "call_back", "Thursday morning"
        if self.kind == "call_end" and self.calls == self.on_call:
            return CALL_ENDINGS[self.number % len(CALL_ENDINGS)], None
        return QUIET_CALLS[(self.number + self.calls) % len(QUIET_CALLS)], None


def cast(addresses):
    """address -> Person: who plays which part, by a stable shuffle."""
    order = sorted(addresses, key=lambda a: hashlib.sha256(b"part" + a.lower().encode()).digest())
    parts = ["stop"]
    for kind, per_thousand in PARTS:
        parts += [kind] * (per_thousand * len(order) // 1000)
    parts += ["silent"] * (len(order) - len(parts))
    return {address.lower(): Person(address, part, number) for number, (address, part) in enumerate(zip(order, parts))}


def unique(*parts):
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()[:24]


def letter(sender, to, subject, at, text, message_id, html=None):
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = email.utils.format_datetime(at)
    message["Message-ID"] = message_id
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def quoted(mail):
    body = mail.get_body(("plain",)).get_content()
    return "".join("> " + line + "\n" for line in body.splitlines())


def human_reply(person, mail, at):
    """An answer as mail programs write it: with or without thread headers, top-posted, in HTML, from a phone."""
    style = person.number % 5
    ours = mail["From"].addresses[0]
    text = person.wording[1] if person.kind != "stop" else "Please stop. Take me off your list and do not contact me again."
    day = mail["Date"].datetime.strftime("%a, %d %b %Y")
    whole = f"{text}\n\nOn {day}, {ours.display_name} <{ours.addr_spec}> wrote:\n{quoted(mail)}"
    html = None
    if style == 1:
        html = f"<div>{text}</div><br><blockquote type=\"cite\"><p>{mail.get_body(('plain',)).get_content()[:200]}</p></blockquote>"
    if style == 2:
        whole = text + "\n"
    message = letter(f"\"{person.address.split('@')[0]}\" <{person.address}>", str(mail["To"]) and ours.addr_spec, "Re: " + mail["Subject"],
                     at, whole, f"<{unique('reply', person.address)}@people.test>", html)
    if style != 3:  # some programs and some people start a new mail instead
        message["In-Reply-To"] = mail["Message-ID"]
        message["References"] = (mail["References"] + " " if mail["References"] else "") + mail["Message-ID"]
    if style == 4:  # from their private address, within the thread
        message.replace_header("From", f"someone.{person.number}@private.example.net")
    return message


def away(person, mail, at, back):
    ours = mail["From"].addresses[0].addr_spec
    text = (f"Thank you for your message. I am out of the office and will be back on {back.strftime('%B')} {back.day}, {back.year}."
            "\nIn urgent cases please call our front desk.\n")
    message = letter(person.address, ours, "Out of office: " + mail["Subject"], at, text,
                     f"<{unique('away', person.address)}@people.test>")
    message["Auto-Submitted"] = "auto-replied"
    message["In-Reply-To"] = mail["Message-ID"]
    return message


def receipt(person, mail, at):
    """An automatic answer that says nothing about when: neither a reply nor a pause."""
    message = letter(person.address, mail["From"].addresses[0].addr_spec, "Automatic reply: " + mail["Subject"], at,
                     "We have received your message and will take care of it. This mailbox answers automatically.\n",
                     f"<{unique('receipt', person.address, mail['Message-ID'])}@people.test>")
    message["Auto-Submitted"] = "auto-replied"
    message["X-Auto-Response-Suppress"] = "All"
    message["In-Reply-To"] = mail["Message-ID"]
    return message


def bounce(person, mail, at):
    """RFC 3464, as a relay writes it that took the mail first and found no mailbox later."""
    boundary = unique("boundary", person.address)
    ours = mail["From"].addresses[0].addr_spec
    original = "".join(f"{name}: {mail[name]}\r\n" for name in ("From", "To", "Subject", "Date", "Message-ID"))
    return (f"Return-Path: <>\r\nFrom: Mail Delivery System <MAILER-DAEMON@relay.test>\r\nTo: {ours}\r\n"
            f"Subject: Undelivered Mail Returned to Sender\r\nDate: {email.utils.format_datetime(at)}\r\n"
            f"Message-ID: <{unique('bounce', person.address)}@relay.test>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
            f"Content-Type: multipart/report; report-type=delivery-status;\r\n boundary=\"{boundary}\"\r\n\r\n"
            f"--{boundary}\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
            f"I'm sorry to have to inform you that your message could not be delivered.\r\n\r\n<{person.address}>: host mx.test said:"
            f" 550 5.1.1 <{person.address}>:\r\n    Recipient address rejected: User unknown (in reply to RCPT TO command)\r\n\r\n"
            f"--{boundary}\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.test\r\n\r\n"
            f"Final-Recipient: rfc822; {person.address}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
            f"Diagnostic-Code: smtp; 550 5.1.1 <{person.address}>: Recipient address rejected: User unknown\r\n\r\n"
            f"--{boundary}\r\nContent-Type: text/rfc822-headers\r\n\r\n{original}\r\n--{boundary}--\r\n").encode()


def newsletter(number, to, at):
    message = letter("Industry Weekly <news@weekly.example.org>", to, f"Issue {number}: seven ways to follow up", at,
                     "This week in your industry: much ado, little news.\n\nTo unsubscribe, answer \"stop\".\n",
                     f"<issue-{number}@weekly.example.org>", "<h1>Issue</h1><p>Much ado.</p>")
    message["List-Id"] = "<weekly.example.org>"
    message["List-Unsubscribe"] = "<mailto:leave@weekly.example.org>"
    message["Precedence"] = "bulk"
    return message


def colleague(number, to, at):
    return letter("Jo <jo@seller.test>", to, "Lunch?", at, "Lunch at noon? Please stop by.\n", f"<lunch-{number}@seller.test>")
