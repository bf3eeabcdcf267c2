// Reads every message of a folder with npm mailparser: read_peers.mjs MAILPARSER_FOLDER MESSAGES
// ROUNDS. Prints messages a second, the median of the rounds.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const [modules, folder, rounds] = process.argv.slice(2);
const require = createRequire(path.join(modules, 'package.json'));
const { simpleParser } = require('mailparser');
const messages = fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name)));
const rates = [];
for (let round = 0; round < Number(rounds); round++) {
  const began = process.hrtime.bigint();
  for (const message of messages) await simpleParser(message);
  rates.push((messages.length * 1e9) / Number(process.hrtime.bigint() - began));
}
rates.sort((a, b) => a - b);
console.log(rates[rates.length >> 1]);
