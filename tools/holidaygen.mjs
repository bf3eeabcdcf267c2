#!/usr/bin/env node
// Writes src/text's table of public holidays (holiday_tables.h says what it is) from the npm package
// date-holidays of web/package.json, and holiday_facts.mjs beside this file. The same versions give the
// same output. Working out all places takes some ten seconds, so the result is kept in
// web/node_modules/.cache until this file, the facts or the package change.
//
//     holidaygen.mjs OUTPUT.c
import {createHash} from 'node:crypto';
import {mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {AROUND, ENGLISH_REGIONS, NO_COUNTRY, WEEKENDS} from './holiday_facts.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const MODULES = path.join(HERE, '..', 'web', 'node_modules');
const FIRST_YEAR = 2025, LAST_YEAR = 2037;
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'];
const DAY_MS = 86400000;
const SATURDAY_SUNDAY = 1 << 5 | 1 << 6;
// src/text/fold.c knows the same letters.
const LETTERS = {ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i', ð: 'd', þ: 'th'};

function fold(text) {
  const plain = text.toLowerCase().replace(/[ßøłđæœıðþ]/gu, (c) => LETTERS[c]).normalize('NFKD');
  return plain.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

const bits = (days) => days.reduce((mask, day) => mask | 1 << day, 0);

// The whole days of a holiday, as days since 1970. What begins at noon is half a day and left out.
function* days_of(holiday) {
  const [, date, clock] = /^(\d+-\d+-\d+) (\d+:\d+)/.exec(holiday.date);
  if (clock !== '00:00')
    return;
  const first = Date.parse(`${date}T00:00Z`) / DAY_MS;
  // 23 and 25 hours are a day on which clocks change; three and a half are three.
  const length = Math.max(1, Math.floor((holiday.end - holiday.start) / DAY_MS + 0.1));
  for (let day = first; day < first + length; day++)
    yield day;
}

// day -> name, of one place
function holidays_of(calendar) {
  const found = new Map();
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++)
    for (const holiday of calendar.getHolidays(year))
      if (holiday.type === 'public')
        for (const day of days_of(holiday))
          if (!found.has(day))
            found.set(day, holiday.name);
  return found;
}

class Tables {
  constructor(Holidays) {
    this.Holidays = Holidays;
    this.lists = new Holidays();
    this.names = ['']; // 0: no holiday here, though it is one in the place around
    this.name_index = new Map();
    this.places = [{country: '', name: '', parent: 0, weekend: SATURDAY_SUNDAY, entries: []}];
    this.keys = new Map();
  }

  name(text) {
    if (!this.name_index.has(text)) {
      this.name_index.set(text, this.names.length);
      this.names.push(text);
    }
    return this.name_index.get(text);
  }

  // A place keeps only what differs from the place around it.
  place(codes, name, parent, around) {
    const calendar = new this.Holidays(...codes, {types: ['public'], languages: ['en']});
    const own = holidays_of(calendar);
    const entries = [...own].filter(([day, text]) => around.get(day) !== text)
      .map(([day, text]) => [day, this.name(text)]);
    entries.push(...[...around.keys()].filter((day) => !own.has(day)).map((day) => [day, 0]));
    const week = WEEKENDS[codes.join('/')];
    const weekend = week ? bits(week) : this.places[parent].weekend;
    this.places.push({country: codes[0], name, parent, weekend, entries: entries.sort((a, b) => a[0] - b[0])});
    return own;
  }

  key(codes, text) {
    const key = `${codes[0]}/${fold(text)}`;
    if (!this.keys.has(key))
      this.keys.set(key, this.places.length - 1);
  }

  within(codes, parent, around, list) {
    for (const code of Object.keys(list(LANGUAGES[0]) ?? {}).sort()) {
      const here = [...codes, code];
      const names = LANGUAGES.map((language) => list(language)[code]);
      const name = ENGLISH_REGIONS[here.join('/')] ?? names[0].replace(AROUND, '');
      const index = this.places.length;
      const own = this.place(here, name, parent, around);
      if (here.length === 2)
        this.key(here, code);
      for (const text of [name, ...names, list()[code]]) {
        this.key(here, text);
        this.key(here, text.replace(AROUND, ''));
      }
      if (here.length === 2)
        this.within(here, index, own, (language) => this.lists.getRegions(...here, language));
    }
  }

  build() {
    const known = this.lists.getCountries('en');
    const weekends = Object.keys(WEEKENDS).filter((code) => code.length === 2);
    for (const country of [...new Set([...Object.keys(known), ...weekends])].sort()) {
      if (NO_COUNTRY.has(country))
        continue;
      const index = this.places.length;
      if (!known[country]) {
        this.places.push({country, name: '', parent: 0, weekend: bits(WEEKENDS[country]), entries: []});
        continue;
      }
      const own = this.place([country], '', 0, new Map());
      this.within([country], index, own, (language) => this.lists.getStates(country, language));
    }
  }

  source(version) {
    const first_day = Date.UTC(FIRST_YEAR, 0, 1) / DAY_MS;
    const last_day = Date.UTC(LAST_YEAR, 11, 31) / DAY_MS;
    const text = (value) => JSON.stringify(value); // names hold no control characters or quotes beyond JSON's
    const entries = [], places = [];
    for (const place of this.places) {
      const kept = place.entries.filter(([day]) => day >= first_day && day <= last_day);
      places.push(`{${text(place.country)}, ${place.weekend}, ${place.parent}, ${entries.length}, ` +
        `${kept.length}, ${text(place.name)}},`);
      entries.push(...kept.map(([day, name]) => `{${day - first_day},${name}},`));
    }
    const order = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
    const keys = [...this.keys].sort((a, b) => order(a[0], b[0])).map(([key, value]) => `{${text(key)}, ${value}},`);
    return [
      `/* Made by tools/holidaygen.mjs from date-holidays ${version}. Do not edit. */`,
      '#include "text/holiday_tables.h"',
      `const int32_t HOLIDAY_FIRST_DAY = ${first_day}, HOLIDAY_LAST_DAY = ${last_day};`,
      'const HolidayPlace HOLIDAY_PLACES[] = {', ...places, '};',
      `const unsigned HOLIDAY_PLACE_COUNT = ${this.places.length};`,
      'const HolidayEntry HOLIDAY_ENTRIES[] = {', ...entries, '{0,0}};',
      'const char *const HOLIDAY_NAMES[] = {', ...this.names.map((name) => text(name) + ','), '};',
      'const PlaceKey HOLIDAY_REGION_KEYS[] = {', ...keys, '};',
      `const unsigned HOLIDAY_REGION_KEY_COUNT = ${keys.length};`, ''].join('\n');
  }
}

function cached(key, make) {
  const folder = path.join(MODULES, '.cache');
  const file = path.join(folder, `seventh-holidays-${key}.c`);
  try {
    return readFileSync(file);
  } catch { /* not there yet */ }
  const made = make();
  mkdirSync(folder, {recursive: true});
  writeFileSync(`${file}.${process.pid}`, made);
  renameSync(`${file}.${process.pid}`, file);
  return made;
}

function main() {
  const require = createRequire(path.join(MODULES, 'index.js'));
  let version;
  try {
    ({version} = JSON.parse(readFileSync(path.join(MODULES, 'date-holidays', 'package.json'))));
  } catch {
    console.error('holidaygen.mjs: the npm package date-holidays is missing: tools/setup');
    process.exit(1);
  }
  const hash = createHash('sha256').update(version);
  for (const file of ['holidaygen.mjs', 'holiday_facts.mjs'])
    hash.update(readFileSync(path.join(HERE, file)));
  writeFileSync(process.argv[2], cached(hash.digest('hex').slice(0, 16), () => {
    const tables = new Tables(require('date-holidays'));
    tables.build();
    return tables.source(version);
  }));
}

main();
