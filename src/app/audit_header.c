/* See audit_header.h. */
#include "app/audit_header.h"

#include <stdbool.h>
#include <string.h>

#include "text/fold.h"

#define MAX_HEADER 160
#define MAX_WORD 48

/* Folded words; "word*" begins, "*word" ends and "*word*" stands anywhere in a word of the header,
 * as compounds and inflections have them. */
static const struct {
    AuditHeadWord word;
    const char *words;
} WORDS[] = {
    { HEAD_ID, "id ids nr no num numero numer nummer number *nummer *nr *nro code codigo codice "
               "ref reference referenz referencia riferimento key uid guid uuid kennung matricula "
               "nombredossier dossier folio identifiant identificador identificativo kenmerk" },
    { HEAD_PERSON,
      "lead leads prospect* prospet* contact* kontakt* contatt* contato* contacto* "
      "person* persona* interessent* kunde kunden kundenn* kd client* cliente* klant* "
      "customer* interlocut* ansprechpartner* piste pistes candidat* whom who invitee* "
      "attendee* participant* teilnehmer* recipient* empfanger* destinat* partner "
      "relatie relation oportunidad* inquir* enquir*" },
    { HEAD_COMPANY, "company companies account accounts konto organis* organiz* firm "
                    "firma firmen* *firma unternehmen* societe societa sociedad* entreprise* "
                    "empresa* azienda* aziendal* bedrijf* compte compania employer business raison "
                    "ragione razon razao" },
    { HEAD_FIRST, "first given fore forename firstname vorname prenom primeiro primer voornaam "
                  "rufname givenname" },
    { HEAD_LAST, "last sur surname lastname nachname familienname zuname familyname family "
                 "apellido* apelido* cognome* achternaam sobrenome* letzt* derni* ultim* "
                 "laatst*" },
    { HEAD_NAME, "name names nom noms nombre nome naam fullname *name nominativo" },
    { HEAD_EMAIL, "email emails mail mails *mail courriel* correo* mailadres* emailadres* "
                  "emailaddress mailbox posta" },
    { HEAD_PHONE, "phone phones *phone tel tel* telefo* telepho* fono rufnummer durchwahl "
                  "festnetz fixe dialed dialled landline" },
    { HEAD_MOBILE, "mobile mobil* movil celular cell cellphone handy* portable cellulare gsm "
                   "whatsapp telemovel mobiel*" },
    { HEAD_DATE, "date dates datum* fecha* data jour dia giorno tag dag day when wann quando "
                 "cuando quand wanneer datetime timestamp zeitpunkt *datum *date *tag on" },
    { HEAD_CLOCK, "time times *time uhrzeit zeit heure hora ora tijd tijdstip uhr hour orario "
                  "horaire *zeit horario" },
    { HEAD_CREATED, "create created creat* cree creada creado creato creata criad* angelegt* "
                    "erstell* anlage* erfasst* eingetragen aufgenommen aangemaakt aanmaak* added "
                    "add entered entry entree alta registr* signup submitted inserted insert* "
                    "inserid* eingang* cadastro captur* recorded logged saisie opened joined "
                    "received inquired neu" },
    { HEAD_CHANGED, "modif* updat* change* changed geander* anderung* letztanderung actuali* "
                    "aktualisi* gewijzigd wijzig* alter* touched verifi* last letzt* derni* ultim* "
                    "laatst* recent" },
    { HEAD_DUE, "due deadline fallig* echeance* vencim* venc* scaden* vervald* prazo frist* "
                "geplant* prevu* previst* gepland* limite" },
    { HEAD_DONE, "complet* done erledig* finish* closed abgeschlossen* termine* realis* realiz* "
                 "hecho hecha conclu* voltooid* afgerond* abgehakt effettuat* effectu* gedaan "
                 "fatto" },
    { HEAD_START, "start* begin* beginn* inicio debut inizio aanvang von started sent delivered "
                  "occur* happen* performed" },
    { HEAD_END, "end ends ended ende fin fine einde fim until bis finish*" },
    { HEAD_NEXT, "next nachst* prochain* proxim* prossim* volgend* wiedervorlage* relance* "
                 "rappel callback followup promis* ruckruf* richiamare seguimiento" },
    { HEAD_KIND,
      "type types kind art typ *typ *sart kontaktart channel* kanal* canal* kanaal tipo tipolog* "
      "soort medium media methode method mode moyen nature natura category kategorie "
      "mezzo medio wie how via what" },
    { HEAD_DIRECTION, "direction* richtung* *richtung sens direcc* direz* richting direc* sentido "
                      "senso verso flow inout inboundoutbound inbound incoming" },
    { HEAD_OUTCOME, "outcome* result* ergebnis* *ergebnis esito uitkomst* disposition* issue "
                    "reaktion* reaction* antwort answered respuesta risultat* desenlace afloop "
                    "reached erreicht" },
    { HEAD_STATUS,
      "status* *status state stage* etat estado* statut* stato phase fase etape* "
      "stufe stand situation situacion situacao situazione etapa lifecycle progress situac*" },
    { HEAD_DURATION, "duration* dauer* *dauer duree* duracion* durata duur duracao length minutes "
                     "seconds secs min sec sek sekunden minuten talktime" },
    { HEAD_SUBJECT, "subject* betreff* objet* asunto* oggetto* onderwerp* assunto* title titel "
                    "titre titulo titolo thema sujet topic headline uberschrift argomento motif "
                    "motivo anlass" },
    { HEAD_TEXT, "body text texte texto testo tekst content contents inhalt* contenu* contenid* "
                 "conteud* contenut* inhoud message nachricht* mensaj* messag* mensag* bericht "
                 "wortlaut" },
    { HEAD_NOTE, "note notes notiz* nota notas remark* bemerkung* comment* kommentar* comentar* "
                 "opmerking* observac* observat* osservaz* description* beschreibung* descripc* "
                 "descriz* descric* omschrijving* details detail summary memo appunt* aantekening* "
                 "rendu compterendu notities" },
    { HEAD_OWNER,
      "owner* assigned assignee* rep reps user* agent* bearbeit* betreu* inhaber* "
      "*inhaber besitzer* mitarbeit* verkauf* zustandig* zugewies* proprietai* "
      "responsa* commercial* vende* attrib* charge propiet* comercial* proprietari* "
      "venditor* utilisateur* usuari* utente* gebruik* eigenaar* medewerk* verkop* "
      "seller* sales salesperson salesman salesrep salesagent host organizer organiser caller* "
      "assegnat* asignad* atribuid* toegewezen* verantwoordelijk* agente employee* "
      "staff colleague* kollege* suivi realisateur gestor* ejecutiv* berater* "
      "sachbearbeit* vertriebl* vertriebsm* operator* operatore consultant* consulent* bdr sdr "
      "author* auteur autor* autore bediener erfasser" },
    { HEAD_BY, "by von durch par por da door" },
    { HEAD_SOURCE, "source* quelle* *quelle herkunft* origin* origen* origem* fuente* provenan* "
                   "fonte* bron herkomst* campaign* kampagne* campagn* campana* procedencia "
                   "provenienza utm*" },
    { HEAD_COUNTRY, "country* land pays pais paese nazione laender* landercode" },
    { HEAD_PLACE, "city town ort stadt ville ciudad localidad citta plaats cidade street strasse "
                  "rue calle via straat rua plz zip postal* codepostal* address* adresse* direcci* "
                  "indirizzo endereco province provincia region regione regiao bundesland state_" },
    { HEAD_SEGMENT, "segment* industry branche* sector* secteur settore setor tier employees "
                    "mitarbeiterzahl tamano taille size brancheart" },
    { HEAD_CALL, "call calls anruf* *anruf appel* llamad* chiamat* telefonat* ligac* gesprek* "
                 "belletje dial*" },
    { HEAD_MEETING, "meeting* termin termine besprech* reunion* reuniao riunion* rdv rendezvous "
                    "cita citas appuntament* afspra* visit* besuch* event events appointment* "
                    "ereignis* evento* evenement*" },
    { HEAD_TASK, "task* aufgabe* tache* tarea* taref* attivitada todo taken taak compito compiti "
                 "*aufgabe" },
    { HEAD_MESSAGE, "sms linkedin letter* brief briefe chat* communication* communicat* "
                    "kommunikation* mailing*" },
    { HEAD_ACTIVITY, "activit* aktivit* actividad* attivita* atividad* activiteit* engagement* "
                     "interacti* interaktion* interacc* interaz* histor* *historie *verlauf "
                     "verlauf journal log logs *log touch* touchpoint* action* aktion* accion* "
                     "azion* acao acoes contacthist* kontakthist* timeline protokoll* *protokoll "
                     "suivi suivis seguimient* contactmoment* vorgang* gestion* echange* "
                     "relances actions conversation*" },
    { HEAD_FROM, "from de_ sender* absender* expedit* remitent* mittent* afzender*" },
    { HEAD_TO, "to recipient* empfanger* destinat* ontvanger*" },
    { HEAD_RELATED,
      "associat* related relat* parent* regarding linked verknupft* zugehorig* "
      "associe* relacionad* collegat* gekoppeld* zu bezug betrifft bezieht target* who_" },
    { HEAD_REPLY, "replied reply replies response responded antwort* repon* respuest* rispost*" },
    { HEAD_BOUNCE, "bounce* undeliver* failed failure" },
    { HEAD_WATCHED, "open opens opened click* clicked views viewed visits" },
    { HEAD_MONEY, "amount revenue umsatz* montant importe importo valor value wert betrag budget "
                  "price preis prix precio prezzo bedrag omzet chiffre fatturato" },
    { HEAD_DEAL, "deal* opportunit* geschaft potential pipeline" },
    { HEAD_JOB, "job position* funktion* fonction* poste cargo puesto ruolo functie* role rolle "
                "title anrede civilite salutation tratamiento aanhef titolo" },
    { HEAD_OTHER, "birth* geburt* naissance website web url site domain homepage score* rating tag "
                  "tags list lists team teams currency wahrung fax priority prioritat* location "
                  "marketing newsletter consent einwilligung steuer vat siret" },
};

