/* Auto-replies: headers, then subjects, then wording. */
#include "mail/auto_reply.h"

#include <string.h>

#include "mail/notice_model.h"
#include "text/phrases.h"

#define MAX_HEADERS_SEEN 1000

enum { SAYS_AWAY, SAYS_AUTOMATIC };

/* Subjects that mail programs write for their users. */
static const PhraseEntry SUBJECT_TABLE[] = {
    { SAYS_AWAY,
      "out of office;out of the office;ooo;oof;on vacation;vacation reply|response|message|notice;"
      "away from * office|desk|email;on holiday;annual leave;maternity|paternity|parental leave;"
      "abwesen~;nicht im buro|haus;ausser haus;im urlaub;urlaubs~;absen~ du|de|au bureau;absence;"
      "absent|absente jusqu~;en conge|conges|vacances;hors du bureau;fuera de la|oficina;"
      "ausente;ausencia;de vacaciones;fora do escritorio;ausencia temporaria;de ferias;"
      "fuori ufficio|sede;in ferie;assen~;afwezig~;niet aanwezig;niet op kantoor;"
      "met vakantie;^ urlaub;^ ferien;^ vacances;^ conge;^ conges;^ vacaciones;^ ferie;^ ferias;"
      "^ verlof;^ vakantie;betriebsurlaub;betriebsferien;conge maternite|parental;"
      "mutterschutz;elternzeit;zwangerschapsverlof;chius~;fermeture;cierre por;encerramento;"
      "geschlossen $;gesloten $;office closed|closure;closed for;i am|im ooo;ikke tilstede;"
      "out sick;sick leave|day;pto;"
      "不 在;休 業;休 暇;休 み;away until|from|till;^ away;on leave;franvaro;fravaer~;"
      "ikke til stede;poissa;nieobecn~;отсутств~;в отпуске" },
    { SAYS_AUTOMATIC,
      "^ automatic reply;^ auto reply;^ autoreply;^ auto response;^ autoresponse;^ auto;"
      "autoresponder;auto responder;automated reply|response|message;^ automatische antwort~;"
      "automatische ruckmeldung;automatisch antwoord;automatisch beantwoord;"
      "^ reponse automatique;^ respuesta automatica;^ resposta automatica;^ risposta automatica;"
      "^ autosvar;^ automatiskt svar;^ automatisk svar;自 動 応 答;自 動 返 信;自 动 回 复;"
      "自 動 回 覆;^ автоответ;^ automaattinen vastaus;^ automatyczna odpowiedz;"
      "^ autosvar;eingangsbestatigung;"
      "ticket|case|request received|created|opened;we * received your email|message|request;"
      "thank you for contacting;thanks for contacting;accuse de reception;"
      "awaits|awaiting|requires * approval|moderation;post|posting to * moderat~;"
      "ontvangstbevestiging;confirmacion|acuse de recepcion|recibo;conferma di "
      "ricezione|ricevimento;confirmacao de rececao|recepcao|recebimento;acknowledg~ of receipt;"
      "receipt of your message|email|request|enquiry;受 付;受 領;"
      "we * got|received your message|email|mail|note|request" },
};
/* What such a message says in its own words. */
static const PhraseEntry AWAY_TABLE[] = {
    { SAYS_AWAY,
      "out of the office;out of office;away from the|my office|desk|email|mail|computer;"
      "i am|im on vacation|holiday|leave|pto;i am|im currently|presently "
      "away|travelling|traveling|on;"
      "on annual|maternity|paternity|parental|sick|medical|family leave;on vacation;on holiday;"
      "limited access to my|email|emails|mail;no access to my|email|emails;"
      "i will|ill be away|out|back|returning|travelling;currently out;i will return;"
      "sick;unwell;hospital;sabbatical;parental;maternity;paternity;gone fishing;bank holiday;"
      "day|days|week off;attending a|the;at a conference;business trip;closed for|until|from|on;"
      "in my absence;while i am|im away|out;in the meantime;"
      "erkrankt;krank;krankheit~;vertretung;vertritt;dienstreise;geschlossen;betriebsferien;"
      "schulung;fortbildung;weiterbildung;kongress;feiertag~;jahresurlaub;"
      "malade;arret maladie;en deplacement;en formation;en voyage;ferme~;interim;mon absence;"
      "enferm~;baja medica|por;de viaje;cerrad~;de permiso;mi ausencia;"
      "malattia;in viaggio;trasferta;chius~;mia assenza;in congedo;"
      "doente;de licenca;em viagem;recesso;encerrad~;fechad~;minha ausencia;congresso;"
      "ziek;op reis;gesloten;op cursus;verlof;mijn afwezigheid;"
      "workshop;training;seminar;all day;trade show;offsite;off site;on the road;ooo;pto;"
      "not working today|this;i do not|dont work;parttime;part time;"
      "messe;workshop;teilzeit;nicht am platz;nicht im haus;nicht da;auf reisen;unterwegs;"
      "genieße|geniesse * urlaub;meinen|meinem|den|im urlaub;im krankenstand;"
      "seminaire;salon;conge maternite|paternite|parental;absen~;"
      "descanso;licencia;baja maternal;maternidad;paternidad;viaje;formacion;"
      "sono|saro fuori;non sono|saro in;rientro;maternita;in ferie;ferie;trasferta;corso;chiusi;"
      "viagem;formacao;licenca;maternidade;ausente;fora;"
      "niet aanwezig|bereikbaar|beschikbaar;ben * vrij;werk ik niet;beurs;cursus;"
      "休 業;育 児 休;出 張;体 調 不 良;研 修 の た め;お 休 み;"
      "back in the office;return to the office;returning to the office;will be back on|in|at;"
      "i am|im away;upon my return;when i return|get|am back;away until|till|from;"
      "nicht im buro;nicht im hause;ausser haus;im urlaub;in urlaub;abwesen~;"
      "nicht erreichbar|verfugbar;wieder erreichbar|zuruck|da|im|fur;elternzeit;mutterschutz;"
      "wieder zu erreichen;nicht an meinem arbeitsplatz;"
      "absent|absente du|jusqu~|pour|de|actuellement;je suis|serai * absent|absente;"
      "en conge|conges|vacances;hors du bureau;de retour le|lundi|mardi|mercredi|jeudi|vendredi|au;"
      "mon retour;serai de retour;pas disponible jusqu~;"
      "fuera de la oficina;estoy|estare ausente;de vacaciones;estare fuera;"
      "mi regreso;regresare|regreso el;volvere|vuelvo el|a;ausente hasta;no estare disponible;"
      "fora do escritorio;estou|estarei ausente|fora;de ferias;ausente ate;meu regresso|retorno;"
      "retornarei|regressarei|volto em|no|a|dia;"
      "fuori ufficio|sede;sono|saro assente;in ferie;saro di ritorno;mio rientro|ritorno;"
      "rientrero il;assente fino|dal;"
      "niet op kantoor;afwezig;met|op vakantie;weer aanwezig|bereikbaar|terug;ben ik terug;"
      "met verlof;niet bereikbaar;"
      "不 在 に し;不 在 と な;休 暇 を;休 暇 中;お 休 み を;出 張 中;出 社 いたし;夏 季 休 業;"
      "年 末 年 始 休;休 業;不 在 の;不 在 で;pa semester;pa ferie;nieobecn~;в отпуске;отсутств~" },
    { SAYS_AUTOMATIC,
      "this is an automatic|automated|auto reply|response|message|email|acknowledgement;"
      "automatic reply;automated response|reply;auto reply;automatically generated;"
      "please do not reply to this;do not reply to this email|message;"
      "we have received your email|message|request|enquiry|inquiry;"
      "your|a ticket|case|request has been created|received|opened|logged;"
      "automatisch generiert|erstellt;automatische antwort;bitte antworten sie nicht auf diese;"
      "wir haben ihre nachricht|email|anfrage erhalten;"
      "reponse automatique;message automatique;ne pas repondre a ce|cet;"
      "respuesta automatica;mensaje automatico;no responda a este;"
      "resposta automatica;mensagem automatica;risposta automatica;messaggio automatico;"
      "automatisch antwoord;automatisch gegenereerd;自 動 返 信;自 動 応 答;自 動 送 信;自 动 回 "
      "复;"
      "no longer works|working|employed|with|at|work;has left the "
      "company|organisation|organization;"
      "is no longer with|at|employed|working;have|ve left the company;"
      "nicht mehr fur|bei * tatig|beschaftigt;nicht mehr im unternehmen;"
      "ne fait plus partie;ne travaille plus;ya no trabaja;nao trabalha mais;"
      "non lavora piu;niet meer werkzaam" },
};

