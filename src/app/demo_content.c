/* The demo's people, companies, sequences and answers. */
#include "app/demo_content.h"

const DemoUser DEMO_USERS[] = {
    { "mira@harborlane.example.com", "Mira Sand", "manager", "Europe/Berlin" },
    { "jonas@harborlane.example.com", "Jonas Reed", "rep", "Europe/Berlin" },
    { "lucia@harborlane.example.com", "Lucia Vidal", "rep", "Europe/Madrid" },
};
const gsize DEMO_USER_COUNT = G_N_ELEMENTS(DEMO_USERS);

static const char OUTBOUND[] =
    "sequence: fewer-friday-overtimes\n"
    "goal: book a first conversation with whoever plans the routes\n"
    "steps:\n"
    "  - day: 0\n"
    "    channel: email\n"
    "    automatic: true\n"
    "    subject: \"{{company|Your}} deliveries on Friday afternoons\"\n"
    "    value_point: friday-peak\n"
    "    body: |\n"
    "      Hello {{first_name|there}},\n"
    "\n"
    "      most carriers we meet pay their overtime in four hours of the week: Friday, two to six. "
    "A haulier of\n"
    "      40 vehicles moved **two** drivers to a later slot and stopped paying for it.\n"
    "\n"
    "      How does {{company|your team}} handle the Friday peak today?\n"
    "\n"
    "      {{sender_first_name}}\n"
    "  - after: 2 business days\n"
    "    channel: call\n"
    "    objective: hear how they plan the Friday peak\n"
    "    value_point: peak-question\n"
    "    script: |\n"
    "      Hello {{first_name|there}}, {{sender_name}} of Harborlane. I wrote about the Friday "
    "peak.\n"
    "      How do you decide today who drives after two o'clock?\n"
    "  - after: 1 business day\n"
    "    channel: social\n"
    "    objective: connect with a line about their work, no pitch\n"
    "    value_point: shared-interest\n"
    "    script: |\n"
    "      Your post on driver shifts made me think: who decides the last slot at {{company|your "
    "company}}?\n"
    "  - after: 2 business days\n"
    "    channel: email\n"
    "    automatic: true\n"
    "    reply_to_previous: true\n"
    "    value_point: empty-kilometres\n"
    "    body: |\n"
    "      {{first_name|Hello}}, one number that surprised a planner in Utrecht: 11% of the "
    "kilometres of her\n"
    "      vans were empty, and a third of those lay between two of her own depots.\n"
    "\n"
    "      Shall I send the one-page sheet with which you can work out yours?\n"
    "\n"
    "      {{sender_first_name}}\n"
    "  - after: 2 business days\n"
    "    channel: call\n"
    "    objective: offer the sheet, agree on fifteen minutes\n"
    "    value_point: one-page-sheet\n"
    "    script: |\n"
    "      {{first_name|Hello}}, I have a one-page sheet for empty kilometres. May I walk you "
    "through it in\n"
    "      fifteen minutes on Tuesday or Thursday?\n"
    "  - after: 2 business days\n"
    "    channel: email\n"
    "    automatic: true\n"
    "    subject: \"What a driver said about the new slots\"\n"
    "    value_point: driver-voice\n"
    "    body: |\n"
    "      Hello {{first_name|there}},\n"
    "\n"
    "      \"I am home for dinner on Fridays now.\" That was the sentence that convinced a works "
    "council in\n"
    "      Graz. If keeping drivers is a topic at {{company|your company}}, I will gladly share "
    "how they did it.\n"
    "\n"
    "      {{sender_first_name}}\n"
    "  - after: 2 business days\n"
    "    channel: call\n"
    "    objective: ask who else plans the week\n"
    "    value_point: right-person\n"
    "    script: |\n"
    "      {{first_name|Hello}}, if route planning sits with a colleague, who would that be?\n"
    "  - after: 3 business days\n"
    "    channel: letter\n"
    "    objective: a hand-written card with the sheet\n"
    "    value_point: hand-written-card\n"
    "    script: |\n"
    "      Two lines by hand, the sheet enclosed, your number below.\n";

