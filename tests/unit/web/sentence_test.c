/* What the terminal is told and a page is not. */
#include "web/sentence.h"

static const struct {
    const char *message, *sentence;
} CASES[] = {
    { "there is no mailbox jo@example.com; `seventh mailbox list` shows them all",
      "There is no mailbox jo@example.com." },
    { "mailbox jo@example.com is there already; change it with `seventh mailbox edit`",
      "Mailbox jo@example.com is there already." },
    { "no column says who they are. The columns are \"foo\"; say which, for instance --map email=X",
      "No column says who they are. The columns are \"foo\"." },
    { "jo@example.com is there already", "jo@example.com is there already." },
    { "people.csv: no column", "people.csv: no column." },
    { "\"Mars/Base\" is no time zone; use a name such as Europe/Berlin",
      "\"Mars/Base\" is no time zone; use a name such as Europe/Berlin." },
    { "Whom? Paste at least one address.", "Whom? Paste at least one address." },
    { "`seventh init` makes one", "`seventh init` makes one." },
    { "", "" },
};

static void
test_sentences(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *sentence = sentence_of(CASES[i].message);
        g_assert_cmpstr(sentence, ==, CASES[i].sentence);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/web/sentence", test_sentences);
    return g_test_run();
}
