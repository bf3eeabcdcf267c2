/* Everyday words: what people say whatever they talk about. Grammar, the verbs of having, doing,
 * thinking and saying, adverbs of time and degree, moods, courtesies, and numbers in letters.
 *
 * What is left of a message without them and without the vocabulary of follow-ups is its matter; a
 * message without any matter is empty whatever its phrases. So nothing stands here that a person
 * could sell, deliver, ask for or agree on, in any of the four languages. */
#include "core/lint_private.h"

#include <string.h>

#include "text/terms.h"

static const char PLAIN[] =
    /* English */
    "im ive ill id youd youll youre youve theyd theyve weve were wed hed shes cant cannot couldnt "
    "wouldnt shouldnt dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt wont theres "
    "heres whats hows wheres whos thats itll itd couldve wouldve shouldve might ought having "
    "myself yourself yourselves himself herself itself ourselves themselves whom whose whatever "
    "whoever however although though unless until till since during despite besides among amid "
    "against through within without beyond between behind beside around near off onto upon above "
    "across along away apart aside back else even ever never always often sometimes usually rarely "
    "seldom already yet again almost nearly enough less least much many several various few every "
    "everyone everybody nobody none nothing neither nor anyone anybody either such rather instead "
    "anyway anyways anyhow nonetheless nevertheless still hence therefore thus perhaps maybe "
    "probably possibly certainly surely apparently evidently obviously clearly presumably indeed "
    "really truly genuinely totally completely entirely absolutely exactly precisely slightly "
    "somewhat fairly pretty hardly barely merely only alone together once twice thrice two three "
    "four five six seven eight nine ten dozen half third fourth fifth sixth seventh first second "
    "final finally lastly initially eventually recently currently nowadays meanwhile afterwards "
    "previously earlier tonight today yesterday tomorrow morning afternoon evening night day days "
    "week weeks month months year years minute hour hours while ages moment start starts started "
    "begin began beginning keep keeps kept put puts putting set say says said saying tell tells "
    "told telling talk talks talking ask asks asked asking call mention mentioned explain "
    "explained guess suppose supposed supposedly assume assumed imagine believe believed feel "
    "feels felt feeling seem seems seemed appear appears appeared expect expected expecting wish "
    "wished prefer try tries tried trying attempt attempts attempted become became remain remains "
    "remained stay stayed leave leaves left happen happens happened happening turn turned run "
    "running work works working worked help helps need needs needed able unable glad sad sorry "
    "afraid hopeful hopefully unfortunately sadly luckily regret pity shame nice kind decent fair "
    "bad worse worst true wrong right real same different similar other others another else next "
    "whole full lot lots bunch kind sort guy guys folks man mate friend sure certain easy hard "
    "difficult simple possible impossible clear obvious fault excuse honour honor respect effort "
    "patience patient silence silent quiet ignored ignore ignoring decline declined accept refuse "
    "acknowledge acknowledged acknowledgement welcome pleasure patience sign shape life yes no "
    "nope "
    "yep yeah hmm oh ah ok um hey ho bye ps fyi btw chap hiya howdy dear best wishes warm warmly "
    "sincerely faithfully truly respectfully cheers ta regards peep nudge little bird kindest "
    "stuff matters care cared cares worth deserve deserved bother bothered least "
    "part hand hands word words line lines wondered pick picked shoot shout drop flag flagging "
    "shared share pass passed passing went gotten takes taken taking took comes coming goes doing "
    "done getting gives given puts mean means meant understand understood understanding realise "
    "realize know known knowing remember forgot forget forgotten "
    "interesting voicemail voicemails zero personally personal treated treat precious treasure "
    "worries grasp read plate lap whereabouts "
    "explore exploring indication approval approve meets meet met promised promise guidance "
    "feelings "
    "reaction reactions impressions appetite intention intentions intend intended curious glimpse "
    "catching squeeze squeezed crossed crossing faded landed sitting sit sits stuck stand "
    "lingering "
    "remotely vaguely genuinely frank honest candid straight blunt pulse knock knocking wave "
    "waving "
    "hear heard listening listen ear ears eye eyes eyeball glance browse skimmed digested mull "
    "mulled mulling ponder pondered pondering weigh weighed lean leaning commit committed pursue "
    "pursuing collaborate collaborating collaboration partnering together partnership cooperate "
    "cooperation chances hopes doubts doubt concern concerns objections objection "
    "colleagues inclined keen interested minded position hook touchpoint cycle cycles "
    /* German */
    "man jemand niemand nichts irgendwas irgendwie irgendwo irgendwann irgendein manche manchmal "
    "mancher einige einigen einiges andere anderen anderer anderes anders solche solcher jeder "
    "jede jedes jeden jedem beide beiden selbst selber eigene eigenen eigentlich tatsachlich "
    "wirklich wahrscheinlich vermutlich vielleicht moglicherweise offenbar offensichtlich "
    "anscheinend scheinbar leider schade zumindest wenigstens immerhin jedenfalls allerdings "
    "trotzdem dennoch sonst ansonsten deshalb deswegen daher darum also falls sofern sobald "
    "solange "
    "obwohl wahrend bevor nachdem seitdem weil weder sondern jedoch hingegen zwar sogar kaum fast "
    "beinahe ziemlich besonders absolut vollig ganz ganze ganzen total genau gerade eben jetzt "
    "nun bald bisher bislang bereits immer nie niemals oft ofter haufig selten heute gestern "
    "morgen "
    "abend vormittag nachmittag nacht stunde stunden monat monate monaten jahr jahre jahren "
    "langer langsam schnell sofort gleich spater fruher zuletzt zuerst endlich schliesslich "
    "zwei drei vier funf sechs sieben acht neun zehn dutzend halb erste ersten zweite zweiten "
    "dritte dritten dritter drittes vierte vierten funfte zweimal dreimal viermal mehrfach "
    "mehrmals "
    "mein bist seid ware waren warst gewesen worden wart hast habt hattest hattet hab hats gehabt "
    "darf durfen durfte durften sollte sollten sollst musste mussen mussten musst mag mogen "
    "mochten willst will wollen konntest konnt kannst machen mache macht gemacht machst tue tut "
    "tat "
    "lasse lassen lasst gelassen liess bleibe bleiben bleibt geblieben gehe gehen gegangen ging "
    "kommt kam kamen kamst gekommen stelle setze nehme nehmen nimmt genommen bringe scheint "
    "schien glaube glauben glaubt geglaubt dachte dachten gedacht vermute hoffen hofft gehofft "
    "erwarte erwartet erwarten weiss wusste gewusst kenne kennt fuhle fuhlt gefuhl gefuhle spreche "
    "sprach sage sagte sagten sag reagiert reagieren reagierst reaktion reaktionen schreibe "
    "schrieb schreibst geschrieben zuruckschreibst zuruckschreiben zeile zeilen wort worte versuch "
    "versuche versucht mensch menschen leute sachen dinger weise sinn ordnung fall falle grund "
    "wert muhe geduld hinsicht bezug entschuldigung verstandnis rucksicht sorge zweifel ja nein "
    "doch naja tja ach oh hm ok okay ahm mensch lieber liebes werter hiermit anbetracht "
    "hinsichtlich "
    "zwecks diesbezuglich gegenuber zwischen unter neben hinter innerhalb ausserhalb aufgrund "
    "wegen "
    "trotz statt anstatt ausser samt mithin herzliche herzlichen herzlich bester beste "
    "freundlicher "
    "gruss grusse grussle tschuss ciao hallochen moin servus mfg lg vg schon schonen guten gute "
    "wies obs gibts gehts stehts ists wars wenns dus ihrs sies mans nix net nit ned amal eh amol "
    "ausschaut ausschauen passts wollts konnts ruhrn ruhrt ruhren schaun hort horts gell gelle "
    "gerne ungern lieber egal klar schwer leicht schlimm schlecht wichtig moglich unmoglich noetig "
    "notig unbedingt wohl weit weiter weitere weiteres weiteren anfang anfange beginn ende schluss "
    "gespannt neugierig hinweg hinzu heran nochmalige vergessen vergass erinnert lust laune "
    "kurzer rand kollegin stimme stimmung zeichen gefallen danken dankbar zufallig sozusagen "
    "miteinander untereinander umgeht umgehen umgang hierzu hierauf dahingehend ebenso ebenfalls "
    "dabei dafur dagegen dahin davon davor dazu darin daruber daran woran worauf wohin woher wozu "
    "interessant interessante wia schauts ausschaun fei scho "
    "grundsatzlich grundsatzliche "
    "anklang anstoss bedenken einwand einwande bauchgefuhl tendenz neigung neigen tendieren "
    "tendierst uberzeugen uberzeugt zusammenarbeit zusammenarbeiten zusammenkommen zusammenfinden "
    "austauschen austausch unterhalten hinterher dranbleiben dranbleibe aufmerksamkeit "
    "wochenstart start wochenanfang feedback laut rappeln ruhren ruhr zeigen zeigst zeigt "
    "versprochen versprechen versprechungen zugesagt hoffnung aussicht aussichten wunsch wunsche "
    "entscheidungsfindung findung prozess aufwand aufgewendet gemuht bemuht bemuhen bemuhungen "
    "welche welcher welches welchen "
    /* French */
    "moi toi eux soi encore deja jamais rien aucun aucune personne quelquun quelque quelques chose "
    "choses autre autres meme memes chaque plusieurs certains certaines beaucoup peu trop assez "
    "moins tant tellement environ presque seulement surtout enfin ensuite puis apres avant depuis "
    "pendant durant des lors hier aujourdhui demain soir matin midi nuit heure heures annee annees "
    "an ans fois souvent parfois rarement bientot tard tot vite maintenant actuellement recemment "
    "auparavant desormais cependant pourtant neanmoins toutefois malgre sinon ainsi car parce "
    "puisque quoique lorsque quand tandis afin selon envers contre parmi malheureusement "
    "heureusement evidemment visiblement apparemment manifestement probablement certainement "
    "surement peutetre franchement naturellement absolument completement totalement eu eus eut "
    "aviez avions avaient auriez aurais aurait auront aurez aura etais etions etaient fus fut "
    "soyez "
    "serez suis fais fait faites faisait font ferai ferez va vais vas allons allez allait vont "
    "irai "
    "viens vient venu venir venez veux veut voulez voudrais voudrait vouloir dois doit devez "
    "devrais devrait devoir peuvent pouvait pourrais pourrait pourrez faut faudrait fallait sais "
    "sait savez crois croit croyais croyez trouve trouvais imagine jimagine suppose semble "
    "semblait "
    "parait pensait sens sent sentir parle parler parlons discute discuter discutons demande "
    "redis dit disait disiez mets mettre mis laisse laisser laissez reste rester restait garde "
    "tiens essaie essaye essayer tente arrive arriver passe passer compte comptais merite meritent "
    "meriter constate constater note noter remarque ose joserais oser jose voila voici cest ceci "
    "celui celle ceux celles cellesci lequel laquelle quel quelle quels quelles combien comment "
    "pourquoi deux trois quatre cinq six sept huit neuf dix premier premiere deuxieme second "
    "troisieme quatrieme cinquieme enieme double merci plait plus voeux salut salutations "
    "cordialement bises bisous amicalement sinceres sincere distinguees meilleures meilleur bonne "
    "bon bons bonnes beau bel ben bah euh hein oui non ouais bref dommage tant pis tristesse "
    "triste "
    "regret regrets desole desolee navre facile difficile possible impossible vrai faux clair sur "
    "certain normal drole bizarre sort sortes facon maniere maniere egard egards respect politesse "
    "gens monde gentil gentille aimable patience silence besoin envie raison tort droit joignable "
    "precieuse precieux oserais interessant interessante "
    "actualite devrai devrais devient devenir "
    "partant partante partants tente tenter tentez tenterait avis collaborer collaboration ecoute "
    "echanger echangions rediscuter sollicitation sollicite solliciter espoir espoirs chance "
    "hesite "
    "hesitation doutes doute reserves objections objection emballe emballee convaincu convaincue "
    "promis promettre promesse promesses parole prononcer prononce manifester manifeste manifestez "
    "signaler signalez intention intentions souhait souhaits enchante ravi ravie oreille yeux "
    "obtenir obtenu obtenue moindre decourageant repense repenser murir muri laps occupe occupee "
    "surtout davance avance bien mal mieux pire grand gros seul seule ensemble differents "
    "differentes different temperature jus eclairer oublie oublier oubliee souviens souvenir "
    "croiser toque bout reparle reparler reparlons ou vers lors toujours alors donc or eh "
    "parvenu parvenue parvenir repasser repasse revoici reecrire retente navons netes nest nai "
    /* Spanish */
    "mi ti si conmigo contigo consigo nadie nada alguien algo alguno alguna algunos algunas "
    "ninguno "
    "ninguna ningun otro otra otros otras mismo misma mismos mismas cada varios varias mucho mucha "
    "muchos muchas poco poca pocos pocas tanto tanta tantos tantas demasiado bastante menos casi "
    "solo solamente siquiera tampoco aun todavia nunca jamas siempre antes despues luego entonces "
    "ahora hoy ayer manana tarde noche dia hora horas mes meses ano anos vez veces pronto temprano "
    "recientemente actualmente ultimamente mientras durante aunque sino pues asi aunque salvo "
    "excepto segun contra hacia tras bajo ante mediante sin embargo obstante quiza quizas tal "
    "acaso seguro seguramente probablemente posiblemente evidentemente lamentablemente "
    "desgraciadamente desafortunadamente realmente verdaderamente totalmente completamente "
    "absolutamente he habia habian habria habrian haya hayan hubiera hubiese haber habido habra "
    "tener tengo tienes tiene tenemos tienen tenia ser siendo sean eres somos seria serian fuera "
    "fueron estar estas estamos esten este estado estaria estuve estuvo hago haces hace hacemos "
    "hacen hizo hecho haciendo haga voy vas vamos iba iban ido fui vengo viene venido venir quiero "
    "quieres quiere quieren querer puedo puedes podemos podria podrian podriamos podamos poder "
    "debo debe deberia deber creo cree crees creia creer sabe sabes se supe supo supongo imagino "
    "parecio parezca parecer pareceria siento siente sentir dijo dije dicho decir digo hable habla "
    "pido pide pedir pedido llevo llevas lleva llevamos dejo deja dejar dejado dejara dejaras "
    "dejame sigo sigues seguimos empezar intento intentos intentar intentado insisto insistir "
    "tomar tomo tome puesto poner pongo quede quedar quedaste merezco merece merecer merecemos "
    "cuanto cuanta cuantos cuantas quienes cuales aquel aquella aquello eso esto dos tres cuatro "
    "cinco seis siete ocho nueve diez primero primera primer segundo segunda tercer tercera cuarto "
    "cuarta quinto quinta enesima saludo saludos abrazo abrazos beso besos cordial cordiales "
    "cordialmente "
    "atentamente bueno buena buen bien mal mejor peor gran grande feliz triste pena lastima facil "
    "dificil posible imposible verdad cierto claro normal raro justo vale bah eh ay ah ok oye "
    "mire mira oiga forma manera modo modos parte partes gente persona personas paciencia silencio "
    "esfuerzo respeto educacion cortesia ganas gana razon culpa palabra palabras linea lineas "
    "vista "
    "sabemos sabria estimado querido querida amigo amiga jefe don dona senores suya suyo suyas "
    "tuya "
    "tuyo tuyas mia mio mias nuestra detras delante dentro fuera encima acerca junto juntos "
    "igual igualmente ademas incluso afin favor molestar molesto molesta ocupados colaborar "
    "colaboracion molestias disculpa disculpe perdon perdone pendiente tanto temita asuntito "
    "acuerda acuerdas acordarse olvidado olvidar olvido comunicado contactarte contactarle "
    "escribirte preguntarte preguntarle preguntar saludarlo tenga tengas haber ojala gusto "
    "pio interesante interesar cuadramos cuadrar "
    "parecer animas anima animais animo apetece convence convenza convencido convencida intencion "
    "intenciones sensacion sensaciones dudar reparos reparo esperanza esperanzas promesa prometio "
    "prometiste prometido oido oidos ojos pronunciar pronunciarse manifestar senal senales moverlo "
    "mover movido retomarlo comentarlo hablarlo verlo leerlo mirarlo revisarlo pensarlo valorarlo "
    "consultarlo decidirlo saludarle saludarles sumarse sumas apuntas contando cuento rondando "
    "pareceria oportuno conveniente aclarar aclaracion compartir compartirme transmitirme "
    "gustaria encantaria quedaria serviria sabe mal ";

