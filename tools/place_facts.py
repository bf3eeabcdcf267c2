"""Facts about places that no table in Debian holds: what people call countries, and which zone a state keeps.

Read by placegen.py. Zones are those of the state's most populous part where a state has two.
"""

# Names people write that are neither ISO names nor found in the translations of iso-codes.
COUNTRY_ALIASES = {
    "AE": "UAE; U.A.E.; Emirates; Dubai; Abu Dhabi; VAE", "AT": "Österreich; Oesterreich; Autriche",
    "AU": "Australien; Aus", "BA": "Bosnia; Bosnia-Herzegovina", "BE": "België; Belgique; Belgien; Belgie",
    "BN": "Brunei", "BO": "Bolivia", "BR": "Brasil; Brasilien; Brésil", "CA": "Kanada; Canadá",
    "CD": "DR Congo; DRC; Democratic Republic of Congo; Democratic Republic of the Congo; Congo-Kinshasa; Zaire",
    "CG": "Congo; Republic of Congo; Congo-Brazzaville", "CH": "Schweiz; Suisse; Svizzera; Helvetia; Swiss",
    "CI": "Ivory Coast; Cote d'Ivoire", "CN": "PRC; P.R. China; PR China; Mainland China; 中国; 中国大陆",
    "CV": "Cape Verde", "CZ": "Czech Republic; Česko; Česká republika; Tschechien",
    "DE": "Deutschland; Germany; Allemagne; BRD; Bundesrepublik Deutschland; Federal Republic of Germany; Ger",
    "DK": "Danmark; Dänemark", "ES": "España; Espana; Spanien; Espagne; Spain", "FI": "Suomi; Finnland",
    "FR": "France; Frankreich; Francia", "GR": "Hellas; Greece; Griechenland; Ελλάδα; EL",
    "GB": "UK; U.K.; Great Britain; Britain; United Kingdom; England; Scotland; Wales; Northern Ireland; "
          "Großbritannien; Vereinigtes Königreich; Royaume-Uni; Reino Unido; Regno Unito; Verenigd Koninkrijk; "
          "United Kingdom of Great Britain and Northern Ireland",
    "HK": "Hong Kong SAR; Hongkong; Hong Kong S.A.R.; 香港", "HR": "Hrvatska; Kroatien",
    "HU": "Magyarország; Ungarn", "IE": "Ireland; Éire; Republic of Ireland; Irland; Irlande",
    "IL": "ישראל", "IN": "Bharat; Indien; भारत", "IR": "Iran; Persia", "IT": "Italia; Italien; Italie",
    "JP": "Nippon; Japon; Japan; 日本", "KN": "Saint Kitts; St Kitts and Nevis", "KP": "North Korea; DPRK; Nordkorea",
    "KR": "South Korea; Korea; Republic of Korea; ROK; Korea (South); Südkorea; 대한민국; 한국", "LA": "Laos",
    "LU": "Lëtzebuerg; Luxemburg", "MD": "Moldova", "MK": "Macedonia; FYROM; North Macedonia; Mazedonien",
    "MM": "Burma; Myanmar", "MO": "Macau; Macao; Macau SAR", "MX": "México; Mexico; Mexiko; Estados Unidos Mexicanos",
    "NL": "Nederland; Holland; The Netherlands; Niederlande; Pays-Bas; Paesi Bassi; Países Bajos",
    "NO": "Norge; Noreg; Norwegen", "NZ": "Aotearoa; Neuseeland", "PH": "The Philippines; Pilipinas",
    "PL": "Polska; Polen; Pologne", "PS": "Palestine; Palestinian Territories; West Bank; Gaza",
    "PT": "Portugal", "RO": "România; Rumania", "RS": "Srbija; Serbien", "SK": "Slovensko; Slowakei",
    "RU": "Russia; Россия; Russland; Russie; Rusia; Rossiya; RF",
    "SA": "KSA; Saudi; Kingdom of Saudi Arabia", "SE": "Sverige; Schweden; Suède", "SI": "Slovenija; Slowenien",
    "SY": "Syria", "SZ": "Swaziland", "TL": "East Timor", "TR": "Turkey; Türkiye; Turkei; Türkei",
    "TW": "Taiwan; Taiwan ROC; 台灣; 台湾", "TZ": "Tanzania", "UA": "Ukraine; Україна; The Ukraine",
    "US": "USA; U.S.; U.S.A.; US of A; United States; United States of America; America; The States; EE.UU.; EEUU; "
          "Estados Unidos; États-Unis; Etats-Unis; Vereinigte Staaten; Verenigde Staten; Stati Uniti; "
          "Amerika; VS; EUA; Vereinigte Staaten von Amerika",
    "VA": "Vatican; Holy See", "VE": "Venezuela", "VG": "British Virgin Islands", "VI": "US Virgin Islands; USVI",
    "VN": "Vietnam; Viet Nam", "XK": "Kosovo; Kosova", "ZA": "South Africa; RSA; Südafrika; Suid-Afrika",
}

