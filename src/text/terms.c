/* Function words, endings, and which language they speak for. */
#include "text/terms.h"

#include <string.h>

/* Folded (text/phrases.h). The first four lines in the order of TextLanguage tell the language. */
static const char *const FUNCTION_WORDS[] = {
    "the a an and or but of to in on at by for with from as is are was were be been being am i im "
    "ive id ill you your youre yours youve he she it its they them their theyre we our us were "
    "weve me my mine this that these those there here if then than so not no do does did done dont "
    "didnt have has had havent will would wont can could should shall may might must who which "
    "what when where why how all any some more most other into over under out up down again once "
    "only own same too very just also about after before because while both each one ones thats "
    "his her hers him let lets isnt arent",
    "der die das den dem des ein eine einen einem einer eines und oder aber von zu im in an am auf "
    "bei fur mit aus als ist sind war waren sein bin ich du er sie es wir ihr ihre ihren ihrem "
    "ihrer ihnen mein meine meinen meiner meinem dein deine unser unsere unseren unserem unserer "
    "dies diese dieser dieses diesen nicht kein keine keinen habe haben hat hatte hatten hatte "
    "wird werden wurde wurden kann konnen konnte konnten soll sollen muss wenn dann dass so wie "
    "was wer wo warum auch noch schon nur sehr um uber nach vor bis durch gegen ohne zum zur vom "
    "beim mich mir dich dir sich uns euch ihn ihm ob da damit denn doch hier etwas alle alles mehr",
    "le la les l un une des du de d et ou mais a au aux en dans sur sous par pour avec sans est "
    "sont etait etre suis es je j tu il elle on nous vous ils elles mon ma mes ton ta tes son sa "
    "ses notre nos votre vos leur leurs ce cet cette ces c qui que quoi dont qu ne n pas plus ni "
    "ai as avons avez ont avais avait serait sera seront peut peux pouvez si alors donc comme "
    "aussi "
    "tres y m t s lui se me te toute tout tous toutes entre vers chez afin etes ete cela ca soit "
    "jai nai",
    "el la los las un una unos unas y o pero de del al a en con sin por para es son era ser soy "
    "esta estan estoy estaba yo tu usted ustedes el ella ello nosotros ellos mi mis su sus "
    "nuestro nuestra nuestros nuestras este esta estos estas ese esa esos esas que quien cual como "
    "cuando donde no ni se me te le les lo nos he ha han hemos habia sera seria puede pueden si "
    "muy mas tambien ya sobre entre hasta desde porque todo toda todos todas hay fue",
    "il lo gli i uno della delle dei degli nel nella con per che non sono siamo ho abbiamo",
    "o os as um uma do da dos das no na nos nas em com por que nao sou voce temos",
    "het een van voor met niet zijn wij ik jij naar ook maar",
};

static GHashTable *
make_table(void)
{
    GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < G_N_ELEMENTS(FUNCTION_WORDS); i++) {
        g_auto(GStrv) words = g_strsplit(FUNCTION_WORDS[i], " ", -1);
        for (char **word = words; *word != NULL; word++) {
            guint languages = GPOINTER_TO_UINT(g_hash_table_lookup(table, *word));
            g_hash_table_insert(table, (char *)g_intern_string(*word),
                                GUINT_TO_POINTER(languages | 1u << i));
        }
    }
    return table;
}

/* One bit for each line of FUNCTION_WORDS the word stands in. */
static guint
languages_of(const char *word)
{
    static gsize slot;
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)make_table());
    return GPOINTER_TO_UINT(g_hash_table_lookup((GHashTable *)slot, word));
}

bool
term_is_function_word(const char *word)
{
    return languages_of(word) != 0;
}

/* How much of the word is its stem; at least four bytes are. */
static gsize
stem_length(const char *word)
{
    static const char *const ENDINGS[] = { "ungen", "ment", "ing", "ung", "ies", "ed", "es", "en",
                                           "er",    "em",   "s",   "e",   "n",   "a",  "o",  "y" };
    gsize length = strlen(word);
    for (gsize i = 0; i < G_N_ELEMENTS(ENDINGS); i++) {
        gsize ending = strlen(ENDINGS[i]);
        if (length >= ending + 4 && memcmp(word + length - ending, ENDINGS[i], ending) == 0)
            return length - ending;
    }
    return length;
}

guint64
term_hash(const char *word)
{
    guint64 hash = G_GUINT64_CONSTANT(0xcbf29ce484222325); /* FNV-1a */
    gsize length = stem_length(word);
    for (gsize i = 0; i < length; i++)
        hash = (hash ^ (guchar)word[i]) * G_GUINT64_CONSTANT(0x100000001b3);
    return hash;
}

GArray *
terms_of(const PhraseText *text, guint first, guint end)
{
    GArray *terms = g_array_new(FALSE, FALSE, sizeof(guint64));
    for (guint i = first; i < MIN(end, phrase_text_words(text)); i++) {
        const char *word = phrase_text_word(text, i);
        if (term_is_function_word(word))
            continue;
        guint64 hash = term_hash(word);
        g_array_append_val(terms, hash);
    }
    return terms;
}

TextLanguage
text_language_of(const PhraseText *text)
{
    guint seen[TEXT_LANGUAGE_COUNT] = { 0 };
    guint best = LANGUAGE_ENGLISH;
    for (guint i = 0; i < phrase_text_words(text); i++) {
        guint languages = languages_of(phrase_text_word(text, i));
        for (guint k = 0; k < TEXT_LANGUAGE_COUNT; k++)
            seen[k] += languages >> k & 1;
    }
    for (guint k = 0; k < TEXT_LANGUAGE_COUNT; k++)
        if (seen[k] > seen[best])
            best = k;
    return (TextLanguage)best;
}

static const char *const CODES[TEXT_LANGUAGE_COUNT] = { "en", "de", "fr", "es" };

const char *
text_language_code(TextLanguage language)
{
    return CODES[language];
}

bool
text_language_parse(const char *code, TextLanguage *ret_language)
{
    static const char *const NAMES[TEXT_LANGUAGE_COUNT] = { "english", "german", "french",
                                                            "spanish" };
    for (guint i = 0; code != NULL && i < TEXT_LANGUAGE_COUNT; i++) {
        bool tag = g_ascii_strncasecmp(code, CODES[i], 2) == 0 && !g_ascii_isalpha(code[2]);
        if (!tag && g_ascii_strcasecmp(code, NAMES[i]) != 0)
            continue;
        *ret_language = (TextLanguage)i;
        return true;
    }
    return false;
}