typedef struct {
    const char *text;
    gsize length;
    bool open_start, open_end;
    AuditHead bit;
} Pattern;

static gpointer
compile(G_GNUC_UNUSED gpointer data)
{
    GArray *patterns = g_array_new(FALSE, FALSE, sizeof(Pattern));

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++)
        for (const char *at = WORDS[i].words; *at != '\0';) {
            gsize length = strcspn(at, " ");
            Pattern pattern = { at, length, *at == '*', at[length - 1] == '*',
                                G_GUINT64_CONSTANT(1) << WORDS[i].word };
            pattern.text += pattern.open_start;
            pattern.length -= (gsize)pattern.open_start + pattern.open_end;
            g_array_append_val(patterns, pattern);
            at += length + (at[length] == ' ');
        }
    return patterns;
}

static AuditHead
head_of_word(const char *word)
{
    static GOnce once = G_ONCE_INIT;
    const GArray *patterns = g_once(&once, compile, NULL);
    gsize size = strlen(word);
    AuditHead head = 0;

    for (guint i = 0; i < patterns->len; i++) {
        const Pattern *pattern = &g_array_index(patterns, Pattern, i);
        if (pattern->length > size ||
            (!pattern->open_start && !pattern->open_end && pattern->length != size))
            continue;
        const char *at = pattern->open_start ? word + size - pattern->length : word;
        if (memcmp(at, pattern->text, pattern->length) == 0)
            head |= pattern->bit;
    }
    return head;
}

