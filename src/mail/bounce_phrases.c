/* What mail servers say when they refuse, by reason. Entries stand in order of precedence: the
 * specific before the general, since a server that says "quota" and "rejected" means the quota. */
#include "mail/bounce_reason.h"
#include "text/phrases.h"

static const PhraseEntry TABLE[] = {
    /* Set phrases that hold words of other reasons. */
    { REASON_REJECTED, "send mail as" },
    { REASON_SPAM_DETECTED, "spam classification;ofr 506" },
    /* Whole statements, not the two words with which a filter may answer. */
    { REASON_USER_UNKNOWN_SURE,
      "dd this user doesnt;account that you tried to reach does;"
      "nonexistent|inexistent recipient|user|mailbox|address|account;"
      "non existent recipient|user|mailbox|address|account;"
      "mailbox|address|account|user|recipient|benutzer|empfanger|postfach|adresse existiert nicht;"
      "adresse|boite|compte|destinataire|utilisateur inexistant~;"
      "adresse|boite|compte|destinataire|utilisateur nexiste pas|plus;"
      "direccion|buzon|cuenta|usuario|destinatario|casilla inexistente;"
      "direccion|buzon|cuenta|usuario|destinatario no existe;"
      "endereco|caixa|conta|usuario|utilizador|destinatario inexistente;"
      "endereco|caixa|conta|usuario|utilizador|destinatario nao existe;"
      "casella|indirizzo|utente|destinatario|account inesistente;"
      "casella|indirizzo|utente|destinatario|account non esiste;"
      "adres|postbus|mailbox|gebruiker|ontvanger bestaat niet;"
      "地 址 * 不 存 在;邮 箱 不 存 在;用 户 不 存 在;"
      "ア ド レ ス は 存 在 し ま せ ん;宛 先 は 存 在 し ま せ ん;宛 先 が 見 つ か り ま せ ん" },
    { REASON_HOST_UNKNOWN, "account or domain may not exist" },
    { REASON_NOT_ACCEPT, "null mx;no mx record|records found" },
    { REASON_NETWORK_ERROR, "dns error;dns type" },
    { REASON_EXPIRED,
      "retry time|timeout not|exceeded;hosts have been failing;was frozen on arrival;"
      "has been frozen;allowed queue period;message expired" },
    { REASON_TOO_MANY_CONNECTIONS, "frequency limited" },
    { REASON_SECURITY_ERROR, "turn on smtp auth~" },
    { REASON_SYSTEM_ERROR,
      "insufficient permission;loops back to myself;lmtp error;local delivery failed;"
      "delivery to file|pipe forbidden;lowest numbered mx record" },
    { REASON_POLICY_VIOLATION,
      "policy reasons;potential security issue;content presents a potential" },
    { REASON_BLOCKED, "refused to talk to me;cdrbl;banned sending ip;ip address blacklisted;ip "
                      "blacklisted;open relay;"
                      "use the smtp server of your isp" },
    { REASON_BAD_REPUTATION, "tss04;unexpected volume or user complaints;due to * reputation;"
                             "poor|bad|low|negative reputation;reputation score;low reputation" },
    { REASON_FILTERED,
      "recipient preferences;extended inactivity;recipient is only accepting;"
      "only accepts|accepting mail|messages|email from;has|is been protected;address * protected "
      "by;"
      "recipient refuses|refused to accept;mail is not currently being accepted;"
      "recipient has blocked;message filtered;rejected by the domain filter;user reject;"
      "blocked by * recipient;you are not on * list of allowed senders" },
    { REASON_SPEEDING,
      "receiving mail at a rate;receiving mail too quickly;too many recipients this hour|day;"
      "too many messages this|per|from;sending|sent * too fast|quickly;try again slower;"
      "sending|message|hourly|daily limit|quota * exceeded|reached;unusual rate of;throttl~;"
      "exceeded * sending|rate limit|limits|quota" },
    { REASON_TOO_MANY_CONNECTIONS,
      "too many connections|sessions;too many concurrent|simultaneous;connection rate limit;"
      "connection|connections limit|per;too many recipients;maximum number of connections" },
    { REASON_SUSPEND,
      "account|mailbox|user|address|recipient * disabled|inactive|suspended|deactivated|frozen;"
      "account|mailbox|user|recipient * "
      "locked|dormant|expired;disabled|inactive|suspended|deactivated "
      "account|user|recipient|mailbox|address;temporary|temporarily locked|suspended|disabled;"
      "is|been suspended|deactivated|disabled|discontinued;"
      "not accepting messages;compte * bloque|suspendu;account is blocked;mailbox is blocked;"
      "invalid inactive|disabled;no longer active;discontinued" },
    { REASON_MAILBOX_FULL,
      "mailbox|inbox|mailfolder * full;mail box full;over quota|disk quota;overquota;"
      "exceed~ * quota|storage;quota * exceeded|full|violation|exhausted;"
      "out of * storage|space for user;out of storage;storage quota|limit;over * storage|quota "
      "limit;"
      "account|user|recipient * full;account is over;insufficient mailbox|user storage;"
      "mailbox size limit;mailbox exceed~;maximum mailbox;exceeded the local limit;"
      "too many messages on|in * mailbox;disk|diskspace|mail quota;quota|space violation;"
      "boite * pleine;buzon * lleno;casella * piena;postfach * voll;caixa * cheia;user has "
      "exhausted;"
      "reached * quota;not enough storage" },
    { REASON_AUTH_FAILURE,
      "dmarc;dkim * fail~|required|reject~|invalid;bad spf;spf "
      "record|records|check|validation|fail|softfail;"
      "fails|failed to pass * spf|authentication;spf|dkim|domainkeys "
      "authentication|verification|policy;"
      "sender policy framework;unauthenticated email|mail|message;authentication checks;"
      "does not have authentication information;multiple authentication;sender id fail~;"
      "domain * does not pass|authenticate;not * authenticated * domain;openspf;"
      "email from * not authorized by|using" },
    { REASON_NOT_COMPLIANT,
      "rfc 5322|2822|822|5321|2821 * "
      "compliant|violation|header|format|specifications;rfc5322;rfc2822;"
      "not rfc|standards compliant;multiple addresses in from;duplicate header|headers;"
      "headers|header are|is not accepted;missing|multiple * header|headers|from;bare "
      "lf|newline|newlines;"
      "line too long;without|no|missing|invalid message id" },
    { REASON_VIRUS_DETECTED, "virus;viruses;infected;malware;trojan;worm;malicious" },
    { REASON_REQUIRE_PTR,
      "reverse dns|lookup|resolution|hostname;ptr record|records|entry|lookup;ptr;rdns;fcrdns;"
      "no reverse;cannot|could|cant|couldnt * find|resolve * your|reverse hostname|host|ip|address;"
      "unverifyable|unverifiable * ips|ip;mismatches client ip;client host|hostname * not found;"
      "helo|ehlo * does not resolve|match;ip address|ip does not resolve;unknown client host" },
    { REASON_FAILED_STARTTLS,
      "starttls;tls required|negotiation|handshake|failed|error;does not support tls;"
      "tls * is required;negotiate|negotiating tls|ssl;ssl handshake" },
    { REASON_NO_RELAYING,
      "relay access|not|denied|prohibited;relaying denied|not|prohibited|mail|is|refused;not "
      "permitted to relay;"
      "unable|cannot|refuse|refuses|dont|not to relay;do not|dont relay;no relaying|relay;"
      "not a|an relay|open;list of allowed rcpthosts;rcpthosts;email address is not verified;"
      "relaying;domain isnt|not in my|our list;not * relay" },
    { REASON_NOT_ACCEPT,
      "does not|doesnt accept|receive mail|email;null mx;nullmx;no smtp service;"
      "host|domain|server does not accept;never accepts mail;not accepting mail" },
    { REASON_MAILER_ERROR, "procmail;command died;command failed;x unix;mailer "
                           "error|terminated|died|exited;pipe to;exit status;"
                           "mailer failed;operating system error;maildrop;"
                           "permission denied * output;error opening input" },
    { REASON_SYSTEM_FULL,
      "insufficient disk|system space|storage|resources;no space left;file system full;"
      "mail system full;disk full;disk is full;not enough disk" },
    { REASON_EXCEED_LIMIT,
      "recipsizelimit;too large for this recipient;exceeds fixed maximum;message length exceeds" },
    { REASON_MESSAGE_TOO_BIG,
      "message|mail|email|size|content|data * too large|big;too big|large message|mail|email;"
      "message|mail|email|size * exceed~ * size|maximum|limit;maximum * size exceed~;size exceed~;"
      "larger than * maximum|limit|allowed;message size;size limit" },
    { REASON_HAS_MOVED,
      "no longer on server;has moved;recipient * moved;address|user|recipient * changed to;"
      "not our user;has been replaced;address has changed;new address;no longer valid * use;"
      "user not local * try" },
    { REASON_ON_HOLD, "due to a recipient error" },
    { REASON_REJECTED,
      "sender|from|envelope|originator address|domain * "
      "rejected|invalid|refused|denied|blocked|blacklisted|"
      "unknown|not|does;sender rejected|denied|refused|unknown|invalid;sender is|was "
      "rejected|invalid|denied;"
      "invalid|bad|illegal|unknown|forged sender|from|originator|return;sender verify;"
      "sender verification fail~;purported responsible;from domain|header * invalid|not|must;"
      "domain is invalid;backscatter;address * blacklisted;not a registered gateway user;"
      "mail from * rejected|invalid|unknown|not;valid sender domain;domain of sender * not;"
      "cannot receive from * specified address;bounce messages not;no permission to post;"
      "google groups" },
    { REASON_HOST_UNKNOWN,
      "host|domain|hostname unknown;unknown host|domain;domain|host * does|doesnt not|exist * "
      "exist|resolve;"
      "domain does not exist;domain doesnt exist;domain is not reachable;host not found;"
      "no such domain|host;host or domain name not found;illegal host;host address lookups failed "
      "permanently;no data known;"
      "unrouteable|unroutable address|mail|domain;invalid|bad|illegal domain|host|hostname;bad "
      "destination;"
      "domain * not exist|found|reachable;name or service not known;couldnt find any host;"
      "cannot|cant|unable * find|resolve host|domain;"
      "nonexistent|non existent domain|host;mx records point to non" },
    { REASON_USER_UNKNOWN,
      "user unknown;unknown user|recipient|mailbox|address|local|account;unknown or "
      "illegal|invalid;"
      "recipient|account|mailbox|address|addressee|alias unknown;no such "
      "user|recipient|address|mailbox|person|"
      "account|local|email|users|addressee|name;"
      "user|recipient|mailbox|address|account|username|alias|person|mail * not "
      "found|exist|exists|recognized|known|valid|"
      "registered;user|recipient|mailbox|address|account|username|email doesnt|does|didnt "
      "exist|not|have;"
      "not exist|found * user|recipient|mailbox|account;doesnt|not have a|an|any * account|mailbox;"
      "no mailbox|account|user|recipient here|by|found|with|for|named;mailbox unavailable;mailbox "
      "is unavailable;"
      "mailbox|recipient|user not available|found|known;recipnotfound;recipientnotfound;not found "
      "by smtp address;"
      "not listed in;not a valid|registered|known|local "
      "user|recipient|mailbox|address|customer|account;"
      "invalid|illegal|bad|nonexistent|undeliverable "
      "recipient|recipients|user|users|address|mailbox|username|final|"
      "destination|account|local|userid;name is not recognized;address * not|couldnt|could * "
      "found|known;"
      "could not find * user|recipient|mailbox;account * "
      "closed|deleted|terminated|cancelled|removed;"
      "user|mailbox|account|address|recipient * been deleted|removed|closed|terminated;"
      "destinataire inconnu|inexistant|invalide;utilisateur|adresse|compte|boite "
      "inconnu~|inexistant~|invalide;"
      "empfanger|benutzer|postfach * "
      "unbekannt|existiert|nicht;usuario|destinatario|buzon|cuenta|direccion * desconocido|"
      "inexistente|existe;utente|destinatario|casella|indirizzo * sconosciuto|inesistente|esiste;"
      "no valid recipients;not exist|existing;unknown in|at;user isnt;dd this "
      "user;"
      "that you tried to reach does;is unknown;does not exist;doesnt "
      "exist;rejected address;"
      "not our customer;no longer * employed|works|with|working;user is not known;not known here" },
    { REASON_SPAM_DETECTED,
      "spam;spammer;spamming;unsolicited;ube;junk mail|email|message;bulk email|mail;"
      "spam classification;likely|considered|classified|detected|identified as|to "
      "spam|junk|unsolicited;"
      "message content rejected;gtube;spamassassin" },
    { REASON_POLICY_VIOLATION,
      "policy violation|reasons|reason|restriction|restrictions;due "
      "to|for|of|our|local|security|by|administrative "
      "policy|policies;violat~ * policy;protocol violation;header error;potential security issue;"
      "attachment|attachments|file|extension * not|prohibited|banned|denied|forbidden;"
      "host network not allowed;email|message policy;policy * reject~|block~|den~;"
      "content * policy|prohibited|disallowed;you cannot send e * yourself" },
    { REASON_SECURITY_ERROR,
      "authentication required|failed|failure|needed|error|credentials;smtp authentication|auth;"
      "unauthenticated senders;without authentication;turn on smtp auth~;not "
      "authorized|authorised;authorization "
      "failed;"
      "authenticate;access denied;executable files;username and password;credentials;tls required;"
      "authrequired;client was not authenticated;insufficient permissions;permission "
      "denied;security" },
    { REASON_BLOCKED,
      "client host rejected|blocked;blocked "
      "using|by|for|due|at|because|from;blacklist;blacklisted;blocklist;"
      "blocklisted;banned|blocked * "
      "ip|sender;dnsbl;rbl;dnsrbl;spamhaus;spamcop;barracudacentral;listed in|on|by|at;"
      "open relay|proxy;your ip|host|server|network * "
      "blocked|refused|rejected|denied|listed|banned|bad;"
      "smtp server of your isp;use your isp|providers;dynamic|dialup|residential|generic "
      "ip|host|address;dialup;"
      "service refuse;service refused;bad|poor sender ip;too many * complaints;ip "
      "address|addresses * rejected|blocked|"
      "not;no access from;connection refused by|from|due;connections not accepted;refused to talk;"
      "connection * rejected|denied|dropped by|due;rejected for|by helo|ehlo;remote protocol error;"
      "do not accept mail|email|connections from;temporarily blocked|deferred;messages|mail|email "
      "from * blocked|refused;"
      "part of their network is on;abuse;greylist~|graylist~;error while|in * initial;ip "
      "range|block" },
    { REASON_SYSTEM_ERROR, "ldap server;cname lookup" },
    { REASON_NETWORK_ERROR, "establish an smtp" },
    { REASON_NOT_ACCEPT, "find a mail exchanger" },
    { REASON_EXPIRED, "queue too long;host not reachable" },
    { REASON_SYSTEM_ERROR,
      "internal|local|system|server|configuration|config error|problem|failure;local error;system "
      "config;"
      "transaction failed;service currently|temporarily|is unavailable;service unavailable;service "
      "not available;"
      "queue file write;insufficient permission;cname lookup;temporary|temporarily "
      "local|lookup|server|unavailable;"
      "cant|cannot|couldnt create|open|write|append|update;misconfigur~;loop alert;duplicated "
      "message id;"
      "database|ldap|directory|mysql error|failure|unavailable;resources temporarily;unexpected "
      "error;"
      "timeout waiting for input;bad configuration;mail|mx list * loop~|back" },
    { REASON_NETWORK_ERROR,
      "hop count;too many hops;routing loop;mail loop;network|host "
      "is|unreachable "
      "unreachable;unreachable;no route to;dns error;name service error;name server * "
      "timed|timeout|failure;"
      "lookup failure|failed|error;host name lookup;establish an smtp;connection reset|lost|closed;"
      "lost connection;could not connect and send;malformed or unexpected name;network error;"
      "no relevant answers;nxdomain;unexpectedly closed;dns lookup|failure|problem|records;"
      "delivery to host not possible;name server;connect to * refused;connection refused" },
    { REASON_EXPIRED,
      "expired;too long in;queue too long;timed out;timeout;time out;retry time|timeout;not "
      "delivered within;"
      "could not be delivered for;unable to deliver * after|in|within|minutes;delivery time "
      "expired;"
      "been in the queue;cannot send message for|within;did not accept our requests to connect;"
      "gave up|trying;giving up;retries exceeded;maximum retries;not responding;stopped trying;"
      "no answer from|host;could not send message for;still undelivered;socket error;"
      "has been delayed;not yet been delivered;try again later" },
    { REASON_CONTENT_ERROR, "media error;mime error|format|type|content|structure;content * "
                            "error|malformed|invalid;message * malformed|invalid;"
                            "conversion required|not|with;improper use of 8;8 bit "
                            "data;invalid|bad|illegal mime|content|character|attachment;"
                            "content not|rejected|blocked;message content|format" },
    { REASON_SYNTAX_ERROR, "syntax error;command parameter;command not implemented|recognized;"
                           "bad|improper|invalid sequence|command|syntax|parameter;sequence of "
                           "commands;unrecognized command|parameter" },
    { REASON_SECURITY_ERROR, "access denied" },
    /* The same in other languages: plain words, as nothing shorter is in doubt there. */
    { REASON_MAILBOX_FULL,
      "voll;uberfullt;speicherplatz;kontingent;pleine;sature~;quota depasse;llen~;cuota;"
      "almacenamiento;pien~;spazio esaurito;chei~;cota|quota excedid~|esgotad~;lotad~;vol;"
      "opslagruimte|opslaglimiet;容 量;満 杯;い っ ぱ い;已 满;超 出;超 过;용량;переполнен~;"
      "превышена;przepelnion~;full $;plna;dolu" },
    { REASON_MESSAGE_TOO_BIG, "zu gross;trop gros~|volumineu~|grand~;demasiado grande;"
                              "tamano maximo;troppo grande;dimensione massima;muito grande;"
                              "tamanho maximo;te groot;大 き す ぎ;サ イ ズ;слишком больш~" },
    { REASON_SPAM_DETECTED, "indesirable;correo no deseado;posta indesiderata;lixo eletronico;"
                            "迷 惑 メ ー ル;垃 圾 邮 件;垃 圾 郵 件;спам" },
    { REASON_SUSPEND, "deaktiviert;gesperrt;stillgelegt;desactive~;suspendu~;deshabilitad~;"
                      "suspendid~;bloquead~;disattivat~;disabilitat~;sospes~;desativad~;suspens~;"
                      "uitgeschakeld;geblokkeerd account|postvak|mailbox;停 止;無 効;被 禁 用;"
                      "заблокирован~;отключен~;zablokowan~" },
    { REASON_USER_UNKNOWN_SURE,
      "unbekannt~;existiert nicht;nicht * verzeichnis;nicht aufgefuhrt;gibt es|die * nicht;nicht "
      "gefunden;inconnu~;existe pas;"
      "nexiste pas;n existe;introuvable~;invalide;desconocid~;no existe;inexistente~;"
      "no encontrad~|valid~;no se encontro|encuentra;sconosciut~;non "
      "esiste|esistente|trovat~|valid~;"
      "inesistente~;desconhecid~;nao existe|encontrad~|valid~|reconhecid~;onbekend~;bestaat niet;"
      "niet gevonden|bekend;ongeldig;見 つ か ら;存 在 し ま;存 在 し な;宛 先 不 明;不 存 在;无 "
      "效;"
      "無 效;존재하지;не существует;не найден~;неизвест~;нет такого;nie istnieje|znaleziono;"
      "nieznan~;neexistuje;nenalezen~;okand;finns inte;findes|finnes ikke;ukendt;bulunamadi" },
    { REASON_HOST_UNKNOWN, "could|can not be resolved|found * domain|host" },
    { REASON_POLICY_VIOLATION,
      "by|of|the policy;richtlinie~;politique;politica~;beleid;ポ リ シ ー" },
    { REASON_REJECTED, "zuruckgewiesen;abgelehnt;abgewiesen;verweigert;rejete~;refuse~;rechazad~;"
                       "rifiutat~;respint~;rejeitad~;recusad~;geweigerd;拒 否;拒 绝;отклонен~;"
                       "odrzucon~;permiso;autorisation" },
    { REASON_FILTERED, "following recipients was rejected" },
    { REASON_ON_HOLD, "on hold" },
    { REASON_USER_UNKNOWN, "recipient address rejected;address rejected" },
    { REASON_REJECTED, "reject~;refused;denied;blocked" },
    { REASON_ON_HOLD, "temporary failure;recipient error" },
    { REASON_SUPPRESSED, "suppression list;suppressed" },
};

const PhraseSet *
bounce_phrases(void)
{
    static gsize slot;
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(TABLE, G_N_ELEMENTS(TABLE)));
    return (const PhraseSet *)slot;
}
