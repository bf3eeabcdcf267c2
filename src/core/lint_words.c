/* Cues for emptiness and selling; those for reproach are in lint_blame.phrases. */
#include "core/lint_words.h"

#include <string.h>

#include "core/lint_blame.h"
#include "text/terms.h"

static const PhraseEntry TABLE[] = {
#include "lint_words_phrases.inc"
};

const PhraseSet *
lint_cue_set(void)
{
    static gsize slot;
    if (g_once_init_enter(&slot)) {
        gsize blames, reproaches;
        const PhraseEntry *blame = lint_blame_table(&blames);
        const PhraseEntry *reproach = lint_reproach_table(&reproaches);
        g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(PhraseEntry));
        g_array_append_vals(all, TABLE, G_N_ELEMENTS(TABLE));
        g_array_append_vals(all, blame, (guint)blames);
        g_array_append_vals(all, reproach, (guint)reproaches);
        PhraseSet *set = phrase_set_new((const PhraseEntry *)(const void *)all->data, all->len);
        g_once_init_leave(&slot, (gsize)set);
    }
    return (const PhraseSet *)slot;
}

/* Beside function words, all that an empty follow-up is made of. A word that could carry news in
 * one of the languages is left out. */
static const char FILLER[] =
    /* English */
    "check checks checking checked back follow following follows followed followup circle circling "
    "circled touch touching base reach reaching reached out connect reconnect reconnecting contact "
    "email emails emailed mail mails message messages note notes letter inbox mailbox thread reply "
    "replied replies response respond answer answers answered hear hearing heard thoughts thought "
    "think thinking feedback take input opinion view chance opportunity time moment minute minutes "
    "second seconds sec look looking looked read reading review reviewing reviewed consider "
    "considered go going gone see seeing saw seen get getting got gotten receive receiving "
    "received "
    "arrive arrived last previous earlier prior week weeks days ago yesterday below above recent "
    "recently quick quickly brief briefly short friendly gentle little small polite reminder "
    "remind "
    "nudge nudging ping pinging poke bump bumping bumped float floating push pushing resurface "
    "resurfacing surface bring bringing top buried lost slip slipped slipping cracks radar missed "
    "miss overlooked interest interested update updates news end side things thing stand stands "
    "standing status progress movement forward looking happy glad question questions know let "
    "please kindly advise revert appreciate appreciated welcome thanks thank conversation "
    "discussion chat proposal offer quote sent send sending wrote write writing written make "
    "making made sure want wanted wanting hope hoping well day great good soon possible either way "
    "luck drop dropping dropped popping line matter topic subject regarding concerning still "
    "relevant find case keen love like give given gave giving word sometime earliest convenience "
    "everything fine doing another use radar decision decide decided confirm receipt talk soon "
    "stay "
    "contract agreement quotation services service questions resending first second new something "
    "anything from sec hey hi re "
    "wondering wonder seeing curious simply quite couple few "
    "bit little quickly reckon view views popped pop pops popping bury hectic busy crazy "
    "swamped timing better best later now today tomorrow monday tuesday wednesday thursday "
    "friday right person people speak spoke spoken talked loop looped looping back getting "
    "pile mailbox inboxes lately rather perhaps maybe whether where things team teams "
    "colleague colleagues deck slides document documents attachment presentation brochure "
    "details information info pricing request enquiry inquiry enquire inquire come came "
    "conclusion conclude verdict position stance reconsider glance skim digest process plan "
    "plans planning next step steps forward ahead proceed moving move moved continue resume "
    "restart revisit revive refresh jog memory mind landed land arrived arrive reach "
    "reached safely okay ok alright fine anyone anybody someone somebody everyone around "
    "available availability free slot slots call calls chat catch catching hop jump quick "
    "minute spare handy helpful help assist support clarify anything steady "
    "open closed close door loose string strings tie up wrap top mind head curious eager "
    "excited looking forward await awaiting waiting wait pending outstanding order "
    /* ... as letters have it */
    "merely writing enquire inquire correspondence communication regard regards reference "
    "referring "
    "further delighted delight pleased pleasure grateful obliged humbly humble hereby trust "
    "keeping "
    "kept enjoyed enjoying enjoy holiday holidays weekend bank whenever whichever soonest asap "
    "shape developments outcome verdict moments busy schedule permits allow allows leisure "
    "attention favour favourable esteemed valued response far hello again merry happy afternoon "
    "morning evening joy yours refer obliged faithfully chase chasing alive lemme gotta ta cheers "
    "hectic flying start landed over there sir madam morning write wrote able regards yours truly "
    "inst instant ult nay yay yea knows knew finger crossed heads hear hears "
    "shout holler yell line ball court lob lobbing toss tossing poking chime "
    "chiming peek peep gander crack cracks float surfaced surfacing hopefully honestly frankly "
    "actually basically literally somehow "
    /* German */
    "nachfragen nachfrage nachhaken nachfassen hake frage fragen frag nach erinnerung erinnern "
    "kurz kurze kurzes kurzen kurzer kleine kleiner kleines freundlich freundliche freundlichen "
    "mal nochmal nochmals einmal wieder erneut mail mails email emails nachricht nachrichten "
    "schreiben anschreiben anfrage postfach angebot vorschlag unterlagen gelegenheit zeit minute "
    "blick ansehen angesehen anzusehen anschauen angeschaut anzuschauen lesen gelesen werfen "
    "geworfen durchsehen durchzusehen prufen gepruft nachdenken nachgedacht gedanken meinung "
    "meinst meinen denkst denken halten haltst stand dinge stehen steht neues neuigkeiten "
    "neuigkeit aussieht sieht sehen ruckmeldung ruckmelden melden melde gemeldet bescheid geben "
    "gib gebt gibt horen hore gehort freue freuen antwort antworten erhalten bekommen angekommen "
    "eingegangen letzte letzten letzter letztes vorherige vorigen woche wochen tage tagen gesprach "
    "bezuglich betreffend zuruck komme kommen zuruckkommen schiebe schieben oben hoch hole holen "
    "thema interesse interessiert aktuell relevant gern gerne wissen wollte wollen mochte wurde "
    "wurden vorsichtig bitte danke verfugung stehe jederzeit kontakt bereits gefunden hatten "
    "entschieden entscheidung entscheiden getroffen erkundigen vertrag leistungen wollten "
    "dazu dran darauf ihrerseits seite lange weiter uber gut hoffe geht seither "
    "schon schonmal nachgehakt nachgefragt anklopfen klopfe meldung rucksprache eindruck "
    "entscheid zwischenstand sachstand status lage plane planung plan weitergeht "
    "weitergehen weiterhin nachste nachsten schritt schritte kollegen kollege team intern "
    "besprechen besprochen abstimmen abgestimmt uberlegen uberlegt uberlegung uberlegungen "
    "gelangt gekommen durchgekommen untergegangen ubersehen entgangen verloren spam ordner "
    "posteingang prasentation dokument dokumente information informationen infos anhang "
    "rede reden sprechen gesprochen telefonieren telefonat termin passt passen zeitlich "
    "zeitpunkt moment gerade viel stress hektisch los wohl anknupfen aufgreifen aufwarmen "
    "gerne hilfe helfen unterstutzen klaren klarung kurzer hinweis erneute betreff "
    /* ... as letters and chats have it */
    "bezugnehmend bezug nehmend hoflich hofliche hoflichst erlauben erlaube gestatten gestatte "
    "diesbezuglich selbstverstandlich ruckfragen ruckfrage ruckantwort zeitnah zeitnahe baldige "
    "baldigen baldiges entgegensehen entgegen verbleibe verbleiben anliegen sache angelegenheit "
    "gunstigen geschatzte geschatzter werte werter ihrerseits unsererseits vorliegen vorliegt "
    "inzwischen mittlerweile zwischenzeitlich eigentlich ehrlich gesagt offen gestanden einfach "
    "halt eben malt denn ja nun na mag magst schauts schaut schaust guck geguckt gucken kiek "
    "wochenende feiertage urlaub ferien nett nette netten schone schones schonen angenehme "
    "angenehmen guter guten gute start luft melde meldest meldets gspurt druber driber "
    "meld mitteilung beauftragung rechnen beauftragen gespannt getan ergeben tun offerte retour "
    "vielleicht evtl eventuell pfiat servus gruss liebe sagen sagt sagst freuen freut wollt horn "
    "erinnert verehrte damen herren verbindlichsten besten dank voraus "
    "durchschauen durchgeschaut reinschauen reingeschaut draufschauen lebenszeichen fuhler "
    "stupser schubs stuck zettel heuer oben schubse stups hochholen hochschieben "
    /* French */
    "relance relancer revenir reviens revient reprendre reprends message messages mails courriel "
    "courriels mot petit petite bref breve rapide rapidement savoir nouvelles nouveau nouvelle "
    "retour reponse repondre temps occasion opportunite regarder regarde voir vu vue lu lire "
    "prendre connaissance pris reflechir reflechi penser pensez penses pense quen avis bien recu "
    "recevoir precedent dernier derniere precedente proposition sujet concernant boite remonter "
    "assurer massurer attente dattente lattente attends hate hesitez nhesitez hesiter faire fait "
    "fais tenir courant disposition reste question questions cote permets permet voulais "
    "souhaitais "
    "recontacter decision etudier offre contrat services echange journee concernant "
    "simplement juste interesse interessee toujours charge point aviez avait pu pouvoir nos dire "
    "dites tiens prise prendre moment ayez cet email jespere espere allez vas "
    "relanciez relancions rappel piqure note mail mails email suite suites donnee donner "
    "donne reflexion position etes es etais etiez avancement avance avancee avancez projet "
    "dossier devis document documents presentation pieces jointe jointes telephone appel "
    "creneau disponible disponibilite disponibilites semaine mois matin jour jours prochain "
    "prochaine etape etapes equipe collegues collegue interne decider tranche trancher "
    "echappe echapper perdu perdue passe passee noye noyee fil haut pile remonte remontee "
    "relancee connaitre ressenti impressions commentaires commentaire remarques remarque "
    "sentiment feedback occasion dispo aide aider besoin informations information "
    "precisions "
    /* ... as letters and chats have it */
    "prends prendre liberte permettre permettra permettront recueillir sentiment heureux heureuse "
    "emploi agenda loisir convenance entiere sincerement franchement honnetement vraiment plaisir "
    "suite jour ce connaissance signe vie coucou hello belle bonne excellente excellent "
    "souhaite souhaitons agreable weekend vacances fetes rentree porter portez aller relis relire "
    "sauf erreur courant gre vouloir veuillez part intentions decide demandais demande avance "
    "suivi allo juste dis doeil oeil quil lire plaisir madame monsieur messieurs courrier "
    "courriers quand pourrez pourriez auriez aurez pouvezvous etesvous "
    "pensais pensant passage passant glisse glisser pousse pousser haut petit coup oeil jeter "
    "jete minute seconde secondes dessus la parcourir parcouru examiner examine prete pret "
    "serais serait seriez serions lorsque restee restees restes tenez attention honneur honore "
    "respectueusement "
    /* Spanish */
    "saber queria solo seguimiento hacer dar mensaje mensajes correo correos escribo escribir "
    "escribirle vuelvo volver contacto ponerme poner oportunidad ocasion tiempo momento rato ver "
    "visto vio revisar revisado leer leido echar echarle vistazo mirar recibio recibido recibir "
    "ultimo anterior envie enviado mande mandado propuesta novedad novedades noticias respuesta "
    "responder comentarios comentario opinion parece piensa piensas opina opinas quedo atento "
    "atenta espera espero esperando pronta pronto recordatorio recordar recordarle pequeno breve "
    "rapido retomo retomar hilo pasado bandeja arriba subir dices dice diga sigue interesado "
    "interesada interes va van ahi lado conocer pudo podido pueda pregunta preguntas duda dudas "
    "disposicion gracias nuevo nuevamente alguna algun hay tuvo tenido sido semana semanas dias "
    "asunto tema cualquier favor noticia decision decidido presupuesto oferta servicios contrato "
    "pendiente contactar "
    "recordando vuelvo retomando seguir siguiendo adelante avanzar avance avances avanzado "
    "proceso paso pasos siguiente equipo interno internamente companeros companera "
    "companero decidir reflexionar valorar valorado valorando estudiar estudiado pensar "
    "pensado impresion impresiones impresiones comento comentar comentas llego llegado "
    "llegar perder perdido perdio escapo escapado bandejas ocupado ocupada liado liada "
    "momento hueco llamada disponible disponibilidad hablar hablamos hablado charlar "
    "reunion documento documentos presentacion informacion detalles ayuda ayudar necesita "
    "necesitas estado situacion interesaria interesan contestar contestarme comunicarme "
    "comunicar nota aviso "
    /* ... as letters and chats have it */
    "motivo presente expuse exponer expuesto comunicacion carta misiva dirigirme dirijo tengo bien "
    "encuentre encuentra encontrar estimada apreciada entera plena siempre cuanto otro respecto "
    "permito permitirme tomarme libertad serviria agradeceria agradezco agradecido agradecida "
    "encantado encantada amable amablemente atencion molestia aqui paso pasar pasaba pasando nada "
    "cosa cosas platicamos platicar platicado charlamos quedamos vemos vamos viendo onda rollo "
    "ves veis avisas avisa cortito llegaron mande mando dirigimos interesarnos interesarme "
    "senores senor senora agradeceremos agradeceria ordenes puedas pueda podais quisiera "
    "quisieramos "
    "podido mirado cuentas cuenta buenas "
    "pendiente pendientes estoy rapidito momentito ratito tantito favorcito ojito fin finde "
    "feriado vacaciones puente anden anda andan honestamente sinceramente francamente simplemente "
    "reflotar refloto reflotamos reenvio reenviar reenvie subo toque toquecito empujoncito "
    "vea vean veas quede quedan cuente cuentame avisa avisame aviseme digame dime dinos "
    "decirme decirnos conocer consultar consultarle saludar saludarte saludarle espero ";

