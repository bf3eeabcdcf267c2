/* Cutting a reply into new text, quotation and signature. */
#include "mail/trim.h"

#include <string.h>

#include "mail/trim_lines.h"
#include "text/phrases.h"

#define MAX_SIGNATURE_LINES 20
#define MAX_NAMED_SIGNATURE_LINES 11
#define DISCLAIMER_BYTES 80

static LineKind
kind_at(const GArray *lines, guint index)
{
    return index < lines->len ? g_array_index(lines, Line, index).kind : LINE_EMPTY;
}

static guint
skip_empty(const GArray *lines, guint index)
{
    while (index < lines->len && kind_at(lines, index) == LINE_EMPTY)
        index++;
    return index;
}

/* Index after the last line in [0, end) that is not empty. */
static guint
drop_empty_end(const GArray *lines, guint end)
{
    while (end > 0 && kind_at(lines, end - 1) == LINE_EMPTY)
        end--;
    return end;
}

/* A block of at least three mail headers, or two when the first says who it is from. */
static bool
begins_header_block(const GArray *lines, guint at)
{
    guint headers = 0, seen = 0;
    for (guint i = at; i < lines->len && seen < 10; i++, seen++) {
        LineKind kind = kind_at(lines, i);
        if (kind == LINE_HEADER)
            headers++;
        else if (kind == LINE_EMPTY && seen > 1)
            break;
        else if (kind == LINE_QUOTE || kind == LINE_ATTRIBUTION)
            break;
    }
    return headers >= 3;
}

/* Is there something a person wrote in [from, end)? Signatures do not count. */
static bool
has_text(const GArray *lines, guint from, guint end)
{
    for (guint i = from; i < end; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        if (line->kind == LINE_DELIMITER && line->hard)
            return false;
        if (line->kind == LINE_TEXT || line->kind == LINE_CODE)
            return true;
        if (line->kind == LINE_RULE || line->kind == LINE_ATTRIBUTION ||
            begins_header_block(lines, i))
            return false;
    }
    return false;
}

static guint
quotes_end(const GArray *lines, guint at)
{
    while (at < lines->len &&
           (kind_at(lines, at) == LINE_QUOTE || kind_at(lines, at) == LINE_EMPTY))
        at++;
    return at;
}

/* An attribution followed by quoted lines and then by text was answered in between or below. */
static bool
answered_below(const GArray *lines, guint after)
{
    guint first = skip_empty(lines, after);
    if (kind_at(lines, first) != LINE_QUOTE)
        return false;
    for (guint i = first; i < lines->len; i++) {
        LineKind kind = kind_at(lines, i);
        if (kind == LINE_TEXT) {
            /* A footer below the quote, not an answer: it comes after a delimiter. */
            return true;
        }
        if (kind == LINE_DELIMITER || kind == LINE_ATTRIBUTION || kind == LINE_RULE)
            return false;
    }
    return false;
}

/* Where the reply ends and what it replies to begins; lines->len when nothing is quoted. Lines of
 * an answered attribution become empty, as they are neither. */
static guint
find_cut(GArray *lines, guint *ret_start)
{
    *ret_start = 0;
    for (guint i = 0; i < lines->len; i++) {
        LineKind kind = kind_at(lines, i);
        if (kind == LINE_RULE)
            return i;
        if (kind == LINE_HEADER && begins_header_block(lines, i))
            return i;
        if (kind == LINE_QUOTE && quotes_end(lines, i) == lines->len)
            return i;
        if (kind == LINE_QUOTE && !has_text(lines, i, lines->len) && has_text(lines, 0, i))
            return i;
        if (kind != LINE_ATTRIBUTION)
            continue;
        guint after = i;
        while (kind_at(lines, after) == LINE_ATTRIBUTION)
            after++;
        bool top = !has_text(lines, 0, i) && skip_empty(lines, 0) == i;
        if (top && has_text(lines, after, lines->len)) {
            /* Quote first, answer below: the one quote goes, unless more follow. */
            guint quote = skip_empty(lines, after);
            guint text = kind_at(lines, quote) == LINE_QUOTE ? quotes_end(lines, quote) : quote;
            bool more = false;
            for (guint k = text; k < lines->len; k++)
                more = more || kind_at(lines, k) == LINE_QUOTE;
            *ret_start = more ? after : text;
            i = *ret_start - 1;
        } else if (answered_below(lines, after)) {
            for (guint k = i; k < after; k++)
                g_array_index(lines, Line, k).length = 0;
            i = after - 1;
        } else {
            return i;
        }
    }
    return lines->len;
}

