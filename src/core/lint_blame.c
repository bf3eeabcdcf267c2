/* What makes a reader feel guilty, what sells, and how a way out is offered.
 *
 * A reproach is often put together in one sentence from an attempt of the writer's ("I have called
 * you"), how often ("several times") and what came of it ("no answer"): three lists that find far
 * more than whole phrases could. */
#include "core/lint_blame.h"

#include "core/lint_words.h"

static const PhraseEntry TABLE[] = {
    { CUE_ATTEMPT,
      "i|ive|we|weve * tried|attempted|trying|attempting to "
      "reach|contact|call|get|speak|connect|catch|track|raise;attempts|efforts|tries to "
      "reach|contact|call|get|speak|raise;i|ive|we|weve * "
      "called|emailed|mailed|messaged|written|contacted|phoned|texted|wrote|rung|pinged|chased "
      "you|to;i|ive|we|weve * reached out|reaching;i|ive|we|weve * left|sent|leaving|sending * "
      "voicemails|voicemail|messages|emails|mails|letters|reminders;my|our "
      "emails|messages|calls|voicemails|mails|attempts|letters;my|our "
      "previous|last|many|several|repeated|numerous|three|four|five "
      "emails|messages|calls|voicemails|mails|attempts|letters;emails|messages|calls|voicemails|"
      "mails from me|us" },
    { CUE_ATTEMPT, "ich|wir|habe|haben * versucht|probiert * "
                   "sie|dich|euch;versuche|versuchen|versuchte|versuchten|probiere ich|wir * "
                   "sie|dich|euch;ich|wir|habe|haben ihnen|dir|euch * "
                   "geschrieben|gemailt|hinterlassen|geschickt;schreibe|maile|rufe|schreiben "
                   "ich|wir * ihnen|dir|sie;habe|haben|ich sie|dich|euch * "
                   "angerufen|angeschrieben|kontaktiert;meine|meiner|meinen|unsere|unserer * "
                   "mails|nachrichten|anrufe|anrufen|schreiben|emails|kontaktversuche|versuche" },
    { CUE_ATTEMPT,
      "j'ai|nous avons|avons * essaye|tente|cherche * "
      "vous|te;j'essaie|j'essaye|essaie|essaye|tente|tentons|essayons * de vous|te;jai|je|nous * "
      "vous|t'ai|ai|avons * appele|ecrit|contacte|relance|envoye|laisse;je|nous vous|te|t "
      "ecris|appelle|ecrivons|relance;mes|nos "
      "appels|messages|courriels|mails|emails|relances|tentatives;mes|nos * "
      "appels|messages|courriels|mails|emails|relances|tentatives" },
    { CUE_ATTEMPT, "he|hemos|habia * intentado|tratado|probado * "
                   "contactar~|localizar~|comunicar~|hablar|llamar~|encontrar~;llevo|llevamos|"
                   "estoy|sigo * intentando|tratando;intentando|tratando * "
                   "localizar~|contactar~|hablar|comunicar~|llamar~;le|te|les|os he|hemos * "
                   "llamado|escrito|enviado|mandado|contactado|dejado;le|te|les|os "
                   "escribo|llamo|escribimos;mis|nuestras|nuestros * "
                   "llamadas|correos|mensajes|emails|intentos|mails" },
    { CUE_REPEATED,
      "several|multiple|numerous|many|countless|repeated|three|four|five|six|seven|3|4|5|6|7 "
      "times|attempts|emails|messages|calls|voicemails|mails|occasions|letters|reminders;a "
      "few|dozen times;repeatedly;again and again;time and again;over and over;for|over|been "
      "days|weeks|months;third|fourth|fifth|sixth|seventh|3rd|4th|5th|6th|7th "
      "email|message|time|attempt|mail|call|voicemail|note|letter;without "
      "success|luck|avail|reply|answer|response;without an|any|a|getting * "
      "answer|reply|response|call|success|luck;to no avail;in vain;zero from;go|went|gone|going "
      "unanswered;unanswered;still have no|not" },
    { CUE_REPEATED,
      "mehrfach;mehrmals;wiederholt;vielfach;immer wieder;zum "
      "dritten|vierten|funften|sechsten|wiederholten mal|male;dritte|vierte|funfte|sechste * "
      "mail|nachricht|mal|versuch;drei|vier|funf|sechs|mehrere|mehreren|mehrerer|zahlreiche|"
      "zahlreichen|zahlreicher|vieler|vielen|unzahlige|unzahligen "
      "mails|nachrichten|anrufe|anrufen|versuche|versuchen|emails|mal|male;seit "
      "tagen|wochen|monaten|langem;vergeblich;vergebens;ohne "
      "erfolg|antwort|reaktion|ruckmeldung|jede" },
    { CUE_REPEATED,
      "plusieurs reprises|fois|messages|appels|mails|courriels;multiples|nombreuses|maintes "
      "reprises|fois;nombreux|nombreuses|multiples|trois|quatre|cinq|six "
      "appels|messages|courriels|mails|emails|relances|tentatives|fois;troisieme|quatrieme|"
      "cinquieme|sixieme|3e|4e|5e|enieme fois|message|mail|courriel|relance|tentative;depuis|voila "
      "* semaines|jours|mois;des semaines|mois;sans succes|reponse|retour;en vain;vainement" },
    { CUE_REPEATED, "varias|multiples|muchas|numerosas|repetidas|tres|cuatro|cinco|seis|diversas "
                    "veces|ocasiones|llamadas;tres|cuatro|cinco|seis|varios|multiples|numerosos "
                    "correos|mensajes|intentos|emails;tercera|cuarta|quinta|sexta|enesima "
                    "vez;tercer|cuarto|quinto|sexto correo|mensaje|intento|email;desde hace * "
                    "semanas|dias|meses;llevo|llevamos * semanas|dias|meses;sin "
                    "exito|respuesta|conseguirlo|lograrlo|suerte|contestacion;en vano" },
    { CUE_NO_ANSWER,
      "no|any|not|never|havent|without|single|still * "
      "response|reply|answer|replies|answers|responses|replied|responded|answered;nothing "
      "back|from;havent|never|not * heard|hear;unanswered;keine|keinerlei|kein|nie|nicht|bisher * "
      "antwort|ruckmeldung|reaktion|geantwortet|reagiert;nichts * "
      "gehort|horen;unbeantwortet;aucune|aucun|pas|jamais * "
      "reponse|retour|nouvelles|signe|repondu;sans "
      "reponse|retour|nouvelles;no|sin|ninguna|ningun|nunca * "
      "respuesta|contestado|respondido|noticias|contestacion" },
    { CUE_SILENT, "havent|not|never|nothing|yet * heard|hear * from|of you;i|we|and|but|that "
                  "never|havent|still * heard back;no|any|without|not|never|single * "
                  "response|reply|answer|replies|feedback from you|your;keine|keinerlei|nie|nicht "
                  "* antwort|ruckmeldung|reaktion * von ihnen|dir|euch;keine|keinerlei|nie * "
                  "antwort|ruckmeldung|reaktion * erhalten|bekommen|gekriegt;nichts * von|mehr "
                  "ihnen|dir|euch|von * gehort|kommt|gekommen|horen;von ihnen|dir|euch * "
                  "nichts|keine|nie;pas|aucune|aucun|jamais|plus * reponse|retour|nouvelles * de|a "
                  "* vous|votre|mes|mon|toi|ta|part;sans nouvelles|reponse|retour de * "
                  "vous|votre|toi|ta;no|sin|ninguna * respuesta|contestacion|noticias * a|de * "
                  "mis|mi|ninguno|suya|suyas|usted|ustedes|tuya|tuyas|parte;sin|no|ninguna * "
                  "noticias|respuesta suyas|suya|tuyas|tuya;sigo|seguimos|sin sin|saber * "
                  "noticias|respuesta|saber|nada" },
    { CUE_BLAME,
      "you * havent|never|didnt|dont|wont|couldnt|not * "
      "answered|replied|responded|returned|answer|reply|respond|react;you|since "
      "never|havent|not|still * got|gotten|get|come|getting * back|to;no|any|not|not|none "
      "response|reply|answer * to * my|our;any of my|our * emails|messages|calls|mails;still|been "
      "waiting|wait * your|you * answer|reply|response|call|feedback|decision;waiting for your * "
      "answer|reply|response|call|feedback;you|you're|are|been * "
      "ignoring|avoiding|ghosting|ignored|ghosted|ignore * me|my|us|our;avoiding|ignoring "
      "me|us;ignore|ignored|ignoring my|our;my|our|your * third|fourth|fifth|sixth|seventh "
      "email|message|attempt|mail|call|voicemail;third|fourth|fifth|sixth time * "
      "i|i'm|ive|we|contact|write" },
    { CUE_BLAME,
      "chasing|chase you;you are|must|seem|were|have|youre * too busy * "
      "answer|reply|respond|write|call|me;expected|expect at|some|a|least * "
      "response|reply|answer|call;after everything|all * i|we|ive|weve * did|done|do;your "
      "silence|failure;your lack of;the least you|one;common|simple|basic|matter "
      "courtesy|decency|politeness|manners;courtesy|decency|politeness to|of * "
      "reply|answer|respond|least|let;have|did i * do|done|said|say|offend|offended|did * "
      "wrong|you;after all * effort|work|time|trouble|efforts * "
      "i|we|ive|weve;bother|bothered|find|found|take|took * time * "
      "reply|answer|respond|write|me;not|didnt|couldnt "
      "even|bother|bothered;assume|guess|conclude|suppose|presume|gather|figure * "
      "not|no|arent|isnt|dont|never * interested|interest|priority|want|care|important;take it * "
      "not|no|dont * interested|interest|something|want|priority;not|arent|isnt|never * "
      "priority|important|matter|matters for|to you;you * dont|not|doesnt care about|for;you * "
      "dont|not|doesnt care;otherwise|or|else you would|youd|wouldve * "
      "replied|answered|responded|have;disappointed|disappointing|frustrating|frustrated|"
      "disheartening|sad * "
      "reply|silence|response|answer|heard|nothing|unanswered;disappointed|surprised|frustrated|"
      "sad * you|never * not|never|didnt|havent|dont|heard;wasting|wasted|waste * my time;reason "
      "why|for * you * ignoring|not|havent|silence;why * you|arent|havent * "
      "ignoring|answering|responding|replying|replied|answered|avoiding;you * forgot|forgotten * "
      "me|us;owe me|us * answer|reply|response|call" },
    { CUE_BLAME,
      "warum|wieso|weshalb * "
      "reagieren|antworten|melden|ignorieren|reagierst|antwortest|meldest|ignorierst|reagiert * "
      "sie|du|nicht|mich;ignorieren|ignorierst|ignoriert sie|du|ihr|mich|meine;sie|du|ihr * "
      "ignorieren|ignorierst|ignoriert;nicht * notig|notwendig|muhe|zeit * "
      "halten|hielten|haltst|erachten|antworten|genommen|gemacht|nehmen;mindeste|mindestes|minimum "
      "* ware|gewesen|erwarten;ware|das * mindeste|mindestes;anstand;frage|gebot|akt der "
      "hoflichkeit;hoflich * antworten|melden" },
    { CUE_BLAME,
      "davon|also|somit ausgehen;gehe|nehme|schliesse|vermute|entnehme|muss|denke * "
      "kein|keine|nicht * "
      "interesse|interessiert|wichtig|interessieren|bedarf;offenbar|anscheinend|offensichtlich|"
      "scheinbar|wohl * nicht|kein|egal|unwichtig * "
      "wichtig|wert|interesse|interessiert|ihnen|dir|genug;ihnen|dir|sie * egal;nicht wichtig "
      "genug;viel|grosse muhe|arbeit * gegeben|gemacht|gesteckt|investiert;ich|wir * etwas|was "
      "falsch;warte|warten * auf * ihre|deine|eure|antwort|ruckmeldung * "
      "antwort|ruckmeldung|ruckruf|reaktion;enttauscht|enttauschend|frustriert|frustrierend|"
      "verwundert|schade * sie|ihnen|du|dir|ihrer * "
      "antwort|antworten|geantwortet|melden|gemeldet|nichts|reagieren|reaktion;sonst "
      "hatten|hattest sie|du * geantwortet|gemeldet|reagiert;sie|du * nicht|nie "
      "geantwortet|reagiert|gemeldet|zuruckgerufen;dritte|vierte|funfte|sechste * "
      "mail|nachricht|versuch * an|sie|ihnen|dich" },
    { CUE_BLAME, "vous|tu n'avez|n'as|ne|m'avez * jamais|pas|toujours * "
                 "repondu|repondre|reponse|rappele|daigne;vous ne * "
                 "repondez|reagissez;ignoriez|ignorez|ignores|ignoriez mes|nos|mon;apres tout|tous "
                 "* travail|efforts|temps|mal;pourquoi * "
                 "repondez|ignorez|m'ignorez|reagissez|repondre|reponds|m'ignores|ignores|silence;"
                 "m'ignorez|m'ignores;vous|tu * ignorez|ignores|m'evitez;pas * pris|prendre|prenez "
                 "la peine|temps * repondre|de;daigne|daignez * "
                 "repondre;decu|decue|deception|decevant|frustrant|etonne|dommage|surpris * "
                 "vous|votre|tu * repondre|repondu|reponse|silence|nouvelles|peine;votre|ton "
                 "silence;j'en deduis|conclus|suppose;dois|peux * en deduire|conclure" },
    { CUE_BLAME,
      "je|j'en|imagine suppose|presume|deduis|imagine|conclus * pas|aucun|aucunement|ne * "
      "interesse|interet|important|priorite|interessez;visiblement|manifestement|apparemment|"
      "evidemment * pas|aucune * importante|important|priorite|interesse|vous;n'est pas * "
      "important|importante|priorite pour vous|toi;sinon|autrement vous|tu * "
      "repondu;m'auriez|m'aurais * repondu;moindre des choses;simple|pure|elementaire "
      "politesse|courtoisie;politesse|courtoisie de * repondre;ai je * fait|dit|mal;attends "
      "toujours|encore|depuis * reponse|retour|nouvelles;tous|tout * efforts|temps|travail * "
      "mis|consacre|fait;troisieme|quatrieme|cinquieme|sixieme|enieme fois "
      "que|message|mail|relance" },
    { CUE_BLAME, "por que * no * responde|contesta|respondes|contestas|responden|contestan;por que "
                 "* ignora|ignoras|evita|ignoran;ignore|ignora|ignoras|ignoren|ignoran "
                 "mis|nuestros|mi;me|nos ignora|ignoras|ignoran|evita;no se|te * "
                 "tomado|dignado|molestado|digna|molesta;tomado|tomarse|tomar la "
                 "molestia;supongo|entiendo|deduzco|asumo|imagino|concluyo|veo * no * "
                 "interesa|interesado|interesada|interes|importa|importante;no le|te|les "
                 "importa;lo visto|evidentemente|claramente * no * importa|interesa|importante;ya "
                 "me|nos habria|habrias|hubiera * contestado|respondido|llamado;lo minimo * "
                 "seria|es|que|podria|respond~|contest~" },
    { CUE_BLAME, "minima|simple|elemental educacion|cortesia;educacion|cortesia de|responder * "
                 "responder|contestar|menos;hice|hecho|dicho|dije|hecho algo * "
                 "mal;sigo|todavia|aun esperando * respuesta|contestacion|llamada;usted|ustedes|tu "
                 "* nunca|no * respondio|contesto|respondido|contestado;su|tu "
                 "silencio;decepciona~|frustra~|lastima|sorprende|apena * no|silencio * "
                 "contest~|respond~|molestia|respuesta;tercera|cuarta|quinta|sexta|enesima vez "
                 "que;despues|tras * todo|tanto * esfuerzo|trabajo|tiempo" },
    { CUE_BLAME,
      "gone|went|going|go|been|fallen * quiet|silent|dark|cold|mute * "
      "on|me|us|all;not|isnt|hardly|surely|is * too much to ask;done|said|did something|anything * "
      "wrong|offend|upset;owe|owed me|us;deserve|deserved|worth|worthy * "
      "answer|reply|response|word;wasted|wasting|waste * my|our time;let me|us "
      "down;rude|disrespectful|unprofessional|inconsiderate|impolite * "
      "ignore|answer|reply|respond|not|leave|leaving;left|leave|leaving|kept * me|us "
      "hanging|waiting|guessing;strung|stringing me|us;stood me|us up;never * "
      "thanked|acknowledged|bothered|bother;hard|difficult to * type|write|send|hit "
      "reply|yes|no|answer;how|what * would you feel|like;i|we * feel|am|are|was|felt|hurt * "
      "ignored|hurt|offended|used|foolish|let down;no "
      "respect|manners;clearly|obviously|apparently|evidently|seemingly * dont|not|doesnt|no * "
      "care|important|priority|time|interested|value|bother" },
    { CUE_BLAME,
      "keine|keiner|nicht * antwort|ruckmeldung|wort|absage|mail * wert|wurdig;nach "
      "all|allem|aller|soviel|so * muhe|arbeit|aufwand|zeit|was;nicht einmal|mal * "
      "absagen|abzusagen|antworten|melden|reagieren|nein|absage|antwort;wenigstens|zumindest * "
      "nein|antwort|absage|ruckmeldung|wort|reaktion;unhoflich|respektlos|unprofessionell|"
      "unverschamt|unfair;meine|unsere|mir|uns * zeit verschwendet|gestohlen|geraubt;im "
      "stich|regen gelassen|stehen;hangen|sitzen|zappeln lassen|gelassen;habe|haben|hab ich|wir * "
      "falsch gemacht;habe|haben ich|wir * verargert|beleidigt|gekrankt;schweigen|funkstille * "
      "ihnen|dir|ihrer|deiner|ihrerseits|seit;ihr|dein schweigen|funkstille" },
    { CUE_BLAME, "au moins|minimum * "
                 "mot|reponse|non|signe|refus|message;n|ne|minteressent|interessent|interesse * "
                 "visiblement|manifestement|apparemment pas;ne vous|te * "
                 "interessent|interesse|importe|importent|concernent * "
                 "pas|visiblement;ne|meme|pas|sans * meme|daigne|un * "
                 "repondre|reponse|mot|excuse;impoli|irrespectueux|cavalier|incorrect|desinvolte;"
                 "perdre|perdu * mon|notre temps;me|nous|mavez|mas|mont laisse|laissez|laisses "
                 "tomber|attendre|sans;meritais|merite|meritait|meritions * reponse|mot;constate * "
                 "regret|deception|silence;vous|tu moquez|fichez|fiches|moques" },
    { CUE_BLAME,
      "al menos|minimo * no|respuesta|palabra|aviso;ni siquiera * "
      "no|respuesta|contest~|respond~|palabra|avisar|aviso|gracias;no le|les|te|os "
      "importamos|importo|interesamos|intereso;no merezco|merecemos|mereceria|mereciamos;mala|poca "
      "educacion;falta de educacion|seriedad|respeto|consideracion;poco "
      "profesional|serio|serie;perder|perdido|perdiendo * mi|el|nuestro "
      "tiempo;dejado|deja|dejaron|dejas|dejo "
      "plantado|plantada|tirado|colgado|esperando;hecho|dicho algo * "
      "mal|ofend~;desaparecido|desaparecio|silencio * de|usted|su|tu|suyo" },
    { CUE_OTHERS,
      "heard|heard|hear|reply|response|answer|replied|answered|heard * from|by * "
      "the|our|them|her|him|sensor|lab|authority|body;the|our|your|their "
      "surveyor|supplier|authority|body|customers|tenant|tenants|visitors|patients|carrier|"
      "colleagues|engine|sensor|lab|bank|city;patients|visitors|guests|customers|people * "
      "ignore|ignored|ignoring|never|not|dont;sensor;who never|havent|didnt" },
    { CUE_SELLS,
      "we|i * help|helps|helped|helping;helping|helps "
      "companies|teams|businesses|firms|clients|customers;we|we're|i * "
      "offer|provide|supply|specialise|specialize|sell|service|services|rent|build|equip;"
      "specialise|specialize|specialised|specialized in;our "
      "company|platform|solution|solutions|software|product|products|service|services|tool|agency|"
      "app|assistant|system|firm|drones|technology|technologies;our ai|new * "
      "platform|tool|assistant|software|app|solution;i work for|at;my name "
      "is;introduce|introducing * our|my|myself|company;we are a|an|the * "
      "supplier|provider|company|agency|leader|firm|manufacturer|consultancy|startup|team;leading "
      "supplier|provider|manufacturer;companies|teams|businesses|firms|retailers|brands like|such "
      "yours|you|as;we work with;off your first|next order|purchase" },
    { CUE_SELLS,
      "wir helfen|unterstutzen|bieten|liefern|vertreiben|beraten|entwickeln|begleiten;wir * "
      "spezialisiert|anbieter;spezialisiert darauf|auf;unser|unsere|unserer|unserem "
      "unternehmen|firma|losung|losungen|software|plattform|produkt|produkte|dienst|dienstleistung|"
      "dienstleistungen|werkzeug|agentur|app|team;mein name ist;stellen|stelle * "
      "unser|uns|mich|unsere * vor;stellen wir|ich * ihnen * unser|unsere|uns;arbeite|arbeiten "
      "fur|bei;unternehmen|firmen|betriebe|kunden wie ihres|ihre|sie;wir * fur "
      "praxen|kunden|betriebe|unternehmen;fuhrender|fuhrende anbieter|hersteller" },
    { CUE_SELLS,
      "nous aidons|proposons|accompagnons|offrons|fournissons|vendons|remplissons|conseillons;nous "
      "sommes * "
      "specialis~|leader|fournisseur|editeur|societe|agence;specialiste|specialistes|specialisee|"
      "specialise de|des|en|dans;notre|nos "
      "societe|entreprise|solution|solutions|logiciel|plateforme|produit|produits|service|services|"
      "outil|agence|application|equipe;je m'appelle|travaille;travaille chez|pour;presenter "
      "notre|nos|ma;entreprises|societes|clients comme la|le|vous|les" },
    { CUE_SELLS,
      "ayudamos|ofrecemos|proporcionamos|vendemos|suministramos|acompanamos|llenamos|apoyamos;"
      "somos * "
      "especialistas|lideres|proveedor|proveedores|empresa|especializados|expertos|agencia;"
      "especialistas|especializados en;nuestra|nuestro|nuestras|nuestros "
      "empresa|solucion|soluciones|programa|plataforma|producto|productos|servicio|servicios|"
      "herramienta|agencia|aplicacion|equipo|software;me llamo;mi nombre es;trabajo "
      "en|para;presentar~ * nuestra|nuestro|empresa;presentarle|presentarles|presentar "
      "nuestra|nuestro;empresas|companias como la|las|los|suya" },
    { CUE_INVITES,
      "demo;demonstration;free|complimentary "
      "trial|consultation|assessment|quote|audit|sample|estimate|demo|analysis;your "
      "free;book|schedule|arrange|set|hop|jump|have|grab * "
      "call|meeting|demo|consultation|chat|conversation|appointment;quick|short|brief|introductory|"
      "15|20|30|10|minute call|chat|meeting|minutes|minute|demo|look|conversation|intro;minutes * "
      "call|week|monday|tuesday|wednesday|thursday|friday|tomorrow;in "
      "5|10|15|20|30|ten|fifteen|twenty minutes;are you|open|be * interested|open in|to|for;open "
      "to a|an|chatting;worth a|an|exploring * "
      "chat|call|look|conversation|minutes;can|could|may|might i|we "
      "show|tell|walk|help|support;order before|now|today;start|begin your * trial;call "
      "us|now;love to * schedule|discuss|show|connect|chat|talk|tell;sign up|me;get "
      "started;discount;suit|suits you;inspection;interested $" },
    { CUE_INVITES,
      "vorfuhrung;vorfuhren;demo;kostenlose|kostenloses|kostenlosen|unverbindliche|unverbindlichen|"
      "gratis * beratung|test|probe|erstgesprach|angebot|analyse|gesprach;vereinbaren "
      "sie|wir;kurzes|kurzen gesprach|telefonat|termin|austausch;kurz * "
      "telefonieren|sprechen|austauschen|zeigen;konnen|konnten|wollen|sollen wir * "
      "telefonieren|sprechen|treffen|termin;darf|durfte|kann ich * "
      "zeigen|vorstellen|vorfuhren;passt * gesprach|termin|anruf|telefonat;hatten|haben sie * "
      "minuten|zeit|interesse;termin * vereinbaren|finden;in zehn|15|20|30|10|funfzehn "
      "minuten;jetzt bestellen|testen|buchen;interesse $" },
    { CUE_INVITES,
      "demonstration;demo;presentation;devis|essai|audit|diagnostic|bilan "
      "gratuit|gratuite|offert;minutes * "
      "semaine|demonstration|appel|echanger|lundi|mardi|mercredi|jeudi|vendredi|montrer;convenir|"
      "fixer|planifier|prevoir * rendez|appel|echange|rdv|creneau;un appel|echange|rendez|rdv * "
      "lundi|mardi|mercredi|jeudi|vendredi|semaine;court|bref|rapide echange|appel|entretien;puis "
      "je|pourrais|pourrions|pouvons * montrer|presenter|appeler|rencontrer|convenir;en "
      "dix|15|20|30|10|quinze minutes;profitez d|de|d'un|d'une;seriez|etes vous * "
      "interesse|interessee|disponible;vous la montrer" },
    { CUE_INVITES,
      "demostracion;demo;presupuesto|prueba|consulta|auditoria|asesoria "
      "gratis|gratuita|gratuito|sin;minutos * "
      "semana|demostracion|llamada|hablar|lunes|martes|miercoles|jueves|viernes;agendar|concertar|"
      "programar|organizar * reunion|llamada|cita|videollamada;hablamos|charlamos|conversamos "
      "el|manana|esta|la|un;le|te puedo ensenar|mostrar|presentar;se lo|la "
      "ensenar~|ensene|enseno|muestro|mostrar~;puedo|podria|podemos * "
      "ensenar~|mostrar~|presentar~;en diez|15|20|30|10|quince minutos;solicite|pida|reserve * "
      "hoy|presupuesto|demo|ahora;llamada|reunion corta|breve|esta;le|te interesa|interesaria" },
    { CUE_ASKED,
      "you asked|requested|ordered|wrote|said|mentioned|suggested|wanted|told|chose|liked;as "
      "agreed|discussed|promised|requested|suggested;we agreed|discussed|spoke|talked;your "
      "question|request|order|enquiry|inquiry|reply|answer|complaint|feedback|introduction;thanks|"
      "thank you|thanks for * your|getting|letting|the|call|visit|tour|meeting|coming|showing;our "
      "call|meeting|visit;sie|du * "
      "gefragt|gebeten|angefragt|bestellt|angefordert|gewunscht|schrieben|wollten;wie|so "
      "besprochen|vereinbart|gewunscht|versprochen|verabredet|am;ihre|ihrer|deine "
      "frage|ruckfrage|anfrage|antwort|bestellung|ruckmeldung;unserem|unser "
      "gesprach|telefonat|termin|besuch;danke|dank fur;vous m'aviez|aviez|avez|attendez|disiez * "
      "demande|commande|disiez|donne;comme convenu|promis|demande|discute;votre "
      "question|demande|reponse|commande|retour;notre echange|appel|entretien|conversation;merci "
      "pour|de;pidio|solicito|encargo|pediste|consulto|dijo;como "
      "acordamos|quedamos|prometi|acordado;su|tu "
      "consulta|pregunta|pedido|solicitud|respuesta;gracias por;que hablamos" },
    { CUE_OPT_OUT,
      "not|isnt for you;unsubscribe;opt out;optout;reply|answer|respond|say|write * "
      "stop|no|remove|unsubscribe;taken|take|remove|removed * off|from * list|lists;stop|end "
      "these|my|our|all|receiving|getting * mails|emails|messages|mail;not|wont|never|longer|nor * "
      "hear|write|mail|email|contact|receive|bother|get * "
      "again|more|anymore|further|from|mail;rather|prefer|wish not|to * hear|receive|get|be;last * "
      "you|you'll * hear|of;leave you alone|in;just|please say|tell so|me|no;let me know and|if * "
      "stop|wont|not|leave|rather|remove;not * for|relevant|interest * you * "
      "say|tell|let|reply;abmeld~|austragen|abbestellen;keine|nichts|nicht "
      "weiteren|mehr|weitere|weiter * "
      "mails|nachrichten|horen|hore|post|emails|mir|erhalten|schreiben|bekommen|melden|"
      "kontaktieren|uns;hore|horen|hort * nichts mehr;antworten|antworte|schreiben|genugt|reicht * "
      "stopp|nein|stop|danke" },
    { CUE_OPT_OUT, "^ no le|te|les|os interesa $;^ not|no interested|relevant|interest $;^ "
                   "kein|keine|nicht interesse|interessant|interessiert|passend $;^ pas|plus "
                   "interesse|interessee|interessant|concerne $" },
    /* ... a word to answer with, a wish to stop, and what the writer will do then */
    { CUE_OPT_OUT,
      "reply|answer|respond|text|send|say|write|click|tap * "
      "unsubscribe|stop|no|out|end|remove|never;unsubscribe|opt|optout "
      "here|by|at|link|below|out|any;no|not interested|relevant|thanks * "
      "word|say|reply|tell|answer|stop|gone|enough;word|line|reply|note|no * ill|i "
      "stop|gone|quiet|silent|away|off;dont|not|rather want|wish|like|hear * "
      "hear|mail|mails|emails|from;one word "
      "and|is;antworten|antworte|antwort|schreiben|schreibt|schreib|sms|sende|senden|genugt * "
      "nein|stopp|stop|aus|abmelden|raus|ende;abmeld~;abbestell~;austrag~;keine|nichts|nicht * "
      "mails|nachrichten|sms|post|horen|mehr * "
      "wunschen|mochten|mochtest|wollen|willst|will|schreiben|schreibe;kein|keine|nicht "
      "interesse|interessant * antwort|schreiben|bescheid|genugt|nein|wort;dann|und "
      "schreibe|streiche|schweige|hore|lasse * ich|still|nicht|ruhe;bin|bleibe ich|still * "
      "still|ruhig|weg;von der|meiner|unserer * liste|verteiler;wunschen|mochten sie * "
      "keine|nicht" },
    { CUE_OPT_OUT,
      "repondez|reponds|ecrivez|ecris|envoyez|dites|dis|tapez * "
      "stop|non|sortir|fin|desinscription|desabonnement;stop au|par;desinscri~;desabonn~;plus de "
      "messages|mails|courriels|relances;pour|de|a ne plus;ne|sans plus * "
      "recevoir|contacte|contactee|ecrit|sollicite;necrirai|necris|ecris|ecrirai "
      "plus;raye|retire|enleve|supprime * liste;quitter * liste;laisse|laisserai * "
      "tranquille;pas|plus interesse|interessee|interessant|interessent * "
      "dites|dis|repondez|mot;si cela|ca * interesse pas;stop si;un non * "
      "suffit|plus;responda|responde|conteste|contesta|escriba|escribe|envie|envia|diga|mande * "
      "no|stop|baja|salir|alto|fin;darse|darme|date|dese|de de baja;no|ni * "
      "recibir|desea|quiere|quieres|interesa * "
      "mas|mensajes|correos|informacion|digamelo|dimelo|avise|diga;no|ni vuelvo|te|le|les "
      "escribo|escribire|molesto|doy|insisto * mas|nunca|lata;no vuelvo a;le|te "
      "quito|borro|saco|retiro * lista;salir|salirse de * lista;si no * interesa|desea|quiere * "
      "digamelo|dimelo|avise|aviseme|escribame|diga|quito" },
    { CUE_OPT_OUT,
      "desinscri~|desabonn~;ne|plus * plus|pas * "
      "recevoir|ecrire|ecrirai|solliciter|contacter|contacterai|messages|entendre;ne vous|t "
      "ecrirai|solliciterai|contacterai|derangerai * plus;repondez|reponds|repondre * "
      "stop|non;retirer|retire|retirez * liste;plus recevoir;dites|dis le|moi;dar|darse|darme|date "
      "de baja;baja al|en|aqui|con;no|prefiere|desea|quiere * recibir|recibira * "
      "mas|mensajes|correos|nada;no * escribo|escribire|escribirle|molesto|molestare|contactare * "
      "mas;no vuelvo|volvere * escribir~|contactar~|molestar~;responda|responde|conteste|contesta "
      "* stop|baja|no;quitar|eliminar|borrar * lista" },
};

const PhraseEntry *
lint_blame_table(gsize *ret_count)
{
    *ret_count = G_N_ELEMENTS(TABLE);
    return TABLE;
}
