/* Telling what a line of a reply is, by its beginning and its end; no regular expressions. */
#include "mail/trim_lines.h"

#include <string.h>

#include "text/phrases.h"

#define MAX_LINES 20000
#define MAX_ATTRIBUTION_LINES 6
#define MAX_ATTRIBUTION_BYTES 600
#define MAX_BRIEF_BYTES 60

static const PhraseEntry WROTE_TABLE[] = {
    { 1, "wrote;writes;schrieb;a ecrit;ecrivait;escribio;ha escrito;ha scritto;escreveu;schreef;"
         "geschreven;geschrieben;skrev;skrifa~;napisal~;pise~;pisze;написал~;писал~;пишет;"
         "kirjoitti;yazdi;"
         "写道;寫道;写 道;書きました;のメール;在 2~;a scris;irta;έγραψε;je napisal;dne * napsal~;"
         "napsal~;katselee;rašė;va escriure;idatzi du;wrote the following;작성" },
};
static const PhraseEntry RULE_TABLE[] = {
    { 1,
      "original message;original email;originalnachricht;original nachricht;"
      "転 送 さ れ た メ;mensagem reencaminhada;ursprungliche nachricht;"
      "message original;message d'origine;mensaje original;mensagem original;"
      "messaggio originale;oorspronkelijk bericht;originele bericht;ursprungligt meddelande;"
      "opprinnelig melding;oprindelig meddelelse;forwarded message;forwarded by;"
      "weitergeleitete nachricht;message transfere;mensaje reenviado;mensagem encaminhada;"
      "messaggio inoltrato;doorgestuurd bericht;wiadomosc oryginalna;исходное сообщение;"
      "пересылаемое сообщение;оригинальное сообщение;begin forwarded message;"
      "reply above this line;原始邮件;元のメッセージ;original appointment;"
      "ursprunglicher termin;anfang der weitergeleiteten;puvodni|povodna email|zprava|sprava;"
      "e mail puvodni;wiadomosc przekazana;eredeti uzenet;alkuperainen viesti;orijinal|ozgun "
      "mesaj;mesajul original;original meddelande|besked|melding;vidarebefordrat meddelande;"
      "videresendt meddelelse;元 の メ ッ セ ー ジ;原 始 邮 件;原 始 郵 件;转 发 邮 件;원본 메시지;"
      "пересланное сообщение" },
};
static const PhraseEntry SENT_FROM_TABLE[] = {
    { 1, "^ sent from|via|with|by;^ from my iphone|ipad|phone|mobile|android|blackberry|samsung;"
         "^ someone from mobile;^ vom|von|mit|per * "
         "handy|smartphone|mobiltelefon|unterwegs|telefon|tablet "
         "gesendet|geschickt|geschrieben|getippt;^ unterwegs gesendet|geschrieben|getippt;"
         "^ verstuurd vanaf|met|via|vanuit|vanop;^ verzonden met;^ getypt|getipt op|met;"
         "^ getippt auf|mit|am;^ tape|tapee|ecrit|redige sur|depuis mon|un;"
         "^ escrito|redactado|mandado desde|con|en mi|el|un;^ scritto|spedito dal|da|con|col;"
         "^ escrito|mandado no|do|pelo meu|telemovel|celular;^ typed with|on|in;"
         "^ excuse|pardon|forgive brevity|typos|any|my|the;^ entschuldig~|verzeih~ * tippfehler;"
         "^ 私 の * か ら 送 信;^ android か ら 送 信;^ ス マ ー ト フ ォ ン か ら 送 信;^ 携 帯 "
         "か ら 送 信;^ envoye|envoyee depuis|a|de|avec|a;^ von meinem|meiner * "
         "gesendet;^ von mobilgerat gesendet;"
         "^ gesendet von|mit|uber;"
         "^ diese nachricht wurde von meinem|meiner;^ enviado desde|do|de|a|pelo|por;"
         "^ inviato da|dal|con;^ verzonden vanaf|met|via|vanuit;^ sendt fra|via;^ skickat fran;"
         "^ skickades fran;^ lahetetty;^ wyslano z;^ wyslane z;^ отправлено|послано с|из|через;"
         "^ 從 我 的;^ 从 我 的;^ 发 自 我 的;^ 發 自 我 的;"
         "^ get outlook for;^ holen sie sich outlook;^ outlook fur ios|android * herunter~;"
         "^ telecharger|obtenez outlook;^ obtener outlook para;^ ottieni|scarica outlook per;"
         "^ obter|obtenha o outlook;^ download outlook voor;^ outlook voor|fur|pour|para|per|for "
         "ios|android;"
         "^ nom du fichier;^ telefonumdan gonderildi;^ iphone から 送 信;^ ipad から 送 信;"
         "^ typed on my|a;^ written on my|a iphone|phone|ipad|mobile;^ please excuse typos|brevity;"
         "^ sent * mobile device" },
};
static const char *const HEADER_WORDS[] = {
    "from",       "sent",       "to",        "subject",       "date",      "cc",
    "bcc",        "reply-to",   "sent on",   "importance",    "von",       "gesendet",
    "an",         "betreff",    "datum",     "antwort an",    "kopie",     "de",
    "envoyé",     "envoye",     "à",         "objet",         "envoyé le", "répondre à",
    "enviado",    "enviado el", "para",      "asunto",        "fecha",     "responder a",
    "enviada em", "enviado em", "assunto",   "data",          "da",        "inviato",
    "a",          "oggetto",    "risposta",  "inviato il",    "van",       "verzonden",
    "aan",        "onderwerp",  "från",      "skickat",       "till",      "ämne",
    "fra",        "sendt",      "til",       "emne",          "dato",      "od",
    "wysłano",    "wysłane",    "do",        "temat",         "odesláno",  "komu",
    "předmět",    "lähettäjä",  "lähetetty", "vastaanottaja", "aihe",      "от",
    "отправлено", "кому",       "тема",      "дата",          "копия",     "发件人",
    "收件人",     "主题",       "发送时间",  "寄件者",        "收件者",    "主旨",
    "差出人",     "宛先",       "件名",      "送信日時",      "送信者",    "日時",
    "gönderen",   "kime",       "konu",      "gönderildi",
};

