/* Where the greeting ends, where the closing begins, and the sentences between. */
#include "core/draft.h"

#include <string.h>

#define MAX_GREETING_BYTES 80
#define MAX_CLOSING_WORDS 7
#define MAX_FORMAL_WORDS 24
#define MAX_SIGNATURE_BYTES 48

static const PhraseEntry GREETINGS[] = {
    { 0, "hi;hello;hey;dear;good "
         "morning|afternoon|evening|day;morning;afternoon;evening;rebonjour;coucou;re|muy "
         "buenas;greetings;howdy;hallo;guten "
         "morgen|tag|abend;sehr geehrte|geehrter|geehrtes;liebe|lieber|liebes;moin;servus;gruss "
         "gott;gruezi;werte|werter;bonjour;bonsoir;salut;cher|chere|chers;madame;monsieur;hola;"
         "buenos dias;buenas tardes|noches;buenas;buen dia;estimado|estimada|estimados|estimadas;"
         "querido|querida;ciao;buongiorno;gentile;egregio;ola;bom dia;prezado|prezada;beste;"
         "goedemorgen|goedemiddag;geachte;hi there;hey there;muy senor|senora|senores" },
};
static const PhraseEntry CLOSINGS[] = {
    { 0,
      "ta;tks;thx;rgds;lots of love;bis bald|dann;a bientot;bises;nos vemos;best;best "
      "regards|wishes;kind|warm|many regards;regards;warmly;sincerely;yours;thanks;many "
      "thanks;thank you;cheers;all the best;take care;have a great|good|nice day|week|weekend;mit "
      "freundlichen|besten|herzlichen;viele|beste|liebe|herzliche|schone|freundliche grusse;gruss;"
      "grusse;herzlichst;mfg;lg;vg;danke;vielen dank;bien cordialement;cordialement;bien a "
      "vous|toi;"
      "amicalement;sinceres salutations;belle|bonne journee|semaine|fin;merci;merci d|beaucoup;"
      "salutations;hochachtungsvoll;mit vorzuglicher;"
      "ergebenst;veuillez agreer|recevoir|croire;je vous|nous prie|prions;dans lattente * "
      "salutations;sentiments;respectueusement;suerte;reciba|reciban un;sin otro particular;un "
      "saludo;saludos;saludos cordiales;atentamente;cordialmente;un cordial saludo;"
      "muchas gracias;gracias;un abrazo;cordiali saluti;atenciosamente;met vriendelijke;groeten" },
};
/* Whole sentences that end a letter. */
static const PhraseEntry FORMAL_CLOSINGS[] = {
    { 0, "veuillez agreer|recevoir|croire|trouver;je vous|nous prie|prions;nous vous prions;dans "
         "lattente * salutations|sentiments;recevez;agreez;con un cordial|afectuoso;sin otro|mas "
         "particular|que;reciba|reciban un|mis|nuestros;le saluda|saludo;mit der bitte um;i|we "
         "remain yours" },
};
static const PhraseEntry TITLES[] = {
    { 0, "licenciado;licenciada;ingeniero;ingeniera;doctor;doctora;profesor;profesora;arquitecto;"
         "arquitecta;docteur;maitre;professeur;professor;lic;ing;dra;sr;sra;srta;arq;mag;dipl;m;"
         "mme;mlle;mr;mrs;ms;dr;don;dona;senor;senora;frau;"
         "herr;herrn;madame;monsieur;prof;sir" },
};

static const PhraseSet *
set_once(gsize *slot, const PhraseEntry *table, gsize count)
{
    if (g_once_init_enter(slot))
        g_once_init_leave(slot, (gsize)phrase_set_new(table, count));
    return (const PhraseSet *)*slot;
}

bool
draft_word_is_field(const char *word)
{
    return g_str_has_prefix(word, "zzz");
}

/* Fills bytes with what reads as a single word, or as blanks. */
static void
blank(char *plain, gsize from, gsize to, char with)
{
    for (gsize i = from; i < to; i++)
        if (plain[i] != '\n')
            plain[i] = with;
}

