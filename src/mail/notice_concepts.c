/* The lexicon of notices and of those who answer with the same words: English, German, French,
 * Spanish, Italian, Portuguese, Dutch, Japanese; folded as text/phrases.h says. A word may stand
 * under several concepts. */
#include "mail/notice_concepts.h"

typedef enum {
    AWAY,
    VACATION,
    SICK,
    FAMILY,
    TRIP,
    EVENT,
    CLOSED,
    FEAST,
    OFFICE,
    EVERYBODY,
    BACK,
    UNTIL,
    FROM,
    WEEKDAY,
    MONTH,
    NEAR_DAY,
    LENGTH,
    MAIL,
    READ,
    ANSWER,
    SLOW,
    URGENT,
    TURN_TO,
    COVER,
    COLLEAGUE,
    THANKS,
    GREETING,
    FAREWELL,
    RECEIVED,
    REQUEST,
    NUMBER,
    SOON,
    AUTOMATIC,
    STAFF,
    LEFT_JOB,
    OLD_ADDRESS,
    PART_TIME,
    I,
    WE,
    YOU,
    THIRD,
    NOT,
    OFFER,
    MEET,
    WANT,
    DECIDE,
    SEND,
    ALREADY,
    TRY_LATER,
    YES_OR_NO,
    SORRY,
    STOP,
    COULD_YOU,
    PAST,
    BUT,
    FORWARDED,
    ACCESS,
    WISHES,
    PATIENCE,
    MEANWHILE,
    WORK,
    HANDLE,
    WILL,
    CONFIRM,
} NoticeConcept;

G_STATIC_ASSERT(CONFIRM == NOTICE_CONCEPTS - 1);