/* --- signatures --- */

/* The first delimiter in [start, end) after which little enough follows. */
static guint
find_delimiter(const GArray *lines, guint start, guint end)
{
    for (guint i = start; i < end; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        if (line->kind != LINE_DELIMITER)
            continue;
        guint below = 0;
        for (guint k = i + 1; k < end; k++)
            below += kind_at(lines, k) != LINE_EMPTY;
        if (below <= MAX_SIGNATURE_LINES)
            return i;
    }
    return end;
}

static bool
name_part_in(const PhraseText *words, const PhraseText *parts)
{
    for (guint i = 0; i < phrase_text_words(parts); i++) {
        const char *part = phrase_text_word(parts, i);
        if (strlen(part) < 3)
            continue;
        for (guint k = 0; k < phrase_text_words(words); k++)
            if (g_str_equal(part, phrase_text_word(words, k)))
                return true;
    }
    return false;
}

/* Words of sentences, which no line of a signature holds. */
static bool
is_sentence(const PhraseText *words)
{
    static const char *const VERBS[] = { "i",    "is",     "am",   "are",    "will",        "was",
                                         "has",  "have",   "the",  "to",     "my",          "you",
                                         "not",  "please", "stop", "remove", "unsubscribe", "dont",
                                         "this", "ich",    "bin",  "ist",    "nicht",       "bitte",
                                         "je",   "suis",   "est",  "pas",    "yo",          "soy",
                                         "es",   "no",     "por",  "wrote",  "said",        NULL };
    for (guint i = 0; i < phrase_text_words(words); i++)
        if (g_strv_contains(VERBS, phrase_text_word(words, i)))
            return true;
    return false;
}

/* The writer, as a signature may name him. */
typedef struct {
    const char *address;        /* NULL when unknown */
    PhraseText *name, *account; /* words of the display name, and of the address before the @ */
} Sender;

static Sender
sender_of(const char *name, const char *address)
{
    g_autofree char *local =
        g_strndup(address != NULL ? address : "", address != NULL ? strcspn(address, "@") : 0);
    g_strdelimit(local, "._-+0123456789", ' ');
    return (Sender){ address, phrase_text_new(name != NULL ? name : ""), phrase_text_new(local) };
}

static void
sender_clear(Sender *self)
{
    phrase_text_free(self->name);
    phrase_text_free(self->account);
}

static bool
holds_address(const Line *line, const char *address)
{
    if (address == NULL || memchr(line->start, '@', line->length) == NULL)
        return false;
    g_autofree char *lower = g_ascii_strdown(line->start, (gssize)line->length);
    return strstr(lower, address) != NULL;
}