static const PhraseSet *
subject_set(void)
{
    static gsize slot;
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(SUBJECT_TABLE, G_N_ELEMENTS(SUBJECT_TABLE)));
    return (const PhraseSet *)slot;
}

static const PhraseSet *
text_set(void)
{
    static gsize slot;
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(AWAY_TABLE, G_N_ELEMENTS(AWAY_TABLE)));
    return (const PhraseSet *)slot;
}

/* A header that automatic answers carry: any value but "no", or one that begins so. */
typedef struct {
    const char *header, *begins;
    bool hints; /* only says that no automatic answer is wanted */
} Mark;

static const Mark MARKS[] = {
    { "Auto-Submitted", "auto-replied", false },
    { "Auto-Submitted", "auto-notified", false },
    { "Auto-Submitted", "auto-generated", false },
    { "Precedence", "auto_reply", false },
    { "Precedence", "auto-reply", false },
    { "X-Precedence", "auto_reply", false },
    { "X-Precedence", "auto-reply", false },
    { "X-Apple-Action", "VACATION", false },
    { "X-Autoreply", NULL, false },
    { "X-Autorespond", NULL, false },
    { "X-Auto-Reply", NULL, false },
    { "X-Auto-Response", NULL, false },
    { "X-AutoReply-From", NULL, false },
    { "X-Auto-Reply-From", NULL, false },
    { "X-Autogenerated", NULL, false },
    { "X-Mail-Autoreply", NULL, false },
    { "X-Autoresponder", NULL, false },
    { "X-Vacation", NULL, false },
    { "X-MDaemon-Autoresponder", NULL, false },
    { "X-FC-MachineGenerated", NULL, false },
    { "X-POST-MessageClass", NULL, false },
    { "X-Auto-Response-Suppress", NULL, true },
    { "Precedence", "bulk", true },
    { "Precedence", "junk", true },
    { "Precedence", "list", true },
};

