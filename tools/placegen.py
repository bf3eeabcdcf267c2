#!/usr/bin/env python3
"""Writes src/text's tables of places and phone numbers (place_tables.h says what each one is).

Sources, all Debian packages: tzdata (iso3166.tab, zone.tab, tzdata.zi), iso-codes (names and their translations),
python3-phonenumbers (time zones by prefix, lengths by calling code), and place_facts.py beside this file. The same
packages give the same output.

    placegen.py OUTPUT.c
"""
import datetime
import gettext
import json
import pathlib
import re
import re._parser as re_parser
import sys
import unicodedata
import zoneinfo

import place_facts as facts

try:
    import phonenumbers
except ImportError:  # a python3 other than Debian's own
    sys.path.append("/usr/lib/python3/dist-packages")
    try:
        import phonenumbers
    except ImportError:
        sys.exit("placegen.py: the Python module phonenumbers is missing: apt-get install python3-phonenumbers")
from phonenumbers.tzdata import TIMEZONE_DATA

ZONEINFO = pathlib.Path("/usr/share/zoneinfo")
ISO_CODES = pathlib.Path("/usr/share/iso-codes/json")
LOCALES = "/usr/share/locale"
LANGUAGES = ["de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "ru", "tr", "ja", "zh_CN"]
UNDECIDED = 1  # PLACE_ZONES[1]: the prefix is known, but its zones lie too far apart
# src/text/fold.c knows the same letters.
LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})


def need(path, package):
    if not path.exists():
        sys.exit(f"placegen.py: {path} is missing: apt-get install {package}")
    return path


def fold(text):
    """The form in which names are compared: letters and digits, lower case, without accents."""
    text = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    return "".join(c for c in text.lower().translate(LETTERS) if c.isalnum())


def rows(name):
    for line in need(ZONEINFO / name, "tzdata").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def translations(domain):
    """Lookups into the translated names. A machine may have none: slim Debian images leave locales out."""
    found = []
    for language in LANGUAGES:
        try:
            found.append(gettext.translation(domain, LOCALES, [language]).gettext)
        except OSError:
            continue  # not every language has every table
    if not found:
        print(f"placegen.py: no translations of {domain}: native names are those of place_facts.py", file=sys.stderr)
    return found


class Zones:
    """Zone names by number, their links resolved, and how far apart several lie."""

    def __init__(self):
        self.names = [None, None]
        self.number = {}
        self.of_country = {}
        for country, _, zone, *_ in rows("zone.tab"):
            self.of_country.setdefault(country, []).append(zone)
        self.of_country["XK"] = ["Europe/Belgrade"]
        self.known = {zone for zones in self.of_country.values() for zone in zones}
        links = (line.split() for line in need(ZONEINFO / "tzdata.zi", "tzdata").read_text().splitlines())
        self.links = {words[2]: words[1] for words in links if words and words[0] == "L"}

    def canonical(self, zone):
        while zone not in self.known and zone in self.links:
            zone = self.links[zone]
        return zone

    def index(self, zone):
        if zone not in self.number:
            if not (ZONEINFO / zone).exists():
                sys.exit(f"placegen.py: tzdata has no zone {zone}")
            self.number[zone] = len(self.names)
            self.names.append(zone)
        return self.number[zone]

    def spread_h(self, zones):
        """The most hours any two of the zones differ by, in January or July."""
        spread = 0
        for month in (1, 7):
            at = datetime.datetime(2026, month, 15, 12)
            offsets = [zoneinfo.ZoneInfo(zone).utcoffset(at).total_seconds() / 3600 for zone in zones]
            spread = max(spread, max(offsets) - min(offsets))
        return spread

    def of_several(self, zones, country):
        """The zone to take when a country or a phone prefix names several."""
        zones = [self.canonical(zone) for zone in zones]
        if self.spread_h(zones) > 1 and not (country in facts.DOMINANT and facts.PRINCIPAL[country] in zones):
            return UNDECIDED
        principal = facts.PRINCIPAL.get(country, self.of_country.get(country, [None])[0])
        return self.index(next((zone for zone in (principal, *facts.PREFERRED) if zone in zones), zones[0]))