/* A short line that names the sender: how a signature block begins. */
static bool
names_sender(const Line *line, const Sender *sender)
{
    if (line->length == 0 || line->length > 60)
        return false;
    char end = line->start[line->length - 1];
    if (end == '?' || end == '!')
        return false;
    /* What stands at the end of somebody else's address is the name of a house, not of a writer. */
    bool own = holds_address(line, sender->address);
    const char *sign = own ? NULL : memchr(line->start, '@', line->length);
    const char *stop = sign != NULL ? sign : line->start + line->length;
    while (sign != NULL && stop > line->start && strchr(" \t<(:", stop[-1]) == NULL)
        stop--;
    g_autoptr(PhraseText) words = phrase_text_new_length(line->start, (gsize)(stop - line->start));
    guint count = phrase_text_words(words);
    if ((count == 0 && !own) || count > 8)
        return false;
    bool on_behalf = g_str_has_prefix(line->start, "i. ") || g_str_has_prefix(line->start, "i.A") ||
                     g_str_has_prefix(line->start, "i.V");
    bool named =
        count <= 6 && (name_part_in(words, sender->name) || name_part_in(words, sender->account));
    return (named || own) && (on_behalf || !is_sentence(words));
}

static bool
is_closing(const Line *line)
{
    static gsize slot;
    static const PhraseEntry TABLE[] = {
        { 1,
          "^ best|kind|warm|many|warmest|kindest regards|wishes|thanks;^ regards $;^ best $;"
          "^ thanks $;^ thank you $;^ thanks again|so|very|in|and|a;^ thank you very|so|again|and;"
          "^ thanks both|all|everyone|folks $;^ ciao $;^ cheers $;^ sincerely;^ yours "
          "sincerely|truly|faithfully;^ all the best;^ thx $;"
          "^ mit * grussen|gruss;^ viele|beste|liebe|schone|herzliche grusse;^ grusse $;"
          "^ mfg $;^ vg $;^ lg $;^ danke $;^ vielen dank $;^ cordialement;"
          "^ bien cordialement|a;^ merci $;^ bonne journee;^ salutations;"
          "^ saludos;^ un saludo;^ atentamente;^ gracias $;^ cordiali saluti;^ saluti $;"
          "^ grazie $;^ atenciosamente;^ cumprimentos;^ obrigado|obrigada $;"
          "^ met vriendelijke groet~;^ groet~ $;^ bedankt $;^ с уважением;^ med vennlig hilsen;"
          "^ med vanliga halsningar;^ with best|kind|warm|many regards|wishes|thanks|greetings;"
          "^ regards best|kind;^ yours $;^ warmly $;^ take care $;^ many|much thanks $;"
          "^ have a good|great|nice * day|weekend|one $;"
          "^ freundliche|freundlicher|freundlichen|besten|schonen|lieben|herzlichen gruss|grusse;"
          "^ gruss $;^ grusse aus|von|in|nach;^ besten dank $;^ vielen dank im voraus $;"
          "^ danke im voraus $;^ hochachtungsvoll $;^ schonen|schones tag|wochenende $;"
          "^ merci davance|beaucoup $;^ davance merci $;^ bien a vous|toi $;^ amicalement $;"
          "^ belle|bonne journee|soiree|semaine $;^ sinceres|respectueuses|meilleures salutations;"
          "^ un|una cordial|afectuoso saludo;^ saludos|saludo cordiales|cordial;^ muchas gracias $;"
          "^ gracias de antemano $;^ un abrazo $;^ distinti|cari|migliori saluti;^ un saluto $;"
          "^ cordialmente $;^ grazie mille|ancora|in anticipo $;^ grazie in anticipo $;"
          "^ buona giornata|serata|settimana $;^ com os * cumprimentos;^ melhores|cordiais "
          "cumprimentos;^ abraco|abracos $;^ um abraco $;^ muito obrigado|obrigada $;^ grato|grata "
          "$;^ hartelijke|vriendelijke|beste|warme groet|groeten;^ mvg $;^ alvast bedankt $;"
          "^ met * groet|groeten" },
    };
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(TABLE, G_N_ELEMENTS(TABLE)));
    if (line->length > 60 ||
        !phrase_set_could_begin((const PhraseSet *)slot, line->start, line->length))
        return false;
    g_autoptr(PhraseText) words = phrase_text_new_length(line->start, line->length);
    return phrase_set_begins((const PhraseSet *)slot, words);
}

