"""Exports of audit_products.World as CRM systems, sales tools and people at a spreadsheet write them.

Each takes a world and a folder and returns its files, to be given to the audit as they are, in any order.
"""
import datetime as dt

from audit_products import UTC, day_number, workbook, write

EXPORTS = []


def export(kinds=("call", "email", "meeting", "sms", "social"), cannot=(), ways=("out", "in", "auto"), states=("done", "open", "planned", "machine", "note", "todo")):
    """`kinds` that this product knows; what its files cannot tell; which ways and states of events stand in them."""
    def keep(function):
        function.kinds, function.cannot = kinds, cannot
        function.keep = lambda event: event.way in ways and event.state in states
        EXPORTS.append(function)
        return function
    return keep


def ms(at):
    return int(at.replace(tzinfo=UTC).timestamp() * 1000)


def us12(at):
    return at.strftime("%-m/%-d/%Y %-I:%M %p")


def iso(at):
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def ours(rep):
    return rep.split()[0].lower() + "@seller.example.com"


def sender(event):
    return ours(event.rep) if event.way == "out" else event.lead.email


def receiver(event):
    return event.lead.email if event.way == "out" else ours(event.rep)


def kept(world, function):
    return [e for e in world.events if function.keep(e)]


@export(cannot=("zone",))
def hubspot_objects(world, folder):
    """HubSpot's objects by their internal names: milliseconds since 1970, dispositions as GUIDs, one table of engagements."""
    contacts = write(folder / "contacts.csv", ["hs_object_id", "email", "firstname", "lastname", "company", "createdate", "hubspot_owner_id", "lifecyclestage",
                                               "hs_lead_status", "hs_analytics_source", "lastmodifieddate"],
                     [[90000 + x.number, x.email, x.first, x.last, x.company, ms(x.created), 700 + x.number % 3, "lead", "NEW", "OFFLINE", ms(x.created)]
                      for x in world.leads])
    result = {"connected": "f240bbac-87c9-4f6e-bf70-924b57d47db7", "voicemail": "b2cf5968-551e-4856-9783-52b3da59a7d0",
              "noanswer": "73a0d17f-1163-4015-bdd5-ec830791da20", "busy": "9d9162e7-6cf3-4944-bf63-4dff82258764", "": ""}
    kind = {"call": "CALL", "email": "EMAIL", "meeting": "MEETING", "sms": "SMS", "social": "LINKEDIN_MESSAGE", "note": "NOTE", "todo": "TASK"}
    rows = []
    for e in kept(world, hubspot_objects):
        mail, open_task = e.kind == "email", e.state == "open"
        name = "TASK" if open_task else "INCOMING_EMAIL" if mail and e.way != "out" else kind[e.kind]
        rows.append([e.id, name, ms(e.at), ms(e.at), "" if e.state == "machine" else 700 + e.lead.number % 3, 90000 + e.lead.number,
                     "AUTOMATION" if e.state == "machine" else "CRM_UI",
                     "OUTBOUND" if name == "CALL" else "", result[e.outcome], "COMPLETED" if name == "CALL" else "", e.seconds * 1000 if name == "CALL" else "",
                     ("INCOMING_EMAIL" if e.way != "out" else "EMAIL") if mail else "", "SENT" if mail else "", e.topic if mail else "",
                     ("SCHEDULED" if e.state == "planned" else "COMPLETED") if e.kind == "meeting" else "",
                     ("NOT_STARTED" if open_task else "COMPLETED") if name == "TASK" else "", ("CALL" if open_task else "TODO") if name == "TASK" else "",
                     e.topic if name == "TASK" else "", e.topic if e.kind == "note" else ""])
    return [contacts, write(folder / "engagements.csv",
                            ["hs_object_id", "hs_engagement_type", "hs_timestamp", "hs_createdate", "hubspot_owner_id", "associations.contact",
                             "hs_engagement_source", "hs_call_direction", "hs_call_disposition", "hs_call_status", "hs_call_duration", "hs_email_direction",
                             "hs_email_status", "hs_email_subject", "hs_meeting_outcome", "hs_task_status", "hs_task_type", "hs_task_subject", "hs_note_body"],
                            rows)]