static bool
is_link_end(char c)
{
    return c == '\0' || g_ascii_isspace(c) || strchr("<>\"|", c) != NULL;
}

/* Links say something but are no words; merge fields are one word each. */
static void
blank_marks(Draft *self)
{
    char *plain = self->plain;
    for (gsize at = 0; plain[at] != '\0';) {
        const char *close = NULL;
        if (strncmp(plain + at, "{{", 2) == 0 && (close = strstr(plain + at, "}}")) != NULL) {
            gsize to = (gsize)(close - plain) + 2;
            while (plain[to] == '}')
                to++;
            blank(plain, at, to, 'z');
            at = to;
        } else if (strncmp(plain + at, "http://", 7) == 0 ||
                   strncmp(plain + at, "https://", 8) == 0 ||
                   (strncmp(plain + at, "www.", 4) == 0 &&
                    (at == 0 || !g_ascii_isalnum(plain[at - 1])))) {
            gsize to = at;
            while (!is_link_end(plain[to]))
                to++;
            while (to > at && strchr(").,;!?]", plain[to - 1]) != NULL)
                to--;
            g_ptr_array_add(self->links, g_strndup(plain + at, to - at));
            blank(plain, at, to, ' ');
            at = to;
        } else {
            at++;
        }
    }
}

static const PhraseSet *
formal_set(void)
{
    static gsize slot;
    return set_once(&slot, FORMAL_CLOSINGS, G_N_ELEMENTS(FORMAL_CLOSINGS));
}

/* Lines a mail program quoted below are no part of the draft. */
static gsize
find_quotes(const char *text)
{
    for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (*line == '>' || g_str_has_prefix(line, "-----") || g_str_has_prefix(line, "-- \n"))
            return (gsize)(line - text);
    }
    return strlen(text);
}

static bool
opens_with(const PhraseSet *set, const char *text, gsize length, guint max_words)
{
    g_autofree char *part = g_strndup(text, length);
    g_autoptr(PhraseText) words = phrase_text_new(part);
    if (phrase_text_words(words) == 0 || phrase_text_words(words) > max_words)
        return false;
    g_autoptr(GArray) hits = phrase_set_scan(set, words);
    return hits->len > 0 && g_array_index(hits, PhraseHit, 0).first == 0;
}

/* "Regards", "Best, Tom" on a line of its own, in the last lines: the middle part ends before it.
 */
static gsize
find_closing(const char *text, gsize to)
{
    static gsize slot;
    const PhraseSet *closings = set_once(&slot, CLOSINGS, G_N_ELEMENTS(CLOSINGS));
    const PhraseSet *formal = formal_set();
    gsize line = to;
    for (guint lines = 0; lines < 6 && line > 0; lines++) {
        gsize end = line;
        do
            line--;
        while (line > 0 && text[line - 1] != '\n');
        if (line > 0 && (opens_with(closings, text + line, end - line, MAX_CLOSING_WORDS) ||
                         opens_with(formal, text + line, end - line, MAX_FORMAL_WORDS)))
            to = line;
    }
    return to;
}

/* "Brooke", "R. Lüders", "Hermanos Cifuentes", "Siobhan Reilly, public sector desk" as the last
 * line: who wrote it, after a line that ended as sentences do. */
static gsize
find_signature(const char *text, gsize to)
{
    gsize end = to, line;

    while (end > 0 && g_ascii_isspace(text[end - 1]))
        end--;
    for (line = end; line > 0 && text[line - 1] != '\n';)
        line--;
    gsize before = line;
    while (before > 0 && g_ascii_isspace(text[before - 1]))
        before--;
    if (line == 0 || end - line > MAX_SIGNATURE_BYTES || before == 0 ||
        strchr(".!?)", text[before - 1]) == NULL || strchr(".!?:", text[end - 1]) != NULL ||
        !g_unichar_isupper(g_utf8_get_char(text + line)))
        return to;
    for (gsize i = line; i < end; i++)
        if (g_ascii_isdigit(text[i]) || text[i] == '{')
            return to;
    return line;
}

