/* What a reply wants, on sentences of seven languages written for this test. The figure that
 * matters most: no request to be left alone is missed. */
#include <glib.h>
#include <string.h>

#include "mail/intent.h"

static const char *const STOPS[] = {
    "STOP",
    "stop.",
    "Stop!!!",
    "Unsubscribe",
    "unsubscribe me please",
    "Please remove me from your list.",
    "Remove me.",
    "please take me off this list, thanks",
    "Take us off your mailing list immediately.",
    "Kindly delete my contact details from your database.",
    "Do not contact me again.",
    "Don't email me any more",
    "Dont write me again please",
    "Please don’t send me anything else.",
    "No more emails please.",
    "No further contact, please.",
    "I don't want to receive these emails.",
    "I do not wish to be contacted.",
    "I no longer wish to receive your messages.",
    "We'd rather not hear from you again.",
    "Leave me alone!",
    "I have asked you to stop twice now.",
    "How many times do I have to say it? Stop emailing me.",
    "Opt out",
    "Please opt us out of this campaign.",
    "Cease and desist.",
    "Quit spamming me",
    "This is spam. I am reporting you.",
    "I'm marking this as spam.",
    "Under GDPR I request that you delete my data.",
    "I withdraw my consent to be contacted.",
    "Lose my number.",
    "Get me off this thing",
    "Not interested, please remove.",
    "Thanks, but we are not interested. Please remove our address from your records.",
    "Go away",
    "Enough already.",
    "Please refrain from sending further messages.",
    "Never contact this address again.",
    "I'd like to be taken off the distribution.",
    "we don't want your emails",
    "Pls stop",
    "Can you please stop following up?",
    "You are blocked.",
    "I will block your domain if this continues",
    "Bitte keine weiteren E-Mails.",
    "Keine E-Mails mehr!",
    "Bitte löschen Sie meine Daten.",
    "Bitte nehmen Sie mich aus Ihrem Verteiler.",
    "Nehmen Sie uns bitte von der Liste.",
    "Lass mich in Ruhe",
    "Lassen Sie uns bitte in Ruhe.",
    "Hören Sie auf, mir zu schreiben.",
    "Schreiben Sie mir nicht mehr.",
    "Kontaktieren Sie mich bitte nicht wieder.",
    "Ich möchte keine Werbung erhalten.",
    "Ich möchte nicht mehr angeschrieben werden.",
    "Wir wünschen keine weitere Kontaktaufnahme.",
    "Hiermit widerspreche ich der Nutzung meiner Daten zu Werbezwecken.",
    "Bitte abmelden",
    "Abbestellen",
    "Bitte streichen Sie mich von Ihrer Liste",
    "Unterlassen Sie das!",
    "Bitte von weiteren Anfragen absehen.",
    "Stopp",
    "Nie wieder anrufen!",
    "Bitte entfernen Sie unsere Adresse.",
    "Ich will nichts mehr von Ihnen hören.",
    "Désinscription",
    "Merci de me désinscrire.",
    "Veuillez me retirer de votre liste.",
    "Retirez-moi de cette liste svp",
    "Merci de ne plus me contacter.",
    "Ne m'écrivez plus.",
    "Ne me contactez plus jamais",
    "Je ne souhaite plus recevoir vos messages.",
    "Nous ne souhaitons pas être contactés.",
    "Arrêtez de m'envoyer des mails.",
    "Laissez-moi tranquille.",
    "Supprimez mes coordonnées de votre base.",
    "Stop aux mails",
    "Plus de mails s'il vous plaît",
    "Cessez vos relances.",
    "Je m'oppose à tout démarchage.",
    "No me escriba más",
    "No me escriban más, por favor.",
    "Por favor, no me contacten de nuevo.",
    "Dejen de enviarme correos.",
    "Deme de baja",
    "Quiero darme de baja de esta lista.",
    "Elimíneme de su base de datos.",
    "Borren mis datos.",
    "No quiero recibir más correos.",
    "No deseo recibir información.",
    "Déjeme en paz",
    "Basta ya",
    "No vuelvan a escribirme",
    "Por favor quíteme de su lista",
    "Cancellatemi dalla lista",
    "Non mi scriva più",
    "Non contattatemi più per favore.",
    "Non desidero ricevere altre email.",
    "Vi prego di rimuovere il mio indirizzo.",
    "Smettetela di scrivermi",
    "Basta email!",
    "Por favor, remova-me da sua lista.",
    "Não me escreva mais.",
    "Não quero receber mais e-mails.",
    "Pare de me enviar mensagens",
    "Descadastrar",
    "Me tirem desta lista",
    "Graag uitschrijven",
    "Verwijder mij uit uw bestand.",
    "Stuur mij geen mails meer",
    "Ik wil geen mails meer ontvangen.",
    "Laat me met rust",
    "Haal me van de lijst af",
};