@export(kinds=("call", "email", "meeting"), cannot=("zone",))
def salesforce_tables(world, folder):
    """Data Export tables: a mail stands there as a task and as a message, ids with 18 letters, times with +0000."""
    def stamp(at):
        return at.strftime("%Y-%m-%dT%H:%M:%S.000+0000")

    def lead_id(x):
        return f"00Q5e00000{x.number:05d}AAQ"
    leads = write(folder / "Lead.csv", ["Id", "IsDeleted", "LastName", "FirstName", "Company", "Email", "Status", "LeadSource", "OwnerId", "IsConverted",
                                        "CreatedDate", "SystemModstamp"],
                  [[lead_id(x), "false", x.last, x.first, x.company, x.email, "Open - Not Contacted", x.source, f"0055e00000{x.number % 3:05d}AAQ", "false",
                    stamp(x.created), stamp(x.created)] for x in world.leads])
    tasks, events, mails = [], [], []
    for e in kept(world, salesforce_tables):
        who, task = lead_id(e.lead), f"00T5e00000{e.id:05d}AAQ"
        owner = "Automated Process" if e.state == "machine" else f"0055e00000{e.lead.number % 3:05d}AAQ"
        result = {"noanswer": "No Answer", "voicemail": "Left Voicemail", "busy": "Busy", "connected": "Connected", "": ""}[e.outcome]
        if e.kind == "meeting":
            events.append([f"00U5e00000{e.id:05d}AAQ", who, "Demo", stamp(e.at), stamp(e.at + dt.timedelta(hours=1)), "Event", owner, stamp(e.at), "false"])
        elif e.kind == "email":
            inbound = e.way != "out"
            tasks.append([task, who, ("Email: << " if inbound else "Email: ") + e.topic, e.at.date(), "Completed", "true", "Email", "", "", "", owner, stamp(e.at), stamp(e.at), "false", ""])
            mails.append([f"02s5e00000{e.id:05d}AAQ", task, who, e.topic, sender(e), receiver(e), stamp(e.at), "true" if inbound else "false",
                          "1" if inbound else "3", "false", owner, stamp(e.at)])
        elif e.kind != "note":
            done = e.state in ("done", "todo")
            tasks.append([task, who, e.topic if e.kind == "todo" else "Call", e.at.date(), "Completed" if done else "Not Started", str(done).lower(),
                          "Task" if e.kind == "todo" else "Call", "Outbound" if e.kind == "call" and done else "", result, e.seconds or "", owner,
                          stamp(e.at), stamp(e.at) if done else "", "false", ""])
    return [leads, write(folder / "Task.csv", ["Id", "WhoId", "Subject", "ActivityDate", "Status", "IsClosed", "TaskSubtype", "CallType", "CallDisposition",
                                               "CallDurationInSeconds", "OwnerId", "CreatedDate", "CompletedDateTime", "IsDeleted", "Description"], tasks),
            write(folder / "Event.csv", ["Id", "WhoId", "Subject", "StartDateTime", "EndDateTime", "EventSubtype", "OwnerId", "CreatedDate", "IsDeleted"],
                  events),
            write(folder / "EmailMessage.csv", ["Id", "ActivityId", "RelatedToId", "Subject", "FromAddress", "ToAddress", "MessageDate", "Incoming", "Status",
                                                "IsDeleted", "CreatedById", "CreatedDate"], mails)]