/* "Tom, Apex Roofing": a few words, each with a capital, and no stop. */
static bool
reads_as_signature(const char *line, gsize length)
{
    static const char *const SMALL[] = { "de", "von", "van", "der", "di", "del",
                                         "la", "und", "and", "et",  "y",  NULL };

    if (length == 0 || length > MAX_SIGNATURE_BYTES || strchr(".!?:", line[length - 1]) != NULL)
        return false;
    g_autofree char *copy = g_strndup(line, length);
    g_auto(GStrv) words = g_strsplit(copy, " ", -1);
    for (char **word = words; *word != NULL; word++)
        if ((*word)[0] != '\0' && (*word)[0] != '&' && !g_unichar_isupper(g_utf8_get_char(*word)) &&
            !g_strv_contains(SMALL, *word))
            return false;
    return g_strv_length(words) <= 5;
}

/* Who wrote it, where a line on how to say no comes after it: no word of what is said. */
static void
blank_signature(char *plain)
{
    gsize line = 0, before = 0;

    for (gsize at = 0; plain[at] != '\0'; at = line) {
        gsize length = strcspn(plain + at, "\n");
        line = at + length + (plain[at + length] != '\0');
        bool ended = before > 0 && strchr(".!?)", plain[before - 1]) != NULL;
        if (ended && plain[line] != '\0' && plain[line] != '\n' &&
            reads_as_signature(plain + at, length))
            blank(plain, at, at + length, ' ');
        else if (length > 0)
            before = at + length;
    }
}

/* A word and no more, with a capital: a name, as far as letters can tell. */
static bool
is_name(const char *text, gsize length)
{
    return length > 0 && length < 24 && g_unichar_isupper(g_utf8_get_char(text)) &&
           memchr(text, ' ', length) == NULL;
}

static const PhraseSet *
title_set(void)
{
    static gsize slot;
    return set_once(&slot, TITLES, G_N_ELEMENTS(TITLES));
}

/* "Dear Mr": the point behind it ends no greeting. */
static bool
ends_in_title(const char *text, gsize length)
{
    gsize word = length;
    while (word > 0 && text[word - 1] != ' ')
        word--;
    return opens_with(title_set(), text + word, length - word, 1);
}

/* Bytes before a dash between blanks, 0 when there is none. */
static gsize
find_dash(const char *text, gsize length)
{
    static const char *const DASHES[] = { " – ", " — ", " - " };
    gsize first = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(DASHES); i++) {
        const char *at = g_strstr_len(text, (gssize)length, DASHES[i]);
        if (at != NULL && (first == 0 || (gsize)(at - text) < first))
            first = (gsize)(at - text);
    }
    return first;
}

/* "Hi Anna," "Hi Anna – " "Sehr geehrter Herr Noll:" "Chris, ..." "Hello again Ruth." */
static gsize
find_greeting_end(const char *text, gsize to)
{
    static gsize slot;
    const PhraseSet *greetings = set_once(&slot, GREETINGS, G_N_ELEMENTS(GREETINGS));
    gsize start = strspn(text, " \r\n\t");
    gsize length = strcspn(text + start, ",!:\n"), dash = find_dash(text + start, length);
    if (dash > 0 && opens_with(greetings, text + start, dash, 4))
        return start + dash;
    if (memchr(text + start, '?', length) != NULL) /* "Hey, are you there? One thing:" */
        return start;
    gsize first = strcspn(text + start, ".");
    if (first < length && g_ascii_isspace(text[start + first + 1]) &&
        opens_with(greetings, text + start, first, 3) && !ends_in_title(text + start, first))
        length = first;
    bool comma = text[start + length] == ',';
    if (start + length >= to || length > MAX_GREETING_BYTES)
        return start;
    bool greets = opens_with(greetings, text + start, length, 7);
    bool called = comma && (is_name(text + start, length) ||
                            (length < 40 && opens_with(title_set(), text + start, length, 4)));
    if (!greets && !called)
        return start;
    gsize end = start + length + 1;
    /* "Buenas tardes, don Andrés:", "Buenos días, Bruno:" and "Bonjour, Madame," go on. */
    gsize more = strspn(text + end, " "), next = strcspn(text + end + more, ",:!.\n");
    if (text[end + more + next] == '.' && ends_in_title(text + end + more, next))
        next += strcspn(text + end + more + next, ",:!\n"); /* "Lic. Salinas" */
    if (comma && end + more + next < to && next < 40 && text[end + more + next] != '.' &&
        (opens_with(title_set(), text + end + more, next, 3) ||
         (strchr(":!", text[end + more + next]) != NULL && is_name(text + end + more, next))))
        end += more + next + 1;
    return end;
}

