"""What must hold after the main job, read from outside: the mail server's files, the rep's own log and exports.

Local time is computed here, with zoneinfo, and a person's zone is held against the phone prefix table.
A mail's virtual time is known twice over: by the slice of time it arrived in, and by its Date header.
"""
import collections
import datetime
import re
import zoneinfo

UTC = datetime.timezone.utc
DAY = datetime.timedelta(days=1)
MARKERS = {"marker-step-one": 1, "marker-step-three": 3, "marker-step-six": 6}
MAIL_STEPS = len(MARKERS)
FLOOR, PER_WEEK = 7, 2
SHOWN = 5


def parse(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def is_true(text):
    return text.lower() in ("1", "true", "yes")


class Mail:
    """One mail in the sink."""

    def __init__(self, to, sender, answered, message, begin, end):
        self.recipients, self.to, self.sender, self.answered = to, to[0], sender, answered
        self.message, self.begin, self.end = message, begin, end
        self.id = message["Message-ID"]
        self.date = message["Date"].datetime
        self.plain = message.get_body(("plain",))
        self.html = message.get_body(("html",))
        self.text = " ".join(self.plain.get_content().split()) if self.plain else ""  # its lines are wrapped
        steps = [step for marker, step in MARKERS.items() if marker in self.text]
        self.step = steps[0] if len(steps) == 1 else None

    def __str__(self):
        return f"{self.to} step {self.step} {self.date}"


class Seen:
    """All that was seen of one run."""

    def __init__(self, **what):
        self.__dict__.update(what)
        self.zones = {row["prospect"].lower(): zoneinfo.ZoneInfo(row["zone"]) for row in self.prospects}
        self.made = collections.defaultdict(list)  # person's address -> instants of attempts, by our own reading
        for mail in self.mails:
            self.made[mail.to.lower()].append(mail.begin)
        for now, person, _task, _outcome, _promise in self.logged:
            self.made[person.address.lower()].append(now)
        for instants in self.made.values():
            instants.sort()
        self.silenced = self.find_silenced()

    def find_silenced(self):
        """address -> (instant, why) from which on no machine may write."""
        silenced = {}
        for when, person, what in self.delivered:
            if what in ("reply", "stop"):
                silenced.setdefault(person.address.lower(), (when, what))
        for now, person, _task, outcome, _promise in self.logged:
            if outcome in ("meeting", "not_interested", "interested", "not_now", "stop"):
                known = silenced.get(person.address.lower())
                if known is None or known[0] > now:
                    silenced[person.address.lower()] = (now, outcome)
        return silenced


class Tap:
    """Test results as TAP, with the first few of what is wrong."""

    def __init__(self):
        self.count = self.failed = 0

    def check(self, name, wrong, of=None):
        wrong = list(wrong)
        self.count += 1
        self.failed += bool(wrong)
        total = f" ({of})" if of is not None else ""
        print(f"{'not ok' if wrong else 'ok'} {self.count} {name}{total}", flush=True)
        for line in wrong[:SHOWN]:
            print(f"#   {line}")
        if len(wrong) > SHOWN:
            print(f"#   and {len(wrong) - SHOWN} more")

    def end(self):
        print(f"1..{self.count}", flush=True)
        return 1 if self.failed else 0


def twice(values):
    return [f"{value}: {count} times" for value, count in collections.Counter(values).items() if count > 1]


def unequal(what, ours, theirs):
    return [] if ours == theirs else [f"{what}: {ours} by our own count, {theirs} by Seventh's"]


def outside_hours(seen, when, upto, address):
    zone = seen.zones[address.lower()]
    local, last = when.astimezone(zone), (upto - datetime.timedelta(seconds=1)).astimezone(zone)
    return not (local.weekday() < 5 and local.hour >= 9 and last.hour < 17 and last.date() == local.date())


def check_mails(tap, seen):
    mails = seen.mails
    touches = [row for row in seen.touches if row["channel"] == "email" and is_true(row["automatic"]) and row["state"] == "made"]
    tap.check("each mail has one recipient, whom we enrolled, and our sender", [
        str(mail) for mail in mails if len(mail.recipients) != 1 or mail.sender != seen.sender
        or mail.to.lower() not in seen.people], len(mails))
    tap.check("no Message-ID arrived twice", twice(mail.id for mail in mails))
    tap.check("no step reached a person twice", twice((mail.to.lower(), mail.step) for mail in mails))
    known = {f"<{row['message_id'].strip('<>')}>" for row in touches}
    arrived = {mail.id for mail in mails}
    tap.check("every mail Seventh says it made arrived, and no other",
              [f"not in the sink: {one}" for one in known - arrived] + [f"unknown to Seventh: {one}" for one in arrived - known])
    tap.check("nobody whose server refused them is in the sink", [str(mail) for mail in mails if mail.to.lower() in seen.rejected])
    tap.check("no mail outside 9-17 or on a weekend of the person, by arrival", [
        f"{mail} arrived {mail.begin}" for mail in mails if outside_hours(seen, mail.begin, mail.end, mail.to)])
    tap.check("and none by its Date", [
        str(mail) for mail in mails if outside_hours(seen, mail.date, mail.date + datetime.timedelta(seconds=1), mail.to)])
    tap.check("a mail's Date is the hour it arrived in",
              [f"{mail} arrived {mail.begin}" for mail in mails if not mail.begin <= mail.date <= mail.end])


def check_silence(tap, seen):
    tap.check("no mail after a reply, a stop or an answered call", [
        f"{mail} arrived {mail.begin}, {seen.silenced[mail.to.lower()]}" for mail in seen.mails
        if mail.to.lower() in seen.silenced and mail.end > seen.silenced[mail.to.lower()][0]], len(seen.silenced))
    bounced = {}
    for when, person, what in seen.delivered:
        if what == "bounce":
            bounced[person.address.lower()] = when
    tap.check("no mail to an address that bounced", [
        str(mail) for mail in seen.mails if mail.to.lower() in bounced and mail.end > bounced[mail.to.lower()]], len(bounced))
    tap.check("no open task for somebody who answered", [
        f"{row['prospect']} {row['channel']} {row['state']}" for row in seen.touches
        if row["state"] in ("task", "queued") and row["prospect"].lower() in seen.silenced and not row["promise_id"]])
    away = back_dates(seen)
    tap.check("no mail while somebody is away", [
        f"{mail} in {away[mail.to.lower()]}" for mail in seen.mails if mail.to.lower() in away
        and mail.end > away[mail.to.lower()][0] and mail.date.astimezone(seen.zones[mail.to.lower()]).date() < away[mail.to.lower()][1]],
              len(away))


def back_dates(seen):
    """address -> (when the notice came, day of return)"""
    dates = {}
    for when, person, what in seen.delivered:
        if what == "away":
            dates[person.address.lower()] = (when, (when + datetime.timedelta(days=5 + person.number % 9)).date())
    return dates


def promise_windows(seen):
    """(person, when given, from, until), "Thursday morning" worked out here."""
    for now, person, _task, _outcome, promise in seen.logged:
        if promise:
            assert promise == "Thursday morning"
            zone = seen.zones[person.address.lower()]
            local = now.astimezone(zone)
            day = local.date() + DAY * ((3 - local.weekday()) % 7 or 7)
            at = [datetime.datetime.combine(day, datetime.time(hour), zone) for hour in (9, 12)]
            yield person, now, at[0], at[1]


def check_promises(tap, seen):
    given = [window for window in promise_windows(seen) if window[3] < seen.end]
    kept, hurried = [], []
    for person, made, start, end in given:
        calls = [now for now, other, task, _outcome, _promise in seen.logged if other is person and task["promise"]]
        gone = seen.silenced.get(person.address.lower())
        if not any(start <= call <= end for call in calls) and not (gone and gone[0] < end):
            kept.append(f"{person.address} promised {start}, called {[str(call) for call in calls]}")
        hurried += [f"{mail}, promised on {made} for {start}" for mail in seen.mails
                    if mail.to.lower() == person.address.lower() and made < mail.begin < start]
    tap.check("every promise was kept inside its window", kept, len(given))
    tap.check("nothing was sent between a promise and its keeping", hurried)
    states = collections.Counter(row["state"] for row in seen.promises)
    tap.check("Seventh counts the promises as we do",
              unequal("given", len(list(promise_windows(seen))), len(seen.promises)) + unequal("broken", 0, states["broken"]))


def check_persistence(tap, seen):
    enrollments = {row["prospect"].lower(): row for row in seen.enrollments}
    given_up = [a for a, row in enrollments.items() if row["finish_reason"] == "no_response"]
    tap.check(f"nobody silent was given up on before {FLOOR} attempts", [
        f"{a}: {len(seen.made[a])}" for a in given_up if len(seen.made[a]) < FLOOR], len(given_up))
    reasonless = [f"{a}: {row['finish_reason']}" for a, row in enrollments.items()
                  if row["state"] == "finished" and row["finish_reason"] != "no_response" and a not in seen.silenced]
    tap.check("whoever was let go earlier had answered", reasonless)
    away, waits = back_dates(seen), collections.defaultdict(list)
    for person, made, start, _end in promise_windows(seen):
        waits[person.address.lower()].append((made, start))
    wrong, weeks = [], 0
    for address, person in seen.people.items():
        zone, instants = seen.zones[address], seen.made[address]
        until = seen.silenced.get(address, (seen.end, ""))[0]
        until = min(until, instants[FLOOR - 1]) if len(instants) >= FLOOR else until
        monday = datetime.datetime.combine(seen.begin.astimezone(zone).date(), datetime.time(0), zone)
        while monday + 5 * DAY <= until:
            friday = monday + 5 * DAY
            paused = address in away and away[address][0] < friday and monday.date() < away[address][1]
            waiting = any(made < friday and monday < start for made, start in waits[address])
            if not paused and not waiting:
                weeks += 1
                made = sum(monday <= when.astimezone(zone) < friday for when in instants)
                if made < PER_WEEK:
                    wrong.append(f"{address} ({person.kind}): {made} in the week of"
                                 f" {monday.date()}: {[str(i) for i in instants]}")
            monday += 7 * DAY
    tap.check(f"at least {PER_WEEK} attempts in each fully active week", wrong, weeks)


def check_threads(tap, seen):
    threads = collections.defaultdict(list)
    for mail in sorted(seen.mails, key=lambda mail: mail.date):
        threads[mail.to.lower()].append(mail)
    wrong = []
    for mails in threads.values():
        first = mails[0]
        for number, mail in enumerate(mails[1:], 1):
            references = (mail.message["References"] or "").split()
            if (mail.message["In-Reply-To"], references, mail.message["Subject"]) != (
                    mails[number - 1].id, [earlier.id for earlier in mails[:number]], "Re: " + first.message["Subject"]):
                wrong.append(f"{mail}: {mail.message['In-Reply-To']} {references} {mail.message['Subject']}")
    tap.check("follow-ups stand in the thread of the first mail", wrong, sum(len(mails) - 1 for mails in threads.values()))
    tap.check("every mail has both parts, the marker in each, and no defect", [
        str(mail) for mail in seen.mails if not mail.plain or not mail.html or mail.step is None or mail.message.defects
        or "marker-step" not in mail.html.get_content()])
    company = {row["prospect"].lower(): row["company"] for row in seen.prospects}
    name = {row["prospect"].lower(): row["last_name"] for row in seen.prospects}
    tap.check("no mail has an empty variable", [
        str(mail) for mail in seen.mails if not company[mail.to.lower()] or re.search(r"\{\{|\*\*", mail.text)
        or (mail.step == 1 and company[mail.to.lower()] not in mail.message["Subject"])
        or (mail.step in (1, 3) and company[mail.to.lower()] not in mail.text)
        or (mail.step == 6 and f"Ms. {name[mail.to.lower()]}:" not in mail.text)])
    tap.check("what had a gap was held and says which", [
        f"{person.address}: {row['why']}" for _now, person, row in seen.held
        if company[person.address.lower()] or not ("{{company}}" in row["why"] or "subject" in row["why"])], len(seen.held))
    tap.check("every mail tells how to opt out", [
        str(mail) for mail in seen.mails if not mail.message["List-Unsubscribe"] or "stop" not in mail.text])


def check_sums(tap, seen):
    ledger = collections.Counter()
    by_machine = {row["touch_id"] for row in seen.touches if is_true(row["automatic"])}
    for row in seen.ledger:
        ledger[row["kind"]] += 1
        if row["kind"] == "outcome":
            ledger["mail" if row["touch_id"] in by_machine else "task", row["outcome"]] += 1
    tasks = collections.Counter(outcome for _now, _person, _task, outcome, _promise in seen.logged)
    came = collections.Counter(what for _when, _person, what in seen.delivered)
    tap.check("the ledger adds up to the sink's and the tasks' counts",
              unequal("mails", len(seen.mails), ledger["mail", "sent"])
              + unequal("refused mails", len(seen.rejected), ledger["mail", "bounced"])
              + unequal("tasks", tasks, collections.Counter({key[1]: n for key, n in ledger.items() if key[0] == "task"}))
              + unequal("enrolled", len(seen.people), ledger["enrolled"])
              + unequal("answers", came["reply"] + came["stop"], ledger["reply"])
              + unequal("away and receipts", came["away"] + came["receipt"], ledger["auto_reply"])
              + unequal("bounces", came["bounce"] + len(seen.rejected), ledger["bounce"])
              + unequal("attempts", len(seen.mails) + len(seen.logged),
                        sum(row["state"] == "made" for row in seen.touches)))
    tap.check("so do the worker's own counts",
              unequal("sent", len(seen.mails), seen.totals["sent"]) + unequal("replies", came["reply"] + came["stop"], seen.totals["replies"])
              + unequal("bounces", came["bounce"] + len(seen.rejected), seen.totals["bounces"])
              + unequal("in doubt", 0, seen.totals["in_doubt"]) + unequal("held", len(seen.held), seen.totals["held"]))
    tap.check("the rep's mail is still unread", [line for line in seen.flags if "Seen" in line], len(seen.flags))
    tap.check("all delivered mail is still there", unequal("mails", len(seen.delivered), len(seen.flags)))


def check_people(tap, seen, prefixes):
    tap.check("each person stands in the company the export's account number names", [
        f"{row['prospect']}: {row['company']}, not {seen.companies[row['prospect'].lower()]}" for row in seen.prospects
        if seen.companies[row["prospect"].lower()] not in (row["company"], "")], len(seen.prospects))
    if prefixes is None:
        return
    wrong = []
    for row in seen.prospects:
        number = "".join(filter(str.isdigit, row["mobile"] or row["phone"]))
        allowed = next((prefixes[number[:n]] for n in range(len(number), 0, -1) if number[:n] in prefixes), ())
        if row["zone"] not in allowed:
            wrong.append(f"{row['prospect']} {number}: {row['zone']}, not {allowed}")
    tap.check("each person's zone is one of their phone prefix", wrong, len(seen.prospects))


def read_prefixes(path):
    with open(path, encoding="utf-8") as file:
        rows = (line.strip().split("|") for line in file if not line.startswith("#") and "|" in line)
        return {prefix: zones.split("&") for prefix, zones in rows}


def check(tap, engine, seen, prefixes=None):
    print(f"# {engine}")
    for one in (check_mails, check_silence, check_promises, check_persistence, check_threads, check_sums):
        one(tap, seen)
    check_people(tap, seen, prefixes)


def figures(seen):
    came = collections.Counter(what for _when, _person, what in seen.delivered)
    ends = collections.Counter(row["finish_reason"] or row["state"] for row in seen.enrollments)
    return {"mails": len(seen.mails), "tasks": len(seen.logged), "calls": sum(task["channel"] == "call" for _n, _p, task, _o, _q in seen.logged),
            "promises": len(list(promise_windows(seen))), "held": len(seen.held), "delivered": dict(came), "rejected": len(seen.rejected), "ends": dict(ends)}


KEYS = ("prospect", "sequence", "version", "step", "channel", "automatic", "state", "due_from", "due_until", "planned_from", "made_at",
        "zone", "outcome", "value_point", "objective", "subject", "reasons", "note")


def difference(first, second):
    return [f"{a}\n#   {b}" for a, b in zip(first, second) if a != b] + unequal("rows", len(first), len(second))


def compare(tap, first, second):
    tap.check("the same plan on both databases, touch for touch", difference(first.plan, second.plan), len(first.plan))
    made = [sorted(tuple(row[key] for key in KEYS) for row in seen.touches) for seen in (first, second)]
    tap.check("the same touches in the end", difference(*made), len(made[0]))
    arrivals = [sorted((mail.to, mail.step, str(mail.date), str(mail.begin)) for mail in seen.mails) for seen in (first, second)]
    tap.check("the same mails at the same times", difference(*arrivals), len(arrivals[0]))