typedef struct {
    const char *text;
    MailIntent intent;
} Sentence;

static const Sentence OTHERS[] = {
    { "Yes, I am interested. Can you send me more information?", INTENT_INTERESTED },
    { "Sounds good, tell me more.", INTENT_INTERESTED },
    { "This looks interesting, please send over the pricing.", INTENT_INTERESTED },
    { "We would love to learn more about this.", INTENT_INTERESTED },
    { "Klingt spannend, schicken Sie mir gerne mehr Informationen.", INTENT_INTERESTED },
    { "Ja gerne, das interessiert mich.", INTENT_INTERESTED },
    { "Je suis intéressé, pouvez-vous m'en dire plus ?", INTENT_INTERESTED },
    { "Cela m'intéresse, envoyez-moi votre documentation.", INTENT_INTERESTED },
    { "Me interesa, ¿puede enviarme más información?", INTENT_INTERESTED },
    { "Mi interessa, vorrei maggiori informazioni.", INTENT_INTERESTED },
    { "Let's talk on Thursday at 10.", INTENT_MEETING },
    { "Happy to chat. Does Tuesday afternoon work for you?", INTENT_MEETING },
    { "Can we schedule a call for next week?", INTENT_MEETING },
    { "Please send a calendar invite for Friday.", INTENT_MEETING },
    { "Gerne, lassen Sie uns am Montag telefonieren.", INTENT_MEETING },
    { "Können wir einen Termin vereinbaren?", INTENT_MEETING },
    { "Pouvons-nous fixer un rendez-vous mardi ?", INTENT_MEETING },
    { "¿Podemos agendar una llamada el martes?", INTENT_MEETING },
    { "How much does it cost?", INTENT_QUESTION },
    { "Does it integrate with our phone system?", INTENT_QUESTION },
    { "What is the price for ten users?", INTENT_QUESTION },
    { "Where is the data stored?", INTENT_QUESTION },
    { "Was kostet das für 20 Nutzer?", INTENT_QUESTION },
    { "Combien ça coûte ?", INTENT_QUESTION },
    { "¿Cuánto cuesta?", INTENT_QUESTION },
    { "Not now, maybe later.", INTENT_NOT_NOW },
    { "Please get back to me in Q3.", INTENT_NOT_NOW },
    { "We have no budget this year, try us again in January.", INTENT_NOT_NOW },
    { "Not interested at the moment.", INTENT_NOT_NOW },
    { "The timing is not right, let's reconnect in a few months.", INTENT_NOT_NOW },
    { "Derzeit kein Bedarf, melden Sie sich gerne im nächsten Jahr wieder.", INTENT_NOT_NOW },
    { "Pas maintenant, recontactez-moi dans six mois.", INTENT_NOT_NOW },
    { "Ahora no, quizás el próximo año.", INTENT_NOT_NOW },
    { "We are not interested, thank you.", INTENT_NOT_INTERESTED },
    { "No thanks.", INTENT_NOT_INTERESTED },
    { "We already have a solution in place and are happy with it.", INTENT_NOT_INTERESTED },
    { "I'll pass.", INTENT_NOT_INTERESTED },
    { "Kein Interesse, danke.", INTENT_NOT_INTERESTED },
    { "Wir haben bereits einen Anbieter.", INTENT_NOT_INTERESTED },
    { "Cela ne nous intéresse pas.", INTENT_NOT_INTERESTED },
    { "No nos interesa, gracias.", INTENT_NOT_INTERESTED },
    { "Geen interesse, bedankt.", INTENT_NOT_INTERESTED },
    { "I'm not the right person for this, please contact my colleague Kim.", INTENT_REFERRAL },
    { "Kim in procurement handles this, I am cc'ing her.", INTENT_REFERRAL },
    { "You should talk to our head of sales.", INTENT_REFERRAL },
    { "Ich bin dafür nicht zuständig, bitte wenden Sie sich an Frau Muster.", INTENT_REFERRAL },
    { "Je ne suis pas la bonne personne, contactez ma collègue.", INTENT_REFERRAL },
    { "No soy la persona indicada, escriba a mi compañera.", INTENT_REFERRAL },
    { "You are a bunch of idiots, my lawyer will call you.", INTENT_HOSTILE },
    { "This is a scam, go to hell.", INTENT_HOSTILE },
    { "Your message went to my spam folder, sorry for the late answer.", INTENT_OTHER },
    { "Feel free to stop by our booth.", INTENT_OTHER },
    { "We don't stop until it works!", INTENT_OTHER },
    { "Thank you.", INTENT_OTHER },
    { "ok", INTENT_OTHER },
    { "We are a one-stop shop ourselves.", INTENT_OTHER },
};