@export(kinds=("call", "email"), cannot=("hours",), ways=("out", "in"), states=("done", "open", "todo"))
def salesforce_formatted(world, folder):
    """A formatted report: lines above the table, rows grouped by owner with the owner only in the first, subtotals, a footer."""
    leads = write(folder / "leads.csv", ["Lead ID", "First Name", "Last Name", "Company / Account", "Email", "Lead Owner", "Lead Status", "Create Date"],
                  [[f"00Q5e00000{x.number:05d}", x.first, x.last, x.company, x.email, x.rep, "Open - Not Contacted", x.created.strftime("%-m/%-d/%Y")]
                   for x in world.leads], after=[[], ["Confidential Information - Do Not Distribute"], ["Copyright (c) 2000-2026 example.com, inc."]])
    rows, width = [], 9
    for rep in sorted({x.rep for x in world.leads}):
        first = True
        for e in kept(world, salesforce_formatted):
            if e.lead.rep != rep:
                continue
            mail, done = e.kind == "email", e.state != "open"
            subject = ("[In] " if e.way == "in" else "[Out] ") + e.topic if mail else e.topic if e.kind == "todo" else "Call"
            rows.append([rep if first else "", subject, e.at, "Completed" if done else "Not Started", e.lead.name, e.lead.company,
                         "Email" if mail else "Task" if e.kind == "todo" else "Call",
                         {"noanswer": "No Answer", "voicemail": "Left Voicemail", "busy": "Busy", "connected": "Connected", "": ""}[e.outcome], f"00T{e.id}"])
            first = False
        rows.append(["Subtotal", "Count", "", len(rows)] + [""] * (width - 4))
    rows = [[v.replace(hour=0, minute=0) if isinstance(v, dt.datetime) else v for v in row] for row in rows]
    head = ["Assigned  ↑", "Subject", "Date", "Status", "Lead", "Company / Account", "Task Subtype", "Call Result", "Activity ID"]
    book = workbook(folder / "Tasks and Events.xlsx", ("Tasks and Events", [
        ["Tasks and Events"], ["As of 2026-06-01 09:30:12 Greenwich Mean Time • Generated by Rosa Field"], [], ["Filtered By"],
        ["   Show: All activities"], [], head, *rows, ["Total", "Count", "", len(rows)], [],
        ["Confidential Information - Do Not Distribute"], ["Copyright (c) 2000-2026 example.com, inc."]]))
    return [leads, book]


@export(kinds=("call", "email", "meeting"), ways=("out",), cannot=("replies",), states=("done", "open", "planned", "todo", "machine"))
def pipedrive_deals(world, folder):
    """Deals as leads, activities by the deal's title; times that are due and times when it was done; a text that means no."""
    deals = write(folder / "deals-9.csv", ["Deal - ID", "Deal - Title", "Deal - Owner", "Deal - Contact person", "Deal - Organization", "Deal - Status",
                                           "Deal - Deal created", "Deal - Value", "Person - Email - Work"],
                  [[400 + x.number, f"{x.company} deal", x.rep, x.name, x.company, "Open", x.created.strftime("%Y-%m-%d %H:%M:%S"), 1200, x.email]
                   for x in world.leads])
    rows = []
    for e in kept(world, pipedrive_deals):
        done = e.state not in ("open", "planned")
        rows.append([e.id, {"call": "Call", "email": "Email", "meeting": "Meeting", "todo": "Task"}[e.kind],
                     {"voicemail": "Left voicemail", "noanswer": "No answer", "busy": "Busy", "connected": "Spoke with them"}.get(e.outcome, e.topic),
                     e.at.strftime("%Y-%m-%d"), e.at.strftime("%H:%M"), "00:15", "Yes" if done else "No",
                     "Automation" if e.state == "machine" else e.rep, f"{e.lead.company} deal", 400 + e.lead.number, e.lead.name,
                     e.at.strftime("%Y-%m-%d %H:%M:%S") if done else "", "John Example"])
    return [deals, write(folder / "activities-9.csv", ["Activity - ID", "Activity - Type", "Activity - Subject", "Activity - Due date", "Activity - Due time",
                                                       "Activity - Duration", "Activity - Done", "Activity - Assigned to user", "Activity - Deal",
                                                       "Activity - Deal ID", "Activity - Contact person", "Activity - Marked as done time",
                                                       "Activity - Creator"], rows)]