static const char INBOUND[] =
    "sequence: asked-for-a-demo\n"
    "goal: talk within the hour, show it within the week\n"
    "steps:\n"
    "  - day: 0\n"
    "    within: 5 minutes\n"
    "    channel: call\n"
    "    objective: hear what made them ask\n"
    "    value_point: what-made-you-ask\n"
    "    script: |\n"
    "      Hello {{first_name|there}}, {{sender_name}} of Harborlane. You asked to see it: what "
    "made you look today?\n"
    "  - day: 0\n"
    "    channel: email\n"
    "    automatic: true\n"
    "    subject: \"Your look at Harborlane, {{first_name|as asked}}\"\n"
    "    value_point: two-minute-film\n"
    "    body: |\n"
    "      Hello {{first_name|there}},\n"
    "\n"
    "      thank you for asking. So that you need not wait for me: the [two-minute "
    "film](https://harborlane.example.com/film)\n"
    "      shows a planner's morning from the first order to the last slot.\n"
    "\n"
    "      Would tomorrow at 10:00 or 15:00 suit you for fifteen minutes with your own routes?\n"
    "\n"
    "      {{sender_name}}\n"
    "  - after: 1 business day\n"
    "    channel: call\n"
    "    objective: offer two times\n"
    "    value_point: own-routes\n"
    "    script: |\n"
    "      {{first_name|Hello}}, shall we look at three of your own routes together? Tomorrow ten "
    "or three?\n"
    "  - after: 2 business days\n"
    "    channel: email\n"
    "    automatic: true\n"
    "    reply_to_previous: true\n"
    "    value_point: price-sheet\n"
    "    body: |\n"
    "      {{first_name|Hello}}, many ask for the price first: it is per vehicle and month, and "
    "the\n"
    "      [sheet](https://harborlane.example.com/prices) fits on one page. For your "
    "{{fleet_size}} vehicles I\n"
    "      have worked it out.\n"
    "\n"
    "      Which of the two plans is nearer to {{company|your company}}?\n"
    "\n"
    "      {{sender_first_name}}\n"
    "  - after: 2 business days\n"
    "    channel: voicemail\n"
    "    objective: leave one useful sentence\n"
    "    value_point: works-council\n"
    "    script: |\n"
    "      {{first_name|Hello}}, one thing others asked at this point: yes, works councils have "
    "agreed to it, and I can\n"
    "      send you their text. My number is below.\n"
    "  - after: 2 business days\n"
    "    channel: call\n"
    "    objective: learn what is in the way\n"
    "    value_point: what-is-in-the-way\n"
    "    script: |\n"
    "      {{first_name|Hello}}, what would have to be different for this to be worth fifteen "
    "minutes?\n"
    "  - after: 2 business days\n"
    "    channel: email\n"
    "    automatic: true\n"
    "    subject: \"Three carriers who waited, and why they came back\"\n"
    "    value_point: three-who-waited\n"
    "    body: |\n"
    "      Hello {{first_name|there}},\n"
    "\n"
    "      three teams told us \"not this quarter\" and came back by themselves. What brought each "
    "of them back is\n"
    "      [here](https://harborlane.example.com/three), in two minutes.\n"
    "\n"
    "      Is one of the three reasons yours?\n"
    "\n"
    "      {{sender_first_name}}\n";

const char *const DEMO_SEQUENCES[] = { OUTBOUND, INBOUND };
const char *const DEMO_SEQUENCE_NAMES[] = { "fewer-friday-overtimes", "asked-for-a-demo" };
const gsize DEMO_SEQUENCE_COUNT = G_N_ELEMENTS(DEMO_SEQUENCES);

const char *const DEMO_FIRST_NAMES[] = {
    "Ana",   "Kofi", "Ingrid", "Tomas", "Amelie", "Rui",   "Petra", "Sven",  "Noor",  "Luca",
    "Marta", "Owen", "Yuki",   "Elif",  "Bram",   "Clara", "Dario", "Freya", "Goran", "Hanna",
    "Ilya",  "Jana", "Karim",  "Leila", "Milan",  "Nadia", "Oscar", "Priya", "Quinn", "Rosa",
};
const gsize DEMO_FIRST_NAME_COUNT = G_N_ELEMENTS(DEMO_FIRST_NAMES);
const char *const DEMO_LAST_NAMES[] = {
    "Almeida", "Mensah",  "Berg",     "Novak",  "Dubois",  "Costa",  "Keller",  "Lindt",
    "Haddad",  "Moretti", "Kowalska", "Price",  "Tanaka",  "Demir",  "Visser",  "Weiss",
    "Romano",  "Dahl",    "Petrov",   "Maier",  "Sokolov", "Horak",  "Benali",  "Farah",
    "Jovic",   "Laurent", "Nilsson",  "Sharma", "Brooks",  "Ortega", "Fischer",
};
const gsize DEMO_LAST_NAME_COUNT = G_N_ELEMENTS(DEMO_LAST_NAMES);
const char *const DEMO_TITLES[] = {
    "Head of Operations", "Fleet Manager",     "COO",        "Planning Lead",
    "Logistics Director", "Managing Director", "Dispatcher", "Head of HR",
};
const gsize DEMO_TITLE_COUNT = G_N_ELEMENTS(DEMO_TITLES);

/* Numbers come from ranges that the regulators keep for fiction; where a country has none, nobody
 * has a number. */