static const PhraseSet *
set_once(gsize *slot, const PhraseEntry *table, gsize count)
{
    if (g_once_init_enter(slot))
        g_once_init_leave(slot, (gsize)phrase_set_new(table, count));
    return (const PhraseSet *)*slot;
}

static bool
line_holds(const PhraseSet *set, const char *start, gsize length)
{
    g_autoptr(PhraseText) words = phrase_text_new_length(start, length);
    return phrase_set_first(set, words) >= 0;
}

static gsize
indent_of(const Line *line)
{
    gsize at = 0;
    while (at < line->length && (line->start[at] == ' ' || line->start[at] == '\t'))
        at++;
    return at;
}

/* "From:", "*Von:*", "发件人：" at the beginning of a line. */
static bool
is_header(const Line *line)
{
    static gsize started;
    static GHashTable *words;
    if (g_once_init_enter(&started)) {
        words = g_hash_table_new(g_str_hash, g_str_equal);
        for (gsize i = 0; i < G_N_ELEMENTS(HEADER_WORDS); i++)
            g_hash_table_add(words, (char *)HEADER_WORDS[i]);
        g_once_init_leave(&started, 1);
    }
    gsize at = indent_of(line);
    while (at < line->length && line->start[at] == '*')
        at++;
    const char *from = line->start + at;
    gsize rest = MIN(line->length - at, 40u);
    const char *colon = memchr(from, ':', rest);
    const char *wide = memmem(from, rest, "\xEF\xBC\x9A", 3);
    if (wide != NULL && (colon == NULL || wide < colon))
        colon = wide;
    if (colon == NULL || colon == from)
        return false;
    g_autofree char *name = g_strndup(from, (gsize)(colon - from));
    g_autofree char *lower = g_utf8_strdown(name, -1);
    gsize length = strlen(lower);
    while (length > 0 && (lower[length - 1] == '*' || lower[length - 1] == ' '))
        lower[--length] = '\0';
    if (g_str_has_suffix(lower, "\xC2\xA0"))
        lower[length - 2] = '\0';
    return g_hash_table_contains(words, lower);
}

