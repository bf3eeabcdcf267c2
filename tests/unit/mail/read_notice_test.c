/* Notices that no header and no subject marks, and people who write of being away. */
#include <glib.h>
#include <string.h>

#include "mail/read.h"

#define NOW (INT64_C(1794300000) * SECOND_US) /* Tuesday 10 November 2026 */

static MailReading *
read_answer(const char *from_to, const char *subject, const char *text)
{
    g_autofree char *whole =
        g_strdup_printf("%sSubject: %s\nDate: Tue, 10 Nov 2026 09:00:00 +0000\n"
                        "In-Reply-To: <touch@seventh.test>\n"
                        "Content-Type: text/plain; charset=utf-8\n\n%s\n",
                        from_to, subject, text);
    g_autoptr(GBytes) bytes = g_bytes_new(whole, strlen(whole));
    return mail_read(bytes, NOW);
}

static void
assert_reads(const char *text, MailKind kind, const char *day)
{
    g_autoptr(MailReading) reading =
        read_answer("From: Jo Doe <jo@example.com>\nTo: rep@example.org\n", "Re: pallets", text);
    g_autofree char *back = NULL;

    if (reading->return_day != INT32_MIN) {
        CivilDate date = day_to_date(reading->return_day);
        back = g_strdup_printf("%04d-%02d-%02d", date.year, date.month, date.day);
    }
    if (reading->kind != kind || g_strcmp0(back, day) != 0)
        g_error("\"%s\" should be %s %s, is %s %s", text, mail_kind_name(kind),
                day != NULL ? day : "-", mail_kind_name(reading->kind), back != NULL ? back : "-");
}

static void
test_notices(void)
{
    static const struct {
        const char *text, *day;
    } NOTICES[] = {
        { "Thanks for your mail. I am on parental leave and back in three weeks.", "2026-12-01" },
        { "I'm travelling. Back in the office next week. Urgent? Call reception.", "2026-11-16" },
        { "Hallo, bin bis einschl. 20. November im Urlaub. In dringenden Fällen hilft das "
          "Sekretariat.",
          "2026-11-23" },
        { "Ab 12.11. bin ich nicht im Büro. Am 30. Nov. bin ich wieder da.", "2026-11-30" },
        { "En congé aujourd'hui et demain, de retour au bureau jeudi. Cordialement", "2026-11-12" },
        { "Estoy de vacaciones y de vuelta en diez días. Un saludo", "2026-11-20" },
        { "Sono in ferie fino al 20 novembre compreso.", "2026-11-23" },
        { "Estou de férias e volto daqui a nada. Volto dia 16.", "2026-11-16" },
        { "Ik ben met verlof tot en met vrijdag 13 november.", "2026-11-16" },
        { "休暇のため不在にしております。来週水曜日に出社いたします。", "2026-11-18" },
        { "I am out of the office and will answer when I am back.", NULL },
        { "Thanks for your note - I'm at a trade show all day. I'll be back tomorrow and will get "
          "to it then.",
          "2026-11-11" },
        { "I'm on jury duty this week and will be slow with email. Sam Lee, 020 7946 0001, is "
          "standing in for me.",
          "2026-11-16" },
        { "Offline until Monday. For anything urgent text 07700 900123.", "2026-11-16" },
        { "Guten Tag, ich habe Urlaub. Ab dem 23.11. bin ich wieder für Sie da. Frau Ott, Tel. "
          "0211 555010.",
          "2026-11-23" },
        { "Wir haben über die Feiertage geschlossen und sind ab 4. Januar wieder da.",
          "2027-01-04" },
        { "Estoy de baja médica. Mis clientes los lleva Juan Mora.", NULL },
        { "Mijn werk wordt waargenomen door Anja Smit. Ik ben met zwangerschapsverlof.", NULL },
    };
    for (gsize i = 0; i < G_N_ELEMENTS(NOTICES); i++)
        assert_reads(NOTICES[i].text, MAIL_OUT_OF_OFFICE, NOTICES[i].day);
}

static void
test_says_so_itself(void)
{
    assert_reads("This is an automated message. My email address has changed; mail to this one is "
                 "deleted after 1 March 2027.",
                 MAIL_AUTO_REPLY, NULL);
    assert_reads("Diese Mail wurde automatisch verschickt. Das Postfach wird nicht gelesen.",
                 MAIL_AUTO_REPLY, NULL);
    assert_reads("Your request has been received. We will be in touch within two working days.",
                 MAIL_AUTO_REPLY, NULL);
    assert_reads("Your message has been held. Please click the link below once to prove that you "
                 "are a person, and it will be delivered.",
                 MAIL_AUTO_REPLY, NULL);
    assert_reads("This mailbox is no longer monitored. Please write to sales@example.com.",
                 MAIL_AUTO_REPLY, NULL);
}

