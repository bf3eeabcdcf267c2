/* A draft against its thread. */
#include "core/novelty.h"

#include <string.h>

/* Fewer shared shingles than this are chance. */
#define MIN_SHINGLES 6
#define MIN_TERMS 6
/* So many letters at the head of two words make them one for novelty_word_is_near(). */
#define NEAR_LETTERS 5
#define THOUSANDS_MAX 1000000000

bool
novelty_word_is_known(const GPtrArray *thread, const char *word)
{
    guint64 hash = term_hash(word);
    for (guint t = 0; t < thread->len; t++) {
        const Draft *earlier = g_ptr_array_index(thread, t);
        for (guint i = 0; i < earlier->terms->len; i++)
            if (g_array_index(earlier->terms, guint64, i) == hash)
                return true;
    }
    return false;
}

/* Words of five letters and more that begin alike, and long ones of which one holds the other. */
static bool
is_near(const char *a, const char *b)
{
    gsize a_length = strlen(a), b_length = strlen(b), alike = 0;

    if (MIN(a_length, b_length) < NEAR_LETTERS)
        return false;
    while (a[alike] != '\0' && a[alike] == b[alike])
        alike++;
    gsize apart = MAX(a_length, b_length) - MIN(a_length, b_length);
    return alike >= NEAR_LETTERS || (alike == NEAR_LETTERS - 1 && apart <= 2) ||
           (b_length > NEAR_LETTERS && strstr(a, b) != NULL) ||
           (a_length > NEAR_LETTERS && strstr(b, a) != NULL);
}

bool
novelty_word_is_near(const GPtrArray *thread, const char *word)
{
    if (novelty_word_is_known(thread, word))
        return true;
    for (guint t = 0; t < thread->len; t++) {
        const Draft *earlier = g_ptr_array_index(thread, t);
        for (guint i = earlier->first; i < earlier->end; i++) {
            const char *other = phrase_text_word(earlier->words, i);
            if (!term_is_function_word(other) && is_near(word, other))
                return true;
        }
    }
    return false;
}

/* Is the word this number: "twenty", "veinte", "a dozen"? */
static bool
word_counts(const char *word, gint64 value)
{
    static const struct {
        gint64 value;
        const char *words; /* folded, in English, German, French, Spanish; blanks around each */
    } NUMBERS[] = {
        { 2, " two zwei deux dos " },
        { 3, " three drei trois tres " },
        { 4, " four vier quatre cuatro " },
        { 5, " five funf cinq cinco " },
        { 6, " six sechs seis " },
        { 7, " seven sieben sept siete " },
        { 8, " eight acht huit ocho " },
        { 9, " nine neun neuf nueve " },
        { 10, " ten zehn dix diez " },
        { 12, " twelve dozen zwolf dutzend douze douzaine doce docena " },
        { 15, " fifteen funfzehn quinze quince quarter viertelstunde quart cuarto " },
        { 20, " twenty zwanzig vingt veinte " },
        { 24, " vierundzwanzig veinticuatro " },
        { 30, " thirty dreissig trente treinta half halbe demi demie media " },
        { 40, " forty vierzig quarante cuarenta " },
        { 50, " fifty funfzig cinquante cincuenta half halfte moitie mitad " },
        { 60, " sixty sechzig soixante sesenta " },
        { 80, " eighty achtzig ochenta " },
        { 100, " hundred hundert cent cien centenar " },
        { 1000, " thousand tausend mille mil " },
    };

    gsize length = strlen(word);
    for (gsize i = 0; i < G_N_ELEMENTS(NUMBERS); i++) {
        const char *at = NUMBERS[i].value == value ? NUMBERS[i].words : "";
        while ((at = strstr(at, word)) != NULL && !(at[-1] == ' ' && at[length] == ' '))
            at += length;
        if (at != NULL)
            return true;
    }
    return false;
}

/* Three digits and no more, as thousands are set apart. */
static bool
is_group(const char *text)
{
    return strspn(text, "0123456789") == 3;
}

/* The number that begins with this word, its thousands set apart or not: "1 500", "1.500", "20kg";
 * 0: none. It ends before word `ret_end`. */
static gint64
number_at(const PhraseText *words, guint word, guint *ret_end)
{
    const char *text = phrase_text_word(words, word);
    char *rest = (char *)text;
    gint64 value = g_ascii_isdigit(*text) ? g_ascii_strtoll(text, &rest, 10) : 0;

    *ret_end = word + 1;
    bool grouped = value > 0 && rest - text <= 3;
    while (grouped && value < THOUSANDS_MAX) {
        bool within = *rest == '.' && is_group(rest + 1);
        bool next = *rest == '\0' && *ret_end < phrase_text_words(words) &&
                    is_group(phrase_text_word(words, *ret_end));
        if (!within && !next)
            break;
        const char *group = within ? rest + 1 : phrase_text_word(words, (*ret_end)++);
        value = value * 1000 + g_ascii_strtoll(group, &rest, 10);
    }
    return value;
}

/* Also in other clothes: "8am" after "8", "20" after "twenty"; a bare 1 tells nothing. */
static bool
number_is_known(const Draft *draft, guint word, const GPtrArray *thread, guint *ret_end)
{
    gint64 value = number_at(draft->words, word, ret_end);
    guint end;

    for (guint t = 0; value > 0 && t < thread->len; t++) {
        const PhraseText *words = ((const Draft *)g_ptr_array_index(thread, t))->words;
        for (guint i = 0; i < phrase_text_words(words); i++)
            if (number_at(words, i, &end) == value ||
                word_counts(phrase_text_word(words, i), value))
                return true;
    }
    return value == 1 || novelty_word_is_known(thread, phrase_text_word(draft->words, word));
}