static const PhraseEntry TABLE[] = {
    { AWAY, "away;out of office|the;ooo;oof;absent;absence;unavailable;not available|here|in|there;"
            "be|im|am out|off;off until|til|till|for|this|today|work;out until|til|till|for|this|"
            "today|sick;offline;off grid;gone;abwesen~;nicht da|anwesend|erreichbar|verfugbar|"
            "besetzt|anzutreffen;nicht im|am buro|haus|hause|platz|arbeitsplatz|dienst;ausser haus;"
            "bin|bis * weg;fehle;falle * aus;verhindert;absen~;indisponible;hors du|de bureau;pas|"
            "plus|peu la|disponible|joignable;serai|suis pas;ausen~;fuera;no estoy|estare|estamos|"
            "estaremos;no esta;no disponible;assen~;fuori;non sono|saro|siamo|saremo|ci;via "
            "fino|circa;irreperibile;fora;nao estou|estarei|estamos|estaremos|esta;indisponivel;"
            "afwez~;niet aanwezig|bereikbaar|beschikbaar|open;niet op|in kantoor|werkplek;er niet;"
            "weg;不 在;留 守;席 を 外;離 席;誰 も お;連 絡 が つ き ま せ ん|ず;連 絡 が 取 れ;"
            "お 休 み;休 ん で;休 み を;休 み で;お 暇" },
    { VACATION, "vacation~;holiday;holidays;pto;vacay;hols;leave;honeymoon;sabbatical;break;time "
                "off;days off;urlaub~;jahresurlaub;resturlaub;sommerurlaub;ferien;auszeit;pause;"
                "freie|freien tage;frei;sommerpause;kur;conge|conges;vacances;repos;rtt;pont;"
                "estivale;vacacion~;permiso;descanso;dias libres;puente;excedencia;ferie;vacanz~;"
                "congedo;giorno|giorni liber~;estiva;ponte;ferias;licenca;folga;recesso;feriadao;"
                "vakantie;verlof;vrij;zomerstop;sabbatical;休 暇;夏 期;夏 季;有 給;お 盆;休 職;"
                "バ カ ン ス" },
    { SICK,
      "sick;ill;illness;flu;surgery;operation;hospital;accident;unwell;recover~;injur~;broke~;"
      "medical;covid;health;krank~;erkrank~;grippe;operiert;unfall;reha;gebrochen;"
      "gesundheit~;op;malad~;grippe;opere|operee;arret;souffrant~;casse|cassee;hopital;"
      "hospitalis~;sante;enferm~;gripe;operad~;baja;roto;salud;accidente;malat~;influenza;"
      "operato|operata;salute;rotto;infortunio;ricover~;doen~;gripe;operad~;baixa;saude;parti;"
      "acidente;ziek~;griep;geopereerd;gebroken;gezondheid~;体 調;病;入 院;骨 折;療 養;"
      "イ ン フ ル;手 術;怪 我" },
    { FAMILY, "maternity;paternity;parental;baby;wedding;marry~;bereave~;funeral;family;newborn;"
              "adoption;honeymoon;elternzeit;mutterschutz;hochzeit;heirate~;trauer~;todesfall;"
              "geburt;nachwuchs;familiar~;privat;karenz;maternite;paternite;parental;mariage;marie;"
              "deuil;bebe;naissance;familial~;maternidad;paternidad;boda;caso;fallecimiento;"
              "nacid~;familia~;maternita;paternita;parentale;sposo;matrimonio;lutto;nat~;"
              "famiglia~;maternidade;paternidade;parental;casar;casamento;falecimento;nasceu;"
              "familia~;zwangerschapsverlof;ouderschapsverlof;trouw~;bruiloft;sterfgeval;"
              "geboren;bevalling~;familie~;育 児;育 休;産 休;産 前;産 後;結 婚;忌 引;出 産" },
    { TRIP, "travel~;trip;abroad;overseas;flight;plane;airport;on the road;customers;site;journey;"
            "dienstreise;geschaftsreise;reise~;unterwegs;aussendienst;verreist;ausland;flug~;"
            "deplacement~;voyage~;clientele;etranger;route;mission;viaje;viajan~;visito|visitando;"
            "extranjero;viaggi~;trasferta;estero;clienti;viagem;viajan~;exterior;reis;zakenreis;"
            "dienstreis;onderweg;buitenland;klanten;出 張;海 外;外 出;旅" },
    { EVENT, "conference~;fair;expo;show;exhibit~;training;course;workshop;seminar;retreat;offsite;"
             "congress;summit;convention;event;stocktaking;inventory;maintenance;harvest;moving|"
             "move into;jury;messe~;hausmesse;schulung~;fortbildung~;weiterbildung~;lehrgang;"
             "kongress~;tagung;klausur~;inventur;wartung~;weinlese;umzug;ziehen;seminar~;salon;"
             "formation;stage;congres;colloque;seminaire;inventaire;maintenance;vendanges;"
             "demenag~;feria;congreso;curso;formacion;jornadas;inventario;mantenimiento;"
             "vendimia;muda~;fiera;congresso;corso;formazione;convegno;inventario;manutenzione;"
             "vendemmia;trasloc~;feira;congresso;formacao;curso;inventario;manutencao;vindima;"
             "mudanca;beurs;congres;cursus;training;inventarisatie;onderhoud;oogst;verhui~;"
             "展 示 会;研 修;学 会;セ ミ ナ ー;講 習;棚 卸;点 検;収 穫;移 転" },
    { CLOSED, "closed;closes;close;closure;closing;shut;shuts;shutdown;geschlossen;zu $;dicht;"
              "betriebsferien;betriebsurlaub;betriebsruhe;ruht;schlie~;ferm~;rideau;arret;cerr~;"
              "cierr~;no abr~;para en;parad~;chius~;chiud~;serranda;fermo;encerr~;fech~;nao abr~;"
              "gesloten;dicht;sluit~;stil;休 業;閉 ま;閉 店;閉 館;定 休;停 止;営 業 し て い ま "
              "せ;営 業 い た し ま せ;お 休 み と" },
    { FEAST,
      "christmas;easter;new year;thanksgiving;public|bank|national holiday;holidays;diwali;"
      "eid;ramadan;hanukkah;half term;feiertag~;weihnacht~;ostern;neujahr;brucken~;jahres~;"
      "fasching~;karneval;pfingst~;silvester;herbstferien;noel;paques;nouvel an;ferie|feries;"
      "fetes;toussaint;pentecote;navidad~;pascua;ano nuevo;festiv~;semana santa;"
      "reyes;natale;pasqua;capodanno;festa;feste;festivit~;ferragosto;epifania;natal;"
      "pascoa;ano novo;feriado;carnaval;festas;kerst~;pasen;nieuwjaar;feestdag~;"
      "pinksteren;koningsdag;祝 日;年 末;年 始;正 月;連 休;ゴ ー ル デ ン;お 盆" },
    { OFFICE, "office;offices;desk;shop;premises;plant;factory;store;school;practice;studio;"
              "warehouse;company;buro;buros;platz;arbeitsplatz;schreibtisch;betrieb;werk;laden;"
              "kanzlei;praxis;sekretariat;lager;haus;produktion;firma;bureau;bureaux;poste;locaux;"
              "usine;boutique;cabinet;entreprise;magasin;oficina~;puesto;instalaciones;tienda;"
              "fabrica;despacho;empresa;consulta;ufficio;uffici;scrivania;sede;locali;negozio;"
              "stabilimento;azienda;studio;escritorio~;posto;instalacoes;loja;fabrica;empresa;"
              "kantoor;kantoren;werkplek;bureau;pand;winkel;fabriek;bedrijf;praktijk;事 務 所;"
              "会 社;工 場;店;弊 社;当 社;席;診 療" },
    { EVERYBODY, "nobody;no one;everyone;everybody;all of us;whole|entire team|office|company|"
                 "staff;none of us;were|we all;niemand;keiner;alle;ganze team|mannschaft;personne "
                 "n|ne;personne;tout le monde;toute l|notre|la equipe;nadie;todos;todo el equipo;"
                 "nessuno;tutti;ninguem;todos;toda a;niemand;allemaal;iedereen;hele team;"
                 "誰 も;全 員;一 同" },
    { BACK, "back;return;returns;returning;resume~;reopen~;again;start again|work;onwards;catch "
            "up;zuruck;wieder;kehre;ruckkehr;weiter;offnen;retour;repren~;repris~;reprise;revien~;"
            "rentre~;rouvr~;reouv~;de nouveau;vuelt~;vuelv~;volver~;volvem~;regres~;retom~;"
            "reincorpor~;incorpor~;reapert~;reabr~;otra vez;de nuevo;rientr~;torn~;ritorn~;"
            "riprend~;riapr~;riapert~;di nuovo;volta;volto;voltar~;regress~;retom~;retorn~;"
            "reabert~;reabr~;recomec~;de novo;terug;weer;hervat~;ga|gaan ik|we|er * verder;"
            "戻;復 帰;復 職;再 開;出 社;出 勤;平 常;通 常 ど;オ ー プ ン" },
    { UNTIL,
      "until;till;til;through;thru;bis;einschliesslich;jusqu~;inclus;hasta;fino;compreso;ate "
      "a|ao|dia|o|segunda|terca|quarta|quinta|sexta|meados;ate;tot;t m;ま で" },
    { FROM, "from;after;as of;since;onwards;ab;nach;seit;vom;zwischen;des;a partir;depuis;du;"
            "apres;desde;despues;entre;dal;dopo;da fine;tra;apos;depois;vanaf;na;sinds;van;tussen;"
            "よ り;か ら;以 降;後" },
    { WEEKDAY, "monday~;tuesday~;wednesday~;thursday~;friday~;mon;tue;wed;thu;fri;weekend;montag~;"
               "dienstag~;mittwoch~;donnerstag~;freitag~;wochenende;mo;di;mi;fr;lundi;mardi;"
               "mercredi;jeudi;vendredi;week end;lunes;martes;miercoles;jueves;viernes;fin de "
               "semana;lunedi;martedi;mercoledi;giovedi;venerdi;fine settimana;segunda;terca;"
               "quarta;quinta;sexta;maandag;dinsdag;woensdag;donderdag;vrijdag;weekend;月 曜;"
               "火 曜;水 曜;木 曜;金 曜;週 末" },
    { MONTH, "january;february;march;april;may;june;july;august;september;october;november;"
             "december;jan;feb;mar;apr;jun;jul;aug;sep;oct;nov;dec;spring;summer;autumn;winter;"
             "januar;februar;marz;mai;juni;juli;oktober;dezember;fruhjahr;sommer;herbst;janvier;"
             "fevrier;mars;avril;juin;juillet;aout;octobre;novembre;decembre;printemps;ete;enero;"
             "febrero;marzo;abril;mayo;junio;julio;agosto;septiembre;octubre;noviembre;diciembre;"
             "gennaio;febbraio;aprile;maggio;giugno;luglio;settembre;ottobre;dicembre;janeiro;"
             "fevereiro;marco;maio;junho;julho;setembro;outubro;novembro;dezembro;januari;"
             "februari;maart;mei;augustus;月 末;上 旬;中 旬;下 旬;春;夏;秋" },
    { NEAR_DAY, "today;tomorrow;tonight;this|next week|month|morning|afternoon;coming days|week;"
                "heute;morgen;diese|dieser|nachste|nachster|kommende|kommenden woche;aujourdhui;"
                "demain;cette|la semaine;semaine prochaine;hoy;manana;esta|proxima semana;"
                "semana que viene;oggi;domani;questa|prossima settimana;settimana prossima;hoje;"
                "amanha;esta|proxima|nesta semana;vandaag;morgen;deze|volgende|komende week;本 日;"
                "今 日;明 日;今 週;来 週;翌 週;今 月;来 月" },
    { LENGTH, "week;weeks;days;months;few|couple days|weeks;woche;wochen;tage;tagen;monate;monaten;"
              "kw;semaine|semaines;jours;mois;semana|semanas;dias;meses;settimana|settimane;giorni;"
              "mesi;weken;dagen;maanden;week;週;日 間;数 日;ヶ 月;か 月;期 間;し ば ら く;当 面" },
    { MAIL, "message~;mail;mails;email;emails;inbox;mailbox;note;correspondence;nachricht~;"
            "mitteilung~;postfach;post;zuschrift~;zeilen;messagerie;courriel~;courrier;mensaje~;"
            "correo~;buzon;messagg~;posta;casella;mensage~;caixa;bericht~;mailbox;postvak;"
            "メ ー ル;ご 連 絡;ア ド レ ス" },
    { READ, "read;reads;reading;check~;monitor~;look;see;seen;access;attend~;lese;lesen;liest;"
            "gelesen;abruf~;rufe;schaue;offnen;lire;lu;lirai;lit;consult~;releve~;verr~;vu;ouvr~;"
            "lee;leer~;leid~;ver;vere;mir~;abrir~;visto;legg~;lett~;guard~;apr~;vist~;lido;ler~;"
            "leio;vejo;verei;abro;visto;gelezen;lees;lezen;bekijk~;zie;open;bekeken;拝 見;確 認;"
            "閲 覧;開 き" },
    { ANSWER,
      "reply;replies;respond~;response~;answer~;get|getting back to;back to you;be in touch;"
      "hear from;antwort~;beantwort~;melde|melden|meldet;ruckmeldung;repon~;revenons|"
      "reviens vers;contact~;contest~;respond~;respuesta;rispond~;rispost~;respond~;"
      "respost~;antwoord~;reage~;hoort;返 信;返 事;返 答;回 答;ご 連 絡;対 応" },
    { SLOW, "delay~;slow~;longer;spotty;limited;patchy;intermittent;occasional~;late;later than;"
            "expect;briefly;as usual;wait;odd hours;dauer~;verzoger~;eingeschrankt;unregelmassig;"
            "langsam;langer;kurz;hochstens;fruhestens;erst;tard~;lentement;plus de temps;delai~;"
            "retard~;brievement;temps en temps;pas avant;tard~;demor~;lento;despacio;brevemente;"
            "vez en cuando;solo;ritard~;piano;piu tempo;brevemente;ogni tanto;non prima;"
            "richied~;demor~;atras~;devagar;brevemente;vez em quando;so;langer;traag;duur~;"
            "vertrag~;af en toe;pas;langzaam;遅;お 時 間;時 間 を;時 間 が か か;順 次" },
    { URGENT, "urgen~;emergenc~;pressing;cant|cannot wait;anything hot|urgent;immediate~;burns|"
              "fire;dringend~;eilig~;notfall~;notfallen;brennt;pressier~;urgen~;attendre;brule;"
              "urgen~;esperar;urgen~;attendere;immediat~;urgen~;esperar;spoed~;dringend~;wachten;"
              "urgent;brandt;お 急 ぎ;緊 急;至 急" },
    { TURN_TO,
      "contact;call;phone;text;write to;reach;turn to;speak to;direct;directed;addressed;"
      "ask;use;ring;try;please;kindly;wenden;anruf~;rufen;erreichen;schreiben;richten;"
      "nutzen;bitte;hilft;helfen;contact~;appel~;ecri~;adress~;joindre;veuillez;voir;"
      "merci de;aidera;orientera;llam~;escrib~;dirij~;contact~;por favor;consult~;"
      "ayudar~;atender~;chiam~;scriv~;rivolg~;contatt~;indirizz~;aiut~;prega;ligue;"
      "escrev~;contact~;contat~;envie;por favor;ajud~;dirij~;neem;bel;bellen;mail naar;"
      "schrijf;richt;contact;helpt;terecht;お 電 話;お 送 り;お 願 い;ご 用 件;ご 相 談;"
      "お 問 合 せ 先;wenden sie;wende dich;turn to;write to;dirijase;rivolga;se * adress~" },
    { COVER, "cover;covers;covering;stand in;standing in;deputy;replac~;taken over;took over;in my|"
             "her|his place|stead;looking after;backup;on my behalf;filling in;vertret~;vertritt;"
             "ubernimmt;ubernommen;macht * so lange;zustandig;remplac~;assure~;interim;repris;"
             "relais;sui~;sustitu~;encarg~;cubr~;cargo;llev~;sostitu~;copr~;segu~;passat~;"
             "substitu~;cobr~;fica|ficam|ficou|ficaram com;assegur~;encarreg~;vervang~;waar;"
             "waargenomen;overgenomen;neemt * over;代 わ り;代 理;引 き 継;承 り;承 り ま す" },
    { COLLEAGUE,
      "colleague~;assistant;team;reception;switchboard;desk;front desk;successor;kolleg~;"
      "zentrale;empfang;team;sekretariat;tresen;collegue~;accueil;standard;equipe;"
      "secretariat;companer~;centralita;recepcion;equipo;mostrador;collega;colleghi;"
      "colleghe;centralino;reception;gruppo;banco;colega~;central;rececao;recepcao;"
      "equipa;equipe;balcao;collega~;centrale;receptie;team;balie;同 僚;代 表;受 付;"
      "窓 口;チ ー ム" },
    { THANKS, "thank;thanks;cheers;grateful;many thanks;danke;dank;vielen;merci;remerci~;gracias;"
              "agradec~;grazie;ringrazi~;obrigad~;agradec~;bedankt;dank;fijn dat;あ り が と う" },
    { GREETING, "^ dear|hello|hi|hey|greetings;good day;heads up;^ sehr|guten|hallo|moin|liebe|"
                "lieber;^ bonjour|madame|coucou|cher|chere;^ estimad~|hola|buenos|buenas;^ gentile|"
                "gentili|buongiorno|ciao|salve;^ exmos|exma|ola|oi|bom|prezad~|caro|cara;^ geachte|"
                "hoi|goedendag|hallo|beste;お 世 話;拝 啓" },
    { FAREWELL, "regards;best $;sincerely;yours;grusse|grussen|gruss;cordialement;salutations;"
                "saludo|saludos;atentamente;cordiali;saluti;distinti;cumprimentos;atenciosamente;"
                "abraco~;groet|groeten;敬 具" },
    { RECEIVED, "received;receive;receipt;arrived;registered;logged;recorded;landed;reached us;has "
                "reached;got your;is ours|yours;created;noted;erhalten;eingegangen;eingang;"
                "angekommen;registriert;angelegt;vermerkt;liegt;ist da;recu|recue;parvenu~;"
                "enregistr~;reception;notee;reception;recibid~;llegado;registrad~;recepcion;"
                "anotad~;ricevut~;arrivat~;arrivo;registrat~;recebi~;recebemos;chegou;chegada;"
                "registad~;registrad~;receb~;ontvang~;binnen;geregistreerd;aangekomen;受 け 付 け;"
                "受 領;受 付;登 録;到 着;届;承 り ま し た" },
    { REQUEST, "enquiry;enquiries;inquiry;request;requests;ticket;case;order;application;"
               "reservation;form;feedback;documents;support;submission;complaint;anfrage~;"
               "anliegen;vorgang;bestell~;bewerbung;reservier~;formular;kontaktformular;"
               "unterlagen;ruckmeldung;fall;ticket;demande~;commande~;candidature;formulaire;"
               "dossier;avis;documents;consulta;pedido~;solicitud;candidatura;formulario;caso;"
               "opinion;documentos;richiesta;ordin~;candidatura;modulo;pratica;opinione;"
               "documenti;encomenda~;formulario;processo;opiniao;vraag;bestelling;sollicitatie;"
               "contactformulier;dossier;mening;stukken;aanvraag;お 問 い 合 わ せ;問 い 合 わ せ;"
               "ご 注 文;ご 応 募;フ ォ ー ム;案 件;ご 質 問;書 類;ご 意 見;お 申 し 込 み" },
    { NUMBER, "number;reference;ref;quote it;carries;nummer;nr;aktenzeichen;numero;reference;"
              "referencia;riferimento;protocollo;numero;protocolo;nummer;kenmerk;番 号" },
    { SOON,
      "within;hours;working|business days|day;shortly;as soon as;under 24;in due course;next "
      "two;average;werktag~;innerhalb;stunden;in kurze;schnellstmoglich;so schnell;spatestens;"
      "bald;sous * heures|jours;heures;jours ouvr~;meilleurs delais;rapidement;des que;horas;"
      "dias laborables|habiles;breve;antes posible;en cuanto;maximo;ore;giorni lavorativi;"
      "al piu presto;massimo;appena;entro;dias uteis;assim que;mais breve;werkdagen;binnen "
      "* dagen|uur|werkdagen;uur;zo snel;zodra;uiterlijk;営 業 日;時 間 以 内;追 っ て;近 日;"
      "折 り 返 し;以 内" },
    { AUTOMATIC, "automatic~;automated;auto;noreply;no reply;autoreply;automatisch~;automatique~;"
                 "automatic~;automatico;automatica;automatisch~;自 動;送 信 専 用" },
    { STAFF, "agent~;member of|s;staff;specialist;department;representative;advisor;personnel;"
             "someone from|else;customer service|happiness;human;mitarbeiter~;abteilung;"
             "sachbearbeit~;personalabteilung;kundenservice;jemand;conseiller~;service;agent~;"
             "quelquun;agente;departamento;recursos humanos;asesor~;alguien;operatore;reparto;"
             "personale;addett~;qualcuno;colaborador~;setor;rh;departamento;alguem;"
             "medewerker~;afdeling;personeelszaken;iemand;担 当 者;担 当 部 署;人 事;部 署;"
             "ス タ ッ フ" },
    { LEFT_JOB, "left;have|has|ive|who left;no longer|not with|employed|works|working|work|at;"
                "dont work at|here|there;retired;moved on;new position;took over;aus * "
                "ausgeschieden;ausgeschieden;verlassen;nicht mehr bei|fur|im|tatig;arbeite nicht "
                "mehr;quitte;ne * plus partie;ne travaille plus;fait plus;ya no;no trabajo en;"
                "dejado;dejo la;forma parte;lasciato;non lavora|lavoro|fa piu;non * piu;deixou;"
                "saiu;nao trabalho|trabalha na|mais;ja nao;verlaten;niet meer|langer bij|in|"
                "werkzaam;uit dienst;werk ik niet meer;退 職;離 れ ま し;異 動;nicht mehr in|bei "
                "unserem|uns;退 社;no longer * us|firm|company" },
    { OLD_ADDRESS, "new|old address|inbox|email|mailbox;address has|was|is;discontinued;"
                   "switched off;not attended|monitored|read;no longer * use|used|monitored;"
                   "address book;dies;lives at;stillgelegt;abgeschaltet;geandert;neue adresse|"
                   "mailadresse;kunftig;ab sofort;nicht gelesen|uberwacht;liest * mit;nouvelle "
                   "adresse;utilisee;desormais;desactiv~;nueva direccion;dado de baja;en adelante;"
                   "desactiv~;nuovo indirizzo;dismess~;disattiv~;novo endereco;desativ~;desactiv~;"
                   "nieuwe|nieuw adres;opgeheven;voortaan;使 用 を 終 了;新 し い ア;今 後 は;"
                   "お 答 え で き ま" },
    { PART_TIME, "part time;parttime;working days;do not|dont work on|wednesdays|fridays|mondays;"
                 "reduced hours;day week;not here|in thu|fri|mon|wed;teilzeit;arbeitszeiten;"
                 "arbeite nur;tage woche;temps partiel;mi temps;jours de presence;ne travaille "
                 "pas;media jornada;dias laborables son;no trabajo;semana de cuatro;part time;non "
                 "lavoro;giorni lavorativi sono;meio periodo|tempo;nao trabalho;dias de trabalho;"
                 "parttime;werkdagen zijn;werk ik niet;deeltijd;時 短;勤 務 日;週 四 日" },
    { I, "i;im;ill;ive;id;my;me;mine;ich;mein~;mir;mich;bin;je;j;mon;ma;mes;moi;yo;mi;mis;me;"
         "estoy;estare;sono;saro;mio;mia;miei;mie;io;mi;ho;eu;meu;meus;minha;minhas;estou;"
         "estarei;tenho;ik;mijn;mij;ben;私;当 方" },
    { WE, "we;our;us;were;well;weve;wir;uns;unser~;nous;notre;nos;nuestr~;nosotros;estamos;"
          "estaremos;nostr~;noi;siamo;saremo;nosso~;nossa~;nos;temos;wij;we;ons;onze;弊 社;当 社;"
          "私 ど も" },
    { YOU, "you;your;yours;ihnen;ihr;ihre~;dir;dich;deine~;du;vous;votre;vos;te;tu;usted~;su;sus;"
           "le;les;ti;voi;vostr~;vi;lei;la sua;seu;sua;voce;vossa~;lhe;u;uw;jouw;je;ご 返 信;"
           "お 客 様;貴" },
    { THIRD, "he;she;his;her;they;them;mr;ms;mrs;dr;frau;herr;herrn;er;dr;mme;m;il;elle;lui;"
             "senor;senora;ella;el;signor;signora;dottor~;egli;ele;ela;sr;sra;dra;senhor~;hij;zij;"
             "haar;mevrouw;heer;dokter;彼;さ ん;先 生" },
    { NOT, "not;no;dont;doesnt;wont;cant;isnt;never;neither;nor;nicht;kein~;nie;ne;pas;jamais;"
           "aucun~;no;nunca;ningun~;non;nessun~;mai;nao;nunca;nenhum~;niet;geen;nooit;ま せ ん;"
           "な い;な く" },
    { OFFER, "price~;cost;costs;quote;proposal;offer;product~;software;machine;contract;budget;"
             "pallets;demo;trial;file;sheet;pager;money;seats;solution;sample;preis~;kostet;"
             "angebot~;vertrag;maschine;datei;blatt;geld;palett~;produkt~;losung;muster;budget;"
             "prix;tarif;devis;offre;contrat;machine;fichier;fiche;produit~;solution;precio~;"
             "cuesta;presupuesto;oferta;contrato;maquina;archivo;ficha;producto~;prezz~;costa;"
             "preventivo;offerta;contratto;macchina;file;scheda;prodott~;prec~;orcamento;oferta;"
             "ficheiro;produto~;prijs;kost;offerte;contract;bestand;blad;machine;product~;価 格;"
             "見 積;い く ら;資 料;契 約;実 機;フ ァ イ ル;予 算;商 品;製 品" },
    { MEET, "meet;meeting;talk;speak;discuss;visit;appointment;stand;booth;board;lunch;coffee;slot;"
            "oclock;ring me;call me;let us;lets;treffen;sprechen;reden;besprech~;besuch~;termin;"
            "sitzung;stand;rufen sie;uhr;parl~;discut~;visite;rendez;reunion~;conseil;passez;"
            "habl~;reunion~;visita;consejo;pase;parl~;sentiamo~;riunion~;visita;consiglio;passate;"
            "fal~;reuni~;visita;conselho;passe;spreken|spreek|gesproken;vergader~;bezoek;raad;"
            "langs;会 議;打 ち 合;話 し;相 談;訪 問;見 学;ブ ー ス;役 員 会" },
    { WANT, "interest~;want;need;like;prefer;rather;suits;better;fine;good;great;fair;priority;"
            "caught;worth;interess~;wollen;mochte~;brauch~;gern;lieber;passt;besser;ginge;ordnung;"
            "lohnt;interess~;voudr~;aimer~;besoin;mieux;convien~;prefer~;correct;interes~;quier~;"
            "gustar~;necesit~;mejor;vale;bien;interess~;vorr~;vogli~;serv~;meglio;bene;"
            "interess~;quer~;gostar~;precis~;melhor;serve;bom;interesse;wil;willen;graag;nodig;"
            "beter;goed;prima;lijkt;興 味;い い;ほ し い;必 要;結 構;大 丈 夫;合 い ま せ;た い;"
            "た く" },
    { DECIDE,
      "decide~;decision;boss;cfo;approve;sign;committee;responsible;charge;purchasing "
      "person;say in;handle this;entscheid~;chef~;unterschreib~;ausschuss;zu sagen;"
      "zustandig;vorstand~;decid~;chef;directeur;directrice;sign~;commission;decid~;jefe;"
      "directora;firm~;comision;decid~;capo;direttrice;firm~;commissione;decid~;chefe;"
      "diretora;assin~;comissao;besli~;baas;directeur;teken~;commissie;決 め;上 司;署 名;"
      "委 員 会;部 長;保 留;担 当 し て;wrong|falsche|falscher person|address|adresse;mauvaise "
      "personne|adresse;persona|direccion equivocad~;persona|indirizzo sbagliat~;pessoa|endereco "
      "errad~;verkeerde|verkeerd persoon|adres;人 違 い;宛 先 が 違" },
    { SEND, "send;sends;resend;send me|it;put it;show;schick~;senden;nochmal;envoy~;renvoy~;mand~;"
            "envi~;reenvi~;mand~;invi~;rimand~;mand~;envi~;reenvi~;stuur;sturen;送 っ て;"
            "送 り く だ;お 送 り く だ;く だ さ い" },
    { ALREADY, "already;supplier;vendor;provider;bereits;schon;lieferant~;deja;fournisseur;ya "
               "tenemos;proveedor;gia;fornitore;ja temos;fornecedor;al een;leverancier;す で に;"
               "取 引 先" },
    { TRY_LATER,
      "ask me|again;try me|us|then|again;get back to me;remind;later in;maybe;next year;"
      "then $;come back;fragen|frag * noch;noch mal;versuchen;vielleicht;nachstes "
      "jahr;redemand~;reessay~;peut etre;annee prochaine;revenez;pregunt~;intent~;"
      "quiza~;ano que viene;vuelva;richied~;riprov~;forse;anno nuovo;pergunt~;tente;"
      "talvez;ano que vem;vraag;probeer;misschien;nieuwe jaar;ま た;年 明 け;そ の こ ろ;"
      "改 め て" },
    { YES_OR_NO, "yes;no $;^ no;yep;ok;sure;go ahead;ja;nein;^ ja;oui;^ non;allez y;si $;^ si;^ no;"
                 "adelante;^ si;procedete;sim;^ nao;avancem;nee;^ ja;は い;い り ま せ ん;賛 成" },
    { SORRY, "sorry;apolog~;unfortunately;regret~;leider;entschuldig~;bedaure;desole~;excus~;"
             "pardon;malheureus~;regrette;perdon;disculp~;lament~;siento;scus~;purtroppo;spiac~;"
             "desculp~;infelizmente;lament~;helaas;sorry;excuses;spijt;申 し 訳;恐 れ 入;失 礼" },
    { STOP, "stop;unsubscribe;remove me;contact me;pestering;aufhoren;abmelden;streichen;arretez;"
            "desabonn~;basta;darme de baja;basta;cancell~;chega;parem;pare;hou op;uitschrijven;"
            "や め て;停 止 し て く だ" },
    { COULD_YOU, "could|can|would|will|shall you|we|i;what;how;who;when do|can|is;why;konnen;"
                 "konnten;was;wer;wie;warum;pouvez;pourriez;on peut;que;quel;quelle;quoi;puede;"
                 "que;quien;cuanto;puo;cosa;chi;quanto;pode;quem;quanto;kunt;kan het;wat;wie;"
                 "hoeveel;で す か;ま す か;ま せ ん か;何" },
    { PAST, "was;were;had;got;told;saw;gave;passed;been;just;war;waren;hatte;habe;haben;hat;"
            "gerade;wurde;etais;etait;ai;avons;a;viens;rentre;estuve;estaba;he;hemos;ha;acabo;"
            "tuve;ero;era;ho;abbiamo;ha;appena;estive;estava;tinha;acabei;passei;was;waren;had;"
            "heb;hebben;heeft;net;で し た;ま し た" },
    { BUT, "but;though;although;so;because;honestly;aber;jedoch;daher;deshalb;weil;ehrlich;mais;"
           "donc;car;parce;pero;asi que;porque;ma;quindi;perche;mas;por isso;porque;maar;dus;"
           "want;omdat;で す が;の で;け ど" },
    { FORWARDED, "forward~;passed on|to;given to;redirect~;weiter~ * gegeben;weitergeleitet;"
                 "weitergegeben;transmis~;transfer~;reenvi~;remitid~;pasado;inoltrat~;passata;"
                 "encaminh~;reencaminh~;passei;doorgestuurd;doorgezet;gegeven;転 送;回 し" },
    { ACCESS, "laptop;signal;internet;access;connection;phone only;computer;rechner;netz;laptop;"
              "zugriff;zugang;ordi;ordinateur;reseau;acces;portatil;ordenador;acceso;conexion;"
              "computer;accesso;rete;notebook;computador;acesso;laptop;toegang;verbinding;"
              "パ ソ コ ン;ネ ッ ト;電 波;ア ク セ ス" },
    { WISHES, "merry;happy;seasons;enjoy;mubarak;frohe~;schone~;gutes;bonne|bonnes|joyeu~;felic~;"
              "feliz;buon~;boas;felizes;fijn~;prettig~;gelukkig;良 い お;よ い お" },
    { PATIENCE, "patience;understanding;bear with;inconvenience;verstandnis;geduld;nachsicht;"
                "comprehension;patient~;gene;comprension;paciencia;molestias;comprensione;"
                "pazienza;disagio;compreensao;paciencia;incomodo;begrip;geduld;ongemak;ご 了 承;"
                "ご 理 解;ご 迷 惑;ご 不 便;何 卒;お 待 ち;勝 手 な が ら" },
    { MEANWHILE, "meantime;meanwhile;in|during my|his|her|our absence;during this|that;while;for "
                 "now;until then;wahrend;zwischenzeit;solange;so lange;bis dahin;in dieser zeit;"
                 "d ici la;entre temps;pendant;en mon;mientras;entretanto;durante;nel frattempo;"
                 "in questo periodo;durante;enquanto;entretanto;durante;intussen;ondertussen;"
                 "tijdens;in die tijd;そ の 間;こ の 間;期 間 中;中 に つ き;い た だ い て お "
                 "り;頂 戴 し て お り;し て お り ま す;さ せ て い た だ;さ せ て 頂" },
    { WORK, "work;works;working;job;duty;business hours;shift;arbeit~;dienst;arbeitstag;schicht;"
            "travail~;activite;trabaj~;horario;lavor~;attivita;orario;trabalh~;horario;werk~;"
            "aan het werk;勤 務;業 務;営 業" },
    { HANDLE, "deal|dealt|dealing;handle~;process~;take care;looked|look into;pick this up;looking "
              "after;catch up;in place;kummer~;bearbeit~;erledig~;trait~;occup~;charge;atend~;"
              "tramit~;ocup~;gestion~;occup~;gest~;evad~;trat~;process~;atend~;behandel~;pak;"
              "oppak~;in behandeling;aan de slag;処 理;対 応;承" },
    { WILL, "will;shall;ill;well;going to;werde~;wird;kommt;serai~;sera;ferai~;prendra;estar~;"
            "sera;va a;voy a;saro;sara;saremo;verra;estar~;sera;vai;vou;zal;zullen;wordt;gaat;"
            "い た し ま す;予 定;見 込" },
    { CONFIRM, "confirm~;acknowledg~;hereby;please note|be;we would like;copy;queue;bestatig~;"
               "hiermit;kopie;kenntnis;confirm~;accus~;copie;confirm~;acus~;copia;conferm~;"
               "copia;confirm~;copia;bevestig~;kopie;確 認 い た;控 え;お 知 ら せ" },
};

const PhraseSet *
notice_concepts(void)
{
    static gsize slot;

    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(TABLE, G_N_ELEMENTS(TABLE)));
    return (const PhraseSet *)slot;
}
