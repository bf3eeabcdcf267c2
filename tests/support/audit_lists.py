"""Exports of audit_products.World as people keep their lists at home, in the words of their own language and with what lies beside them.

Each takes a world and a folder and returns its files, as audit_exports.py has them.
"""
from audit_exports import EXPORTS as OTHERS, export, kept
from audit_products import write

FIRST_OTHER = len(OTHERS)


def turned(lead):
    return f"{lead.last}, {lead.first}"


@export(kinds=("call", "email", "meeting"), ways=("out", "in"), states=("done", "open", "note"))
def italian_list(world, folder):
    """Italian, with day and hour apart; people by their name turned round; a price list lies beside it."""
    leads = write(folder / "Clienti.csv", ["Codice", "Cognome", "Nome", "Azienda", "Posta elettronica", "Telefono", "Inserito il", "Provenienza", "Venditore"],
                  [[f"CL{x.number}", x.last, x.first, x.company, x.email, x.phone, x.created.strftime("%d/%m/%Y %H:%M"), x.source, x.rep] for x in world.leads], ";")
    word = {"call": "Telefonata", "email": "E-mail", "meeting": "Appuntamento", "note": "Nota"}
    result = {"noanswer": "Non risponde", "voicemail": "Segreteria", "busy": "Occupato", "connected": "Parlato"}
    rows = [[e.at.strftime("%d/%m/%Y"), e.at.strftime("%H:%M"), turned(e.lead), word[e.kind], "in entrata" if e.way == "in" else "in uscita", e.topic,
             result.get(e.outcome, ""), "da fare" if e.state == "open" else "fatto", e.rep] for e in kept(world, italian_list)]
    acts = write(folder / "Storico contatti.csv", ["Giorno", "Ora", "Cliente", "Tipo", "Verso", "Oggetto", "Esito", "Stato", "Incaricato"], rows, ";")
    return [write(folder / "Listino.csv", ["Articolo", "Prezzo", "IVA"], [["Etichette", "12,50", "22"], ["Lettore", "340,00", "22"]], ";"), acts, leads]


@export(kinds=("call", "email", "sms"), ways=("out", "in"), states=("done", "planned"))
def dutch_list(world, folder):
    """Dutch; people by the name of their company; a total below."""
    leads = write(folder / "Relaties.csv", ["Relatienr", "Bedrijf", "Voornaam", "Achternaam", "E-mailadres", "Mobiel", "Aangemaakt op", "Herkomst", "Verkoper"],
                  [[f"R{x.number}", x.company, x.first, x.last, x.email, x.phone, x.created.strftime("%d-%m-%Y %H:%M"), x.source, x.rep] for x in world.leads], ";")
    word = {"call": "Telefoongesprek", "email": "E-mail", "sms": "WhatsApp-bericht"}
    result = {"noanswer": "Geen gehoor", "voicemail": "Voicemail ingesproken", "busy": "In gesprek", "connected": "Gesproken"}
    rows = [[e.at.strftime("%d-%m-%Y %H:%M"), e.lead.company, word[e.kind], "Inkomend" if e.way == "in" else "Uitgaand", e.topic, result.get(e.outcome, ""),
             e.rep] for e in kept(world, dutch_list) if e.state == "done"]
    return [leads, write(folder / "Contactmomenten.csv", ["Tijdstip", "Bedrijf", "Soort", "Richting", "Onderwerp", "Resultaat", "Medewerker"], rows, ";",
                         after=[[f"Totaal: {len(rows)}", "", "", "", "", "", ""]])]


@export(kinds=("call", "email", "meeting"), ways=("out", "in"), states=("done", "note"))
def portuguese_list(world, folder):
    """Portuguese; the number of the customer joins the two."""
    leads = write(folder / "Clientes.csv", ["Nº cliente", "Nome", "Sobrenome", "Empresa", "Endereço de email", "Celular", "Data de cadastro", "Origem", "Responsável"],
                  [[x.number + 400, x.first, x.last, x.company, x.email, x.phone, x.created.strftime("%d/%m/%Y %H:%M:%S"), x.source, x.rep] for x in world.leads])
    word = {"call": "Ligação", "email": "E-mail", "meeting": "Reunião", "note": "Nota"}
    result = {"noanswer": "Não atendeu", "voicemail": "Caixa postal", "busy": "Ocupado", "connected": "Atendeu"}
    rows = [[e.id, e.lead.number + 400, e.at.strftime("%d/%m/%Y"), e.at.strftime("%H:%M"), word[e.kind], "Recebido" if e.way == "in" else "Enviado",
             result.get(e.outcome, ""), e.topic, e.rep] for e in kept(world, portuguese_list)]
    return [write(folder / "Atividades.csv", ["Nº", "Nº cliente", "Data", "Hora", "Tipo de atividade", "Sentido", "Resultado", "Assunto", "Responsável"], rows), leads]