/* Of these, the words that are about the exchange itself: a message made of filler with one of
 * them asks for an answer and gives nothing. */
static const char ABOUT_US[] =
    "bump bumping bumped thread nudge nudging ping pinging reminder remind pile radar "
    "resurfacing inbox check checking touch touching base follow following followup circle "
    "circling loop update updates news feedback thoughts thought view views opinion take "
    "reckon think decision decided decide conclusion verdict stand stands standing status "
    "progress movement heard hear reach reached read seen saw look looked review reviewed "
    "consider considered interested interest relevant person chance mail email message note "
    "proposal quote offer deck contract timing question questions "
    "nachfragen nachfrage nachhaken nachfassen nachgehakt nachgefragt erinnerung erinnern "
    "stand zwischenstand sachstand neuigkeiten neues ruckmeldung melden melde meldung horen "
    "hore bescheid meinung meinst meinen denkst denken eindruck entschieden entscheidung "
    "entscheid angesehen ansehen angeschaut anschauen durchsehen gelesen gepruft erhalten "
    "bekommen angekommen untergegangen schiebe interesse interessiert aktuell aussieht "
    "weitergeht nachricht mail email angebot vorschlag fragen uberlegt uberlegungen antwort "
    "relance relancer relancais rappel piqure nouvelles retour reponse avis reflexion "
    "position ressenti impressions pensez penses decision decider trancher avancement "
    "regarder regarde lu recu remonter remonte message mail mails courriel proposition "
    "offre devis interesse interessee toujours questions question connaitre savoir "
    "saber recordatorio recordar retomo retomando hilo novedad novedades noticias respuesta "
    "responder contestar opinas opinion piensas parece impresion decision decidido avance "
    "avances visto revisado leido vistazo recibido recibio llego llegado correo mensaje "
    "propuesta presupuesto oferta interesado interesada interes sigue dudas duda pregunta "
    "preguntas seguimiento";