static void
test_stops(void)
{
    guint found = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(STOPS); i++) {
        double confidence = 0;
        MailIntent intent = intent_of(STOPS[i], "Re: hello", &confidence);
        if (intent == INTENT_STOP)
            found++;
        else
            g_test_message("missed: %s -> %s", STOPS[i], mail_intent_name(intent));
    }
    g_test_message("stop: %u of %zu found", found, G_N_ELEMENTS(STOPS));
    const gsize all = G_N_ELEMENTS(STOPS);
    g_assert_cmpfloat((double)found / (double)all, >=, .99);
}

static void
test_others(void)
{
    guint right = 0, false_stops = 0, sure = 0, sure_right = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(OTHERS); i++) {
        double confidence = 0;
        MailIntent intent = intent_of(OTHERS[i].text, "Re: hello", &confidence);
        right += intent == OTHERS[i].intent;
        false_stops += intent == INTENT_STOP;
        sure += confidence >= .8;
        sure_right += confidence >= .8 && intent == OTHERS[i].intent;
        if (intent != OTHERS[i].intent)
            g_test_message("%s: read %s %.2f, expected %s", OTHERS[i].text,
                           mail_intent_name(intent), confidence,
                           mail_intent_name(OTHERS[i].intent));
    }
    g_test_message("others: %u of %zu right, %u taken for stop; of %u sure ones %u right", right,
                   G_N_ELEMENTS(OTHERS), false_stops, sure, sure_right);
    const gsize all = G_N_ELEMENTS(OTHERS);
    g_assert_cmpfloat((double)right / (double)all, >=, .85);
    g_assert_cmpuint(false_stops, <=, 2);
    g_assert_cmpfloat((double)sure_right / sure, >=, .9);
}

/* Our own footer says "unsubscribe"; quoted, it decides nothing. */
static void
test_quoted_never_decides(void)
{
    double confidence = 0;
    g_assert_cmpint(intent_of("Sounds good, tell me more.\n> To unsubscribe click here\n"
                              "> or stop all emails",
                              "Re: hello", &confidence),
                    ==, INTENT_INTERESTED);
    g_assert_false(intent_says_stop("> unsubscribe\n> STOP\n"));
    g_assert_true(intent_says_stop("> unsubscribe\nyes, unsubscribe me\n"));
}

static void
test_subject_alone(void)
{
    double confidence = 0;
    g_assert_cmpint(intent_of("", "STOP", &confidence), ==, INTENT_STOP);
    g_assert_cmpint(intent_of("", "Re: How we stop churn in a large company", &confidence), !=,
                    INTENT_STOP);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/read/intent/stop", test_stops);
    g_test_add_func("/mail/read/intent/others", test_others);
    g_test_add_func("/mail/read/intent/quoted", test_quoted_never_decides);
    g_test_add_func("/mail/read/intent/subject", test_subject_alone);
    return g_test_run();
}