/* Where a word ends: at what is no letter or digit, and before the capital of "startTime". */
static const char *
end_of_word(const char *start)
{
    bool was_lower = false;
    const char *p = start;

    for (; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isalnum(c) && g_unichar_type(c) != G_UNICODE_NON_SPACING_MARK)
            break;
        if (was_lower && g_unichar_isupper(c))
            break;
        was_lower = g_unichar_islower(c);
    }
    return p;
}

AuditHead
audit_head_of(const char *header)
{
    char word[MAX_WORD];
    AuditHead head = 0;

    if (strlen(header) > MAX_HEADER || !g_utf8_validate(header, -1, NULL))
        return 0;
    for (const char *at = header; *at != '\0';) {
        const char *end = end_of_word(at);
        if (end == at) {
            at = g_utf8_next_char(at);
            continue;
        }
        g_autofree char *part = g_strndup(at, (gsize)(end - at));
        if (text_fold(part, word, sizeof word) && word[0] != '\0')
            head |= head_of_word(word);
        at = end;
    }
    return head;
}

AuditHead
audit_head_of_file(const char *path)
{
    g_autofree char *base = g_path_get_basename(path);
    char *dot = strrchr(base, '.');

    if (dot != NULL)
        *dot = '\0';
    return audit_head_of(base);
}
