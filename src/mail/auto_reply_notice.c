/* Notices without a mark: no header and no subject says that a program wrote them.
 *
 * Many are sent by rules of a mail program as an ordinary answer ("Re: your subject"). What gives
 * them away is that they hold nothing else: each sentence is a greeting, an absence, a return, or
 * whom to ask instead. One sentence about the matter itself, a question or a wish, and a person
 * wrote it, whatever else it says. A model that was taught by notices and people
 * (mail/notice_model.h) finds those whose sentences nobody foresaw, and denies what it takes for a
 * person's. In doubt it is a person: a notice taken for an answer costs a look, an answer taken for
 * a notice would be written over. */
#include <string.h>

#include "mail/auto_reply.h"
#include "mail/auto_reply_phrases.h"
#include "mail/intent.h"
#include "mail/notice_model.h"
#include "mail/return_date_spans.h"
#include "text/phrases.h"

#define MAX_WORDS 200

/* Shares of the model: enough for a notice, whatever else the text seems to want; enough, if it
 * wants nothing; enough, if every sentence is one of a notice. A text that quotes what it answers
 * has to have more: mail programs of people quote, those that answer by themselves seldom do. */
typedef struct {
    double certain, likely, worded;
} NoticeShares;

static const NoticeShares BARE = { .95, .8, .15 };
static const NoticeShares QUOTING = { .998, .98, .75 };

#define WANT_LEAST .8 /* the least confidence of an intent that no notice has */
#define STOP_LEAST .6 /* who wants to be left alone is a person */
#define CONTACT_DIGITS 7
#define MAX_CONTACT_WORDS 16
#define SMALL_TALK_WORDS 4 /* a sentence as short as a name needs no reason to be there */

/* "Your offer" is the matter; "your message" is what the notice answers. */
static bool
names_matter(const PhraseText *words, guint first, guint end)
{
    static const char *const YOUR[] = { "your",  "ihr",     "ihre",    "ihren",  "ihrem",
                                        "ihres", "ihrer",   "euer",    "eure",   "votre",
                                        "vos",   "vuestro", "vuestra", "vostro", "vostra",
                                        "vossa", "vosso",   "uw",      NULL };
    static const char *const MESSAGE[] = { "message",
                                           "messages",
                                           "mail",
                                           "mails",
                                           "email",
                                           "emails",
                                           "note",
                                           "enquiry",
                                           "inquiry",
                                           "request",
                                           "patience",
                                           "understanding",
                                           "interest",
                                           "query",
                                           "call",
                                           "question",
                                           "questions",
                                           "matter",
                                           "contact",
                                           "time",
                                           "cooperation",
                                           "reply",
                                           "response",
                                           "kind",
                                           "support",
                                           "nachricht",
                                           "nachrichten",
                                           "anfrage",
                                           "anfragen",
                                           "verstandnis",
                                           "interesse",
                                           "geduld",
                                           "anliegen",
                                           "anruf",
                                           "schreiben",
                                           "frage",
                                           "fragen",
                                           "kontaktaufnahme",
                                           "mitteilung",
                                           "demande",
                                           "comprehension",
                                           "patience",
                                           "courriel",
                                           "courriels",
                                           "mensaje",
                                           "mensajes",
                                           "correo",
                                           "consulta",
                                           "solicitud",
                                           "comprension",
                                           "paciencia",
                                           "messaggio",
                                           "messaggi",
                                           "richiesta",
                                           "comprensione",
                                           "pazienza",
                                           "cortese",
                                           "mensagem",
                                           "mensagens",
                                           "pedido",
                                           "compreensao",
                                           "bericht",
                                           "berichten",
                                           "vraag",
                                           "begrip",
                                           "geduld",
                                           "mailtje",
                                           "aanvraag",
                                           "identity",
                                           "ansprechpartner",
                                           "ansprechpartnerin",
                                           "interlocuteur",
                                           NULL };

    for (guint i = first; i + 1 < end; i++)
        if (g_strv_contains(YOUR, phrase_text_word(words, i)) &&
            !g_strv_contains(MESSAGE, phrase_text_word(words, i + 1)))
            return true;
    return false;
}

/* An address, a page or a telephone number in these bytes tells where to turn. */
static bool
holds_contact(const char *text, gsize length)
{
    guint digits = 0;

    for (gsize i = 0; i < length; i++) {
        digits += g_ascii_isdigit(text[i]);
        if (text[i] == '@')
            return true;
    }
    return digits >= CONTACT_DIGITS;
}

/* "I will gladly see to it" answers, whatever "gladly" alone would say. */
static bool
is_inside_another(const GArray *hits, guint index)
{
    const PhraseHit *hit = &g_array_index(hits, PhraseHit, index);

    for (guint i = 0; hit->tag == ENGAGES && i < hits->len; i++) {
        const PhraseHit *other = &g_array_index(hits, PhraseHit, i);
        if (other->tag != ENGAGES && other->first <= hit->first && other->end >= hit->end &&
            other->end - other->first > hit->end - hit->first)
            return true;
    }
    return false;
}

/* Which kinds of phrases stand in the words [first, end), as bits. */
static guint
said_in(const GArray *hits, guint first, guint end)
{
    guint said = 0;

    for (guint i = 0; i < hits->len; i++) {
        const PhraseHit *hit = &g_array_index(hits, PhraseHit, i);
        if (hit->first >= first && hit->first < end && !is_inside_another(hits, i))
            said |= 1u << hit->tag;
    }
    return said;
}