/* Praise that any seller could give for anything: news to nobody. */
static const char VAGUE[] =
    "valuable value values benefit benefits beneficial useful helpful improve improves "
    "improvement difference better best great big huge real really truly significant "
    "significantly enormous daily work working business businesses company companies "
    "customer customers client clients partner partners team teams organisation "
    "organization industry solution solutions product products service services offering "
    "platform approach result results success successful succeed believe convinced "
    "confident certain fit fits suit suits perfect perfectly ideal happy satisfied pleased "
    "proud leading innovative unique professional quality experience experienced expertise "
    "support goals needs challenges potential exciting excited amazing excellent supporting "
    "world class innovation innovacion innovative greatly offer ofrecemos bieten offrons love "
    "passionate flexible dedicated dynamic reliable trust trusted competent "
    "customer oriented driven strong top premium outstanding excellence commitment together "
    "achieve growth future forward fantastic wonderful zuverlassig zuverlassigkeit personlich "
    "personlichen hochste hochster hohe richtige richtiger gemeinsam vertrauen engagiert "
    "leidenschaft leidenschaftlich flexibel dynamisch kompetent stark starke zukunft wachstum "
    "schritt ziel service kundenorientiert fiable confiance passionne dynamique reactif reactive "
    "souple flexible competent engagement apporter ensemble avenir croissance reussite excellence "
    "sur mesure humain cercano profesional profesionales cercania compromiso confianza dinamico "
    "flexible agil apasionado lograr juntos futuro crecimiento excelencia calidez cosas "
    "wertvoll mehrwert vorteil vorteile nutzen nutzlich hilfreich verbessern "
    "verbesserung unterschied besser beste grossen grosse grosser echten taglich taglichen "
    "arbeit alltag unternehmen firma betrieb kunde kunden losung losungen produkt produkte "
    "dienstleistung erfolg erfolgreich uberzeugt sicher passt passen passend perfekt "
    "zufrieden zufriedene begeistert stolz fuhrend fuhrender innovativ einzigartig qualitat "
    "erfahrung kompetenz potenzial ziele precieux valeur avantage avantages utile ameliorer "
    "amelioration mieux meilleur meilleure grand grande vraiment quotidien travail "
    "entreprise entreprises partenaire produit produits succes convaincu convaincus "
    "convient parfait parfaitement ideale satisfait satisfaits ravis fiers leader innovant "
    "qualite besoins objectifs potentiel valioso valor ventaja ventajas beneficio "
    "beneficios util mejorar mejora diferencia mejor gran realmente diario trabajo empresa "
    "empresas cliente clientes socio solucion soluciones producto productos servicio "
    "servicios exito convencidos seguro encaja encajan perfecto perfectamente satisfechos "
    "contentos orgullosos lider innovador unico calidad experiencia necesidades objetivos "
    "potencial";