@export(kinds=("call", "email", "meeting"))
def dynamics_german(world, folder):
    """Dynamics 365 in German: a workbook with days as numbers, states and kinds in German, whom it regards by name."""
    leads = workbook(folder / "Meine offenen Leads.xlsx", ("Leads", [
        ["(Nicht ändern) Lead", "(Nicht ändern) Zeilenprüfsumme", "(Nicht ändern) Geändert am", "Name", "Firmenname", "E-Mail", "Statusgrund", "Besitzer", "Erstellt am", "Leadquelle"],
        *[[f"5f0c{x.number:028d}", "sum==", x.created, x.name, x.company, x.email, "Neu", x.rep, x.created, x.source] for x in world.leads]]))
    rows = []
    for e in kept(world, dynamics_german):
        done = e.state in ("done", "machine", "todo")
        kind = {"call": "Telefonanruf", "email": "E-Mail", "meeting": "Termin", "todo": "Aufgabe", "note": "Notiz"}[e.kind]
        rows.append([kind, e.topic, e.lead.name, "Abgeschlossen" if done else "Geplant" if e.state == "planned" else "Offen",
                     {"noanswer": "Nicht erreicht", "voicemail": "Mailbox", "busy": "Besetzt", "connected": "Erreicht"}.get(e.outcome, ""),
                     ("Ausgehend" if e.way == "out" else "Eingehend") if e.kind in ("call", "email") else "", "# Workflow" if e.state == "machine" else e.rep,
                     e.at if not done else "", e.at if done else "", e.at - dt.timedelta(minutes=1)])
    return [leads, workbook(folder / "Alle Aktivitäten.xlsx", ("Aktivitäten", [
        ["Aktivitätstyp", "Betreff", "Bezug", "Aktivitätsstatus", "Ergebnis", "Richtung", "Besitzer", "Fälligkeitsdatum", "Tatsächliches Ende", "Erstellt am"],
        *rows]))]


@export(kinds=("call", "email", "meeting"), states=("done", "open", "planned"))
def sugar(world, folder):
    """SugarCRM: a table a module, a twelve-hour clock without a blank, calls Held and Not Held, who it was with by id."""
    def stamp(at):
        return at.strftime("%m/%d/%Y %I:%M%p").lower()
    leads = write(folder / "Leads.csv", ["ID", "First Name", "Last Name", "Account Name", "Email Address", "Office Phone", "Status", "Lead Source",
                                         "Assigned User", "Date Created", "Date Modified", "Deleted"],
                  [[f"8c1d-{x.number:04d}", x.first, x.last, x.company, x.email, x.phone, "New", x.source, x.rep, stamp(x.created), stamp(x.created), "0"]
                   for x in world.leads])
    tables = {"call": [], "email": [], "meeting": []}
    for e in kept(world, sugar):
        lead, status = f"8c1d-{e.lead.number:04d}", "Planned" if e.state != "done" else "Held"
        if e.kind == "email":
            tables["email"].append([f"m-{e.id}", e.topic, "Inbound" if e.way != "out" else "Sent", stamp(e.at), sender(e), receiver(e), "Leads", lead, e.rep])
        else:
            tables[e.kind].append([f"c-{e.id}", e.topic, status, "Outbound", stamp(e.at), 0, 4 if e.outcome == "connected" else 0, "Leads", lead, e.rep,
                                   {"noanswer": "No Answer", "voicemail": "Left Message", "busy": "Busy", "connected": "Connected"}.get(e.outcome, "")])
    head = ["ID", "Subject", "Status", "Direction", "Start Date", "Duration Hours", "Duration Minutes", "Parent Type", "Parent ID", "Assigned User", "Call Result"]
    return [leads, write(folder / "Calls.csv", head, tables["call"]),
            write(folder / "Meetings.csv", ["Meeting Location" if h == "Direction" else h for h in head[:-1]], [[*r[:3], "", *r[4:-1]] for r in tables["meeting"]]),
            write(folder / "Emails.csv", ["ID", "Subject", "Status", "Date Sent", "From Address", "To Addresses", "Parent Type", "Parent ID", "Assigned User"],
                  tables["email"])]