/* Dots of dates and abbreviations end no sentence: "9. Oktober", "einschl. 23.11.", "d. M.". */
static bool
begins_sentence(const PhraseText *words, guint at)
{
    const char *before = phrase_text_word(words, at - 1);

    return phrase_text_begins_sentence(words, at) && !g_ascii_isdigit(*before) &&
           !g_ascii_isdigit(*phrase_text_word(words, at)) && before[1] != '\0';
}

/* "On holiday, but ...": what follows is judged by itself. */
static bool
begins_part(const PhraseText *words, guint at)
{
    static const char *const BUT[] = { "but",    "aber",     "mais",   "pero",   "mas",
                                       "maar",   "although", "though", "obwohl", "aunque",
                                       "embora", "sebbene",  NULL };

    return begins_sentence(words, at) || g_strv_contains(BUT, phrase_text_word(words, at));
}

/* "Not available" alone may be said of the matter: a notice tells besides until when, who helps
 * meanwhile, or that the message will be read. */
static bool
tells_absence(guint all, const PhraseText *words, const char *text)
{
    Day any = day_of((CivilDate){ 2026, 1, 1 }); /* whether a day is named, not which */
    guint meanwhile = 1u << SAYS_BACK | 1u << SAYS_ANSWERS | 1u << SAYS_COVERED |
                      1u << SAYS_RECEIVED | 1u << SAYS_SOON;
    bool around = (all & 1u << SAYS_AROUND) != 0 && (all & 1u << SAYS_ANSWERS) != 0;
    bool covered = (all & 1u << SAYS_COVERED) != 0;

    if ((all & 1u << SAYS_AWAY) == 0)
        return (all & 1u << SAYS_BACK) != 0 && (around || covered);
    if ((all & meanwhile) != 0)
        return true;
    g_autoptr(GArray) days = day_spans_find(words, text, any);
    return days->len > 0;
}

/* What a text is that holds nothing but what such a notice says: that somebody is away or comes
 * back, or that something was received and will be seen to. */
static MailKind
bare_notice_kind(const PhraseText *words, const char *text, const GArray *hits)
{
    guint count = phrase_text_words(words), all = 0;

    for (guint first = 0; first < count;) {
        guint end = first + 1;
        while (end < count && !begins_part(words, end))
            end++;
        guint said = said_in(hits, first, end);
        gsize from = phrase_text_offset(words, first);
        gsize to = end < count ? phrase_text_offset(words, end) : strlen(text);
        bool contact = end - first <= MAX_CONTACT_WORDS && holds_contact(text + from, to - from);
        if (names_matter(words, first, end) ||
            (said == 0 && !contact && end - first > SMALL_TALK_WORDS))
            return MAIL_HUMAN;
        all |= said;
        first = end;
    }
    if ((all & 1u << ENGAGES) != 0)
        return MAIL_HUMAN;
    if (tells_absence(all, words, text))
        return MAIL_OUT_OF_OFFICE;
    bool acknowledged = (all & 1u << SAYS_RECEIVED) != 0 && (all & 1u << SAYS_SOON) != 0;
    return acknowledged ? MAIL_AUTO_REPLY : MAIL_HUMAN;
}

/* A wish, an offer to meet or a refusal that is plain enough is no machine's. */
static bool
wants_something(const char *text)
{
    double confidence = 0;

    switch (intent_of(text, NULL, &confidence)) {
    case INTENT_INTERESTED:
    case INTENT_MEETING:
    case INTENT_QUESTION:
    case INTENT_NOT_INTERESTED:
    case INTENT_HOSTILE:
        return confidence >= WANT_LEAST;
    default:
        return false;
    }
}

/* The kind by sentences and model together. */
static MailKind
weighed_kind(const LinearModel *model, const PhraseText *words, const char *text, bool quotes)
{
    g_autoptr(GArray) sentences = phrase_set_scan(auto_reply_sentences(), words);
    g_autoptr(GArray) features = notice_features_of(text, words, sentences);
    MailKind kind = bare_notice_kind(words, text, sentences);
    const NoticeShares *least = quotes ? &QUOTING : &BARE;
    double shares[NOTICE_CLASSES];

    linear_model_weigh(model, features, shares);
    double notice = 1 - shares[NOTICE_PERSON];
    if (kind != MAIL_HUMAN)
        return notice >= least->worded ? kind : MAIL_HUMAN;
    if (notice < least->likely || (notice < least->certain && wants_something(text)))
        return MAIL_HUMAN;
    return shares[NOTICE_ABSENCE] > shares[NOTICE_ANSWER] ? MAIL_OUT_OF_OFFICE : MAIL_AUTO_REPLY;
}

MailKind
auto_reply_kind_of_text(const LinearModel *model, const char *text, bool quotes)
{
    if (notice_text_asks(text))
        return MAIL_HUMAN;
    g_autoptr(PhraseText) words = phrase_text_new_words(text, MAX_WORDS + 1);
    if (phrase_text_words(words) == 0 || phrase_text_words(words) > MAX_WORDS)
        return MAIL_HUMAN;
    bool itself = phrase_set_first(auto_reply_self_words(), words) >= 0;
    MailKind kind = MAIL_HUMAN;
    if (itself)
        kind = auto_reply_says_away(text) ? MAIL_OUT_OF_OFFICE : MAIL_AUTO_REPLY;
    else
        kind = weighed_kind(model, words, text, quotes);
    double confidence = 0;
    bool sick = phrase_set_first(auto_reply_sick_words(), words) >= 0;
    if (kind != MAIL_HUMAN && !sick && intent_of(text, NULL, &confidence) == INTENT_STOP &&
        confidence >= STOP_LEAST)
        return MAIL_HUMAN;
    return kind;
}
