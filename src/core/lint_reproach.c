/* What reproaches are put together from, by what the words mean: a feeling, what one may expect,
 * the trouble taken, an answer, that none came; and what takes the reproach out of a sentence.
 * Which of them together make one is said in lint_content.c. */
#include "core/lint_blame.h"

#include "core/lint_words.h"

static const PhraseEntry TABLE[] = {
    /* What the reader is not worth, what is not done among people, who does all the work. */
    { CUE_BLAME,
      "not|isnt|arent|never|even|hardly|dont|didnt * worth|deserve|deserving|merit|worthy * "
      "time|minute|minutes|second|seconds|reply|answer|response|word|line|effort|attention;worth "
      "so|that little;in my day;that|this|its|it is|isnt * no|not|how|way * to treat|behave;one "
      "way street|traffic;one|very sided;kept|held|done|honoured|upheld * my|our "
      "end|side|part|promise|word;same|much * cant|cannot * said|say;cant|cannot say * "
      "same;ill|we|i * take|taking|get|got the hint;how many|much times|more|longer * "
      "do|must|should|will i|we;what * do|must i|we * have|need|do to * "
      "get|hear|answer|reply|for;time of day;left|leaving * on "
      "read|seen;you|you've|youve|then|just|simply "
      "vanished|disappeared|evaporated;vanished|disappeared * on|without;do i|we have|need to "
      "beg;am i|are we * invisible|wasting|nothing;blown|blew|blowing|brushed|brushing * me|us "
      "off;fobbed|fobbing off;thanks|thank for nothing;third|fourth time unlucky;thin "
      "air;counted|counting|relied|relying on you|your;you could|might * at least|have;cold "
      "shoulder" },
    { CUE_BLAME,
      "keine|kein|keinen|nicht|nichtmal * "
      "minute|minuten|zeile|zeilen|wort|anruf|blick|zeit|muhe|sekunde|sekunden|aufmerksamkeit * "
      "wert;ihnen|dir|euch * wert * bin|sind|ist|zu sein;nichts wert;was * noch|denn * machen|tun "
      "* damit|dass * sie|du|ihr|antwort|zuruckschreibst|mal;wie oft "
      "muss|soll|mussen|sollen|noch|denn;unter * anders|so * umgeht|umgehen|benimmt;so geht man * "
      "nicht;macht man nicht|so;keine|nicht die "
      "art;einbahnstrasse;einseitig;meinen|unseren|mein|unser * teil|wort * "
      "erfullt|getan|gehalten;dasselbe|gleiche * nicht behaupten|sagen;auf sie|dich|euch "
      "gezahlt|verlassen;muss|mussen ich|wir * "
      "betteln|bitten|hinterherlaufen|flehen;hinterherlaufen;wie vom erdboden;spurlos "
      "verschwunden;sind|bist|seid * verschwunden|abgetaucht;fur dumm|voll|ernst * "
      "genommen|nehmen|verkauft;kalte|kalten schulter;gelesen * und|aber * nicht|nie|keine;links "
      "liegen;wink * verstanden" },
    { CUE_BLAME,
      "ne|pas|sans * merite|meritent|meritons|meriter|vaut|valent|vaux * "
      "minute|minutes|reponse|attention|temps|mot|ligne|appel|seconde|secondes;que dois|faut * "
      "faire pour|afin * que|reponse|obtenir|repondiez|avoir;combien de fois;sens unique;ma|notre "
      "part * contrat|marche|travail|promesse;jai|avons tenu * parole|promesse|engagement|part;en "
      "dire autant;comptais|comptions sur vous|toi|votre;faut|dois|dois je * "
      "supplier|mendier;disparu|disparue|evapore|volatilise;volatilisee;ne sont|est * "
      "manieres|facon|facons|serieux|correct;pas * tres|bien "
      "correct|poli|elegant|chic|sympa|pro;entre "
      "gens|professionnels|pros|commercants|confreres|voisins|collegues * "
      "on|se|repond|repondait;dans mon temps;de mon temps;cela|ca ne se fait;lettre|lettres "
      "mortes;vu * sans|pas|jamais repondre|reponse|repondu;fait|fais|faites la "
      "sourde;honneur|grace dune|d reponse;de honte;pour des|un "
      "imbeciles|imbecile|idiot|idiots;vent;snobe|snobez|snobes" },
    { CUE_BLAME,
      "sin|no|ni|nunca * merecer|merezco|merece|merecemos|merecen|merecido|valgo|valemos|vale * "
      "atencion|respuesta|tiempo|minuto|minutos|palabra|linea|segundo;asi no se|es|hay;no se * "
      "vale|hace|trata;no son|es formas|maneras|forma|manera;cuantas veces;que * tengo|hay|debo * "
      "hacer|que para|hacer * que|respuesta|conteste|contestes;calle|via de sentido;un solo "
      "sentido;cumpli|cumplimos|cumplido * parte|palabra|prometido;puedo|podemos decir lo "
      "mismo;contaba|contabamos con "
      "usted|su|tu|contigo|ustedes|vosotros;desaparecio|desapareciste|esfumo|esfumaste|esfumado;"
      "desaparecer asi;entre profesionales|colegas|vecinos|comerciantes * se|nos;en mis "
      "tiempos;es|seria pedir mucho|tanto|demasiado;pedir demasiado|tanto|mucho;tengo|debo que "
      "rogar|suplicar|rogarle|mendigar;ni * recado|aviso|caso|un adios|gracias * "
      "mando|mandaste|dio|hizo|diste|hiciste;ni caso;hace|hacen|haces * caso;leido * "
      "no|sin|contest~|respond~;la espalda;capto|entiendo la indirecta" },
    { CUE_BRINGS, "good|great|bad|sad news;gute|schlechte|tolle "
                  "nachricht|nachrichten|neuigkeiten;bonne|mauvaise|bonnes "
                  "nouvelle|nouvelles;buenas|malas|buena noticias|noticia" },
    { CUE_BLAME,
      "how many|much * messages|mails|emails|calls|letters|reminders|notes * "
      "take|need|must|until|before|send;means|meant|mean nothing to you;wie viele * "
      "mails|nachrichten|briefe|anrufe;vertrost~;combien de * "
      "messages|mails|courriels|appels|relances|fois;cuantos|cuantas * "
      "correos|mensajes|llamadas|veces;no le|les|te|os importamos|importo|importa;keep|kept "
      "writing|calling|asking * and|but you;as if|though i|we * exist|invisible;your "
      "continued|total|complete|utter|long|prolonged silence" },
    { CUE_EXPECTS, "you said|told * would|youd;sie|du hatten|hattest * gesagt;vous|tu "
                   "aviez|avais|avez * dit;me|nos dijiste|dijo|dijeron * que" },
    { CUE_NO_ANSWER,
      "still|keep|been waiting;sigo|seguimos|sigue esperando;attends|attend "
      "toujours|encore;warte|warten * immer noch;keep|keeps not answering|replying|responding" },
    { CUE_CHECK_IN, "pick|picking|take|taking * up again|back;wia|wie * schauts|schaugts|siehts" },
    /* What they do and leave undone, in the second person. */
    { CUE_BLAME,
      "you|youre * dont|wont|cant|couldnt|never|not|didnt|havent * "
      "bother|bothered|pick|picked|open|opened|return|returned|acknowledge|acknowledged * "
      "up|to|my|our|it|me|us|even;you * dont|didnt|wont|not * see|find|consider|think|deem * "
      "fit|necessary|need;halten|haltst|haltet * nicht|uberflussig * "
      "notig|wert|angebracht|fur;hinterher~;gehen|gehst|nehmen|nimmst * nicht|nie * "
      "ran|dran|ab;melden|meldest sie|du * nicht|nie|nicht mehr;jugez|juges|estimez|estimes * "
      "pas|inutile * utile|necessaire|bon|repondre;vous|tu ne "
      "repondez|rappelez|decrochez|daignez|reponds|rappelles|decroches|lisez|lis;ne|n "
      "repondez|rappelez|decrochez|daignez|reponds|rappelles|decroches;me|nous faites|fais|fait * "
      "attendre|poireauter|languir|mariner;no|ni|nunca * "
      "contestas|respondes|coges|lees|llamas|escribes|avisas|dignas|das|contestais|respondeis|coge|"
      "dignado|digna;no * cree|considera|ve|crees|consideras|ves * "
      "necesario|oportuno|conveniente|responder;me|nos tiene|tienes|tienen|teneis * "
      "esperando|abandonad~|olvidad~|plantad~" },
    { CUE_EXPECTS,
      "you|youd|youve promised|assured|swore;you had|have promised|assured|sworn|given;your "
      "word|promise;versprochen;zugesichert;ihr|dein wort;versprechung~;promis;votre|ta "
      "parole;promesse~;prometio;prometiste;prometieron;su|tu palabra;promesa;promesas" },
    { CUE_NO_ANSWER,
      "zero|no|not one replies|answers|reply;ni|y pio|mu|jota|caso;with|and|but|yet|then|still "
      "nothing|silence;nothing but silence;dann|danach|seitdem|und * nichts;puis|depuis|et * "
      "rien;luego|despues|desde * nada;tauchen|tauchst|tauchten * ab;ni una|un|siquiera * "
      "palabra|linea|mensaje|senal|llamada|respuesta" },
    /* Business under way: minutes, a paper to sign. */
    { CUE_ASKED, "here are the minutes|notes;sign * send|return * back|it;unterschr~ * "
                 "zuruck;signer|signez|signe * renvoyer|renvoyez|retourner;firm~ * "
                 "devolver~|devuelva|devuelvalo" },
    /* The writer will bring it: "I'll ring them and let you know." */
    { CUE_ASKED, "ill|i|we|well * let|keep|tell you know|posted|informed|how;ill|we'll|i'll|will "
                 "ring|call|ask|chase them|him|her;halte|halten sie|dich|euch * laufenden;sobald "
                 "ich|wir|es|sie;gebe|geben ihnen|dir * bescheid;vous|te tiens|tiendrai|tenons * "
                 "courant;je le|la|les rappelle|relance|recontacte;le|te|os|les "
                 "aviso|cuento|informo|avisare|informare|contare" },
    /* An answer as what one may expect, and its lack, in more words. */
    { CUE_EXPECTS,
      "would|d|id have * thought|hoped|liked;hatte|hatten * "
      "gedacht|geglaubt;pensais|pensions|croyais|croyions que;pensaba|creia|pensabamos|creiamos "
      "que;if only to;und sei es;ne serait ce;aunque|siquiera fuera|sea;one|people|anyone * "
      "replies|replied|answers|answered;tout le monde repond;cualquiera "
      "responde|contesta;two|three words|lines|seconds;zwei|drei "
      "worte|zeilen|minuten|satze;deux|trois mots|lignes|minutes;dos|tres "
      "palabras|lineas|minutos;simple|einfache|einfaches|sencilla "
      "respuesta|reponse|nein|reply|answer|si|oui" },
    { CUE_UPSET,
      "feel|feels|felt|feeling * small|silly|stupid|used|ignored|invisible|bad|foolish;bit|rather "
      "rich|much|off|sad;me|nos sabe|sienta mal;que|vaya decepcion|desilusion|chasco|tristeza;ni "
      "modo;tant pis;cest|c * triste|moche|blessant|vexant|lamentable|penible;weh tut|getan;tut * "
      "weh;krankend;schwach|armselig|mies;saddens|hurts|stings;stinging;what a "
      "let|shame|pity|disappointment;mal * sieht|wirkt|kommt|schlecht;weiss * nicht mehr;sais * "
      "plus * quoi|que;no se|sabemos ya" },
    { CUE_NO_ANSWER,
      "neither|none|not one of * my|our * acknowledged|answered|returned|replied;again|still|yet "
      "again|another|more|nothing * nothing|silence|week|reply;toujours|encore|jamais "
      "rien|aucune|aucun|pas;wieder|immer|weiterhin|nach wie * "
      "nichts|keine|kein|nur;rien|aucune|aucun * "
      "reaction|echo|reponse|accuse|signe|appel;kein|keine|keinerlei|null|ohne * "
      "echo|reaktion|lebenszeichen|mucks|regung;nada|ninguna|ningun|ni * "
      "senal|reaccion|eco|noticia|aviso|acuse;weeks|days|months|month of "
      "silence;wochen|tage|monate * stille|schweigen|funkstille;semaines|jours|mois de "
      "silence;semanas|dias|meses de silencio;no|not|zero|any|little "
      "acknowledgement|acknowledgment|reaction|sign|acknowledged;rien de votre|ta|vous;nada de|por "
      "usted|su|tu|parte;en visto" },
    { CUE_REPEATED,
      "drei|vier|funf|sechs wochen|monate|monaten|tage|tagen;dritter|vierter|funfter * "
      "versuch|anlauf|brief;trois|quatre|cinq semaines|mois|jours;llevo|llevamos * "
      "un|una|dos|tres|mes|semana;tres|cuatro|cinco semanas|meses|dias;a|one|two|another "
      "month|week|fortnight;third|fourth|fifth|umpteenth|nth * "
      "try|attempt|note|reminder;x|enieme|umpteenth fois|time;zigste|zigsten|x mal|male|mail" },
    { CUE_ATTEMPT,
      "this is|makes my|the * third|fourth|fifth|umpteenth|nth;mein|unser|das * "
      "dritter|vierter|funfter * versuch|anlauf;ma|notre troisieme|quatrieme|cinquieme|enieme;mi "
      "tercer|tercera|cuarto|cuarta|quinto|enesimo;llevo|llevamos * "
      "detras|persiguiendo|insistiendo|esperando;of my|our "
      "letters|mails|emails|messages|calls|attempts" },
    { CUE_NOT_YET,
      "havent|not|yet|nothing * heard|hear|received|had|got * yet;yet to hear|receive|get;da|weil "
      "* noch nichts|keine|nicht;noch nichts|keine|nicht;pas|rien * encore;encore "
      "pas|rien|eu|recu;sauf erreur;salvo error;aun|todavia no;no * aun|todavia" },
    /* The others did, you alone did not. */
    { CUE_BLAME,
      "only one|person|ones who|that * didnt|hasnt|havent|never|not;nur|ausser "
      "sie|du|ihr|ihnen|euch|dir nicht|nie $;repondu|rappele|ecrit sauf|excepte|hormis "
      "vous|toi;contestaron|contestado|respondieron|respondido|llamaron * menos|salvo|excepto "
      "usted|ustedes|tu|vosotros;everyone|everybody|all but|except you;mich|uns * "
      "ignoriert|ubergangen|missachtet;ma|mavait|nous * ignore|ignoree|meprise;me|nos "
      "habia|habian|han|ha ignorado|ignorada|ignorados;being|been|feeling|am ignored;low|poor|dim "
      "opinion|view|regard of us|me|our;keine|wenig|geringe hohe|gute|meinung * von|achtung;peu|si "
      "peu destime|estime|de;mala|pobre|poca opinion|estima;like|wie|comme|como a|ein|un "
      "fool|idiot|beggar|depp|trottel|bloder|bettler|idiot|imbecile|tonto|idiota;voila * "
      "recompense|recompensee|remercie|remerciee;como|asi me|nos lo "
      "paga|pagan|pagas|agradece|agradecen|agradeces;the|my thanks i|we get;das|der ist "
      "dank|lohn" },
    /* What was given up for the reader, and what they had said. */
    { CUE_EFFORT, "turned|sent|put down|away|off * for you;fur|wegen sie|ihnen|dir|dich * "
                  "abgesagt|verzichtet|abgelehnt|freigehalten;refuse|decline|annule * pour "
                  "vous|toi;rechace|cancele|renuncie * por usted|ti|ustedes;went|go|gone to|the * "
                  "trouble|lengths;den|extra weg|umweg * gemacht;fait|faire le|la "
                  "deplacement|trajet|route;hice|hicimos el|un viaje" },
    { CUE_EXPECTS,
      "although|though|when|yet you * confirmed|agreed|promised|said;obwohl|dabei|wo sie|du|ihr * "
      "zugesagt|bestatigt|versprochen|wollten;alors|bien que|pourtant * "
      "confirme|promis|dit;aunque|cuando usted|habia|ustedes * confirmado|dicho|prometido" },
    { CUE_ATTEMPT, "i|we|keep write|writing|call|calling and write|writing|call|calling;ich|wir "
                   "schreibe|schreiben|rufe|maile und schreibe|schreiben|rufe|maile;jecris "
                   "jecris|et|encore;escribo|llamo y escribo|llamo" },
    { CUE_NO_ANSWER,
      "unacknowledged;unnoticed;unappreciated;unbeachtet;ungehort;kommt|kam nie|nichts * "
      "zuruck;rien * revient|vient|arrive;nunca|nada llega|viene|vuelve|recibo * "
      "nada|parte;nothing * comes|came|coming back|from" },
    { CUE_OTHERS, "reply|replies|answer|answers|respond|replying|answering to|the|your|their * "
                  "suppliers|customers|guests|reviews|quotes|tenders|patients|clients|visitors" },
    { CUE_BLAME,
      "isnt|not * great|good|nice look|style;ghost|ghosted|ghosting me|us;im|being|getting|been "
      "ghosted;leave|leaving|left me|us standing|dry;sie|du|meine|mich|uns * "
      "ubergehen|ubergangen|ubergeht;meine|unsere * ubergehen|ignorieren|ignoriert" },
    { CUE_EXPECTS, "not|isnt used|accustomed to;nicht gewohnt;pas habitue|habituee|lhabitude;no "
                   "acostumbrado|acostumbrada;irgendwann|jemals|eines * noch|mal;ever|someday "
                   "going|gonna|planning" },
    { CUE_REPLY, "a|simple|quick|short|clear no|yes;ein|einfaches|kurzes nein|ja;simple|court "
                 "non|oui;simple no|si" },
    { CUE_BLAME, "nicht|wohl|doch * zu viel verlangt" },
    { CUE_NO_ANSWER, "meldet|ruhrt sich keiner|niemand" },
    { CUE_EFFORT, "extra|eigens * samstag|sonntag|wochenende|feiertag|nacht|abend;passe * "
                  "week|weekend|dimanche|samedi|nuit|ferie;pase|pasado|pasamos * "
                  "puente|finde|domingo|sabado|noche|fin" },
    { CUE_NEUTRAL, "am|im conscious|aware|mindful * not;and|so|but wondered|wonder|wondering" },
    { CUE_CHECK_IN, "wondered|wonder|wondering|ask if|whether;piqure de rappel" },
    /* When, and not how often. */
    { CUE_ONCE,
      "week|weeks|fortnight|month|months|days ago;last|this|next week|month;vor * "
      "woche|wochen|tagen|monat|monaten;il y a * semaine|semaines|jours|mois;semaine|mois|semaines "
      "derniere|dernier|dernieres;la semana|mes pasada|pasado;vor kurzem;the other day" },
    /* Why one goes on, where it is followed by an excuse for the silence. */
    { CUE_NEUTRAL, "as|since|because|given you|i|we|there|that * "
                   "not|no|never|nothing|didnt|havent|hadnt|hasnt;not having heard;having|without "
                   "heard|hearing;da|weil|nachdem * nichts|keine|nicht|noch;sans "
                   "nouvelles|reponse|retour;comme|puisque * pas|rien|aucune;nayant|navoir "
                   "pas|rien|eu;como|ya|puesto * no|nada;sin noticias|respuesta|saber;al no" },
    { CUE_FORGIVES,
      "assume|guess|imagine|take|suppose|suspect|expect|figure|gather|presume * "
      "bad|busy|full|away|quiet|timing|swamped|travelling|peak|hectic|inventory|harvest|wrong|"
      "holidays|hands|later|month|week|moment;nehme|vermute|denke|schatze|gehe|schliesse|annehme * "
      "voll|urlaub|saison|schlecht|schlechter|ungunstig|stress|unterwegs|andere|zeitpunkt|monat|"
      "ernte|inventur|ferien|messe|viel;imagine|jimagine|suppose|pense|crois|devine|presume * "
      "occupe|occupee|conges|vacances|rentree|saison|mauvais|moment|periode|charge|deplacement|"
      "inventaire;imagino|supongo|entiendo|creo|pienso|intuyo|asumo * "
      "mala|malo|mal|buena|buen|epoca|momento|vacaciones|temporada|ocupad~|lleno|viaje|mes|fechas|"
      "liad~" },
    /* A tally: "two calls, three mails". */
    { CUE_ATTEMPT,
      "one|two|three|four|five|six|several|2|3|4|5|6 "
      "emails|mails|messages|calls|voicemails|texts|letters|reminders * "
      "one|two|three|four|five|six|a|1|2|3|4|5 "
      "email|mail|message|call|voicemail|text|letter|emails|mails|messages|calls|voicemails|texts|"
      "letters;ein|eine|zwei|drei|vier|funf|2|3|4|5 mails|anrufe|nachrichten|briefe|sms * "
      "ein|eine|zwei|drei|vier|1|2|3|4 "
      "mail|anruf|nachricht|brief|mails|anrufe|nachrichten|briefe;un|deux|trois|quatre|cinq|2|3|4|"
      "5 mails|appels|messages|courriels|courriers|relances|sms * un|une|deux|trois|quatre|1|2|3|4 "
      "mail|appel|message|courriel|courrier|relance|mails|appels|messages|courriels|courriers;un|"
      "una|dos|tres|cuatro|cinco|2|3|4|5 correos|llamadas|mensajes|mails|recados * "
      "un|una|dos|tres|cuatro|1|2|3|4 correo|llamada|mensaje|correos|llamadas|mensajes" },
    { CUE_REPEATED,
      "mehrfach~;mehrmalig~;wiederholt~;unzahlig~;erfolglos~;fruchtlos~;innumerabl~;reiterad~;"
      "repetid~;infructuos~;multiples|nombreuses|innombrables|diverses|repetees;en balde;a "
      "maintes;countless;umpteen;endless;maint~;de nombreux|nombreuses;incontables;un "
      "sinfin;emails|mails|messages|calls|voicemails|texts|letters * two|three|four|five|a "
      "emails|mails|messages|calls|voicemails|texts|letters|message|call;mails|anrufe|nachrichten|"
      "briefe * zwei|drei|vier|ein "
      "mails|anrufe|nachrichten|briefe|anruf;mails|appels|messages|courriels * "
      "deux|trois|quatre|un mails|appels|messages|courriels|appel;correos|llamadas|mensajes * "
      "dos|tres|cuatro|una correos|llamadas|mensajes|llamada" },
    { CUE_ATTEMPT,
      "kontaktaufnahme~;kontaktversuch~;kontaktanfrage~;anschreiben meinerseits;je|nous vous|te "
      "sollicite|sollicitons|interpelle|harcele|poursuis;mes|nos|ces "
      "courriers|sollicitations|demarches;mi|mis|nuestra insistencia|gestiones|recados;my "
      "outreach|pleas|approaches" },
    { CUE_NO_ANSWER, "^ nothing|silence|zilch|nada|nichts|rien|stille|funkstille|silencio|crickets "
                     "$;zero reaction|feedback" },
    /* What the reader is like, as far as the writer is concerned. */
    { CUE_BLAME,
      "your "
      "attitude|behaviour|behavior|indifference|contempt|rudeness|disregard;ihr|dein|ihrem|deinem|"
      "ihre|deine verhalten|desinteresse|gleichgultigkeit|ignoranz|haltung;votre|ton|ta "
      "attitude|comportement|indifference|mepris|desinteret|desinvolture;su|tu "
      "actitud|comportamiento|indiferencia|desinteres|desprecio|conducta;no|nicht|pas|not|isnt|"
      "keine * your|ihre|deine|votre|ta|su|tu "
      "priority|priorities|prioritat|prioritaten|priorite|priorites|prioridad|prioridades;notig|"
      "erforderlich|wert gehalten|befunden|erachtet;ni|no se "
      "digna|dignan|dignas|digno;daignez|daigne|daignes|daigner;fit|worthy|necessary to "
      "answer|reply|respond;no contesta|contestas|responde|respondes a|ni "
      "nada|ninguno|ninguna|mis|uno;passe|passent|passons * apres|avant * reste|tout|autres" },
    { CUE_UPSET,
      "javoue * comprendre|comprends|saisir|savoir;peine|mal a|du comprendre|croire;am|im|was "
      "lost|stumped|stung|gutted|exasperated|bemused|surprised|astonished;bin|war "
      "perplex|verblufft|baff|erstaunt|uberrascht|sprachlos;suis|reste|demeure "
      "etonne|etonnee|surpris|surprise|stupefait|peine|peinee|sans;estoy|quedo "
      "sorprendido|sorprendida|molesto|molesta|harto|harta|atonito;dont|no|nicht|not * know|idea "
      "what else|more|further;weiss * nicht * mehr|weiter|noch" },
    /* Whoever was written to was somebody else. */
    { CUE_OTHERS,
      "written|wrote|called|phoned|emailed|spoken|rung|chased|asked|applied to * "
      "council|authority|insurer|bank|supplier|landlord|carrier|manufacturer|ministry|city|mill|"
      "him|her|them;an|bei|beim|mit das|dem|der|den|die * "
      "amt|bauamt|gemeinde|stadt|versicherung|bank|lieferanten|hersteller|spedition|behorde|"
      "vermieter;au|aux|a la|le|les|l|mairie * "
      "mairie|prefecture|assureur|assurance|banque|fournisseur|fabricant|transporteur|bailleur;al|"
      "a la|ayuntamiento|banco|proveedor|fabricante|aseguradora|casero|transportista;^ "
      "el|la|los|las|nuestro|nuestra "
      "proveedor|aseguradora|banco|ayuntamiento|fabricante|transportista|laboratorio|aduana|"
      "empresa|casero|cliente|clientes * no|ni|nunca;^ der|die|das|unser|leider "
      "hersteller|lieferant|versicherung|bank|gemeinde|spedition|behorde|amt|labor|kunde|kunden * "
      "nicht|nie|keine;^ le|la|l|les|notre "
      "fournisseur|assureur|assurance|lassureur|lassurance|banque|mairie|fabricant|transporteur|"
      "laboratoire|client|clients * pas|jamais|aucun|aucune;el proveedor|banco no|nunca" },
    /* Nobody is reproached: the writer's own house was silent, or no answer is due. */
    { CUE_OTHERS,
      "you * not|never|havent|didnt|no * answer|reply|heard|response * from us|our;we * "
      "didnt|failed|forgot|never|not * reply|answer|respond|get * you|to;sie|du * keine|nicht|nie "
      "* antwort|ruckmeldung * von uns|unserem|unserer;vous|tu * reponse|retour|nouvelles de "
      "notre|nos|ma;usted|le|no * respuesta|contestacion de nuestro|nuestra;no le|les|te "
      "dimos|respondimos|contestamos|hemos;you|they|nobody never|dont|not|wont|neednt * have|need "
      "to;no need to;sie|du mussen|musst|brauchen * nicht|nie;pas besoin|oblige|obligee|tenu de;no "
      "hace|tiene|tienes|es * falta|que|necesario * respond~|contest~" },
    { CUE_UPSET,
      "hurtful;dont|do not like|enjoy|love|appreciate * "
      "chasing|begging|chase;choice|nice|lovely|kind|polite|decent would|have|had been|to;would "
      "have|ve been nice|polite|decent|kind|good|professional;bitter;sour;starkes "
      "stuck;dreist;frech;frechheit;bedauern|bedaure|bedauere * sehr|zutiefst|dass;trouver|trouve "
      "* temps long;regrette|regrettons * "
      "vivement|beaucoup|sincerement|que;sympa|elegant|charmant|gentil|aimable|bravo de;merci pour "
      "* silence;me|nos parece * serio|mal|feo|triste|raro;feo;no se|sabemos que pensar|te|le|os "
      "he|hice;vergonzoso;que verguenza|pena|lastima" },
    { CUE_EXPECTS,
      "find|spare * second|seconds|minute|minutes|moment;necessary to|enough to;at least "
      "a|an|say|send|tell;nice|good to * least;aurait|auraient|eut suffi|ete;simple|moindre "
      "mot|message|coup|non|oui;drin gewesen;gereicht|genugt * hatte|hatten|ware;hatte|ware|waren "
      "* gereicht|genugt|drin|schon|nett;sagen|sage|sagt|sagten wenigstens|zumindest;kein|keinen "
      "ton|mucks|wort|pieps|laut;agradeceria|agradece|bastaba|bastaria|bastado * "
      "minimo|simple|un|una|mensaje|palabra;otra cosa;mas de ti|usted|ustedes|vosotros;autre "
      "chose;mieux de" },
    { CUE_REPLY, "return * calls|call|emails;no thanks;sign;coup de|d|fil;coup fil;kein|keinen "
                 "ton|mucks|wort;anrufe unbeantwortet;unbeantwortet;sage|sagen|sagt|sagst * "
                 "ab;abzusagen;ocupado;tierra" },
    { CUE_NO_ANSWER,
      "zero|no answers|replies|responses;go|goes|going|went|gone * "
      "bin|spam|trash|void|nowhere;unbeantwortet;kein|keinen ton|mucks|wort|piep;nicht|nie "
      "reagiert|geantwortet|gemeldet;auf * nicht "
      "reagiert|reagieren|antwortet|antworten;demeurent|demeure|restent|restees|reste * sans "
      "reponse|effet|suite;meme pas|pas eu * coup|appel|mail|message|mot;siempre da * "
      "ocupado|buzon;no coge|cogen|contesta|contestan|responde;trago la tierra" },
    { CUE_ATTEMPT,
      "i|we|ive|weve * drove|travelled|came|went * to|hours|miles;quote|prepared|drew * for "
      "you;rechnet|rechne|arbeitet|fahrt * extra|eigens|wochenende;bloque|garde|reserve * pour "
      "vous|toi;vier|drei|funf|zwei|mehrere schreiben|mails|anrufe|briefe|nachrichten;le|te|la he "
      "llamado|escrito * veces|docena|dias;mes courriers|lettres;nuestros|mis|las "
      "llamadas|cartas" },
    { CUE_REPEATED,
      "five|six|four|three|many|several weeks|months|days;half a dozen;media docena;docena de "
      "veces;demi douzaine;halbes dutzend;dutzend mal;seit|nach wochen|monaten|tagen|mehreren" },
    { CUE_BLAME,
      "deserve|deserved * ignored|this|silence;go|goes|going straight|right|directly to * "
      "bin|trash|spam;leave|leaves|left me|us no|little choice;what|anything * i|we|ive * did|done "
      "* deserve|upset|offend|you;done|did|said something|anything * upset|offend|wrong|hurt;was "
      "habe|hab|haben * ihnen|dir|euch * getan;ihnen|dir|euch getan habe|haben|hab;ernst "
      "nehmen|nimmst|nehmt|genommen;tauchst|tauchen|taucht|tauch * ab|unter|weg;laufe|laufen * "
      "hinterher;je vous|tai|tavais|ai fait quelque|du;vous|tu|me|nous prenez|prends|prendre * "
      "serieux;vous|te ai je fait;que te|le|os|les|he * hecho|hice;hecho|hice para que;trago la "
      "tierra;me|nos tomas|toma|toman|tomas * serio" },
    { CUE_EXPECTS, "not|without|never|cant|couldnt|didnt|dont even|so|a|one|single;so much "
                   "as;nicht einmal|mal;nicht|noch mal eine|ein|einen;keine einzige;kein "
                   "einziges;meme pas;pas meme;sans meme;pas un|une seul|seule;pas le moindre;pas "
                   "la moindre;ni siquiera;ni un|una|unas|dos;ni una sola;ni un solo" },
    { CUE_BLAME,
      "silent treatment;cold shoulder;deafening silence;tumbleweed;not a "
      "peep|whisper|sausage;strung along;stringing along;in the lurch;left|leave|leaving * "
      "hanging;kept|keep|keeping * waiting|hanging;poor|bad "
      "form|manners|style;how|that|really|so|is * hard|difficult * be|can|to * "
      "answer|reply|write|type|say|pick;cant|couldnt|can even|not be bothered;youll|you "
      "will|probably * ignore|delete * too|this|that|again|anyway;you said|promised|assured|told * "
      "would|youd|you'd * call|reply|get|let|answer|come|write;expected|thought|hoped * "
      "more|better of|from * you;thought|believed we had;too good|important|grand * "
      "me|us|reply|answer;took you at your word;running|run|chasing|chase after you;something i|we "
      "said|did;everyone|everybody|others else|have|has|managed|manages * "
      "reply|answer|answered|replied;beneath you;treated|treat|treating "
      "like|this;feel|feels|feeling like * nuisance|fool|idiot|beggar|pest|ghost" },
    { CUE_BLAME,
      "funkstille;totgestellt;abgetaucht;tauchstation;laufe|laufen|renne|rennen * ihnen|dir|euch "
      "hinterher|nach;fur sie|dich * luft;ausgestreckten arm;gehort sich nicht;feine|feinen "
      "art|englische;kein|keinen stil;guter|gutem ton;sie|du * "
      "versprochen|zugesagt|zugesichert|versprachen * "
      "melden|gemeldet|anrufen|antworten|ruckruf;hatten|hattest|hatte mir|uns * "
      "versprochen|zugesagt;hangen gelassen;hangenlassen;lassen|lasst|lasse * "
      "warten|hangen|zappeln;mehr|anderes|besseres * erwartet|erhofft;andere|anderen * "
      "schaffen|antworten|melden;zu fein|wichtig|schade * antworten|melden|mich|uns;langsam * "
      "frage|komme|fuhle * ob|mir|als|vor;komme mir * vor;fur dumm;veralbert;verarscht;umsonst * "
      "gemacht|gearbeitet|gefahren|gekommen;extra|eigens * fur sie|dich" },
    { CUE_BLAME,
      "faire|faites|fais|fait * mort|morte|sourde;pose|poser un lapin;mener|menez|menes * "
      "bateau;cours|courir apres;metonne|etonne|mesetonne * "
      "silence|reponse|repondre;votre|ton|un|ce|par silence;silence radio;vous|tu|maviez|mavais * "
      "promis|assure|dit * rappeler|repondre|rappeleriez|repondriez|reponse|retour;maviez|mavais * "
      "promis|assure;attendais|attendait|esperais|esperait * mieux|autre|plus;pas|guere tres "
      "serieux|professionnel|correct;manque de respect|politesse|consideration|savoir;aucune|aucun "
      "consideration|respect|egard;a croire que;auriez|aurais pu * repondre|prevenir|dire|au;pour "
      "rien;les autres|dautres * repondent|repondu;me|nous|mavez|mas|mont * laisse|laissez|laisses "
      "* attendre|tomber|plan|bec;si|trop|tellement * difficile|complique * "
      "repondre|repondre|dire;traite|traitee|traites comme|ainsi" },
    { CUE_BLAME,
      "en visto;caso omiso;dar|da|dan|das|dando * largas;plantado;plantada;brilla * "
      "ausencia;quedo|quedaste|quedaron|prometio|prometiste|aseguro "
      "en|que|llamar~|respond~|contest~ * llamar~|respond~|contest~|avis~;me "
      "extrana|sorprende|duele|apena * "
      "silencio|respuesta|contest~|respond~|que|no;esperaba|esperabamos * mas|otra|mejor * de;no "
      "es serio|seria|profesional|forma|manera;que poca|poco;tanto|tan|te|le cuesta|dificil * "
      "respond~|contest~|decir|un|escribir;persiguiendo|persigo|detras * "
      "le|te|usted;hice|hicimos|te|le he hecho algo;he dicho|hecho algo;falta de "
      "respeto|educacion|consideracion|seriedad;un minimo de;tirado|tirada;otros|demas * "
      "responden|contestan;tomando|toman|toma * pelo;haga|hacer|hacerse * sordo|loco;en balde;para "
      "nada" },
    { CUE_UPSET, "disappoint~;frustrat~;disheartened;disheartening;discouraged;discouraging;upset;"
                 "upsetting;hurt;hurtful;offended;saddened;insulted;insulting;fed up;taken "
                 "aback;puzzled;puzzling;baffled;baffling;bewildered;perplexed;at a "
                 "loss;dismayed;unfair;rude;impolite;disrespectful;unprofessional;a|real|such "
                 "pity|shame;sad|sorry to see;annoyed;let down;getting tired;tired of" },
    { CUE_UPSET, "enttausch~;frustrier~;traurig;gekrankt;verletzt;verargert;schade;bedauerlich;"
                 "befremd~;irritiert;irritierend;ratlos;verwundert;wundere;wundert;unverstandlich;"
                 "nicht nachvollziehbar;verstehe|begreife * nicht * "
                 "warum|wieso|weshalb;unhoflich;respektlos;argerlich;unschon;nicht "
                 "schon|nett|fein;langsam leid" },
    { CUE_UPSET, "decu;decue;decus;decues;deception;decevant;decevante;decourage~;frustre;frustree;"
                 "frustrant;attriste;attristee;blesse;blessee;vexe;vexee;navrant;navre de "
                 "voir;regrettable;dommage;perplexe;deconcert~;incomprehensible;comprends|"
                 "comprendre|comprend * plus|pas|mal;impoli;irrespectueux;cavalier;cavaliere;fait "
                 "pas|guere plaisir;peu|pas elegant|correct|courtois;desobligeant;lassant" },
    { CUE_UPSET,
      "decepcion~;desilusion~;frustra~;triste;tristeza;entristece;apena;apenado;apenada;dolido;"
      "dolida;duele;ofendid~;lastima;da|me|una pena;lamentable;lamento "
      "comprobar|ver|constatar|observar|que;perplejo;perpleja;extrana;desconcert~;incomprensible;"
      "no entiendo|comprendo;descortes;grosero;mal|mala educad~|educacion" },
    { CUE_EXPECTS, "the least;bare "
                   "minimum;courtesy;decency;politeness;manners;hoped|expected|thought|appreciated "
                   "* more|better|some|at|a|an|from;would|id|wed|wouldve have * "
                   "hoped|expected|thought|liked|appreciated|been;owe|owes|owed "
                   "me|us|an|a;deserve|deserves|deserved;too|that|so|very much to ask;much to "
                   "ask;at least * answer|reply|word|line|no;cost|costs|costing "
                   "you|nothing;takes|take * second|seconds|minute" },
    { CUE_EXPECTS,
      "mindeste~;wenigstens;zumindest;hoflichkeit;anstand;respekt;hatte|hatten * "
      "erwartet|gehofft|gewunscht|erhofft;zu viel verlangt;verdient;schuldig;eine frage|gebot "
      "der;ware * gewesen|hoflich|nett|fair|drin;kostet|dauert * nichts|minute|sekunden|nicht" },
    { CUE_EXPECTS, "moindre des;minimum * serait|aurait|est|syndical;serait|etait|aurait * "
                   "minimum;politesse;courtoisie;correction;aurais|aurait|aurions * "
                   "espere|attendu|aime|apprecie|souhaite|ete;au moins;merit~;trop "
                   "demander|vous;coute|prend|prendrait * rien|seconde|secondes|minute" },
    { CUE_EXPECTS,
      "lo minimo|menos;al menos;minimo|minima "
      "que;cortesia;educacion;respeto;consideracion;hubiera|hubiese|habria|hubieramos * "
      "esperado|gustado|agradecido|sido;merezco|merecemos|merecer~|merecido|merece;mucho "
      "pedir;cuesta|toma|lleva|escribe * nada|segundo|segundos|minuto" },
    { CUE_EFFORT,
      "put|spent|invested|devoted|sacrificed * "
      "hour|hours|time|effort|work|saturday|sunday|weekend|evening|night|day|days;went out of "
      "my|our;took|take|taken * trouble|time|pains;muhe * gegeben|gemacht;viel|grosse|alle|soviel "
      "muhe|arbeit|zeit;zeit * genommen|nehme|investiert|gesteckt;nehme|nehmen|nahm * "
      "zeit;pris|prends|prenons * peine|temps|soin;passe|consacre * "
      "heure|heures|temps|soiree|journee;fait|fais * effort;hago|hice|hace|hemos|he * "
      "esfuerzo;tomo|tomado|tome * tiempo|molestia|trabajo;dedicado|dedique|dedicamos|invertido * "
      "horas|tiempo|tarde|dia;a su|tu medida" },
    { CUE_REPLY, "answer;answers;answered;answering;reply;replies;replied;replying;respond;"
                 "responded;response;acknowledg~;get|got|gotten|come|came|hear|heard "
                 "back;write|wrote|call|called back;a|one|single word|line|note;word from;sign of "
                 "life;yes or no;hear|heard|hearing from|nothing;silence;silent" },
    { CUE_REPLY, "antwort~;geantwortet;ruckmeldung;ruckruf;reaktion;reagier~;melden;meldest;meldet;"
                 "gemeldet;lebenszeichen;nein;absage;wort;zeile;schweigen;nichts * "
                 "gehort|kommt|kam|gekommen;funkstille" },
    { CUE_REPLY, "repon~;repondre;reponse;reponses;retour;nouvelles;signe;petit|un|seul mot;un "
                 "non;silence;rappele;rappeler;lettre morte" },
    { CUE_REPLY, "respuesta;respuestas;respond~;contest~;senal|senales;noticias;palabra;llamada;un "
                 "no;silencio;linea" },
    { CUE_NO_ANSWER,
      "yet to receive|hear|get|see|have;radio silence;crickets;silence|nothing|zero * "
      "from|since;heard|hear|hearing|got|get * nothing;kam|kommt|gekommen|hore|hort|gehort * "
      "nichts|keine|nie;uberhaupt|gar|rein nichts|keine|nicht;nicht mehr * "
      "melden|meldest|meldet;funkstille;schweigen;rien recu|eu|entendu;et|puis|toujours "
      "rien;restee|restees|restes|reste * sans|lettre|vaine;sans suite;lettre morte;votre|ton|ce "
      "silence;nada de nada;ni una|un|siquiera "
      "llamada|respuesta|correo|mensaje|palabra|linea|mal;y|pero nada;silencio;sin|ni "
      "contestar;callada por" },
    { CUE_BLAME,
      "talk|talking|speak|speaking|write|writing to myself|wall|walls|void|brick;talking|speaking "
      "to a|the * wall|void;into the void|ether|abyss;so|derart * hangen;lasst|lassen|lasse|lasst "
      "* hangen|sitzen|zappeln;ins leere;gegen|mit eine|einer wand;parler|parle|ecris|ecrire * "
      "mur|vide|seul|seule;dans le vide;mevites|mevitez|mevite;tu|vous * "
      "evites|evitez;hablo|hablar|hablando|escribo * pared|solo|sola|vacio;me|nos "
      "evita|evitas|esquiva|esquivas;perder|pierdo|perdemos|perdiendo * tiempo" },
    { CUE_FORGIVES,
      "no rush|hurry|pressure|problem|problems|worries|worry;not|isnt urgent;take your "
      "time;completely|totally|fully|perfectly|quite "
      "understand|fine|ok|okay|understandable;thats|thats all fine|ok;whenever "
      "you|it;usually|probably|no doubt means|busy;assume|guess|imagine|suppose|expect * "
      "busy|holiday|away|travelling|end|season;i|so assumed;keine eile|hetze|hektik;kein "
      "problem|ding|stress|drama;verstehe|verstandlich * "
      "vollkommen|gut|vollig|absolut;vollkommen|vollig|absolut verstandlich;in|aller ruhe;macht "
      "nichts;sicher|bestimmt|vermutlich * viel|urlaub|stress|saison;nehme|vermute * "
      "urlaub|ferien|stress|saison;daher|also|deshalb * angenommen|vermutet" },
    { CUE_FORGIVES,
      "pas|aucun|sans de|grand souci|probleme|pression|urgence;aucun souci|probleme|urgence;sans "
      "urgence;rien ne presse;rien d|durgent;prenez|prends votre|ton temps;bien|tout a "
      "normal;jimagine|imagine|suppose * "
      "occupe|occupee|vacances|cloture|saison|charge|conges;jai|ai|avons "
      "suppose|pense|imagine;sin|hay|ningun|corre prisa|problema|apuro|urgencia;no se|te "
      "preocupe|preocupes;supongo|imagino|entiendo que * anda~|estais|estan|esta|estas * "
      "plena|plenas|liad~|ocupad~|campana|vacaciones|viaje;he supuesto|pensado|imaginado" },
    { CUE_OTHERS,
      "vom|beim * antwort|ruckmeldung|nichts;antwort|ruckmeldung|nichts "
      "vom;antwort|ruckmeldung|reponse|nouvelles|retour von "
      "der|dem|unserem;reponse|nouvelles|retour du;reponse|nouvelles|retour de la|l|leur|nos|notre "
      "mairie|prefecture|banque|fournisseur|assurance|fabricant|usine|laboratoire|transporteur;"
      "respuesta|noticias|contestacion del;respuesta|noticias de la|los "
      "aduana|proveedor|proveedores|banco|aseguradora|ayuntamiento;siguen|sigue sin "
      "contestar|responder * por|lo|el|la" },
};

const PhraseEntry *
lint_reproach_table(gsize *ret_count)
{
    *ret_count = G_N_ELEMENTS(TABLE);
    return TABLE;
}