@export(kinds=("call", "email", "sms"))
def monday_board(world, folder):
    """monday.com: the board's name, then groups, each with its name, the header again, and a line that sums up; activities as updates."""
    head = ["Name", "Subitems", "Owner", "Status", "Company", "Email", "Phone", "Created", "Item ID"]
    rows, half = [["Leads 2026"], ["Everything that came in this year"]], len(world.leads) // 2
    for title, part in (("New", world.leads[:half]), ("In touch", world.leads[half:])):
        rows += [[title], head, *[[x.name, "", x.rep, "Working", x.company, x.email, x.phone, x.created.strftime("%b %d, %Y %I:%M %p"), 8000 + x.number]
                                  for x in part], ["", "", "", "", "", "", "", "", ""], []]
    kind = {"call": "Call", "email": "Email", "sms": "Text message", "note": "Note", "todo": "To-do", "meeting": "Meeting"}
    log = [[8000 + e.lead.number, e.lead.name, kind[e.kind], {"out": "Outgoing", "in": "Incoming", "auto": "Incoming"}[e.way],
            e.at.strftime("%b %d, %Y %I:%M %p"), "Automations" if e.state == "machine" else e.rep,
            {"noanswer": "No answer", "voicemail": "Left a voicemail", "busy": "Busy", "connected": "Connected"}.get(e.outcome, ""), e.topic,
            "Planned" if e.state in ("open", "planned") else "Done"] for e in kept(world, monday_board)]
    return [workbook(folder / "Leads_2026.xlsx", ("leads 2026", rows)),
            workbook(folder / "Emails_and_activities.xlsx", ("log", [["Emails & Activities"], ["Item ID", "Item Name", "Activity Type", "Direction", "Created At",
                                                                                              "Created By", "Outcome", "Title", "Status"], *log]))]


@export(kinds=("call", "email", "meeting", "sms"), ways=("out", "in"), states=("done", "open", "note"))
def airtable(world, folder):
    """Two grids: linked records by name, dates like 3/9/2026 2:05pm, single selects in plain words."""
    def stamp(at):
        return at.strftime("%-m/%-d/%Y %-I:%M%p").lower()
    leads = write(folder / "Leads-Grid view.csv", ["Name", "Company", "E-mail", "Mobile", "Stage", "Added", "Rep", "How they found us"],
                  [[x.name, x.company, x.email, x.phone, "Open", stamp(x.created), x.rep, x.source] for x in world.leads], encoding="utf-8-sig")
    kind = {("call", "out"): "📞 Call", ("email", "out"): "✉️ Email sent", ("email", "in"): "📥 Reply received", ("meeting", "out"): "🤝 Meeting",
            ("sms", "out"): "💬 Text", ("note", "out"): "📝 Note"}
    rows = [[f"T-{e.id}", e.lead.name, kind[e.kind, e.way], stamp(e.at), e.rep,
             {"noanswer": "No answer", "voicemail": "Voicemail", "busy": "Busy", "connected": "Talked"}.get(e.outcome, ""),
             "checked" if e.state != "open" else "", e.topic] for e in kept(world, airtable)]
    return [leads, write(folder / "Touches-Grid view.csv", ["Touch", "Lead", "Type", "When", "By", "Result", "Done", "Notes"], rows, encoding="utf-8-sig")]