class Names:
    """Keys to values in layers: an earlier layer wins; two values within one layer cancel each other."""

    def __init__(self):
        self.keys = {}

    def layer(self, pairs):
        new, torn = {}, set()
        for text, value in pairs:
            key = text if "/" in text else fold(text)
            if key and new.setdefault(key, value) != value:
                torn.add(key)
        for key, value in new.items():
            if key not in torn:
                self.keys.setdefault(key, value)


def spellings(name):
    """One official name as people write it: "Iran, Islamic Republic of", "A Coruña [La Coruña]", "Bosnia and ..."."""
    for part in re.split(r"[\[\];]", name.replace("*", "")):
        part = part.strip()
        if part:
            yield part
            yield re.sub(r" \(.*\)", "", part)
            if "," in part:
                head, tail = part.split(",", 1)
                yield head
                yield f"{tail} {head}"
            yield re.sub(r"\b(and|und|et|y|e|en)\b", "", part)
            yield re.sub(r"\bSaint\b", "St", part)
    if re.search("[äöüÄÖÜ]", name):
        yield name.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}))


def country_names(codes):
    """Every key a country answers to."""
    iso = json.loads(need(ISO_CODES / "iso_3166-1.json", "iso-codes").read_text(encoding="utf-8"))["3166-1"]
    names = Names()
    names.layer((code, code) for code in codes)
    names.layer((row["alpha_3"], row["alpha_2"]) for row in iso)
    names.layer((alias, code) for code, line in facts.COUNTRY_ALIASES.items()
                for one in line.split(";") for alias in spellings(one))
    names.layer((spelling, code) for code, name in codes.items() for spelling in spellings(name))
    fields = ("common_name", "name", "official_name")
    names.layer((row[field], row["alpha_2"]) for row in iso for field in fields if field in row)
    names.layer((spelling, row["alpha_2"]) for row in iso for field in fields if field in row
                for spelling in spellings(row[field]))
    for translate in translations("iso_3166-1"):
        names.layer((spelling, row["alpha_2"]) for row in iso for field in fields if field in row
                    for spelling in spellings(translate(row[field])))
    return names.keys


def state_zones(zones):
    """ "US/california" to its zone."""
    iso = json.loads(need(ISO_CODES / "iso_3166-2.json", "iso-codes").read_text(encoding="utf-8"))["3166-2"]
    official = {row["code"]: row["name"] for row in iso}
    names = Names()
    languages = translations("iso_3166-2")
    for country, by_zone in facts.STATE_ZONES.items():
        zone_of = {code: zones.index(zone) for zone, codes in by_zone.items() for code in codes.split()}
        unknown = [code for code in zone_of if f"{country}-{code}" not in official]
        if unknown:
            sys.exit(f"placegen.py: ISO 3166-2 has no {country}-{' '.join(unknown)}")
        key = lambda text: f"{country}/{fold(text)}"
        names.layer((key(code), zone) for code, zone in zone_of.items())
        names.layer((key(alias), zone_of[code]) for code, line in facts.STATE_ALIASES.get(country, {}).items()
                    for alias in line.split(";"))
        names.layer((key(country + code), zone) for code, zone in zone_of.items())
        for translate in [str] + languages:
            names.layer((key(spelling), zone) for code, zone in zone_of.items()
                        for spelling in spellings(translate(official[f"{country}-{code}"])))
    return names.keys


class Trie:
    """Digits of an E.164 number to the longest prefix that knows a zone or a region."""

    def __init__(self):
        self.nodes = [[[0] * 10, 0, 0]]

    def node(self, prefix):
        at = 0
        for digit in map(int, prefix):
            if not self.nodes[at][0][digit]:
                self.nodes[at][0][digit] = len(self.nodes)
                self.nodes.append([[0] * 10, 0, 0])
            at = self.nodes[at][0][digit]
        return self.nodes[at]