# The short name for a sentence, where iso3166.tab's is one of a list ("Britain (UK)").
COUNTRY_SHORT = {
    "GB": "the United Kingdom", "US": "the United States", "KR": "South Korea", "KP": "North Korea",
    "CD": "DR Congo", "CG": "Congo", "NL": "the Netherlands", "CZ": "Czechia", "MM": "Myanmar", "TL": "Timor-Leste",
    "SZ": "Eswatini", "PH": "the Philippines", "AE": "the United Arab Emirates", "VG": "the British Virgin Islands",
    "VI": "the US Virgin Islands", "MF": "Saint Martin", "SX": "Sint Maarten", "BQ": "the Caribbean Netherlands",
    "WS": "Samoa", "AS": "American Samoa",
}

# The zone most people of a country keep, where tzdata names several.
PRINCIPAL = {
    "AR": "America/Argentina/Buenos_Aires", "AU": "Australia/Sydney", "BR": "America/Sao_Paulo",
    "CA": "America/Toronto", "CD": "Africa/Kinshasa", "CL": "America/Santiago", "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia", "DE": "Europe/Berlin", "EC": "America/Guayaquil", "ES": "Europe/Madrid",
    "FM": "Pacific/Chuuk", "GL": "America/Nuuk", "ID": "Asia/Jakarta", "KI": "Pacific/Tarawa", "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro", "MN": "Asia/Ulaanbaatar", "MX": "America/Mexico_City", "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland", "PF": "Pacific/Tahiti", "PG": "Pacific/Port_Moresby", "PS": "Asia/Hebron",
    "PT": "Europe/Lisbon", "RU": "Europe/Moscow", "UA": "Europe/Kyiv", "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}

# Where an area code names several zones and none is its country's principal one: where most people of it live.
PREFERRED = ("America/Anchorage", "America/Phoenix", "America/North_Dakota/Center")

# Area codes opened after the data of python3-phonenumbers was made; used only where it knows nothing.
NEW_AREA_CODES = {
    "America/New_York": "227 324 329 363 436 472 624 645 656 686 728 729 821 826 835 839 943 948",
    "America/Chicago": "235 274 327 353 447 457 464 471 483 557 572 659 730 861 924 945 975",
    "America/Denver": "748 983", "America/Los_Angeles": "350 357 369 738 837 840",
    "America/Toronto": "263 354 382 468 683 742 753 942", "America/Halifax": "428", "America/Vancouver": "257",
    "America/Edmonton": "368", "America/Winnipeg": "584", "America/Regina": "474", "America/St_Johns": "879",
}

# Wide apart on the map, but nineteen in twenty people keep the principal zone.
DOMINANT = {"CL", "CN", "GL"}

# State or province codes (ISO 3166-2 without the country) by the zone they keep.
STATE_ZONES = {
    "US": {
        "America/New_York": "CT DC DE FL GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
        "America/Detroit": "MI", "America/Indiana/Indianapolis": "IN", "America/Kentucky/Louisville": "KY",
        "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
        "America/Denver": "CO MT NM UT WY", "America/Boise": "ID", "America/Phoenix": "AZ",
        "America/Los_Angeles": "CA NV OR WA", "America/Anchorage": "AK", "Pacific/Honolulu": "HI",
        "America/Puerto_Rico": "PR", "America/St_Thomas": "VI", "Pacific/Guam": "GU", "Pacific/Saipan": "MP",
        "Pacific/Pago_Pago": "AS",
    },
    "CA": {
        "America/St_Johns": "NL", "America/Halifax": "NS PE", "America/Moncton": "NB", "America/Toronto": "ON QC",
        "America/Winnipeg": "MB", "America/Regina": "SK", "America/Edmonton": "AB NT", "America/Vancouver": "BC",
        "America/Whitehorse": "YT", "America/Iqaluit": "NU",
    },
    "AU": {
        "Australia/Sydney": "ACT NSW", "Australia/Melbourne": "VIC", "Australia/Brisbane": "QLD",
        "Australia/Adelaide": "SA", "Australia/Perth": "WA", "Australia/Hobart": "TAS", "Australia/Darwin": "NT",
    },
    "BR": {
        "America/Sao_Paulo": "DF ES GO MG PR RJ RS SC SP", "America/Belem": "AP PA",
        "America/Fortaleza": "CE MA PB PI RN", "America/Recife": "PE", "America/Maceio": "AL SE",
        "America/Bahia": "BA", "America/Araguaina": "TO", "America/Cuiaba": "MT", "America/Campo_Grande": "MS",
        "America/Manaus": "AM", "America/Porto_Velho": "RO", "America/Boa_Vista": "RR", "America/Rio_Branco": "AC",
    },
    "MX": {
        "America/Mexico_City": "AGU CHP CMX COL GRO GUA HID JAL MEX MIC MOR OAX PUE QUE SLP TAB TLA VER ZAC",
        "America/Monterrey": "COA DUR NLE", "America/Matamoros": "TAM", "America/Merida": "CAM YUC",
        "America/Cancun": "ROO", "America/Chihuahua": "CHH", "America/Hermosillo": "SON",
        "America/Mazatlan": "BCS NAY SIN", "America/Tijuana": "BCN",
    },
    "RU": {
        "Europe/Kaliningrad": "KGD", "Europe/Kirov": "KIR", "Europe/Volgograd": "VGG", "Europe/Astrakhan": "AST",
        "Europe/Saratov": "SAR", "Europe/Ulyanovsk": "ULY", "Europe/Samara": "SAM UD",
        "Europe/Moscow": "AD ARK BEL BRY CE CU DA IN IVA KB KC KDA KL KLU KO KOS KR KRS LEN LIP ME MO MOS MOW MUR NEN "
                         "NGR NIZ ORL PNZ PSK ROS RYA SE SMO SPE STA TA TAM TUL TVE VLA VLG VOR YAR",
        "Asia/Yekaterinburg": "BA CHE KGN KHM ORE PER SVE TYU YAN", "Asia/Omsk": "OMS",
        "Asia/Novosibirsk": "NVS", "Asia/Barnaul": "AL ALT", "Asia/Tomsk": "TOM", "Asia/Novokuznetsk": "KEM",
        "Asia/Krasnoyarsk": "KK KYA TY", "Asia/Irkutsk": "BU IRK", "Asia/Chita": "ZAB", "Asia/Yakutsk": "AMU SA",
        "Asia/Vladivostok": "KHA PRI YEV", "Asia/Magadan": "MAG", "Asia/Sakhalin": "SAK",
        "Asia/Kamchatka": "KAM", "Asia/Anadyr": "CHU",
    },
    "ID": {
        "Asia/Jakarta": "AC BB BE BT JA JB JI JK JT JW KR LA RI SB SM SS SU YO",
        "Asia/Pontianak": "KB KT", "Asia/Makassar": "BA GO KI KS KU NB NT NU SA SG SL SN SR ST",
        "Asia/Jayapura": "MA MU PA PB",
    },
    "CD": {
        "Africa/Kinshasa": "BC EQ KG KL KN MN MO NU SU TU",
        "Africa/Lubumbashi": "BU HK HL HU IT KC KE KS LO LU MA NK SA SK TA TO",
    },
    "ES": {"Atlantic/Canary": "CN GC TF", "Africa/Ceuta": "CE ML"},
    "PT": {"Atlantic/Azores": "20", "Atlantic/Madeira": "30"},
    "CL": {"America/Punta_Arenas": "MA", "America/Coyhaique": "AI"},
    "EC": {"Pacific/Galapagos": "W"},
    "MN": {"Asia/Hovd": "043 046 071"},
}

# What people call these states beside their ISO 3166-2 names.
STATE_ALIASES = {
    "US": {"DC": "Washington DC; Washington, D.C.; D.C.", "CA": "Calif", "MA": "Mass", "PA": "Penn; Penna", "FL": "Fla"},
    "CA": {"QC": "Québec; PQ", "NL": "Newfoundland; Labrador; NF", "PE": "PEI", "BC": "B.C.", "YT": "Yukon Territory",
           "ON": "Ont"},
    "AU": {"ACT": "Canberra", "NSW": "N.S.W.", "VIC": "Vic.", "QLD": "Qld."},
    "MX": {"CMX": "CDMX; DF; D.F.; Distrito Federal; Mexico City; Ciudad de Mexico", "MEX": "Estado de México; Edomex",
           "BCN": "BC; Baja California Norte", "NLE": "NL", "JAL": "JA", "COA": "Coahuila", "MIC": "Michoacán",
           "VER": "Veracruz", "ROO": "QR; Q. Roo", "SON": "SO", "SIN": "SI"},
    "RU": {
        "MOW": "Moscow; Moscow City; Moskau", "MOS": "Moscow Oblast; Moscow Region",
        "SPE": "Saint Petersburg; St. Petersburg; St Petersburg", "LEN": "Leningrad", "NVS": "Novosibirsk",
        "SVE": "Sverdlovsk; Ekaterinburg; Yekaterinburg", "CHE": "Chelyabinsk", "TA": "Tatarstan; Kazan",
        "NIZ": "Nizhny Novgorod; Nizhni Novgorod", "SAM": "Samara", "OMS": "Omsk", "ROS": "Rostov", "BA": "Bashkortostan",
        "KYA": "Krasnoyarsk", "PER": "Perm", "VOR": "Voronezh", "VGG": "Volgograd", "KDA": "Krasnodar",
        "KGD": "Kaliningrad", "TYU": "Tyumen", "IRK": "Irkutsk", "KHA": "Khabarovsk", "PRI": "Primorsky; Primorye",
        "KAM": "Kamchatka", "SAK": "Sakhalin", "MAG": "Magadan", "SA": "Sakha; Yakutia", "BU": "Buryatia", "AMU": "Amur",
        "TOM": "Tomsk", "KEM": "Kemerovo; Kuzbass", "ALT": "Altai; Altai Krai", "ORE": "Orenburg", "SAR": "Saratov",
        "UD": "Udmurtia", "ULY": "Ulyanovsk", "AST": "Astrakhan", "KIR": "Kirov", "ZAB": "Zabaykalsky; Transbaikal",
        "KHM": "Khanty-Mansi; Yugra; KHM", "YAN": "Yamalo-Nenets; Yamal", "CHU": "Chukotka", "STA": "Stavropol",
        "TUL": "Tula", "KGN": "Kurgan", "YAR": "Yaroslavl", "TVE": "Tver", "RYA": "Ryazan", "MUR": "Murmansk",
    },
    "ID": {"BA": "Bali", "JK": "Jakarta; DKI Jakarta", "JB": "West Java", "JI": "East Java", "JT": "Central Java",
           "YO": "Yogyakarta; DI Yogyakarta", "SU": "North Sumatra", "SN": "South Sulawesi", "PA": "Papua"},
    "ES": {"CN": "Canarias; Canary Islands; Islas Canarias", "GC": "Gran Canaria; Las Palmas", "TF": "Tenerife"},
    "PT": {"20": "Açores; Azores", "30": "Madeira"},
    "EC": {"W": "Galápagos"},
    "CL": {"MA": "Magallanes", "AI": "Aysén; Aisén"},
}
