/* How delivery reports begin: the subjects and first sentences of mail systems, in the languages
 * they speak. */
#include "mail/bounce_inside.h"
#include "text/phrases.h"

#define FORWARD_WORDS 1

static const PhraseEntry SUBJECT_TABLE[] = {
    { SAYS_DELAYED,
      "delivery status notification delay;delayed mail;message * delayed;delivery * delayed;"
      "delivery delayed;has been delayed;warning could not send;warning message;transient failure;"
      "delivery incomplete;mail delivery delayed;zustellung|zustell~ * "
      "verzogert|verzogerung|verspatet;"
      "delay|delays in * delivery|delivering;warning * delay|delayed;nicht sofort zugestellt;"
      "vertraagd|vertraging;remise|distribution|message * retardee|retarde|differee|differe;"
      "retard * remise|distribution;entrega|mensaje * retrasad~|demorad~|aplazad~;"
      "consegna|messaggio * ritardat~|ritardo|rinviat~;entrega|mensagem * atrasad~|adiad~;"
      "配 信 遅 延;遅 延;задерж~;opoznien~" },
    { SAYS_FAILED,
      "delivery status notification;delivery|delivering fail~;failure notice;failure delivery;"
      "failed delivery;delivery notification;returned mail;returned to sender;undeliver~;"
      "undelivered mail;mail delivery failed|failure|problem|subsystem|error|status|system;"
      "delivery has failed;mail system error;delivery|mail failure;non delivery|deliverable;"
      "nondeliverable;could not be delivered;cannot be delivered;not delivered;"
      "unzustellbar~;nicht zugestellt|zustellbar;zustellung fehlgeschlagen;"
      "non remis|remise|recapitabile|delivre|distribue|livre;"
      "echec * remise|distribution|livraison|acheminement|envoi;impossible * remettre|distribuer|"
      "livrer|delivrer|acheminer;no entregad~|entregable;"
      "no se puede|pudo|podido * entregar;fallo|error|fallido * entrega|envio;"
      "correo|mensaje|mail devuelto|rechazado;devolucion;mancat~ consegna|recapito;"
      "non consegnat~|consegnabile|recapitat~;impossibile * consegnare|recapitare;"
      "errore * consegna;messaggio|mail respinto|rifiutato;"
      "nao entregue|entregar|entregavel;falha|erro * entrega|envio;"
      "mensagem|email devolvid~|rejeitad~|retornad~;devolvida;"
      "niet * bezorgd|afgeleverd|bestelbaar|bezorgen|afleveren;bezorging|aflevering * mislukt;"
      "bericht|mail geweigerd|teruggestuurd|geretourneerd;"
      "konnte nicht * zugestellt|ausgeliefert;zustellung * nicht|gescheitert;zustellfehler;"
      "nachricht|mail * zuruckgewiesen|abgelehnt|abgewiesen|retourniert;"
      "宛 先 不 明;送 信 エ ラ ー;配 信 不 能;届 け ら れ;エ ラ ー メ ー ル;送 信 で き;不 達;"
      "배송;반송;전송;сообщение не доставлено|доставлен;не удалось доставить;возврат~;"
      "nie dostarczon~;niedostarczon~;nedorucen~;nedoruciteln~;kunde inte|ikke levereras|leveres;"
      "ej levererat;iletilemedi;"
      "message|email|mail * failed permanently;delivery to * failed;status undeliverable;"
      "rejection notice;bounce notice|notification;bounced mail|email|message;"
      "error de entrega;mancata consegna;nao entregue;falha na entrega;niet "
      "bestelbaar;onbestelbaar;"
      "配 信 エ ラ ー;メ ー ル エ ラ ー;配 送;エ ラ ー 通 知;returned message;mail failed;"
      "error sending your mail;notice mail delivery;message you sent blocked;delivery status;"
      "не доставлено;недоставленное;considered unsolicited;mail could not be delivered;退信;"
      "系统退信;rejected mail;mail rejected;message rejected;delivery report" },
    { SAYS_RECEIPT,
      "^ read;^ gelesen;^ lu;^ leido;^ lido;^ letto;^ gelezen;^ delivered;"
      "return receipt;read receipt;successful mail delivery;relayed;^ not read;^ displayed;"
      "^ ungelesen;^ nicht gelesen;^ non lu;^ no leido;^ non letto;^ nao lida|lido;"
      "^ lida;^ niet gelezen;^ lettura;^ accuse de lecture;lesebestatigung;"
      "confirmacion de lectura;confirmacao de leitura;conferma di lettura;"
      "leesbevestiging;開 封 済;開 封 確 認;^ 既 読" },
};
static const PhraseEntry BODY_TABLE[] = {
    { SAYS_DELAYED,
      "message has not yet been delivered;delivery attempts will continue;no action is required;"
      "will be retried;will keep trying;will retry;still trying;temporary failure report;"
      "delivery * has been delayed;delivery to * has been delayed;this is a warning message only;"
      "not been able to deliver your message yet;server will continue to;"
      "message is delayed for more;you do not need to resend;enqueued and undeliverable for;"
      "temporary problem delivering;not yet|still * delivered|undelivered;will be tried again;"
      "continue|keep to|on try|trying|attempting;noch nicht zugestellt;"
      "weitere|weiteren|erneute zustellversuch~;weiter|weiterhin versucht;"
      "nog niet * bezorgd|afgeleverd|bezorgen;nog enige tijd|uur|dagen;opnieuw geprobeerd;"
      "pas encore * remis|distribue|livre|delivre;nouvelles|nouvelle tentative~;"
      "todavia|aun no * entregar|entregado;seguir~|continuar~ intentando;"
      "ancora|non ancora consegnat~|recapitat~;non * stato ancora;ulteriori|nuovi tentativi;"
      "ainda nao * entregue|entregar;novas tentativas|tentativa;tentando;"
      "再 送 を;再 度 送 信;遅 延 し" },
    { SAYS_RECEIPT,
      "was|were read on|at|by;was displayed on;deleted without being read;has been|was opened by;"
      "wurde * gelesen|angezeigt;ungelesen geloscht;a ete lu|affiche|supprime;"
      "sido|fue leid~|mostrad~|eliminad~;e stat~ lett~|visualizzat~|eliminat~;"
      "foi lid~|exibid~|excluid~|eliminad~;is * gelezen|weergegeven|verwijderd;開 封 さ れ;"
      "読 ま れ ま し た" },
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
      "not deliverable;rejected for the following;could not deliver;could not hand;"
      "failed permanently;delivery * failed|unsuccessful;not|couldnt|wasnt|cant be|been delivered;"
      "could|did|were|was not * reach|reached|delivered|deliver|accept|accepted|relayed;"
      "been|was|were|is refused|rejected|returned|bounced by|back;refused|rejected by * "
      "gateway|server|system|host|domain|recipient;been rejected|refused|returned|bounced;"
      "no valid recipients|recipient;undeliverable|undelivered recipient|recipients|message|mail;"
      "following|intended recipients|recipient|addresses|address * failed|rejected|refused|not;"
      "nicht|konnte * zugestellt|ausgeliefert|zugestellt;unzustellbar~;fehler * zustellung|"
      "nachrichtenzustellung|ubermittlung;nachricht|mail|email * "
      "abgelehnt|zuruckgewiesen|abgewiesen;"
      "erreichte * nicht;nicht gefunden * adresse;adresse * nicht gefunden;"
      "pas|na|non pu|ete|etre * remis|remise|distribue|livre|delivre|achemine;"
      "echec * remise|distribution|livraison|envoi|acheminement;impossible * remettre|distribuer|"
      "livrer|delivrer|acheminer;a ete rejete|refuse;"
      "no * pudo|puede|podido|ha|fue|sido * entregar|entregado|entregarse;no entregado;"
      "sido|fue rechazad~|devuelt~;"
      "non * stato|puo|e|possibile * consegnat~|recapitat~|consegnare|recapitare;"
      "impossibile|mancat~ consegn~|recapit~;stato rifiutato|respinto|restituito;"
      "nao * pode|foi|pude|possivel * entregue|entregar;foi|sido rejeitad~|devolvid~|recusad~;"
      "niet|kon|niet worden * bezorgd|afgeleverd|bezorgen|afleveren;is geweigerd|teruggestuurd;"
      "送 信 で き ま せ;届 き ま せ ん;届 け ら れ;送 信 に 失 敗;配 信 に 失 敗;見 つ か ら な "
      "い;"
      "退 回;退 信;无 法 送 达;無 法 送 達;投 递 失 败;전송 실패;반송;"
      "не удалось доставить;не было доставлено;не доставлено;невозможно доставить;"
      "nie * dostarczyc|dostarczon~|dostarczona;nepodarilo * dorucit;nebyl~ * doruc~;"
      "kunde inte|ikke levereras|leveres;kunne ikke leveres;iletilemedi;teslim edilemedi" },
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

bool
bounce_subject_is_forwarded(const char *subject)
{
    static gsize slot;
    static const PhraseEntry TABLE[] = {
        { 1, "^ fwd;^ fw;^ wg;^ tr;^ rv;^ enc;^ doorst;^ i;^ vs;^ vb;^ pd;^ vl" },
    };
    g_autoptr(PhraseText) words =
        phrase_text_new_words(subject != NULL ? subject : "", FORWARD_WORDS);
    return phrase_set_first(set_of(&slot, TABLE, G_N_ELEMENTS(TABLE)), words) >= 0;
}

int
bounce_body_says(const PhraseText *head)
{
    static gsize slot;
    return phrase_set_first(set_of(&slot, BODY_TABLE, G_N_ELEMENTS(BODY_TABLE)), head);
}