static GHashTable *
make_table(void)
{
    GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree GStrv words = g_strsplit(PLAIN, " ", -1); /* the table takes the words */

    for (char **word = words; *word != NULL; word++)
        g_hash_table_add(table, *word);
    return table;
}

static GHashTable *
make_stems(void)
{
    GHashTable *table = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_auto(GStrv) words = g_strsplit(LINT_TALK, " ", -1);

    for (char **word = words; *word != NULL; word++) {
        guint64 stem = term_hash(*word);
        g_hash_table_add(table, g_memdup2(&stem, sizeof stem));
    }
    return table;
}

static bool
is_listed(const char *word)
{
    static gsize slot, stems;
    guint64 stem = term_hash(word);

    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)make_table());
    if (g_once_init_enter(&stems))
        g_once_init_leave(&stems, (gsize)make_stems());
    return g_hash_table_contains((GHashTable *)slot, word) ||
           g_hash_table_contains((GHashTable *)stems, &stem);
}

/* French without its apostrophe: "navez" is "avez", "loccasion" is "occasion". */
static const char *
without_elision(const char *word)
{
    gsize head = g_str_has_prefix(word, "qu") ? 2 : 1;

    if (strchr("ldjnmtcsq", word[0]) == NULL || strlen(word) < head + 2 ||
        strchr("aeiouyh", word[head]) == NULL)
        return NULL;
    return word + head;
}