/* Blanks, and the mark that opens the next question or call, are no part of a sentence. */
static gsize
end_of_sentence(const char *text, gsize from, gsize to)
{
    for (gsize before = to + 1; before != to;) {
        before = to;
        while (to > from && strchr(" \r\n\t", text[to - 1]) != NULL)
            to--;
        if (to > from + 2 &&
            (strncmp(text + to - 2, "¿", 2) == 0 || strncmp(text + to - 2, "¡", 2) == 0))
            to -= 2;
    }
    return to;
}

static void
cut_sentences(Draft *self)
{
    static gsize slot;
    const PhraseSet *closings = set_once(&slot, CLOSINGS, G_N_ELEMENTS(CLOSINGS));
    for (guint at = self->first; at < self->end;) {
        guint end = at + 1;
        while (end < self->end && !phrase_text_begins_sentence(self->words, end))
            end++;
        DraftSentence sentence = { .first = at, .end = end };
        sentence.from = phrase_text_offset(self->words, at);
        sentence.to = end < self->end ? phrase_text_offset(self->words, end) : self->middle_to;
        sentence.is_question =
            memchr(self->plain + sentence.from, '?', sentence.to - sentence.from) != NULL;
        sentence.to = end_of_sentence(self->text, sentence.from, sentence.to);
        bool closes =
            end == self->end && at > self->first &&
            (opens_with(closings, self->plain + sentence.from, sentence.to - sentence.from, 4) ||
             opens_with(formal_set(), self->plain + sentence.from, sentence.to - sentence.from,
                        MAX_FORMAL_WORDS));
        if (!closes)
            g_array_append_val(self->sentences, sentence);
        at = end;
    }
}

Draft *
draft_new(const char *text)
{
    Draft *self = g_new0(Draft, 1);
    self->text = g_strndup(text, strnlen(text, DRAFT_MAX_BYTES));
    if (!g_utf8_validate(self->text, -1, NULL)) { /* cut inside a letter */
        char *valid = g_utf8_make_valid(self->text, -1);
        g_free(self->text);
        self->text = valid;
    }
    self->plain = g_strdup(self->text);
    self->links = g_ptr_array_new_with_free_func(g_free);
    self->sentences = g_array_new(FALSE, FALSE, sizeof(DraftSentence));
    blank_marks(self);
    blank_signature(self->plain);
    self->words = phrase_text_new(self->plain);
    self->middle_to =
        find_signature(self->plain, find_closing(self->plain, find_quotes(self->plain)));
    self->greeting_to = MIN(find_greeting_end(self->plain, self->middle_to), self->middle_to);
    guint words = phrase_text_words(self->words);
    while (self->first < words && phrase_text_offset(self->words, self->first) < self->greeting_to)
        self->first++;
    self->end = self->first;
    while (self->end < words && phrase_text_offset(self->words, self->end) < self->middle_to)
        self->end++;
    cut_sentences(self);
    self->language = text_language_of(self->words);
    self->terms = terms_of(self->words, self->first, self->end);
    self->shingles = shingles_of(self->words, self->first, self->end);
    return self;
}

void
draft_free(Draft *self)
{
    if (self == NULL)
        return;
    g_free(self->text);
    g_free(self->plain);
    phrase_text_free(self->words);
    g_array_unref(self->sentences);
    g_array_unref(self->terms);
    g_array_unref(self->shingles);
    g_ptr_array_unref(self->links);
    g_free(self);
}