static bool
mark_fits(const Mark *mark, const char *name, const char *value)
{
    if (g_ascii_strcasecmp(mark->header, name) != 0)
        return false;
    if (mark->begins != NULL)
        return g_ascii_strncasecmp(value, mark->begins, strlen(mark->begins)) == 0;
    return g_ascii_strcasecmp(value, "no") != 0 && g_ascii_strcasecmp(value, "false") != 0 &&
           g_ascii_strcasecmp(value, "none") != 0;
}

/* One pass over the headers. Exchange adds X-Auto-Response-Suppress to answers of its rules, and to
 * nothing a person writes; servers also use it to ask for no automatic answers ("All"), which says
 * nothing of the message itself: that is `ret_hint`. */
static bool
says_automatic_reply(const Message *message, bool *ret_hint)
{
    bool automatic = false;
    int count = message_header_count(message);

    *ret_hint = false;
    for (int i = 0; i < count && i < MAX_HEADERS_SEEN; i++) {
        const char *name = message_header_name(message, i);
        if (strchr("aApPxX", *name) == NULL)
            continue;
        g_autofree char *value = NULL;
        for (gsize k = 0; k < G_N_ELEMENTS(MARKS); k++) {
            if (g_ascii_strcasecmp(MARKS[k].header, name) != 0)
                continue;
            if (value == NULL)
                value = message_header_value(message, i);
            bool fits = mark_fits(&MARKS[k], name, value);
            *ret_hint = *ret_hint || (fits && MARKS[k].hints);
            automatic = automatic || (fits && !MARKS[k].hints);
        }
    }
    return automatic;
}