/* A row of nothing but dashes and the like. */
static bool
is_delimiter(const Line *line, bool *ret_hard)
{
    guint marks = 0, letters = 0;
    const char *end = line->start + line->length;
    gunichar first = 0;
    for (const char *at = line->start; at < end; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == ' ' || c == '\t' || c == 0xA0)
            continue;
        if (c < 0x80 ? strchr("-_=+~#*", (int)c) == NULL
                     : (c != 0x2013 && c != 0x2014 && c != 0x2015 && c != 0x1427 && c != 0x2500))
            letters++;
        first = first != 0 ? first : c;
        marks++;
        if (letters > 0 || marks > 200)
            return false;
    }
    *ret_hard = (marks == 2 && first == '-') || (marks == 1 && first > 0x7F);
    return marks >= 2 || *ret_hard;
}

static bool
has_year_or_time(const char *start, gsize length)
{
    for (gsize i = 0; i + 3 < length; i++) {
        const char *s = start + i;
        if (!g_ascii_isdigit(*s) || (i > 0 && g_ascii_isdigit(s[-1])))
            continue;
        if ((g_str_has_prefix(s, "19") || g_str_has_prefix(s, "20")) && g_ascii_isdigit(s[2]) &&
            g_ascii_isdigit(s[3]))
            return true;
        gsize digits = g_ascii_isdigit(s[1]) ? 2 : 1;
        if ((s[digits] == ':' || s[digits] == '/' || s[digits] == '.') &&
            g_ascii_isdigit(s[digits + 1]))
            return true;
    }
    return false;
}

static bool
has_address(const char *start, gsize length)
{
    return memchr(start, '@', length) != NULL;
}

static const PhraseSet *
wrote_set(void)
{
    static gsize slot;
    return set_once(&slot, WROTE_TABLE, G_N_ELEMENTS(WROTE_TABLE));
}

/* How Apple's programs head what they forward; the line's end is another's business. */
static bool
begins_forwarded(const char *from)
{
    static const char *const BEGINNINGS[] = { "begin forwarded",
                                              "begin doorgestuurd",
                                              "anfang der",
                                              "début du message transf",
                                              "inicio del mensaje reenviado",
                                              "início da mensagem re",
                                              "inizio messaggio inoltrato",
                                              "転送さ" };

    for (gsize i = 0; i < G_N_ELEMENTS(BEGINNINGS); i++)
        if (g_ascii_strncasecmp(from, BEGINNINGS[i], strlen(BEGINNINGS[i])) == 0)
            return true;
    return false;
}

static bool
is_rule(const Line *line)
{
    static gsize slot;
    gsize at = indent_of(line);
    if (line->length - at < 12 || line->length > 200)
        return false;
    /* Only a decorated line, or one that says it begins something. */
    const char *from = line->start + at;
    /* NOLINTNEXTLINE(bugprone-not-null-terminated-result): a NUL is no decoration */
    bool decorated = memchr("-_*=<>|#", *from, 8) != NULL;
    bool begins = begins_forwarded(from);
    if ((!decorated && !begins) || *from == '>')
        return false;
    if (line_holds(set_once(&slot, RULE_TABLE, G_N_ELEMENTS(RULE_TABLE)), line->start,
                   line->length))
        return true;
    /* "---- On Tue, 10 Nov 2026 09:00:00 Jo <jo@example.com> wrote ----" */
    return has_address(from, line->length - at) && has_year_or_time(from, line->length - at) &&
           line_holds(wrote_set(), line->start, line->length);
}

