/* See audit_meaning.h. */
#include "app/audit_meaning.h"

#include <string.h>

#include "text/fold.h"

#define MAX_FOLDED 200
#define MOST_KNOWN 4096

/* `words` stand anywhere in the folded text; one that begins with "=" is all of it, one with "^"
 * begins it. `not` takes meanings away that shorter words inside them would give. */
static const struct {
    uint32_t means, not ;
    const char *words;
} WORDS[] = {
    { MEANS_VOICEMAIL, MEANS_EMAIL | MEANS_REACHED,
      "voicemail leftvm =vm leftmessage leftamessage lefthimamessage anrufbeantworter mailbox "
      "abbesprochen abbesproken ingesproken segreteria caixapostal correiodevoz messagerie "
      "messagelaisse "
      "answeringmachine voicemessage aufabgesprochen =ab repondeur messagerievocale buzondevoz "
      "contestador "
      "mensajedevoz voicemailbericht b2cf5968551e4856978352b3da59a7d0" },
    { MEANS_LETTER, MEANS_EMAIL,
      "directmail letter courrier =carta postcard =post postal =mailing handwritten brief" },
    { MEANS_EMAIL, 0, "mail courriel =mel correo =wrote =written wroteback" },
    { MEANS_CALL, 0,
      "ligacao chiamata colloquiotel gebeld =belletje telefonat "
      "call phone =rang =ring anruf angerufen appel llamada dial telefon telephone telefoon" },
    { MEANS_SMS, 0, "sms textmessage whatsapp =text imessage" },
    { MEANS_SOCIAL, MEANS_EMAIL, "linkedin inmail social xing twitter facebook instagram" },
    { MEANS_MEETING, 0,
      "appuntamento incontro riunione reuniao afspraak bezoek visita encontro "
      "meeting =event =ereignis droppedby appointment visit demo lunch videocall zoom "
      "onsite termin besuch "
      "presentation "
      "webinar conference reunion besprechung rendezvous =rdv =cita" },
    { MEANS_FAX, 0, "fax" },
    { MEANS_TASK, 0, "task todo aufgabe tache tarea actionitem reminder" },
    { MEANS_NOTE, MEANS_EMAIL, "emailthread" }, /* groups the mails that stand beside it */
    { MEANS_NOTE, 0,
      "=note =notes =notiz =memo =nota =remarque =comment notecreated noteadded =remark" },

    { MEANS_INBOUND, MEANS_OUTBOUND,
      "inentrata entrata ricevut recebid inkomst ingekomen llegad "
      "inbound incoming received eingehend inkomend entrante entrant fromlead fromcontact "
      "fromprospect fromthem recu recibid geantwortet "
      "fromcustomer vonkunde vomkunde =eingang theywrote theycalled theyrang =in missedcall "
      "=missed =received" },
    { MEANS_OUTBOUND, 0,
      "inuscita uscita inviat verzonden verstuurd gesendet salida "
      "outbound outgoing ausgehend saliente sortant uitgaand emailsent sentemail =out tolead "
      "toprospect "
      "tocontact enviad envoye" },
    { MEANS_MACHINE, 0,
      "automat =auto autoemail autosms autocall ^auto_ workflow sequence cadence drip bulk "
      "massemail "
      "massmail listemail marketingemail newsletter campaign system robot chatbot =bot batch "
      "autoresponder autosend =integration =api zapier nurtur playbook journey" },
    { MEANS_SEQUENCE, 0, "sequence cadence autoemail autostep ^auto_" },
    { MEANS_MANUAL, MEANS_MACHINE,
      "manual semiautomat notautomat nonautomat onetoone 1to1 crmui 11email byhand =person =human "
      "=user" },
    { MEANS_WATCHED, MEANS_PLANNED,
      "opened =emailopen emailopens click viewed pageview pagevisit websitevisit visitedpage "
      "formsubmi formfill submittedform downloaded listmembership lifecycle statuschange "
      "stagechange ownerchange fieldchange propertychange emaildelivered taskcreated "
      "leadcreated contactcreated recordcreated =created =updated merged assignedlead "
      "leadassigned chatwidget addressedchange addedtosequence enrolled" },
    { MEANS_PLANNED, MEANS_DONE | MEANS_REACHED,
      "=dafare =afaire =porhacer =tedoen =aberto =aberta =aperto =aperta pianificat planejad "
      "agendad inattesa "
      "planned scheduled notstarted deferred waiting draft inprogress =open =todo =pending "
      "=overdue queued upcoming =new =assigned notdone notcompleted incomplete uncompleted "
      "unsent =started =future geplant offen noshowyet nichtbegonnen nichtgestartet "
      "wartet zuruckgestellt inbearbeitung planifie enattente encours pendiente planificad "
      "programad enprogreso gepland =prevu =prevue aplanifier =stuck =blocked =onhold" },
    { MEANS_CANCELLED, MEANS_DONE,
      "cancel annule storniert geannuleerd skipped =deleted abgesagt rescheduled postponed "
      "aborted" },
    { MEANS_DONE, 0,
      "=fatto =fatta =feito =feita =gedaan completat effettuat concluid realizad afgehandeld "
      "completed complete =done =closed finished erledigt =held =sent =delivered =success "
      "abgeschlossen attended tookplace completad =terminee =fait =faite =hecho =hecha =realizada "
      "realise effectue voltooid "
      "afgerond" },
    { MEANS_NO_ANSWER, MEANS_REACHED | MEANS_DECLINED,
      "nonrisponde nessunarisposta naoatend semresposta geengehoor nietbereikt ingesprek occupat "
      "=ocupado =ocupada injoignable pasjoint nonjoint =absent nondisponible comunica =occupato "
      "ilocalizable ausente "
      "noanswer noreply noresponse notanswered unanswered didnotanswer notreached unreached "
      "notconnected didnotconnect unconnected notavailable unavailable nopickup nocontact "
      "nichterreicht keineantwort pasdereponse sansreponse nonrepondu sinrespuesta nocontest "
      "geenantwoord occupe ocupado =comunica noconnect =busy linebusy besetzt =missed notreplied "
      "notresponded ringing "
      "noshow nonshow didnotattend attemptedcontact =attempted attemptmade leftlive "
      "gatekeeper receptionist hungup dropped callscreen 73a0d17f11634015bdd5ec830791da20 "
      "9d9162e76cf34944bf634dff82258764 a4c4c377d2464b32a13b75a56a4cd0ff" },
    { MEANS_UNDELIVERED, MEANS_REACHED | MEANS_DONE,
      "bounce undeliver failed failure notdelivered wrongnumber badnumber invalidnumber "
      "numbernotinservice disconnected outofservice invalidaddress invalidemail blocked "
      "deliveryerror 17b47fee58de441ea44cc6300d46f273 falschenummer" },
    { MEANS_STOP, MEANS_DONE,
      "donotcall donotcontact donotemail unsubscrib optout optedout removeme removedfrom "
      "askedtobeleft stopcontact takemeoff" },
    { MEANS_DECLINED, MEANS_REACHED,
      "notinterested nointerest declined refused saidno keininteresse notafit nofit rejected "
      "notnow badtiming notqualified disqualified =negative" },
    { MEANS_REACHED, 0,
      "parlato =risposto atendeu =atendido =atendida falou conversou =gesproken telefoongesproken "
      "gesprochen bereikt =joint =contesto =contactado =contactada =hablado "
      "connected reached answered spoke talked conversation interested meetingset meetingbooked "
      "booked appointmentset contactmade livecontact contacted positive qualified "
      "demoscheduled meetingscheduled callbackrequested callback followuprequested referral "
      "referred converted gotthrough erreicht gespraech gesprach =joint =contesto =yes =pickedup "
      "pickedup "
      "f240bbac87c94f6ebf70924b57d47db7" },
    { MEANS_CALL_BACK, 0,
      "callback callhimback callherback callthemback callmeback returncall ruckruf rueckruf "
      "calllater calllateragain followuprequested" },
    { MEANS_REPLIED, 0, "replied reply responded =response answeredemail antwort" },
    { MEANS_AUTO_REPLY, MEANS_REPLIED | MEANS_MACHINE,
      "automaticreply autoreply outofoffice abwesenheit autoresponse onvacation undeliverable "
      "deliverystatusnotification mailerdaemon returnedmail deliveryfailure mailundelivered "
      "automatischeantwort absencedubureau respuestaautomatica failurenotice" },
    { MEANS_FOLLOW_UP, 0,
      "followup reachout contact touchbase checkin sendquote sendproposal sendinfo nachfass "
      "getintouch pingagain" },
    { MEANS_PROMISE, 0,
      "promis asagreed asdiscussed agreedto callback returncall callhimback callherback "
      "callthemback getbackto versprochen zugesagt ruckruf rueckruf wievereinbart commitment "
      "committed" },
    { MEANS_INTERNAL, 0, "=internal internalcall internalmeeting internalemail intern-" },
    { MEANS_NO, 0, "=no =n =false =0 =f =nein =never =none =null =nan" },
};