/* A block at the end that begins with the sender's own name or address. */
static guint
find_named(const GArray *lines, guint start, guint end, const Sender *sender)
{
    guint used = 0;
    guint found = end;
    for (guint i = end; i > start + 1 && used < MAX_NAMED_SIGNATURE_LINES; i--) {
        const Line *line = &g_array_index(lines, Line, i - 1);
        if (line->kind == LINE_EMPTY)
            continue;
        if (line->kind == LINE_QUOTE || line->kind == LINE_CODE || line->length > 120)
            break;
        used++;
        if (names_sender(line, sender))
            found = i - 1;
    }
    if (found == end)
        return end;
    guint before = drop_empty_end(lines, found);
    if (before > start && is_closing(&g_array_index(lines, Line, before - 1)))
        found = before - 1;
    return found;
}

static guint
drop_sent_from(const GArray *lines, guint start, guint end)
{
    guint at = drop_empty_end(lines, end);
    while (at > start && kind_at(lines, at - 1) == LINE_SENT_FROM)
        at = drop_empty_end(lines, at - 1);
    return at;
}

/* Lawyers' words below the signature, in paragraphs of their own. */
static guint
drop_disclaimer(const GArray *lines, guint start, guint end)
{
    static gsize slot;
    static const PhraseEntry TABLE[] = {
        { 1,
          "confidential~;privileged;intended recipient|only|solely;vertraulich~;"
          "confidentiel~;destinataire~ * erreur;confidencial~;riservat~;vertrouwelijk~;"
          "received this * error;virus free;avast;think before|consider the * print~;"
          "please consider the environment;機 密;puede|puedes ejercer;pode exercer;puo esercitare;"
          "vous pouvez exercer;le informamos * datos;amtsgericht;handelsregister;hrb;"
          "registered office|in england;siege social;originated|email from * outside;"
          "external email|sender" },
    };
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(TABLE, G_N_ELEMENTS(TABLE)));
    for (guint at = drop_empty_end(lines, end); at > start;) {
        guint first = at;
        while (first > start && kind_at(lines, first - 1) == LINE_TEXT)
            first--;
        if (first == at || first == start)
            return end;
        const Line *top = &g_array_index(lines, Line, first);
        const Line *last = &g_array_index(lines, Line, at - 1);
        gsize length = (gsize)(last->start + last->length - top->start);
        g_autoptr(PhraseText) words = phrase_text_new_length(top->start, length);
        if (length < DISCLAIMER_BYTES || phrase_set_first((const PhraseSet *)slot, words) < 0)
            return end;
        end = at = drop_empty_end(lines, first);
    }
    return end;
}

/* Where the signature begins in [start, end). */
static guint
find_signature(const GArray *lines, guint start, guint end, const Sender *sender)
{
    guint cut = find_delimiter(lines, start, end);
    cut = drop_sent_from(lines, start, cut);
    cut = drop_disclaimer(lines, start, cut);
    guint named = find_named(lines, start, cut, sender);
    return drop_sent_from(lines, start, named);
}

/* --- assembling --- */

static char *
join_lines(const GArray *lines, guint start, guint end)
{
    GString *out = g_string_new(NULL);
    for (guint i = start; i < end; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        if (line->kind == LINE_ATTRIBUTION && line->length == 0)
            continue;
        if (i > start)
            g_string_append_c(out, '\n');
        g_string_append_len(out, line->start, (gssize)line->length);
    }
    /* Blank lines at the ends go; the indentation of the first line stays. */
    gsize length = out->len;
    while (length > 0 && g_ascii_isspace(out->str[length - 1]))
        length--;
    g_string_truncate(out, length);
    gsize skip = 0;
    for (gsize i = 0; i < out->len && g_ascii_isspace(out->str[i]); i++)
        if (out->str[i] == '\n')
            skip = i + 1;
    g_string_erase(out, 0, (gssize)skip);
    return g_string_free(out, FALSE);
}

/* --- answers between the lines --- */

#define ANSWERED_LEAST 2

