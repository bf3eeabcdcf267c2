// What date-holidays does not know: weekends, and English names of regions that it has in the local tongue only.

// Days of the weekend where it is not Saturday and Sunday; 0 is Monday. After CLDR 48 (supplemental
// weekData) and, where CLDR still has an older week, the country's own labour or civil service rules:
// Bangladesh (1997, 2005), Brunei, Djibouti (2013), Iran (Thursday is half a day at most), Maldives,
// Nepal (Saturday alone), Palestine.
const FRI_SAT = [4, 5];
export const WEEKENDS = {
  AF: [3, 4], IR: [3, 4],
  BN: [4, 6],
  NP: [5],
  IN: [6], UG: [6],
  ...Object.fromEntries(['BD', 'BH', 'DJ', 'DZ', 'EG', 'IL', 'IQ', 'JO', 'KW', 'LY', 'MV', 'OM', 'PS', 'QA', 'SA', 'SD',
    'SY', 'YE'].map((country) => [country, FRI_SAT])),
  // States with a week of their own; the others of their country have Saturday and Sunday.
  'MY/02': FRI_SAT, 'MY/03': FRI_SAT, 'MY/11': FRI_SAT, // Kedah, Kelantan, Terengganu
};

export const ENGLISH_REGIONS = {
  'DE/BY': 'Bavaria', 'DE/HE': 'Hesse', 'DE/HB': 'Bremen', 'DE/HH': 'Hamburg', 'DE/NI': 'Lower Saxony',
  'DE/MV': 'Mecklenburg-Western Pomerania', 'DE/NW': 'North Rhine-Westphalia', 'DE/RP': 'Rhineland-Palatinate',
  'DE/SN': 'Saxony', 'DE/ST': 'Saxony-Anhalt', 'DE/TH': 'Thuringia',
  'AT/2': 'Carinthia', 'AT/3': 'Lower Austria', 'AT/4': 'Upper Austria', 'AT/6': 'Styria', 'AT/7': 'Tyrol',
  'AT/9': 'Vienna',
  'ES/AN': 'Andalusia', 'ES/MD': 'Madrid', 'ES/MC': 'Murcia', 'ES/NC': 'Navarre', 'ES/VC': 'Valencia',
};

// Words that stand around a region's name; people leave them out.
export const AROUND = new RegExp('^(canton of|kanton|canton (de|du)|state of|ciudad de|comunidad (foral )?de|' +
  'comunitat|comunidad|islas|illes|hansestadt|freistaat|stadt|province of|provincia de|regione|region|' +
  "département et région d'outre-mer|département)\\s+|\\s+(region|county|province|state|chartered community|" +
  'community)$', 'giu');

// The Canary Islands, which stand in Spain's list as well, under CN.
export const NO_COUNTRY = new Set(['IC']);
