/* The phrases of notices of absence and receipt, in eight languages: what each kind of sentence in
 * them says, and what only a person writes. */
#include "mail/auto_reply_phrases.h"

static const PhraseEntry NOTICE_TABLE[] = {
    { ENGAGES,
      "drop|come|stop by|over|round|in;arrange;see you;kommen|komm "
      "sie|doch|vorbei;treffen;venez|passez;venga|pase|pasese;nos "
      "vemos|veamos;vediamo|incontriamo;passi|vieni;venha;encontramo|encontremo|vemos nos;kom "
      "gerust|langs|even|maar|dan;お 会 い;で す か;ま す か;ま せ ん か;し ょ う か" },
    { ENGAGES,
      "works;suit|suits;lets;let us;talk~;chat;meet;meet~ * you;discuss~;speak;happy to;glad "
      "to;look|looking forward;interest~;send|show|give|tell "
      "me|us|over;price~;pricing;quote;proposal;demo;sounds;budget;think "
      "about;try|ping|contact|write|email|call|ask|nudge|remind|ring|message me|us|again;reach "
      "out;get|come|circle back to me|us;follow up;next step~;your product|offer|solution;we "
      "already|use|have|need|want;i need|want|like|think|would;not * "
      "fit|need|priority;interess~;angebot;termin;sprechen|reden|telefonieren;schicken|senden|"
      "schick sie|mir|uns|mal;melden sie;melde|meld dich;rufen sie mich|an;ruf mich|an;fragen|frag "
      "sie|mich;wir haben|brauchen|nutzen|setzen;passt;gerne|gern;rappel~ "
      "moi;recontact~;relanc~;offre;devis;rendez;envoyez|envoie;parlons|parler;discut~;nous "
      "avons|utilisons;convient;volontiers;llame~ "
      "me;llamame;escribame|escribeme;contacteme;mandeme|mandame|enviame|envieme;hablamos|hablemos|"
      "hablar;oferta;reunion;propuesta;tenemos;richiam~;ricontatt~;sentiamoci|risentiamoci;"
      "scrivimi|mandi|mandami|invii;offerta;appuntamento;parliamo|riparliamo|parlare;budget;"
      "abbiamo;volentieri;ligue me;contacte|contate me;falamos|falar|conversar;envie|mande|manda "
      "me;temos;bel me|mij|mijn;mail me|mij;stuur|stuurt;offerte;afspraak;spreken|praten;wij|we "
      "hebben;graag;興 味;検 討;価 格;料 金;お 見 積;打 ち 合 わ せ;打 合 せ;改 め て ご 連 絡;再 "
      "度 ご 連 絡;提 案 を" },
    { SAYS_AWAY,
      "feiertage|weihnachten|neujahr|ostern|ferien * geschlossen;fetes|noel|ete * "
      "ferme|fermes|fermee|fermees;navidad|fiestas|verano * cerrad~;natale|feste|estate * "
      "chiuso|chiusi|chiusa;natal|festas|verao * encerrad~|fechad~;kerst|feestdagen|zomer * "
      "gesloten;jury duty;on * leave|vacation|holiday;offline until|till|from|today|this;befinde "
      "* mich * urlaub|ausland;out of the office;out of office;ooo;away from the|my|our "
      "office|desk;not in the|my "
      "office;annual|maternity|paternity|parental|sick|medical|family|study leave;on "
      "vacation|holiday|holidays|leave|pto|sabbatical|honeymoon;i am|im|be|currently|presently "
      "away|travelling|traveling|abroad|ooo|overseas;office|offices|shop|company * "
      "closed;limited|no|without access to * email|emails|mail|messages;off sick;i am|im|be "
      "out|off until|till|from|this|today|for|on|next;away until|till|from|for;closed "
      "for|until|from|between;taking * time off;nicht im buro|haus|hause|betrieb;nicht am "
      "platz|arbeitsplatz|schreibtisch;ausser "
      "haus;urlaub;jahresurlaub|skiurlaub|sommerurlaub|kurzurlaub|resturlaub|erholungsurlaub;"
      "elternzeit;mutterschutz;krankenstand;abwesend;ortsabwesend;nicht|schlecht"
      " da|anwesend|erreichbar|verfugbar;unterwegs;verreist;auf "
      "dienstreise|geschaftsreise|reisen|fortbildung|schulung|messe|tagung|seminar;erkrankt;"
      "krankgeschrieben;buro|buros|kanzlei|praxis|werk|firma|geschaft|betrieb|haus|unternehmen"
      " * "
      "geschlossen;betriebsferien|betriebsurlaub|werksferien;absent|absente|absents|absence|"
      "indisponible;conge|conges|vacances;en"
      " deplacement|formation|arret|voyage|seminaire|mission;hors du|de bureau;pas|plus|peu|non *"
      " disponible|joignable|bureau;bureau|bureaux|entreprise|magasin|usine|societe|etablissement"
      " * ferme|fermes|fermee|fermees;fermeture;ausente;fuera de la|mi|del|nuestra "
      "oficina|despacho;de|en|por vacaciones|viaje|permiso|baja|licencia|excedencia|formacion;no "
      "* disponible|oficina|localizable;oficina|oficinas|empresa|tienda|fabrica|despacho * "
      "cerrad~;assente;fuori ufficio|sede|stanza;in|per "
      "ferie|viaggio|trasferta|malattia|maternita|congedo|permesso|vacanza|formazione;non * "
      "disponibile|ufficio|raggiungibile|reperibile;ufficio|uffici|azienda|sede|negozio|"
      "stabilimento"
      " * chiuso|chiusi|chiusa;chiusura;fora do|da|de escritorio|empresa|sede|servico;de|em|por "
      "ferias|licenca|viagem|formacao|baixa|recesso;nao * "
      "disponivel|escritorio|contactavel;escritorio|escritorios|empresa|loja|fabrica * "
      "encerrad~|fechad~;afwezig;niet * "
      "kantoor|aanwezig|bereikbaar|beschikbaar;met|op|wegens|door "
      "vakantie|verlof|reis|zwangerschapsverlof|cursus|ouderschapsverlof|ziekte|dienstreis;ben * "
      "vrij;kantoor|kantoren|bedrijf|winkel|zaak * gesloten;er * niet;不 在;休 暇;休 業;出 張;お "
      "休 み;休 職;育"
      " 休;産 休;休 み を" },
    { SAYS_AWAY,
      "be out;out for|with|all|the rest;off and|for|work|all|today;gone fishing;attending "
      "a|an|the|our|my;bank|public holiday;day|days|week|afternoon|morning off;unavailable;not "
      "available;i am|im|be * at a|an|the|our "
      "conference|show|fair|workshop|training|seminar|offsite|congress;in a|an "
      "workshop|training|seminar|course;workshop|training|seminar all;unwell;poorly;in "
      "hospital;office|offices|shop closes;shut down for|from|until;auf einem|einer|dem|der "
      "kongress|konferenz|messe|tagung|workshop|seminar|lehrgang;wegen|auf kur|reha|messe;in "
      "kur|reha|ferien;frei bis|von;en|au|dun|un "
      "congres|salon|conference|formation|seminaire;formation jusqu~;en repos;malade;en|un "
      "congreso|conferencia|feria;descanso;enferm~;dias libres;a|al|ad|un|una|alla|in "
      "congresso|conferenza|fiera;malato|malata;em|num|numa|no|na "
      "congresso|conferencia|feira;doente;op|naar een congres|beurs|cursus|training;ziek;geniet * "
      "verlof|vakantie;werk ik niet $;研 修 の た め;研 修 中;展 示 会 の た め;体 調 不 良;定 "
      "休;連 休" },
    { SAYS_BACK,
      "opens|open again;available|reachable|online again;back|returning "
      "monday|tuesday|wednesday|thursday|friday|tomorrow;picking up|resume|resuming|resumes;ben ik "
      "* weer|terug;ab * zur verfugung;wieder * verfugung|dienst|arbeite;erreichen sie mich * "
      "wieder;a nouveau|disponible|joignable;nuevamente|otra vez;novamente|de novo;vanaf * "
      "er|weer;以 降 に|は;よ り 出|通|業" },
    { SAYS_ANSWERS, "expect replies|reply|answer|to hear;slow to answer|respond|reply;look "
                    "at|through * messages|mail|email|inbox;kummere * um|gerne;gerne um "
                    "ihr|ihre;beantworte|antworte|helfe * gerne;gerne wieder|zur;vous "
                    "lis|lirai|repond|reponds;respondo|leo|contesto;leggo|rispondo;leio|respondo;"
                    "beantwoord|lees" },
    { SAYS_RECEIVED,
      "request|message|email|enquiry|inquiry|mail|ticket|case has|have|was|been * "
      "received|created|opened|logged|registered;received your "
      "request|message|email|enquiry;anfrage|nachricht|mail|email|schreiben * "
      "erhalten|eingegangen;recu votre demande|message|mail|courriel;recibido * "
      "mensaje|correo|solicitud|consulta;ricevuto * messaggio|richiesta|mail;recebemos * "
      "mensagem|pedido|email|solicitacao;mensagem|pedido|solicitacao * "
      "recebida|recebido;bericht|aanvraag|mail|vraag * ontvangen;ontvangen * "
      "bericht|aanvraag|mail;問 い 合 わ せ;受 け 付 け ま し た;受 領" },
    { SAYS_SOON,
      "within * days|day|hours|week;as soon as possible|we can;shortly;be in "
      "touch;reference|ticket|case number|id;ticket;so schnell|bald wie;moglichst "
      "bald;melden|kummern uns;innerhalb;in kurze;meilleurs delais;sous * heures|jours;dans les * "
      "heures|jours;lo antes posible;mayor brevedad;en breve;il prima|piu presto|possibile;al piu "
      "presto;quanto prima;entro * giorni|ore;mais breve|rapido|rapidamente;em breve;dentro "
      "de;protocolo;binnen * dagen|uur;zo snel|spoedig;順 次;追 っ て;営 業 日" },
    { SAYS_BACK,
      "back in the|my office;back at my|the desk|work|office;am|im|be back;back "
      "on|in|from;return|returning|returns to|on|in|from;upon|on|after|until my "
      "return;when|once|until i return|get|am|im back;in the office again;reopen~;wieder "
      "da|zuruck|erreichbar|hier|anwesend;wieder im buro|haus|hause|dienst|einsatz;wieder fur "
      "sie;wieder am platz|arbeitsplatz|schreibtisch;bin|sind|ich * wieder;zuruck;kehre * "
      "zuruck;nach|bei|bis meiner|meine|zu ruckkehr|ruckkunft;ab * wieder;de retour;mon|notre|son "
      "retour;retour "
      "le|prevu|au;reviens|reviendrai|reprends|reprendrai|rentre|rentrerai|reprendrons|rouvr~;de "
      "vuelta|regreso;vuelvo|volvere|regreso|regresare|retorno|retornare|retomo|reincorpor~|"
      "volveremos;me incorporo;mi regreso|vuelta|retorno|reincorporacion;di "
      "ritorno;rientro|rientrero|torno|tornero|ritorno|ritornero|riprendo|riprendero|riapr~;di "
      "nuovo;de "
      "volta|regresso;volto|voltarei|regresso|regressarei|retorno|retornarei|retomo|voltamos;weer "
      "* terug|aanwezig|bereikbaar|kantoor|er|beschikbaar|open;terug op|vanaf|in|van;ben|keer * "
      "terug;kom ik|kom * ik * terug;ik * terug;bij|na mijn terugkomst|terugkeer;出 社;復 帰;通 常 "
      "営 業;営 業 を 再 開;戻 り ま す;業 務 を 再 開" },
    { SAYS_ANSWERS,
      "respond|reply|answer|read|reading|responding|replying|answering|check|checking;get|getting "
      "back to "
      "you;lese|lesen|beantworte~|antworte|antworten|melde|melden|gelesen|ungelesen;bearbeitet|"
      "bearbeite;repondrai|repondrons|lirai|reponds|reponse|traite|lus|lu;respondere|contestare|"
      "leere|responderemos|respondo;rispondero|risponderemo|leggero|rispondo;responderei|lerei|"
      "responderemos;lees|beantwoord|reageer|antwoord|gelezen;ご 返 信;ご 返 事;ご 連 絡;ご 対 "
      "応;確 認 い た;対 応 い た" },
    { SAYS_COVERED,
      "urgent~;in the meantime;meanwhile;in|during my absence;while i am|im "
      "away|out|gone;please|kindly "
      "contact|call|write|email|reach|direct|speak|turn|get;contact|call|email|ask "
      "my|our|the|reception;forwarded;not * monitored|checked|read;emergency|emergencies;for "
      "anything;any|all matters|questions|enquiries|inquiries;cover~ for me;my|a stand in;until "
      "then;switchboard;dringend~|eilig|eiligen|eilige|eiliges;notfall~;vertretung|vertritt|"
      "vertreten;wenden sie;wende dich;kontaktieren|kontaktiere "
      "sie|bitte;weitergeleitet;ansprechpartner~;sekretariat|zentrale|empfang;bis "
      "dahin;zwischenzeit|zwischenzeitlich;bitte * "
      "an;solange;urgence|urgences|urgent|urgente|urgentes;mon absence;entre "
      "temps|deux;veuillez|merci * "
      "contacter|adresser|joindre|appeler|voir|ecrire;contactez|adressez|joignez|voyez|appelez;"
      "transfere|transferes|redirige;collegue~|accueil|standard;urgencia~;mi ausencia;mientras "
      "tanto;contacte|contacten|contactar|llame|escriba|dirijase|pongase|consulte;reenvia~;"
      "companer~;urgenz~|urgenti;mia assenza;nel "
      "frattempo;contattare|contattate|contatti|rivolg~|scrivere|chiamare|scrivete;inoltrat~;"
      "collega|colleghi|centralino;minha "
      "ausencia;entretanto|enquanto;contactar|contatar|contacte|contate|ligue|escreva|fale;"
      "reencaminhad~|encaminhad~|redirecionad~;colega~;spoed~|dringend~;mijn "
      "afwezigheid;ondertussen|tussentijd;neem|neemt|nemen|kunt|kun * "
      "contact|terecht|bellen|mailen;doorgestuurd;collega~|receptie;お 急 ぎ;緊 急;代 表;担 当;ご "
      "了 承;ご 迷 惑;ご 不 便;代 わ り;転 送" },
    { SAYS_COURTESY,
      "thank you|thanks for|very|in|and;thanks $;thank you $;sorry for|about;apolog~;^ "
      "dear|hello|hi|hey;regards;best "
      "wishes;merry|happy|seasons;patience|understanding;automatic|automated|automatically;vielen|"
      "besten|herzlichen|lieben dank;danke;guten tag|morgen;^ hallo|moin|servus|liebe|lieber;sehr "
      "geehrte~;grusse|gruss|grussen;verstandnis;frohe~|schone~;automatisch~;merci;^ "
      "bonjour|bonsoir|madame|monsieur|cher|chere;cordialement|salutations;comprehension;"
      "automatique~;bonnes|belles|bon;gracias;^ "
      "hola|estimad~|buenos|buenas;saludo|saludos;disculpe~;automatic~;grazie;^ "
      "gentile|gentili|buongiorno|salve|ciao;saluti;scus~;buone|buon;automatic~;obrigad~;^ "
      "ola|prezad~|caro|cara|bom|boa;cumprimentos|atenciosamente|abraco~;desculp~|compreensao;"
      "bedankt|dank;^ beste|geachte|hallo|dag|hoi;groet~;begrip;あ り が と う;お 世 話;申 し "
      "訳;恐 れ 入;い つ も;自 動" },
    { ENGAGES,
      "anymore;any more;nicht mehr;niet meer;ya no;ja nao;no longer;non * "
      "piu;visit|visite|besuchen|besuch|bezoek "
      "us|nous|nos|uns|ons;our|unser|notre|nuestro "
      "stand|booth;decid~|decis~|entscheid~|beslis~;would|id "
      "rather|prefer;lieber|plutot|liever;preferi~|prefer;for|to us;fur|zu uns;pour nous;para "
      "nosotros|nos;per|a noi;voor ons;parlo|parle|bespreche|bespreek|comento|hablo "
      "con|avec|mit|com|met|a;en|ne parle|parlo;mir das;das an;le|les|te "
      "digo;presupuesto|preventivo|orcamento|begroting;contract|contrat|contrato|contratto|vertrag;"
      "sign us|me|up;would be|work better|best|good|great|fine|ideal;ware|passt besser;serait "
      "mieux;seria mejor|melhor;sarebbe meglio;konnen wir das|es|uns;pouvons le|la|nous;podemos "
      "hacer|fazer;go ahead;too "
      "expensive|high|late;important~;wichtig;nutzlich|nuttig|utile|util|useful;sorry for|about "
      "the late|slow;supplier~|vendor~;な ら;取 れ ま す;時 間 が" },
    { SAYS_RECEIVED, "we|i|have|has|had * received;wir haben * erhalten|bekommen;nous avons * "
                     "recu;hemos|he * recibido;abbiamo|ho * ricevuto;we|wij hebben * ontvangen" },
    { SAYS_AROUND,
      "bin|sind * nicht mehr * buro|haus|erreichbar|da;ben|zijn * niet meer * "
      "kantoor|aanwezig|bereikbaar;ya no estoy|estare * oficina|disponible;ja nao estou|estarei * "
      "escritorio|disponivel;no longer at my|the desk|office;non sono piu * ufficio|sede;on * "
      "leave|duty|holiday|vacation;at|in|attending a|an|the|our * "
      "show|fair|conference|expo|exhibition|summit|event|convention|congress|retreat;offline;out|"
      "off"
      " sick|ill;away from;shut for|until|over|on|from;be|is|are|were "
      "shut|closed;recovering|recuperating;surgery|operation;moving house|home|office|offices;on "
      "a|the plane|flight|train|road|trip;slow|slower|delayed "
      "with|to|this|than;replies|reply|responses|answers|response * "
      "slow|slower|delayed|delay|delays|late|later;limited|patchy|no|poor "
      "email|emails|signal|reception|internet|connection|connectivity|laptop;work|working * "
      "only;only|not|dont|never|doesnt work|working|in;part time;attending * "
      "week|today|tomorrow;wir|ich haben|habe|hat * "
      "geschlossen|urlaub|frei|betriebsferien|feiertag|feierabend|zu;arbeite|arbeiten "
      "nur|nicht;teilzeit;krank;in reha|mutterschutz|karenz|quarantane|behandlung;befinde * mich * "
      "in|im|auf;ne|nous travaille|travaillons pas;temps partiel;nous avons ferme;en "
      "arret|reunion|greve;suis|sommes * malade|deplacement;no trabajo;no estoy|estare|estamos * "
      "oficina|despacho|disponible;jornada|media reducida|jornada;estare|estaremos|estoy en una|un "
      "feria|congreso|evento|curso;cerramos|cerrara|cierra|cerraremos "
      "por|de|del|desde|hasta|el|para|entre;non lavoro;chiudiamo|chiude;part "
      "time;encerramos|fechamos|fecharemos por|de|para|ate|do|no|em|entre;nao trabalho;encontro "
      "me;werk|werken * niet|alleen;wij|we zijn|hebben * gesloten|vrij|dicht;deeltijd;ご 返 信 が "
      "遅;返 信"
      " が 遅;お 返 事 が 遅;we * "
      "closed;geschlossen;ferme|fermes|fermee|fermees;cerrad~;chiuso|chiusi|chiusa;encerrad~|"
      "fechad~;gesloten" },
    { SAYS_BACK,
      "online|open|operational|working|available|at my desk|normal|again|on|from|service * "
      "from|again|on;normal|usual service|hours;i|we start|starting again|back;restart~;wieder "
      "am|ab|auf|online;ruckmeldung * kommt|erfolgt|folgt|erhalten;reouv~|rouvr~;nouveau|nouvelle "
      "* disponible|operationnel~;operativ~;volvemos|regresamos;di nuovo;reabr~;weer * "
      "open|online|werk|beschikbaar" },
    { SAYS_ANSWERS, "see|get|pick to|it|this|your|up * "
                    "then|when|monday|tuesday|wednesday|thursday|friday|message|mail|email|note|on;"
                    "prendrai connaissance;pak * "
                    "op;contestare|contesto|contestaremos;nachricht|mail|mails|mailbox|posteingang "
                    "* lese|lesen|sehe|schaue" },
    { SAYS_COVERED,
      "my|our "
      "tasks|accounts|clients|customers|projects|cases|matters|work|inbox|mailbox|mails|emails|"
      "desk|team|deals|files|stead|place|backup|deputy|assistant;standing|stepping|filling "
      "in;cover|covers|covering|covered;looking|looks after my;can|cant wait;cannot "
      "wait;meine|meinen|meiner "
      "aufgaben|themen|projekte|kunden|vertretung|stelle|anfragen|bereich|mails;ubernimmt|"
      "ubernommen|ubernehmen;mes|nos "
      "dossiers|clients|projets|affaires|messages;reprend|remplace|assure|interim;mis "
      "asuntos|clientes|proyectos|tareas|temas|cuentas|correos;me sustituye;mie|miei|mia "
      "pratiche|clienti|progetti|attivita|sostituto;sostitui~;meus|minhas "
      "assuntos|clientes|projetos|tarefas|contas;substitui~|assegura;mijn "
      "taken|werk|werkzaamheden|klanten|projecten|zaken;waargenomen|waarneemt|vervangt|vervanger|"
      "waarnemer;write|mail|email|text to|instead" },
    { SAYS_COURTESY,
      "thank|thanks you|for * "
      "contacting|writing|reaching|message|email|note|mail|enquiry|inquiry|patience|getting;frohes|"
      "schones|gutes|guten;bis bald;a bientot;hasta pronto;a presto;ate breve;tot "
      "snel;cheers;felices|feliz|buon|buone|joyeux|joyeuses|prettige|fijne|boas" },
};