/* Is [start, end) a quoted letter that was answered here and there? The answers are what is new;
 * a single quotation above a text is left, as its writer chose it. */
static bool
is_answered_between(const GArray *lines, guint start, guint end)
{
    bool attributed = false, quoted = false;
    guint answered = 0;

    for (guint i = 0; i < end; i++) {
        LineKind kind = kind_at(lines, i);
        attributed = attributed || kind == LINE_ATTRIBUTION;
        if (i < start || kind == LINE_EMPTY)
            continue;
        answered += quoted && kind != LINE_QUOTE;
        quoted = kind == LINE_QUOTE;
    }
    return attributed && answered >= ANSWERED_LEAST;
}

/* The lines of [start, end) that are quoted, or those that are not, with blank lines between
 * what did not stand together. */
static char *
join_kind(const GArray *lines, guint start, guint end, bool quotes)
{
    GString *out = g_string_new(NULL);
    bool gap = false;

    for (guint i = start; i < end; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        if (line->length == 0 || line->kind == LINE_EMPTY || (line->kind == LINE_QUOTE) != quotes) {
            gap = out->len > 0;
            continue;
        }
        g_string_append(out, gap ? "\n\n" : out->len > 0 ? "\n" : "");
        g_string_append_len(out, line->start, (gssize)line->length);
        gap = false;
    }
    return g_string_free(out, FALSE);
}

/* A quotation at the end that nobody answered. */
static guint
drop_quotes_end(const GArray *lines, guint start, guint end)
{
    guint at = drop_empty_end(lines, end);
    while (at > start && kind_at(lines, at - 1) == LINE_QUOTE)
        at = drop_empty_end(lines, at - 1);
    return has_text(lines, start, at) ? at : end;
}

void
trim_reply(const char *text, const char *sender_name, const char *sender_address, TrimResult *ret)
{
    g_autoptr(GArray) lines = trim_lines_of(text);
    guint start = 0;
    guint cut = find_cut(lines, &start);
    /* The rule above a header block belongs to the quotation. */
    guint end = drop_empty_end(lines, cut);
    if (cut < lines->len)
        while (end > start && kind_at(lines, end - 1) == LINE_DELIMITER)
            end = drop_empty_end(lines, end - 1);
    Sender sender = sender_of(sender_name, sender_address);
    guint signature = find_signature(lines, start, end, &sender);
    sender_clear(&sender);
    guint last = drop_quotes_end(lines, start, signature);
    bool between_lines = is_answered_between(lines, start, last);
    ret->new_text =
        between_lines ? join_kind(lines, start, last, false) : join_lines(lines, start, last);
    ret->signature = join_lines(lines, signature, end);
    g_autofree char *above =
        between_lines ? join_kind(lines, 0, last, true) : join_lines(lines, 0, start);
    g_autofree char *between = join_lines(lines, last, signature);
    g_autofree char *rest = join_lines(lines, end, lines->len);
    g_autofree char *below =
        g_strconcat(between, *between != '\0' && *rest != '\0' ? "\n" : "", rest, NULL);
    ret->quoted_text =
        g_strconcat(above, *above != '\0' && *below != '\0' ? "\n" : "", below, NULL);
}

void
trim_result_clear(TrimResult *self)
{
    g_clear_pointer(&self->new_text, g_free);
    g_clear_pointer(&self->quoted_text, g_free);
    g_clear_pointer(&self->signature, g_free);
}

char *
trim_drop_quotes(const char *text)
{
    GString *out = g_string_sized_new(strlen(text) + 1);
    for (const char *line = text; *line != '\0';) {
        const char *end = strchrnul(line, '\n');
        if (!trim_line_is_quote(line, (gsize)(end - line)))
            g_string_append_len(out, line, end - line);
        g_string_append_c(out, '\n');
        line = *end != '\0' ? end + 1 : end;
    }
    return g_string_free(out, FALSE);
}