/* A word of the table, ready to be looked for. */
typedef struct {
    const char *text;
    gsize length;
    guint entry;
    char mode;      /* '=' all of it, '^' its start, ' ' anywhere */
    uint16_t start; /* its first two letters, as pair_of() */
} Word;

/* Which pairs of neighbouring letters a text holds: most words are ruled out by their first pair.
 */
typedef struct {
    uint64_t bits[16];
} Pairs;

static uint16_t
pair_of(const char *at)
{
    return (uint16_t)(((at[0] & 31) << 5 | (at[1] & 31)) & 1023);
}

static gpointer
compile(G_GNUC_UNUSED gpointer data)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(Word));

    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
        for (const char *at = WORDS[i].words; *at != '\0';) {
            gsize length = strcspn(at, " ");
            bool marked = *at == '=' || *at == '^';
            Word word = { at + marked, length - marked, i, marked ? *at : ' ', 0 };
            word.start = pair_of(word.text);
            g_array_append_val(words, word);
            at += length + (at[length] == ' ');
        }
    return words;
}

static bool
holds(const char *folded, gsize size, const Pairs *pairs, const Word *word)
{
    if (word->length > size || (word->mode == '=' && word->length != size))
        return false;
    if (word->mode != ' ')
        return memcmp(folded, word->text, word->length) == 0;
    if (word->length > 1 && !(pairs->bits[word->start / 64] >> word->start % 64 & 1))
        return false;
    return memmem(folded, size, word->text, word->length) != NULL;
}