const DemoCompany DEMO_COMPANIES[] = {
    { "Northwind Haulage", "northwind.example.com", "Germany", "Hamburg", "+4940669690" },
    { "Almeida & Filhos", "almeidafilhos.example.org", "Portugal", "Lisbon", "" },
    { "Blue Fjord Transport", "bluefjord.example.com", "Sweden", "Gothenburg", "+463139006" },
    { "Canal Street Couriers", "canalstreet.example.com", "Germany", "Berlin", "+4930231250" },
    { "Dorn Spedition", "dorn-spedition.example.org", "Germany", "Cologne", "+4922147100" },
    { "Estrella Cargo", "estrellacargo.example.com", "United States", "Miami", "+130555501" },
    { "Fairway Parcels", "fairway.example.com", "United Kingdom", "Leeds", "+4411349600" },
    { "Gustav & Sons", "gustavsons.example.org", "Sweden", "Stockholm", "+468465004" },
    { "Helvetia Frachten", "helvetiafrachten.example.com", "Switzerland", "Basel", "" },
    { "Iron Bridge Logistics", "ironbridge.example.com", "United States", "Pittsburgh",
      "+141255501" },
    { "Jasmin Express", "jasminexpress.example.org", "France", "Lyon", "+334657100" },
    { "Kestrel Freight", "kestrel.example.com", "United States", "Denver", "+130355501" },
    { "Lago Trasporti", "lagotrasporti.example.com", "France", "Paris", "+331990000" },
    { "Moravia Trans", "moraviatrans.example.org", "Czechia", "Brno", "" },
    { "Nordlicht Kurier", "nordlicht.example.com", "Germany", "Hamburg", "+4940669691" },
    { "Oakfield Supply", "oakfield.example.com", "United States", "Austin", "+151255501" },
    { "Rhine-Main Kurier", "rheinmain.example.com", "Germany", "Frankfurt", "+4969900090" },
    { "Isar Logistik", "isarlogistik.example.org", "Germany", "Munich", "+4989999980" },
    { "Spree Transporte", "spree.example.com", "Germany", "Berlin", "+4930231251" },
    { "Domstadt Cargo", "domstadt.example.com", "Germany", "Cologne", "+4922147101" },
    { "Alster Frachtdienst", "alsterfracht.example.org", "Germany", "Hamburg", "+4940669692" },
    { "Wien Zustellung", "wienzustellung.example.com", "Austria", "Vienna", "" },
    { "Skane Akeri", "skaneakeri.example.org", "Sweden", "Malmo", "+46406280" },
    { "Ouest Livraison", "ouestlivraison.example.com", "France", "Nantes", "+332619100" },
    { "Thames Parcels", "thamesparcels.example.com", "United Kingdom", "London", "+4420794600" },
    { "Mainhafen Spedition", "mainhafen.example.org", "Germany", "Frankfurt", "+4969900091" },
    { "Bavaria Eiltransport", "eiltransport.example.com", "Germany", "Munich", "+4989999981" },
    { "Sud Messagerie", "sudmessagerie.example.org", "France", "Toulouse", "+335364900" },
    { "Forth Freight", "forthfreight.example.com", "United Kingdom", "Edinburgh", "+4413149600" },
    { "Nordsee Cool", "nordseecool.example.com", "Germany", "Hamburg", "+4940669693" },
    { "Oresund Kargo", "oresundkargo.example.org", "Denmark", "Copenhagen", "" },
    { "Elbe Paket", "elbepaket.example.com", "Germany", "Hamburg", "+4940669694" },
};
const gsize DEMO_COMPANY_COUNT = G_N_ELEMENTS(DEMO_COMPANIES);

const char *const DEMO_ANSWERS[] = {
    "Sounds useful. I am in meetings until Thursday, can you call me in the morning?",
    "Interesting, the Friday peak is exactly our problem. What does it cost for 60 vehicles?",
    "Not now, please. We change our system until summer. Ask me again in the third quarter.",
    "I am not the right person. Please write to our planning lead, she decides this.",
    "Thank you, but we are not interested. We have a supplier and are happy.",
    "Can you send me the sheet for the empty kilometres? I would like to look at it first.",
    "Let us meet. Tuesday at 14:00 or Wednesday at 9:00 would work for me.",
    "How does it work together with our dispatch software?",
};
const gsize DEMO_ANSWER_COUNT = G_N_ELEMENTS(DEMO_ANSWERS);

const DemoCall DEMO_CALLS[] = {
    { "no_answer", 46, NULL },
    { "voicemail", 20, "Left the Friday example and my number." },
    { "busy", 6, NULL },
    { "gatekeeper", 8, "Reception: best before nine." },
    { "call_back", 7, "In a meeting; asked me to try again." },
    { "reached", 4, "Short talk, wants to think about it." },
    { "not_now", 3, "New depot opens in spring; after that." },
    { "interested", 3, "Wants to see it with own routes." },
    { "meeting", 2, "Fifteen minutes next week." },
    { "not_interested", 1, "Happy with the current supplier." },
    { "wrong_number", 1, NULL },
};
const gsize DEMO_CALL_COUNT = G_N_ELEMENTS(DEMO_CALLS);