def metadata(code, region):
    if region == "001":
        return phonenumbers.PhoneMetadata.metadata_for_nongeo_region(code)
    return phonenumbers.PhoneMetadata.metadata_for_region(region)


FILLERS = ("2345678901234", "5555555555555", "0000000000000")


def region_takes(region, prefix):
    """Does the region's numbering plan have numbers that begin so?"""
    data = metadata(0, region)
    kinds = (data.fixed_line, data.mobile, data.toll_free, data.premium_rate, data.voip)
    patterns = [kind.national_number_pattern for kind in kinds if kind and kind.national_number_pattern]
    lengths = [length for length in data.general_desc.possible_length if length >= len(prefix)]
    numbers = [(prefix + filler)[:length] for filler in FILLERS for length in lengths]
    return any(re.fullmatch(pattern, number) for pattern in patterns for number in numbers)


def side_regions(code, regions):
    """Area codes of a shared calling code that belong to another region than the main one."""
    main, digits = regions[0], 3 if code == 1 else 4
    for number in range(10 ** digits):
        prefix = f"{number:0{digits}}"
        for region in regions[1:]:
            leading = metadata(code, region).leading_digits
            if leading:
                takes = re.match(leading, prefix)
            else:
                takes = region_takes(region, prefix) and not region_takes(main, prefix)
            if takes:
                yield prefix, region
                break


def national_prefix_digits(data):
    """Bits of the first digits that a national prefix may take away ("+49 (0)30")."""
    bits, pattern = 0, data.national_prefix_for_parsing
    if pattern:
        for number in range(1000):
            if any(re.match(pattern, f"{number:03}{filler}") for filler in FILLERS):
                bits |= 1 << number // 100
    return bits


def first_digits(pattern):
    """Bits of the digits that a text matching the pattern can begin with."""
    return sum(1 << digit for digit in range(10) if may_begin(re_parser.parse(pattern or ""), str(digit))[0])


def may_begin(items, digit):
    """Can the parsed items match a text that begins with the digit? And can they match nothing at all?"""
    for kind, value in items:
        name = str(kind)
        if name == "LITERAL":
            fits, empty = chr(value) == digit, False
        elif name == "IN":
            fits, empty = bool(re.match(set_of(value), digit)), False
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            fits, empty = may_begin(value[2], digit)
            empty = empty or value[0] == 0
        elif name == "SUBPATTERN":
            fits, empty = may_begin(value[3], digit)
        elif name == "BRANCH":
            ways = [may_begin(way, digit) for way in value[1]]
            fits, empty = any(way[0] for way in ways), any(way[1] for way in ways)
        else:
            return True, True  # never seen in these plans; claims nothing
        if fits or not empty:
            return fits, False
    return False, True


def set_of(value):
    """A parsed character class as a pattern again."""
    text = ""
    for kind, what in value:
        name = str(kind)
        text += {"LITERAL": lambda: chr(what), "RANGE": lambda: f"{chr(what[0])}-{chr(what[1])}",
                 "CATEGORY": lambda: r"\d", "NEGATE": lambda: "^"}[name]()
    return f"[{text}]"


def dialling_at_home(region):
    """(calling code, bits of first digits that stay, bits of those that fall away) for numbers written without a
    calling code, where that follows from the first digit alone; (0, 0, 0) where it takes libphonenumber to tell."""
    data = metadata(0, region)
    prefix = data.national_prefix_for_parsing or ""
    is_main = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[data.country_code][0] == region
    if not is_main or data.national_prefix_transform_rule or not re.fullmatch(r"\d?", prefix):
        return 0, 0, 0
    begins = first_digits(data.general_desc.national_number_pattern)
    dropped = 1 << int(prefix) if prefix else 0
    abroad = 0 if data.international_prefix == "00" else first_digits(data.international_prefix)
    if dropped & (begins | abroad):
        return 0, 0, 0
    return data.country_code, begins & ~abroad, dropped