@export(kinds=("call", "email", "meeting", "social"), cannot=("zone",), ways=("out", "in"), states=("done", "note", "planned"))
def notion(world, folder):
    """Databases of Notion: dates in words with their zone, relations as titles with addresses of pages."""
    def stamp(at):
        return at.strftime("%B %-d, %Y %-I:%M %p")
    leads = write(folder / "Leads 4f2a.csv", ["Name", "Company", "Created time", "Email", "Owner", "Source", "Status"],
                  [[x.name, x.company, stamp(x.created), x.email, x.rep, x.source, "In progress"] for x in world.leads], encoding="utf-8-sig")
    kind = {("call", "out"): "Call", ("email", "out"): "Email", ("email", "in"): "Email from lead", ("meeting", "out"): "Meeting", ("social", "out"): "LinkedIn",
            ("note", "out"): "Note"}
    rows = [[e.topic, f"{e.lead.name} (https://www.notion.so/{e.lead.first}-{e.lead.last}-{e.lead.number:032x}?pvs=21)", kind[e.kind, e.way],
             stamp(e.at + dt.timedelta(hours=1)) + " (GMT+1)", e.rep, {"noanswer": "No answer", "voicemail": "Voicemail", "busy": "Busy", "connected": "Spoke"}
             .get(e.outcome, ""), "Not started" if e.state == "planned" else "Done"] for e in kept(world, notion)]
    return [leads, write(folder / "Touches 91bc.csv", ["Name", "Lead", "Type", "Date", "Person", "Outcome", "Status"], rows, encoding="utf-8-sig")]


@export(kinds=("call", "email", "meeting"), cannot=("hours",), ways=("out", "in"), states=("done", "planned"))
def german_list(world, folder):
    """A seller's own list: a title above, German words, days as 09.03.26, one row a contact, in the code page of Windows."""
    leads = write(folder / "Interessenten.csv", ["Kd-Nr.", "Vorname", "Nachname", "Firma", "E-Mail", "Telefon", "Eingang am", "Stand", "Betreuer"],
                  [[x.number, x.first, x.last, x.company, x.email, x.phone, x.created.strftime("%d.%m.%y"), "offen", x.rep] for x in world.leads], ";", "cp1252",
                  before=[["Interessenten 2026", "", "", "", "", "", "", "", ""], []])
    word = {("call", "out"): "angerufen", ("email", "out"): "E-Mail geschickt", ("email", "in"): "hat geantwortet (E-Mail)", ("meeting", "out"): "Besuch vor Ort"}
    rows = [[e.at.strftime("%d.%m.%y"), e.lead.number, f"{e.lead.last}, {e.lead.first}", word[e.kind, e.way],
             {"noanswer": "nicht erreicht", "voicemail": "auf AB gesprochen", "busy": "besetzt", "connected": "Gespräch geführt"}.get(e.outcome, ""),
             e.rep, "geplant" if e.state == "planned" else "erledigt"] for e in kept(world, german_list)]
    return [leads, write(folder / "Kontakte.csv", ["Datum", "Kd-Nr.", "Name", "Was", "Ergebnis", "Wer", "Status"], rows, ";", "cp1252")]


@export(kinds=("call", "email", "meeting"), ways=("out", "in"), states=("done", "planned", "note"))
def french_list(world, folder):
    """French headers and words, hours in a column of their own, in UTF-16 with tabs as a spreadsheet saves it."""
    leads = write(folder / "Prospects.txt", ["Réf.", "Prénom", "Nom", "Société", "Courriel", "Téléphone", "Date de création", "Statut", "Commercial"],
                  [[f"P{x.number}", x.first, x.last, x.company, x.email, x.phone, x.created.strftime("%d/%m/%Y %H:%M"), "En cours", x.rep] for x in world.leads],
                  "\t", "utf-16")
    word = {"call": "Appel", "email": "Courriel", "meeting": "Rendez-vous", "note": "Note"}
    rows = [[e.id, e.at.strftime("%d/%m/%Y"), e.at.strftime("%Hh%M"), f"P{e.lead.number}", word[e.kind], "Entrant" if e.way == "in" else "Sortant",
             {"noanswer": "Pas de réponse", "voicemail": "Message laissé sur répondeur", "busy": "Occupé", "connected": "Joint"}.get(e.outcome, ""), e.rep,
             "Prévu" if e.state == "planned" else "Fait", e.topic] for e in kept(world, french_list)]
    return [leads, write(folder / "Actions.txt", ["N°", "Date", "Heure", "Réf. prospect", "Type d'action", "Sens", "Résultat", "Commercial", "État", "Objet"], rows,
                         "\t", "utf-16")]