#define OFFERS_DAYS                                                         \
    "Podemos vernos el jueves 23 a las 10:00 o el viernes 24 a las 16:00. " \
    "Usted dirá cuál prefiere."

/* One sentence about the matter, a question or a wish to be left alone, and a person wrote it. */
static void
test_people(void)
{
    static const char *const PEOPLE[] = {
        "Tuesday does not work for me.",
        "Friday doesn't work, sorry.",
        "We never work with resellers.",
        "We closed this topic last month.",
        "The position is closed, thanks.",
        "Our books are shut for this crop year.",
        "I'm on the train, will call you back.",
        "I am back next week.",
        OFFERS_DAYS,
        "Thursday is fine, I am back in the office then.",
        "Wir arbeiten nur mit einem Lieferanten.",
        "Wir haben das Thema geschlossen.",
        "No trabajo con proveedores externos.",
        "Nous ne travaillons pas avec des externes.",
        "Nous avons fermé ce dossier.",
        "Wij zijn vrij tevreden.",
        "We hebben het dossier gesloten.",
        "I am not available for this.",
        "No time, I am travelling a lot.",
        "I am out on this one.",
        "Dafür bin ich nicht verfügbar.",
        "Je ne suis pas disponible pour cela.",
        "Deal closed from our side.",
        "今は予算が不在です。",
        "I'm on holiday until the 20th. Shall we talk after that?",
        "I am out of the office this week, but Tuesday at ten works.",
        "Bin im Urlaub, melden Sie sich danach noch mal.",
        "Je suis en congé jusqu'au 20, rappelez-moi ensuite.",
        "I am away until Monday. The pallets you sent still stand in the yard behind the hall.",
        "I am on leave. Stop writing to me.",
        "I'm travelling until Thursday, call me Friday at 10.",
        "Our warehouse manager is off sick until Monday and he decides these things.",
        "I'm at a trade show all day tomorrow, so Thursday 10am would be better.",
        "Bin nächste Woche im Urlaub, aber das Thema ist für uns wichtig.",
        "Je suis en vacances, mais votre solution m'intrigue.",
        "Je rentre lundi et j'en parle à mon directeur.",
        "Ik ben op vakantie, maar het lijkt me nuttig voor ons magazijn.",
        "来週は出張ですが、木曜なら時間が取れます。",
        "Ya no trabajo allí, contacte con Pedro.",
        "Já fechamos com outra empresa, boa sorte!",
        "This is an automated mail like all of yours, take me off your list.",
        "Is this an automated message?",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(PEOPLE); i++)
        assert_reads(PEOPLE[i], MAIL_HUMAN, NULL);
}

static void
assert_unsubscribes(const char *to, const char *subject, const char *text, bool expected)
{
    g_autofree char *head = g_strdup_printf("From: Jo <jo@example.com>\nTo: %s\n", to);
    g_autoptr(MailReading) reading = read_answer(head, subject, text);
    g_assert_cmpint(reading->kind == MAIL_UNSUBSCRIBE, ==, expected);
}

static void
test_unsubscribe_clicks(void)
{
    assert_unsubscribes("unsub-7f31@example.org", "unsubscribe",
                        "This message was automatically generated by a mail program.", true);
    assert_unsubscribes("rep+unsubscribe-7f31@example.org", "no subject", "", true);
    assert_unsubscribes("rep@example.org", "Unsubscribe me", "", true);
    assert_unsubscribes("unsubstantiated@example.org", "Re: pallets", "Yes please.", false);
    assert_unsubscribes("leavers@example.org", "Re: pallets", "Yes please.", false);
    assert_unsubscribes("rep@example.org", "unsubscribe figures",
                        "Does your tool show them? We have two thousand readers.", false);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/notice/absence", test_notices);
    g_test_add_func("/mail/notice/says-so-itself", test_says_so_itself);
    g_test_add_func("/mail/notice/people", test_people);
    g_test_add_func("/mail/notice/unsubscribe-clicks", test_unsubscribe_clicks);
    return g_test_run();
}
