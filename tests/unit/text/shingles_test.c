/* Comparing texts: shingles, weighted terms, novelty, and the language a text is in. */
#include "text/shingles.h"
#include "text/terms.h"

static const char COLD[] = "Our cold store keeps vaccines at four degrees for three days.";

static GArray *
shingles(const char *text)
{
    g_autoptr(PhraseText) words = phrase_text_new(text);
    return shingles_of(words, 0, phrase_text_words(words));
}

static GArray *
terms(const char *text)
{
    g_autoptr(PhraseText) words = phrase_text_new(text);
    return terms_of(words, 0, phrase_text_words(words));
}

static void
test_shingles(void)
{
    g_autoptr(GArray) text = shingles(COLD);
    g_autoptr(GArray) same =
        shingles("our COLD store, keeps vaccines at four degrees for three days");
    g_autoptr(GArray) longer =
        shingles("Our cold store keeps vaccines at four degrees for three days, and it calls you "
                 "when a door stays open longer than the two minutes that you allow.");
    g_autoptr(GArray) other = shingles("Which of your lines has the most scrap this month?");
    g_autoptr(GArray) brief = shingles("Hello there");

    g_assert_cmpuint(text->len, ==, 9);
    g_assert_cmpfloat(shingles_jaccard(text, same), ==, 1);
    g_assert_cmpfloat(shingles_jaccard(text, longer), <, .5);
    g_assert_cmpfloat(shingles_contained(text, longer), ==, 1);
    g_assert_cmpfloat(shingles_jaccard(text, other), ==, 0);
    g_assert_cmpuint(brief->len, ==, 0);
    g_assert_cmpfloat(shingles_jaccard(brief, brief), ==, 0);
    g_assert_cmpfloat(shingles_contained(brief, text), ==, 0);
}

/* The same said in another order has the same terms, whatever its grammar. */
static void
test_cosine(void)
{
    g_autoptr(GArray) text = terms(COLD);
    g_autoptr(GArray) turned = terms("For three days the vaccine stays at four degrees in our cold "
                                     "store, which keeps it.");
    g_autoptr(GArray) other = terms("Which of your lines has the most scrap this month?");
    g_autoptr(GPtrArray) all = g_ptr_array_new();

    g_ptr_array_add(all, text);
    g_ptr_array_add(all, turned);
    g_ptr_array_add(all, other);
    g_assert_cmpfloat(terms_cosine(text, text, all), >, .999);
    g_assert_cmpfloat(terms_cosine(text, turned, all), >, .8);
    g_assert_cmpfloat(terms_cosine(text, other, all), ==, 0);
}

static void
test_novelty(void)
{
    g_autoptr(GArray) text = terms(COLD);
    g_autoptr(GArray) other = terms("Which of your lines has the most scrap this month?");
    g_autoptr(GArray) turned = terms("four degrees, store cold");
    g_autoptr(GArray) empty = terms("and the of");
    g_autoptr(GPtrArray) seen = g_ptr_array_new();

    g_ptr_array_add(seen, text);
    g_assert_cmpfloat(terms_novelty(text, seen), ==, 0);
    g_assert_cmpfloat(terms_novelty(other, seen), ==, 1);
    g_assert_cmpfloat(terms_novelty(turned, seen), <, .5);
    g_assert_cmpfloat(terms_novelty(empty, seen), ==, 0);
}

static void
test_language(void)
{
    static const struct {
        const char *text;
        TextLanguage language;
    } CASES[] = {
        { "The pump is loud, and we would like to look at it.", LANGUAGE_ENGLISH },
        { "Die Pumpe ist laut, und wir würden sie gerne ansehen.", LANGUAGE_GERMAN },
        { "La pompe fait du bruit, et nous aimerions la voir.", LANGUAGE_FRENCH },
        { "La bomba hace ruido y nos gustaría verla con usted.", LANGUAGE_SPANISH },
        { "", LANGUAGE_ENGLISH },
    };
    TextLanguage language;

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(PhraseText) words = phrase_text_new(CASES[i].text);
        g_assert_cmpint(text_language_of(words), ==, CASES[i].language);
    }
    g_assert_true(text_language_parse("de-AT", &language) && language == LANGUAGE_GERMAN);
    g_assert_true(text_language_parse("Spanish", &language) && language == LANGUAGE_SPANISH);
    g_assert_false(text_language_parse("pt", &language));
    g_assert_false(text_language_parse("", &language));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/shingles", test_shingles);
    g_test_add_func("/text/cosine", test_cosine);
    g_test_add_func("/text/novelty", test_novelty);
    g_test_add_func("/text/language", test_language);
    return g_test_run();
}