static bool
is_sent_from(const Line *line)
{
    static gsize slot;
    const PhraseSet *set = set_once(&slot, SENT_FROM_TABLE, G_N_ELEMENTS(SENT_FROM_TABLE));
    if (line->length < 8 || line->length > 160 ||
        !phrase_set_could_begin(set, line->start, line->length))
        return false;
    g_autoptr(PhraseText) words = phrase_text_new_length(line->start, line->length);
    if (!phrase_set_begins(set, words))
        return false;
    /* A sentence that only starts like one has a verb. */
    for (guint i = 2; i < phrase_text_words(words); i++) {
        const char *word = phrase_text_word(words, i);
        if (g_str_equal(word, "is") || g_str_equal(word, "was") || g_str_equal(word, "are") ||
            g_str_equal(word, "will") || g_str_equal(word, "ist"))
            return false;
    }
    return true;
}

bool
trim_line_is_quote(const char *line, gsize length)
{
    gsize at = 0, initials = 0;
    while (at < length && (line[at] == ' ' || line[at] == '\t'))
        at++;
    if (at < length && (line[at] == '>' || (line[at] == '|' && at == 0)))
        return true;
    /* "JD> ..." as some programs quote */
    while (initials < length && initials < 3 && g_ascii_isupper(line[initials]))
        initials++;
    return initials > 0 && initials < length && line[initials] == '>';
}

static LineKind
line_kind(Line *line)
{
    gsize at = indent_of(line);
    if (at == line->length)
        return LINE_EMPTY;
    if (trim_line_is_quote(line->start, line->length))
        return LINE_QUOTE;
    if (is_delimiter(line, &line->hard))
        return LINE_DELIMITER;
    if (is_rule(line))
        return LINE_RULE;
    if (is_header(line))
        return LINE_HEADER;
    return is_sent_from(line) ? LINE_SENT_FROM : LINE_TEXT;
}

/* --- attributions ----------------------------------------------------------------------------- */

static bool
looks_dated(const Line *line)
{
    return has_year_or_time(line->start, line->length);
}

static bool
ends_with_colon(const Line *line)
{
    gsize length = line->length;
    while (length > 0 && (line->start[length - 1] == ' ' || line->start[length - 1] == '*'))
        length--;
    return length > 1 && (line->start[length - 1] == ':' ||
                          (length > 3 && memcmp(line->start + length - 3, "\xEF\xBC\x9A", 3) == 0));
}

static bool
is_before_quote(const GArray *lines, guint at)
{
    guint next = at + 1;
    while (next < lines->len && g_array_index(lines, Line, next).kind == LINE_EMPTY)
        next++;
    return next < lines->len && g_array_index(lines, Line, next).kind == LINE_QUOTE;
}

/* "2013/7/20 Jo Doe <jo@example.com>" and nothing else, before a quote. */
static bool
is_bare_attribution(const GArray *lines, guint at)
{
    const Line *line = &g_array_index(lines, Line, at);
    if (line->length < 12 || line->length > 200 || line->start[line->length - 1] != '>' ||
        !g_ascii_isdigit(*line->start) || !has_address(line->start, line->length) ||
        !looks_dated(line))
        return false;
    return is_before_quote(lines, at);
}

/* Marks the lines of an attribution that ends in line `end`. The nearest beginning wins, so that
 * "On this day I wrote" further up is not drawn in. */