@export(kinds=("call", "email", "social"), cannot=("hours",), ways=("out", "in"), states=("done", "open"))
def joined_report(world, folder):
    """One report that joins leads and what was done, grouped by owner, with titles above and sums below; days only."""
    rows = []
    for rep in sorted({x.rep for x in world.leads}):
        first = True
        for lead in (x for x in world.leads if x.rep == rep):
            mine = [e for e in lead.events if joined_report.keep(e)]
            for e in mine or [None]:
                rows.append([rep if first else "", lead.first, lead.last, lead.company, lead.email, "Open", lead.created.strftime("%-m/%-d/%Y")] + (
                    [{"call": "Call", "email": "Email: " + ("<< " if e.way == "in" else ">> ") + e.topic, "social": "LinkedIn InMail"}[e.kind],
                     {"call": "Call", "email": "Email", "social": "LinkedIn"}[e.kind],
                     {"noanswer": "No Answer", "voicemail": "Left Voicemail", "busy": "Busy", "connected": "Connected"}.get(e.outcome, ""),
                     e.at.strftime("%-m/%-d/%Y"), "Open" if e.state == "open" else "Completed"] if e else [""] * 5))
                first = False
        rows.append(["Subtotal", "Count", str(len(rows))] + [""] * 9)
    blank = [""] * 12
    return [write(folder / "report1770000000.csv", ["Lead Owner  ↑", "First Name", "Last Name", "Company / Account", "Email", "Lead Status", "Create Date", "Subject", "Type",
                                                     "Call Result", "Date", "Activity Status"], rows,
                  before=[["Leads with Activities"] + [""] * 11, blank],
                  after=[["Total", "Count", str(len(rows))] + [""] * 9, blank, ["Confidential Information - Do Not Distribute"] + [""] * 11])]


@export(kinds=("call", "email", "sms"), ways=("out", "in"), states=("done", "planned"))
def spanish_calls(world, folder):
    """Spanish headers of a call centre's own making: customers by telephone number, kinds in a sentence."""
    leads = write(folder / "Contactos.csv", ["Nombre completo", "Organización", "Correo", "Teléfono", "Registrado", "Procedencia", "Ejecutivo"],
                  [[x.name, x.company, x.email, x.phone, x.created.strftime("%d/%m/%Y %H:%M"), x.source, x.rep] for x in world.leads])
    word = {"call": "Llamada", "email": "Correo", "sms": "SMS"}
    result = {"noanswer": "Sin respuesta", "voicemail": "Mensaje en el buzón de voz", "busy": "Ocupado", "connected": "Contactado"}
    rows = [[e.at.strftime("%d/%m/%Y %H:%M"), "1512555" + str(1000 + e.lead.number), f"{word[e.kind]} {'entrante' if e.way == 'in' else 'saliente'}", result.get(e.outcome, ""),
             e.topic, e.rep] for e in kept(world, spanish_calls) if e.state == "done"]
    return [leads, write(folder / "Gestiones.csv", ["Cuándo", "Número", "Gestión", "Desenlace", "Motivo", "Gestor"], rows)]


@export(kinds=("call", "email", "meeting"), ways=("out", "in"), states=("done", "open", "machine"), cannot=("offset",))
def freshsales_like(world, folder):
    """A CRM nobody has heard of: camel case, ids of the parent, one file a kind."""
    leads = write(folder / "persons_dump.csv", ["personKey", "givenName", "familyName", "employer", "primaryEmail", "dialNumber", "insertedAt", "acquisitionSource", "accountManager"],
                  [[f"per-{x.number}", x.first, x.last, x.company, x.email, x.phone, x.created.strftime("%Y-%m-%dT%H:%M:%SZ"), x.source, x.rep] for x in world.leads])

    def rows(kind):
        return [[e.id, f"per-{e.lead.number}", e.at.strftime("%Y-%m-%dT%H:%M:%SZ"), "INBOUND" if e.way == "in" else "OUTBOUND",
                 {"noanswer": "NO_ANSWER", "voicemail": "LEFT_MESSAGE", "busy": "BUSY", "connected": "CONNECTED"}.get(e.outcome, ""), e.topic,
                 "workflow" if e.state == "machine" else e.rep, "PENDING" if e.state == "open" else "COMPLETED"]
                for e in kept(world, freshsales_like) if e.kind == kind]
    header = ["interactionKey", "parentPersonKey", "performedAt", "flow", "resultCode", "headline", "performedBy", "progress"]
    return [write(folder / f"{kind}_dump.csv", header, rows(kind)) for kind in ("call", "email", "meeting")] + [leads]


LISTS = OTHERS[FIRST_OTHER:]
del OTHERS[FIRST_OTHER:]