@export(kinds=("call", "email", "sms"), ways=("out", "in"), states=("done", "open"))
def spanish_list(world, folder):
    """Spanish headers and words, hours behind the day, semicolons."""
    leads = write(folder / "Clientes potenciales.csv", ["Código", "Nombre", "Apellidos", "Empresa", "Correo electrónico", "Móvil", "Fecha de alta", "Estado", "Comercial"],
                  [[f"C{x.number}", x.first, x.last, x.company, x.email, x.phone, x.created.strftime("%d-%m-%Y %H:%M"), "Abierto", x.rep] for x in world.leads], ";")
    word = {("call", "out"): "Llamada saliente", ("email", "out"): "Correo enviado", ("email", "in"): "Correo recibido", ("sms", "out"): "WhatsApp"}
    rows = [[e.at.strftime("%d-%m-%Y %H:%M"), f"C{e.lead.number}", word[e.kind, e.way],
             {"noanswer": "No contesta", "voicemail": "Buzón de voz", "busy": "Comunica", "connected": "Contestó"}.get(e.outcome, ""), e.rep,
             "Pendiente" if e.state == "open" else "Realizada", e.topic] for e in kept(world, spanish_list)]
    return [leads, write(folder / "Actividades.csv", ["Fecha y hora", "Código cliente", "Actividad", "Resultado", "Comercial", "Situación", "Asunto"], rows, ";")]


@export(kinds=("call", "email", "meeting"))
def insightly(world, folder):
    """Insightly: columns in one word, times said to be UTC, kinds as categories."""
    leads = write(folder / "Leads.csv", ["LeadId", "Salutation", "FirstName", "LastName", "OrganizationName", "EmailAddress", "LeadStatus", "LeadSource",
                                         "ResponsibleUser", "DateCreatedUTC", "DateUpdatedUTC"],
                  [[x.number, "", x.first, x.last, x.company, x.email, "OPEN - NotContacted", x.source, x.rep, us12(x.created), us12(x.created)] for x in world.leads])
    rows = [[e.id, e.topic, {"call": "Phone Call", "email": "Email", "meeting": "Meeting", "todo": "Todo", "note": "Note"}[e.kind],
             "COMPLETED" if e.state in ("done", "machine", "todo", "note") else "NOT STARTED", us12(e.at), us12(e.at) if e.state in ("done", "machine", "todo") else "",
             "Workflow Automation" if e.state == "machine" else e.rep, "Lead", e.lead.number, "Inbound" if e.way != "out" else "Outbound",
             {"noanswer": "No Answer", "voicemail": "Left Voicemail", "busy": "Busy", "connected": "Connected"}.get(e.outcome, "")]
            for e in kept(world, insightly)]
    return [leads, write(folder / "Activities.csv", ["ActivityId", "Title", "Category", "Status", "DueDateUTC", "DateCompletedUTC", "OwnerUser", "LinkType", "LinkLeadId",
                                                     "Direction", "Outcome"], rows)]