/* What a program says of the very message: not "your automated mails". */
static const PhraseEntry SELF_TABLE[] = {
    { 1, "this is an automatic|automated|auto|automatically;this "
         "message|email|mail|reply|response|notice * automatically|automated;dies|dieses|hierbei * "
         "eine|automatische|automatisch "
         "antwort|nachricht|mail|email|benachrichtigung|erzeugte|generierte|erstellte;diese "
         "nachricht|mail|email|antwort * automatisch~;ceci est un|une * automatique~;ce|cet|cette "
         "message|mail|courriel|email|reponse * automatique~;este|esta|esto|este es|e un|una|uma "
         "mensaje|correo|email|mensagem|respuesta|resposta * automatic~;este|esta "
         "mensaje|correo|email|mensagem|respuesta|resposta * automatic~;esto|este|esta|isto es|e "
         "un|una|uma * automatic~;questo|questa * messaggio|risposta|email|mail * "
         "automatic~;questo|questa e un|una * automatic~;dit is een automati~;dit|deze "
         "bericht|mail|email * automatisch~;自 動 送 信;自 動 返 信;自 動 応 答;自 動 配 信" },
    /* A mailbox that asks for a proof, or that nobody reads. */
    { 1, "your message|email|mail * held|quarantined|parked;prove|confirm|verify * you are|youre * "
         "human|person|robot|real;inbox|mailbox|address|account * protected against|from|by * "
         "junk|spam;click|follow * link|button * deliver~|release;this|the "
         "mailbox|inbox|account|address * not|no|never|longer * "
         "monitored|read|attended|checked|use;dieses|diese postfach|adresse|mailbox * nicht * "
         "gelesen|uberwacht|abgerufen|betreut;cette|ce adresse|boite|messagerie * pas|plus * "
         "lue|consultee|relevee|surveillee;este|esta buzon|cuenta|correo|caixa|endereco * no|nao * "
         "atiende|lee|revisa|monitorizad~|lido|lida;questa|questo casella|indirizzo|mailbox * non "
         "* letta|monitorata|presidiata|consultata;deze|dit mailbox|postvak|adres * niet * "
         "gelezen|beheerd|gecontroleerd" },
};

/* Spanish calls sick leave as it calls leaving a list. */
static const PhraseEntry SICK_TABLE[] = {
    { 1, "estoy|estare|encuentro|sigo|esta de|en baja|situacion" },
};

static const PhraseSet *
set_once(gsize *slot, const PhraseEntry *table, gsize count)
{
    if (g_once_init_enter(slot))
        g_once_init_leave(slot, (gsize)phrase_set_new(table, count));
    return (const PhraseSet *)*slot;
}

const PhraseSet *
auto_reply_sentences(void)
{
    static gsize slot;
    return set_once(&slot, NOTICE_TABLE, G_N_ELEMENTS(NOTICE_TABLE));
}

const PhraseSet *
auto_reply_self_words(void)
{
    static gsize slot;
    return set_once(&slot, SELF_TABLE, G_N_ELEMENTS(SELF_TABLE));
}

const PhraseSet *
auto_reply_sick_words(void)
{
    static gsize slot;
    return set_once(&slot, SICK_TABLE, G_N_ELEMENTS(SICK_TABLE));
}
