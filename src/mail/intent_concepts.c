/* The lexicon of concepts: English, German, French, Spanish, Italian, Portuguese, Dutch, Japanese;
 * folded as text/phrases.h says. A word may stand under several. */
#include "mail/intent_concepts.h"

typedef enum {
    CEASE,
    REMOVE,
    LIST,
    CONTACT,
    ANNOY,
    CONSENT,
    NOT = INTENT_CONCEPT_NOT,
    NO_MORE,
    ME,
    YOU,
    WANT,
    NEED,
    LIKE,
    INTEREST,
    GOOD,
    SEND,
    MATERIAL,
    TRY,
    PROCEED,
    HAVE_ALREADY,
    VENDOR,
    CHOSE,
    DECLINE,
    UNFIT,
    COSTLY,
    SATISFIED,
    PRICE,
    QUESTION_WORD,
    POSSIBLE,
    FEATURE,
    DURATION,
    WEEKDAY,
    MONTH_OR_SEASON,
    CLOCK,
    LATER,
    WAIT,
    NOW,
    BUSY,
    BUDGET,
    CONTRACT,
    EVENT,
    MEET,
    CALL,
    PLACE,
    FREE_THEN,
    COLLEAGUE,
    DEPARTMENT,
    RESPONSIBLE,
    FORWARD,
    DECIDE,
    WRONG_PERSON,
    LEFT_JOB,
    INSULT,
    THREAT,
    SHAME,
    THANKS,
    GREETING,
    RECEIVED,
    ATTACHED,
    MISTAKE,
    UNDERSTOOD,
    LUCK,
} Concept;