bool
auto_reply_says_away(const char *text)
{
    g_autoptr(PhraseText) words = phrase_text_new(text);
    g_autoptr(GArray) hits = phrase_set_scan(text_set(), words);
    for (guint i = 0; i < hits->len; i++)
        if (g_array_index(hits, PhraseHit, i).tag == SAYS_AWAY)
            return true;
    return false;
}

bool
auto_reply_says_moved(const char *text)
{
    static gsize slot;
    static const PhraseEntry TABLE[] = {
        { 1,
          "address * changed|deleted|deactivated|retired|replaced|closed;new|my email|mail "
          "address;no longer * "
          "address|mailbox|works|working|employed|with|use|used|monitored|active;"
          "left the company|firm|organisation|organization;changed jobs;has moved to;"
          "adresse * geandert|gelost|abgeschaltet;neue|neuen|neuer * adresse|mailadresse|"
          "emailadresse;nicht mehr * adresse|postfach|unternehmen|tatig|haus;ausgeschieden;"
          "adresse * change|changee|supprimee|desactivee;nouvelle adresse;plus partie|utilisee|"
          "travaille;a quitte;direccion|correo * cambiado|nueva;nueva|nuevo "
          "direccion|correo;ya no * trabaja|utiliza|usa;indirizzo * cambiato|disattivato;nuovo "
          "indirizzo;non * piu * attivo|lavora|utilizzato;endereco * mudou|alterado|desativado;"
          "novo "
          "endereco|email;nao * mais|ja * trabalha|utilizado|usado;ja nao trabalha;"
          "adres * gewijzigd|veranderd|vervalt;nieuw|nieuwe adres|mailadres|emailadres;niet meer "
          "* werkzaam|gebruik|gebruikt|actief;uit dienst;"
          "ア ド レ ス * 変 更;ア ド レ ス * 変 わ;退 職;異 動" },
    };
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(TABLE, G_N_ELEMENTS(TABLE)));
    return phrase_set_any((const PhraseSet *)slot, text);
}

MailKind
auto_reply_kind(const Message *message, const char *subject, const char *new_text, bool quotes)
{
    g_autoptr(PhraseText) title = phrase_text_new(subject != NULL ? subject : "");
    int said = phrase_set_first(subject_set(), title);
    /* A person's answer to an out-of-office keeps its subject: "Re: Out of office". */
    bool answer = g_ascii_strcasecmp(phrase_text_word(title, 0), "re") == 0 ||
                  g_ascii_strcasecmp(phrase_text_word(title, 0), "aw") == 0;
    bool hint, automatic = says_automatic_reply(message, &hint);
    automatic = automatic || (hint && (said >= 0 || auto_reply_says_away(new_text)));
    if (!automatic && (said < 0 || answer))
        return auto_reply_kind_of_text(notice_model_built_in(), new_text, quotes);
    bool away = said == SAYS_AWAY || auto_reply_says_away(new_text);
    if (automatic)
        return away ? MAIL_OUT_OF_OFFICE : MAIL_AUTO_REPLY;
    /* Only the subject speaks of it: the text must agree, or the subject be a program's own. */
    g_autoptr(PhraseText) words = phrase_text_new(new_text);
    int text_said = phrase_set_first(text_set(), words);
    if (said == SAYS_AUTOMATIC)
        return away ? MAIL_OUT_OF_OFFICE : MAIL_AUTO_REPLY;
    return text_said >= 0 || phrase_text_words(words) == 0 ? MAIL_OUT_OF_OFFICE : MAIL_HUMAN;
}