uint32_t
audit_meaning(const char *text)
{
    static GOnce once = G_ONCE_INIT;
    const GArray *words = g_once(&once, compile, NULL);
    char folded[MAX_FOLDED];
    uint32_t means = 0, not = 0;
    Pairs pairs = { 0 };
    guint found = G_MAXUINT;

    if (!text_fold(text, folded, sizeof folded)) {
        g_autofree char *start = g_strndup(text, MAX_FOLDED / 4);
        g_autofree char *valid = g_utf8_make_valid(start, -1);
        if (!text_fold(valid, folded, sizeof folded))
            return 0;
    }
    gsize size = strlen(folded);
    for (gsize i = 0; i + 1 < size; i++) {
        uint16_t pair = pair_of(folded + i);
        pairs.bits[pair / 64] |= UINT64_C(1) << pair % 64;
    }
    for (guint i = 0; i < words->len; i++) {
        const Word *word = &g_array_index(words, Word, i);
        if (word->entry == found || !holds(folded, size, &pairs, word))
            continue;
        found = word->entry;
        means |= WORDS[found].means;
        not |= WORDS[found].not ;
    }
    return means & ~not ;
}

ChannelKind
audit_meaning_channel(uint32_t meaning)
{
    static const struct {
        uint32_t means;
        ChannelKind channel;
    } CHANNELS[] = {
        { MEANS_VOICEMAIL, CHANNEL_VOICEMAIL },
        { MEANS_FAX, CHANNEL_FAX },
        { MEANS_LETTER, CHANNEL_LETTER },
        { MEANS_SOCIAL, CHANNEL_SOCIAL },
        { MEANS_SMS, CHANNEL_SMS },
        { MEANS_EMAIL, CHANNEL_EMAIL },
        { MEANS_CALL, CHANNEL_CALL },
        { MEANS_MEETING, CHANNEL_VISIT },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CHANNELS); i++)
        if (meaning & CHANNELS[i].means)
            return CHANNELS[i].channel;
    return CHANNEL_NONE;
}

bool
audit_owner_is_machine(const char *owner)
{
    static const char *const STRONG[] = {
        "system",    "automation", "automations", "automated",     "automatic", "workflow",
        "workflows", "bot",        "chatbot",     "robot",         "sequence",  "sequences",
        "sequencer", "cadence",    "drip",        "autoresponder", "noreply",   "zapier",
        "pardot",    "marketo",    "mailchimp",   "autopilot",     "scheduler", "integration",
        "daemon",    "autobot",    "salesbot",    "webhook",       "crm",       NULL
    };
    static const char *const WHOLE[] = { "hubspot",    "outreach",   "salesloft",  "apollo",
                                         "apolloio",   "api",        "marketing",  "campaign",
                                         "campaigns",  "mailer",     "salesforce", "pipedrive",
                                         "zoho",       "close",      "outreachio", "app",
                                         "postmaster", "newsletter", "engine",     "donotreply",
                                         NULL };
    char folded[MAX_FOLDED];

    if (!text_fold(owner, folded, sizeof folded))
        return false;
    if (g_strv_contains(WHOLE, folded))
        return true;
    g_auto(GStrv) parts = g_strsplit_set(owner, " \t_-./@()[]:,", -1);
    for (char **part = parts; *part != NULL; part++)
        if (text_fold(*part, folded, sizeof folded) && g_strv_contains(STRONG, folded))
            return true;
    return false;
}

void
audit_meanings_init(AuditMeanings *self, bool owners)
{
    *self = (AuditMeanings){ .known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                             .owners = owners };
}

void
audit_meanings_clear(AuditMeanings *self)
{
    g_clear_pointer(&self->known, g_hash_table_unref);
}

uint32_t
audit_meanings_of(AuditMeanings *self, const char *text)
{
    gpointer key, known;

    if (text == NULL)
        return 0;
    if (self->last != NULL && strcmp(self->last, text) == 0)
        return self->last_meaning;
    if (g_hash_table_lookup_extended(self->known, text, &key, &known)) {
        self->last = key;
        return self->last_meaning = GPOINTER_TO_UINT(known);
    }
    uint32_t meaning =
        self->owners ? (audit_owner_is_machine(text) ? MEANS_MACHINE : 0) : audit_meaning(text);
    if (g_hash_table_size(self->known) < MOST_KNOWN) {
        char *copy = g_strdup(text);
        g_hash_table_insert(self->known, copy, GUINT_TO_POINTER(meaning));
        self->last = copy;
        self->last_meaning = meaning;
    }
    return meaning;
}