static const PhraseEntry TABLE[] = {
    { CEASE, "stop|stopp|stopping|stoppt|stoppen|stoppez|cease|desist|quit|halt|enough|"
             "discontinue~|refrain~|abstain~|knock|leave|lay;aufhor~|unterlass~|einstell~|absehen|"
             "absieht|ruhe|frieden|verschon~|schluss|reicht|hor|hort|auf;arret~|cess~|laiss~|paix|"
             "tranquil~|assez|suffit|stop|fin;basta|dej~|deje~|par~|paz|alto|cese~|absteng~|"
             "suficiente;smett~|lascia~|pace|finit~|cessa~|astener~;chega|deix~|pare|parem|parar|"
             "cessem;ophoud~|hou|houd|rust|genoeg|staak~|kappen|stopt;停 止;や め;止 め;"
             "お や め;控 え;遠 慮;中 止;放 っ て;お 断 り" },
    { REMOVE, "remov~|delet~|unsub|unsubscri~|erase~|erasure|purge~|take|drop|strike|scrub|wipe|"
              "opt|exclude~|withdraw~|cancel~|off|out|deregister;losch~|loesch~|streich~|entfern~|"
              "abmeld~|austrag~|trag|tragen|abbestell~|nehmen|nimm|nehmt|raus|sperr~|vergess~|"
              "widerruf~|widersprech~|widerspruch;retir~|supprim~|desabonn~|desinscri~|enlev~|"
              "effac~|ray~|oubli~|radi~|oppos~|effacement;borr~|elimin~|baja|quit~|saqu~|sac~|"
              "suprim~|supresion|cancel~|desuscri~|retir~|olvid~|oposicion;cancell~|rimuov~|rimoz~|"
              "elimin~|tog~|togli~|disiscriv~|disiscriz~|revoc~|oppon~;remov~|apag~|exclu~|tir~|"
              "retir~|elimin~|descadastr~|cancel~|esquec~;verwijder~|uitschrij~|afmeld~|schrijf|"
              "haal|wis|wissen|schrap~|uit|vergeet;削 除;解 除;外 し;退 会;消 し;"
              "取 り 消;撤 回" },
    { LIST, "list|lists|database|mailing~|crm|records|newsletter~|campaign~|sequence~|"
            "distribution|subscription|system|file;verteiler|liste|datenbank|kartei|adressbuch|"
            "aussendung~|zusendung~|datensatz;liste|listes|fichier|base|diffusion|envois|"
            "abonnement|infolettre;lista|listas|base|boletin|suscripcion|difusion|envios;elenco|"
            "archivi|lista|database|mailing|invii;lista|base|cadastro|boletim|inscricao|"
            "assinatura;lijst|bestand|adressen~|database|nieuwsbrief|verzendlijst;リ ス ト;"
            "登 録;配 信;名 簿" },
    { CONTACT, "email~|mail|mails|mailed|write|writing|contact~|messag~|call|calls|calling|text|"
               "texting|spam~|bother~|reach|follow|followup~|reminder~|letters|approach~|solicit~|"
               "correspond~|outreach|hear|receive|receiving|inbox;mail|mails|schreib~|anschreib~|"
               "kontakt~|anruf~|anrufen|melden|nachricht~|werbung|erinnerung~|post|zuschick~|"
               "postfach;mails|courriel~|message~|ecri~|contact~|relanc~|sollicit~|recevoir|"
               "demarch~|appel~|publicit~|adress~;correo~|mensaj~|escrib~|contact~|llam~|recib~|"
               "publicidad|enviar~|comunicacion~;mail|messagg~|scriv~|contatt~|ricever~|chiam~|"
               "pubblicita|comunicazion~|telefon~|inviat~;mensagen~|mensagem|escrev~|contat~|"
               "contact~|receb~|ligar|propaganda|publicidade|email~;mail|mails|bericht~|schrijf~|"
               "schrijv~|contact~|bel|bellen|ontvang~|reclame|stuur~|herinnering~;メ ー ル;"
               "連 絡;営 業;勧 誘;案 内;送 ら;電 話 し" },
    { ANNOY, "spam~|harass~|pester~|annoy~|nuisance|junk|unsolicited|unwanted|disturb~|block~|"
             "report~|flag~;belastig~|nerv~|spam~|unerwunscht|ungebeten|lastig;harcel~|"
             "indesirable~|spam|pesant~|agac~|importun~|bloqu~;molest~|acos~|spam|pesad~|fastidio|"
             "insist~|bloque~;disturb~|spam|fastidi~|insist~|seccatur~;incomod~|spam|insist~|"
             "chat~|encher;lastig~|spam|gezeur|blokkeer~|zeur~|opdring~;迷 惑;ブ ロ ッ ク;"
             "し つ こ;何 度 も;勝 手" },
    { CONSENT, "gdpr|ccpa|consent~|permission|privacy|data|opt|signed|subscribed|right|object|"
               "article;dsgvo|einwilligung|datenschutz|daten|zugestimmt|widerspruchsrecht;rgpd|"
               "donnees|consentement|cnil|droit|coordonnees;rgpd|lopd|datos|consentimiento|derecho|"
               "autorice;gdpr|dati|consenso|trattamento|garante|diritto;lgpd|rgpd|dados|"
               "consentimento;avg|gegevens|toestemming|recht;個 人 情 報;同 意" },
    { NOT, "not|no|dont|doesnt|didnt|wont|cant|cannot|isnt|arent|nope|nah|never|without|nothing|"
           "nobody|neither|nor;nicht|kein|keine|keinen|keiner|keinerlei|nein|nie|niemals|nichts|"
           "nix|ne|weder;pas|non|ne|aucun|aucune|jamais|rien|sans|ni;no|nunca|ningun~|nada|sin|"
           "ni|jamas;non|nessun~|mai|niente|senza|nulla;nao|nunca|nenhum~|nada|sem|nem|jamais;"
           "niet|geen|nooit|nee|niets|zonder;ま せ ん;な い;な く;不 要" },
    { NO_MORE, "anymore|longer|again|further|future|ever;any more;no more;mehr|wieder|weiter~|"
               "kunftig;nie wieder;plus|davantage|desormais|dorenavant|avenir;mas|vuelv~|sigan|"
               "futuro;nunca mas;piu|ulterior~|oltre|futuro|altre|altri;mais|futuro|volte~|voltem;"
               "meer|verder~|toekomst|voortaan;二 度 と;今 後;も う;こ れ 以 上;一 切;"
               "以 後" },
    { ME, "i|me|my|us|our|we|im|ive|id;ich|mich|mir|uns|wir|mein~|unser~;je|moi|nous|mon|ma|"
          "notre|nos;yo|me|nos|mi|nuestr~;io|mi|ci|mio|nostr~;eu|me|nos|meu|minha|noss~;ik|mij|"
          "me|ons|onze|mijn|wij;私;弊 社;当 社;弊 行;当 行" },
    { YOU, "you|your|youre|u|ur;sie|ihr~|du|dir|dich|dein~|euch|eure~;vous|votre|vos|tu|toi;"
           "usted~|tu|vuestr~|su|sus|ustedes;lei|voi|vostr~|suo|sua;voce|voces|vosso~|seu|sua;u|"
           "uw|jij|jullie|je;御 社;貴 社;そ ち ら" },
    { WANT, "want|wants|wish|would|id|like|love|please|kindly|prefer|rather|ask|request~;mochte~|"
            "will|wollen|wunsch~|bitte|gern|gerne|hatte|hatten|bitten;veux|voul~|souhait~|aimer~|"
            "veuillez|prie|svp|plait|desir~;merci de;quier~|quer~|dese~|gustaria|favor|ruego|"
            "rogamos|porfa;voglio|vogliamo|vorr~|prego|favore|piacer~|desider~;quero|quer~|"
            "gostar~|gostav~|favor|desej~|peco|solicit~|queira;wil|willen|graag|wens~|"
            "alstublieft|gelieve|zou;お 願 い;希 望;く だ さ い;い た だ け;"
            "し た い;た い で す" },
    { NEED, "need|needs|require~|use|demand|necessary|requirement~|purpose|worth|point;bedarf|"
            "brauch~|benotig~|notwendig|zweck~|nutzen;besoin|necessaire|utilite|utile;necesit~|"
            "precis~|falta|utilidad;hace falta;serv~|bisogno|necessari~|utile;precis~|"
            "necessidade|necessario|serve;nodig|behoefte|nut|gebruik;必 要" },
    { INTEREST,
      "interest~|curious|intrigu~|keen|excited|eager|enthusias~|fascinat~|relevant|"
      "attention|pique~|appeal~|evaluat~;interess~|neugierig|spannend~|begeister~|angetan;"
      "interess~|curieu~|attir~|enthousias~|partant~;interes~|curios~|entusias~|intrig~;"
      "interess~|curios~|incurios~|favorevol~;interess~|curios~|animad~|despert~;interess~|"
      "benieuwd|nieuwsgierig|enthousiast|spreekt;興 味;関 心;検 討 し;面 白;"
      "前 向 き" },
    { GOOD, "good|great|nice|cool|love~|perfect|useful|brilliant|awesome|impress~|promising|"
            "fantastic|excellent|exactly|yes|yep|sure|sounds|looks|helpful|neat|right;gut|toll|"
            "super|klingt|vielversprechend|ja|genau|prima|hilfreich|cool|mega|passt|gefall~|hort;"
            "bien|super|top|oui|genial~|parfait~|exactement|prometteu~|volontiers|plaisir|"
            "carrement|pile;bueno|buena|genial|perfecto|si|justo|util|encant~|perlas|gust~|"
            "excelente;buon~|bello|ottim~|perfett~|si|proprio|volentieri|piace|utile|comodo;bom|"
            "boa|otim~|perfeito|sim|adorei|legal|gost~|excelente|calhar;goed|leuk|mooi|prima|ja|"
            "precies|handig|super|perfect|aansluit|sluit;ぜ ひ;良 さ;は い;素 晴;"
            "探 し て い た" },
    { SEND, "send|sends|sending|shoot|share|provide|show|tell|give|throw|pass|supply;forward me;"
            "mail me;email me;schick~|send~|zusend~|zukommen|uberm~|zeig~|erzahl~|gib|geben;"
            "envoy~|transmet~|adress~|parvenir|montr~|dites|donn~|remet~;envi~|mand~|remit~|pas~|"
            "pasame|cuent~|dime|muestr~|facilit~;invi~|mand~|trasmett~|fornir~|mostr~|dica|"
            "faccia;envi~|mand~|remet~|mostr~|conte~|pass~;stuur~|zend~|bezorg~|toon|vertel|geef;"
            "laat zien;送 っ て;お 送 り;送 付;教 え て;見 せ;お 聞 か せ" },
    { MATERIAL,
      "info|information~|detail~|brochure~|deck|slides|catalog~|literature|pricelist|"
      "overview|video|proposal|quote|quotation|offer|sample~|documentation|pager|"
      "whitepaper|leaflet|spec~|estimate|agreement;unterlag~|informatione~|infos|angebot|"
      "katalog|prospekt|datenblatt|muster|preisliste|paket|broschure|vertrag;documentation|"
      "brochure|plaquette|devis|catalogue|renseignement~|offre|presentation|dossier|"
      "descriptif|details;informacion|folleto|catalogo|presupuesto|dossier|presentacion|"
      "detalles|oferta|info|propuesta|cotizacion;informazion~|brochure|catalogo|preventiv~|"
      "offerta|materiale|presentazione|dettagli;informac~|catalogo|orcamento|proposta|"
      "apresentacao|detalhes|ficha|folheto;informatie|brochure|catalogus|offerte|"
      "documentatie|folder|details|uitleg;資 料;見 積;カ タ ロ グ;パ ン フ;"
      "提 案;詳 し;詳 細" },
    { TRY, "try|trial|pilot|test|demo|sandbox|beta|sample|evaluate|poke;test~|probier~|"
           "ausprobier~|pilot~|muster|testzugang;essay~|essai|tester|demo|pilote;prob~|prueba|"
           "demo|piloto;prov~|prova|demo;experiment~|test~|teste|demo|amostra;prober~|"
           "uitprober~|proef~|demo|test~;試 し;試 用;デ モ;体 験" },
    { PROCEED, "proceed|next|steps|step|start|begin|sign|move|order|buy|purchase|in|implement;"
               "weiter|geht|schritt~|bestell~|kauf~|losleg~|starten;etape~|suite|commenc~|command~|"
               "achet~|procede~|signer;paso|siguiente|empez~|comenz~|compr~|avanz~|seguir;procede~|"
               "passo|inizi~|ordin~|acquist~|attiv~;passo|comec~|avanc~|compr~|proximo;stap|"
               "volgende|begin~|bestel~|koop~|starten;次;進 め;始 め;導 入;契 約 書" },
    { HAVE_ALREADY,
      "already|existing|current|currently|incumbent|inhouse|ourselves|own|built|covered|"
      "sorted|set;bereits|schon|vorhanden|selbst|eigenes|eigene|versorgt|bestehend~|"
      "jetzig~;deja|actuel~|nousmemes|interne|propre|equipe~;ya|actual~|propio|propia|"
      "interno;nosotros mismos;gia|attual~|interno|internamente|posto|propri~;ja|atual|"
      "actual|propri~|internamente|servidos;al|huidig~|reeds|eigen|zelf;す で に;"
      "既 に;自 社;現 在" },
    { VENDOR, "vendor~|supplier~|provider~|partner~|solution~|tool|tools|software|competitor~|"
              "company|rival~|agency;anbieter|lieferant~|partner|losung|dienstleister|software;"
              "fournisseur~|prestataire~|solution|outil|concurren~|partenaire|logiciel;proveedor~|"
              "solucion|herramienta|empresa|competencia|casa;fornitor~|soluzione|partner|azienda;"
              "fornecedor~|solucao|parceiro|empresa;leverancier~|oplossing|partner|bedrijf|pakket|"
              "software;他 社;取 引 先;業 者;会 社" },
    { CHOSE, "chose|chosen|decided|decision|went|gone|opted|signed|renewed|selected|bought|picked|"
             "concluded|switch~|stay~|stick~|remain;entschied~|entschlossen|gewahlt|bleiben|"
             "bleibt|wechsel~;choisi~|decid~|opt~|retenu|rest~|sign~;elegi~|decid~|opt~|escog~|"
             "seguimos|quedamos;scelt~|decis~|opt~|prefer~|rest~|deliber~;escolh~|decid~|opt~|"
             "fech~|ficamos|fic~;gekozen|besloten|blijven|gekocht|koos;決 め;採 用;選 び" },
    { DECLINE,
      "decline~|pass|reject~|refus~|turn|regret~|unfortunately|afraid|sorry|however|"
      "against;ablehn~|abgelehnt|leider|absage~|abstand|bedauer~|absagen|verzicht~;declin~|"
      "refus~|regret~|malheureus~|desole~|renon~|suite;rechaz~|declin~|lament~|desgraciad~|"
      "renunci~|disculp~;rifiut~|declin~|purtroppo|dispiace|rinunc~;recus~|declin~|"
      "infeliz~|lament~|rejeit~;afgewezen|helaas|spijt~|wijzen|afzien|weiger~;見 送;"
      "お 断 り;残 念;申 し 訳;あ い に く;せ っ か く;結 構;辞 退" },
    { UNFIT, "fit|suit~|relevant|match|applicable|apply|applies|benefit|pointless|useless;passt|"
             "geeignet|relevant|lohnt|taugt|erubrigt|sinn;adapt~|convien~|correspond~|pertinent|"
             "concern~;encaj~|ajust~|aplic~|sirve|adapt~;adatt~|rientra|serve;fa per;aplic~|"
             "adequ~|enquadra|atende|serve;past|geschikt|relevant|meerwaarde|volstaat;合 い ま;"
             "合 わ;要 件;不 採 用" },
    { COSTLY, "expensive|pricey|afford~|costly|cheap~;teuer|kostspielig;cher|couteux;caro|costoso|"
              "car~;caro|costoso;caro;duur|prijzig;高 す ぎ;高 額" },
    { SATISFIED,
      "happy|satisf~|content|fine|works|pleased;good enough;zufrieden|glucklich|bewahrt~;"
      "satisf~|content~|heureux|entiere;content~|satisf~|funciona;bien servid~;soddisf~|"
      "content~|bene;satisf~|content~|servidos;tevreden|content|voldoen~|volstaat;満 足" },
    { PRICE, "price~|pricing|cost|costs|fee|fees|rate|rates|charge~|discount~|vat|ballpark|"
             "license~|licence~|seat|money;per month;per seat;preis~|kost~|gebuhr~|rabatt|lizenz~|"
             "euro;pro monat;prix|tarif~|coute~|cout|combien|remise|licence|abonnement|mois;"
             "precio~|cuesta|cuanto~|tarifa~|coste|costo|descuento|cuota|vale;prezz~|costa|costo|"
             "quanto|tariff~|sconto|licenza|canone;preco~|custa|custo|quanto~|valor~|desconto|"
             "mensalidade|licenca;prijs~|kost|kosten|tarief|korting|licentie|hoeveel;価 格;"
             "料 金;費 用;い く ら;値 段" },
    { QUESTION_WORD,
      "how|what|whats|which|where|who|why|when|does|do|is|are|can|could|would|any|hows;wie|"
      "was|welche~|wo|wer|warum|wann|gibt|haben|kann|konnen|ist|lauft|geht|ab;quel~|"
      "comment|combien|ou|qui|pourquoi|quand|avez|peut|faut;est ce;y a;como|que|cual~|"
      "donde|quien|cuando|cuanto~|hay|tienen|puede~;come|cosa|quale|quali|dove|chi|quando|"
      "quanto|avete|serve|ce;e possibile;como|que|qual|quais|onde|quem|quando|quanto~|ha|"
      "tem|vocês|posso;da para;hoe|wat|welke|waar|wie|wanneer|hoeveel|is|heeft|hebben|kan|"
      "werkt;で す か;ま す か;で し ょ う か;ど の;ど こ;何" },
    { POSSIBLE, "possible|able|explain|clarify|confirm|wonder~|know|understand;moglich|erklar~|"
                "bestatig~|klaren|wissen;possible|expliqu~|precis~|confirm~|savoir;posible|explic~|"
                "aclar~|confirm~|saber;possibile|spieg~|chiari~|sapere;possivel|explic~|esclarec~|"
                "saber;mogelijk|uitleg~|bevestig~|weten;可 能;で き ま" },
    { FEATURE,
      "integrat~|support~|api|cloud|server|install~|data|secur~|certif~|gdpr|sso|warranty|"
      "guarantee|training|deliver~|ship|sla|compatible|app|mobile|language~|hosted|"
      "onboard~|backup|export~|import~|connect|references|users|staff|storage|run|work;"
      "schnittstelle|integr~|server|daten|zertifi~|garantie|schulung|liefer~|wartung|handy|"
      "anbind~|laufzeit|referenz~|voraussetz~|ersatzteil~|linux;integr~|serveur|heberg~|"
      "garantie|formation|livr~|maintenance|compatible|engagement|references|logiciel|"
      "support|donnees;integr~|servidor|garantia|formacion|entrega~|mantenimiento|"
      "compatible|permanencia|referencias|instal~|datos|conecta;integr~|server|garanzia|"
      "formazione|consegna|manutenzione|compatibil~|referenze|install~|conforme|dati|app;"
      "integr~|servidor|garantia~|formacao|treinamento|entreg~|manutencao|compativel|"
      "referencias|instal~|dados|fidelidade;integr~|server|garantie|opleiding|lever~|"
      "onderhoud|past|opzeg~|referenties|install~|gegevens|tablet|normen|toepassing;"
      "連 携;導 入;保 証;研 修;納 期;対 応;互 換;解 約;事 例;認 証;"
      "シ ス テ ム;デ ー タ" },
    { DURATION,
      "long|weeks|week|days|months|month|year|years|hours|minutes|min|mins|fortnight;"
      "lead time;lange|woche~|tage|monat~|jahr~|stunde~|minute~|dauer~;semaine~|jours|mois|"
      "an|ans|annee~|heure~|minute~|delai~|temps;semana~|dias|mes|meses|ano|anos|hora~|"
      "minuto~|plazo|tiempo|tarda;settiman~|giorn~|mes~|ann~|ora|ore|minut~|tempi|tempo;"
      "semana~|dias|mes|meses|ano|anos|hora~|minuto~|prazo|tempo;week|weken|dagen|maand~|"
      "jaar|jaren|uur|minuten|duur~|tijd;期 間;週 間;か 月;年 後;半 年;分" },
    { WEEKDAY,
      "mon|monday|tue|tues|tuesday|wed|wednesday|thu|thur|thurs|thursday|fri|friday|sat|"
      "saturday|sunday|tomorrow|today|tonight|weekend|2moro;montag|dienstag|mittwoch|"
      "donnerstag|freitag|samstag|morgen|heute|ubermorgen;lundi|mardi|mercredi|jeudi|"
      "vendredi|samedi|demain|aujourdhui|soir;lunes|martes|miercoles|jueves|viernes|sabado|"
      "manana|hoy|tarde;lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domani|domattina|"
      "oggi|stasera;segunda|terca|quarta|quinta|sexta|sabado|amanha|hoje;maandag|dinsdag|"
      "woensdag|donderdag|vrijdag|zaterdag|morgen|vandaag|vanmiddag;月 曜;火 曜;"
      "水 曜;木 曜;金 曜;明 日;本 日;来 週" },
    { MONTH_OR_SEASON,
      "january|february|march|april|june|july|august|september|october|november|december|"
      "jan|feb|aug|sept|oct|nov|dec|spring|summer|autumn|fall|winter|q1|q2|q3|q4|quarter|"
      "season|easter|christmas|xmas|holidays|fiscal|h1|h2;januar|februar|marz|mai|juni|"
      "juli|oktober|dezember|fruhjahr|fruhling|sommer~|herbst|quartal|saison|ostern|"
      "weihnacht~|ferien|jahresabschluss|jahreswechsel;janvier|fevrier|mars|avril|juin|"
      "juillet|aout|septembre|octobre|novembre|decembre|printemps|ete|automne|hiver|"
      "rentree|trimestre|saison|fetes|vacances;enero|febrero|marzo|abril|mayo|junio|julio|"
      "agosto|septiembre|octubre|noviembre|diciembre|primavera|verano|otono|invierno|"
      "trimestre|cuatrimestre|temporada|navidad;gennaio|febbraio|marzo|aprile|maggio|"
      "giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|primavera|estate|autunno|"
      "inverno|pasqua|natale|ferie;janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|"
      "setembro|outubro|novembro|dezembro|primavera|verao|outono|inverno|trimestre|"
      "semestre|natal|ferias;januari|februari|maart|mei|juni|juli|augustus|oktober|"
      "voorjaar|lente|zomer|herfst|najaar|kwartaal|seizoen|vakantie|bouwvak;月 以 降;"
      "春;夏;秋;冬;年 度;来 期;今 期;決 算" },
    { CLOCK, "am|pm|oclock|noon|morning|afternoon|evening|lunch|clock|est|utc|et;uhr|vormittag~|"
             "nachmittag~|mittag~|abend~|halb;heures|matin|midi|soir|13h|14h|15h|16h|17h|18h|9h|"
             "10h|11h|h;apres midi;mediodia|horas|hrs|tempranito|mañana;mattina|pomeriggio|"
             "mezzogiorno|ore|sera;manha|tarde|horas|almoco;meio dia;uur|ochtend|middag|avond|"
             "half|smorgens;時;午 前;午 後;朝;お 昼" },
    { LATER, "later|after|next|again|back|until|till|once|future|eventually|someday|then|before|"
             "when|upcoming;new year;spater|nach|nachste~|wieder|nochmal|erneut|bis|danach|dann|"
             "kunftig|kommend~|fruhestens|vorher|erst|sobald;apres|prochain~|jusqu~|avant|ensuite|"
             "puis|ulterieur~|courant|dici;plus tard;despues|proxim~|hasta|luego|cuando|pasado|"
             "dentro|retom~|vuelv~|antes;mas adelante;dopo|prossim~|fino|poi|quando|prima|fra|tra;"
             "piu avanti;depois|proxim~|ate|quando|daqui|antes|segundo;mais tarde;later|na|"
             "volgend~|tot|daarna|wanneer|opnieuw|terug|eerst|pas;以 降;後 に;改 め て;"
             "ま た;落 ち 着;次 回;来" },
    { WAIT, "wait|hold|pause|park~|postpone~|defer~|delay~|pending|freeze|frozen|circle|revisit|"
            "reconnect|ping|remind|resurface|pin;touch base;warte~|verschoben|verschieb~|"
            "zuruckgestellt|melden|melde|meld|komm~;attend~|report~|suspen~|gel~|reparl~|"
            "recontact~|relanc~|rappel~|revenir|revenez|reessay~;esper~|aplaz~|pospon~|suspen~|"
            "retom~|recuerd~|contacteme|busc~;aspett~|rimand~|sospes~|risent~|ricontatt~|riprov~|"
            "riparl~|attes~;esper~|adi~|suspens~|aguard~|procur~|volte|tente;wacht~|uitstel~|"
            "opgeschort|bevroren|probeer|neem;保 留;待 ち;声 を か け;お 声 が け" },
    { NOW, "now|moment|currently|present|presently|time|timing|yet|today|priority|early|soon;"
           "jetzt|moment|momentan|derzeit|aktuell|zurzeit|gerade|laufend~|fruh;maintenant|"
           "moment|instant|actuellement|tot|priorit~;ahora|ahorita|momento|actualmente|pronto|"
           "temprano|prioridad;ora|adesso|momento|attualmente|presto|priorita;agora|momento|"
           "atualmente|cedo|prioridade;nu|moment|momenteel|thans|vroeg|even;今 は;現 在;"
           "今 回;時 期;ま だ;当 面" },
    { BUSY, "busy|swamped|slammed|bandwidth|capacity|overloaded|plate|hectic|rush|heads|"
            "underwater|stretched|middle|midst|stocktake|audit|migration|move|moving|launch|"
            "inspection|exams|reorg~|kickoff|roadmap;viel|ausgelastet|kapazitat~|stress|mitten|"
            "umzug|umbau|umstell~|land|dicht|zeit|einfuhrung;deborde~|occupe~|eau|pris|cloture|"
            "travaux|plein~|demenag~|locaux|lancement;ocupad~|mil|lio|arriba|auditoria|obras|"
            "mudanza|ampliacion|liados;impegnat~|occupat~|bilancio|cantier~|lavori|trasloc~|"
            "ristruttur~|udienza;ocupad~|loucura|obra~|reforma|mudanca|correria|alta;druk|drukte|"
            "bezig|vol|verbouw~|verhuiz~|midden;忙 し;繁 忙;手 が 回;余 裕;改 装;"
            "予 約 で 埋;対 応 が 難" },
    { BUDGET, "budget~|funding|funds|spending|spend|money|expenditure|accounts|financ~|investment;"
              "budget|haushalt|finanzier~|mittel|geld|kohle|forder~;budget|credits|financement|"
              "fonds|argent|subvention|exercice;presupuesto|fondos|dinero|subvencion|gastos|"
              "financiacion;budget|fondi|risorse|soldi|finanziament~;orcament~|verba|fundos|"
              "dinheiro|financiamento|investimento;budget|begroting|geld|subsidie;予 算;"
              "補 助 金" },
    { CONTRACT, "contract|agreement|bound|expires|renewal|renew~|lease|locked|tender|term;vertrag|"
                "lauft|bindung|laufzeit|verlangert;contrat|engage~|expire|court|echeance;contrato|"
                "vence|expira;contratto|scade|scadenza;contrato|vence|termina;contract|loopt|"
                "verloopt;契 約" },
    { EVENT, "leave|vacation|holiday|parental|maternity|election~|harvest|wedding|conference|"
             "merger|hiring|round|fair|show|booth;urlaub|elternzeit|mutterschutz|messe|wahl~|"
             "umstruktur~|ausschreib~;conge~|maternite|elections|salon|fusion|recrut~;vacaciones|"
             "baja|elecciones|feria|fusion|contratar|receso;ferie|maternita|elezioni|fiera|"
             "fusione;ferias|licenca|eleicoes|feira|fusao;verlof|verkiezingen|beurs|fusie|"
             "zwangerschap~;休 暇;年 末;展 示 会;異 動" },
    { MEET, "meet~|demo|demonstration|appointment|visit|coffee|lunch|zoom|teams|video|invite|"
            "invitation|calendar|slot|schedule|session|come|drop|pop|chat|natter|together|over;"
            "treff~|termin|gesprach|vorfuhr~|besuch~|vorbei|kaffee|videokonferenz|videogesprach|"
            "einladung|kalender~|quatschen|zeigen|kommen|besprech~;rendez|rdv|rencontr~|reunion|"
            "entretien|visio|demonstration|venez|passez|cafe|creneau|recevoir|voir|dejeuner|"
            "visioconference;reun~|reunion|cita|visit~|videollamada|videoconferencia|pas~|pasate|"
            "cafe|quedamos|vernos|vemos|agend~|zoom|espacio|comer;incontr~|riunion~|appuntament~|"
            "passi|videochiamat~|visita|venga|caffe|vediamo|fissiamo|sentir~|demo|aspetto;reuni~|"
            "encontr~|visita|videochamada|papo|cafe|marcar|agendar|passe|apareca|conversar|video;"
            "afspraak|ontmoet~|bezoek~|langs|videogesprek|koffie|zitten|vergader~|kom|kennismak~|"
            "spreken;打 ち 合 わ せ;会 議;面 談;お 会 い;お 越 し;日 程;約 束;"
            "訪 問;お 待 ち し て;来 社;デ モ" },
    { CALL, "call|phone|ring|buzz|talk|speak|mobile|cell|dial|hop|jump;anruf~|telefon~|rufen|ruf|"
            "durchwahl|handy~|sprechen|reden|erreichen;appel~|telephon~|joindre|parler|standard;"
            "llam~|telefon~|habl~|movil|echame;chiam~|telefon~|parl~|sentiamoci|sentirci;liga|"
            "ligue|ligar|telefon~|falar|conversar|atendo;bel|bellen|belt|telefon~|opbellen|"
            "praten;電 話;お 話" },
    { PLACE, "office|plant|stand|hall|desk|site|shop|store|reception|address|here;buro|werkstatt|"
             "halle|hause|ort|stand|filiale;bureau~|locaux|agence|fournil|stand|mairie;oficina~|"
             "taller|tienda|stand|planta;ufficio|azienda|studio|sede|negozio;escritorio|loja|"
             "hotel|sede;kantoor|bouwplaats|winkel|stadhuis;弊 社 へ;支 店;会 社 に" },
    { FREE_THEN,
      "free|available|availability|works|suits|convenient|open|around|gap|squeeze|book~|"
      "confirm~|locked|slot|time;passt|zeit|frei|recht|ginge|steht|wann|verfugbar|stande|"
      "bestatig~;disponible~|libre|convien~|dispo|quand|confirme|fix~;libre|disponible|"
      "cuando|hueco|confirm~|parece;viene bien;va bien;disponibil~|liber~|quando|confermo;"
      "va bene;disponivel|livre|da|quando|confirmo|otimo;beschikbaar|vrij|schikt|wanneer|"
      "bevestig|tijd;空 い て;い か が;時 間 が 取;都 合;可 能 で す;"
      "承 知" },
    { COLLEAGUE,
      "colleague~|boss|manager|director|head|owner|assistant|coworker|cfo|cto|ceo|coo|vp|"
      "partner|wife|husband|secretary|lead|team|officer|principal|replacement|successor|"
      "guy|mr|mrs|ms|dr|she|he|her|him;kolleg~|chef|chefin|leiter|leiterin|leitung|frau|"
      "herr|herrn|mann|nachfolg~|sekretar~|vorgesetzt~|er|ansprechpartner~;collegue|patron|"
      "chef|directeur|directrice|responsable|associe|femme|mari|assistante|boss|consoeur|"
      "monsieur|madame|mme|remplac~|elle|interlocut~;companer~|jefe|jefa|director~|socio|"
      "socia|mujer|marido|sustituto|gestor|don|dona|senora|senor|colega|decana|dueno;"
      "el decide;collega|capo|titolare|socio|moglie|padre|dottor~|dottoressa|signora|"
      "ingegner~|successore|direttor~|architetto|segreteria;colega|chefe|socio|diretor~|"
      "marido|mulher|doutor~|dona|responsavel|gerente|contador|governanta;collega|baas|"
      "chef|diensthoofd|vrouw|broer|meneer|mevrouw|heer|opvolger|compagnon|directeur|"
      "inkoper;担 当;同 僚;上 司;部 長;社 長;責 任 者;後 任;さ ん;妻;"
      "者 に;女 将" },
    { DEPARTMENT,
      "department|procurement|purchasing|team|headquarters|office|agency|board|finance|hr|"
      "operations|ops|marketing|revops|directorate|facilities|it;einkauf|abteilung|"
      "zentrale|verwaltung|personal~|vergabe~|stelle|ressort|bereich;service~|achats|siege|"
      "direction|comptabilite|informatique|mairie|communaute|departement;departamento|"
      "compras|central|administracion|direccion|informatica|recursos|ventas;ufficio|"
      "acquisti|sede|amministrazione|reparto;departamento|compras|sede|administrativo|"
      "direcao|area|setor;afdeling|inkoop|hoofdkantoor|administratie|dienst|personeels~;"
      "部;課;本 社;窓 口;人 事;総 務;購 買;審 査" },
    { RESPONSIBLE,
      "responsible|charge|handle~|handling|own|owns|owner|deal~|look~|manage~|runs|remit|"
      "area|oversee~;takes care;zustandig~|verantwort~|kummert|betreut|macht|bearbeitet;"
      "responsable|charge|gere|occupe~|releve|competent~|traite|perimetre;responsable|"
      "encarg~|lleva|ocup~|maneja|corresponde|trata;responsabil~|occup~|segue|competenz~|"
      "gestisce;responsavel|cuida|trata~|ocupa|gere;verantwoordelijk~|regelt|behandel~|"
      "over|beheert;gaat over;担 当;管 轄;任 せ" },
    { FORWARD, "forward~|pass~|passed|cc|ccd|cced|copied|copy|loop~|refer~|transfer~|redirect|"
               "introduce|address|ask|reach|speak|talk|try|contact|direct|handed|gave;weiterge~|"
               "weiterleit~|weitergeb~|kopie|cc|wenden|leite|gebe|fragen|frag|schreib;transm~|"
               "transfer~|copie|adress~|suivre|rapproch~|contact~|reorient~|voyez|vois|demand~|"
               "ecrivez;reenvi~|traslad~|copia|pas~|dirij~|hable|habla|contact~|pregunt~|consult~|"
               "checa|comentado|escrib~;inoltr~|girat~|copia|rivolg~|parli|contatt~|chied~|scriv~|"
               "provi;encaminh~|repass~|copia|fale|fala|escreva|contact~|pergunt~|procure|"
               "reencaminh~;doorgestuurd|doorgezet|doorgegeven|kopie|vraag|spreek|praat|wend~|"
               "contacteer|schrijf;stuur door;転 送;お 問 い 合 わ せ;渡 し;ご 照 会;"
               "相 談;窓 口" },
    { DECIDE, "decide~|decision~|decides|call|authority|approve~;budget holder;entscheid~|"
              "entscheidung;decid~|tranch~|decision;decid~|decision;decid~|decisione;decid~|"
              "decisao;beslis~|beslissing;決 め る;決 定" },
    { WRONG_PERSON,
      "wrong|right|correct|appropriate|best|better|instead|rather;not me;pay grade;"
      "richtige~|falsch~|besser|lieber|raus;bonne|mauvaise|plutot|mieux;indicad~|correct~|"
      "adecuad~|mejor|equivoc~;giust~|sbagliat~|meglio;certa|errada|correto|melhor|engan~;"
      "juiste|verkeerde|beter;担 当 で は;異 な り" },
    { LEFT_JOB, "left|retired|moved|anymore|longer|successor|replaced|stepped|former|role;used to;"
                "ausgeschieden|nachfolg~|gewechselt|ubernommen|fruher|umstrukturierung;quitte|"
                "remplac~|change~|retraite|succe~|reprise|desormais|poste;sustitu~|jubil~|cargo|"
                "cambi~;ya no;sostitu~|pension~|successore|cambi~;non sono piu;substitu~|reform~;"
                "ja nao;novo responsavel;opvolger|pensioen|vervang~;niet meer;異 動;後 任;退 職" },
    { INSULT, "idiot~|stupid|moron~|fool~|clown~|loser~|jerk|dumb|garbage|trash|crap|rubbish|"
              "bullshit|shit|ass|asshole~|bastard~|fuck~|damn|clueless|lazy|laziest|liar~|lying|"
              "scam~|crook~|thie~|fraud~|parasite~|vulture~|joke|nonsense|incompetent|arrogan~|"
              "scum|pathetic|worthless|utter|insult~|cheek|screw|f;idiot~|dumm~|bescheuert|trottel|"
              "arsch~|scheiss~|schwachsinn|mull|saftladen|betrug~|abzock~|luge~|gauner|pfeife|"
              "verarsch~|tassen|letzte|unprofessionell|dreist~|peinlich|quatsch|depp~;imbecile~|"
              "idiot~|con|connard~|cretin|debile|arnaq~|escroc~|voleur~|menteu~|charlatan~|nul|"
              "nulle|incapable~|merde|foutez|fichez|culot|diable|bande|lourd;idiota~|estupid~|"
              "imbecil~|tonto|estafa~|ladron~|mentiros~|inutil~|mierda|basura|porqueria|pinche~|"
              "cabron~|timo|timador~|caradura|sinverguenza~|maleducad~|asco|pesado~|pelma~|chanta|"
              "churros|infierno;idiot~|stupid~|scem~|cretin~|truffat~|ladr~|bugiard~|imbecill~|"
              "buffon~|cialtron~|schifo|incompeten~|cazzo|vaffan~|merda;idiota~|burro|estupid~|"
              "vigarista~|ladr~|mentiros~|aldrab~|picareta~|nojo|porcaria|incompeten~|merda|"
              "inferno|palhac~;idioot|idioten|sukkel~|oplichter~|bedrieger~|dief|dieven|leugenaar~|"
              "prutser~|waardeloos|rot|klojo|eikel|onzin|wijs;馬 鹿;詐 欺;う そ;最 低;"
              "ふ ざ け;う る さ;頭 が;腹 が 立;い い 加 減" },
    { THREAT, "sue|lawyer~|solicitor~|attorney|legal|police|authorities|regulator|court|complaint;"
              "anwalt~|anzeige|anzeigen|rechtsabteilung|polizei|gericht|verklag~;avocat|plainte|"
              "tribunal|justice|fraudes|police;abogad~|denunci~|tribunal|policia|demanda~;avvocat~|"
              "denunci~|tribunale|garante|segnal~;advogad~|denunci~|process~|procon|policia|"
              "tribunal;advocaat|aangifte|rechter|politie|melden;弁 護 士;訴 え;通 報;"
              "警 察" },
    { SHAME, "shame|ashamed|embarrass~|disgrace~|disgust~|decency|contempt|impertinent|nerve|dare|"
             "unbelievable|outrageous|manners|appalling;scham~|schande|unverschamt~|frechheit|"
             "erlauben|fallt|unfassbar|geschmacklos;honte~|indigne~|scandal~|inadmissible|respect|"
             "prenez;verguenza|respeto|indigna~|vergonz~|colmo|pelo;vergogn~|indegn~|rispetto|"
             "inaccettabil~;vergonha|respeito|absurdo|falta;schande|schandalig|schaam|schamen|"
             "respect|brutaal;不 愉 快;失 礼;恥" },
    { THANKS, "thanks|thank|thx|ty|cheers|ta|appreciate~|grateful|kind;danke|dank|vielen;merci|"
              "remerci~;gracias|agradez~;grazie|ringraz~;obrigad~|grat~|agradec~|valeu;bedankt|"
              "dank|dankbaar;あ り が と う" },
    { GREETING,
      "happy|merry|birthday|christmas|wishes|weekend|congrat~|hello|lol|haha|bless;"
      "new year;frohe|frohes|schones|schonen|gluckwunsch|feierabend|wunsche|feiertage|haha;"
      "bonne|bonnes|bon|voeux|feliz|anniversaire|mdr;feliz|felices|felicidades|igualmente|"
      "jaja;buon|buona|tanti|auguri|feliz;feliz|parabens|igualmente|boas;fijn|fijne|"
      "prettig|gelukkig|insgelijks|gefeliciteerd;お め で と う;良 い;お 世 話;"
      "よ い" },
    { RECEIVED,
      "received|receipt|arrived|noted|acknowledge~|ack|got|ok|okay|confirm|invoice|payment|"
      "paid|order|parcel|dispatched;erhalten|angekommen|kenntnis|eingegangen|rechnung|"
      "uberwiesen|lieferschein|ok;alles klar;recu|note|noté|bien|facture|reglee|colis|"
      "accord;recibid~|llegado|nota|factura|pagad~|pedido|acuerdo;ricevut~|fattura|pagat~|"
      "bonifico|bene;recebi~|confirmo|fatura|encomenda|paga|certo;ontvangen|factuur|"
      "betaald|oke|pakket;受 領;了 解;承 知;確 認;請 求 書;領 収 書;支 払" },
    { ATTACHED, "attach~|enclosed|attachment|file|signed|form|document|link|picture;anhang|anbei|"
                "beigefugt|datei|unterschrieben~|unterzeichnet;joint|jointe|fichier|document|signe;"
                "ci joint;adjunt~|archivo|documento|firmad~;allega~|file|documento|firmat~;anexo|"
                "arquivo|documento|ficheiro|assinad~;bijlage|bestand|document|ondertekend;添 付;"
                "書 類;フ ァ イ ル" },
    { MISTAKE, "mistake|wrong|mistaken|accident~|ignore|misspelled|meant|brother|sorry|soz|butt;"
               "vertan|falsche|verwechsel~|irrtum|versehen|irrtumlich;trompez|trompe|erreur|"
               "confond~;equivoc~|confund~|error;sbagliat~|errore|sbaglio;engan~|engano|errad~;"
               "verkeerd~|vergissing|abuis;人 違 い;間 違;お;宛 先;誤" },
    { UNDERSTOOD,
      "think|read|consider|soon|tonight|properly;let you know;later today;uberlege|lese;"
      "melde mich;reflechi~|reviens|lirai;pensar~|pienso|leere;penso|pensarci|leggero;"
      "pensar;vou ver;nadenken|denk|lees;考 え て;読 み" },
    { LUCK, "luck|best|success;wish you;erfolg;gutes gelingen;continuation|chance|reussite;"
            "suerte|exitos|exito;lavoro|fortuna|successo;sorte|sucesso;succes|sterkte;"
            "ご 健 勝;発 展" },
};

const PhraseSet *
intent_concepts(void)
{
    static gsize slot;

    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(TABLE, G_N_ELEMENTS(TABLE)));
    return (const PhraseSet *)slot;
}