static GHashTable *
make_words(const char *list)
{
    GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);
    g_auto(GStrv) words = g_strsplit(list, " ", -1);
    for (char **word = words; *word != NULL; word++)
        g_hash_table_add(table, (char *)g_intern_string(*word));
    return table;
}

/* The stems of a list, so that "aktuelle" stands for "aktuell" too. */
static GHashTable *
make_stems(const char *list)
{
    GHashTable *table = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_auto(GStrv) words = g_strsplit(list, " ", -1);
    for (char **word = words; *word != NULL; word++) {
        guint64 stem = term_hash(*word);
        g_hash_table_add(table, g_memdup2(&stem, sizeof stem));
    }
    return table;
}

bool
lint_word_is_filler(const char *word)
{
    static gsize slot;
    guint64 stem = term_hash(word);
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)make_stems(FILLER));
    return g_hash_table_contains((GHashTable *)slot, &stem);
}

bool
lint_word_is_about_us(const char *word)
{
    static gsize slot;
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)make_words(ABOUT_US));
    return g_hash_table_contains((GHashTable *)slot, word);
}

bool
lint_word_is_vague(const char *word)
{
    static gsize slot;
    guint64 stem = term_hash(word);
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)make_stems(VAGUE));
    return g_hash_table_contains((GHashTable *)slot, &stem);
}