static void
mark_attribution(GArray *lines, guint end)
{
    const PhraseSet *wrote = wrote_set();
    bool before_quote = is_before_quote(lines, end);
    const Line *last = &g_array_index(lines, Line, end);
    const char *stop = last->start + last->length;
    for (guint back = 0; back < MAX_ATTRIBUTION_LINES && back <= end; back++) {
        guint start = end - back;
        const Line *line = &g_array_index(lines, Line, start);
        if (line->kind == LINE_QUOTE || line->kind == LINE_HEADER || line->kind == LINE_CODE ||
            line->kind == LINE_ATTRIBUTION)
            return;
        gsize length = (gsize)(stop - line->start);
        if (length > MAX_ATTRIBUTION_BYTES)
            return;
        if (line->kind == LINE_EMPTY)
            continue;
        bool dated = looks_dated(line);
        bool addressed = has_address(line->start, line->length);
        /* An address on a line of its own belongs to a name further up. */
        if (back > 0 && !dated && (*line->start == '<' || g_str_has_prefix(line->start, "mailto:")))
            continue;
        /* "Nora writes:" right above a quotation. */
        bool brief = before_quote && back == 0 && line->length < MAX_BRIEF_BYTES &&
                     line_holds(wrote, line->start, line->length);
        /* The first line carries the date, or (some programs) the writer's address. */
        if (!brief && !dated && !addressed && !(back > 0 && has_year_or_time(line->start, length)))
            continue;
        if (!brief && !has_year_or_time(line->start, length) && !addressed)
            continue;
        /* Gmail in some languages says nothing but the date, the name and the address. */
        bool gmail = back <= 1 && dated && has_address(line->start, length) && last->length > 2 &&
                     memcmp(stop - 2, ">:", 2) == 0;
        /* "Quoting Jo <jo@example.com>:" above a quotation needs neither verb nor date. */
        gmail = gmail || (before_quote && back == 0 && addressed);
        if (!gmail && !line_holds(wrote, line->start, length))
            continue;
        /* "Name\n<addr> wrote" begins a line earlier when that line has the date. */
        if (!dated && start > 0) {
            const Line *before = &g_array_index(lines, Line, start - 1);
            if (before->kind == LINE_TEXT && looks_dated(before) && before->length < 200)
                start--;
        }
        for (guint i = start; i <= end; i++)
            g_array_index(lines, Line, i).kind = LINE_ATTRIBUTION;
        return;
    }
}

static void
mark_attributions(GArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        Line *line = &g_array_index(lines, Line, i);
        if (line->kind != LINE_TEXT && line->kind != LINE_QUOTE)
            continue;
        if (line->kind == LINE_TEXT && is_bare_attribution(lines, i))
            line->kind = LINE_ATTRIBUTION;
        else if (ends_with_colon(line) && (line->kind == LINE_TEXT || line->start[0] == '>')) {
            /* "> wrote:" closes an address that began on a line of its own. */
            bool closing = line->kind == LINE_QUOTE && i > 0 &&
                           memmem(line->start, line->length, "wrote", 5) != NULL &&
                           line->length < 20;
            if (closing)
                line->kind = LINE_TEXT;
            if (line->kind == LINE_TEXT)
                mark_attribution(lines, i);
        }
    }
}

static bool
is_fence(const Line *line)
{
    gsize at = indent_of(line);
    return line->length - at >= 3 && memcmp(line->start + at, "```", 3) == 0;
}

/* A fence that never closes is none. */
static void
mark_code(GArray *lines)
{
    guint open = G_MAXUINT;
    for (guint i = 0; i < lines->len; i++) {
        if (!is_fence(&g_array_index(lines, Line, i)))
            continue;
        if (open == G_MAXUINT) {
            open = i;
            continue;
        }
        for (guint k = open; k <= i; k++)
            g_array_index(lines, Line, k).kind = LINE_CODE;
        open = G_MAXUINT;
    }
}

GArray *
trim_lines_of(const char *text)
{
    GArray *lines = g_array_new(FALSE, TRUE, sizeof(Line));
    while (*text != '\0') {
        const char *end = lines->len + 1 < MAX_LINES ? strchrnul(text, '\n') : strchr(text, '\0');
        Line line = { text, (gsize)(end - text), LINE_TEXT, false };
        while (line.length > 0 && line.start[line.length - 1] == '\r')
            line.length--;
        line.kind = line_kind(&line);
        g_array_append_val(lines, line);
        text = *end != '\0' ? end + 1 : end;
    }
    mark_code(lines);
    mark_attributions(lines);
    return lines;
}