static bool
link_is_known(const GPtrArray *thread, const char *link)
{
    for (guint t = 0; t < thread->len; t++) {
        const Draft *earlier = g_ptr_array_index(thread, t);
        for (guint i = 0; i < earlier->links->len; i++)
            if (strcmp(g_ptr_array_index(earlier->links, i), link) == 0)
                return true;
    }
    return false;
}

/* "my mail of 3 May", "vom 12.", "du 4": when something was sent is no news. */
static bool
is_date_of_mail(const Draft *draft, const DraftSentence *sentence, guint word)
{
    static const char *const SENT[] = { "mail",     "email",  "message", "note",      "letter",
                                        "messages", "mails",  "emails",  "nachricht", "schreiben",
                                        "courriel", "correo", "mensaje", "sent",      NULL };
    for (guint back = 1; back <= 3 && word >= sentence->first + back; back++)
        if (g_strv_contains(SENT, phrase_text_word(draft->words, word - back)))
            return true;
    return false;
}

bool
novelty_has_figure(const Draft *draft, const DraftSentence *sentence, const GPtrArray *thread)
{
    for (guint i = sentence->first, next; i < sentence->end; i = next) {
        const char *word = phrase_text_word(draft->words, i);
        next = i + 1;
        if (strpbrk(word, "0123456789") != NULL && !number_is_known(draft, i, thread, &next) &&
            !is_date_of_mail(draft, sentence, i))
            return true;
    }
    for (guint i = 0; i < draft->links->len; i++) {
        const char *link = g_ptr_array_index(draft->links, i);
        const char *at = strstr(draft->text + sentence->from, link);
        if (at != NULL && at < draft->text + sentence->to && !link_is_known(thread, link))
            return true;
    }
    return false;
}

static bool
is_name(const Draft *draft, guint word)
{
    const char *folded = phrase_text_word(draft->words, word);
    const char *at = draft->plain + phrase_text_offset(draft->words, word);
    if (phrase_text_begins_sentence(draft->words, word) || word == draft->first ||
        !g_unichar_isupper(g_utf8_get_char(at)) || strlen(folded) < 3 ||
        !g_unichar_islower(g_utf8_get_char(g_utf8_next_char(at)))) /* "SMS" */
        return false;
    if (draft->language != LANGUAGE_GERMAN)
        return !term_is_function_word(folded);
    const char *before = phrase_text_word(draft->words, word - 1);
    return strcmp(before, "frau") == 0 || strcmp(before, "herr") == 0 ||
           strcmp(before, "herrn") == 0 || strcmp(before, "firma") == 0;
}

bool
novelty_is_vocative(const Draft *draft, const DraftSentence *sentence, guint word)
{
    gsize at = phrase_text_offset(draft->words, word);

    return word + 1 == sentence->end && word > sentence->first && at >= 2 &&
           memcmp(draft->plain + at - 2, ", ", 2) == 0 &&
           g_unichar_isupper(g_utf8_get_char(draft->plain + at));
}

bool
novelty_has_name(const Draft *draft, const DraftSentence *sentence, const GPtrArray *thread)
{
    for (guint i = sentence->first; i < sentence->end; i++)
        if (is_name(draft, i) && !novelty_is_vocative(draft, sentence, i) &&
            !novelty_word_is_known(thread, phrase_text_word(draft->words, i)))
            return true;
    return false;
}

void
novelty_measure(const Draft *draft, const GArray *terms, const GPtrArray *thread, Novelty *novelty)
{
    g_autoptr(GPtrArray) earlier = g_ptr_array_new();
    *novelty = (Novelty){ .novelty = terms->len > 0 ? 1 : 0 };

    for (guint i = 0; i < thread->len; i++)
        g_ptr_array_add(earlier, ((Draft *)g_ptr_array_index(thread, i))->terms);
    if (thread->len == 0)
        return;
    novelty->novelty = terms_novelty(terms, earlier);
    g_ptr_array_add(earlier, draft->terms);
    double most = 0;
    for (guint i = 0; i < thread->len; i++) {
        const Draft *other = g_ptr_array_index(thread, i);
        double jaccard = shingles_jaccard(draft->shingles, other->shingles);
        double cosine = terms_cosine(draft->terms, other->terms, earlier);
        double contained = shingles_contained(draft->shingles, other->shingles);
        if (draft->shingles->len < MIN_SHINGLES || other->shingles->len < MIN_SHINGLES)
            continue;
        if (jaccard + cosine + contained > most) {
            most = jaccard + cosine + contained;
            novelty->repeated = i;
        }
        novelty->jaccard = MAX(novelty->jaccard, jaccard);
        novelty->cosine = MAX(novelty->cosine, cosine);
        novelty->contained = MAX(novelty->contained, contained);
    }
    novelty->repeats = novelty->jaccard >= NOVELTY_REPEAT_JACCARD ||
                       novelty->cosine >= NOVELTY_REPEAT_COSINE ||
                       novelty->contained >= NOVELTY_REPEAT_CONTAINED ||
                       (terms->len >= MIN_TERMS && novelty->novelty < NOVELTY_REPEAT_NOVELTY);
}
