/* What to do about a finding, in the language of the message. */
#include "core/lint_private.h"

static const char *const SUGGESTIONS[LINT_RULE_COUNT][TEXT_LANGUAGE_COUNT] = {
    [LINT_EMPTY_FOLLOW_UP] = { "Give them a reason to answer: a number, an example, or one "
                               "question about their work. "
                               "With nothing new to say, wait.",
                               "Geben Sie einen Grund zu antworten: eine Zahl, ein Beispiel oder "
                               "eine Frage zu deren "
                               "Arbeit. Ohne etwas Neues lieber warten.",
                               "Donnez une raison de répondre : un chiffre, un exemple ou une "
                               "question sur leur travail. "
                               "Sans rien de neuf, mieux vaut attendre.",
                               "Dé un motivo para responder: una cifra, un ejemplo o una pregunta "
                               "sobre su trabajo. Si no "
                               "hay nada nuevo, espere." },
    [LINT_GUILT_TRIP] = { "Leave out how often you tried and that they are silent; busy people are "
                          "busy. Say what "
                          "is in it for them, and make \"no\" easy.",
                          "Lassen Sie weg, wie oft Sie es versucht haben und dass nichts kam. "
                          "Sagen Sie, was es "
                          "ihnen bringt, und machen Sie ein Nein leicht.",
                          "Ne comptez pas vos tentatives ni leur silence. Dites ce qu'ils y "
                          "gagnent, et rendez le "
                          "« non » facile.",
                          "No cuente sus intentos ni su silencio. Diga qué ganan ellos y haga "
                          "fácil un «no»." },
    [LINT_REPEATED_PITCH] = { "They have read this. Build on it: one new fact or another angle, in "
                              "two sentences.",
                              "Das haben sie schon gelesen. Bauen Sie darauf auf: eine neue "
                              "Tatsache oder ein anderer "
                              "Blickwinkel, in zwei Sätzen.",
                              "Ils l'ont déjà lu. Appuyez-vous dessus : un fait nouveau ou un "
                              "autre angle, en deux "
                              "phrases.",
                              "Eso ya lo leyeron. Parta de ahí: un dato nuevo u otro enfoque, en "
                              "dos frases." },
    [LINT_NO_NEW_VALUE] = { "Add something the earlier messages do not have: a number, a link, a "
                            "name, a question or "
                            "an offer.",
                            "Fügen Sie etwas hinzu, das bisher fehlt: eine Zahl, einen Link, einen "
                            "Namen, eine Frage "
                            "oder ein Angebot.",
                            "Ajoutez ce que les messages précédents n'ont pas : un chiffre, un "
                            "lien, un nom, une "
                            "question ou une offre.",
                            "Añada algo que falte en los mensajes anteriores: una cifra, un "
                            "enlace, un nombre, una "
                            "pregunta o una oferta." },
    [LINT_MISSING_VARIABLE] = { "Fill it in, or write a field with a fallback such as "
                                "{{first_name|there}}.",
                                "Ausfüllen, oder ein Feld mit Ersatz schreiben, etwa "
                                "{{first_name|zusammen}}.",
                                "À remplir, ou écrivez un champ avec repli, par exemple "
                                "{{first_name|à vous}}.",
                                "Complételo, o escriba un campo con alternativa, por ejemplo "
                                "{{first_name|qué tal}}." },
    [LINT_NO_OPT_OUT] = { "Say how to be left alone, for example: \"If this is not for you, just "
                          "answer no and I "
                          "will not write again.\"",
                          "Sagen Sie, wie man Ruhe hat, etwa: „Wenn Sie nichts mehr hören möchten, "
                          "genügt ein kurzes "
                          "Nein.“",
                          "Dites comment ne plus rien recevoir, par exemple : « Si cela ne vous "
                          "concerne pas, "
                          "répondez non et je ne vous écrirai plus. »",
                          "Diga cómo dejar de recibirlos, por ejemplo: «Si no es para usted, "
                          "responda no y no le "
                          "escribo más»." },
    [LINT_APOLOGY] = { "If it is useful to them, no apology is due; if it is not, do not send it. "
                       "Begin with what "
                       "they get.",
                       "Wenn es nützt, braucht es keine Entschuldigung; wenn nicht, senden Sie es "
                       "nicht. Beginnen "
                       "Sie mit dem Nutzen.",
                       "Si c'est utile, inutile de s'excuser ; sinon, ne l'envoyez pas. Commencez "
                       "par ce qu'ils y "
                       "gagnent.",
                       "Si les sirve, no hace falta disculparse; si no, no lo envíe. Empiece por "
                       "lo que ganan." },
    [LINT_FAKE_REPLY] = { "Take the mark out: there is no earlier message, and they will notice.",
                          "Lassen Sie das Kürzel weg: es gibt keine frühere Nachricht, und das "
                          "fällt auf.",
                          "Enlevez cette mention : il n'y a pas de message antérieur, et cela se "
                          "verra.",
                          "Quite esa marca: no hay ningún mensaje anterior y se darán cuenta." },
    [LINT_WEAK_SUBJECT] = { "Name what is inside in three to six words, such as the number or the "
                            "question.",
                            "Nennen Sie in drei bis sechs Wörtern, worum es geht, etwa die Zahl "
                            "oder die Frage.",
                            "Dites en trois à six mots ce qu'il contient, par exemple le chiffre "
                            "ou la question.",
                            "Diga en tres a seis palabras qué contiene, por ejemplo la cifra o la "
                            "pregunta." },
    [LINT_SEVERAL_ASKS] = { "Ask one thing, the easiest to answer; keep the others for later.",
                            "Fragen Sie eines, das Leichteste; heben Sie den Rest für später auf.",
                            "Ne demandez qu'une chose, la plus facile ; gardez le reste pour plus "
                            "tard.",
                            "Pida una sola cosa, la más fácil; deje el resto para después." },
    [LINT_NO_NEXT_STEP] = { "End with one small question that can be answered in a line.",
                            "Enden Sie mit einer kleinen Frage, auf die eine Zeile als Antwort "
                            "genügt.",
                            "Terminez par une petite question à laquelle une ligne suffit.",
                            "Termine con una pregunta pequeña que se responda en una línea." },
    [LINT_SHOUTING] = { "Write it in plain words, with one full stop: spam filters and people both "
                        "turn away.",
                        "Schreiben Sie es schlicht, mit einem Punkt: Spamfilter und Menschen "
                        "wenden sich sonst ab.",
                        "Écrivez-le simplement, avec un point : filtres et lecteurs s'en "
                        "détournent.",
                        "Escríbalo con palabras sencillas y un punto: los filtros y las personas "
                        "lo rechazan." },
    [LINT_TOO_LONG] = { "Cut it to what they need to answer; 50 to 125 words are read.",
                        "Kürzen Sie auf das, was zum Antworten nötig ist; 50 bis 125 Wörter werden "
                        "gelesen.",
                        "Gardez ce qu'il faut pour répondre ; on lit de 50 à 125 mots.",
                        "Deje lo necesario para responder; se leen de 50 a 125 palabras." },
};

static const char *const FRESH[TEXT_LANGUAGE_COUNT] = {
    "They have not heard this yet:",
    "Das kennen sie noch nicht:",
    "Ils n'ont pas encore entendu :",
    "Todavía no han oído esto:",
};

char *
lint_suggest(const LintInput *input, LintRule rule, TextLanguage language)
{
    bool wants_news =
        rule == LINT_EMPTY_FOLLOW_UP || rule == LINT_REPEATED_PITCH || rule == LINT_NO_NEW_VALUE;

    if (!wants_news || input->fresh == NULL)
        return g_strdup(SUGGESTIONS[rule][language]);
    return g_strdup_printf("%s %s %s.", SUGGESTIONS[rule][language], FRESH[language], input->fresh);
}