@export(kinds=("call", "email", "social"), cannot=("offset",), states=("done", "open", "machine"))
def salesloft_api(world, folder):
    """Salesloft's own tables: nested names with dots, times with an offset, sends by the cadence of a rep."""
    def stamp(at):
        return (at - dt.timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M:%S.123456-05:00")
    people = write(folder / "people.csv", ["id", "first_name", "last_name", "display_name", "email_address", "phone", "person_company_name", "owner.name", "person_stage.name",
                                           "created_at", "updated_at", "do_not_contact"],
                   [[x.number, x.first, x.last, x.name, x.email, x.phone, x.company, x.rep, "Open", stamp(x.created), stamp(x.created), "false"]
                    for x in world.leads])
    mails, calls, other = [], [], []
    for e in kept(world, salesloft_api):
        if e.kind == "email":
            mails.append([e.id, e.lead.number, receiver(e), "Workflow" if e.state == "machine" else e.rep, e.topic, "received" if e.way != "out" else "sent", stamp(e.at), stamp(e.at), 0])
        elif e.kind == "call" and e.state == "done":
            calls.append([e.id, e.lead.number, e.lead.phone, e.rep, {"noanswer": "No Answer", "voicemail": "Left Voicemail", "busy": "Busy", "connected": "Connected"}[e.outcome],
                          "", e.seconds, stamp(e.at), "outbound"])
        else:
            other.append([e.id, e.lead.number, "call" if e.kind == "call" else "LinkedIn message", "scheduled" if e.state == "open" else "completed", e.at.date() if e.state == "open" else "",
                          stamp(e.at) if e.state == "done" else "", e.rep, e.topic])
    return [people, write(folder / "emails.csv", ["id", "recipient.id", "recipient_email_address", "user.name", "subject", "status", "sent_at", "created_at", "counts.clicks"],
                          mails),
            write(folder / "calls.csv", ["id", "called_person.id", "to", "user.name", "disposition", "sentiment", "duration", "created_at", "direction"], calls),
            write(folder / "tasks.csv", ["id", "person.id", "task_type", "current_state", "due_date", "completed_at", "user.name", "subject"], other)]


@export(kinds=("call", "email", "meeting", "sms"), ways=("out", "in"), states=("done", "planned"))
def one_workbook(world, folder):
    """One workbook of a seller: a sheet of leads and a sheet of contacts, each below a line that groups its columns."""
    leads = [["Our leads", "", "", "", "Came in", "", ""], ["Name", "Firm", "Email", "Cell", "Created", "Source", "Status"],
             *[[x.name, x.company, x.email, x.phone, x.created, x.source, "open"] for x in world.leads]]
    kind = {("call", "out"): "phone", ("email", "out"): "mail", ("email", "in"): "mail from them", ("meeting", "out"): "visit", ("sms", "out"): "whatsapp"}
    log = [["Who", "", "What we did", "", "", ""], ["Email", "Name", "Date", "How", "Result", "Done"],
           *[[e.lead.email, e.lead.name, e.at, kind[e.kind, e.way], {"noanswer": "no answer", "voicemail": "voicemail", "busy": "busy", "connected": "spoke"}
              .get(e.outcome, ""), "yes" if e.state == "done" else "no"] for e in kept(world, one_workbook)]]
    return [workbook(folder / "sales.xlsx", ("Leads", leads), ("Contacts made", log), ("Notes to self", [["remember", "the fair in May"]]))]


@export(kinds=("call", "email"), cannot=("zone",), states=("done", "open", "machine", "note"))
def day_numbers(world, folder):
    """A spreadsheet saved as text: day numbers for dates, EST behind the clock in one file, +02 in the other, 500 columns."""
    more = [f"Custom field {n}" for n in range(488)]
    leads = write(folder / "contacts.csv", ["Contact ID", "First Name", "Last Name", "Email", "Company", "Owner", "Lead Status", "Created At", *more],
                  [[x.number, x.first, x.last, x.email, x.company, x.rep, "New", (x.created - dt.timedelta(hours=5)).strftime("%m/%d/%Y %I:%M:%S %p EST"), *[""] * 488]
                   for x in world.leads])
    calls = [[e.id, e.lead.number, f"{day_number(e.at):.6f}", e.rep, {"noanswer": "No answer", "voicemail": "Left voicemail", "busy": "Busy", "connected": "Connected"}
              .get(e.outcome, ""), "scheduled" if e.state == "open" else "completed"] for e in kept(world, day_numbers) if e.kind == "call"]
    mails = [[e.id, e.lead.number, (e.at + dt.timedelta(hours=2)).strftime("%Y-%m-%d %H:%M:%S+02"), "Marketing Automation" if e.state == "machine" else e.rep,
              "incoming" if e.way != "out" else "outgoing", e.topic] for e in kept(world, day_numbers) if e.kind == "email"]
    return [leads, write(folder / "calls.csv", ["Call ID", "Contact ID", "Call Time", "Agent", "Disposition", "Status"], calls),
            write(folder / "emails.csv", ["Email ID", "Contact ID", "Sent At", "Sent By", "Direction", "Subject"], mails)]