def phone_tables(zones, country_index):
    trie, calling = Trie(), {}
    for code, regions in sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()):
        main = metadata(code, regions[0])  # libphonenumber, too, judges lengths by the main region
        lengths = sum(1 << length - 2 for length in main.general_desc.possible_length if length >= 2)
        calling[code] = (lengths, national_prefix_digits(main))
        trie.node(str(code))[2] = country_index.get(regions[0], 0)
        if len(regions) > 1:
            for prefix, region in side_regions(code, regions):
                trie.node(f"{code}{prefix}")[2] = country_index.get(region, 0)
    opened = {f"1{area}": (zone,) for zone, line in facts.NEW_AREA_CODES.items() for area in line.split()}
    for prefix, names in sorted((opened | TIMEZONE_DATA).items()):
        region = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
        code = next(int(prefix[:n]) for n in (1, 2, 3) if int(prefix[:n]) in region)
        trie.node(prefix)[1] = zones.of_several(names, region[code][0])
    return trie.nodes, calling


def c_text(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' if text is not None else "NULL"


def write(path, tables):
    """Each table is (declaration, its rows or its one number)."""
    with open(path, "w", encoding="utf-8") as out:
        out.write("/* Made by tools/placegen.py: tables of places and phone numbers. */\n")
        out.write('#include "text/place_tables.h"\n')
        for declaration, body in tables:
            if isinstance(body, int):
                out.write(f"\nconst {declaration} = {body};\n")
            else:
                out.write(f"\nconst {declaration} = {{\n" + "".join(f"    {row},\n" for row in body) + "};\n")


def main():
    zones = Zones()
    codes = {code: name for code, name, *_ in rows("iso3166.tab")} | {"XK": "Kosovo"}
    country_index = {code: number for number, code in enumerate(sorted(codes), 1)}
    countries = ['{ "", 0, 0, 0, 0, 0, NULL }']
    index = [0] * 26 * 26
    for code in sorted(codes):
        index[(ord(code[0]) - 65) * 26 + ord(code[1]) - 65] = country_index[code]
        zone = zones.of_several(zones.of_country[code], code) if code in zones.of_country else UNDECIDED
        data = metadata(0, code) if code in phonenumbers.SUPPORTED_REGIONS else None
        dials_00 = int(bool(data) and data.international_prefix == "00")
        at_home = dialling_at_home(code) if data else (0, 0, 0)
        name = facts.COUNTRY_SHORT.get(code, re.sub(r" \(.*\)", "", codes[code])).replace(" & ", " and ")
        countries.append(f'{{ "{code}", {dials_00}, {zone}, {", ".join(map(hex, at_home))}, {c_text(name)} }}')
    keys = country_names(codes)
    states = state_zones(zones)
    nodes, calling = phone_tables(zones, country_index)
    bytewise = lambda pair: pair[0].encode()
    write(sys.argv[1], [
        ("PlaceCountry PLACE_COUNTRIES[]", countries),
        ("uint16_t PLACE_COUNTRY_INDEX[26 * 26]", (", ".join(map(str, index[n:n + 26])) for n in range(0, 676, 26))),
        ("PlaceKey PLACE_COUNTRY_KEYS[]",
         (f"{{ {c_text(key)}, {country_index[code]} }}" for key, code in sorted(keys.items(), key=bytewise))),
        ("unsigned PLACE_COUNTRY_KEY_COUNT", len(keys)),
        ("PlaceKey PLACE_STATE_KEYS[]",
         (f"{{ {c_text(key)}, {zone} }}" for key, zone in sorted(states.items(), key=bytewise))),
        ("unsigned PLACE_STATE_KEY_COUNT", len(states)),
        ("PlaceDigits PLACE_PHONE_PREFIXES[]",
         (f"{{ {{ {', '.join(map(str, child))} }}, {zone}, {region} }}" for child, zone, region in nodes)),
        ("PlaceCallingCode PLACE_CALLING_CODES[1000]",
         (f"[{code}] = {{ {hex(lengths)}, {hex(digits)} }}" for code, (lengths, digits) in calling.items())),
        ("char *const PLACE_ZONES[]", map(c_text, zones.names + [None])),
    ])


if __name__ == "__main__":
    main()