bool
lint_word_is_plain(const char *word)
{
    const char *bare = without_elision(word);

    return is_listed(word) || (bare != NULL && (is_listed(bare) || term_is_function_word(bare) ||
                                                lint_word_is_filler(bare)));
}

/* Sentence number 0 or the last one. */
static bool
is_at_edge(const Draft *draft, const DraftSentence *sentence, bool last)
{
    guint edge = last ? draft->sentences->len - 1 : 0;

    return sentence == &g_array_index(draft->sentences, DraftSentence, edge);
}

bool
lint_is_of_address(const Draft *draft, const DraftSentence *sentence, guint word)
{
    static const char *const TITLES[] = { "frau",   "herr",     "herrn", "mr",     "mrs", "ms",
                                          "dr",     "monsieur", "mme",   "madame", "don", "dona",
                                          "senora", "senor",    "sra",   "sr",     "lic", NULL };
    static const char *const CLOSINGS[] = { "gruss",        "grusse",  "saludo", "saludos",
                                            "cordialement", "regards", "wishes", "cheers",
                                            "salutations",  "bises",   "abrazo", "sincerely",
                                            "atentamente",  "thanks",  "merci",  "gracias",
                                            "danke",        NULL };
    const char *self = phrase_text_word(draft->words, word);

    if (novelty_is_vocative(draft, sentence, word))
        return true;
    if (is_at_edge(draft, sentence, false))
        return g_strv_contains(TITLES, self) ||
               (word > sentence->first &&
                g_strv_contains(TITLES, phrase_text_word(draft->words, word - 1)));
    if (!is_at_edge(draft, sentence, true))
        return false;
    for (guint i = sentence->first; i < MIN(word, sentence->first + 3); i++)
        if (g_strv_contains(CLOSINGS, phrase_text_word(draft->words, i)) &&
            memchr(draft->text + phrase_text_offset(draft->words, i), '\n',
                   phrase_text_offset(draft->words, word) - phrase_text_offset(draft->words, i)) !=
                NULL)
            return true;
    return false;
}
