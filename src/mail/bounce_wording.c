/* How delivery reports begin: the subjects and first sentences of mail systems, in the languages
 * they speak. */
#include "mail/bounce_inside.h"
#include "text/phrases.h"

static const PhraseEntry SUBJECT_TABLE[] = {
    { SAYS_DELAYED,
      "delivery status notification delay;delayed mail;message * delayed;delivery * delayed;"
      "delivery delayed;has been delayed;warning could not send;warning message;transient failure;"
      "delivery incomplete;mail delivery delayed;zustellung verzogert" },
    { SAYS_FAILED,
      "delivery status notification;delivery|delivering fail~;failure notice;failure delivery;"
      "failed delivery;delivery notification;returned mail;returned to sender;undeliver~;"
      "undelivered mail;mail delivery failed|failure|problem|subsystem|error|status|system;"
      "delivery has failed;mail system error;delivery|mail failure;non delivery|deliverable;"
      "nondeliverable;could not be delivered;cannot be delivered;not delivered;"
      "unzustellbar~;nicht zugestellt|zustellbar;zustellung fehlgeschlagen;"
      "non remis|recapitabile|delivre;echec de la remise|distribution;no entregado|entregable;"
      "error de entrega;mancata consegna;nao entregue;falha na entrega;niet "
      "bestelbaar;onbestelbaar;"
      "配 信 エ ラ ー;メ ー ル エ ラ ー;配 送;エ ラ ー 通 知;returned message;mail failed;"
      "error sending your mail;notice mail delivery;message you sent blocked;delivery status;"
      "не доставлено;недоставленное;considered unsolicited;mail could not be delivered;退信;"
      "系统退信;rejected mail;mail rejected;message rejected;delivery report" },
    { SAYS_RECEIPT, "^ read;^ gelesen;^ lu;^ leido;^ lido;^ letto;^ gelezen;^ delivered;"
                    "return receipt;read receipt;successful mail delivery;relayed" },
};
static const PhraseEntry BODY_TABLE[] = {
    { SAYS_DELAYED,
      "message has not yet been delivered;delivery attempts will continue;no action is required;"
      "will be retried;will keep trying;will retry;still trying;temporary failure report;"
      "delivery * has been delayed;delivery to * has been delayed;this is a warning message only;"
      "not been able to deliver your message yet;server will continue to;"
      "message is delayed for more;you do not need to resend;enqueued and undeliverable for" },
    { SAYS_FAILED,
      "transcript of session follows;error message below;could not be delivered;couldnt be "
      "delivered;cannot be delivered;was not delivered;"
      "not been delivered;was undeliverable;undeliverable;unable to deliver;not able to deliver;"
      "wasnt able to deliver;did not reach the following;delivery to the following;"
      "delivery has failed;delivery failed;delivery failure;error * delivering;error while "
      "attempting to deliver;"
      "an error occurred while|when|trying;error has occurred while;had delivery problems|errors;"
      "had permanent fatal errors;was rejected by;was not relayed;permanent error;permanent fatal;"
      "failed to deliver;message you sent * blocked;mailbox is full;returned to sender;"
      "unknown user;user unknown;invalid final delivery;failure reasons;"
      "konnte nicht zugestellt;nicht zugestellt werden;zustellung * fehlgeschlagen;"
      "na pas pu etre remis|distribue;pas ete remis;recapito non e riuscito;"
      "no se pudo entregar;no se ha podido entregar;nao pode ser entregue;nao foi possivel "
      "entregar;"
      "配 信 で き ませ;送 信 で き ま せ ん;届 け る こ と が;не может быть доставлено;message "
      "was not accepted;"
      "not deliverable;rejected for the following;could not deliver" },
};

static const PhraseSet *
set_of(gsize *slot, const PhraseEntry *table, gsize count)
{
    if (g_once_init_enter(slot))
        g_once_init_leave(slot, (gsize)phrase_set_new(table, count));
    return (const PhraseSet *)*slot;
}

int
bounce_subject_says(const char *subject)
{
    static gsize slot;
    g_autoptr(PhraseText) words = phrase_text_new(subject != NULL ? subject : "");
    return phrase_set_first(set_of(&slot, SUBJECT_TABLE, G_N_ELEMENTS(SUBJECT_TABLE)), words);
}

int
bounce_body_says(const PhraseText *head)
{
    static gsize slot;
    return phrase_set_first(set_of(&slot, BODY_TABLE, G_N_ELEMENTS(BODY_TABLE)), head);
}