bool
lint_subject_is_weak(const char *folded)
{
    static const char *const WEAK[] = {
        "following up",
        "follow up",
        "followup",
        "checking in",
        "just checking in",
        "quick question",
        "a quick question",
        "question",
        "touching base",
        "hello",
        "hi",
        "hey",
        "introduction",
        "quick follow up",
        "just following up",
        "reminder",
        "gentle reminder",
        "friendly reminder",
        "circling back",
        "any update",
        "any updates",
        "any thoughts",
        "my email",
        "my last email",
        "request",
        "important",
        "urgent",
        "hi there",
        "quick chat",
        "quick call",
        "opportunity",
        "great opportunity",
        "nachfrage",
        "kurze nachfrage",
        "kurze frage",
        "eine kurze frage",
        "erinnerung",
        "kurze erinnerung",
        "hallo",
        "anfrage",
        "meine mail",
        "meine email",
        "nachhaken",
        "wichtig",
        "ruckmeldung",
        "kurze ruckfrage",
        "unser gesprach",
        "relance",
        "petite relance",
        "rappel",
        "suite a mon mail",
        "suite a mon message",
        "suite a mon email",
        "question",
        "petite question",
        "une question rapide",
        "bonjour",
        "prise de contact",
        "question rapide",
        "suivi",
        "seguimiento",
        "recordatorio",
        "una pregunta",
        "pregunta",
        "pregunta rapida",
        "una pregunta rapida",
        "una consulta",
        "hola",
        "mi correo",
        "mi ultimo correo",
        "importante",
        "consulta",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(WEAK); i++)
        if (strcmp(folded, WEAK[i]) == 0)
            return true;
    return false;
}
